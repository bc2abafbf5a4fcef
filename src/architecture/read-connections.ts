/** Reading the connections: both ends have to be there, and the caller's port has to have a use for the callee. */
import { kindOf } from '../catalog/index.ts'
import type { KindDefinition } from '../catalog/kind.ts'
import type { Component, Connection } from './architecture.ts'
import { readConfig } from './config.ts'
import {
  type Intake,
  type Spot,
  part,
  quote,
  readList,
  readName,
  readRecord,
  readText,
  report,
  reportUnknown,
} from './intake.ts'
import { CONNECTIONS_MAX, ID_LENGTH_MAX } from './limits.ts'
import { type ReadComponents, readId } from './read-components.ts'
import { fittingPorts } from './roles.ts'

const KEYS = ['id', 'from', 'to', 'port', 'config']

/** What reading one connection after the other keeps in mind. */
interface Wiring {
  readonly ids: Set<string>
  readonly byId: ReadonlyMap<string, Component>
  readonly claimed: ReadonlySet<string>
  /** Connections by the port they leave at, for the most a port may have. */
  readonly leaving: Map<string, number>
  readonly pairs: Set<string>
}

/** Reads the list of connections against the components that could be read. */
export function readConnections(
  intake: Intake,
  spot: Spot,
  { components, ids: claimed }: ReadComponents,
): Connection[] {
  const byId = new Map(components.map((component) => [component.id, component]))
  const wiring: Wiring = { ids: new Set(), byId, claimed, leaving: new Map(), pairs: new Set() }
  const connections: Connection[] = []
  for (const [index, value] of readList(intake, spot, CONNECTIONS_MAX).entries()) {
    const connection = readConnection(intake, { where: `${spot.where}[${index}]`, value }, wiring)
    intake.context = {}
    if (connection) connections.push(connection)
  }
  return connections
}

function readConnection(intake: Intake, spot: Spot, wiring: Wiring): Connection | undefined {
  const record = readRecord(intake, spot, KEYS)
  if (!record) return undefined
  const at = (key: string) => part(spot.where, record, key)
  const id = readId(intake, at('id'), wiring.ids)
  if (id !== undefined) intake.context = { name: id }
  const from = readEnd(intake, at('from'), wiring)
  const to = readEnd(intake, at('to'), wiring)
  if (!from || !to) return undefined
  const caller = kindOf(from.kind)
  const callee = kindOf(to.kind)
  if (!caller || !callee) return undefined
  if (from === to) {
    report(intake, 'selfConnection', spot.where)
    return undefined
  }
  const port = readPort(intake, at('port'), caller, callee)
  if (port === undefined) return undefined
  countPort(intake, spot.where, { from, to, port, caller }, wiring)
  const config = readConfig(intake, at('config'), caller.ports[port]?.fields ?? {})
  return id === undefined ? undefined : { id, from: from.id, to: to.id, port, config }
}

/** The component at an end; one that was claimed but could not be read has had its problem. */
function readEnd(intake: Intake, spot: Spot, { byId, claimed }: Wiring): Component | undefined {
  const id = readText(intake, spot, { max: ID_LENGTH_MAX })
  if (id === undefined) return undefined
  const component = byId.get(id)
  if (!component) {
    if (!claimed.has(id)) reportUnknown(intake, 'unknownEnd', spot.where, id, [...claimed])
    return undefined
  }
  if (kindOf(component.kind)?.sort === 'group') {
    report(intake, 'endIsGroup', spot.where, { found: quote(id), kind: component.kind })
    return undefined
  }
  return component
}

/** The port that is named, or the first that fits when none is. */
function readPort(intake: Intake, spot: Spot, caller: KindDefinition, callee: KindDefinition): string | undefined {
  const fitting = fittingPorts(caller, callee)
  if (spot.value === undefined && fitting[0] !== undefined) return fitting[0]
  const params = { fromKind: caller.kind, toKind: callee.kind }
  if (spot.value === undefined) {
    report(intake, 'noPort', spot.where, params)
    return undefined
  }
  const port = readName(intake, spot, 'unknownPort', Object.keys(caller.ports))
  if (port === undefined) return undefined
  if (fitting.includes(port)) return port
  report(intake, 'portRefuses', spot.where, { ...params, found: quote(port) })
  return undefined
}

function countPort(
  intake: Intake,
  where: string,
  { from, to, port, caller }: { from: Component; to: Component; port: string; caller: KindDefinition },
  { leaving, pairs }: Wiring,
): void {
  const pair = `${from.id} ${to.id} ${port}`
  if (pairs.has(pair)) report(intake, 'connectedTwice', where, { from: from.name || from.id, to: to.name || to.id })
  pairs.add(pair)
  const key = `${from.id} ${port}`
  const count = (leaving.get(key) ?? 0) + 1
  leaving.set(key, count)
  const max = caller.ports[port]?.max ?? Infinity
  if (count === max + 1) report(intake, 'portOverfull', where, { from: from.name || from.id, port: quote(port), max })
}
