/** Calls that fail, and what their callers do about it: chains, retries, timeouts, throttling, hedges. */
import type { Config } from '../../catalog/fields.ts'
import type { KindName } from '../../catalog/index.ts'
import type { Experiment, Reading, ValidationCase } from '../case.ts'
import { det, exp, law, offering, one, serving, trouble, world } from '../documents.ts'

/** Requests that need no time, so that none meets another. */
const PASSING = { perUnit: 1, unitMs: 1 } as const
const AT_ONCE = serving(det(0), 1)
const SUCCESS = one('endToEnd.outcomes.ok', { over: 'endToEnd.ended' })
/** Try again at once. */
const again = (tries: number): Config => ({ tries, backoff: 'none' })

type Parts = Record<string, readonly [KindName, Config?]>
type Arrow = readonly [string, Config?]

interface Faulty {
  readonly parts: Parts
  readonly arrows: readonly Arrow[]
  /** Share of the calls that fail, by component. */
  readonly failing: Readonly<Record<string, number>>
  readonly reads: Readonly<Record<string, Reading>>
  readonly jobs?: number
  readonly client?: Config
}

/** Components that fail at random and need no time at all. */
function faulty({ parts, arrows, failing, reads, jobs = 50_000, client = {} }: Faulty): Experiment {
  const architecture = world({
    ...PASSING,
    parts: { users: offering(PASSING.perUnit, PASSING.unitMs, client), ...parts },
    arrows,
    warmUp: 0,
    duration: jobs / PASSING.perUnit,
    timeline: Object.entries(failing)
      .filter(([, ratio]) => ratio > 0)
      .map(([id, ratio]) => trouble('errors', id, { ratio })),
  })
  return { architecture, replications: 20, jobs: 'endToEnd.ended', reads }
}

/** Components in a row, each of which calls the next: `a0`, `a1` …, as available as told. */
function row(prefix: string, available: readonly number[]) {
  const ids = available.map((_, n) => `${prefix}${n}`)
  return {
    first: ids[0]!,
    last: ids.at(-1)!,
    parts: Object.fromEntries(ids.map((id) => [id, AT_ONCE])) as Parts,
    arrows: ids.slice(1).map((id, n): Arrow => [`${ids[n]} ${id} downstream`]),
    failing: Object.fromEntries(ids.map((id, n) => [id, 1 - available[n]!])),
  }
}

const AZURE = [0.9999, 0.9999, 0.9995, 0.999, 0.99995, 0.999, 0.9999, 0.999]
const REGIONAL = [0.9999, 0.9995, 0.9999, 0.999, 0.9999, 0.99995, 0.9999, 0.999, 0.9999, 0.9999, 0.9999, 0.999, 0.9999]
const SHARED = [0.9999, 0.9999, 1]

function inSeries(): Experiment[] {
  const { first, parts, arrows, failing } = row('s', AZURE)
  return [faulty({ parts, arrows: [[`users ${first}`], ...arrows], failing, reads: { A: SUCCESS } })]
}

const okShareOf = (id: string) => one(`components.${id}.outcomes.ok`, { over: `components.${id}.ended` })

function regions(): Experiment[] {
  const shared = row('shared', SHARED)
  const [east, west] = [row('east', REGIONAL), row('west', REGIONAL)]
  const single = faulty({
    parts: { ...east.parts, ...shared.parts },
    arrows: [[`users ${east.first}`], ...east.arrows, [`${east.last} ${shared.first} downstream`], ...shared.arrows],
    failing: { ...east.failing, ...shared.failing },
    reads: { A_one_region: SUCCESS, A_shared: okShareOf(shared.first) },
  })
  // What fails in one region is tried in the other.
  const double = faulty({
    parts: { ...shared.parts, ...east.parts, ...west.parts },
    arrows: [
      [`users ${shared.first}`],
      ...shared.arrows,
      [`${shared.last} ${east.first} downstream`, again(2)],
      [`${shared.last} ${west.first} downstream`, again(2)],
      ...east.arrows,
      ...west.arrows,
    ],
    failing: { ...shared.failing, ...east.failing, ...west.failing },
    reads: { A_two_regions: SUCCESS, A_regional: okShareOf(east.first) },
  })
  return [single, double]
}

