/** What must not matter to a run, and what an edit must leave alone. */
import { describe, expect, test } from 'vitest'
import type { Architecture } from '../architecture/architecture.ts'
import { constant, design, jobs, offering, Play, reads } from './play.fixture.ts'
import { countsOf, disguised, withIsland } from './guises.fixture.ts'
import { town } from './town.fixture.ts'

const END_MS = 12_000

/** Things happening to a run, at their times. */
const troubles = [
  { atMs: 2_000, durationMs: 3_000, type: 'crash', target: 'web' },
  { atMs: 3_000, durationMs: 4_000, type: 'slow', target: 'db', params: { factor: 4 } },
  { atMs: 4_500, type: 'flush', target: 'cache' },
  { atMs: 5_000, durationMs: 2_000, type: 'spike', target: 'users', params: { factor: 3 } },
  { atMs: 6_000, durationMs: 3_000, type: 'cut', target: 'web-queue' },
  { atMs: 7_000, durationMs: 2_500, type: 'crash', target: 'db' },
] as const

function withTroubles(architecture: Architecture): Architecture {
  const timeline = troubles.map((trouble, index) => {
    const isConnection = architecture.connections.some(({ id }) => id === trouble.target)
    return {
      id: `trouble-${index}`,
      atMs: trouble.atMs,
      ...('durationMs' in trouble && { durationMs: trouble.durationMs }),
      fault: {
        type: trouble.type,
        target: { type: isConnection ? 'connection' : 'component', id: trouble.target } as const,
        params: 'params' in trouble ? trouble.params : {},
      },
    }
  })
  return { ...architecture, timeline }
}

const townIds = town().components.map(({ id }) => id)

describe('a run', () => {
  const usual = new Play(withTroubles(town())).to(END_MS)

  test.each([1, 7, 100, 1_000_000])('is the same in slices of %d events', (slice) => {
    expect(new Play(withTroubles(town())).to(END_MS, slice).digest).toBe(usual.digest)
  })

  test('is the same in steps of time, however short', () => {
    const play = new Play(withTroubles(town()))
    for (let ms = 0; ms < END_MS; ms += 3.7) play.to(ms)
    expect(play.to(END_MS).digest).toBe(usual.digest)
  })

  test('is another one with another seed', () => {
    expect(new Play(withTroubles(town(2))).to(END_MS).digest).not.toBe(usual.digest)
  })

  test('does not depend on names, places, notes or the order of the document', () => {
    expect(new Play(disguised(withTroubles(town()))).to(END_MS).digest).toBe(usual.digest)
  })

  test('does not notice a neighbor that it is not connected to', () => {
    const play = new Play(withIsland(withTroubles(town()))).to(END_MS)
    for (const id of townIds) expect(countsOf(play, id), id).toBe(countsOf(usual, id))
    expect(play.of('z-db').arrivals).toBeGreaterThan(1_000)
  })

  test('goes the same way whether troubles are on the timeline or come by hand', () => {
    const play = new Play(town())
    const due = troubles.flatMap((trouble) => {
      const params = 'params' in trouble ? trouble.params : {}
      let repair = () => {}
      const begin = { atMs: trouble.atMs, act: () => (repair = play.break(trouble.type, trouble.target, params)) }
      if (!('durationMs' in trouble)) return [begin]
      return [begin, { atMs: trouble.atMs + trouble.durationMs, act: () => repair() }]
    })
    for (const { atMs, act } of due.toSorted((a, b) => a.atMs - b.atMs)) {
      play.to(atMs)
      act()
    }
    expect(play.to(END_MS).digest).toBe(usual.digest)
  })
})

