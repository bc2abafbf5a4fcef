/** Timeouts, retries that make it worse, throttling, and more than can be done. */
import type { Experiment, Reading, ValidationCase } from '../case.ts'
import { balancing, det, exp, offering, one, serving, trouble, world } from '../documents.ts'

const UNIT_MS = 1

/** An exponential service that is not waited for longer than a timeout. */
function timeouts(): Experiment {
  const users = 'components.users'
  const architecture = world({
    unitMs: UNIT_MS,
    parts: { users: offering(0.1, UNIT_MS), web: serving(exp(100), UNIT_MS, 128) },
    arrows: [['users web', { timeoutMs: 70 }]],
    warmUp: 1_000,
    duration: 200_000,
  })
  const timedOut = `${users}.outcomes.timedOut`
  const all = { path: `${users}.latencyMs.mean`, times: `${users}.ended`, over: `${users}.outcomes.ok` }
  const reads = {
    P_timeout: one(timedOut, { over: `${users}.ended` }),
    mean_given_success_ms: { terms: [all, { path: timedOut, over: `${users}.outcomes.ok`, factor: -70 }] },
  }
  return { architecture, replications: 10, jobs: `${users}.ended`, reads }
}

const STORM = [100, 120, 130, 140, 145, 155, 160, 200, 280]

/** A database that stands still for ten seconds, before callers that try once more and are not told off. */
function storm(perSecond: number, n: number): Experiment {
  const architecture = world({
    unitMs: 1_000,
    parts: { users: offering(perSecond, 1_000), db: serving(det(1 / 300), 1_000) },
    arrows: [['users db', { timeoutMs: 1_000, tries: 2, backoff: 'none' }]],
    warmUp: 500,
    duration: 100,
    // Standing still: a service takes longer than it lasts, and goes on at its end.
    timeline: [trouble('slow', 'db', { factor: 10_000 }, 60_000, 10_000)],
  })
  const isStuck = perSecond > 150
  const reads: Record<string, Reading> = {
    [`recovers.${n}`]: { terms: [{ path: 'endToEnd.goodputPerSecond' }], atLeast: perSecond / 2 },
    ...(isStuck && { [`offered_qps_stuck.${n}`]: { terms: [{ path: 'components.db.arrivals', factor: 1 / 100 }] } }),
    ...(perSecond === 280 && { goodput_stuck: one('endToEnd.goodputPerSecond') }),
  }
  return { architecture, replications: 1, jobs: 'components.users.ended', reads }
}

/** A pause of so many seconds, before callers that try three times more. */
function pause(seconds: number, n: number): Experiment {
  const architecture = world({
    unitMs: 1_000,
    parts: { users: offering(7, 1_000, { arrivals: 'constant' }), web: serving(det(0.1), 1_000) },
    arrows: [['users web', { timeoutMs: 500, tries: 4, backoff: 'fixed', backoffMs: 50, backoffJitter: 'none' }]],
    warmUp: 60,
    duration: 40,
    timeline: seconds === 0 ? [] : [trouble('slow', 'web', { factor: 10_000 }, 30_000, seconds * 1_000)],
  })
  const reads = {
    [`goodput_60_100.${n}`]: one('endToEnd.goodputPerSecond'),
    [`offered_60_100.${n}`]: { terms: [{ path: 'components.web.arrivals', factor: 1 / 40 }] },
  }
  return { architecture, replications: 1, jobs: 'components.users.ended', reads }
}

/** Twice what the server can do, before a door that lets ten in. */
function shedding(): Experiment {
  const architecture = world({
    unitMs: 100,
    parts: {
      users: offering(20, 100),
      door: balancing({ maxConnections: 10, healthIntervalMs: 300_000 }),
      web: serving(exp(0.1), 100),
    },
    arrows: [['users door'], ['door web']],
    warmUp: 1_000,
    duration: 5_000,
  })
  const reads = {
    goodput: { terms: [{ path: 'endToEnd.goodputPerSecond' }], scale: 0.1 },
    T: { terms: [{ path: 'components.web.latencyMs.mean' }], scale: 0.01 },
  }
  return { architecture, replications: 20, jobs: 'components.web.ended', reads }
}

