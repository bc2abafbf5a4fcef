/** Overload, and what is left of it when its trigger is gone. */
import type { Architecture, TimelineEntry } from '../../architecture/architecture.ts'
import type { Config } from '../../catalog/fields.ts'
import type { Experiment, Reading, ValidationCase } from '../case.ts'
import { det, exp, offering, one, only, serving, trouble, world } from '../documents.ts'

const SECOND_MS = 1_000
/** Who is so slow stands still, and goes on afterwards where it stopped. */
const STILL = { factor: 1_000_000 }

interface Service {
  readonly perSecond: number
  readonly arrivals: 'poisson' | 'constant'
  readonly serviceS: number
  readonly arrow: Config
  readonly fromS: number
  readonly toS: number
  readonly timeline: readonly TimelineEntry[]
}

/** One core before which everybody waits; time in seconds. */
function service({ perSecond, arrivals, serviceS, arrow, fromS, toS, timeline }: Service): Architecture {
  return world({
    unitMs: SECOND_MS,
    parts: { users: offering(perSecond, SECOND_MS, { arrivals }), db: serving(det(serviceS), SECOND_MS) },
    arrows: [['users db', arrow]],
    warmUp: fromS,
    duration: toS - fromS,
    timeline,
  })
}

const OFFERED: Reading = { terms: [{ path: 'components.db.arrivals', over: 'durationMs', factor: SECOND_MS }] }
const GOODPUT = one('endToEnd.goodputPerSecond')

const RATES = [100, 120, 130, 140, 145, 155, 160, 200, 280]
const FLUID = 'recovery_s_fluid'
const SIMULATED = 'recovery_s_des_mean'

/** A retry storm after an outage of ten seconds; what came meanwhile is served when it is over. */
function storm(perSecond: number, fromS: number, toS: number, reads: Experiment['reads']): Experiment {
  const architecture = service({
    perSecond,
    arrivals: 'poisson',
    serviceS: 1 / 300,
    arrow: { timeoutMs: 1_000, tries: 2, backoff: 'none' },
    fromS,
    toS,
    timeline: [trouble('slow', 'db', STILL, { atMs: 60_000, durationMs: 10_000 })],
  })
  return { architecture, replications: 5, jobs: 'endToEnd.ended', reads }
}

function storms(): Experiment[] {
  return RATES.flatMap((perSecond, n) => {
    const isWell = { ...GOODPUT, atLeast: 0.9 * perSecond }
    if (perSecond > 150) {
      const stuck = { [`recovers.${n}`]: isWell, [`offered_qps_stuck.${n}`]: OFFERED }
      return [storm(perSecond, 120, 180, perSecond === 160 ? { ...stuck, goodput_stuck: GOODPUT } : stuck)]
    }
    // All fail who come from the beginning of the outage until a second before the recovery: their retry fails as well.
    const seconds: Reading = {
      terms: [{ path: 'endToEnd.outcomes.timedOut', over: 'endToEnd.offeredPerSecond' }],
      plus: 1 - 10,
    }
    return [
      storm(perSecond, 0, 900, { [`${FLUID}.${n}`]: seconds, [`${SIMULATED}.${n}`]: seconds }),
      storm(perSecond, 900, 960, { [`recovers.${n}`]: isWell }),
    ]
  })
}

/** A pause of garbage collection, after which all answers come too late. */
function pauses(): Experiment[] {
  return [0, 0.3, 0.5, 1].map((pauseS, n) => {
    const pause = trouble('slow', 'db', STILL, { atMs: 30_000, durationMs: pauseS * 1_000 })
    const architecture = service({
      perSecond: 7,
      arrivals: 'constant',
      serviceS: 0.1,
      arrow: { timeoutMs: 500, tries: 4, backoff: 'fixed', backoffMs: 50, backoffJitter: 'none' },
      fromS: 60,
      toS: 100,
      timeline: pauseS === 0 ? [] : [pause],
    })
    const reads = { [`goodput_60_100.${n}`]: GOODPUT, [`offered_60_100.${n}`]: OFFERED }
    return { architecture, replications: 5, jobs: 'endToEnd.ended', reads }
  })
}

