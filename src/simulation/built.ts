/** A document made into machinery: which records belong to which component and connection. */
import type { ComponentId, ConnectionId } from '../architecture/architecture.ts'
import type { Level } from '../catalog/kit.ts'
import type { KindDefinition } from '../catalog/kind.ts'

/** A station of a component, at every instance. */
export interface BuiltStation {
  readonly slot: number
  /** One an instance, the same one when a host shares it. */
  readonly pointers: readonly number[]
  /** Of instances that are gone. */
  readonly former: readonly number[]
}

/** A component of the running document. */
export interface BuiltComponent {
  /** Its index in the arena's tables; never reused within a run. */
  readonly index: number
  readonly id: ComponentId
  readonly name: string
  readonly definition: KindDefinition
  /** Pointers of its instances, in order. */
  readonly instances: readonly number[]
  /** Pointer of its statistics (layout `C_*`); shared by its instances. */
  readonly stats: number
  readonly stations: Readonly<Record<string, BuiltStation>>
  /** Whether instances come and go in the run. */
  readonly isScaled: boolean
  /** Names of the counters, in order of `C_COUNTERS`. */
  readonly counters: readonly string[]
  readonly levels: Readonly<Record<string, Level>>
  /** Whether it is a client: its root frames are the requests. */
  readonly isClient: boolean
}

/** A connection of the running document with all links that carry its calls (derived ones included). */
export interface BuiltConnection {
  readonly index: number
  readonly id: ConnectionId
  readonly from: ComponentId
  readonly to: ComponentId
  readonly links: readonly number[]
}

/** All of it, in the order of the document; replaced as a whole by every edit. */
export interface Built {
  readonly components: readonly BuiltComponent[]
  readonly connections: readonly BuiltConnection[]
  readonly byIndex: ReadonlyMap<number, BuiltComponent>
  readonly connectionByIndex: ReadonlyMap<number, BuiltConnection>
}
