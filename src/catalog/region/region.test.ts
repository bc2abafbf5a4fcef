import { describe, expect, test } from 'vitest'
import { LOCATIONS, roundTripMs } from '../places.ts'
import { constant, design, offering, Play, reads, statics } from '../../simulation/play.fixture.ts'

const instant = { cpuTime: constant(0), staticCpuTime: constant(0), cores: 64 }

/** Latency of requests from one place to a server at another. */
function latencyBetween(from: string, to: string): number {
  const play = new Play(
    design(
      {
        here: ['region', { location: from }],
        there: ['region', { location: to }],
        users: ['client', offering(5, [reads()], { access: 'fiber' }), 'here'],
        web: ['server', instant, 'there'],
      },
      [['users web']],
    ),
  ).to(10_000)
  return play.of('users').meanMs
}

describe('distance', () => {
  test('is the measured round trip, and the last mile on top', () => {
    expect(latencyBetween('us-east', 'eu-west')).toBeCloseTo(12 + 70, 6)
    expect(latencyBetween('seoul', 'us-west')).toBeCloseTo(12 + 118, 6)
    expect(latencyBetween('tokyo', 'tokyo')).toBeCloseTo(12 + 0.25, 6)
  })

  test('is the same there and back, and never longer than by way of a third place', () => {
    for (const a of LOCATIONS) {
      for (const b of LOCATIONS) {
        expect(roundTripMs(a, b)).toBe(roundTripMs(b, a))
        expect(roundTripMs(a, b)).toBeGreaterThan(0)
      }
    }
  })

  test('does not count where a latency is set, nor for an edge near the users', () => {
    const play = new Play(
      design(
        {
          far: ['region', { location: 'sydney' }],
          near: ['region', { location: 'eu-west' }],
          users: ['client', offering(50, [reads(), statics({ keys: 1 })], { access: 'cable' }), 'near'],
          edge: ['cdn', { serviceTime: constant(0) }],
          web: ['server', instant, 'far'],
        },
        [['users edge edge'], ['users web entry', { latencyMs: 30 }], ['edge web', { latencyMs: 0 }]],
      ),
    ).to(10_000)
    // Half of the requests take 2 × 30 ms, the others the last mile and the way to the edge: 20 + 15 ms.
    expect(play.of('users').percentile(0.2)).toBeGreaterThan(34)
    expect(play.of('users').percentile(0.2)).toBeLessThan(36)
    expect(play.of('users').percentile(0.9)).toBeGreaterThan(59)
    expect(play.of('users').percentile(0.9)).toBeLessThan(61)
  })
})

describe('a region that is lost', () => {
  const regions = () =>
    new Play(
      design(
        {
          east: ['region', { location: 'us-east' }],
          west: ['region', { location: 'us-west' }],
          rack: ['host', {}, 'east'],
          users: ['client', offering(100), 'east'],
          names: ['dns', { policy: 'failover', ttlMs: 1_000, healthIntervalMs: 500, healthThreshold: 2 }],
          a: ['server', instant, 'rack'],
          cache: ['cache', {}, 'east'],
          b: ['server', instant, 'west'],
        },
        [['users names'], ['names a'], ['names b'], ['a cache']],
      ),
    )

  test('takes everything inside down with it, but not its users, and brings it back', () => {
    const play = regions().to(5_000)
    const before = { cache: play.of('cache').arrivals, users: play.of('users').arrivals }
    expect(play.of('cache').level('entries')).toBeGreaterThan(0)
    const repair = play.break('crash', 'east')
    expect(play.of('cache').level('entries')).toBe(0)
    play.to(15_000)
    expect(play.of('cache').arrivals).toBe(before.cache)
    expect(play.of('users').arrivals - before.users).toBeGreaterThan(900)
    expect(play.of('b').arrivals).toBeGreaterThan(700)
    repair()
    play.to(25_000)
    expect(play.of('cache').arrivals - before.cache).toBeGreaterThan(500)
  })
})
