/** What callers do to protect themselves, in documents. */
import { describe, expect, test } from 'vitest'
import { constant, design, offering, Play, reads } from '../../simulation/play.fixture.ts'
import { takeSnapshot } from '../../simulation/snapshot.ts'
import { summarize } from '../../simulation/summary.ts'
import type { Config } from '../fields.ts'

/** Users, two servers behind a balancer, and a database that every read needs. */
function shop(connection: Config, { perSecond = 50, readMs = 5 } = {}): Play {
  return new Play(
    design(
      {
        users: ['client', offering(perSecond, [reads()])],
        web: ['server', { cpuTime: constant(1), instances: 2, cores: 4 }],
        db: ['database', { readTime: constant(readMs), cores: 64, maxConnections: 500 }],
      },
      [['users web'], ['web db', { latencyMs: 1, ...connection }]],
    ),
  )
}

const codes = (play: Play) => play.run.story.map(({ code, component, other }) => [code, component, other])

describe('a circuit breaker', () => {
  const breaker = { breaker: true, breakerWindow: 20, breakerThreshold: 0.5, breakerOpenMs: 5_000 }

  test('is kept by each instance, and what it does is told', () => {
    const play = shop(breaker).to(10_000)
    const repair = play.break('errors', 'db', { ratio: 1 })
    play.to(13_000)
    const arrived = play.of('db').arrivals
    play.to(14_500)
    expect(play.of('db').arrivals).toBe(arrived)
    expect(codes(play).slice(1)).toEqual([
      ['circuitOpened', 'web', 'db'],
      ['circuitOpened', 'web', 'db'],
    ])
    expect(play.of('users').outcome('circuitOpen')).toBeGreaterThan(60)
    play.to(17_000)
    repair()
    play.to(23_000)
    expect(codes(play).filter(([code]) => code === 'circuitClosed')).toHaveLength(2)
    const failed = play.of('users').outcome('circuitOpen')
    play.to(30_000)
    expect(play.of('users').outcome('circuitOpen')).toBe(failed)
  })

  test('lets everything through again when it is taken away while it is open', () => {
    const play = shop(breaker).to(5_000)
    play.break('errors', 'db', { ratio: 1 })
    play.to(8_000).set('web-db', { breaker: false })
    const blocked = play.of('users').outcome('circuitOpen')
    const arrived = play.of('db').arrivals
    play.to(10_000)
    expect(play.of('users').outcome('circuitOpen')).toBe(blocked)
    expect(play.of('db').arrivals).toBeGreaterThan(arrived + 50)
  })
})

describe('a pool of connections', () => {
  const pool = { pool: true, poolSize: 2 }

  test('bounds the calls of each instance, and its line is told apart', () => {
    const play = shop(pool, { perSecond: 200, readMs: 18 })
    const from = takeSnapshot(play.run)
    for (let ms = 50; ms <= 10_000; ms += 50) {
      play.to(ms)
      // Two servers with two connections each; a message is on its way besides.
      expect(play.of('db').inside).toBeLessThanOrEqual(4)
    }
    const { time } = summarize(play.run, from).endToEnd
    const waited = time.find(({ cause }) => cause.type === 'waiting' && cause.station === 'pool')
    expect(waited).toMatchObject({ component: 'web' })
    expect(waited?.meanMs).toBeGreaterThan(10)
    const total = time.reduce((sum, { meanMs }) => sum + meanMs, 0)
    expect(total).toBeCloseTo(summarize(play.run, from).endToEnd.latencyMs.mean, 6)
  })

  test('lets those in who wait when it is enlarged or taken away', () => {
    for (const change of [{ poolSize: 100 }, { pool: false }]) {
      const play = shop(pool, { perSecond: 400, readMs: 40 }).to(2_000)
      expect(play.of('db').inside).toBeLessThanOrEqual(4)
      const waiting = play.of('web').inside
      play.set('web-db', change).to(2_010)
      expect(play.of('db').inside).toBeGreaterThan(Math.min(100, waiting / 4))
      play.to(4_000)
      expect(play.of('web').inside).toBeLessThan(50)
    }
  })

  test('turns away who has waited for too long, which is the fault of the caller', () => {
    const play = shop({ ...pool, poolWaitMs: 30 }, { perSecond: 400, readMs: 40 })
    const from = takeSnapshot(play.run)
    const { causes } = summarize(play.to(5_000).run, from).endToEnd
    expect(causes[0]).toMatchObject({ component: 'web', outcome: 'turnedAway' })
  })
})

describe('a hedge', () => {
  test('makes the slowest answers quicker at the price of a few more calls', () => {
    const slowest = (config: Config) => {
      const play = shop({ jitter: { law: 'pareto', mean: 2, cv: 3 }, ...config }, { perSecond: 200 }).to(60_000)
      return { p99: play.of('users').percentile(0.99), calls: play.of('db').arrivals }
    }
    const plain = slowest({})
    const hedged = slowest({ hedge: true, hedgeAfterMs: 16 })
    expect(hedged.p99).toBeLessThan(0.9 * plain.p99)
    expect(hedged.calls).toBeGreaterThan(plain.calls)
    expect(hedged.calls).toBeLessThan(1.15 * plain.calls)
  })
})

