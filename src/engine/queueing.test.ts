/** The machine against queueing theory: means over replications within the interval that chance allows them. */
import { describe, expect, it } from 'vitest'
import type { Distribution } from './distributions.ts'
import * as L from './layout.ts'
import type { Steps } from './plan.ts'
import { Rig, type RigComponent } from './rig.ts'
import * as theory from './theory.ts'

const REPLICATIONS = 12
/** Student's t with 11 degrees of freedom, 0.9995: one case in a thousand would miss by chance. */
const STUDENT = 4.437

/** Claims that the mean of a figure over the runs is `expected`, as far as its scatter lets one say. */
function expectMean<Run>(runs: readonly Run[], figure: (run: Run) => number, expected: number): void {
  const values = runs.map(figure)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  const error = Math.sqrt(variance / values.length)
  expect(error / Math.abs(expected), 'too much scatter to say anything').toBeLessThan(0.03)
  expect(Math.abs(mean - expected) / error, `${mean} instead of ${expected}, error ${error}`).toBeLessThan(STUDENT)
}

function exponential(mean: number): Distribution {
  return { law: 'exponential', mean, cv: 1 }
}

interface Case {
  readonly ratePerMs: number
  readonly time: Distribution
  readonly servers: number
  readonly room?: number
  readonly isShared?: boolean
  readonly requests?: number
}

/** Runs a source before one station for each seed. */
function replicate({ ratePerMs, time, servers, room, isShared = false, requests = 40_000 }: Case): RigComponent[] {
  return Array.from({ length: REPLICATIONS }, (_, n) => {
    const rig = new Rig()
    const station = rig.add('station').station(0, servers, room, isShared ? L.PROCESSOR_SHARING : L.FIFO)
    const served: Steps = isShared
      ? [{ op: 'share', station: 0, time, purpose: 'service' }]
      : [
          { op: 'acquire', station: 0, full: [{ op: 'answer', outcome: 'turnedAway' }] },
          { op: 'hold', time, purpose: 'service', cause: 'service' },
          { op: 'release', station: 0 },
        ]
    station.source(ratePerMs, [...served, { op: 'answer', outcome: 'ok' }], n + 1)
    rig.run(requests / ratePerMs)
    return station
  })
}

describe('the machine agrees with theory on', () => {
  it('M/M/1', () => {
    const load = { arrivalRatePerMs: 0.7, serviceTimeMs: 1 }
    const expected = theory.mm1(load)
    const runs = replicate({ ratePerMs: 0.7, time: exponential(1), servers: 1 })
    expectMean(runs, (run) => run.meanMs, expected.sojournTimeMs)
    expectMean(runs, (run) => run.stationOf(0).utilization, expected.utilization)
    expectMean(runs, (run) => run.stationOf(0).line, expected.lengthMean)
    expectMean(runs, (run) => run.insideMean, expected.numberMean)
    const p95 = theory.mmcSojournQuantileMs({ ...load, servers: 1 }, 0.95)
    expectMean(runs, (run) => run.percentile(0.95), p95)
  })

  it('M/M/4', () => {
    const load = { arrivalRatePerMs: 3.2, serviceTimeMs: 1, servers: 4 }
    const expected = theory.mmc(load)
    const runs = replicate({ ratePerMs: 3.2, time: exponential(1), servers: 4 })
    expectMean(runs, (run) => run.meanMs, expected.sojournTimeMs)
    expectMean(runs, (run) => run.stationOf(0).utilization, expected.utilization)
    expectMean(runs, (run) => run.stationOf(0).line, expected.lengthMean)
    expectMean(runs, (run) => run.percentile(0.95), theory.mmcSojournQuantileMs(load, 0.95))
  })

  it('M/M/2 with room for 3, overloaded', () => {
    const expected = theory.mmck({ arrivalRatePerMs: 3, serviceTimeMs: 1, servers: 2, capacity: 5 })
    const runs = replicate({ ratePerMs: 3, time: exponential(1), servers: 2, room: 3 })
    expectMean(runs, (run) => run.outcome('turnedAway') / run.ended, expected.blockedRatio)
    expectMean(runs, (run) => run.insideMean, expected.numberMean)
    expectMean(runs, (run) => run.stationOf(0).utilization, expected.utilization)
    // Who is turned away is gone at once, and counts in the mean with no time at all.
    expectMean(runs, (run) => (run.meanMs * run.ended) / run.outcome('ok'), expected.sojournTimeMs)
  })

  it('M/D/1', () => {
    const expected = theory.mg1({ arrivalRatePerMs: 0.8, serviceTimeMs: 1, cv: 0 })
    const runs = replicate({ ratePerMs: 0.8, time: { law: 'constant', mean: 1, cv: 0 }, servers: 1 })
    expectMean(runs, (run) => run.meanMs, expected.sojournTimeMs)
    expectMean(runs, (run) => run.stationOf(0).line, expected.lengthMean)
  })

  it('M/G/1 with processor sharing, whatever the service times', () => {
    const expected = theory.mg1ProcessorSharing({ arrivalRatePerMs: 0.7, serviceTimeMs: 1 })
    for (const time of [exponential(1), { law: 'constant', mean: 1, cv: 0 } as const]) {
      const runs = replicate({ ratePerMs: 0.7, time, servers: 1, isShared: true, requests: 20_000 })
      expectMean(runs, (run) => run.meanMs, expected.sojournTimeMs)
      expectMean(runs, (run) => run.stationOf(0).utilization, expected.utilization)
    }
  })

  it('two stations in a row, each as if it were alone (Burke, Jackson), with a network between', () => {
    const [first, second] = [0.5, 0.8].map((serviceTimeMs) => theory.mm1({ arrivalRatePerMs: 1, serviceTimeMs }))
    const runs = Array.from({ length: REPLICATIONS }, (_, n) => {
      const rig = new Rig()
      const serve = (mean: number): Steps => [
        { op: 'acquire', station: 0, full: [] },
        { op: 'hold', time: exponential(mean), purpose: 'service', cause: 'service' },
        { op: 'release', station: 0 },
      ]
      const back = rig.add('back').station(0, 1)
      back.plan([...serve(0.8), { op: 'answer', outcome: 'ok' }])
      const front = rig.add('front').station(0, 1)
      front.connect(0, [back], { latencyMs: 2 })
      const call: Steps = [{ op: 'call', port: 0, operation: 0, none: [] }]
      front.source(1, [...serve(0.5), ...call, { op: 'answer', outcome: 'asCalled' }], n + 1)
      rig.run(40_000)
      return { front, back }
    })
    expectMean(runs, ({ front }) => front.meanMs, first!.sojournTimeMs + 4 + second!.sojournTimeMs)
    expectMean(runs, ({ back }) => back.meanMs, second!.sojournTimeMs)
    expectMean(runs, ({ back }) => back.stationOf(0).line, second!.lengthMean)
  })
})

describe('a run obeys', () => {
  it("Little's law and the utilization law", () => {
    for (const servers of [1, 3]) {
      for (const run of replicate({ ratePerMs: 0.85 * servers, time: exponential(1), servers, requests: 20_000 })) {
        const throughput = run.ended / (20_000 / (0.85 * servers))
        expect(run.insideMean / (throughput * run.meanMs)).toBeCloseTo(1, 2)
        const { utilization, line } = run.stationOf(0)
        expect(line + utilization * servers).toBeCloseTo(run.insideMean, 6)
        expect(utilization * servers).toBeGreaterThan(0.95 * throughput)
        expect(utilization * servers).toBeLessThan(1.05 * throughput)
      }
    }
  })
})
