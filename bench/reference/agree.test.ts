import { describe, expect, it } from 'vitest'
import * as flat from './flat.ts'
import { fillExponentials, fillKeys, fillUniforms, seedGenerators, sharedAlias } from './flat/draws.ts'
import { runReplies as runFlatReplies } from './flat/replies.ts'
import { runTandem as runFlatTandem } from './flat/tandem.ts'
import { runThreads as runFlatThreads } from './flat/threads.ts'
import * as plain from './plain.ts'
import type { Draws } from './plain/random.ts'
import { runReplies } from './plain/replies.ts'
import { runSingle, runTandem } from './plain/tandem.ts'
import { runThreads } from './plain/threads.ts'
import { W1, W2, W3, W4, W5, WORKLOAD_NAMES } from './workloads.ts'
import type { Result } from './workloads.ts'

/** The very draws of a flat program, for a plain one. */
class DrawsOfFlat implements Draws {
  private readonly states = new Int32Array(12)
  private readonly exponentials = new Float64Array(4096)
  private readonly uniforms = new Float64Array(4096)
  private readonly keys = new Int32Array(4096)
  private exponentialNext = 4096
  private uniformNext = 4096
  private keyNext = 4096

  constructor(seed: number) {
    seedGenerators(this.states, 0, seed)
  }

  exponential(): number {
    if (this.exponentialNext === 4096) {
      fillExponentials(this.states, 0, this.exponentials, 0, 4096)
      this.exponentialNext = 0
    }
    return this.exponentials[this.exponentialNext++]!
  }

  uniform(): number {
    if (this.uniformNext === 4096) {
      fillUniforms(this.states, 4, this.uniforms, 0, 4096)
      this.uniformNext = 0
    }
    return this.uniforms[this.uniformNext++]!
  }

  key(): number {
    if (this.keyNext === 4096) {
      fillKeys(this.states, 8, sharedAlias(W3.cache), this.keys, 0, 4096)
      this.keyNext = 0
    }
    return this.keys[this.keyNext++]!
  }
}

/** Equal but for the order of additions, and for percentiles, which come from buckets of different bounds. */
function expectSame(actual: Result, expected: Result): void {
  const { ok, timedOut, rejected, events, requests } = expected
  expect(actual).toMatchObject({ ok, timedOut, rejected, events, requests })
  expect(actual.simulatedMs).toBe(expected.simulatedMs)
  expect(actual.hitRatio).toBe(expected.hitRatio)
  expectNear(actual.meanMs, expected.meanMs, 1e-9)
  expectNear(actual.p99Ms, expected.p99Ms, 0.01)
  expect(actual.stations.map(({ name }) => name)).toEqual(expected.stations.map(({ name }) => name))
  for (const [index, station] of expected.stations.entries()) {
    const other = actual.stations[index]!
    expectNear(other.utilization, station.utilization, 1e-9)
    expectNear(other.queueLength, station.queueLength, 1e-9)
    expectNear(other.meanMs ?? 0, station.meanMs ?? 0, 1e-9)
    expectNear(other.p99Ms ?? 0, station.p99Ms ?? 0, 0.01)
  }
}

function expectNear(actual: number, expected: number, relative: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected))
}