describe('a throttle', () => {
  test('spares a callee that has gone down, and notices when it is back', () => {
    const play = shop({ throttle: true }).to(20_000)
    const repair = play.break('crash', 'db')
    play.to(80_000)
    const heldBack = play.of('users').outcome('throttled')
    expect(heldBack).toBeGreaterThan(500)
    repair()
    play.to(300_000)
    const before = play.of('users').outcome('throttled')
    play.to(330_000)
    expect(play.of('users').outcome('throttled')).toBe(before)
  })
})

describe('health checks', () => {
  test('are not held back by a circuit that is open', () => {
    const play = new Play(
      design(
        {
          users: ['client', offering(50)],
          lb: ['load-balancer'],
          web: ['server', { cpuTime: constant(1) }],
        },
        [['users lb'], ['lb web', { breaker: true, breakerWindow: 5, keepAliveMs: 600_000 }]],
      ),
    )
    play.to(2_000).break('errors', 'web', { ratio: 1 })
    play.to(3_000)
    const arrived = play.of('web').arrivals
    play.to(60_000)
    // Nobody else calls any more, but probes still come.
    expect(play.of('users').outcome('circuitOpen')).toBeGreaterThan(1_000)
    expect(play.of('web').arrivals).toBeGreaterThan(arrived)
  })
})

describe('a handshake', () => {
  const tls = { latencyMs: 50, handshake: 'tls' }

  test('is made by each user: kept connections are nobody else’s', () => {
    const users = (count: number, perSecond: number) =>
      new Play(
        design(
          {
            users: ['client', { load: 'rate', rate: perSecond, users: count, classes: [reads()] }],
            web: ['server', { cpuTime: constant(0), cores: 64 }],
          },
          [['users web', tls]],
        ),
      ).to(60_000)
    // A million who come once each shake hands every time: two round trips and the request's own.
    expect(users(1_000_000, 50).of('users').meanMs).toBeGreaterThan(295)
    // Five who come ten times a second keep their connections.
    expect(users(5, 50).of('users').meanMs).toBeLessThan(103)
  })

  test('is made with each target', () => {
    const play = new Play(
      design(
        {
          users: ['client', offering(10)],
          balancer: ['load-balancer', { cpuTime: constant(0), addedLatency: constant(0) }],
          web: ['server', { cpuTime: constant(0), instances: 10 }],
        },
        [
          ['users balancer', { latencyMs: 0 }],
          ['balancer web', { ...tls, keepAliveMs: 600_000 }],
        ],
      ),
    ).to(30_000)
    const mean = play.of('users').meanMs
    // Ten of about 300 calls shake hands, for 200 ms each.
    const calls = play.of('users').ended
    expect(Math.abs(mean - 100 - (10 * 200) / calls)).toBeLessThan(0.5)
  })
})

describe('a hedge of a balancer', () => {
  const hedged = { timeoutMs: 2_000, hedge: true, hedgeAfterMs: 50, latencyMs: 0 }
  const before = { cpuTime: constant(0), addedLatency: constant(0), healthIntervalMs: 1_000, healthTimeoutMs: 500 }

  test('goes to another target than the first call', () => {
    const play = new Play(
      design(
        {
          users: ['client', offering(20)],
          balancer: ['load-balancer', before],
          slow: ['server', { cpuTime: constant(500), cores: 64 }],
          fast: ['server', { cpuTime: constant(10), cores: 64 }],
        },
        [
          ['users balancer', { latencyMs: 0 }],
          ['balancer slow', hedged],
          ['balancer fast', hedged],
        ],
      ),
    ).to(30_000)
    // Half go to the slow one first, and are answered by the fast one 50 ms later.
    const p99 = play.of('users').percentile(0.99)
    expect(p99).toBeGreaterThan(58)
    expect(p99).toBeLessThan(64)
  })

  test('goes to nobody who is out of health', () => {
    const play = new Play(
      design(
        {
          users: ['client', offering(20)],
          balancer: ['load-balancer', before],
          web: ['server', { cpuTime: constant(100), cores: 64, instances: 2 }],
        },
        [
          ['users balancer', { latencyMs: 0 }],
          ['balancer web', hedged],
        ],
      ),
    ).to(1_000)
    play.break('crash', 'web', {}, 1)
    play.to(10_000)
    const arrivals = play.of('web').arrivals
    const asked = play.of('users').arrivals
    const refused = play.of('web').outcome('refused')
    play.to(20_000)
    // Each request calls twice, and nothing of it goes to the dead one: only probes do.
    expect(play.of('web').arrivals - arrivals).toBeGreaterThan(1.9 * (play.of('users').arrivals - asked))
    expect(play.of('users').outcome('refused')).toBeLessThan(60)
    expect(refused).toBeLessThan(60)
  })
})