function tooMuch(warmUp: number, duration: number, reads: Readonly<Record<string, Reading>>): Experiment {
  const architecture = world({
    unitMs: 1_000,
    parts: { users: offering(120, 1_000), web: serving(exp(0.01), 1_000) },
    arrows: [['users web']],
    warmUp,
    duration,
  })
  return { architecture, replications: 10, jobs: 'components.users.ended', reads }
}

/** A fifth more than the server can do, from empty. */
function overloaded(): readonly Experiment[] {
  return [
    tooMuch(0, 60, { backlog: one('components.web.inFlight') }),
    // Who came at 60 s is served at 72 s.
    tooMuch(71, 2, { wait_s: { terms: [{ path: 'components.web.stations.cores.waitingMsMean' }], scale: 0.001 } }),
  ]
}

const WHEN = 'a moment of the run, which its summary does not tell'

/** What is held back of `offered` calls in two minutes, of which a gateway accepts a hundred. */
function throttling(offered: number, n: number): Experiment {
  const unitMs = 120_000
  const architecture = world({
    unitMs,
    parts: {
      users: offering(offered, unitMs, { arrivals: 'constant' }),
      door: ['gateway', { rateLimit: 100 / 120, burst: 50, authTime: det(0), cpuTime: det(0), addedLatency: det(0) }],
      web: serving(det(0), UNIT_MS, 128),
    },
    arrows: [['users door', { throttle: true }], ['door web']],
    warmUp: 10,
    duration: 200,
  })
  const held = one('components.users.outcomes.throttled', { over: 'components.users.ended' })
  const reads: Record<string, Reading> = offered === 200 ? {} : { [`reject_prob.${n}`]: held }
  return { architecture, replications: 5, jobs: 'components.users.ended', reads }
}

const measuredElsewhere = (id: string): ValidationCase => ({
  id,
  class: 'outOfScope',
  reason: 'Figures of one real system, whose makings were not published; nothing to build it from.',
})

export const overload: readonly ValidationCase[] = [
  {
    id: 'R-26',
    class: 'engine',
    experiments: () => [150, 200, 300, 1_000].map(throttling),
    unread: { 'reject_prob.1': 'the very load at which it begins: there a few calls more or less decide' },
  },
  { id: 'R-27', class: 'engine', experiments: () => [timeouts()], allowances: { P_timeout: { type: 'binomial' } } },
  measuredElsewhere('R-36'),
  measuredElsewhere('R-37'),
  {
    id: 'R-50',
    class: 'engine',
    experiments: () => STORM.map(storm),
    allowances: { recovers: { type: 'exact' }, offered_qps_stuck: { type: 'relative', share: 0.02 } },
    unread: {
      ...Object.fromEntries([0, 1, 2, 3, 4].map((n) => [`recovery_s_fluid.${n}`, WHEN])),
      ...Object.fromEntries([0, 1, 2, 3, 4].map((n) => [`recovery_s_des_mean.${n}`, WHEN])),
      threshold_qps: 'lies between the loads that recover and those that do not',
    },
  },
  {
    id: 'R-51',
    class: 'engine',
    experiments: () => [0, 0.3, 0.5, 1].map(pause),
    allowances: { goodput_60_100: { type: 'exact' }, offered_60_100: { type: 'relative', share: 0.01 } },
  },
  { id: 'R-53', class: 'outOfScope', reason: 'A survey of outages, no system that could be drawn.' },
  {
    id: 'R-54',
    class: 'engine',
    experiments: () => [shedding()],
    unread: { T_max_mean: 'a bound of the mean, which lies below it' },
  },
  {
    id: 'R-55',
    class: 'engine',
    experiments: () => overloaded(),
    allowances: { backlog: { type: 'absolute', by: 345 }, wait_s: { type: 'relative', share: 0.25 } },
    unread: { goodput_zero_after_s: WHEN },
  },
  {
    id: 'R-56',
    class: 'outOfScope',
    reason: 'Service is never interrupted for those who come later: servers do not do that.',
  },
]
