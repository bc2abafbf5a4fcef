/**
 * Copies. A fragment is part of a document as plain data: components with the connections between them, free of the
 * document it was taken from. Pasting gives fresh ids and keeps only those connections; duplicating makes "another one
 * like this", so a copy is also connected to the same neighbors, wherever their ports and its own have room.
 */
import type { Architecture, Component, ComponentId, Connection } from './architecture.ts'
import { onCanvas } from './canvas.ts'
import { openPorts, primaryOf } from './connect.ts'
import { COMPONENTS_MAX, NAME_LENGTH_MAX } from './limits.ts'
import { absolutePosition, componentOf, definitionOf, withDescendants } from './lookup.ts'
import { isReplication } from './roles.ts'
import { freshConnectionId } from './wiring.ts'

/** Components and the connections between them; parents are among them, other positions are on the canvas. */
export type Fragment = Pick<Architecture, 'components' | 'connections'>

/** A document with copies in it, and the ids of those that stand in no other copy. */
export interface Pasted {
  readonly architecture: Architecture
  readonly ids: readonly ComponentId[]
}

/** Components with all that stands in them and the connections between them. */
export function copy(architecture: Architecture, ids: readonly ComponentId[]): Fragment {
  const taken = withDescendants(architecture, ids)
  const components = architecture.components
    .filter(({ id }) => taken.has(id))
    .map((component) => {
      if (component.parent !== undefined && taken.has(component.parent)) return component
      const { parent: _outside, ...rest } = component
      return { ...rest, position: absolutePosition(architecture, component.id) }
    })
  const connections = architecture.connections.filter(({ from, to }) => taken.has(from) && taken.has(to))
  return { components, connections }
}

/** Puts a fragment onto the canvas, moved by an offset. Nothing is pasted where there is no room for all of it. */
export function paste(architecture: Architecture, fragment: Fragment, offset: { x: number; y: number }): Pasted {
  if (architecture.components.length + fragment.components.length > COMPONENTS_MAX) return { architecture, ids: [] }
  const fresh = freshIds(architecture, fragment)
  const names = new Set(architecture.components.map(({ name }) => name))
  const components = fragment.components.map((component) => {
    const name = freshName(component.name, names)
    names.add(name)
    const outermost = component.parent === undefined
    const position = outermost ? moved(component.position, offset) : component.position
    const parent = component.parent === undefined ? undefined : fresh.get(component.parent)
    const copied = { ...component, id: fresh.get(component.id) ?? component.id, name, position }
    return parent === undefined ? copied : { ...copied, parent }
  })
  let pasted: Architecture = { ...architecture, components: [...architecture.components, ...components] }
  for (const connection of fragment.connections) {
    const from = fresh.get(connection.from) ?? connection.from
    const to = fresh.get(connection.to) ?? connection.to
    pasted = withCopyOf(pasted, connection, from, to)
  }
  const ids = fragment.components.filter(({ parent }) => parent === undefined).map(({ id }) => fresh.get(id) ?? id)
  return { architecture: pasted, ids }
}

/** Copies components in place, moved by an offset: into the same groups, and connected to the same neighbors. */
export function duplicate(
  architecture: Architecture,
  ids: readonly ComponentId[],
  offset: { x: number; y: number },
): Pasted {
  const fragment = copy(architecture, ids)
  const pasted = paste(architecture, fragment, offset)
  if (pasted.ids.length === 0) return pasted
  const fresh = new Map(
    fragment.components.map(({ id }, index) => [
      id,
      pasted.architecture.components[architecture.components.length + index]?.id ?? id,
    ]),
  )
  let present = pasted.architecture
  for (const id of fragment.components.filter(({ parent }) => parent === undefined).map((component) => component.id)) {
    const original = componentOf(architecture, id)
    if (original.parent === undefined) continue
    const { parent, position } = original
    present = changed(present, fresh.get(id) ?? id, { parent, position: moved(position, offset) })
  }
  for (const connection of architecture.connections) {
    if (fresh.has(connection.from) === fresh.has(connection.to)) continue
    const from = fresh.get(connection.from) ?? connection.from
    const to = fresh.get(connection.to) ?? connection.to
    if (mayConnect(present, connection.port, from, to)) present = withCopyOf(present, connection, from, to)
  }
  return { architecture: present, ids: pasted.ids }
}

/** Whether a copy may have the connection its original has: room at the port, and no second primary. */
function mayConnect(architecture: Architecture, port: string, from: ComponentId, to: ComponentId): boolean {
  const caller = componentOf(architecture, from)
  if (!openPorts(architecture, caller, componentOf(architecture, to)).includes(port)) return false
  const definition = definitionOf(caller).ports[port]
  return !definition || !isReplication(definition) || primaryOf(architecture, to) === undefined
}

function withCopyOf(
  architecture: Architecture,
  original: Connection,
  from: ComponentId,
  to: ComponentId,
): Architecture {
  const connection = { ...original, id: freshConnectionId(architecture, from, to), from, to }
  return { ...architecture, connections: [...architecture.connections, connection] }
}

/** For each component of a fragment an id that the document does not have: of its kind and the next free number. */
function freshIds(architecture: Architecture, fragment: Fragment): ReadonlyMap<ComponentId, ComponentId> {
  const taken = new Set(architecture.components.map(({ id }) => id))
  const fresh = new Map<ComponentId, ComponentId>()
  for (const { id, kind } of fragment.components) {
    let number = 1
    while (taken.has(`${kind}-${number}`)) number++
    taken.add(`${kind}-${number}`)
    fresh.set(id, `${kind}-${number}`)
  }
  return fresh
}

/** The name itself if it is free, else the same with the next free number: "Web 1" becomes "Web 2". */
function freshName(name: string, taken: ReadonlySet<string>): string {
  if (name === '' || !taken.has(name)) return name
  const [, stem = name, digits] = /^(.*?) ?(\d{1,6})$/u.exec(name) ?? []
  const room = stem.slice(0, NAME_LENGTH_MAX - 8)
  let number = digits === undefined ? 2 : Number(digits) + 1
  while (taken.has(`${room} ${number}`)) number++
  return `${room} ${number}`
}

function changed(architecture: Architecture, id: ComponentId, change: Partial<Component>): Architecture {
  const components = architecture.components.map((component) =>
    component.id === id ? { ...component, ...change } : component,
  )
  return { ...architecture, components }
}

function moved(position: Component['position'], offset: { x: number; y: number }): Component['position'] {
  return onCanvas({ x: position.x + offset.x, y: position.y + offset.y })
}
