/**
 * Faults as they act on the machinery: what is active decides, so that faults may overlap and be repaired in any order.
 */
import type { Architecture, Component, FaultTarget } from '../architecture/architecture.ts'
import type { WireTrouble } from '../engine/wire.ts'
import type { BuiltComponent } from './built.ts'
import type { Fault } from '../architecture/architecture.ts'

/** What the active faults make of one instance. */
export interface Condition {
  readonly isDown: boolean
  /** Whether nothing is heard of it while it is down. */
  readonly isSilent: boolean
  /** Service times are multiplied by it. */
  readonly slowness: number
  /** Share of calls that end in an error, 0 to 1. */
  readonly errors: number
  /** A client's rate is multiplied by it. */
  readonly spike: number
}

/** Whether a fault's target covers a component: it is the component itself or a group around it. */
export function covers(architecture: Architecture, target: FaultTarget, id: string): boolean {
  if (target.type !== 'component') return false
  const components = new Map(architecture.components.map((component) => [component.id, component]))
  let at: Component | undefined = components.get(id)
  for (let depth = 0; at !== undefined && depth < 32; depth++) {
    if (at.id === target.id) return true
    at = at.parent === undefined ? undefined : components.get(at.parent)
  }
  return false
}

/** What goes down with its machines: nobody is left to reset a connection. */
const MACHINES: ReadonlySet<string> = new Set(['host', 'zone', 'region'])

/** Whether callers of what has crashed hear nothing; they are told, unless that is chosen or its machines are gone. */
function goesSilent({ components }: Architecture, { target, params }: Fault): boolean {
  const { callers } = params
  if (callers === 'silent' || callers === 'reset') return callers === 'silent'
  return MACHINES.has(components.find(({ id }) => id === target.id)?.kind ?? '')
}

/** The condition of an instance under the active faults. Users do not go down with a region. */
export function conditionOf(
  architecture: Architecture,
  faults: readonly Fault[],
  component: BuiltComponent,
  number: number,
): Condition {
  let isDown = false
  let isSilent = false
  let slowness = 1
  let good = 1
  let spike = 1
  for (const fault of faults) {
    const { type, target, params } = fault
    if (target.instance !== undefined && target.instance !== number) continue
    if (!covers(architecture, target, component.id)) continue
    if (type === 'crash') {
      isDown ||= !component.isClient
      isSilent ||= goesSilent(architecture, fault)
    } else if (type === 'slow') slowness *= params['factor'] as number
    else if (type === 'errors') good *= 1 - (params['ratio'] as number)
    else if (type === 'spike') spike *= params['factor'] as number
  }
  return { isDown, isSilent, slowness, errors: 1 - good, spike }
}

/** What the active faults make of a connection: cut, so many ms slower, with losses, and only so wide. */
export interface Trouble extends WireTrouble {
  readonly isCut: boolean
  readonly addedMs: number
}

/** The trouble that the active faults make on a connection. */
export function troubleOf(faults: readonly Fault[], connection: string): Trouble {
  let isCut = false
  let addedMs = 0
  let kept = 1
  let bandwidthMbps: number | null = null
  for (const { type, target, params } of faults) {
    if (target.type !== 'connection' || target.id !== connection) continue
    if (type === 'cut') isCut = true
    else if (type === 'delay') addedMs += params['addMs'] as number
    else if (type === 'loss') kept *= 1 - (params['ratio'] as number)
    else if (type === 'bandwidth') bandwidthMbps = Math.min(bandwidthMbps ?? Infinity, params['mbps'] as number)
  }
  return { isCut, addedMs, loss: 1 - kept, bandwidthMbps }
}

/** What the story says of a fault besides its type: its numbers, and which instance it hits, counted from 1. */
export function numbersOf({ params, target }: Fault): Readonly<Record<string, number>> {
  const numbers: Record<string, number> = target.instance === undefined ? {} : { instance: target.instance + 1 }
  for (const [name, value] of Object.entries(params)) if (typeof value === 'number') numbers[name] = value
  return numbers
}
