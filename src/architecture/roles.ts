/**
 * What a connection means. It follows from the caller's port and what the callee offers, so it is never stored: a new
 * kind fits the others by the roles it offers and accepts.
 */
import type { Config } from '../catalog/fields.ts'
import { kindOf, kinds } from '../catalog/index.ts'
import type { KindDefinition, Port, Role } from '../catalog/kind.ts'
import type { Architecture, Connection } from './architecture.ts'
import { componentOf, definitionOf, portOf } from './lookup.ts'

/** Roles whose work is fetched by the callee at its own pace: the arrow shows where work goes, not who asks. */
const PULLED: readonly Role[] = ['jobs']

/** Roles that are no calls of a request: they go on in the background. */
const BACKGROUND: readonly Role[] = ['replication', 'jobs']

/** The role in which a port calls a component of a kind, or undefined when it has no use for it. */
function roleBetween(port: Port, callee: KindDefinition): Role | undefined {
  return port.accepts.find((role) => callee.offers.includes(role))
}

/**
 * The names of a caller's ports that have a use for a callee, in the order of its ports; with the caller's
 * configuration, only those that are of use to it.
 */
export function fittingPorts(caller: KindDefinition, callee: KindDefinition, config?: Config): readonly string[] {
  return Object.keys(caller.ports).filter((name) => {
    const port = caller.ports[name]
    if (port === undefined || (config !== undefined && !isOfUse(port, config))) return false
    return roleBetween(port, callee) !== undefined
  })
}

/** Whether a port is of use to a component that is set so. */
export function isOfUse({ when }: Port, config: Config): boolean {
  return when === undefined || when.is.includes(String(config[when.field]))
}

/** In which role a connection calls its callee. A valid document has one for each. */
function roleOf(architecture: Architecture, connection: Connection): Role | undefined {
  return roleBetween(portOf(architecture, connection), definitionOf(componentOf(architecture, connection.to)))
}

/** Whether a port's work is fetched by the callee, like a queue's messages by its workers. */
export function isPulled(port: Port): boolean {
  return port.accepts.some((role) => PULLED.includes(role))
}

/** Whether a port ships a primary's log to its replicas. */
export function isReplication(port: Port): boolean {
  return port.accepts.includes('replication')
}

/** Whether what passes is not part of a request: replication, and work that is fetched. Drawn dashed. */
export function isBackground(port: Port): boolean {
  return port.accepts.some((role) => BACKGROUND.includes(role))
}

/** The parts of a sentence on a connection, "web looks up in cache": the verb is in the words of the port. */
export interface Meaning {
  readonly caller: string
  /** Kind and port name the verb: `words.ports[port].verb` of the kind. */
  readonly kind: string
  readonly port: string
  readonly role: Role | undefined
  readonly callee: string
}

/** What a connection says, for lists, tooltips and exports. */
export function meaningOf(architecture: Architecture, connection: Connection): Meaning {
  const caller = componentOf(architecture, connection.from)
  const callee = componentOf(architecture, connection.to)
  const role = roleOf(architecture, connection)
  return { caller: caller.name, kind: caller.kind, port: connection.port, role, callee: callee.name }
}

/**
 * The kinds to put between two that have no use for each other, the fewest possible and of those the first in the order
 * of the catalog: a server between a client and a database. Empty when they fit as they are, undefined when no chain
 * of kinds leads there.
 */
export function kindsBetween(from: string, to: string): readonly string[] | undefined {
  const chains: (readonly string[])[] = [[from]]
  const seen = new Set<string>()
  for (let chain = chains.shift(); chain; chain = chains.shift()) {
    const last = kindOf(chain.at(-1) ?? '')
    if (!last) continue
    for (const next of kinds) {
      if (fittingPorts(last, next).length === 0) continue
      if (next.kind === to) return chain.slice(1)
      if (!seen.has(next.kind)) chains.push([...chain, next.kind])
      seen.add(next.kind)
    }
  }
  return undefined
}
