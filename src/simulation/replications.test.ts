import { describe, expect, test } from 'vitest'
import { mmc } from '../engine/theory.ts'
import { design, exponential, offering, Play } from './play.fixture.ts'
import type { Summary } from './reading.ts'
import { mainFigures, Replications, seedsFrom } from './replications.ts'
import { takeSnapshot } from './snapshot.ts'
import { summarize } from './summary.ts'

const WARM_UP_MS = 2_000
const END_MS = 12_000

function lineOf(seed: number, perSecond: number) {
  return design(
    {
      users: ['client', offering(perSecond)],
      web: ['server', { cores: 1, threads: 5_000, cpuTime: exponential(10) }],
    },
    [['users web', { latencyMs: 0 }]],
    seed,
  )
}

function run(seed: number, perSecond: number): Summary {
  const play = new Play(lineOf(seed, perSecond)).to(WARM_UP_MS)
  const from = takeSnapshot(play.run)
  return summarize(play.to(END_MS).run, from)
}

describe('seeds', () => {
  test('follow each other, past the largest to the least', () => {
    expect(seedsFrom(7, 3)).toEqual([7, 8, 9])
    expect(seedsFrom(Number.MAX_SAFE_INTEGER - 1, 4)).toEqual([
      Number.MAX_SAFE_INTEGER - 1,
      Number.MAX_SAFE_INTEGER,
      0,
      1,
    ])
  })
})

describe('replications', () => {
  const summaries = seedsFrom(1, 12).map((seed) => run(seed, 60))
  const replications = new Replications()
  for (const summary of summaries) replications.add(summary)
  const estimates = replications.estimates()

  test('of a server that is an M/M/1 cover the closed form, by a width that says something', () => {
    const theory = mmc({ arrivalRatePerMs: 0.06, serviceTimeMs: 10, servers: 1 })
    const waiting = estimates.get('components.web.stations.cores.waitingMsMean')!
    const busy = estimates.get('components.web.utilization')!
    // Twice the half-width: one of twenty lies outside of one.
    expect(Math.abs(waiting.mean - theory.waitingTimeMs)).toBeLessThan(2 * waiting.halfWidth)
    expect(Math.abs(busy.mean - theory.utilization)).toBeLessThan(2 * busy.halfWidth)
    expect(waiting.halfWidth / waiting.mean).toBeLessThan(0.25)
    expect(waiting.halfWidth / waiting.mean).toBeGreaterThan(0.01)
  })

  test('stand at the paths of the summary, with a mean over all runs', () => {
    const mean = summaries.reduce((sum, { endToEnd }) => sum + endToEnd.latencyMs.p99, 0) / summaries.length
    expect(estimates.get('endToEnd.latencyMs.p99')).toMatchObject({ runs: 12 })
    expect(estimates.get('endToEnd.latencyMs.p99')!.mean).toBeCloseTo(mean, 9)
    expect(estimates.get('endToEnd.failedShare')).toMatchObject({ mean: 0, halfWidth: 0 })
  })

  test('of fewer runs are less certain', () => {
    const few = new Replications()
    for (const summary of summaries.slice(0, 3)) few.add(summary)
    const path = 'components.web.utilization'
    expect(few.estimates().get(path)!.halfWidth).toBeGreaterThan(estimates.get(path)!.halfWidth)
  })
})

test('intervals of three runs cover what theory says about as often as they should', () => {
  let covered = 0
  for (let n = 0; n < 40; n++) {
    const replications = new Replications()
    for (const seed of seedsFrom(1 + 3 * n, 3)) replications.add(run(seed, 40))
    const { mean, halfWidth } = replications.estimates().get('components.web.utilization')!
    covered += Number(Math.abs(mean - 0.4) <= halfWidth)
  }
  // 95 of 100; of 40, 32 or fewer in one case of a thousand.
  expect(covered).toBeGreaterThan(32)
})

describe('a figure that not every run has', () => {
  const [first, second, third] = seedsFrom(1, 3).map((seed) => run(seed, 5)) as [Summary, Summary, Summary]
  const withRefused = (summary: Summary, refused: number): Summary => ({
    ...summary,
    endToEnd: {
      ...summary.endToEnd,
      outcomes: { ok: summary.endToEnd.ended - refused, ...(refused > 0 && { refused }) },
    },
  })

  test('counts as none where it is an outcome, before and after it was first seen', () => {
    const replications = new Replications()
    for (const [summary, refused] of [
      [first, 0],
      [second, 6],
      [third, 0],
    ] as const) {
      replications.add(withRefused(summary, refused))
    }
    expect(replications.estimates().get('endToEnd.outcomes.refused')).toMatchObject({ mean: 2, runs: 3 })
    const share = 6 / second.endToEnd.ended / 3
    expect(replications.estimates().get('endToEnd.failedShare')!.mean).toBeCloseTo(share, 12)
  })

  test('is a mean of those that have it where it is none', () => {
    const replications = new Replications()
    const nothing = { ...first.endToEnd.latencyMs, mean: Number.NaN }
    replications.add({ ...first, endToEnd: { ...first.endToEnd, latencyMs: nothing } })
    replications.add(second)
    expect(replications.estimates().get('endToEnd.latencyMs.mean')).toMatchObject({
      mean: second.endToEnd.latencyMs.mean,
      halfWidth: NaN,
      runs: 1,
    })
  })
})

test('the main figures are those of the users, then those of each component that is no client', () => {
  const replications = new Replications()
  const summary = run(1, 20)
  replications.add(summary)
  const figures = mainFigures(summary, replications.estimates())
  expect(figures.slice(0, 2).map(({ path }) => path)).toEqual([
    'endToEnd.offeredPerSecond',
    'endToEnd.throughputPerSecond',
  ])
  expect(new Set(figures.map(({ component }) => component))).toEqual(new Set([undefined, 'web']))
  expect(figures.map(({ path }) => path)).toContain('components.web.latencyMs.p95')
  expect(figures.filter(({ estimate }) => Number.isNaN(estimate.mean))).toEqual([])
})
