/** How callers use a database: reads by way of the cache, writes to whoever is the primary now. */
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { scatter } from '../../engine/random.ts'
import type { Kit, PlanFunction, PortHandle, Steps } from '../kit.ts'
import { aim, cellOf, linkAt } from '../memory.ts'
import { READ, WRITE } from '../operations.ts'
import { answer, call, onAnswer } from '../steps.ts'
import { isPrimary } from './family.ts'

/** The databases behind a port: for each family of replicas the links to its members. */
interface Family {
  readonly all: readonly number[]
  /** Links that reads may use instead of the primary's. */
  readonly reads: readonly number[]
}

export interface Routes {
  readonly port: PortHandle
  readonly read: PlanFunction
  readonly write: PlanFunction
  readonly hasReplicas: boolean
}

/** The routes of a caller to the databases behind one of its ports; undefined when none is connected. */
export function routesOf(kit: Kit, name: string): Routes | undefined {
  const port = kit.reach(name, 'replicas')
  if (port.peers.length === 0) return undefined
  const families = familiesOf(port)
  const turn = kit.block(`turn:${name}`, 2)
  const familyFor = (machine: Machine, frame: number): Family => {
    const request = machine.i32[frame + L.REQUEST]!
    const index = families.length === 1 ? 0 : (scatter(machine.i32[request + L.R_KEY]!) >>> 0) % families.length
    return families[index]!
  }
  const write: PlanFunction = (machine, frame) => {
    const instance = machine.i32[frame + L.INSTANCE]!
    const { all } = familyFor(machine, frame)
    // A request that began before an edit may know of connections that are gone.
    const links = all.map((index) => linkAt(machine, instance, port.slot, index)).filter((link) => link !== 0)
    const link = links.find((candidate) => isPrimary(machine, targetOf(machine, candidate))) ?? links[0] ?? 0
    return aim(machine, frame, link) ? 1 : 0
  }
  const read: PlanFunction = (machine, frame) => {
    const instance = machine.i32[frame + L.INSTANCE]!
    const { reads } = familyFor(machine, frame)
    const at = cellOf(machine, frame, turn)
    for (let n = 0; n < reads.length; n++) {
      const next = (machine.i32[at]! + 1) % reads.length
      machine.i32[at] = next
      const link = linkAt(machine, instance, port.slot, reads[next]!)
      if (link !== 0 && !isPrimary(machine, targetOf(machine, link))) return aim(machine, frame, link) ? 1 : 0
    }
    return write(machine, frame)
  }
  return { port, read, write, hasReplicas: families.some(({ reads }) => reads.length > 0) }
}

function targetOf(machine: Machine, link: number): number {
  return machine.i32[machine.i32[link + L.L_TARGETS]!]!
}

/**
 * Members by family. Reads go to replicas where a connection says so, and where a replica is connected directly — that
 * is what such an arrow is drawn for.
 */
function familiesOf(port: PortHandle): Family[] {
  const byRoot = new Map<string, { all: number[]; reads: number[] }>()
  for (const peer of port.peers) {
    const family = byRoot.get(peer.root) ?? { all: [], reads: [] }
    byRoot.set(peer.root, family)
    family.all.push(peer.index)
    const isReplica = peer.id !== peer.root
    const isRead = peer.connection['reads'] === 'replicas' || (peer.isDrawn && isReplica)
    if (isRead && !family.reads.includes(peer.index)) family.reads.push(peer.index)
  }
  return [...byRoot.values()]
}

/** Reads from the database; a replica that fails is answered for by the primary. */
export function readDatabase(routes: Routes, then: Steps): Steps {
  const failed: Steps = [answer('asCalled')]
  const again: Steps = [call(routes.port, READ, { choose: routes.write }), onAnswer({ ok: then, failed })]
  return [
    call(routes.port, READ, { choose: routes.read }),
    onAnswer({ ok: then, failed: routes.hasReplicas ? again : failed }),
  ]
}

/** Writes a key to the primary. */
export function writeTo(routes: Routes, { ok, failed }: { ok: Steps; failed: Steps }): Steps {
  return [call(routes.port, WRITE, { choose: routes.write }), onAnswer({ ok, failed })]
}
