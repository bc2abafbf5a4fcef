/**
 * Documents against closed forms: a server whose work is exponential is an M/M/c, and Little's law holds everywhere.
 */
import { describe, expect, test } from 'vitest'
import type { Architecture } from '../architecture/architecture.ts'
import { mg1, mmc, mmck, mmcSojournQuantileMs, type ServersLoad } from '../engine/theory.ts'
import { constant, design, exponential, offering, Play } from './play.fixture.ts'
import type { Summary } from './reading.ts'
import { takeSnapshot } from './snapshot.ts'
import { summarize } from './summary.ts'
import { town } from './town.fixture.ts'

const close = { latencyMs: 0 }
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8]
const WARM_UP_MS = 4_000
const END_MS = 24_000

/** The figures of a run after its warm-up. */
function measured(architecture: Architecture, endMs = END_MS): Summary {
  const play = new Play(architecture).to(WARM_UP_MS)
  const from = takeSnapshot(play.run)
  return summarize(play.to(endMs).run, from)
}

/** Holds a mean over replications against a closed form: within four standard errors, and these are small. */
function expectTheory(values: readonly number[], expected: number, precision = 0.05): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1)
  const error = Math.sqrt(variance / values.length)
  expect(error / expected, 'the runs are long enough to tell').toBeLessThan(precision)
  expect(Math.abs(mean - expected) / error, `${mean} is ${expected} but for chance`).toBeLessThan(4)
}

/** Clients before a server with so many cores; its threads never run out. */
function station(load: ServersLoad, cpuTime = exponential(load.serviceTimeMs), seed = 1): Architecture {
  return design(
    {
      users: ['client', offering(load.arrivalRatePerMs * 1_000)],
      web: ['server', { cpuTime, cores: load.servers, threads: 100_000 }],
    },
    [['users web', close]],
    seed,
  )
}

describe('a server', () => {
  test.each([
    { servers: 1, utilization: 0.5 },
    { servers: 1, utilization: 0.8 },
    { servers: 4, utilization: 0.9 },
    { servers: 16, utilization: 0.8 },
  ])('with $servers cores at a load of $utilization is an M/M/c', ({ servers, utilization }) => {
    const load = { servers, serviceTimeMs: utilization * servers, arrivalRatePerMs: 1 }
    const theory = mmc(load)
    const runs = SEEDS.map((seed) => measured(station(load, exponential(load.serviceTimeMs), seed)).components['web']!)
    const cores = runs.map(({ stations }) => stations['cores']!)
    expectTheory(
      runs.map(({ latencyMs }) => latencyMs.mean),
      theory.sojournTimeMs,
      0.07,
    )
    expectTheory(
      runs.map(({ latencyMs }) => latencyMs.p95),
      mmcSojournQuantileMs(load, 0.95),
      0.1,
    )
    expectTheory(
      cores.map((each) => each.utilization),
      theory.utilization,
    )
    expectTheory(
      cores.map((each) => each.lineMean),
      theory.lengthMean,
      0.2,
    )
    expectTheory(
      cores.map((each) => each.waitingMsMean),
      theory.waitingTimeMs,
      0.2,
    )
    expectTheory(
      runs.map(({ numberInSystemMean }) => numberInSystemMean),
      theory.numberMean,
      0.07,
    )
  })

  test('with bounded threads and backlog is an M/M/c/K', () => {
    const load = { servers: 3, serviceTimeMs: 10, arrivalRatePerMs: 0.36, capacity: 8 }
    const theory = mmck(load)
    const runs = SEEDS.map((seed) =>
      measured(
        design(
          {
            users: ['client', offering(360)],
            web: ['server', { cpuTime: exponential(10), cores: 64, threads: 3, backlog: 5 }],
          },
          [['users web', close]],
          seed,
        ),
      ),
    )
    expectTheory(
      runs.map(({ endToEnd }) => (endToEnd.outcomes.turnedAway ?? 0) / endToEnd.ended),
      theory.blockedRatio,
    )
    expectTheory(
      runs.map(({ endToEnd }) => endToEnd.goodputPerSecond / 1_000),
      theory.throughputPerMs,
    )
    expectTheory(
      runs.map(({ components }) => components['web']!.stations['threads']!.lineMean),
      theory.lengthMean,
    )
  })

  test('with a constant service time makes half of the line', () => {
    const load = { servers: 1, serviceTimeMs: 1, arrivalRatePerMs: 0.8, cv: 0 }
    const runs = SEEDS.map((seed) => measured(station(load, constant(1) as never, seed)))
    expectTheory(
      runs.map(({ components }) => components['web']!.latencyMs.mean),
      mg1(load).sojournTimeMs,
    )
  })
})

describe('every component', () => {
  test('obeys the law of Little', () => {
    const { components } = measured(town(), 64_000)
    for (const [id, { numberInSystemMean, arrivals, latencyMs }] of Object.entries(components)) {
      const expected = (arrivals / 60_000) * latencyMs.mean
      // What is inside at the beginning and at the end is counted differently: little, over a minute.
      expect(Math.abs(numberInSystemMean - expected) / expected, id).toBeLessThan(0.02)
      expect(arrivals, id).toBeGreaterThan(100)
    }
  })

  test('has ended or still has inside whatever arrived, at any moment', () => {
    const play = new Play(town(2))
    for (const untilMs of [1, 17, 400, 1_234, 5_000, 5_001, 9_999]) {
      play.to(untilMs, 7)
      for (const { id } of play.run.built.components) {
        const { arrivals, ended, inside } = play.of(id)
        expect(arrivals, id).toBe(ended + inside)
        expect(inside, id).toBeGreaterThanOrEqual(0)
      }
    }
  })
})
