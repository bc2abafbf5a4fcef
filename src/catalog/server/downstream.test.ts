/** Calls of services: side by side, one after the other, by chance. */
import { describe, expect, test } from 'vitest'
import type { Config } from '../fields.ts'
import { constant, design, exponential, offering, Play } from '../../simulation/play.fixture.ts'

/** A server before services that all serve without a line. */
function before(spec: {
  readonly server: Config
  readonly services: readonly (readonly [Config, Config?])[]
  readonly perSecond?: number
}): Play {
  const names = spec.services.map((_, n) => `s${n + 1}`)
  return new Play(
    design(
      {
        users: ['client', offering(spec.perSecond ?? 200)],
        web: ['server', { cpuTime: constant(0), cores: 64, threads: 100_000, ...spec.server }],
        ...Object.fromEntries(
          names.map((name, n) => [
            name,
            ['server', { cores: 128, threads: 100_000, ...spec.services[n]![0] }] as const,
          ]),
        ),
      },
      [
        ['users web', { latencyMs: 0 }],
        ...names.map((name, n) => [`web ${name}`, { latencyMs: 0, ...spec.services[n]![1] }] as const),
      ],
    ),
  )
}

describe('side by side', () => {
  test('the slowest of four decides: the mean of the largest of four exponentials', () => {
    const play = before({
      server: { downstreamCalls: 'parallel' },
      services: [[{ cpuTime: exponential(10) }, { calls: 4 }]],
    }).to(30_000)
    // 10 · (1 + 1/2 + 1/3 + 1/4), and the services have no line.
    expect(Math.abs(play.of('users').meanMs / (10 * (25 / 12)) - 1)).toBeLessThan(0.03)
    expect(play.of('s1').arrivals).toBe(4 * play.of('web').arrivals)
  })

  test('with two of three needed, the second is waited for and the third is called off', () => {
    const services = [1, 2, 3].map(() => [{ cpuTime: exponential(10) }] as const)
    const play = before({ server: { downstreamCalls: 'parallel', needed: 2 }, services }).to(30_000)
    // 10 · (1/3 + 1/2).
    expect(Math.abs(play.of('users').meanMs / (10 * (5 / 6)) - 1)).toBeLessThan(0.03)
    expect(play.of('s1').outcome('cancelled')).toBeGreaterThan(0.25 * play.of('s1').arrivals)
  })

  test('one failure is the failure of all, unless fewer are needed: 2 of 3 at 90 % each', () => {
    const share = (needed: number) => {
      const services = [1, 2, 3].map(() => [{ cpuTime: constant(1) }] as const)
      const play = before({ server: { downstreamCalls: 'parallel', needed }, services })
      for (const name of ['s1', 's2', 's3']) play.break('errors', name, { ratio: 0.1 })
      play.to(30_000)
      return play.of('users').outcome('ok') / play.of('users').ended
    }
    expect(Math.abs(share(0) - 0.729)).toBeLessThan(0.025)
    expect(Math.abs(share(2) - 0.972)).toBeLessThan(0.012)
  })

  test('a share of slow answers grows with the fan-out: 1 − 0.99^10', () => {
    // One in a hundred exponential services of 10 ms takes longer than 46.05 ms.
    const play = before({
      server: { downstreamCalls: 'parallel' },
      services: [[{ cpuTime: exponential(10) }, { calls: 10, timeoutMs: 46.0517 }]],
    }).to(60_000)
    const late = play.of('users').outcome('timedOut') / play.of('users').ended
    expect(Math.abs(late - 0.0956179)).toBeLessThan(0.012)
  })
})

describe('one after the other', () => {
  test('times add up, and a failure ends it', () => {
    const services = [[{ cpuTime: constant(10) }, { calls: 2 }], [{ cpuTime: constant(5) }]] as const
    const play = before({ server: { downstreamCalls: 'sequence' }, services })
    play.to(10_000)
    expect(Math.abs(play.of('users').meanMs - 25)).toBeLessThan(0.01)
    const reached = play.of('s2').arrivals
    play.break('errors', 's1', { ratio: 1 })
    play.to(20_000)
    expect(play.of('s2').arrivals - reached).toBeLessThan(20)
  })
})

describe('by chance', () => {
  test('each gets its share, and some requests stop', () => {
    const services = [
      [{ cpuTime: constant(1) }, { share: 3 }],
      [{ cpuTime: constant(1) }, { share: 1 }],
    ] as const
    const play = before({ server: { downstreamCalls: 'random', stopShare: 0.2 }, services }).to(60_000)
    const { arrivals } = play.of('web')
    expect(Math.abs(play.of('s1').arrivals / arrivals - 0.6)).toBeLessThan(0.02)
    expect(Math.abs(play.of('s2').arrivals / arrivals - 0.2)).toBeLessThan(0.02)
  })

  test('a server may lead back to itself: each visit goes on with the chance to', () => {
    const play = before({
      server: { downstreamCalls: 'random', stopShare: 0.5 },
      services: [[{ cpuTime: constant(1), downstreamCalls: 'random', stopShare: 0.5 }]],
    })
    play.edit((architecture) => ({
      ...architecture,
      connections: [
        ...architecture.connections,
        { ...architecture.connections[1]!, id: 'back', from: 's1', to: 'web', port: 'downstream' },
      ],
    }))
    play.to(40_000)
    // Visits of the first server: 1 / (1 − 0.5 · 0.5).
    expect(Math.abs(play.of('web').arrivals / play.of('users').arrivals - 4 / 3)).toBeLessThan(0.03)
  })
})
