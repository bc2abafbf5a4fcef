/** Finding things in a document: by id, by parent, around a component. */
import { present } from '../base/assert.ts'
import { connectionFaults } from '../catalog/faults.ts'
import type { Fields } from '../catalog/fields.ts'
import { kindOf } from '../catalog/index.ts'
import type { FaultType, KindDefinition, Port } from '../catalog/kind.ts'
import type { Architecture, Component, ComponentId, Connection, ConnectionId, FaultTarget } from './architecture.ts'

/** The component of that id, or undefined when there is none. */
export function findComponent(architecture: Architecture, id: ComponentId): Component | undefined {
  return architecture.components.find((component) => component.id === id)
}

/** The connection of that id, or undefined when there is none. */
export function findConnection(architecture: Architecture, id: ConnectionId): Connection | undefined {
  return architecture.connections.find((connection) => connection.id === id)
}

/** The component of that id, which must be there. */
export function componentOf(architecture: Architecture, id: ComponentId): Component {
  return present(findComponent(architecture, id), `component ${id}`)
}

/** The connection of that id, which must be there. */
export function connectionOf(architecture: Architecture, id: ConnectionId): Connection {
  return present(findConnection(architecture, id), `connection ${id}`)
}

/** The definition of a component's kind; a valid document knows only kinds of the catalog. */
export function definitionOf(component: Component): KindDefinition {
  return present(kindOf(component.kind), `kind ${component.kind}`)
}

/** Whether a component holds others (a region, a host). */
export function isGroup(component: Component): boolean {
  return definitionOf(component).sort === 'group'
}

/** Whether a component is somebody who asks, and is asked by nobody. */
export function isClient(component: Component): boolean {
  return definitionOf(component).offers.length === 0 && !isGroup(component)
}

/** The port at which a connection leaves its caller. */
export function portOf(architecture: Architecture, connection: Connection): Port {
  const caller = componentOf(architecture, connection.from)
  return present(definitionOf(caller).ports[connection.port], `port ${connection.port} of ${caller.kind}`)
}

/** The fields of a connection, which belong to the port it leaves at. */
export function fieldsOfConnection(architecture: Architecture, connection: Connection): Fields {
  return portOf(architecture, connection).fields
}

/** What stands directly inside a group. */
export function childrenOf(architecture: Architecture, group: ComponentId): readonly Component[] {
  return architecture.components.filter(({ parent }) => parent === group)
}

/** The groups around a component, the nearest first. */
export function ancestorsOf(architecture: Architecture, id: ComponentId): readonly Component[] {
  const ancestors: Component[] = []
  let parent = findComponent(architecture, id)?.parent
  while (parent !== undefined && ancestors.length < architecture.components.length) {
    const group = componentOf(architecture, parent)
    ancestors.push(group)
    parent = group.parent
  }
  return ancestors
}

/** The given components and everything inside them, at any depth, in the order of the document. */
export function withDescendants(architecture: Architecture, ids: Iterable<ComponentId>): ReadonlySet<ComponentId> {
  const found = new Set(ids)
  // A pass finds one more level at least; there are no more levels than components.
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const { id, parent } of architecture.components) if (parent !== undefined && found.has(parent)) found.add(id)
  }
  return new Set(architecture.components.filter(({ id }) => found.has(id)).map(({ id }) => id))
}

/** Where the top left corner of a component is on the canvas, whatever groups it stands in. */
export function absolutePosition(architecture: Architecture, id: ComponentId): { x: number; y: number } {
  let { x, y } = componentOf(architecture, id).position
  for (const { position } of ancestorsOf(architecture, id)) {
    x += position.x
    y += position.y
  }
  return { x, y }
}

/** The connections that begin or end at a component. */
export function connectionsOf(architecture: Architecture, id: ComponentId): readonly Connection[] {
  return architecture.connections.filter(({ from, to }) => from === id || to === id)
}

/** The faults a target can suffer; none when it is not there. */
export function faultsOf(architecture: Architecture, target: FaultTarget): readonly FaultType[] {
  if (target.type === 'connection') return findConnection(architecture, target.id) ? connectionFaults : []
  const component = findComponent(architecture, target.id)
  return component ? definitionOf(component).faults : []
}

/** The tier that decides how many instances a component has; undefined when it has as many as drawn. */
export function tierOf(component: Component, find: (id: ComponentId) => Component | undefined): Component | undefined {
  if (!Object.hasOwn(component.config, 'instances')) return undefined
  let at = component.parent === undefined ? undefined : find(component.parent)
  for (let depth = 0; at !== undefined && at.kind !== 'tier' && depth < 32; depth++) {
    at = at.parent === undefined ? undefined : find(at.parent)
  }
  return at?.kind === 'tier' ? at : undefined
}
