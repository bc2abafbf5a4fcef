import { describe, expect, test } from 'vitest'
import type { Config, RequestClass } from '../fields.ts'
import { constant, design, jobs, offering, Play, reads, statics, writes } from '../../simulation/play.fixture.ts'

/** An edge before an origin that takes its time. */
function edged(edge: Config, classes: readonly RequestClass[], perSecond: number, originMs = 0): Play {
  return new Play(
    design(
      {
        users: ['client', offering(perSecond, classes)],
        edge: ['cdn', { serviceTime: constant(0), ...edge }],
        origin: ['server', { staticCpuTime: constant(originMs), cpuTime: constant(1), cores: 64, threads: 5_000 }],
      },
      [['users edge edge', { latencyMs: 0 }], ['edge origin', { latencyMs: 0 }], ['users origin entry']],
    ),
  )
}

describe('entries', () => {
  test('hit as often as theory says of a TTL that begins at the fill', () => {
    // Zipf(0.8) over 1,000 keys at 1,000 requests a second with a TTL of 6 s: Σ p λT p / (1 + λT p).
    const play = edged({ ttlMs: 6_000 }, [statics()], 1_000).to(20_000)
    const before = { hits: play.of('edge').counter('hits'), lookups: play.of('edge').counter('lookups') }
    play.to(80_000)
    const hits = play.of('edge').counter('hits') - before.hits
    const lookups = play.of('edge').counter('lookups') - before.lookups
    expect(Math.abs(hits / lookups - 0.875224)).toBeLessThan(0.006)
    expect(play.of('origin').arrivals).toBe(play.of('edge').counter('lookups') - play.of('edge').counter('hits'))
  })

  test('are thrown out when there is no room for all, the one unused for longest first', () => {
    // Zipf(1) over 100 keys with room for 20: the hit ratio of LRU, exact.
    const play = edged({ capacity: 20 }, [statics({ keys: 100, zipf: 1 })], 1_000).to(100_000)
    const ratio = play.of('edge').counter('hits') / play.of('edge').counter('lookups')
    expect(Math.abs(ratio - 0.56768)).toBeLessThan(0.005)
    expect(play.of('edge').level('entries')).toBe(20)
  })

  test('are gone after a flush, and the origin gets everything until they are back', () => {
    const play = edged({}, [statics({ keys: 200, zipf: 0 })], 500).to(10_000)
    const before = play.of('origin').arrivals
    expect(before).toBe(200)
    play.break('flush', 'edge')
    play.to(20_000)
    expect(play.of('origin').arrivals - before).toBe(200)
  })
})

describe('misses', () => {
  const hot = [statics({ keys: 1 })]

  test('of one object make one request when they are coalesced', () => {
    // Each cycle: a fetch of 100 ms, a TTL of 1 s from then on, and the wait for the next request of 1 ms.
    const play = edged({ ttlMs: 1_000 }, hot, 1_000, 100).to(60_000)
    expect(Math.abs(play.of('origin').arrivals - 60_000 / 1_101)).toBeLessThanOrEqual(2)
    const { arrivals, inside } = play.of('users')
    expect(play.of('users').outcome('ok')).toBe(arrivals - inside)
  })

  test('make one request each when they are not', () => {
    const play = edged({ ttlMs: 1_000, coalesce: false }, hot, 1_000, 100).to(60_000)
    const cycles = 60_000 / 1_001
    expect(play.of('origin').arrivals / cycles).toBeGreaterThan(80)
    expect(play.of('origin').arrivals / cycles).toBeLessThan(120)
  })

  test('that fail are not kept, and whoever waited fetches for itself', () => {
    const play = edged({}, hot, 200, 100).to(50)
    play.break('crash', 'origin')
    play.to(2_000)
    expect(play.of('edge').level('entries')).toBe(0)
    expect(play.of('edge').outcome('refused')).toBeGreaterThan(300)
    expect(play.of('users').outcome('refused')).toBeGreaterThan(300)
  })

  test('do not keep their waiters after the edge has crashed', () => {
    const play = edged({}, hot, 200, 500).to(400)
    expect(play.of('edge').inside).toBeGreaterThan(40)
    play.break('crash', 'edge')()
    expect(play.of('edge').inside).toBe(0)
    play.to(3_000)
    expect(play.of('edge').level('entries')).toBe(1)
    expect(play.of('edge').inside).toBe(0)
  })
})

test('what is not a static file passes through', () => {
  const play = new Play(
    design({ users: ['client', offering(300, [reads(), writes(), jobs()])], edge: ['cdn'], origin: ['server'] }, [
      ['users edge entry'],
      ['edge origin'],
    ]),
  ).to(5_000)
  expect(play.of('edge').counter('lookups')).toBe(0)
  expect(play.carried('edge-origin')).toBe(play.of('edge').arrivals - play.of('edge').inside + play.of('edge').inside)
  expect(play.of('origin').arrivals).toBeGreaterThan(1_300)
})
