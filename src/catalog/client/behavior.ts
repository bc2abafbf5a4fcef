/** What a client's users do: ask for an address, call, and take what comes. */
import * as L from '../../engine/layout.ts'
import { scatter } from '../../engine/random.ts'
import { addressBook, type AddressBook } from '../dns/addresses.ts'
import { resolve } from '../dns/resolution.ts'
import type { Kit, PlanFunction, PortHandle, Steps } from '../kit.ts'
import { aim, linkAt } from '../memory.ts'
import { READ, SAME, STATIC } from '../operations.ts'
import { answer, branch, call, onAnswer } from '../steps.ts'
import { type Load, offer } from './load.ts'

/** Counters of a client, by name: it has those of every component, and these. */
export function behaviorOf(kit: Kit, config: Load): Steps {
  const failed = kit.counter('failed')
  const entry = kit.port('entry')
  const edge = kit.port('edge')
  const records = kit.via('resolver', 'records')
  const count: Steps = [{ op: 'count', counter: failed }]
  const callEntry =
    records.peers.length > 0
      ? calling(entry, byName(addressBook(kit, [entry, records])), count)
      : calling(entry, byUser(entry), count)
  const finish: Steps = [onAnswer({ ok: [answer('ok')], failed: [...count, answer('asCalled')] })]
  const callEdge: Steps = [
    call(edge, SAME),
    // A user agent that finds the edge dead goes to the origin itself.
    onAnswer({ ok: [answer('ok')], failed: entry.peers.length + records.peers.length > 0 ? callEntry : finish }),
  ]
  const hasEntry = entry.peers.length + records.peers.length > 0
  let visit: Steps = [...count, answer('refused')]
  if (edge.peers.length > 0 && hasEntry) visit = [branch(isForEdge(edge), callEntry, callEdge)]
  else if (edge.peers.length > 0) visit = callEdge
  else if (hasEntry) visit = callEntry
  // Who is not connected to anything has nobody to ask.
  const isConnected = hasEntry || edge.peers.length > 0
  const request: Steps = [...resolve(kit, count), ...visit]
  return offer(kit, config, request, isConnected)
}

/** Static files are what an edge is for, and what is read where it keeps that as well. */
function isForEdge(edge: PortHandle): PlanFunction {
  const keepsReads = edge.peers.some(({ config }) => config['dynamic'] === true)
  return ({ i32 }, frame) => {
    const operation = i32[frame + L.OPERATION]!
    return operation === STATIC || (keepsReads && operation === READ) ? 1 : 0
  }
}

/** One of the entries, always the same for a user. */
function byUser(entry: PortHandle): PlanFunction {
  return (machine, frame) => {
    const instance = machine.i32[frame + L.INSTANCE]!
    const user = machine.i32[machine.i32[frame + L.REQUEST]! + L.R_USER]!
    const link = linkAt(machine, instance, entry.slot, (scatter(user) >>> 0) % entry.peers.length)
    return aim(machine, frame, link) ? 1 : 0
  }
}

/** Whose address the name server has answered: over a connection of the client's own, else over the record's. */
function byName(book: AddressBook): PlanFunction {
  return (machine, frame) => (aim(machine, frame, book.linkTo(machine, frame)) ? 1 : 0)
}

/** Calls whom the function chooses; that is how the request ends. */
function calling(port: PortHandle, choose: PlanFunction, count: Steps): Steps {
  return [
    call(port, SAME, { choose, none: [...count, answer('refused')] }),
    onAnswer({ ok: [answer('ok')], failed: [...count, answer('asCalled')] }),
  ]
}
