/** The document with what happened on it lately: what a search for causes and cures looks around in. */
import type { Architecture, Component, Connection, FaultTarget } from '../architecture/architecture.ts'
import { componentOf, definitionOf, fieldsOfConnection, findComponent, portOf } from '../architecture/lookup.ts'
import { isBackground } from '../architecture/roles.ts'
import type { Fields } from '../catalog/fields.ts'
import { covers } from './faults.ts'
import type { Observed } from './observed.ts'
import type { ActiveFault, Cure } from './reading.ts'
import type { StationFigures, Stretch } from './stretch.ts'

/** A station is a bottleneck when it is busier than this, or has more in line than it has servers. */
const SATURATED = 0.9

export class Scene {
  readonly architecture: Architecture
  readonly stretch: Stretch
  readonly faults: readonly ActiveFault[]
  private readonly indexes: ReadonlyMap<string, number>

  constructor({ architecture, built, faults }: Observed, stretch: Stretch) {
    this.architecture = architecture
    this.stretch = stretch
    this.faults = faults
    this.indexes = new Map(built.components.map(({ id, index }) => [id, index]))
  }

  find(id: string): Component | undefined {
    return findComponent(this.architecture, id)
  }

  /** Connections by which requests come to a component. */
  inward(id: string): readonly Connection[] {
    return this.architecture.connections.filter((connection) => connection.to === id && this.isCalling(connection))
  }

  /** Connections by which requests come to a component, directly or by way of others, the nearest first. */
  upstream(id: string): readonly Connection[] {
    const found = [...this.inward(id)]
    for (let at = 0; at < found.length; at++) {
      for (const connection of this.inward(found[at]!.from)) if (!found.includes(connection)) found.push(connection)
    }
    return found
  }

  /** Connections by which a component calls others for its requests. */
  outward(id: string): readonly Connection[] {
    return this.architecture.connections.filter((connection) => connection.from === id && this.isCalling(connection))
  }

  /** The component and all it calls, directly or not, the nearest first. */
  reachable(id: string): readonly string[] {
    const found = [id]
    for (let at = 0; at < found.length; at++) {
      for (const { to } of this.outward(found[at]!)) if (!found.includes(to)) found.push(to)
    }
    return found
  }

  /** Sum of one of a component's figures. */
  figure(id: string, name: string): number {
    return this.stretch.figure(this.indexes.get(id) ?? -1, name)
  }

  stations(id: string): readonly StationFigures[] {
    return this.stretch.stations(this.indexes.get(id) ?? -1)
  }

  /** Stations of a component that more is asked of than they can do; those of its machine before its slots. */
  saturated(id: string): readonly StationFigures[] {
    return this.stations(id)
      .filter(isFull)
      .toSorted((a, b) => Number(b.name.startsWith('core')) - Number(a.name.startsWith('core')))
  }

  /** Faults at work on a component, on groups around it, or on the connections that lead to it. */
  faultsOn(id: string): readonly ActiveFault[] {
    const inward = this.inward(id).map((connection) => connection.id)
    return this.faults.filter(({ target }) =>
      target.type === 'connection' ? inward.includes(target.id) : covers(this.architecture, target, id),
    )
  }

  private isCalling(connection: Connection): boolean {
    return !isBackground(portOf(this.architecture, connection))
  }
}

function isFull({ utilization, line, servers }: StationFigures): boolean {
  return utilization > SATURATED || line > Math.max(1, servers)
}

/** What a cure changes, with its fields and their present values. */
export interface Changeable {
  readonly target: FaultTarget
  readonly fields: Fields
  readonly config: Readonly<Record<string, unknown>>
}

/** A component as something to change. */
export function changeable(component: Component): Changeable {
  return {
    target: { type: 'component', id: component.id },
    fields: definitionOf(component).fields,
    config: component.config,
  }
}

/** A connection as something to change. */
export function changeableConnection(architecture: Architecture, connection: Connection): Changeable {
  return {
    target: { type: 'connection', id: connection.id },
    fields: fieldsOfConnection(architecture, connection),
    config: connection.config,
  }
}

/** The number in a field; NaN when there is none. */
export function numberIn({ config }: Changeable, field: string): number {
  const value = config[field]
  return typeof value === 'number' ? value : NaN
}

/** A cure that sets a field to a number as near to `wanted` as its limits allow; none when that changes nothing. */
export function setNumber(
  code: string,
  change: Changeable,
  { field, wanted, must }: { field: string; wanted: number; must: 'rise' | 'fall' },
): Cure[] {
  const known = change.fields[field]
  const present = numberIn(change, field)
  if (known === undefined || Number.isNaN(present) || Number.isNaN(wanted)) return []
  if (known.type !== 'count' && known.type !== 'duration') return []
  const value = Math.min(known.max, Math.max(known.min, Math.round(wanted)))
  if (must === 'rise' ? value <= present : value >= present) return []
  return [{ code, params: {}, target: change.target, set: { [field]: value } }]
}

/** The machine that a component shares with others, or undefined when it has its own. */
export function hostOf(architecture: Architecture, component: Component): Component | undefined {
  let at = component.parent === undefined ? undefined : componentOf(architecture, component.parent)
  while (at !== undefined && at.kind !== 'host') {
    at = at.parent === undefined ? undefined : componentOf(architecture, at.parent)
  }
  return at
}
