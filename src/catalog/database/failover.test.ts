import { describe, expect, test } from 'vitest'
import { constant, design, reads, writes } from '../../simulation/play.fixture.ts'
import { close, family, instant } from './family.fixture.ts'

describe('failover', () => {
  const quick = { heartbeatMs: 1_000, missedHeartbeats: 3, promotionMs: 2_000 }

  test('takes the missed heartbeats and the promotion', () => {
    const play = family({ classes: [writes()], perSecond: 100, replication: quick }).to(4_500)
    play.break('crash', 'db')
    play.to(20_000)
    const [promoted] = play.run.story.filter(({ code }) => code === 'promoted')
    expect(promoted).toMatchObject({ component: 'replica', other: 'db' })
    // Heartbeats of 5, 6 and 7 s are missing.
    expect(promoted!.atMs).toBeCloseTo(9_000, 6)
    const refused = play.of('users').outcome('refused')
    expect(Math.abs(refused - 450)).toBeLessThan(4 * Math.sqrt(450))
    expect(play.of('replica').arrivals).toBeGreaterThan(950)
  })

  test('loses what the replica had not applied, and counts it to the write', () => {
    const play = family({
      classes: [writes()],
      perSecond: 100,
      replica: { applyTime: constant(15), cores: 1 },
      replication: quick,
    }).to(10_000)
    play.break('crash', 'db')
    const committed = play.of('users').outcome('ok')
    play.to(20_000)
    // Nobody reads from the replica, so its core was taken once for each entry.
    const applied = play.of('replica').station('cores').granted
    const [promoted] = play.run.story.filter(({ code }) => code === 'promoted')
    const after = play.of('replica').outcome('ok')
    expect(play.of('replica').counter('lostWrites')).toBe(committed - (applied - after))
    expect(promoted!.params).toEqual({ lost: committed - (applied - after) })
    expect(committed - (applied - after)).toBeGreaterThan(250)
  })

  test('brings the old primary back as a replica that catches up', () => {
    const play = family({
      classes: [reads({ keys: 50 }), writes({ keys: 50 })],
      perSecond: 400,
      arrow: { reads: 'replicas' },
      db: { applyTime: constant(1), cores: 4 },
      replica: { cores: 4 },
      replication: quick,
    }).to(4_500)
    const repair = play.break('crash', 'db')
    play.to(20_000)
    expect(play.of('db').level('lagMs')).toBeGreaterThan(10_000)
    repair()
    play.to(30_000)
    // Two thousand writes at one each ms, while two hundred more come each second.
    expect(play.of('db').level('lagMs')).toBeLessThan(50)
    expect(play.run.story.filter(({ code }) => code === 'promoted')).toHaveLength(1)
    const before = { reads: play.of('db').counter('reads'), writes: play.of('replica').arrivals }
    play.to(40_000)
    expect(play.of('db').counter('reads') - before.reads).toBeGreaterThan(1_500)
    expect(play.of('replica').arrivals - before.writes).toBeGreaterThan(1_500)
  })

  test('takes the replica that has applied the most', () => {
    const play = family({
      classes: [writes()],
      perSecond: 100,
      replica: { applyTime: constant(15) },
      replication: quick,
      parts: { ahead: ['database', { ...instant, applyTime: constant(11) }] },
      arrows: [['db ahead', { ...close, ...quick }]],
    }).to(10_000)
    play.break('crash', 'db')
    play.to(20_000)
    expect(play.run.story.find(({ code }) => code === 'promoted')!.component).toBe('ahead')
  })

  test('begins anew when the replica that was about to take over dies itself', () => {
    const play = family({
      classes: [writes()],
      perSecond: 50,
      replication: { ...quick, promotionMs: 5_000 },
      parts: { other: ['database', instant] },
      arrows: [['db other', { ...close, ...quick }]],
    }).to(4_500)
    play.break('crash', 'db')
    play.to(9_000)
    play.break('crash', 'replica')
    play.break('crash', 'other')()
    play.to(20_000)
    expect(play.run.story.find(({ code }) => code === 'promoted')!.component).toBe('other')
  })

  test('also follows when the primary is cut off, and its writes since then are lost', () => {
    const play = family({ classes: [writes()], perSecond: 100, replication: quick }).to(4_500)
    const mend = play.break('cut', 'db-replica')
    const committed = play.of('db').outcome('ok')
    play.to(40_000)
    const [promoted, again] = play.run.story.filter(({ code }) => code === 'promoted')
    expect(promoted!.params['lost']).toBe(play.of('db').outcome('ok') - committed)
    expect(again).toBeUndefined()
    mend()
    play.to(45_000)
    expect(play.of('db').level('lagMs')).toBeLessThan(1)
  })

  test('outlives edits of the family', () => {
    const play = family({ classes: [writes()], perSecond: 100, replication: quick }).to(4_500)
    play.break('crash', 'db')
    play.to(12_000)
    const before = play.of('replica').arrivals
    // A member whose id comes before the others', and one that comes after.
    play.edit((architecture) => {
      const wider = design(
        {
          users: ['client'],
          web: ['server'],
          db: ['database'],
          replica: ['database'],
          alpha: ['database', instant],
          zeta: ['database', instant],
        },
        [
          ['db alpha', { ...close, ...quick }],
          ['db zeta', { ...close, ...quick }],
        ],
      )
      const isNew = (id: string) => id === 'alpha' || id === 'zeta'
      return {
        ...architecture,
        components: [...architecture.components, ...wider.components.filter(({ id }) => isNew(id))],
        connections: [...architecture.connections, ...wider.connections],
      }
    })
    play.to(16_000)
    expect(play.of('replica').arrivals - before).toBeGreaterThan(350)
    expect(play.of('alpha').level('lagMs')).toBe(0)
    expect(play.of('zeta').level('lagMs')).toBe(0)
    // Without the one that had been promoted, the drawn primary has the part again.
    play.edit((architecture) => ({
      ...architecture,
      components: architecture.components.filter(({ id }) => id !== 'replica'),
      connections: architecture.connections.filter(({ to }) => to !== 'replica'),
    }))
    play.to(24_000)
    expect(play.run.story.filter(({ code }) => code === 'promoted').at(-1)!.component).toBe('alpha')
    const taken = play.of('alpha').arrivals
    play.to(28_000)
    expect(play.of('alpha').arrivals - taken).toBeGreaterThan(350)
  })
})