/** Three nodes, of which one is enough: who fails is followed by the next. */
function oneOfThree(): Experiment[] {
  const ids = ['n0', 'n1', 'n2']
  return [
    faulty({
      parts: Object.fromEntries(ids.map((id) => [id, AT_ONCE])),
      arrows: ids.map((id): Arrow => [`users ${id}`, again(3)]),
      failing: { n0: 0.01, n1: 0.01, n2: 0.01 },
      reads: { A: SUCCESS },
    }),
  ]
}

function retried(id: string, ratio: number, tries: number): ValidationCase {
  const attempts = one('components.web.ended', { over: 'endToEnd.ended' })
  return {
    id,
    class: 'engine',
    experiments: () => [
      faulty({
        parts: { web: AT_ONCE },
        arrows: [['users web', again(tries)]],
        failing: { web: ratio },
        reads: { success: SUCCESS, attempts_mean: attempts, load_amplification: attempts },
      }),
    ],
    allowances: { success: { type: 'binomial' } },
  }
}

/** So many layers, each of which tries so often, above a database that fails every call. */
function nested(layers: number, tries: number, key: string): Experiment {
  const ids = Array.from({ length: layers - 1 }, (_, n) => `layer${n}`)
  const callers = ['users', ...ids]
  const calls = one('components.db.ended', { over: 'endToEnd.ended' })
  const experiment = faulty({
    parts: { ...Object.fromEntries(ids.map((id) => [id, AT_ONCE])), db: AT_ONCE },
    arrows: callers.map((id, n): Arrow => {
      const callee = callers[n + 1] ?? 'db'
      return [`${id} ${callee}${n === 0 ? '' : ' downstream'}`, again(tries)]
    }),
    failing: { db: 1 },
    reads: { [key]: calls },
    jobs: 200,
  })
  return { ...experiment, replications: 2 }
}

/** As long as throttles look back, on average: 23 whole pieces of two minutes, of 24, and half of the present one. */
const LOOK_BACK_MS = 117_500
/** At 200 the formula is on its edge, where single requests matter the less the more are looked back upon. */
const SECOND_MS = 1_000

/** A door that accepts 100 a unit of time. */
function throttled(perUnit: number, unitMs: number, key: string): Experiment {
  const limit = { rateLimit: (100 * 1_000) / unitMs, burst: 10, authTime: det(0), cpuTime: det(0) }
  const architecture = world({
    unitMs,
    parts: {
      users: offering(perUnit, unitMs, { arrivals: 'constant' }),
      door: ['gateway', limit],
      web: AT_ONCE,
    },
    arrows: [['users door', { throttle: true, throttleFactor: 2 }], ['door web']],
    warmUp: (5 * LOOK_BACK_MS) / unitMs,
    duration: 10_000 / perUnit,
  })
  const reads = { [key]: one('endToEnd.outcomes.throttled', { over: 'endToEnd.ended' }) }
  return { architecture, replications: 5, jobs: 'endToEnd.ended', reads }
}

const CORES_MAX = 128

/** A server that seldom has more than one of its many cores busy, given up on after 70 ms. */
function impatient(): Experiment[] {
  const [perUnit, unitMs] = [10, 1_000]
  const architecture = world({
    unitMs,
    parts: { users: offering(perUnit, unitMs), web: serving(exp(0.1), unitMs, CORES_MAX) },
    arrows: [['users web', { timeoutMs: 70 }]],
    warmUp: 1,
    duration: 2_000,
  })
  const late = 'endToEnd.outcomes.timedOut'
  const good = 'endToEnd.outcomes.ok'
  // The time of all, without that of those who gave up.
  const mean: Reading = {
    terms: [
      { path: 'endToEnd.latencyMs.mean', times: 'endToEnd.ended', over: good },
      { path: late, over: good, factor: -70 },
    ],
  }
  const reads = { P_timeout: one(late, { over: 'endToEnd.ended' }), mean_given_success_ms: mean }
  return [{ architecture, replications: 20, jobs: 'endToEnd.ended', reads }]
}

const BY_CHANCE: Config = { downstreamCalls: 'random' }

/**
 * Two one-way delays of a read, each a Pareto one in 98.2 % of all cases and an exponential one otherwise. A delay is
 * the time of a server that is never short of cores; who calls it leaves it to chance which of the two it is.
 */
