import { describe, expect, test } from 'vitest'
import type { Config } from '../fields.ts'
import { constant, design, offering, Play, reads } from '../../simulation/play.fixture.ts'

/** A gateway that takes no time itself, before a server with room for everyone. */
function guarded(spec: {
  readonly gateway: Config
  readonly perSecond: number
  readonly server?: Config
  readonly client?: Config
}): Play {
  const none = constant(0)
  return new Play(
    design(
      {
        users: ['client', { ...offering(spec.perSecond, [reads()]), ...spec.client }],
        gateway: ['gateway', { authTime: none, cpuTime: none, addedLatency: none, ...spec.gateway }],
        server: ['server', { cpuTime: constant(1), cores: 64, threads: 100_000, ...spec.server }],
      },
      [
        ['users gateway', { latencyMs: 0 }],
        ['gateway server', { latencyMs: 0 }],
      ],
    ),
  )
}

describe('the token bucket', () => {
  test('lets through the burst and then the rate, to the request', () => {
    const play = guarded({ gateway: { rateLimit: 50, burst: 100 }, perSecond: 500, client: { arrivals: 'constant' } })
    play.to(10_000)
    // 100 tokens at the beginning and 50 a second after that; one may be on its way.
    expect(Math.abs(play.of('server').arrivals - (100 + 500))).toBeLessThanOrEqual(1)
    expect(play.of('users').outcome('rateLimited')).toBe(play.of('gateway').arrivals - play.of('server').arrivals)
  })

  test('is full again after a restart', () => {
    const play = guarded({ gateway: { rateLimit: 1, burst: 100 }, perSecond: 500, client: { arrivals: 'constant' } })
    const [drained, later] = [2_000, 3_000].map((ms) => play.to(ms).of('server').arrivals)
    expect(later! - drained!).toBeLessThanOrEqual(1)
    play.break('crash', 'gateway')()
    expect(Math.abs(play.to(4_000).of('server').arrivals - later! - 101)).toBeLessThanOrEqual(1)
  })

  test('is full again after a quiet while, and never more than full', () => {
    const shape = { shape: 'spike', shapeFactor: 100, shapeStartMs: 20_000, shapeDurationMs: 200 }
    const client = { load: 'rate', rate: 5, arrivals: 'constant', ...shape }
    const play = guarded({ gateway: { rateLimit: 10, burst: 30 }, perSecond: 1, client }).to(20_000)
    const before = play.of('server').arrivals
    expect(play.of('users').outcome('rateLimited')).toBe(0)
    play.to(20_200)
    // A hundred come within 200 ms; 30 tokens wait for them, and 2 more drop in.
    expect(Math.abs(play.of('server').arrivals - before - 32)).toBeLessThanOrEqual(2)
  })

  test('shaping lets the same number through, and the others wait instead of failing', () => {
    const shape = { shape: 'spike', shapeFactor: 10, shapeStartMs: 1_000, shapeDurationMs: 1_000 }
    const client = { load: 'rate', rate: 20, arrivals: 'constant', ...shape }
    const spike = (overLimit: string) =>
      guarded({ gateway: { rateLimit: 50, burst: 1, overLimit }, perSecond: 1, client }).to(15_000)
    const shaped = spike('delay')
    expect(shaped.of('users').outcome('rateLimited')).toBe(0)
    // 200 come within a second, at 50 a second: D/D/1, the last of them waits 3 s, the mean of them 1.5 s.
    expect(shaped.of('gateway').station('pace').lineMax).toBeGreaterThan(140)
    expect(shaped.of('gateway').station('pace').lineMax).toBeLessThan(153)
    const policed = spike('reject')
    expect(policed.of('users').outcome('rateLimited')).toBeGreaterThan(140)
    expect(policed.of('users').meanMs).toBeLessThan(shaped.of('users').meanMs)
  })

  test.each([0, 1, 2, 5])('at most %i wait for tokens', (delayedMax) => {
    const gateway = { rateLimit: 10, burst: 1, overLimit: 'delay', delayedMax }
    const play = guarded({ gateway, perSecond: 200 }).to(1_000)
    let most = 0
    for (let ms = 1_000; ms < 3_000; ms += 7) {
      const { busy, line } = play.to(ms).of('gateway').station('pace')
      most = Math.max(most, busy + line)
    }
    expect(most).toBe(delayedMax)
  })

  test('shaping without a place to wait lets the same through as rejecting', () => {
    const through = (overLimit: string) =>
      guarded({ gateway: { rateLimit: 50, burst: 1, overLimit, delayedMax: 0 }, perSecond: 200 }).to(10_000)
    expect(through('delay').digest).toBe(through('reject').digest)
  })

  test('no more than so many wait for tokens over time', () => {
    const gateway = { rateLimit: 10, burst: 1, overLimit: 'delay', delayedMax: 20 }
    const play = guarded({ gateway, perSecond: 100 }).to(10_000)
    expect(play.of('users').outcome('rateLimited')).toBeGreaterThan(800)
    expect(Math.abs(play.of('server').arrivals - 100)).toBeLessThanOrEqual(2)
  })
})

describe('shedding', () => {
  const busy = { concurrency: 10, reserved: 0.5 }

  /** Ten erlangs offered to ten places, half by a client that matters and half by one that does not. */
  function lost(reserved: number): readonly [number, number] {
    const none = constant(0)
    const play = new Play(
      design(
        {
          payers: ['client', offering(100, [reads({ priority: 9 })])],
          robots: ['client', offering(100, [reads({ priority: 0 })])],
          gateway: ['gateway', { concurrency: 10, reserved, authTime: none, cpuTime: none, addedLatency: none }],
          server: ['server', { cpuTime: constant(50), cores: 64 }],
        },
        [
          ['payers gateway', { latencyMs: 0 }],
          ['robots gateway', { latencyMs: 0 }],
          ['gateway server', { latencyMs: 0 }],
        ],
      ),
    ).to(40_000)
    const share = (id: string) => play.of(id).outcome('shed') / play.of(id).ended
    return [share('payers'), share('robots')]
  }

  test('without reserved places loses as many of either as Erlang says', () => {
    // B(10, 10 erlangs) = 0.2146, whatever the law of service.
    for (const share of lost(0)) expect(Math.abs(share - 0.2146)).toBeLessThan(0.03)
  })

  test('with reserved places takes the lowest priority first', () => {
    const [payers, robots] = lost(0.5)
    expect(payers).toBeLessThan(0.06)
    expect(robots).toBeGreaterThan(0.4)
  })

  test('never has more in hand than it may', () => {
    const play = guarded({ gateway: busy, perSecond: 2_000, server: { cpuTime: constant(100) } }).to(3_000)
    expect(play.of('gateway').station('places').busy).toBeLessThanOrEqual(10)
  })
})

test('authentication is paid for rejected requests as well', () => {
  const authTime = constant(2)
  const play = guarded({ gateway: { rateLimit: 1, burst: 1, authTime, cores: 1 }, perSecond: 250 }).to(20_000)
  expect(Math.abs(play.of('gateway').station('cores').utilization - 0.5)).toBeLessThan(0.05)
})
