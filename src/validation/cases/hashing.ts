/** Which node has a key, and which keys move: seen by what stands in nodes, and by calls that come to targets. */
import { setField } from '../../architecture/edits.ts'
import type { Config } from '../../catalog/fields.ts'
import { packTrace } from '../../catalog/trace.ts'
import { simulate } from '../../cli/simulate.ts'
import type { Allowance, ValidationCase } from '../case.ts'
import { balancing, cached, det, serving, world } from '../documents.ts'
import type { Measured } from '../judge.ts'
import { summaryOf } from '../run.ts'

const KEYS = 20_000

/** The share of keys that belong elsewhere when a cache that holds all of them gets another number of nodes. */
function moved(placement: Config, before: number, after: number): Measured {
  const rows = Array.from({ length: KEYS }, (_, key) => ({
    atMs: undefined,
    key,
    operation: 'read' as const,
    bytes: undefined,
  }))
  const client = { load: 'trace', trace: packTrace('each key once', rows), rate: 100_000, arrivals: 'constant' }
  const cache = { capacity: KEYS, instances: before, ...placement }
  const architecture = cached(client, cache, { warmUp: 0, duration: 400 })
  const target = { type: 'component', id: 'cache' } as const
  const edits = [{ atMs: 300, change: (now: typeof architecture) => setField(now, target, 'instances', after) }]
  const ran = simulate(architecture, { edits })
  if (!ran.ok) throw new Error(`this design cannot run: ${JSON.stringify(ran.error)}`)
  const told = ran.value.summary.story.find(({ code }) => code === 'keysMoved')?.params
  if (told?.['of'] !== KEYS) throw new Error(`of ${KEYS} keys the cache held ${told?.['of']}`)
  return { mean: Number(told['moved']) / KEYS, error: 0, replications: 1, jobs: KEYS }
}

function modulo(id: string, before: number, after: number): ValidationCase {
  return {
    id,
    class: 'engine',
    compute: () => ({ moved: moved({ placement: 'modulo' }, before, after) }),
    allowances: { moved: { type: 'binomial' } },
  }
}

const SEEDS = 50
const TENTH: Allowance = { type: 'relative', share: 0.1 }

/** How unevenly a ring spreads keys over its nodes: the root of the mean variance of their shares, over rings. */
function unevenness(nodes: number, virtualNodes: number, calls: number): number {
  let variance = 0
  for (let turn = 0; turn < SEEDS; turn++) {
    const names = Array.from({ length: nodes }, (_, n) => `ring-${turn}-node-${n}`)
    const web = serving(det(0), 1, 128)
    const classes = [{ name: 'read', operation: 'read', share: 1, keys: 100_000_000, zipf: 0 }] as const
    const architecture = world({
      unitMs: 1,
      parts: {
        users: ['client', { load: 'rate', rate: 1_000_000, classes }],
        balancer: balancing({ policy: 'ring', virtualNodes, hashBy: 'key', healthIntervalMs: 300_000 }),
        ...Object.fromEntries(names.map((name) => [name, web] as const)),
      },
      arrows: [['users balancer'], ...names.map((name) => [`balancer ${name}`] as const)],
      warmUp: 0,
      duration: calls / 1_000,
      seed: turn + 1,
    })
    const { components } = summaryOf(architecture)
    const counts = names.map((name) => components[name]?.arrivals ?? 0)
    const mean = counts.reduce((sum, count) => sum + count, 0) / nodes
    variance += counts.reduce((sum, count) => sum + (count / mean - 1) ** 2, 0) / nodes / SEEDS
  }
  return Math.sqrt(variance)
}

function ring(id: string, nodes: number, virtualNodes: number, calls: number): ValidationCase {
  const compute = () => ({ cv: unevenness(nodes, virtualNodes, calls) })
  return { id, class: 'engine', compute, allowances: { cv: TENTH } }
}

/** Of one ring: four standard deviations, as theory gives them for so many nodes of a hundred places. */
const OF_ONE_RING: Allowance = { type: 'absolute', by: 4 * 0.00866390448 }

export const hashing: readonly ValidationCase[] = [
  modulo('H-01', 3, 4),
  modulo('H-02', 4, 5),
  modulo('H-03', 5, 6),
  modulo('H-04', 4, 8),
  modulo('H-06', 10, 11),
  modulo('H-08', 8, 6),
  ring('H-10', 5, 1, 20_000),
  ring('H-11', 5, 100, 20_000),
  ring('H-14', 10, 1_000, 200_000),
  ring('H-15', 1_000, 1, 20_000),
  ring('H-16', 1_000, 10, 100_000),
  {
    id: 'H-21',
    class: 'engine',
    compute: () => ({ moved_mean: moved({ placement: 'ring', virtualNodes: 100 }, 10, 11) }),
    allowances: { moved_mean: OF_ONE_RING },
    unread: {
      moved_sd: 'what the mean of one ring is allowed to be off',
      moved_to: 'told in words; a test of the ring sees where each key goes',
    },
  },
  {
    id: 'H-22',
    class: 'engine',
    compute: () => ({ moved_mean: moved({ placement: 'ring', virtualNodes: 1_000 }, 5, 4) }),
    // A thousand places of five nodes: the share of one has a standard deviation of √(4 ÷ 5,001) ÷ 5.
    allowances: { moved_mean: { type: 'absolute', by: (4 * Math.sqrt(4 / 5_001)) / 5 } },
    unread: { unmoved: 'told in words; a test of the ring sees that no other key moves' },
  },
]
