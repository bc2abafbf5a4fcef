/**
 * Edits of a document, pure: each returns a new document that shares what it did not change, or the same one when there
 * was nothing to do. A valid document stays valid; an argument that cannot be (a value out of range, an id that is not
 * there) is a bug of the caller, who checks with `fieldProblem` and `connectable` first. Wiring is in `wiring.ts`,
 * copies in `fragment.ts`, planned faults in `timeline.ts`.
 */
import { assert, present } from '../base/assert.ts'
import { type FieldValue, defaultsOf } from '../catalog/fields.ts'
import { kindOf } from '../catalog/index.ts'
import type { Architecture, Component, ComponentId, ConnectionId, Objectives, Settings } from './architecture.ts'
import { fittingSize, onCanvas } from './canvas.ts'
import { fieldProblem } from './config.ts'
import { DEFAULT_GROUP_SIZE } from './empty.ts'
import type { Intake } from './intake.ts'
import { COMPONENTS_MAX, NAME_LENGTH_MAX } from './limits.ts'
import {
  absolutePosition,
  ancestorsOf,
  childrenOf,
  componentOf,
  connectionOf,
  definitionOf,
  fieldsOfConnection,
  isGroup,
  withDescendants,
} from './lookup.ts'
import { readObjectives, readSettings } from './read-timeline.ts'

/** A document with something new in it, and the id of that. */
export interface Added {
  readonly architecture: Architecture
  readonly id: string
}

/** What is to be added: `title` is the kind's title in the language of the app, and gets a number. */
export interface NewComponent {
  readonly kind: string
  readonly title: string
  /** Relative to the parent, if there is one. */
  readonly position: Component['position']
  readonly parent?: ComponentId
  /** Fields that are not as their defaults. */
  readonly config?: Component['config']
}

/** Something with a configuration. */
export interface FieldOwner {
  readonly type: 'component' | 'connection'
  readonly id: string
}

/**
 * Adds a component of a kind with its defaults, named by its kind and the smallest number that is free. There must be
 * room: a document has at most `COMPONENTS_MAX`.
 */
export function addComponent(architecture: Architecture, added: NewComponent): Added {
  assert(architecture.components.length < COMPONENTS_MAX, 'there is room for a component')
  const definition = present(kindOf(added.kind), `kind ${added.kind}`)
  const ids = new Set(architecture.components.map(({ id }) => id))
  const names = new Set(architecture.components.map(({ name }) => name))
  let number = 1
  while (ids.has(`${added.kind}-${number}`) || names.has(`${added.title} ${number}`)) number++
  const id = `${added.kind}-${number}`
  if (added.parent !== undefined) assert(isGroup(componentOf(architecture, added.parent)), 'a parent is a group')
  const component: Component = {
    id,
    kind: added.kind,
    name: `${added.title} ${number}`,
    position: onCanvas(added.position),
    ...(definition.sort === 'group' && { size: DEFAULT_GROUP_SIZE }),
    ...(added.parent !== undefined && { parent: added.parent }),
    config: defaultsOf(definition.fields),
  }
  const owner: FieldOwner = { type: 'component', id }
  const bare = { ...architecture, components: [...architecture.components, component] }
  const configured = Object.entries(added.config ?? {}).reduce(
    (before, [field, value]) => setField(before, owner, field, value),
    bare as Architecture,
  )
  return { architecture: configured, id }
}

/** Removes components with all that stands in them, connections that lose an end, and faults that lose their target. */
export function removeItems(
  architecture: Architecture,
  items: { readonly components?: readonly ComponentId[]; readonly connections?: readonly ConnectionId[] },
): Architecture {
  const gone = withDescendants(architecture, items.components ?? [])
  const cut = new Set(items.connections)
  const components = architecture.components.filter(({ id }) => !gone.has(id))
  const connections = architecture.connections.filter(
    ({ id, from, to }) => !cut.has(id) && !gone.has(from) && !gone.has(to),
  )
  const unchanged =
    components.length === architecture.components.length && connections.length === architecture.connections.length
  if (unchanged) return architecture
  const left = { component: idsOf(components), connection: idsOf(connections) }
  const timeline = architecture.timeline.filter(({ fault }) => left[fault.target.type].has(fault.target.id))
  return { ...architecture, components, connections, timeline }
}

/** Renames a component; what is too long is cut. */
export function rename(architecture: Architecture, id: ComponentId, name: string): Architecture {
  return changeComponent(architecture, id, (component) => ({ ...component, name: name.slice(0, NAME_LENGTH_MAX) }))
}

/** Renames the document; what is too long is cut. */
export function renameDocument(architecture: Architecture, name: string): Architecture {
  return name === architecture.name ? architecture : { ...architecture, name: name.slice(0, NAME_LENGTH_MAX) }
}

