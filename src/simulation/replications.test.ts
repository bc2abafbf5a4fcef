import { describe, expect, test } from 'vitest'
import { simulate } from '../cli/simulate.ts'
import { design, exponential, offering } from './play.fixture.ts'
import { figuresOf, intervalOf, overRuns, studentT } from './replications.ts'

describe('the quantile of Student’s t', () => {
  // From the tables.
  test.each([
    [1, 12.7062],
    [2, 4.3027],
    [4, 2.7764],
    [5, 2.5706],
    [9, 2.2622],
    [19, 2.093],
    [29, 2.0452],
    [99, 1.9842],
    [10_000, 1.9602],
  ])('with %i degrees of freedom is %d', (degrees, expected) => {
    expect(Math.abs(studentT(degrees) / expected - 1)).toBeLessThan(0.001)
  })
})

describe('an interval', () => {
  test('is worked out by hand', () => {
    // 1, 2, 3: mean 2, deviation 1, half-width 4.3027 / sqrt(3).
    const interval = intervalOf([1, 2, 3])
    expect(interval).toMatchObject({ mean: 2, standardDeviation: 1, replications: 3 })
    expect(interval.halfWidth).toBeCloseTo(4.30265 / Math.sqrt(3), 4)
  })

  test('of one value has no width, and says so', () => {
    expect(intervalOf([5])).toEqual({ mean: 5, halfWidth: null, standardDeviation: null, replications: 1 })
  })
})

/** A line at 60 % of its server. */
function runs(seeds: readonly number[]) {
  return seeds.map((seed) => {
    const drawn = design(
      { users: ['client', offering(60)], web: ['server', { cores: 1, cpuTime: exponential(10) }] },
      [['users web', { latencyMs: 0 }]],
      seed,
    )
    const ran = simulate({ ...drawn, settings: { seed, warmUpMs: 2_000, endMs: 22_000 } })
    if (!ran.ok) throw new Error('this design runs')
    return ran.value.summary
  })
}

test('figures of runs with other seeds cover what theory says, about as often as they should', () => {
  const all = runs(Array.from({ length: 60 }, (_, n) => n + 1))
  let covered = 0
  for (let n = 0; n < 20; n++) {
    const interval = overRuns(all.slice(3 * n, 3 * n + 3)).find(
      ({ path }) => path === 'endToEnd.latencyMs.mean',
    )!.interval
    // M/M/1: 10 / (1 − 0.6) ms.
    if (Math.abs(interval.mean - 25) <= interval.halfWidth!) covered++
  }
  // 95 of 100; of 20, 15 or more in all but one case of four thousand.
  expect(covered).toBeGreaterThanOrEqual(15)
})

test('the figures are those of the summary, each once', () => {
  const [summary] = runs([1])
  const figures = figuresOf(summary!)
  expect(new Set(figures.map(({ path }) => path)).size).toBe(figures.length)
  const { stations } = summary!.components['web']!
  expect(figures.find(({ path }) => path === 'components.web.utilization')?.value).toBe(stations['cores']?.utilization)
  expect(figures.map(({ name }) => name)).toContain('latency.p99')
})
