/**
 * What a kind's plan is written with. A plan is built once for a component and shared by its instances; what it
 * declares here (stations, stores, cells, daemons) every instance gets as its own.
 */
import type { Distribution } from '../engine/distributions.ts'
import type { Machine } from '../engine/machine.ts'
import type { PlanFunction, Step, Steps } from '../engine/plan.ts'
import type { Config, FaultType } from './fields.ts'
import type { Location } from './places.ts'

export type { Steps }

/** A station of the component: a line before servers. */
export interface StationHandle {
  /** Its resource slot. */
  readonly slot: number
  /**
   * Waits for a server; `full` happens when the waiting room is full, `expelled` to those put out of the line, also
   * when they have waited as long as their `patience`.
   */
  acquire(full: Steps, expelled?: Steps, patience?: Distribution): Step
  release(): Step
  /** Waits for a server (or shares them), is served, gives it back; the line has no bound of its own. */
  serve(time: Distribution, purpose: string, expelled?: Steps, patience?: Distribution): Steps
}

/** Which entry of a full store makes room. */
export type Eviction = 'lru' | 'lfu' | 'fifo' | 'random' | 'clock' | 'sieve' | 's3Fifo'

/** In which order a line is served; `shared`: there is no line, all are served at once. */
export type LineOrder =
  | { readonly discipline: 'fifo' | 'lifo' | 'priority' | 'shared' }
  | { readonly discipline: 'codel'; readonly targetMs: number; readonly intervalMs: number }

/** Someone at the other end of a connection. */
export interface Peer {
  readonly id: string
  readonly kind: string
  readonly config: Config
  /** The fields of the connection. */
  readonly connection: Config
  /** Index in the port's list of links. */
  readonly index: number
  /** Number of its instances. */
  readonly instances: number
  /** Where on the map it stands. */
  readonly location: Location
  /** Of `reach`: the root of its family, and whether the arrow was drawn to this very member. */
  readonly root: string
  readonly isDrawn: boolean
}

/** A port as it is connected in this document. */
export interface PortHandle {
  readonly slot: number
  readonly peers: readonly Peer[]
}

/** Components that hang together by one port. */
export interface Family {
  readonly root: string
  readonly members: readonly string[]
  /**
   * One-way network latency from the root to the member that the one who asks hangs on, ms; 0 where that is the root.
   */
  readonly beyondMs: number
}

/** What a level reads: a figure of the present moment. */
export type Level = (machine: Machine, instance: number) => number

/** The declarations a plan may make. */
export interface Kit {
  /** Whole number from 0, for streams of the component's own. */
  readonly seed: number
  readonly id: string
  /** Number of instances of the component. */
  readonly instances: number
  station(name: string, spec: { servers: number; room?: number; order?: LineOrder }): StationHandle
  /** A place where frames park until they are woken; returns its resource slot. */
  gate(name: string): number
  /** A table of flights; returns its resource slot. All who name the same `owner` share one. */
  flights(name: string, owner?: string): number
  /**
   * A store; returns the cell that points to it. Capacity and policy follow edits, contents stay. All who name the same
   * `owner` share one.
   */
  store(name: string, spec: { capacity: number; eviction: Eviction; owner?: string }): number
  /** A block of `words` zeroed words of each instance; returns the cell that points to it. Contents survive edits. */
  block(name: string, words: number): number
  /** A random stream of each instance; returns its cell. */
  stream(purpose: string): number
  /** The state of a client's arrivals; returns its cell. The rate follows edits and spikes. */
  arrivals(ratePerMs: number): number
  /** Index of a counter in the component's statistics. */
  counter(name: string): number
  /** The connections that leave at a port. */
  port(name: string): PortHandle
  /** Connections that leave a neighbor's port, as if they left here: what a name server answers, for instance. */
  via(port: string, through: string): PortHandle
  /**
   * Every member of the families (by `through`) of those that a port leads to, over the connection that leads there.
   */
  reach(port: string, through: string): PortHandle
  /** Those that hang together by a port: the root first, the rest by id. */
  family(port: string): Family
  /** A block that all who name the same owner share; returns the cell that points to it. */
  shared(name: string, owner: string, words: number): number
  /** Ids of those who call over a port of theirs of that name, sorted. */
  callers(port: string): readonly string[]
  /**
   * One-way network latency of calls from one neighbor to another, ms: as set where they are connected, else as `over`
   * sets it, else by their places.
   */
  latencyMs(from: string, to: string, over: Config): number
  /** Links back to those whose port `port` leads here: from a worker to its queue. */
  back(port: string): PortHandle
  /** A daemon of every instance: `body` over and over. `count` of them, told apart by register A (0, 1, …). */
  daemon(name: string, body: Steps, count?: number): void
  /** A figure of the present moment, for a gauge. */
  level(name: string, read: Level): void
  /** What a crash does to the instance's memory, and what a restart begins with. */
  onCrash(forget: (machine: Machine, instance: number) => void): void
  onRestart(begin: (machine: Machine, instance: number) => void): void
  /** What a momentary fault does to each instance that it is aimed at. */
  onFlush(act: (machine: Machine, instance: number) => void): void
  onMoment(type: FaultType, act: (machine: Machine, instance: number) => void): void
  /** Runs after every build or edit, when all instances and links stand. */
  onBuilt(act: (machine: Machine, instances: readonly number[]) => void): void
}

/** Functions that plans hand over. */
export type { PlanFunction }
