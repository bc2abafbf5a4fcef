/** For tests that run documents: small designs written short, and a run to look into while it goes. */
import { VERSION, type Architecture, type Component, type Fault } from '../architecture/architecture.ts'
import { DEFAULT_OBJECTIVES } from '../architecture/empty.ts'
import type { Config, RequestClass } from '../catalog/fields.ts'
import { draw } from '../examples/draw.ts'
import type { KindName } from '../catalog/index.ts'
import * as L from '../engine/layout.ts'
import { percentiles } from '../engine/histogram.ts'
import { OUTCOMES, type Outcome } from '../engine/outcome.ts'
import { digestOf } from './digest.ts'
import type { BuiltComponent } from './built.ts'
import { Run } from './run.ts'

/** A component: its kind, what differs from the defaults, and the group it stands in. */
export type Part = readonly [kind: KindName, config?: Config, parent?: string]

/** An arrow: `caller callee`, or `caller callee port`; and what differs from the defaults of its port. */
export type Arrow = readonly [ends: string, config?: Config]

/** A design whose components have the given ids; a connection's id is `caller-callee`. */
export function design(parts: Readonly<Record<string, Part>>, arrows: readonly Arrow[], seed = 1): Architecture {
  const boxes = Object.entries(parts).map(([id, [kind, config, parent]], index) => {
    const at = [index * 100, 0] as const
    return [id, { kind, at, ...(config && { config }), ...(parent !== undefined && { parent }) }] as const
  })
  const drawn = draw({
    name: 'trial',
    boxes: Object.fromEntries(boxes),
    arrows: arrows.map(([ends, config]) => {
      const [from = '', to = '', port] = ends.split(' ')
      return { from, to, ...(port !== undefined && { port }), ...(config && { config }) }
    }),
    settings: { seed, warmUpMs: 0 },
  })
  return { ...drawn, version: VERSION, objectives: DEFAULT_OBJECTIVES }
}

/** A client's configuration that offers so many requests a second; by default all of them read. */
export function offering(perSecond: number, classes: readonly RequestClass[] = [reads()], more: Config = {}): Config {
  // users × requests a day ÷ 86,400 × peak factor
  return { users: Math.round(perSecond * 10), requestsPerUserPerDay: 8_640, peakFactor: 1, classes, ...more }
}

/** A class of one operation. */
function classOf(operation: RequestClass['operation'], more: Partial<RequestClass> = {}): RequestClass {
  return { name: operation, operation, share: 1, keys: 1_000, zipf: 0.8, ...more }
}

export const reads = (more: Partial<RequestClass> = {}): RequestClass => classOf('read', more)
export const writes = (more: Partial<RequestClass> = {}): RequestClass => classOf('write', more)
export const statics = (more: Partial<RequestClass> = {}): RequestClass => classOf('static', more)
export const jobs = (more: Partial<RequestClass> = {}): RequestClass => classOf('job', more)

/** Times of distributions. */
export const constant = (ms: number) => ({ law: 'constant', mean: ms, cv: 0 }) as const
export const exponential = (ms: number) => ({ law: 'exponential', mean: ms, cv: 1 }) as const

/** A run in progress. */
export class Play {
  readonly run: Run
  private faults = 0

  constructor(architecture: Architecture) {
    const made = Run.create(architecture)
    if (!made.ok) throw new Error(`this design cannot run: ${JSON.stringify(made.error)}`)
    this.run = made.value
  }

  /** Goes on until the clock stands at that time, in slices of so many events. */
  to(untilMs: number, slice = 4_096): this {
    while (!this.run.advance(untilMs, slice));
    return this
  }

  /** Breaks a component (or a connection, named by both ends with a hyphen); returns what repairs it. */
  break(type: Fault['type'], id: string, params: Config = {}, instance?: number): () => void {
    const isConnection = this.run.architecture.connections.some((connection) => connection.id === id)
    const target = { type: isConnection ? 'connection' : 'component', id } as const
    const faultId = `fault-${++this.faults}`
    const aim = instance === undefined ? target : { ...target, instance }
    this.run.inject({ id: faultId, type, target: aim, params })
    return () => this.run.repair(faultId)
  }