describe('on the same draws the flat and the plain program', () => {
  const requests = 40_000
  const seed = 7
  /** Load and bounds at which lines form, calls are turned away, time runs out, and entries expire. */
  const harsh = {
    ...W4,
    arrivalsPerMs: 3.4,
    database: { concurrency: 4, meanServiceMs: 5 },
    waitingRoom: 6,
    ttlMs: 3000,
    timeoutMs: 30,
  }
  const scarce = { ...W5, arrivalsPerMs: 7, server: { concurrency: 6, meanServiceMs: 2 }, threads: 9, timeoutMs: 12 }
  const small = { ...W3, cache: { ...W3.cache, capacity: 100 } }

  it('end every request of each workload alike', () => {
    const draws = new DrawsOfFlat(seed)
    expectSame(flat.run('W1', requests, seed), runSingle(W1, requests, draws))
    expectSame(flat.run('W2', requests, seed), runTandem(W2, requests, new DrawsOfFlat(seed)))
    expectSame(flat.run('W3', requests, seed), runTandem(W3, requests, new DrawsOfFlat(seed)))
    expectSame(flat.run('W4', requests, seed), runReplies(W4, requests, new DrawsOfFlat(seed)))
    expectSame(flat.run('W5', requests, seed), runThreads(W5, requests, new DrawsOfFlat(seed)))
  })

  it('evict the same entries', () => {
    const expected = runTandem(small, requests, new DrawsOfFlat(seed))
    expect(expected.hitRatio).toBeLessThan(0.4)
    expectSame(runFlatTandem(small, requests, seed), expected)
  })

  it('abandon, turn away, retry and expire alike', () => {
    const expected = runReplies(harsh, requests, new DrawsOfFlat(seed))
    expect(expected.timedOut).toBeGreaterThan(1000)
    expect(expected.rejected).toBeGreaterThan(1000)
    expectSame(runFlatReplies(harsh, requests, seed), expected)
  })

  it('run out of threads and of patience alike', () => {
    const expected = runThreads(scarce, requests, new DrawsOfFlat(seed))
    expect(expected.timedOut).toBeGreaterThan(1000)
    expect(expected.stations[0]!.queueLength).toBeGreaterThan(0.1)
    expectSame(runFlatThreads(scarce, requests, seed), expected)
  })
})

/** A mean over replications, and its standard error. */
function estimate(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) }
}

describe('on draws of their own the flat and the plain program', () => {
  const seeds = Array.from({ length: 10 }, (_, index) => index + 1)
  const requests = 40_000
  const measures: Record<string, (result: Result) => number> = {
    'mean latency': (result) => result.meanMs,
    'p99 latency': (result) => result.p99Ms,
    'hit ratio': (result) => result.hitRatio ?? 0,
    'utilization of the first': (result) => result.stations[0]!.utilization,
    'utilization of the last': (result) => result.stations.at(-1)!.utilization,
    'line of the first': (result) => result.stations[0]!.queueLength,
    'events a request': (result) => result.events / result.requests,
  }

  it.each(WORKLOAD_NAMES)('agree on %s within four standard errors', (workload) => {
    const flatResults = seeds.map((seed) => flat.run(workload, requests, seed))
    const plainResults = seeds.map((seed) => plain.run(workload, requests, seed + 100))
    for (const [name, measure] of Object.entries(measures)) {
      const a = estimate(flatResults.map(measure))
      const b = estimate(plainResults.map(measure))
      const error = Math.hypot(a.error, b.error)
      expect(Math.abs(a.mean - b.mean), name).toBeLessThanOrEqual(4 * error)
      if (name.includes('utilization') || name === 'hit ratio') expect(error, name).toBeLessThanOrEqual(0.02)
    }
  })

  it.each([
    ['flat', flat.run],
    ['plain', plain.run],
  ] as const)('(%s) agree with the closed form of M/M/1', (_, run) => {
    const results = seeds.map((seed) => run('W1', 100_000, seed))
    // Utilization 0.8, mean service 1 ms: sojourn 1 / (1 - 0.8), exponential; 0.8^2 / (1 - 0.8) in line.
    const exact = { meanMs: 5, p99Ms: 5 * Math.log(100), utilization: 0.8, queueLength: 3.2 }
    const means = estimate(results.map((result) => result.meanMs))
    expect(Math.abs(means.mean - exact.meanMs)).toBeLessThanOrEqual(4 * means.error)
    expect(means.error).toBeLessThan(0.1)
    const tails = estimate(results.map((result) => result.p99Ms))
    expect(Math.abs(tails.mean - exact.p99Ms)).toBeLessThanOrEqual(4 * tails.error)
    const shares = estimate(results.map((result) => result.stations[0]!.utilization))
    expect(Math.abs(shares.mean - exact.utilization)).toBeLessThanOrEqual(4 * shares.error)
    const lines = estimate(results.map((result) => result.stations[0]!.queueLength))
    expect(Math.abs(lines.mean - exact.queueLength)).toBeLessThanOrEqual(4 * lines.error)
  })
})
