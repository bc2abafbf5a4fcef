/** Who is called next: each policy against the theory of its own. */
import { catalog } from '../../catalog/index.ts'
import type { Config } from '../../catalog/fields.ts'
import type { Allowance, Experiment, Reading, Sequence, ValidationCase } from '../case.ts'
import { balancing, det, exp, figuresOf, offering, one, only, serving, USUAL, world } from '../documents.ts'

/** Health checks that never get in the way: they are free at these servers, and as rare as can be. */
const RARE = { healthIntervalMs: 300_000 }
/** Most instances of a component. */
const INSTANCES_MAX = 100
/** A service takes a millisecond. */
const UNIT_MS = 1
const TIMES = ['T', 'T_p50', 'T_p95', 'T_p99'] as const

interface Fleet {
  readonly servers: number
  readonly rho: number
  readonly policy: Config
  readonly reads?: readonly string[]
  /** Jobs a server, in a replication. */
  readonly warmUp?: number
  readonly jobs?: number
  readonly replications?: number
}

/** So many servers with exponential service behind a balancer. Nothing but the servers takes time. */
function fleet({
  servers,
  rho,
  policy,
  reads = ['T'],
  warmUp = 2_000,
  jobs = 10_000,
  replications = 10,
}: Fleet): Experiment {
  const boxes = Math.ceil(servers / INSTANCES_MAX)
  const names = Array.from({ length: boxes }, (_, n) => `web-${n}`)
  const web = serving(exp(1), UNIT_MS, 1, { instances: servers / boxes })
  const architecture = world({
    unitMs: UNIT_MS,
    parts: {
      users: offering(servers * rho, UNIT_MS),
      balancer: balancing({ ...RARE, ...policy }),
      ...Object.fromEntries(names.map((name) => [name, web] as const)),
    },
    arrows: [['users balancer'], ...names.map((name) => [`balancer ${name}`] as const)],
    warmUp: warmUp / rho,
    duration: jobs / rho,
  })
  // Nothing but the servers takes time: what a user waits is the time at a server.
  const figures = Object.fromEntries(
    TIMES.map((key) => [key, one(`endToEnd.latencyMs.${key === 'T' ? 'mean' : key.slice(2)}`)] as const),
  )
  return { architecture, replications, jobs: 'endToEnd.ended', reads: only(figures, reads) }
}

/** One key of a case whose others have experiments of their own. */
function renamed(experiment: Experiment, key: string): Experiment {
  const reads: Record<string, Reading> = { [key]: experiment.reads['T']! }
  return { ...experiment, reads }
}

const random = { policy: 'random' }
const turns = { policy: 'roundRobin' }
const shortest = { policy: 'leastConnections' }
const choosing = (choices: number) => ({ policy: 'powerOfTwo', choices })

/** How far above the limit of endlessly many servers a hundred may lie, or a thousand: a tenth as far. */
const ABOVE = { light: 0.001, two: 0.09, five: 0.2 } as const

/**
 * A fleet against the limit of endlessly many: a thousand servers, or a hundred where theory says how far those are
 * above it.
 */
function supermarket(id: string, choices: number, rho: number, above: number): ValidationCase {
  const isHeavy = rho > 0.95
  // One choice is a fleet of lines on their own, however many; heavy ones take long to settle.
  const alone = { servers: 10, rho, policy: random, ...(isHeavy && { warmUp: 50_000, jobs: 50_000 }) }
  const policy = choosing(choices)
  const together = isHeavy
    ? { servers: 100, rho, policy, warmUp: 3_000, jobs: 2_000 }
    : { servers: 1_000, rho, policy, warmUp: rho > 0.8 ? 150 : 40, jobs: 150 }
  const allowance: Allowance = { type: 'above', share: above }
  return {
    id,
    class: 'engine',
    experiments: () => [fleet(choices === 1 ? alone : together)],
    ...(choices > 1 && { allowances: { T: allowance } }),
  }
}

function few(id: string, spec: Fleet): ValidationCase {
  return { id, class: 'engine', experiments: () => [fleet(spec)] }
}

/** Servers `a`, `b`, … with these weights, called once a second. */
function inTurn(key: string, weights: readonly number[], count: number, letters: string, more: Turn = {}): Sequence {
  const names = weights.map((_, n) => letters[n]!)
  const { policy = 'weighted', serviceMs = 1 } = more
  const target = serving(det(serviceMs), 1, 1)
  const architecture = world({
    unitMs: 1,
    parts: {
      users: offering(1, 1_000, { arrivals: 'constant' }),
      balancer: balancing({ ...RARE, policy }),
      ...Object.fromEntries(names.map((name) => [`target-${name}`, target] as const)),
    },
    arrows: [
      ['users balancer'],
      ...names.map((name, n) => [`balancer target-${name}`, { weight: weights[n]! }] as const),
    ],
    warmUp: 0,
    duration: 1,
  })
  const paths = Object.fromEntries(names.map((name) => [name, `components.target-${name}.arrivals`]))
  return { key, architecture, everyMs: 1_000, count, paths }
}

interface Turn {
  readonly policy?: string
  readonly serviceMs?: number
}

const TEN = { servers: 10, rho: 0.9, jobs: 20_000 } as const
const NAMES = ['central', 'jsq', 'p2c', 'rr', 'random']

