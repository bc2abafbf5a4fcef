/** What keeps a valid document from running, and what in it is surely not meant. */
import { type Problem, problem } from '../base/problem.ts'
import type { KindName } from '../catalog/index.ts'
import type { Role } from '../catalog/kind.ts'
import { isPrivate } from '../catalog/places.ts'
import type { Architecture, Component, ComponentId, Connection } from './architecture.ts'
import { isOfSort } from './connect.ts'
import { instancesOf } from './instances.ts'
import { definitionOf, isClient, isGroup } from './lookup.ts'
import { isOfUse } from './roles.ts'

/** A problem of a document that can be read; an `error` keeps it from running, a `warning` does not. */
export interface Finding extends Problem {
  readonly severity: 'error' | 'warning'
}

/** Ports without which a kind is of no use, since it has nothing to pass on to; and what is said then. */
const NEEDED = {
  dns: { port: 'records', code: 'dnsWithoutRecords' },
  gateway: { port: 'upstream', code: 'gatewayWithoutUpstream' },
  'load-balancer': { port: 'targets', code: 'balancerWithoutTargets' },
  cdn: { port: 'origin', code: 'cdnWithoutOrigin' },
  queue: { port: 'consumers', code: 'queueWithoutConsumers' },
} as const satisfies Partial<Record<KindName, { port: string; code: string }>>

/** Everything worth saying before a run, errors first. `where` is the id of the component, also in `params.id`. */
export function check(architecture: Architecture): Finding[] {
  const wires = wiresOf(architecture)
  const findings = [
    ...findClients(architecture, wires),
    ...findCircles(architecture, wires),
    ...findPrimaries(architecture, wires),
    ...findPrivate(architecture, wires),
    ...findLooseEnds(architecture, wires),
    ...findStores(architecture, wires),
  ]
  return [
    ...findings.filter(({ severity }) => severity === 'error'),
    ...findings.filter(({ severity }) => severity === 'warning'),
  ]
}

/** Callees by caller and port, and components by id. */
interface Wires {
  readonly byId: ReadonlyMap<ComponentId, Component>
  readonly from: (id: ComponentId, port?: string) => readonly ComponentId[]
  /** Callees at ports that accept a role. */
  readonly inRole: (id: ComponentId, role: Role) => readonly ComponentId[]
  /** Callees by connections of a sort. */
  readonly along: (id: ComponentId, sort: 'calls' | 'replication') => readonly ComponentId[]
}

function wiresOf({ components, connections }: Architecture): Wires {
  const byId = new Map(components.map((component) => [component.id, component]))
  const leaving = new Map<ComponentId, Connection[]>()
  for (const connection of connections) {
    const others = leaving.get(connection.from)
    if (others) others.push(connection)
    else leaving.set(connection.from, [connection])
  }
  const from = (id: ComponentId, port?: string) =>
    (leaving.get(id) ?? []).filter((connection) => port === undefined || connection.port === port).map(({ to }) => to)
  const inRole = (id: ComponentId, role: Role) => {
    const caller = byId.get(id)
    const ports = caller ? definitionOf(caller).ports : {}
    return (leaving.get(id) ?? []).filter(({ port }) => ports[port]?.accepts.includes(role)).map(({ to }) => to)
  }
  const along = (id: ComponentId, sort: 'calls' | 'replication') => {
    const caller = byId.get(id)
    const definition = caller && definitionOf(caller)
    return (leaving.get(id) ?? []).filter(({ port }) => isOfSort(definition, port, sort)).map(({ to }) => to)
  }
  return { byId, from, inRole, along }
}

/** A run needs somebody who asks, and whoever asks needs somebody to ask. */
function findClients(architecture: Architecture, wires: Wires): Finding[] {
  const clients = architecture.components.filter(isClient)
  if (architecture.components.every(isGroup)) return [finding('error', 'nothingDrawn', undefined)]
  if (clients.length === 0) return [finding('error', 'noClient', undefined)]
  const stranded = clients.filter(({ id }) => {
    const resolved = wires.inRole(id, 'lookup').flatMap((resolver) => wires.inRole(resolver, 'requests'))
    return wires.inRole(id, 'requests').length === 0 && resolved.length === 0
  })
  if (stranded.length === clients.length) return clients.map((client) => finding('error', 'clientWithoutEntry', client))
  const silent = clients.filter(({ config }) => config['load'] === 'trace' && config['trace'] === null)
  return [
    // While others ask, one that is not connected yet asks nothing.
    ...stranded.map((client) => finding('warning', 'clientWithoutEntry', client)),
    ...silent.map((client) => finding('warning', 'clientWithoutTrace', client)),
  ]
}

