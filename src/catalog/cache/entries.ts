/** What a cache does with its entries: look up, put in, take out — for the key of the request at hand. */
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { E_VALUE, E_VERSIONS } from '../../engine/store-layout.ts'
import { countOf, evictionsOf, find, flush, lookUp, put, take } from '../../engine/store.ts'
import type { Eviction, Kit, PlanFunction } from '../kit.ts'
import { addCount, cellOf } from '../memory.ts'

/** The functions over one store of entries. */
export interface Entries {
  /** 1 for a hit, 0 for a miss; counted. */
  readonly isHit: PlanFunction
  /** The same without counting: for one who waited for another's fetch. */
  readonly isKept: PlanFunction
  readonly keep: (machine: Machine, frame: number) => void
  readonly drop: (machine: Machine, frame: number) => void
  /** The same for the session of the request's user, which has no time to live: whoever keeps it there sees to that. */
  readonly hasSession: PlanFunction
  readonly keepSession: (machine: Machine, frame: number) => void
}

/** Sessions have a key space for each client, above those of data. */
const SESSION_SPACE = 16

/** Declares the store of a cache or an edge, with its counters (hits, lookups, evictions, staleHits) and levels. */
export function entriesOf(
  kit: Kit,
  config: { readonly capacity: number; readonly eviction: Eviction; readonly ttlMs: number },
): Entries {
  const cell = kit.store('entries', { capacity: config.capacity, eviction: config.eviction })
  const hits = kit.counter('hits')
  const lookups = kit.counter('lookups')
  const evictions = kit.counter('evictions')
  const staleHits = kit.counter('staleHits')
  const empty = (machine: Machine, instance: number): void =>
    flush(machine.i32, machine.f64, machine.i32[instance + L.N_CELLS + cell]!)
  kit.level('entries', (machine, instance) => countOf(machine.i32, machine.i32[instance + L.N_CELLS + cell]!))
  kit.onCrash(empty)
  kit.onFlush(empty)
  const keep = (machine: Machine, frame: number, what: Key & { readonly ttlMs: number }): number => {
    const store = cellOf(machine, frame, cell)
    const before = evictionsOf(machine.f64, store)
    const entry = put(machine.arena, store, what.space, what.key, what.ttlMs)
    const evicted = evictionsOf(machine.f64, store) - before
    if (evicted > 0) addCount(machine, machine.i32[frame + L.INSTANCE]!, evictions, evicted)
    return entry
  }
  return {
    isHit: (machine, frame) => {
      const { i32, f64 } = machine
      const instance = i32[frame + L.INSTANCE]!
      const { space, key } = dataOf(machine, frame)
      const entry = lookUp(i32, f64, cellOf(machine, frame, cell), space, key)
      addCount(machine, instance, lookups)
      if (entry === 0) return 0
      addCount(machine, instance, hits)
      if (isStale(machine, i32[frame + L.REQUEST]!, entry)) addCount(machine, instance, staleHits)
      return 1
    },
    isKept: (machine, frame) => {
      const { space, key } = dataOf(machine, frame)
      return lookUp(machine.i32, machine.f64, cellOf(machine, frame, cell), space, key) === 0 ? 0 : 1
    },
    keep: (machine, frame) => {
      const request = machine.i32[frame + L.REQUEST]!
      const entry = keep(machine, frame, { ...dataOf(machine, frame), ttlMs: config.ttlMs })
      machine.i32[entry + E_VALUE] = machine.f64[(request >> 1) + L.R_VERSION]! | 0
      machine.i32[entry + E_VERSIONS] = machine.i32[request + L.R_VERSIONS]!
    },
    hasSession: (machine, frame) => {
      const { space, key } = sessionOf(machine, frame)
      const instance = machine.i32[frame + L.INSTANCE]!
      addCount(machine, instance, lookups)
      if (lookUp(machine.i32, machine.f64, cellOf(machine, frame, cell), space, key) === 0) return 0
      addCount(machine, instance, hits)
      return 1
    },
    keepSession: (machine, frame) => {
      const entry = keep(machine, frame, { ...sessionOf(machine, frame), ttlMs: Infinity })
      machine.i32[entry + E_VERSIONS] = 0
    },
    drop: (machine, frame) => {
      const { space, key } = dataOf(machine, frame)
      take(machine.i32, machine.f64, cellOf(machine, frame, cell), space, key)
    },
  }
}

interface Key {
  readonly space: number
  readonly key: number
}

/** The key that the request at hand asks for. */
function dataOf({ i32 }: Machine, frame: number): Key {
  const request = i32[frame + L.REQUEST]!
  return { space: i32[request + L.R_SPACE]!, key: i32[request + L.R_KEY]! }
}

/** The key of the session of the user whose request it is. */
function sessionOf({ i32 }: Machine, frame: number): Key {
  const request = i32[frame + L.REQUEST]!
  return { space: SESSION_SPACE + i32[request + L.R_CLIENT]!, key: i32[request + L.R_USER]! }
}

/** Whether the database has a newer version of the key than the entry: then the answer is stale. */
function isStale(machine: Machine, request: number, entry: number): boolean {
  const { i32, f64 } = machine
  const versions = i32[entry + E_VERSIONS]!
  f64[(request >> 1) + L.R_VERSION] = i32[entry + E_VALUE]!
  i32[request + L.R_VERSIONS] = versions
  if (versions === 0) return false
  const current = find(i32, versions, i32[request + L.R_SPACE]!, i32[request + L.R_KEY]!)
  if (current === 0 || i32[current + E_VALUE]! <= i32[entry + E_VALUE]!) return false
  i32[request + L.R_FLAGS] = i32[request + L.R_FLAGS]! | L.STALE
  return true
}
