/** What is done to a run, and what it does by its document: edits, faults, the timeline; and a moment of it, saved. */
import type { Architecture, Fault, TimelineEntry } from '../architecture/architecture.ts'
import { check } from '../architecture/check.ts'
import type { Problem } from '../base/problem.ts'
import type { Checkpoint } from '../engine/machine.ts'
import type { OutageState } from './outages.ts'
import type { ActiveFault, RunEvent } from './reading.ts'
import type { Groups } from './scaling.ts'
import { byId } from './site.ts'
import type { Structure } from './structure.ts'

/** Something done to a run: at that clock, after so many events and steps that the run took by itself. */
export type ScriptEntry = { readonly atMs: number; readonly events: number; readonly steps: number } & (
  | { readonly type: 'edit'; readonly architecture: Architecture }
  | { readonly type: 'inject'; readonly fault: Fault }
  | { readonly type: 'repair'; readonly faultId: string }
)

/** One moment of a run, complete. */
export interface SavedRun {
  readonly atMs: number
  readonly checkpoint: Checkpoint
  readonly structure: Structure
  readonly architecture: Architecture
  readonly active: readonly (ActiveFault & { readonly fault: Fault })[]
  readonly story: readonly RunEvent[]
  readonly position: number
  readonly plannedPosition: number
  readonly steps: number
  readonly groups: Groups
  readonly outages: OutageState
}

/** A fault of the timeline that begins or ends at a time. */
export interface Planned {
  readonly atMs: number
  readonly entry: TimelineEntry
  readonly begins: boolean
}

/** What keeps a document from running. */
export function errorsOf(architecture: Architecture): readonly Problem[] {
  return check(architecture).filter(({ severity }) => severity === 'error')
}

/** Who an event is about. */
export function whom(target: Fault['target']): Pick<RunEvent, 'component' | 'connection'> {
  return target.type === 'connection' ? { connection: target.id } : { component: target.id }
}

/** Beginnings and ends of the timeline's faults in the order of time. */
export function plan(timeline: readonly TimelineEntry[]): readonly Planned[] {
  const planned = timeline.flatMap((entry): Planned[] => {
    const begin = { atMs: entry.atMs, entry, begins: true }
    if (entry.durationMs === undefined) return [begin]
    return [begin, { atMs: entry.atMs + entry.durationMs, entry, begins: false }]
  })
  return planned.toSorted((a, b) => a.atMs - b.atMs || (a.entry.id < b.entry.id ? -1 : 1))
}

/** What of a document matters to a run. */
export function shapeOf({ components, connections }: Architecture): string {
  return JSON.stringify([
    components.toSorted(byId).map(({ id, kind, config, parent }) => [id, kind, config, parent]),
    connections.toSorted(byId).map(({ id, from, to, port, config }) => [id, from, to, port, config]),
  ])
}