/** Calls that come back to where they began never end; so does replication. */
function findCircles(architecture: Architecture, wires: Wires): Finding[] {
  const findings: Finding[] = []
  for (const [sort, code] of [
    ['calls', 'callCircle'],
    ['replication', 'replicationCircle'],
  ] as const) {
    const done = new Set<ComponentId>()
    for (const { id } of architecture.components) {
      if (done.has(id)) continue
      // Where services are called by chance, requests come out of a circle some time.
      const isByChance = (at: ComponentId) => wires.byId.get(at)?.config['downstreamCalls'] === 'random'
      const circle = circleThrough(id, (at) => (sort === 'calls' && isByChance(at) ? [] : wires.along(at, sort)))
      if (!circle) continue
      for (const member of circle) done.add(member)
      const names = [...circle, id].map((member) => wires.byId.get(member)?.name ?? member)
      findings.push(finding('error', code, wires.byId.get(id), { chain: names.join(' → ') }))
    }
  }
  return findings
}

/** The shortest way from a component back to itself, without the end, or undefined when there is none. */
function circleThrough(
  start: ComponentId,
  next: (id: ComponentId) => readonly ComponentId[],
): readonly ComponentId[] | undefined {
  const cameFrom = new Map<ComponentId, ComponentId>()
  const reached = [start]
  for (const id of reached) {
    for (const callee of next(id)) {
      if (callee === start) {
        const way = [id]
        for (let at = id; at !== start;) {
          at = cameFrom.get(at) ?? start
          way.unshift(at)
        }
        return way
      }
      if (cameFrom.has(callee)) continue
      cameFrom.set(callee, id)
      reached.push(callee)
    }
  }
  return undefined
}

/** A replica applies one log. */
function findPrimaries(architecture: Architecture, wires: Wires): Finding[] {
  const primaries = new Map<ComponentId, number>()
  for (const { id } of architecture.components) {
    for (const replica of wires.along(id, 'replication')) primaries.set(replica, (primaries.get(replica) ?? 0) + 1)
  }
  return [...primaries]
    .filter(([, count]) => count > 1)
    .map(([id, count]) => finding('error', 'severalPrimaries', wires.byId.get(id), { count }))
}

/** Users get no answer from what is private, also when a name server gives its address. */
function findPrivate(architecture: Architecture, wires: Wires): Finding[] {
  return architecture.components.filter(isClient).flatMap((client) => {
    const named = wires.inRole(client.id, 'lookup').flatMap((resolver) => wires.from(resolver))
    const callees = [...new Set([...wires.from(client.id), ...named])].flatMap((id) => wires.byId.get(id) ?? [])
    const hidden = callees.filter(({ config }) => isPrivate(config))
    return hidden.map((callee) => finding('warning', 'privateEntry', callee, { client: client.name }))
  })
}

/** What no request ever reaches, what passes nothing on, and faults for instances that are not there. */
function findLooseEnds(architecture: Architecture, wires: Wires): Finding[] {
  const findings: Finding[] = []
  const reached = new Set(architecture.components.filter(isClient).map(({ id }) => id))
  for (const id of reached) for (const callee of wires.from(id)) reached.add(callee)
  for (const component of architecture.components) {
    if (isGroup(component)) continue
    const needed = (NEEDED as Partial<Record<string, { port: string; code: string }>>)[component.kind]
    if (!reached.has(component.id)) findings.push(finding('warning', 'neverReached', component))
    else if (needed && wires.from(component.id, needed.port).length === 0) {
      findings.push(finding('warning', needed.code, component))
    }
  }
  for (const { id, fault } of architecture.timeline) {
    const target = fault.target.type === 'component' ? wires.byId.get(fault.target.id) : undefined
    const instances = target === undefined ? 1 : instancesOf(architecture, target)
    if (fault.target.instance === undefined || fault.target.instance < instances) continue
    findings.push(finding('warning', 'faultWithoutInstance', target, { fault: id, instances }))
  }
  return findings
}

/** Sessions that are to be kept in a store need one, and a store nobody keeps anything in is not asked. */
function findStores(architecture: Architecture, wires: Wires): Finding[] {
  return architecture.components.flatMap((component) => {
    const port = definitionOf(component).ports['sessions']
    if (port === undefined) return []
    const wants = isOfUse(port, component.config)
    const has = wires.from(component.id, 'sessions').length > 0
    if (wants === has) return []
    if (has) return [finding('warning', 'storeWithoutSessions', component)]
    return [finding('warning', 'sessionsWithoutStore', component)]
  })
}

function finding(
  severity: Finding['severity'],
  code: string,
  component: Component | undefined,
  params: Problem['params'] = {},
): Finding {
  if (!component) return { ...problem(code, '', params), severity }
  const { id, name, kind } = component
  return { ...problem(code, id, { id, name: name || id, kind, ...params }), severity }
}
