/** The document: what a person draws, and all that a run needs besides a seed and a script. */
import type { Config } from '../catalog/fields.ts'
import type { FaultType } from '../catalog/kind.ts'

export type ComponentId = string
export type ConnectionId = string

/** The version that `validate` migrates everything to. */
export const VERSION = 1

/** A box of the drawing; a group (region, host) is one too and holds others through their `parent`. */
export interface Component {
  /** Stable: random streams and contents are keyed by it. */
  readonly id: ComponentId
  readonly kind: string
  /** For people only; never matters to a run. */
  readonly name: string
  /** Top left corner in canvas units, relative to the parent. For people only. */
  readonly position: { readonly x: number; readonly y: number }
  /** Of groups. For people only. */
  readonly size?: { readonly width: number; readonly height: number }
  readonly parent?: ComponentId
  readonly config: Config
}

/** An arrow, from the caller to the callee, leaving at one of the caller's ports. */
export interface Connection {
  readonly id: ConnectionId
  readonly from: ComponentId
  readonly to: ComponentId
  readonly port: string
  readonly config: Config
}

/** What a fault is aimed at: a component (one instance or all), a group, or a connection. */
export interface FaultTarget {
  readonly type: 'component' | 'connection'
  readonly id: string
  /** Of a component with several instances; all when absent. */
  readonly instance?: number
}

/** An injected trouble. `params` are the fields of its type in `catalog/faults.ts`. */
export interface Fault {
  readonly id: string
  readonly type: FaultType
  readonly target: FaultTarget
  readonly params: Config
}

/** A fault placed on the timeline; without a duration it lasts until the end. */
export interface TimelineEntry {
  readonly id: string
  readonly atMs: number
  readonly durationMs?: number
  readonly fault: Omit<Fault, 'id'>
}

export interface Settings {
  /** A whole number from 0; the same document, seed and script give the same run. */
  readonly seed: number
  readonly warmUpMs: number
  readonly endMs: number
}

/** A text on the canvas. */
export interface Note {
  readonly id: string
  readonly text: string
  readonly position: { readonly x: number; readonly y: number }
}

/** What is asked of the design; a request slower than `latencyMs` counts as slow in *why*. */
export interface Objectives {
  readonly latencyMs: number
  readonly errorRatio: number
}

export interface Architecture {
  readonly version: typeof VERSION
  readonly name: string
  readonly components: readonly Component[]
  readonly connections: readonly Connection[]
  readonly timeline: readonly TimelineEntry[]
  readonly settings: Settings
  readonly notes: readonly Note[]
  readonly objectives: Objectives
}
