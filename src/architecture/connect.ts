/**
 * Which connections make sense. Two components fit when a port of the caller accepts a role that the callee offers;
 * people draw arrows either way, so where only the other direction means something it is taken. What cannot be is
 * explained together with what would do.
 */
import { type Problem, problem } from '../base/problem.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import type { KindDefinition } from '../catalog/kind.ts'
import { isPrivate } from '../catalog/places.ts'
import type { Architecture, Component, ComponentId } from './architecture.ts'
import { definitionOf, findComponent, isClient } from './lookup.ts'
import { fittingPorts, isBackground, isPulled, isReplication, kindsBetween } from './roles.ts'

/** A connection that makes sense, not yet made. */
export interface Link {
  /** The caller. */
  readonly from: ComponentId
  readonly to: ComponentId
  readonly port: string
  /** Whether caller and callee are the other way round than they were asked for. */
  readonly reversed: boolean
  /** Other ports of the caller that would do and have room, in their order. */
  readonly alternatives: readonly string[]
}

/** How `fromId` and `toId` can be connected, or why they cannot and what would do. */
export function connectable(architecture: Architecture, fromId: ComponentId, toId: ComponentId): Result<Link, Problem> {
  const from = findComponent(architecture, fromId)
  const to = findComponent(architecture, toId)
  if (!from || !to) return refuse('nothingThere', fromId, { found: from ? toId : fromId })
  if (from === to) return refuse('connectSelf', fromId, { name: from.name })
  const group = [from, to].find((end) => definitionOf(end).sort === 'group')
  if (group) return refuse('connectGroup', group.id, { name: group.name, kind: group.kind })
  const fits = fittingPorts(definitionOf(from), definitionOf(to)).length > 0
  const fitsBack = fittingPorts(definitionOf(to), definitionOf(from)).length > 0
  if (!fits && !fitsBack) return fail(senseless(from, to))
  if (!fits || (fitsBack && meansReverse(architecture, from, to))) return linkOf(architecture, to, from, true)
  return linkOf(architecture, from, to, false)
}

/** The ports of a caller at which a connection to the callee could still be made, in their order. */
export function openPorts(architecture: Architecture, from: Component, to: Component): readonly string[] {
  return fittingPorts(definitionOf(from), definitionOf(to), from.config).filter(
    (port) => hasRoom(architecture, from, port) && !isConnected(architecture, from, to, port),
  )
}

function linkOf(architecture: Architecture, from: Component, to: Component, reversed: boolean): Result<Link, Problem> {
  const names = { from: from.name, to: to.name }
  if (isClient(from) && isPrivate(to.config)) return refuse('connectPrivate', to.id, names)
  const open = openPorts(architecture, from, to)
  const [port, ...alternatives] = open
  if (port === undefined) return fail(closed(architecture, from, to))
  const { ports } = definitionOf(from)
  const definition = ports[port]
  if (definition && isReplication(definition)) {
    const primary = primaryOf(architecture, to.id)
    if (primary) return refuse('connectSecondPrimary', to.id, { ...names, primary: primary.name })
    if (leadsTo(architecture, to.id, from.id, 'replication')) return refuse('connectReplicationCircle', to.id, names)
  } else if (leadsTo(architecture, to.id, from.id, 'calls')) {
    return refuse('connectCircle', to.id, names)
  }
  return succeed({ from: from.id, to: to.id, port, reversed, alternatives })
}

/**
 * Whether an arrow that could mean either direction means the other one. Work that is fetched: a worker that has no
 * work yet and is drawn towards a queue is to fetch from it. Replication: what is called or has replicas is the
 * primary, a newcomer drawn towards it is to be its replica.
 */
function meansReverse(architecture: Architecture, from: Component, to: Component): boolean {
  const back = Object.entries(definitionOf(to).ports).filter(([name]) =>
    fittingPorts(definitionOf(to), definitionOf(from)).includes(name),
  )
  const called = (id: ComponentId) => architecture.connections.some((connection) => connection.to === id)
  if (back.some(([, port]) => isPulled(port))) return !called(from.id)
  if (!back.every(([, port]) => isReplication(port))) return false
  const leads = (id: ComponentId) => called(id) || architecture.connections.some((connection) => connection.from === id)
  return leads(to.id) && !leads(from.id)
}

/** Why no port is left: both are connected already, or the port is full. */
function closed(architecture: Architecture, from: Component, to: Component): Problem {
  const fitting = fittingPorts(definitionOf(from), definitionOf(to), from.config)
  const full = fitting.find((port) => !isConnected(architecture, from, to, port))
  if (full === undefined) return problem('alreadyConnected', from.id, { from: from.name, to: to.name })
  const holder = architecture.connections.find(({ from: caller, port }) => caller === from.id && port === full)
  return problem('portFull', from.id, {
    name: from.name,
    kind: from.kind,
    toKind: to.kind,
    max: definitionOf(from).ports[full]?.max ?? 0,
    holder: findComponent(architecture, holder?.to ?? '')?.name ?? '',
  })
}

/** Why two kinds have no use for each other, and the kinds that would fit between. */
function senseless(from: Component, to: Component): Problem {
  const params = { from: from.name, to: to.name, fromKind: from.kind, toKind: to.kind }
  const between = kindsBetween(from.kind, to.kind)
  if (between) return problem('connectNeedsBetween', from.id, { ...params, betweenKinds: between.join(',') })
  const back = kindsBetween(to.kind, from.kind)
  if (back) return problem('connectOtherWay', from.id, { ...params, betweenKinds: back.join(',') })
  return problem('connectSenseless', from.id, params)
}

/** The component whose log this one applies, or undefined when it follows none. */
export function primaryOf(architecture: Architecture, id: ComponentId): Component | undefined {
  for (const { from, to, port } of architecture.connections) {
    const primary = to === id ? findComponent(architecture, from) : undefined
    const definition = primary && definitionOf(primary).ports[port]
    if (definition && isReplication(definition)) return primary
  }
  return undefined
}

/** Whether following the connections of a sort from one component leads to another. */
export function leadsTo(
  architecture: Architecture,
  start: ComponentId,
  end: ComponentId,
  sort: 'calls' | 'replication',
): boolean {
  const definitions = new Map(architecture.components.map((component) => [component.id, definitionOf(component)]))
  const reached = new Set([start])
  for (const id of reached) {
    if (id === end) return true
    for (const { from, to, port } of architecture.connections) {
      if (from === id && isOfSort(definitions.get(from), port, sort)) reached.add(to)
    }
  }
  return false
}

/** Whether a port belongs to the calls that a request waits for, or to replication. */
export function isOfSort(caller: KindDefinition | undefined, portName: string, sort: 'calls' | 'replication'): boolean {
  const port = caller?.ports[portName]
  if (!port) return false
  return sort === 'replication' ? isReplication(port) : !isBackground(port)
}

function hasRoom(architecture: Architecture, from: Component, port: string): boolean {
  const max = definitionOf(from).ports[port]?.max ?? Infinity
  return architecture.connections.filter((other) => other.from === from.id && other.port === port).length < max
}

function isConnected(architecture: Architecture, from: Component, to: Component, port: string): boolean {
  return architecture.connections.some((other) => other.from === from.id && other.to === to.id && other.port === port)
}

function refuse(code: string, where: string, params: Problem['params']): Result<never, Problem> {
  return fail(problem(code, where, params))
}
