/** The figure that a tier follows: what it was, on average, since it was looked at last; of a backlog, what it is. */
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
  /** Calls for requests that each instance has got, modulo 2³². */
  readonly requests: readonly number[]
}

export interface Seen {
  readonly instances: number
  readonly metric: number
  readonly target: number
}

/** The counts of now. */
export function markOf({ i32, f64, nowMs }: Machine, component: BuiltComponent): Mark {
  return {
    atMs: nowMs,
    busy: (component.stations['cores']?.pointers ?? []).map((station) => {
      const since = f64[H.NOW]! - f64[(station >> 1) + L.T_UPDATED]!
      return f64[(station >> 1) + L.T_BUSY_AREA]! + since * i32[station + L.T_BUSY]!
    }),
    requests: component.instances.map((instance) => i32[instance + L.N_REQUESTS]!),
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
  if (policy.metric === 'backlog') {
    const waiting = backlogBefore(machine, structure, component, architecture)
    return { instances: serving, metric: waiting / serving, target: policy.targetBacklog }
  }
  const isRequests = policy.metric === 'requests'
  let sum = 0
  let warm = 0
  component.instances.forEach((instance, number) => {
    const isCounted = (warmMs[number] ?? Infinity) <= mark.atMs && machine.i32[instance + L.N_UP] !== 0
    const station = component.stations['cores']?.pointers[number]
    if (!isCounted || station === undefined) return
    const grown = (counts: 'busy' | 'requests') => (now[counts][number] ?? 0) - (mark[counts][number] ?? 0)
    if (isRequests) sum += ((grown('requests') | 0) * 1_000) / ms
    else sum += grown('busy') / (ms * machine.i32[station + L.T_SERVERS]!)
    warm++
  })
  const target = isRequests ? policy.targetRequests : policy.targetUtilization
  return { instances: warm, metric: sum / warm, target }
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
