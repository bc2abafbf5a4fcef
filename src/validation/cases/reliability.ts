/** Failures that are independent: in series, side by side, tried again, fanned out. */
import type { TimelineEntry } from '../../architecture/architecture.ts'
import type { Config } from '../../catalog/fields.ts'
import type { KindName } from '../../catalog/index.ts'
import type { Experiment, Reading, ValidationCase } from '../case.ts'
import { balancing, det, exp, offering, one, serving, trouble, world } from '../documents.ts'

const UNIT_MS = 1
const instant = serving(det(0), UNIT_MS, 128)
const OK_SHARE: Reading = one('components.users.outcomes.ok', { over: 'components.users.ended' })

interface Chain {
  /** Availability of each service; all are called, one after the other. */
  readonly services: readonly number[]
  readonly jobs: number
  readonly replications: number
}

/** One server that needs all of some services. */
function series(key: string, { services, jobs, replications }: Chain): Experiment {
  const names = services.map((_, n) => `s${n}`)
  const failing = services.flatMap((a, n) => (a < 1 ? [trouble('errors', `s${n}`, { ratio: unavailable(a) })] : []))
  const architecture = world({
    unitMs: UNIT_MS,
    parts: {
      users: offering(10, UNIT_MS),
      app: serving(det(0), UNIT_MS, 128, { downstreamCalls: 'sequence' }),
      ...Object.fromEntries(names.map((name) => [name, instant] as const)),
    },
    arrows: [['users app'], ...names.map((name) => [`app ${name} downstream`] as const)],
    warmUp: 10,
    duration: jobs / 10,
    timeline: failing,
  })
  return { architecture, replications, jobs: 'components.users.ended', reads: { [key]: OK_SHARE } }
}

function unavailable(availability: number): number {
  return Number((1 - availability).toFixed(9))
}

/** So many of some nodes have to answer. */
function quorum(id: string, needed: number, nodes: number, availability: number): ValidationCase {
  return {
    id,
    class: 'engine',
    experiments: () => {
      const names = Array.from({ length: nodes }, (_, n) => `s${n}`)
      const architecture = world({
        unitMs: UNIT_MS,
        parts: {
          users: offering(10, UNIT_MS),
          app: serving(det(0), UNIT_MS, 128, { downstreamCalls: 'parallel', needed }),
          ...Object.fromEntries(names.map((name) => [name, instant] as const)),
        },
        arrows: [['users app'], ...names.map((name) => [`app ${name} downstream`] as const)],
        warmUp: 10,
        duration: 20_000,
        timeline: names.map((name) => trouble('errors', name, { ratio: unavailable(availability) })),
      })
      return [{ architecture, replications: 10, jobs: 'components.users.ended', reads: { A: OK_SHARE } }]
    },
    allowances: { A: { type: 'binomial' } },
  }
}

const REGIONAL = [0.9999, 0.9995, 0.9999, 0.999, 0.9999, 0.99995, 0.9999, 0.999, 0.9999, 0.9999, 0.9999, 0.999, 0.9999]
const SHARED = [0.9999, 0.9999, 1]

/** Two regions behind what they share; who fails in one is tried in the other. */
function twoRegions(): Experiment {
  const regions = ['east', 'west']
  const parts: Record<string, readonly [KindName, Config?]> = {
    users: offering(10, UNIT_MS),
    front: serving(det(0), UNIT_MS, 128, { downstreamCalls: 'sequence' }),
    balancer: balancing({ healthIntervalMs: 300_000, unhealthyThreshold: 10 }),
  }
  const arrows: (readonly [string, Config?])[] = [['users front']]
  const timeline: TimelineEntry[] = []
  SHARED.forEach((availability, n) => {
    parts[`shared${n}`] = instant
    arrows.push([`front shared${n} downstream`])
    if (availability < 1) timeline.push(trouble('errors', `shared${n}`, { ratio: unavailable(availability) }))
  })
  arrows.push(['front balancer downstream'])
  for (const region of regions) {
    parts[region] = serving(det(0), UNIT_MS, 128, { downstreamCalls: 'sequence' })
    arrows.push([`balancer ${region}`, { tries: 2, backoff: 'none' }])
    REGIONAL.forEach((availability, n) => {
      parts[`${region}${n}`] = instant
      arrows.push([`${region} ${region}${n} downstream`])
      timeline.push(trouble('errors', `${region}${n}`, { ratio: unavailable(availability) }))
    })
  }
  const architecture = world({ unitMs: UNIT_MS, parts, arrows, warmUp: 10, duration: 10_000, timeline })
  return { architecture, replications: 5, jobs: 'components.users.ended', reads: { A_two_regions: OK_SHARE } }
}

