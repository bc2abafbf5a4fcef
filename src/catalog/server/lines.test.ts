/** The order of lines, against theory: Poisson arrivals at 70 or 80 % of one core, services of 10 ms. */
import { describe, expect, test } from 'vitest'
import type { Config } from '../fields.ts'
import { constant, design, exponential, offering, Play, reads } from '../../simulation/play.fixture.ts'

const STANDARD_ERRORS = 5
const SEEDS = [1, 2, 3, 4, 5, 6]
const ENDLESS = { threads: 100_000, backlog: 100_000 }

interface Spec {
  readonly perSecond: number
  readonly server: Config
  readonly seed?: number
}

function alone({ perSecond, server, seed = 1 }: Spec): Play {
  const web = { cores: 1, ...ENDLESS, ...server }
  const parts = { users: ['client', offering(perSecond)], web: ['server', web] } as const
  return new Play(design(parts, [['users web', { latencyMs: 0, timeoutMs: 600_000 }]], seed))
}

/** Mean over the seeds with its standard error. */
function over(read: (seed: number) => number): { mean: number; error: number } {
  const values = SEEDS.map(read)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return { mean, error: Math.sqrt(variance / values.length) }
}

function expectNear({ mean, error }: { mean: number; error: number }, expected: number): void {
  expect(Math.abs(mean - expected)).toBeLessThan(STANDARD_ERRORS * error)
  expect(error).toBeLessThan(0.08 * expected)
}

describe('processor sharing', () => {
  test('is as long as M/M/1, 10 / (1 − 0.8) ms', () => {
    const server = { cpuSharing: 'share', cpuTime: exponential(10) }
    expectNear(
      over((seed) => alone({ perSecond: 80, server, seed }).to(60_000).of('web').meanMs),
      50,
    )
  })

  test('has the mean of M/M/1 with any law of service, where FIFO waits five times as long at a cv of 3', () => {
    const server = { cpuTime: { law: 'lognormal', mean: 10, cv: 3 } as const }
    const at = (cpuSharing: string) =>
      over(
        (seed) =>
          alone({ perSecond: 60, server: { ...server, cpuSharing }, seed })
            .to(100_000)
            .of('web').meanMs,
      )
    expectNear(at('share'), 25)
    // Pollaczek-Khinchine: 0.6 · 10 · (1 + 9) / (2 · 0.4) + 10.
    expect(at('queue').mean).toBeGreaterThan(50)
  })

  test('keeps the cores busy as long as there is work, and changes over in mid-run', () => {
    const play = alone({ perSecond: 80, server: { cpuTime: constant(10) } }).to(10_000)
    play.set('web', { cpuSharing: 'share' }).to(20_000)
    play.set('web', { cpuSharing: 'queue' }).to(30_000)
    const { arrivals, ended, inside } = play.of('web')
    expect(arrivals).toBe(ended + inside)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
    expect(inside).toBeLessThan(60)
  })
})

describe('last in, first out', () => {
  test('has the mean of first in, first out, and far from its spread', () => {
    const run = (discipline: string) =>
      over(
        (seed) =>
          alone({ perSecond: 80, server: { discipline, cpuTime: exponential(10) }, seed })
            .to(60_000)
            .of('web').meanMs,
      )
    expectNear(run('lifo'), 50)
    expectNear(run('fifo'), 50)
  })
})

describe('priority', () => {
  test('lets the higher class wait for what is in service only, and the lower for all (Cobham)', () => {
    // 30 a second of exactly 10 ms before 40 a second of exponential 10 ms: 17.857 and 36.190 ms (Cobham 1954).
    const run = (seed: number) => {
      const high = [{ ...reads({ priority: 9 }), operation: 'static' as const }]
      const play = new Play(
        design(
          {
            high: ['client', offering(30, high)],
            low: ['client', offering(40, [reads({ priority: 1 })])],
            web: [
              'server',
              { cores: 1, ...ENDLESS, discipline: 'priority', staticCpuTime: constant(10), cpuTime: exponential(10) },
            ],
          },
          [
            ['high web', { latencyMs: 0 }],
            ['low web', { latencyMs: 0 }],
          ],
          seed,
        ),
      ).to(80_000)
      return [play.of('high').meanMs, play.of('low').meanMs] as const
    }
    const all = new Map(SEEDS.map((seed) => [seed, run(seed)]))
    expectNear(
      over((seed) => all.get(seed)![0]),
      17.857,
    )
    expectNear(
      over((seed) => all.get(seed)![1]),
      36.19,
    )
  })
})

describe('patience', () => {
  test('M/M/10+M: as many give up as Erlang A says', () => {
    // 12 erlangs, 10 cores, patience of two services: 0.195656 abandon, cores are 0.965213 busy.
    const server = { cores: 10, cpuTime: exponential(10), waitLimit: true, maxWait: exponential(20) }
    const plays = new Map(SEEDS.map((seed) => [seed, alone({ perSecond: 1_200, server, seed }).to(10_000)]))
    expectNear(
      over((seed) => {
        const users = plays.get(seed)!.of('users')
        return users.outcome('shed') / users.ended
      }),
      0.195656,
    )
    expectNear(
      over((seed) => plays.get(seed)!.of('web').station('cores').utilization),
      0.965213,
    )
  })

  test('who is served in time is left alone', () => {
    const play = alone({ perSecond: 50, server: { cpuTime: constant(1), waitLimit: true, maxWait: constant(500) } })
    play.to(20_000)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
    expect(play.of('users').ended).toBeGreaterThan(900)
  })
})

describe('CoDel', () => {
  const overloaded = (server: Config) =>
    alone({ perSecond: 150, server: { cpuTime: constant(10), ...server } }).to(30_000)

  test('under overload keeps waits short where FIFO lets them grow, at nearly the same goodput', () => {
    const codel = overloaded({ discipline: 'codel' })
    const fifo = overloaded({})
    expect(codel.of('users').outcome('shed')).toBeGreaterThan(0.2 * 150 * 30)
    expect(codel.of('users').outcome('ok')).toBeGreaterThan(0.97 * fifo.of('users').outcome('ok'))
    // The line of FIFO grows by fifty a second.
    expect(fifo.of('web').station('cores').line).toBeGreaterThan(1_200)
    expect(codel.of('web').station('cores').line).toBeLessThan(120)
  })

  test('sheds nobody while waits are short', () => {
    const play = alone({ perSecond: 30, server: { cpuTime: constant(5), discipline: 'codel' } }).to(30_000)
    expect(play.of('users').outcome('shed')).toBe(0)
  })
})

describe('an event loop', () => {
  test('holds nothing while it waits: a slow database does not stop it', () => {
    const behind = (mode: string) => {
      const play = new Play(
        design(
          {
            users: ['client', offering(100)],
            web: ['server', { mode, cpuTime: constant(1), threads: 10, backlog: 20 }],
            db: ['database', { readTime: constant(500), cores: 100, maxConnections: 1_000 }],
          },
          [['users web'], ['web db', { latencyMs: 0 }]],
        ),
      ).to(20_000)
      return play.of('users').outcome('turnedAway') / play.of('users').ended
    }
    expect(behind('threads')).toBeGreaterThan(0.7)
    expect(behind('eventLoop')).toBe(0)
  })
})
