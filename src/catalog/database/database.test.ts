import { describe, expect, test } from 'vitest'
import type { Config } from '../fields.ts'
import { constant, reads, writes } from '../../simulation/play.fixture.ts'
import { close, family, instant } from './family.fixture.ts'

const even = { arrivals: 'constant' }

describe('replication', () => {
  test('a replica lags by the way and the time to apply, entry by entry', () => {
    const lagOf = (replica: Config, replication: Config) => {
      const play = family({ classes: [writes()], perSecond: 2, client: even, replica, replication }).to(499)
      let longest = 0
      for (let ms = 500; ms < 2_500; ms += 0.5) {
        play.to(ms)
        longest = Math.max(longest, play.of('replica').level('lagMs'))
      }
      expect(play.of('db').level('lagMs')).toBe(0)
      return longest
    }
    expect(Math.abs(lagOf({ applyTime: constant(30) }, { latencyMs: 70 }) - 100)).toBeLessThan(1)
    expect(Math.abs(lagOf({ applyTime: constant(5) }, { latencyMs: 10 }) - 15)).toBeLessThan(1)
    expect(lagOf({}, {})).toBe(0)
  })

  test('an entry waits for those before it when they come faster than they are applied', () => {
    const play = family({ classes: [writes()], perSecond: 100, client: even, replica: { applyTime: constant(20) } })
    play.to(10_000)
    // After 10 s half of the thousand entries are applied: the oldest that is not is five seconds old.
    expect(Math.abs(play.of('replica').level('lagMs') - 5_000)).toBeLessThan(50)
  })

  test('of a chain adds up along the way', () => {
    const play = family({
      classes: [writes()],
      perSecond: 2,
      client: even,
      replication: { latencyMs: 100 },
      parts: { third: ['database', instant] },
      arrows: [['replica third', { latencyMs: 200 }]],
    }).to(600)
    // Writes at 500, 1,000, 1,500 …: the one of 1,000 reaches the replica at 1,100 and the third at 1,300.
    play.to(1_099)
    expect(play.of('replica').level('lagMs')).toBeCloseTo(99, 6)
    play.to(1_101)
    expect(play.of('replica').level('lagMs')).toBe(0)
    play.to(1_299)
    expect(play.of('third').level('lagMs')).toBeCloseTo(299, 6)
    play.to(1_301)
    expect(play.of('third').level('lagMs')).toBe(0)
  })

  test('is slower while its connection is delayed, and stands while it is cut', () => {
    const play = family({ classes: [writes()], perSecond: 100, client: even, replication: { latencyMs: 10 } })
    play.to(2_000)
    const repair = play.break('delay', 'db-replica', { addMs: 400 })
    play.to(4_000)
    expect(Math.abs(play.of('replica').level('lagMs') - 410)).toBeLessThan(11)
    repair()
    play.to(6_000)
    expect(play.of('replica').level('lagMs')).toBeLessThan(21)
    const mend = play.break('cut', 'db-replica')
    play.to(9_000)
    expect(Math.abs(play.of('replica').level('lagMs') - 3_000)).toBeLessThan(120)
    mend()
    play.to(9_500)
    expect(play.of('replica').level('lagMs')).toBeLessThan(21)
  })
})

describe('reads', () => {
  const classes = [reads({ keys: 50, zipf: 0 }), writes({ keys: 50, zipf: 0 })]

  test('from a replica are stale as often as a write came within the lag', () => {
    const play = family({ classes, perSecond: 400, arrow: { reads: 'replicas' }, replication: { latencyMs: 300 } })
    play.to(60_000)
    const { reads: all, stale } = {
      reads: play.of('replica').counter('reads'),
      stale: play.of('replica').counter('staleReads'),
    }
    expect(play.of('db').counter('reads')).toBe(0)
    // Each of 50 keys is written 4 times a second: 1 − e^(−4 · 0.3). Reads of one key within a lag share their fate.
    expect(Math.abs(stale / all - (1 - Math.exp(-4 * 0.3)))).toBeLessThan(0.03)
  })

  test('from the primary never are', () => {
    const play = family({ classes, perSecond: 400, replication: { latencyMs: 300 } }).to(10_000)
    expect(play.of('db').counter('reads')).toBeGreaterThan(1_500)
    expect(play.of('db').counter('staleReads')).toBe(0)
    expect(play.of('replica').arrivals).toBe(0)
  })

  test('fall back to the primary when the replica is dead', () => {
    const play = family({ classes, perSecond: 200, arrow: { reads: 'replicas' } }).to(2_000)
    play.break('crash', 'replica')
    play.to(10_000)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
    expect(play.of('db').counter('reads')).toBeGreaterThan(700)
  })

  test('go to a replica that an arrow is drawn to', () => {
    const play = family({ classes, perSecond: 200, arrows: [['web replica', close]] }).to(5_000)
    expect(play.of('replica').counter('reads')).toBeGreaterThan(400)
    expect(play.of('db').counter('reads')).toBe(0)
  })
})

describe('connections', () => {
  test('bound the queries under way, and the waiting room those that wait', () => {
    const play = family({
      classes: [writes()],
      perSecond: 200,
      db: { commitTime: constant(100), maxConnections: 4, waitingRoom: 6 },
    }).to(20_000)
    const { busy, line, lineMax } = play.of('db').station('connections')
    expect(busy).toBe(4)
    expect(line).toBeLessThanOrEqual(6)
    expect(lineMax).toBe(6)
    // Four at a time, a tenth of a second each.
    expect(Math.abs(play.of('db').outcome('ok') - 40 * 20)).toBeLessThan(10)
    expect(play.of('users').outcome('turnedAway')).toBeGreaterThan(0.7 * 160 * 20)
  })

  test('cores bound the queries that compute; a commit holds none', () => {
    const play = family({
      classes: [writes()],
      perSecond: 50,
      db: { writeTime: constant(10), commitTime: constant(200), cores: 1 },
    }).to(20_000)
    expect(Math.abs(play.of('db').station('cores').utilization - 0.5)).toBeLessThan(0.05)
    expect(play.of('users').outcome('ok')).toBeGreaterThan(900)
  })
})

test('several databases share the keys', () => {
  const play = family({
    classes: [writes({ keys: 10_000, zipf: 0 })],
    perSecond: 400,
    parts: { other: ['database', instant] },
    arrows: [['web other', close]],
  }).to(10_000)
  const share = play.of('other').arrivals / play.of('users').arrivals
  expect(Math.abs(share - 0.5)).toBeLessThan(0.03)
})

test('the log grows as far as the slowest replica needs it', () => {
  const play = family({ classes: [writes()], perSecond: 1_000, replica: { applyTime: constant(2) } }).to(10_000)
  expect(play.of('replica').level('lagMs')).toBeGreaterThan(4_000)
  play.set('replica', { applyTime: constant(0) }).to(11_000)
  expect(play.of('replica').level('lagMs')).toBeLessThan(5)
})
