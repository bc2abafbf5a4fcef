/**
 * How a server reads and writes data: by way of a cache, as the connection to it says, or straight from the database.
 * What is not connected is left out.
 */
import * as L from '../../engine/layout.ts'
import { nodeFor } from '../cache/nodes.ts'
import { readDatabase, routesOf, writeTo } from '../database/access.ts'
import type { Kit, PlanFunction, Steps } from '../kit.ts'
import { DELETE, GET, READ, SET, WRITE, WRITE_BEHIND } from '../operations.ts'
import { answer, branch, call, onAnswer } from '../steps.ts'

/**
 * Reads a key. Aside: first the cache, on a miss the database, and what it answered is put into the cache. Through: the
 * cache fetches what it misses. A cache that fails costs what it costs and is passed by. Afterwards `done` follows.
 */
export function readData(kit: Kit, done: Steps): Steps {
  const cache = kit.port('cache')
  const routes = routesOf(kit, 'database')
  const fromDatabase = (then: Steps): Steps => (routes === undefined ? then : readDatabase(routes, then))
  const [peer] = cache.peers
  if (peer === undefined) return fromDatabase(done)
  const choose = nodeFor(cache, 'data')
  // Without a database of its own the server depends on the cache.
  const failed = routes === undefined ? [answer('asCalled')] : fromDatabase(done)
  const keep = call(cache, SET, { choose })
  const fetch = fromDatabase([keep, ...done])
  // A cache that has nowhere to fetch from leaves it to its caller.
  if (routes === undefined || peer.connection['reading'] === 'through') {
    return [call(cache, READ, { choose }), onAnswer({ ok: done, miss: fetch, failed })]
  }
  const renew: Steps = [{ op: 'spawn', body: fromDatabase([keep]) }, ...done]
  const flights = kit.flights('fetches')
  const fetchOnce: Steps = [
    // Whoever waited for another's fetch looks again, and fetches for itself if that one failed.
    { op: 'fly', flights, after: [call(cache, GET, { choose }), onAnswer({ ok: done, miss: fetch, failed })] },
    ...fromDatabase([keep, { op: 'land', flights }, ...done]),
  ]
  const isOnce = peer.connection['singleFlight'] === true
  return [
    call(cache, GET, { choose }),
    onAnswer({ ok: [branch(isToRenew, done, renew)], miss: isOnce ? fetchOnce : fetch, failed }),
  ]
}

/** Whether the cache has asked for what it answered to be fetched anew. */
const isToRenew: PlanFunction = ({ i32 }, frame) => {
  const flags = i32[frame + L.REQUEST]! + L.R_FLAGS
  if ((i32[flags]! & L.RENEW) === 0) return 0
  i32[flags] = i32[flags]! & ~L.RENEW
  return 1
}

/**
 * Writes a key, then does `done`. Around: to the database, and the cache is left alone; invalidate: the entry is
 * deleted afterwards; through: the cache writes it to the database and keeps it; behind: it keeps it, and writes later.
 */
export function writeData(kit: Kit, done: Steps): Steps {
  const cache = kit.port('cache')
  const routes = routesOf(kit, 'database')
  const [peer] = cache.peers
  const failed: Steps = [answer('asCalled')]
  const writing = peer?.connection['writing']
  if (peer !== undefined && (routes === undefined || writing === 'through' || writing === 'behind')) {
    const operation = writing === 'behind' ? WRITE_BEHIND : WRITE
    return [call(cache, operation, { choose: nodeFor(cache, 'data') }), onAnswer({ ok: done, failed })]
  }
  if (routes === undefined) return done
  if (peer === undefined || writing === 'around') return writeTo(routes, { ok: done, failed })
  const invalidate = call(cache, DELETE, { choose: nodeFor(cache, 'data') })
  return writeTo(routes, { ok: [invalidate, ...done], failed })
}
