/** Edits of connections: making them, moving them to another port, putting something between. */
import { assert, present } from '../base/assert.ts'
import type { Problem } from '../base/problem.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import { type Config, defaultsOf } from '../catalog/fields.ts'
import type { Architecture, ComponentId, Connection, ConnectionId } from './architecture.ts'
import { fieldProblem } from './config.ts'
import { type Link, connectable, openPorts } from './connect.ts'
import { type Added, addComponent, removeItems } from './edits.ts'
import { absolutePosition, componentOf, connectionOf, definitionOf, fieldsOfConnection } from './lookup.ts'

/** The longest part of a component's id that its connections' ids repeat. */
const END_LENGTH = 70

/** Makes a connection that `connectable` has found to make sense, with the defaults of its port. */
export function connect(architecture: Architecture, link: Pick<Link, 'from' | 'to' | 'port'>): Added {
  const caller = componentOf(architecture, link.from)
  const callee = componentOf(architecture, link.to)
  assert(openPorts(architecture, caller, callee).includes(link.port), `${link.from} can call ${link.to}`)
  const port = present(definitionOf(caller).ports[link.port], `port ${link.port}`)
  const id = freshConnectionId(architecture, link.from, link.to)
  const connection = { id, from: link.from, to: link.to, port: link.port, config: defaultsOf(port.fields) }
  return { architecture: { ...architecture, connections: [...architecture.connections, connection] }, id }
}

/** The connection's id that a new arrow between two components gets: `web-1-to-cache-1`, with a number if taken. */
export function freshConnectionId(architecture: Architecture, from: ComponentId, to: ComponentId): ConnectionId {
  const taken = new Set(architecture.connections.map(({ id }) => id))
  const plain = `${from.slice(0, END_LENGTH)}-to-${to.slice(0, END_LENGTH)}`
  let id = plain
  for (let number = 2; taken.has(id); number++) id = `${plain}-${number}`
  return id
}

/** Moves a connection to another of the caller's ports that has room; fields that both ports have keep their values. */
export function setPort(architecture: Architecture, id: ConnectionId, port: string): Architecture {
  const connection = connectionOf(architecture, id)
  if (connection.port === port) return architecture
  const caller = componentOf(architecture, connection.from)
  const open = openPorts(architecture, caller, componentOf(architecture, connection.to))
  assert(open.includes(port), `${id} can leave at ${port}`)
  return replaceConnection(architecture, carried(architecture, { ...connection, port }))
}

/**
 * Puts a component onto a connection: the caller calls it, and it calls the former callee. What the connection says
 * stays with the caller's half as far as the fields are the same. Fails, saying why, when either half makes no sense;
 * a half that would only make sense backwards does not.
 */
export function insertOnConnection(
  architecture: Architecture,
  id: ConnectionId,
  component: ComponentId,
): Result<Architecture, Problem> {
  const old = connectionOf(architecture, id)
  const open = removeItems(architecture, { connections: [id] })
  const first = forwards(open, old.from, component)
  if (!first.ok) return first
  const half = connect(open, first.value)
  const second = forwards(half.architecture, component, old.to)
  if (!second.ok) return second
  const { from, to, port } = connectionOf(half.architecture, half.id)
  const kept = carried(half.architecture, { id: half.id, from, to, port, config: old.config })
  return succeed(connect(replaceConnection(half.architecture, kept), second.value).architecture)
}

/**
 * Connects two components that have no use for each other through new ones of the given kinds, as `connectNeedsBetween`
 * suggests them, set evenly between the two. Returns the new components, or why it cannot be (a port may be full).
 */
export function connectThrough(
  architecture: Architecture,
  ends: { readonly from: ComponentId; readonly to: ComponentId },
  through: readonly { readonly kind: string; readonly title: string }[],
): Result<{ architecture: Architecture; ids: readonly ComponentId[] }, Problem> {
  const start = absolutePosition(architecture, ends.from)
  const end = absolutePosition(architecture, ends.to)
  let wired = architecture
  let before = ends.from
  const ids: ComponentId[] = []
  for (const [index, { kind, title }] of through.entries()) {
    const share = (index + 1) / (through.length + 1)
    const position = { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share }
    const added = addComponent(wired, { kind, title, position })
    ids.push(added.id)
    const half = connectForwards(added.architecture, before, added.id)
    if (!half.ok) return half
    wired = half.value
    before = added.id
  }
  const last = connectForwards(wired, before, ends.to)
  return last.ok ? succeed({ architecture: last.value, ids }) : last
}

function connectForwards(
  architecture: Architecture,
  from: ComponentId,
  to: ComponentId,
): Result<Architecture, Problem> {
  const link = forwards(architecture, from, to)
  return link.ok ? succeed(connect(architecture, link.value).architecture) : link
}

/** How one component can call another, in that direction only. */
function forwards(architecture: Architecture, from: ComponentId, to: ComponentId): Result<Link, Problem> {
  const link = connectable(architecture, from, to)
  if (!link.ok || !link.value.reversed) return link
  // Drawn this way it would have meant the other direction; a half of something inserted has only one.
  const [port, ...alternatives] = openPorts(
    architecture,
    componentOf(architecture, from),
    componentOf(architecture, to),
  )
  if (port !== undefined) return succeed({ from, to, port, reversed: false, alternatives })
  return fail({
    code: 'insertBackwards',
    where: to,
    params: { from: componentOf(architecture, from).name, to: componentOf(architecture, to).name },
  })
}

/** A connection with the fields of its port: values it has stay where they fit, the others are the defaults. */
function carried(architecture: Architecture, connection: Connection): Connection {
  const fields = fieldsOfConnection(architecture, connection)
  const config: Config = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const value = Object.hasOwn(connection.config, name) ? connection.config[name] : undefined
      return [name, value === undefined || fieldProblem(field, value) ? field.default : value]
    }),
  )
  return { ...connection, config }
}

function replaceConnection(architecture: Architecture, replaced: Connection): Architecture {
  const connections = architecture.connections.map((connection) =>
    connection.id === replaced.id ? replaced : connection,
  )
  return { ...architecture, connections }
}