export const loadBalancing: readonly ValidationCase[] = [
  supermarket('LB-12', 1, 0.7, 0),
  supermarket('LB-13', 1, 0.8, 0),
  supermarket('LB-16', 1, 0.99, 0),
  supermarket('LB-21', 2, 0.5, ABOVE.light),
  supermarket('LB-22', 2, 0.7, ABOVE.light),
  supermarket('LB-24', 2, 0.9, ABOVE.light),
  supermarket('LB-26', 2, 0.99, ABOVE.two),
  supermarket('LB-31', 3, 0.5, ABOVE.light),
  supermarket('LB-32', 3, 0.7, ABOVE.light),
  supermarket('LB-36', 3, 0.99, ABOVE.two),
  supermarket('LB-51', 5, 0.5, ABOVE.light),
  supermarket('LB-52', 5, 0.7, ABOVE.light),
  supermarket('LB-53', 5, 0.8, ABOVE.light),
  supermarket('LB-55', 5, 0.95, ABOVE.light),
  supermarket('LB-56', 5, 0.99, ABOVE.five),
  few('LB-F1', { servers: 2, rho: 0.8, policy: shortest }),
  few('LB-F3', { servers: 3, rho: 0.8, policy: shortest }),
  few('LB-F5', { servers: 3, rho: 0.9, policy: choosing(2), jobs: 30_000 }),
  few('LB-F6', { servers: 4, rho: 0.8, policy: shortest }),
  few('LB-F7', { servers: 4, rho: 0.9, policy: choosing(2), jobs: 30_000 }),
  few('LB-F8', { servers: 4, rho: 0.8, policy: choosing(2) }),
  few('LB-F9', { servers: 3, rho: 0.8, policy: turns, reads: TIMES }),
  few('LB-F11', { servers: 10, rho: 0.9, policy: turns, reads: TIMES }),
  few('LB-F12', { servers: 4, rho: 0.8, policy: random, reads: TIMES }),
  {
    id: 'LB-F14',
    class: 'engine',
    experiments: () => [central(4, 0.8, TIMES)],
  },
  {
    id: 'LB-S1',
    class: 'engine',
    experiments: () => [
      renamed(central(10, 0.9, ['T']), 'T_central'),
      renamed(fleet({ ...TEN, policy: shortest }), 'T_jsq'),
      renamed(fleet({ ...TEN, policy: choosing(2) }), 'T_p2c'),
      renamed(fleet({ ...TEN, policy: turns }), 'T_rr'),
      renamed(fleet({ ...TEN, policy: random }), 'T_random'),
    ],
    order: { key: 'order', of: NAMES.map((name) => ({ name, key: `T_${name}` })) },
    allowances: { T_jsq: { type: 'relative', share: 0.02 }, T_p2c: { type: 'relative', share: 0.02 } },
  },
  {
    id: 'LB-S2',
    class: 'engine',
    experiments: () =>
      [0.5, 0.9, 0.95, 0.99].map((rho, n) =>
        renamed(
          fleet({
            servers: 100,
            rho,
            policy: choosing(2),
            warmUp: rho > 0.9 ? 3_000 : 300,
            jobs: rho > 0.9 ? 4_000 : 2_000,
            // The heaviest is given to within 3 %, and wanders by more in fewer runs.
            ...(rho > 0.98 && { replications: 20 }),
          }),
          `T.${n}`,
        ),
      ),
    allowances: {
      'T.0': { type: 'relative', share: 0.01 },
      'T.1': { type: 'relative', share: 0.01 },
      'T.2': { type: 'relative', share: 0.015 },
      'T.3': { type: 'relative', share: 0.03 },
    },
  },
  { id: 'LB-W1', class: 'engine', sequences: () => [inTurn('sequence', [5, 1, 1], 7, 'abc')] },
  {
    id: 'LB-W2',
    class: 'engine',
    sequences: () => [inTurn('w311', [3, 1, 1], 5, 'abc'), inTurn('w421', [4, 2, 1], 7, 'abc')],
  },
  {
    id: 'LB-D1',
    class: 'arithmetic',
    compute: () => ({ envoy_choice_count: catalog['load-balancer'].fields.choices.default }),
  },
  {
    id: 'G-07',
    class: 'engine',
    sequences: () => [
      inTurn('rr', [1, 1, 1], 9, '012', { policy: 'roundRobin', serviceMs: 2_500 }),
      inTurn('least_conn_ties_lowest_index', [1, 1, 1], 9, '012', { policy: 'leastConnections', serviceMs: 2_500 }),
    ],
  },
]

/** The same cores behind one line: a server of so many cores. */
function central(cores: number, rho: number, reads: readonly string[]): Experiment {
  const perUnit = cores * rho
  const architecture = world({
    unitMs: UNIT_MS,
    parts: { users: offering(perUnit, UNIT_MS), web: serving(exp(1), UNIT_MS, cores) },
    arrows: [['users web']],
    warmUp: USUAL.warmUp / perUnit,
    duration: USUAL.jobs / perUnit,
  })
  return { architecture, replications: 20, jobs: 'components.web.ended', reads: only(figuresOf('web', UNIT_MS), reads) }
}
