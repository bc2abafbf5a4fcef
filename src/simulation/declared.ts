/** What the plan of a component declared, before any instance has it. */
import type { FaultType } from '../catalog/fields.ts'
import type { Eviction, Level, LineOrder, PortHandle, Steps } from '../catalog/kit.ts'
import type { Machine } from '../engine/machine.ts'
import type { WantedLink } from './component-kit.ts'

/** What a plan declared, to be given to every instance. */
export interface Declared {
  readonly stations: Map<string, { slot: number; servers: number; room: number; order: LineOrder }>
  readonly gates: Map<string, number>
  readonly flights: Map<string, { slot: number; owner?: string }>
  readonly stores: Map<string, { cell: number; capacity: number; eviction: Eviction; owner?: string }>
  readonly blocks: Map<string, { cell: number; words: number; owner?: string }>
  readonly streams: Map<string, number>
  arrivals: { cell: number; ratePerMs: number } | undefined
  readonly counters: string[]
  readonly ports: Map<string, { slot: number; links: WantedLink[]; handle: PortHandle }>
  readonly daemons: { name: string; body: Steps; count: number }[]
  readonly levels: Record<string, Level>
  readonly crash: ((machine: Machine, instance: number) => void)[]
  readonly restart: ((machine: Machine, instance: number) => void)[]
  readonly moments: { type: FaultType; act: (machine: Machine, instance: number) => void }[]
  readonly built: ((machine: Machine, instances: readonly number[]) => void)[]
}
