/** Reads made twice or more often: hedged, or side by side. */
import type { Config } from '../../catalog/fields.ts'
import type { KindName } from '../../catalog/index.ts'
import type { Experiment, Reading, ValidationCase } from '../case.ts'
import { det, exp, law, offering, one, serving, world } from '../documents.ts'

type Parts = Record<string, readonly [KindName, Config?]>
type Arrow = readonly [string, Config?]

const CORES_MAX = 128

const BY_CHANCE: Config = { downstreamCalls: 'random' }

/** The two delays that a call may meet next. */
const delays = (from: string, stage: string): Arrow[] => [
  [`${from} ${stage}-quick downstream`, { share: 982 }],
  [`${from} ${stage}-slow downstream`, { share: 18 }],
]

/**
 * Two one-way delays of a read, each a Pareto one in 98.2 % of all cases and an exponential one otherwise. A delay is
 * the time of a server that is never short of cores; who calls it leaves it to chance which of the two it is.
 */
function reading(): { readonly parts: Parts; readonly arrows: readonly Arrow[] } {
  const alpha = 3.8
  const pareto = law('pareto', (1.5 * alpha) / (alpha - 1), 1 / Math.sqrt(alpha * (alpha - 2)))
  const server = (service: typeof pareto) => serving(service, 1, CORES_MAX, BY_CHANCE)
  const [quick, slow] = [server(pareto), server(exp(1 / 0.0217))]
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
  const extra = { ...one('components.read.arrivals', { over: 'endToEnd.arrivals' }), offset: -1 }
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
function firstOf(needed: number, of: number): Experiment {
  const jobs = needed === of - 1 ? 100_000 : 25_000
  const parts: Parts = { many: serving(det(0), 1, CORES_MAX, { downstreamCalls: 'parallel', needed }) }
  const arrows: Arrow[] = [['users many'], ['many read downstream', { calls: of }]]
  return redundant({ parts, arrows, reads: { [`p999_ms.wait${needed}_of_${of}`]: P999 }, jobs })
}

export const calls: readonly ValidationCase[] = [
  {
    id: 'R-39',
    class: 'engine',
    experiments: () => [1, 2, 3, 4, 5].flatMap((m) => Array.from({ length: m }, (_, n) => firstOf(n + 1, m))),
    allowances: { p999_ms: { type: 'relative', share: 0.04 } },
  },
  {
    id: 'R-40',
    class: 'engine',
    experiments: hedged,
    allowances: { p999_ms: { type: 'relative', share: 0.04 }, p999_single_ms: { type: 'relative', share: 0.04 } },
  },
]