describe('an edit', () => {
  test('of names and places changes nothing', () => {
    const usual = new Play(town()).to(END_MS)
    const play = new Play(town()).to(5_003).edit(disguised)
    expect(play.to(END_MS).digest).toBe(usual.digest)
    expect(play.run.story).toEqual([])
  })

  test('of one part leaves the clock, and all of a part that is not connected, as they are', () => {
    const usual = new Play(withIsland(town())).to(END_MS)
    const play = new Play(withIsland(town())).to(4_000)
    const { nowMs } = play.run
    play.set('m-web', { instances: 1, cores: 7 }).set('z-cache', { capacity: 10, eviction: 'lfu' })
    play.to(6_000).set('m-balancer-m-web', { timeoutMs: 500, tries: 3 })
    play.edit(without('m-balancer', 'z-cache'))
    expect(nowMs).toBe(4_000)
    play.to(END_MS)
    for (const id of townIds) expect(countsOf(play, id), id).toBe(countsOf(usual, id))
    expect(play.of('m-web').station('cores').servers).toBe(7)
  })

  test('keeps what is inside: entries of a cache, messages of a queue, requests under way', () => {
    const play = new Play(town()).to(8_000)
    play.break('crash', 'worker')
    play.to(12_000)
    const entries = play.of('cache').level('entries')
    const backlog = play.of('queue').level('backlog')
    const inside = townIds.map((id) => play.of(id).inside)
    expect(entries).toBeGreaterThan(100)
    expect(backlog).toBeGreaterThan(50)
    expect(inside.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(10)
    play
      .set('cache', { ttlMs: 1_000_000 })
      .set('queue', { visibilityMs: 10_000 })
      .set('web', { cores: 8, instances: 3 })
    play.set('cache', { eviction: 'lfu' }).set('balancer', { policy: 'leastConnections' }).set('db', { cores: 4 })
    expect(play.of('cache').level('entries')).toBe(entries)
    expect(play.of('queue').level('backlog')).toBe(backlog)
    expect(townIds.map((id) => play.of(id).inside)).toEqual(inside)
    play.to(20_000)
    for (const id of townIds) expect(play.of(id).arrivals, id).toBe(play.of(id).ended + play.of(id).inside)
  })

  test('that adds an instance spreads the load from then on', () => {
    const play = new Play(
      design(
        {
          users: ['client', offering(100, [reads()], { arrivals: 'constant' })],
          web: ['server', { cpuTime: constant(1) }],
        },
        [['users web']],
      ),
    ).to(5_000)
    const before = play.of('web').station('threads').granted
    play.set('web', { instances: 4 }).to(9_000)
    expect(play.of('web').station('threads', 0).granted - before).toBeCloseTo(100, -1)
    expect(play.of('web').station('threads', 3).granted).toBeCloseTo(100, -1)
    play.set('web', { instances: 1 }).to(13_000)
    expect(play.of('web').station('threads', 0).granted - before).toBeCloseTo(500, -2)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
  })

  test('that cuts a connection lets calls under way come back, and makes no more', () => {
    const play = new Play(
      design(
        {
          users: ['client', offering(200)],
          web: ['server', { cpuTime: constant(1) }],
          db: ['database', { readTime: constant(30), cores: 32 }],
        },
        [['users web'], ['web db']],
      ),
    ).to(5_000)
    const { inside } = play.of('db')
    const arrivals = play.of('db').arrivals
    expect(inside).toBeGreaterThan(0)
    play.edit(without('web', 'db')).to(6_000)
    expect(play.of('db').inside).toBe(0)
    expect(play.of('db').arrivals - arrivals).toBeLessThanOrEqual(2)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
  })

  test('that removes a component tells its callers at once, and undone brings back what it had', () => {
    const play = new Play(
      design(
        {
          users: ['client', offering(200, [reads({ keys: 40 }), jobs()])],
          web: ['server', { cpuTime: constant(1) }],
          cache: ['cache'],
          queue: ['queue', { storeTime: constant(1) }],
          worker: ['worker', { jobTime: constant(1_000) }],
        },
        [['users web'], ['web cache'], ['web queue'], ['queue worker']],
      ),
    ).to(10_000)
    const whole = play.run.architecture
    const backlog = play.of('queue').level('backlog')
    expect(backlog).toBeGreaterThan(500)
    play.edit((architecture) => ({
      ...architecture,
      components: architecture.components.filter(({ id }) => id !== 'queue' && id !== 'cache'),
      connections: architecture.connections.filter(({ id }) => id === 'users-web'),
    }))
    const done = play.of('worker').counter('done')
    play.to(12_000)
    expect(play.of('users').ended).toBeGreaterThan(2_300)
    expect(play.of('worker').counter('done') - done).toBeLessThanOrEqual(4)
    play.edit(() => whole)
    expect(play.of('queue').level('backlog')).toBe(backlog)
    play.to(12_500)
    expect(play.of('queue').counter('published')).toBeGreaterThan(backlog)
    expect(play.of('cache').level('entries')).toBe(40)
    play.to(20_000)
    expect(play.of('queue').level('backlog')).toBe(
      play.of('queue').counter('published') - play.of('queue').counter('done'),
    )
  })
})

describe('a saved moment', () => {
  const script = (play: Play) => {
    play.to(4_000)
    const repair = play.break('crash', 'cache')
    play.to(5_000).set('web', { instances: 3, cores: 4 })
    play.to(6_000)
    repair()
    play.break('flush', 'edge')
    play.to(7_000).edit(withIsland)
    play.to(8_000).edit(without('balancer', 'web')).set('m-web', { cores: 8 })
    play.to(9_000).edit((architecture) => ({ ...withTroubles(town()), timeline: architecture.timeline }))
    return play.to(END_MS)
  }

  test('goes on to the same end, with all that was done by hand and all that is planned', () => {
    const usual = script(new Play(withTroubles(town())))
    for (const atMs of [0, 2_500, 4_999, 7_500]) {
      const play = new Play(withTroubles(town())).to(Math.min(atMs, 3_999))
      const early = play.run.save()
      script(play)
      expect(play.digest).toBe(usual.digest)
      play.run.load(early)
      play.to(atMs)
      const later = play.run.save()
      expect(play.to(END_MS, 33).digest).toBe(usual.digest)
      play.run.load(later)
      expect(play.run.nowMs).toBe(later.atMs)
      expect(play.to(END_MS).digest).toBe(usual.digest)
      expect(play.run.story).toEqual(usual.run.story)
    }
  })
})

test('things done while it stands still happen one after the other, looked at or not', () => {
  const ends = [true, false].map((isLookedAt) => {
    const play = new Play(town()).to(5_000)
    const repair = play.break('crash', 'web')
    if (isLookedAt) play.to(5_000)
    play.break('slow', 'db', { factor: 3 })
    if (isLookedAt) play.to(5_000)
    repair()
    return play.to(END_MS).digest
  })
  expect(ends[0]).toBe(ends[1])
})

/** Takes the connection from one component to another out of a document. */
function without(from: string, to: string) {
  return (architecture: Architecture): Architecture => ({
    ...architecture,
    connections: architecture.connections.filter((each) => each.from !== from || each.to !== to),
  })
}