/** Sets a field of a component or a connection to a value that `fieldProblem` has nothing against. */
export function setField(architecture: Architecture, owner: FieldOwner, name: string, value: FieldValue): Architecture {
  const field = present(fieldsOf(architecture, owner)[name], `field ${name}`)
  if (fieldProblem(field, value) !== undefined) assert(false, `${name} takes ${JSON.stringify(value)}`)
  const set = <T extends { readonly config: Component['config'] }>(item: T): T =>
    Object.is(item.config[name], value) ? item : { ...item, config: { ...item.config, [name]: value } }
  if (owner.type === 'component') return changeComponent(architecture, owner.id, set)
  connectionOf(architecture, owner.id)
  return replaceConnections(architecture, owner.id, set)
}

/** Moves components; positions are relative to their parents. Those that are not there are passed over. */
export function moveComponents(
  architecture: Architecture,
  moves: readonly { readonly id: ComponentId; readonly position: Component['position'] }[],
): Architecture {
  const positions = new Map(moves.map(({ id, position }) => [id, position]))
  const components = architecture.components.map((component) => {
    const wanted = positions.get(component.id)
    if (!wanted) return component
    const position = onCanvas(wanted)
    const { x, y } = component.position
    return position.x === x && position.y === y ? component : { ...component, position }
  })
  return withComponents(architecture, components)
}

/**
 * Puts components into a group, or onto the bare canvas, without moving them on the screen. What stands in a component
 * that moves too comes along with it; a group cannot be put into itself and stays where it is.
 */
export function setParent(
  architecture: Architecture,
  ids: readonly ComponentId[],
  parent: ComponentId | undefined,
): Architecture {
  const origin = parent === undefined ? { x: 0, y: 0 } : absolutePosition(architecture, parent)
  if (parent !== undefined) assert(isGroup(componentOf(architecture, parent)), 'a parent is a group')
  const around = new Set(parent === undefined ? [] : [parent, ...idsOf(ancestorsOf(architecture, parent))])
  const moving = new Set(ids)
  const components = architecture.components.map((component) => {
    if (!moving.has(component.id) || around.has(component.id) || component.parent === parent) return component
    if (ancestorsOf(architecture, component.id).some(({ id }) => moving.has(id))) return component
    const { x, y } = absolutePosition(architecture, component.id)
    const { parent: _left, ...rest } = component
    const position = onCanvas({ x: x - origin.x, y: y - origin.y })
    return parent === undefined ? { ...rest, position } : { ...rest, position, parent }
  })
  return withComponents(architecture, components)
}

/** Resizes a group, also from its top left corner; what stands in it keeps its place on the canvas. */
export function resizeGroup(
  architecture: Architecture,
  id: ComponentId,
  box: { readonly position: Component['position']; readonly size: NonNullable<Component['size']> },
): Architecture {
  const group = componentOf(architecture, id)
  assert(isGroup(group), 'only groups have a size')
  const position = onCanvas(box.position)
  const size = fittingSize(box.size)
  const dx = position.x - group.position.x
  const dy = position.y - group.position.y
  const resized = changeComponent(architecture, id, (component) => ({ ...component, position, size }))
  if (dx === 0 && dy === 0) return resized
  const moves = childrenOf(architecture, id).map((child) => ({
    id: child.id,
    position: { x: child.position.x - dx, y: child.position.y - dy },
  }))
  return moveComponents(resized, moves)
}

/** Changes settings of the run. */
export function setSettings(architecture: Architecture, changed: Partial<Settings>): Architecture {
  const settings = { ...architecture.settings, ...changed }
  const intake: Intake = { problems: [], context: {} }
  readSettings(intake, { where: 'settings', value: settings })
  assert(intake.problems.length === 0, `settings can be ${JSON.stringify(settings)}`)
  return { ...architecture, settings }
}

/** Changes what is asked of the design. */
export function setObjectives(architecture: Architecture, changed: Partial<Objectives>): Architecture {
  const objectives = { ...architecture.objectives, ...changed }
  const intake: Intake = { problems: [], context: {} }
  readObjectives(intake, { where: 'objectives', value: objectives })
  assert(intake.problems.length === 0, `objectives can be ${JSON.stringify(objectives)}`)
  return { ...architecture, objectives }
}

function fieldsOf(architecture: Architecture, owner: FieldOwner) {
  if (owner.type === 'component') return definitionOf(componentOf(architecture, owner.id)).fields
  return fieldsOfConnection(architecture, connectionOf(architecture, owner.id))
}

function changeComponent(
  architecture: Architecture,
  id: ComponentId,
  change: (component: Component) => Component,
): Architecture {
  componentOf(architecture, id)
  const components = architecture.components.map((component) => (component.id === id ? change(component) : component))
  return withComponents(architecture, components)
}

function replaceConnections(
  architecture: Architecture,
  id: ConnectionId,
  change: <T extends Architecture['connections'][number]>(connection: T) => T,
): Architecture {
  const connections = architecture.connections.map((connection) =>
    connection.id === id ? change(connection) : connection,
  )
  const same = connections.every((connection, index) => connection === architecture.connections[index])
  return same ? architecture : { ...architecture, connections }
}

function withComponents(architecture: Architecture, components: readonly Component[]): Architecture {
  const same = components.every((component, index) => component === architecture.components[index])
  return same ? architecture : { ...architecture, components }
}

function idsOf(items: readonly { readonly id: string }[]): Set<string> {
  return new Set(items.map(({ id }) => id))
}