function reading(): { readonly parts: Parts; readonly arrows: readonly Arrow[] } {
  const alpha = 3.8
  const pareto = law('pareto', (1.5 * alpha) / (alpha - 1), 1 / Math.sqrt(alpha * (alpha - 2)))
  const server = (service: typeof pareto) => serving(service, 1, CORES_MAX, BY_CHANCE)
  const [quick, slow] = [server(pareto), server(exp(1 / 0.0217))]
  const delays = (from: string, stage: string): Arrow[] => [
    [`${from} ${stage}-quick downstream`, { share: 982 }],
    [`${from} ${stage}-slow downstream`, { share: 18 }],
  ]
  return {
    parts: {
      read: serving(det(0), 1, CORES_MAX, BY_CHANCE),
      'there-quick': quick,
      'there-slow': slow,
      'back-quick': quick,
      'back-slow': slow,
    },
    arrows: [...delays('read', 'there'), ...delays('there-quick', 'back'), ...delays('there-slow', 'back')],
  }
}

interface Redundant {
  readonly parts?: Parts
  readonly arrows: readonly Arrow[]
  readonly reads: Readonly<Record<string, Reading>>
  readonly jobs?: number
}

/** Reads, and what is between the users and them. */
function redundant({ parts = {}, arrows, reads, jobs = 50_000 }: Redundant): Experiment {
  const read = reading()
  const architecture = world({
    unitMs: 1,
    parts: { users: offering(1, 1), ...parts, ...read.parts },
    arrows: [...arrows, ...read.arrows],
    warmUp: 1_000,
    duration: jobs,
  })
  return { architecture, replications: 20, jobs: 'endToEnd.ended', reads }
}

const P999 = one('endToEnd.latencyMs.p999')

function hedged(): Experiment[] {
  const extra = { ...one('components.read.arrivals', { over: 'endToEnd.arrivals' }), plus: -1 }
  return [
    redundant({ arrows: [['users read']], reads: { p999_single_ms: P999 } }),
    redundant({
      arrows: [['users read', { hedge: true, hedgeAfterMs: 8 }]],
      reads: { p999_ms: P999, extra_requests: extra },
    }),
  ]
}

/**
 * So many reads side by side, of which so many are waited for. With one to spare, the percentile lies where few reads
 * are, between the usual ones and the slow ones: it takes more to see it as sharply.
 */
function firstOf(needed: number, calls: number): Experiment {
  const jobs = needed === calls - 1 ? 100_000 : 25_000
  const parts: Parts = { many: serving(det(0), 1, CORES_MAX, { downstreamCalls: 'parallel', needed }) }
  const arrows: Arrow[] = [['users many'], ['many read downstream', { calls }]]
  return redundant({ parts, arrows, reads: { [`p999_ms.wait${needed}_of_${calls}`]: P999 }, jobs })
}

export const calls: readonly ValidationCase[] = [
  { id: 'R-01', class: 'engine', experiments: inSeries },
  { id: 'R-02', class: 'engine', experiments: regions },
  { id: 'R-11', class: 'engine', experiments: oneOfThree, allowances: { A: { type: 'binomial' } } },
  retried('R-20', 0.1, 3),
  retried('R-21', 0.5, 3),
  retried('R-23', 0.3, 4),
  {
    id: 'R-24',
    class: 'engine',
    experiments: () => [
      nested(3, 4, 'db_calls_per_user_request.0'),
      nested(5, 3, 'db_calls_per_user_request.1'),
      nested(2, 3, 'db_calls_per_user_request.2'),
    ],
    allowances: { db_calls_per_user_request: { type: 'exact' } },
  },
  {
    id: 'R-26',
    class: 'engine',
    experiments: () => [
      throttled(150, LOOK_BACK_MS, 'reject_prob.0'),
      throttled(200, SECOND_MS, 'reject_prob.1'),
      throttled(300, LOOK_BACK_MS, 'reject_prob.2'),
      throttled(1_000, LOOK_BACK_MS, 'reject_prob.3'),
    ],
  },
  { id: 'R-27', class: 'engine', experiments: impatient, allowances: { P_timeout: { type: 'binomial' } } },
  {
    id: 'R-39',
    class: 'engine',
    experiments: () =>
      [1, 2, 3, 4, 5].flatMap((calls) => Array.from({ length: calls }, (_, n) => firstOf(n + 1, calls))),
    allowances: { p999_ms: { type: 'relative', share: 0.04 } },
  },
  {
    id: 'R-40',
    class: 'engine',
    experiments: hedged,
    allowances: { p999_ms: { type: 'relative', share: 0.04 }, p999_single_ms: { type: 'relative', share: 0.04 } },
  },
]