/** Calls that fail by chance and are tried again at once. */
function retries(id: string, failing: number, attempts: number): ValidationCase {
  return {
    id,
    class: 'engine',
    experiments: () => {
      const architecture = world({
        unitMs: UNIT_MS,
        parts: { users: offering(10, UNIT_MS), web: instant },
        arrows: [['users web', { tries: attempts, backoff: 'none' }]],
        warmUp: 10,
        duration: 10_000,
        timeline: [trouble('errors', 'web', { ratio: failing })],
      })
      const amplified = one('components.web.arrivals', { over: 'components.users.ended' })
      const reads = { success: OK_SHARE, attempts_mean: amplified, load_amplification: amplified }
      return [{ architecture, replications: 10, jobs: 'components.users.ended', reads }]
    },
    allowances: { success: { type: 'binomial' } },
  }
}

/** Layers that all try again; the last one fails every call. */
function nested(key: string, layers: number, attempts: number): Experiment {
  const names = Array.from({ length: layers }, (_, n) => `l${n}`)
  const architecture = world({
    unitMs: UNIT_MS,
    parts: {
      // A request every hundredth of a second, done in no time: none is under way when the run ends.
      users: offering(1, 10, { arrivals: 'constant' }),
      ...Object.fromEntries(names.map((name) => [name, instant] as const)),
    },
    arrows: names.map((name, n) => {
      const ends = n === 0 ? `users ${name}` : `l${n - 1} ${name} downstream`
      return [ends, { tries: attempts, backoff: 'none' }] as const
    }),
    warmUp: 15,
    duration: 2_000,
    timeline: [trouble('errors', `l${layers - 1}`, { ratio: 1 })],
  })
  const reads = { [key]: one(`components.l${layers - 1}.arrivals`, { over: 'components.users.ended' }) }
  return { architecture, replications: 1, jobs: 'components.users.ended', reads }
}

/** A request that needs so many answers, each slow with a small chance: slower than its timeout. */
function fanOut(id: string, calls: number, slow: number, requests: number): ValidationCase {
  return {
    id,
    class: 'engine',
    experiments: () => {
      const timeoutMs = 10 * Math.log(1 / slow)
      const architecture = world({
        unitMs: UNIT_MS,
        parts: {
          users: offering(0.2, UNIT_MS),
          app: serving(det(0), UNIT_MS, 128, { downstreamCalls: 'parallel' }),
          leaf: serving(exp(10), UNIT_MS, 128, { instances: 100 }),
        },
        arrows: [['users app'], ['app leaf downstream', { calls, timeoutMs }]],
        warmUp: 1_000,
        duration: requests * 5,
      })
      const late = one('components.users.outcomes.timedOut', { over: 'components.users.ended' })
      return [{ architecture, replications: 5, jobs: 'components.users.ended', reads: { P_slow: late } }]
    },
    allowances: { P_slow: { type: 'binomial' } },
  }
}

export const reliability: readonly ValidationCase[] = [
  {
    id: 'R-01',
    class: 'engine',
    experiments: () => [
      series('A', {
        services: [0.9999, 0.9999, 0.9995, 0.999, 0.99995, 0.999, 0.9999, 0.999],
        jobs: 100_000,
        replications: 10,
      }),
    ],
  },
  {
    id: 'R-02',
    class: 'engine',
    experiments: () => [
      series('A_regional', { services: REGIONAL, jobs: 100_000, replications: 5 }),
      series('A_shared', { services: SHARED, jobs: 100_000, replications: 5 }),
      series('A_one_region', { services: [...REGIONAL, ...SHARED], jobs: 100_000, replications: 5 }),
      twoRegions(),
    ],
  },
  quorum('R-11', 1, 3, 0.99),
  quorum('R-14', 2, 3, 0.999),
  retries('R-20', 0.1, 3),
  retries('R-21', 0.5, 3),
  retries('R-23', 0.3, 4),
  {
    id: 'R-24',
    class: 'engine',
    experiments: () => [
      nested('db_calls_per_user_request.0', 3, 4),
      nested('db_calls_per_user_request.1', 5, 3),
      nested('db_calls_per_user_request.2', 2, 3),
    ],
    allowances: { db_calls_per_user_request: { type: 'exact' } },
  },
  fanOut('R-30', 1, 0.01, 20_000),
  fanOut('R-31', 10, 0.01, 20_000),
  fanOut('R-34', 100, 0.01, 5_000),
  fanOut('R-35', 2_000, 0.0001, 500),
]
