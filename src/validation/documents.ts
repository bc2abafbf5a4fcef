/** Designs of queueing theory, written short: no network between, no time but what is said. */
import type { Architecture, TimelineEntry } from '../architecture/architecture.ts'
import type { Config, Distribution, FaultType } from '../catalog/fields.ts'
import type { KindName } from '../catalog/index.ts'
import { draw } from '../examples/draw.ts'
import type { Experiment, Reading, Term } from './case.ts'

/** A time of that mean, in units of the case. */
export const exp = (mean: number): Distribution => ({ law: 'exponential', mean, cv: 1 })
export const det = (mean: number): Distribution => ({ law: 'constant', mean, cv: 0 })
export const law = (name: Distribution['law'], mean: number, cv: number): Distribution => ({ law: name, mean, cv })

/** The longest a caller can be made to wait. */
const PATIENT: Config = { latencyMs: 0, timeoutMs: 600_000 }
/** More than ever come. */
const ENDLESS = 100_000

/** A world of its own unit of time. */
export interface World {
  /** Simulated ms that stand for one unit of the case. */
  readonly unitMs: number
  /** Kind, what differs from its defaults, and the group it stands in. */
  readonly parts: Readonly<Record<string, readonly [kind: KindName, config?: Config, parent?: string]>>
  /** `caller callee`, or `caller callee port`; configurations add to patience. */
  readonly arrows: readonly (readonly [string, Config?])[]
  readonly warmUp: number
  readonly duration: number
  readonly seed?: number
  readonly timeline?: readonly TimelineEntry[]
}

/** The document of a world; times of configurations are given in ms. */
export function world({ unitMs, parts, arrows, warmUp, duration, seed = 1, timeline = [] }: World): Architecture {
  const boxes = Object.entries(parts).map(([id, [kind, config, parent]], n) => {
    const at = [n * 200, 0] as const
    return [id, { kind, at, ...(config && { config }), ...(parent !== undefined && { parent }) }] as const
  })
  const drawn = draw({
    name: 'validation',
    boxes: Object.fromEntries(boxes),
    arrows: arrows.map(([ends, config]) => {
      const [from = '', to = '', port] = ends.split(' ')
      // Who fetches work asks again by itself, however long that takes.
      const patience = port === 'consumers' ? { latencyMs: 0 } : PATIENT
      return { from, to, ...(port !== undefined && { port }), config: { ...patience, ...config } }
    }),
    settings: { seed, warmUpMs: warmUp * unitMs, endMs: (warmUp + duration) * unitMs },
  })
  return { ...drawn, timeline }
}

/** A trouble from the beginning to the end, or for a while. */
export function trouble(type: FaultType, id: string, params: Config, atMs = 0, durationMs?: number): TimelineEntry {
  const fault = { type, target: { type: 'component', id }, params } as const
  return { id: `${type}-${id}`, atMs, fault, ...(durationMs !== undefined && { durationMs }) }
}

/** A client that offers so many requests a unit of time, all alike. */
export function offering(perUnit: number, unitMs: number, more: Config = {}): readonly [KindName, Config] {
  const classes = [{ name: 'job', operation: 'read', share: 1, keys: 1, zipf: 0 }] as const
  return ['client', { load: 'rate', rate: (perUnit * 1_000) / unitMs, classes, ...more }]
}

/** A server that does nothing but that service, on so many cores. */
export function serving(
  service: Distribution,
  unitMs: number,
  cores = 1,
  more: Config = {},
): readonly [KindName, Config] {
  const cpuTime = { ...service, mean: service.mean * unitMs }
  return ['server', { cores, cpuTime, staticCpuTime: cpuTime, threads: ENDLESS, backlog: ENDLESS, ...more }]
}

/** A balancer that takes no time of its own. */
export function balancing(more: Config = {}): readonly [KindName, Config] {
  const none = det(0)
  return ['load-balancer', { cpuTime: none, addedLatency: none, maxConnections: ENDLESS, ...more }]
}

/** Sizes of an experiment: jobs a replication, and how many of them are left out at the beginning. */
export interface Size {
  readonly jobs?: number
  readonly warmUp?: number
  readonly replications?: number
}

export const USUAL = { jobs: 50_000, warmUp: 20_000, replications: 20 } as const

export const one = (path: string, more: Omit<Term, 'path'> = {}): Reading => ({ terms: [{ path, ...more }] })

/** What is read of a server and of its cores, by the letters of queueing theory; times in units of the case. */
export function figuresOf(id: string, unitMs: number): Readonly<Record<string, Reading>> {
  const component = `components.${id}`
  const cores = `${component}.stations.cores`
  const time = (path: string): Reading => ({ terms: [{ path }], scale: 1 / unitMs })
  return {
    T: time(`${component}.latencyMs.mean`),
    T_p50: time(`${component}.latencyMs.p50`),
    T_p95: time(`${component}.latencyMs.p95`),
    T_p99: time(`${component}.latencyMs.p99`),
    W: time(`${cores}.waitingMsMean`),
    W_p95: time(`${cores}.waitingMs.p95`),
    W_p99: time(`${cores}.waitingMs.p99`),
    Pwait: one(`${cores}.delayedShare`),
    rho: one(`${cores}.utilization`),
    util: one(`${cores}.utilization`),
    L: one(`${component}.numberInSystemMean`),
    Lq: one(`${cores}.lineMean`),
    X: { terms: [{ path: `${component}.throughputPerSecond` }], scale: unitMs / 1_000 },
  }
}

/** Of the figures, those that are wanted. */
export function only(figures: Readonly<Record<string, Reading>>, keys: readonly string[]) {
  return Object.fromEntries(keys.map((key) => [key, figures[key]!]))
}

/** One line before servers: M/M/c and its relatives. */
export interface Line extends Size {
  readonly perUnit: number
  readonly unitMs: number
  readonly service: Distribution
  readonly cores?: number
  readonly client?: Config
  readonly server?: Config
  readonly reads: readonly string[]
}

export function line(spec: Line): Experiment {
  const { perUnit, unitMs, service, cores = 1, reads } = spec
  const { jobs, warmUp, replications } = { ...USUAL, ...spec }
  const architecture = world({
    unitMs,
    parts: { users: offering(perUnit, unitMs, spec.client), web: serving(service, unitMs, cores, spec.server) },
    arrows: [['users web']],
    warmUp: warmUp / perUnit,
    duration: jobs / perUnit,
  })
  return { architecture, replications, jobs: 'components.web.ended', reads: only(figuresOf('web', unitMs), reads) }
}

/** A server that looks into a cache, and puts in what it missed; nothing takes time but what entries live. */
export function cached(
  client: Config,
  cache: Config,
  times: { readonly warmUp: number; readonly duration: number },
): Architecture {
  const server = { cpuTime: det(0), staticCpuTime: det(0), cores: 128, threads: ENDLESS, backlog: ENDLESS }
  return world({
    unitMs: 1,
    parts: {
      users: ['client', { load: 'rate', ...client }],
      web: ['server', server],
      cache: ['cache', { opTime: det(0), ttlMs: 2_592_000_000, ...cache }],
    },
    arrows: [['users web'], ['web cache']],
    ...times,
  })
}
