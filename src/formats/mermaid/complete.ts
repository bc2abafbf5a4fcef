/**
 * What goes without saying in a drawing that was not made here, and has to be said in a design: where reads go, where
 * a CDN fetches what it misses, whom clients of nothing but a CDN ask for the rest.
 */
import type { Architecture, Component, ComponentId } from '../../architecture/architecture.ts'
import { connectable } from '../../architecture/connect.ts'
import { setField } from '../../architecture/edits.ts'
import { connectionsOf, definitionOf, findComponent, portOf } from '../../architecture/lookup.ts'
import { isReplication } from '../../architecture/roles.ts'
import { connect } from '../../architecture/wiring.ts'
import { type Problem, problem } from '../../base/problem.ts'
import type { Role } from '../../catalog/kind.ts'
import type { Wired } from './wire.ts'

/** The design with what its drawing takes for granted, and a note on each such thing. */
export function complete(wired: Wired): Wired {
  const notes = [...wired.notes]
  const read = readFromReplicas(wired.architecture, notes)
  return { architecture: completeEntries(read, notes), notes }
}

/**
 * People draw reads going to replicas and writes to the primary. Here a caller is connected to the primary, and says
 * on that connection that it reads from the replicas.
 */
function readFromReplicas(wired: Architecture, notes: Problem[]): Architecture {
  let architecture = wired
  for (const replication of wired.connections.filter((connection) => isReplication(portOf(wired, connection)))) {
    const { from: primary, to: replica } = replication
    for (const read of connectionsOf(architecture, replica)) {
      const write = architecture.connections.find(
        ({ from, to, port }) => from === read.from && to === primary && port === read.port,
      )
      if (read.to !== replica || !write || !('reads' in write.config)) continue
      const connections = architecture.connections.filter(({ id }) => id !== read.id)
      const owner = { type: 'connection', id: write.id } as const
      architecture = setField({ ...architecture, connections }, owner, 'reads', 'replicas')
      const [caller, callee] = [read.from, replica].map((id) => findComponent(architecture, id)?.name ?? id)
      notes.push(problem('readsFromReplicas', write.id, { from: caller ?? '', to: callee ?? '' }))
    }
  }
  return architecture
}

/** A CDN fetches from where its clients go for the rest; clients that only know a CDN ask it for everything. */
function completeEntries(wired: Architecture, notes: Problem[]): Architecture {
  let architecture = wired
  for (const component of wired.components) {
    if (calleesFor(architecture, component.id, 'requests').length > 0) continue
    const isClient = definitionOf(component).offers.length === 0
    const found = isClient ? entryFor(architecture, component) : originFor(architecture, component)
    const link = found === undefined ? undefined : connectable(architecture, component.id, found)
    if (!link?.ok || link.value.reversed) continue
    architecture = connect(architecture, link.value).architecture
    const to = findComponent(architecture, link.value.to)?.name ?? ''
    const code = isClient ? 'entryAssumed' : 'originAssumed'
    notes.push(problem(code, component.id, { from: component.name, to }))
  }
  return architecture
}

/** What a client without an entry is drawn with that takes requests, unless a resolver tells it where to go. */
function entryFor(architecture: Architecture, client: Component): ComponentId | undefined {
  const resolvers = calleesFor(architecture, client.id, 'lookup')
  if (resolvers.some((id) => calleesFor(architecture, id, 'requests').length > 0)) return undefined
  return calleesFor(architecture, client.id, 'static').find((id) => offers(architecture, id, 'requests'))
}

/** Where the callers of something that answers static requests go for the others. */
function originFor(architecture: Architecture, edge: Component): ComponentId | undefined {
  if (!offers(architecture, edge.id, 'static')) return undefined
  const callers = architecture.connections.filter(({ to }) => to === edge.id).map(({ from }) => from)
  return callers.flatMap((id) => calleesFor(architecture, id, 'requests')).find((id) => id !== edge.id)
}

/** Whom a component calls at the ports that accept a role. */
function calleesFor(architecture: Architecture, id: ComponentId, role: Role): readonly ComponentId[] {
  return architecture.connections
    .filter((connection) => connection.from === id && portOf(architecture, connection).accepts.includes(role))
    .map(({ to }) => to)
}

function offers(architecture: Architecture, id: ComponentId, role: Role): boolean {
  const component = findComponent(architecture, id)
  return component !== undefined && definitionOf(component).offers.includes(role)
}