/** Twice as many as can be served; all beyond ten are turned away. */
function shed(): Experiment[] {
  const unitMs = 100
  const web = serving(exp(0.1), unitMs, 1, { threads: 10, backlog: 0 })
  const architecture = world({
    unitMs,
    parts: { users: offering(20, unitMs), web },
    arrows: [['users web']],
    warmUp: 100,
    duration: 5_000,
  })
  // Who is turned away takes no time.
  const time = {
    path: 'components.web.latencyMs.mean',
    times: 'components.web.ended',
    over: 'components.web.outcomes.ok',
  }
  const reads = { goodput: { ...GOODPUT, scale: unitMs / SECOND_MS }, T: { terms: [time], scale: 1 / unitMs } }
  return [{ architecture, replications: 20, jobs: 'endToEnd.ended', reads }]
}

/** A line that grows without bound. */
function endless(): Experiment[] {
  const growing = (from: number, to: number, timeoutMs: number, reads: Experiment['reads']): Experiment => {
    const architecture = world({
      unitMs: SECOND_MS,
      parts: { users: offering(120, SECOND_MS), web: serving(exp(0.01), SECOND_MS) },
      arrows: [['users web', { timeoutMs }]],
      warmUp: from,
      duration: to - from,
    })
    return { architecture, replications: 20, jobs: 'endToEnd.ended', reads }
  }
  const patient = 600_000
  return [
    growing(0, 60, patient, { backlog: one('endToEnd.inFlight') }),
    // Who came at 60 s is served at 72 s.
    growing(71.5, 72.5, patient, {
      wait_s: { terms: [{ path: 'components.web.stations.cores.waitingMsMean' }], scale: 1 / SECOND_MS },
    }),
    // So many seconds' worth of requests are answered in time, all of them at the beginning.
    growing(0, 60, 1_000, {
      goodput_zero_after_s: one('endToEnd.outcomes.ok', { over: 'endToEnd.offeredPerSecond' }),
    }),
  ]
}

/** A circuit before a server that fails every call for eight seconds. */
function circuit(): Experiment[] {
  const architecture = world({
    unitMs: SECOND_MS,
    parts: { users: offering(10, SECOND_MS, { arrivals: 'constant' }), web: serving(det(0), SECOND_MS) },
    arrows: [['users web', { breaker: true, breakerWindow: 20, breakerThreshold: 0.5, breakerOpenMs: 5_000 }]],
    warmUp: 0,
    duration: 30,
    timeline: [trouble('errors', 'web', { ratio: 1 }, { atMs: 10_000, durationMs: 8_000 })],
  })
  // The story: fault, opened, tried, opened again, repaired, tried, closed.
  const figures = {
    opens_within_s: { terms: [{ path: 'story.1.atMs' }, { path: 'story.0.atMs', factor: -1 }], scale: 1 / SECOND_MS },
    closed_again_by_s: { terms: [{ path: 'story.6.atMs' }], scale: 1 / SECOND_MS },
  }
  const reads = only(figures, ['opens_within_s', 'closed_again_by_s'])
  return [{ architecture, replications: 5, jobs: 'endToEnd.ended', reads }]
}

const WITHIN_A_QUARTER = { type: 'relative', share: 0.25 } as const

export const collapse: readonly ValidationCase[] = [
  {
    id: 'R-50',
    class: 'engine',
    experiments: storms,
    allowances: {
      ...Object.fromEntries(RATES.map((_, n) => [`recovers.${n}`, { type: 'exact' } as const])),
      [FLUID]: WITHIN_A_QUARTER,
      [SIMULATED]: WITHIN_A_QUARTER,
      offered_qps_stuck: { type: 'relative', share: 0.02 },
      goodput_stuck: { type: 'exact' },
    },
    unread: { threshold_qps: 'lies between the loads that recover and those that do not' },
  },
  {
    id: 'R-51',
    class: 'engine',
    experiments: pauses,
    allowances: { goodput_60_100: { type: 'exact' }, offered_60_100: { type: 'relative', share: 0.01 } },
  },
  {
    id: 'R-54',
    class: 'engine',
    experiments: shed,
    unread: { T_max_mean: 'a bound on the mean time, which the derivation names; T is below it' },
  },
  {
    id: 'R-55',
    class: 'engine',
    experiments: endless,
    allowances: { backlog: { type: 'absolute', by: 345 }, wait_s: WITHIN_A_QUARTER },
  },
  {
    id: 'G-09',
    class: 'engine',
    experiments: circuit,
    allowances: { opens_within_s: { type: 'atMost' }, closed_again_by_s: { type: 'atMost' } },
    unread: { calls_blocked: 'told in words; the tests of the connection count the calls that get through' },
  },
]
