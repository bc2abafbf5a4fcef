/** Small cases that were worked out by hand, and how sure a measured figure is. */
import { summaryObject } from '../../cli/summary-json.ts'
import { simulate } from '../../cli/simulate.ts'
import { intervalOf } from '../../simulation/replications.ts'
import type { Config } from '../../catalog/fields.ts'
import type { Experiment, Reading, ValidationCase } from '../case.ts'
import { balancing, det, exp, offering, one, serving, trouble, world } from '../documents.ts'

const USERS = 'components.users'

/** A hundred arrivals, one a unit, at a server with no room to wait. */
function lossSystem(): Experiment {
  const duration = 100.6
  const architecture = world({
    unitMs: 10,
    parts: {
      users: offering(1, 10, { arrivals: 'constant' }),
      door: balancing({ maxConnections: 1, healthIntervalMs: 300_000 }),
      web: serving(det(1.5), 10),
    },
    arrows: [['users door'], ['door web']],
    warmUp: 0,
    duration,
  })
  const reads = {
    served: one(`${USERS}.outcomes.ok`),
    rejected: one(`${USERS}.outcomes.turnedAway`),
    busy_time: { terms: [{ path: 'components.web.stations.cores.utilization' }], scale: duration },
  }
  return { architecture, replications: 1, jobs: `${USERS}.ended`, reads }
}

/** A client of one class of requests, one every so many units. */
function every(units: number, operation: 'static' | 'read'): Config {
  const classes = [{ name: 'job', operation, share: 1, keys: 1, zipf: 0 }] as const
  return { rate: 1 / units, arrivals: 'constant', classes }
}

/** Two requests that share a core: three units of work, and one that comes a unit later. */
function sharedByTwo(): Experiment {
  const unitMs = 1_000
  const architecture = world({
    unitMs,
    parts: {
      // One comes every ten units, the other every eleven; the run ends before the second of either.
      long: offering(1, unitMs, every(10, 'static')),
      short: offering(1, unitMs, every(11, 'read')),
      web: serving(det(1), unitMs, 1, { cpuSharing: 'share', staticCpuTime: { ...det(3), mean: 3 * unitMs } }),
    },
    arrows: [['long web'], ['short web']],
    warmUp: 0,
    duration: 19,
  })
  const reads = {
    'end.0': { terms: [{ path: 'components.long.latencyMs.mean' }], scale: 1 / unitMs },
    'end.1': { terms: [{ path: 'components.short.latencyMs.mean' }], scale: 1 / unitMs, offset: 1 },
  }
  return { architecture, replications: 1, jobs: 'endToEnd.ended', reads }
}

/** When an event of the story was, s after some moment. */
function moment(event: number, offset = 0): Reading {
  return { terms: [{ path: `story.${event}.atMs` }], scale: 0.001, offset }
}

/** A breaker before a server of which every call fails from 10 s to 18 s. */
function breaker(): Experiment {
  const architecture = world({
    unitMs: 1_000,
    parts: { users: offering(10, 1_000, { arrivals: 'constant' }), web: serving(det(0.001), 1_000, 8) },
    arrows: [['users web', { breaker: true, breakerWindow: 20, breakerThreshold: 0.5, breakerOpenMs: 5_000 }]],
    warmUp: 0,
    duration: 30,
    timeline: [trouble('errors', 'web', { ratio: 1 }, 10_000, 8_000)],
  })
  // What happened: the fault, opened, tried and opened again, the repair, tried and closed.
  const reads = { opens_within_s: moment(1, -10), closed_again_by_s: moment(6) }
  return { architecture, replications: 1, jobs: `${USERS}.ended`, reads }
}

/** The largest distance between number and rate × time, of all components of a chain, relative to the number. */
function littleIsOff(): number {
  const summary = summaryOf(
    world({
      unitMs: 1_000,
      parts: {
        users: offering(80, 1_000),
        web: serving(exp(1 / 100), 1_000),
        app: serving(exp(1 / 120), 1_000),
        db: serving(exp(1 / 160), 1_000),
      },
      arrows: [['users web'], ['web app downstream'], ['app db downstream']],
      warmUp: 100,
      duration: 1_250,
    }),
  )
  const off = Object.values(summary.components).map((component) => {
    const { numberInSystemMean, throughputPerSecond, latencyMs } = component
    return Math.abs(1 - (throughputPerSecond * (latencyMs.mean ?? 0)) / 1_000 / numberInSystemMean)
  })
  return Math.max(...off)
}

function summaryOf(architecture: ReturnType<typeof world>) {
  const ran = simulate(architecture)
  if (!ran.ok) throw new Error(`this design cannot run: ${JSON.stringify(ran.error)}`)
  return summaryObject(ran.value.summary, ran.value.wall)
}

/** Of two hundred intervals of the mean time in an M/M/1 at 80 %, each of ten runs, how many hold the true one. */
function covered(): number {
  let count = 0
  for (let n = 0; n < 200; n++) {
    const values = Array.from({ length: 10 }, (_, k) => {
      const seed = 1 + 10 * n + k
      const parts = { users: offering(0.8, 10), web: serving(exp(1), 10) }
      const drawn = world({ unitMs: 10, parts, arrows: [['users web']], warmUp: 2_500, duration: 10_000, seed })
      return (summaryOf(drawn).components['web']?.latencyMs.mean ?? 0) / 10
    })
    const { mean, halfWidth } = intervalOf(values)
    // T = 1 / (1 − 0.8).
    if (Math.abs(mean - 5) <= (halfWidth ?? 0)) count++
  }
  return count
}

const OF_OTHERS = 'What other programs promise of themselves; no figure of a system.'

export const golden: readonly ValidationCase[] = [
  {
    id: 'G-04',
    class: 'engine',
    experiments: () => [lossSystem()],
    allowances: { served: { type: 'exact' }, rejected: { type: 'exact' }, busy_time: { type: 'exact' } },
    unread: { end: 'the moment of the last answer is not told' },
  },
  { id: 'G-06', class: 'engine', experiments: () => [sharedByTwo()], allowances: { end: { type: 'exact' } } },
  {
    id: 'G-09',
    class: 'engine',
    experiments: () => [breaker()],
    allowances: { opens_within_s: { type: 'atMost' }, closed_again_by_s: { type: 'atMost' } },
    unread: { calls_blocked: 'said in words: in the story, each trial is five seconds after the circuit opened' },
  },
  { id: 'S-02', class: 'outOfScope', reason: OF_OTHERS },
  { id: 'S-03', class: 'outOfScope', reason: OF_OTHERS },
  {
    id: 'S-04',
    class: 'engine',
    compute: () => ({ cover_mean: covered() }),
    allowances: { cover_mean: { type: 'absolute', by: 9.5 } },
    unread: { 'accept.0': 'the bounds of what is measured', 'accept.1': 'the bounds of what is measured' },
  },
  {
    id: 'S-08',
    class: 'engine',
    compute: () => ({ max_rel: littleIsOff() }),
    allowances: { max_rel: { type: 'atMost' } },
  },
]