  /** Puts an edited document in place. */
  edit(change: (architecture: Architecture) => Architecture): this {
    const edited = this.run.edit(change(this.run.architecture))
    if (!edited.ok) throw new Error(`this edit cannot run: ${JSON.stringify(edited.error)}`)
    return this
  }

  /** Sets fields of a component or a connection. */
  set(id: string, config: Config): this {
    const change = <T extends { id: string; config: Config }>(item: T): T =>
      item.id === id ? { ...item, config: { ...item.config, ...config } } : item
    return this.edit((architecture) => ({
      ...architecture,
      components: architecture.components.map((component) => change<Component>(component)),
      connections: architecture.connections.map((connection) => change(connection)),
    }))
  }

  of(id: string): Figures {
    const component = this.run.built.components.find((each) => each.id === id)
    if (component === undefined) throw new Error(`there is no ${id}`)
    return new Figures(this.run, component)
  }

  /** Calls that a connection has carried so far. */
  carried(id: string): number {
    const { machine, built } = this.run
    const connection = built.connections.find((each) => each.id === id)
    if (connection === undefined) throw new Error(`there is no ${id}`)
    return connection.links.reduce((sum, link) => sum + machine.f64[(link >> 1) + L.L_CARRIED]!, 0)
  }

  get digest(): string {
    return digestOf(this.run)
  }
}

/** What a component has counted since the run began. */
export class Figures {
  private readonly run: Run
  private readonly component: BuiltComponent

  constructor(run: Run, component: BuiltComponent) {
    this.run = run
    this.component = component
  }

  get arrivals(): number {
    return this.statistic(L.C_ARRIVALS)
  }

  get ended(): number {
    return this.statistic(L.C_ENDED)
  }

  get inside(): number {
    return this.statistic(L.C_INSIDE)
  }

  /** Mean sojourn of those that ended, ms. */
  get meanMs(): number {
    return this.statistic(L.C_SOJOURN) / this.ended
  }

  /** Time-weighted mean number inside since the beginning. */
  get insideMean(): number {
    const { nowMs } = this.run
    const open = this.inside * (nowMs - this.statistic(L.C_UPDATED))
    return (this.statistic(L.C_INSIDE_AREA) + open) / nowMs
  }

  outcome(outcome: Outcome): number {
    return this.statistic(L.C_OUTCOMES + OUTCOMES.indexOf(outcome))
  }

  counter(name: string): number {
    const index = this.component.counters.indexOf(name)
    if (index < 0) throw new Error(`${this.component.id} does not count ${name}`)
    return this.statistic(L.C_COUNTERS + index)
  }

  level(name: string, instance = 0): number {
    const level = this.component.levels[name]
    if (level === undefined) throw new Error(`${this.component.id} has no level ${name}`)
    return level(this.run.machine, this.component.instances[instance]!)
  }

  percentile(share: number): number {
    const { i32 } = this.run.machine
    return percentiles(i32, i32[this.component.stats + L.C_HISTOGRAM]!, [share])[0]!
  }

  /** A station of an instance: servers busy now, those in line now, the most there were, and utilization so far. */
  station(name: string, instance = 0) {
    const { i32, f64 } = this.run.machine
    const station = this.component.stations[name]?.pointers[instance]
    if (station === undefined) throw new Error(`${this.component.id} has no station ${name}`)
    const busy = i32[station + L.T_BUSY]!
    const open = busy * (this.run.nowMs - f64[(station >> 1) + L.T_UPDATED]!)
    const area = f64[(station >> 1) + L.T_BUSY_AREA]! + open
    const servers = i32[station + L.T_SERVERS]!
    return {
      busy,
      servers,
      line: i32[station + L.T_LINE]!,
      lineMax: i32[station + L.T_LINE_MAX]!,
      utilization: area / this.run.nowMs / servers,
      granted: f64[(station >> 1) + L.T_GRANTED]!,
    }
  }

  private statistic(at: number): number {
    return this.run.machine.f64[(this.component.stats >> 1) + at]!
  }
}
