/** The figure that a tier follows: what it was, on average, since it was looked at last. */
import type { Architecture } from '../architecture/architecture.ts'
import * as H from '../engine/header.ts'
import * as L from '../engine/layout.ts'
import type { Machine } from '../engine/machine.ts'
import type { BuiltComponent } from './built.ts'
import type { Group, Policy } from './scaling.ts'
import type { Structure } from './structure.ts'

/** Where the counts stood at a look. */
export interface Mark {
  readonly atMs: number
  /** Busy cores of each instance, integrated over time. */
  readonly busy: readonly number[]
  readonly arrivals: number
  readonly servingArea: number
}

export interface Seen {
  readonly instances: number
  readonly metric: number
  readonly target: number
}

/** The counts of now. */
export function markOf({ i32, f64, nowMs }: Machine, component: BuiltComponent): Mark {
  const half = component.stats >> 1
  const open = nowMs - f64[half + L.C_CREW_UPDATED]!
  return {
    atMs: nowMs,
    busy: (component.stations['cores']?.pointers ?? []).map((station) => {
      const since = f64[H.NOW]! - f64[(station >> 1) + L.T_UPDATED]!
      return f64[(station >> 1) + L.T_BUSY_AREA]! + since * i32[station + L.T_BUSY]!
    }),
    arrivals: f64[half + L.C_ARRIVALS]!,
    servingArea: f64[half + L.C_SERVING_AREA]! + open * f64[half + L.C_SERVING]!,
  }
}

/** The mean figure of an instance since the mark, of how many, and what it ought to be. */
export function lookAt(
  { machine, structure }: { readonly machine: Machine; readonly structure: Structure },
  component: BuiltComponent,
  { mark, warmMs, serving }: Group,
  { policy, architecture }: { readonly policy: Policy; readonly architecture: Architecture },
): Seen {
  const now = markOf(machine, component)
  const ms = now.atMs - mark.atMs
  if (policy.metric === 'requests') {
    const area = now.servingArea - mark.servingArea
    const metric = ((now.arrivals - mark.arrivals) * 1_000) / area
    return { instances: area / ms, metric, target: policy.targetRequests }
  }
  if (policy.metric === 'backlog') {
    const waiting = backlogBefore(machine, structure, component, architecture)
    return { instances: serving, metric: waiting / serving, target: policy.targetBacklog }
  }
  let busy = 0
  let warm = 0
  component.instances.forEach((instance, number) => {
    const isCounted = (warmMs[number] ?? Infinity) <= mark.atMs && machine.i32[instance + L.N_UP] !== 0
    const station = component.stations['cores']?.pointers[number]
    if (!isCounted || station === undefined) return
    busy += ((now.busy[number] ?? 0) - (mark.busy[number] ?? 0)) / (ms * machine.i32[station + L.T_SERVERS]!)
    warm++
  })
  return { instances: warm, metric: busy / warm, target: policy.targetUtilization }
}

/** Messages that wait in the queues that a worker consumes from; NaN when it has none. */
function backlogBefore(
  machine: Machine,
  { built }: Structure,
  worker: BuiltComponent,
  { connections }: Architecture,
): number {
  const queues = connections
    .filter(({ to, port }) => to === worker.id && port === 'consumers')
    .flatMap(({ from }) => built.components.filter(({ id }) => id === from))
  const counts = queues.flatMap(({ levels, instances }) =>
    instances.map((instance) => levels['backlog']?.(machine, instance) ?? 0),
  )
  return counts.length === 0 ? Number.NaN : counts.reduce((sum, count) => sum + count, 0)
}
