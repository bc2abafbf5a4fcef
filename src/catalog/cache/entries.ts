/** What a cache does with its entries: look up, put in, take out — for the key of the request at hand. */
import { markUsed } from '../../engine/eviction.ts'
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { log } from '../../engine/maths.ts'
import { drawWords, hashText, uniform } from '../../engine/random.ts'
import * as S from '../../engine/store-layout.ts'
import { countOf, evictionsOf, find, flush, lookUp, put, take } from '../../engine/store.ts'
import type { Eviction, Kit, PlanFunction } from '../kit.ts'
import { addCount, cellOf } from '../memory.ts'

/** What is found of a key. */
const MISSED = 0
/** It has expired, is served all the same, and somebody has to fetch it anew. */
const RENEWED = 2

/** The functions over one store of entries. */
export interface Entries {
  /** `MISSED`, 1 for a hit, or `RENEWED`; counted. */
  readonly look: PlanFunction
  /** 1 when it is there, without counting: for one who waited for another's fetch. */
  readonly isKept: PlanFunction
  readonly keep: (machine: Machine, frame: number) => void
  readonly drop: (machine: Machine, frame: number) => void
  /** Nobody fetches it anew any more. */
  readonly giveUp: (machine: Machine, frame: number) => void
  /** The same for the session of the request's user, which has no time to live: whoever keeps it there sees to that. */
  readonly hasSession: PlanFunction
  readonly keepSession: (machine: Machine, frame: number) => void
  /** The cell of the store. */
  readonly cell: number
}

/** How entries are kept; what is left out is off. */
export interface Keeping {
  /** In entries; in bytes where it is said how many an entry takes besides its value. */
  readonly capacity: number
  readonly entryBytes?: number | undefined
  readonly eviction: Eviction
  readonly ttlMs: number
  /** The time to live of an entry lies within this share of it, evenly. */
  readonly ttlJitter?: number
  /** A use begins the time to live anew. */
  readonly isRenewedByUse?: boolean
  /** So long after it has expired an entry is served while one request fetches it anew, ms. */
  readonly staleMs?: number
  /** β of early expiration by chance (Vattani et al., 2015). */
  readonly earlyExpiry?: number
  /** A key that is not in the store but known all the same. */
  readonly isPending?: PlanFunction
}

/** Sessions have a key space for each client, above those of data. */
const SESSION_SPACE = 16
const TTL_PURPOSE = hashText('time to live')
const EARLY_PURPOSE = hashText('early expiry')

/** Declares the store of a cache or an edge, with its counters (hits, lookups, evictions, staleHits) and levels. */
export function entriesOf(kit: Kit, keeping: Keeping): Entries {
  const cell = kit.store('entries', { capacity: keeping.capacity, eviction: keeping.eviction })
  const hits = kit.counter('hits')
  const lookups = kit.counter('lookups')
  const evictions = kit.counter('evictions')
  const staleHits = kit.counter('staleHits')
  const empty = (machine: Machine, instance: number): void =>
    flush(machine.i32, machine.f64, machine.i32[instance + L.N_CELLS + cell]!)
  kit.level('entries', (machine, instance) => countOf(machine.i32, machine.i32[instance + L.N_CELLS + cell]!))
  kit.onCrash(empty)
  kit.onFlush(empty)
  const keep: Keep = (machine, frame, what) => {
    const store = cellOf(machine, frame, cell)
    const before = evictionsOf(machine.f64, store)
    const entry = put(machine.arena, store, what.space, what.key, what.ttlMs, what.size)
    const evicted = evictionsOf(machine.f64, store) - before
    if (evicted > 0) addCount(machine, machine.i32[frame + L.INSTANCE]!, evictions, evicted)
    return entry
  }
  return {
    cell,
    look: looking(keeping, { cell, hits, lookups, staleHits }),
    isKept: (machine, frame) => {
      const { space, key } = dataOf(machine, frame)
      return lookUp(machine.i32, machine.f64, cellOf(machine, frame, cell), space, key) === 0 ? 0 : 1
    },
    keep: (machine, frame) => keepAnswer(machine, frame, keeping, keep),
    giveUp: (machine, frame) => {
      const { space, key } = dataOf(machine, frame)
      const entry = find(machine.i32, cellOf(machine, frame, cell), space, key)
      if (entry !== 0) machine.i32[entry + S.E_RENEWING] = 0
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
      const size = Math.max(1, keeping.entryBytes ?? 1)
      const entry = keep(machine, frame, { ...sessionOf(machine, frame), ttlMs: Infinity, size })
      if (entry !== 0) machine.i32[entry + S.E_VERSIONS] = 0
    },
    drop: (machine, frame) => {
      const { space, key } = dataOf(machine, frame)
      take(machine.i32, machine.f64, cellOf(machine, frame, cell), space, key)
    },
  }
}

/** Puts an entry in; 0 when it is larger than the store. */
type Keep = (machine: Machine, frame: number, what: Key & { readonly ttlMs: number; readonly size: number }) => number

interface Counted {
  readonly cell: number
  readonly hits: number
  readonly lookups: number
  readonly staleHits: number
}

function looking(keeping: Keeping, { cell, hits, lookups, staleHits }: Counted): PlanFunction {
  const stateOf = lifeOf(keeping)
  return (machine, frame) => {
    const { i32 } = machine
    const instance = i32[frame + L.INSTANCE]!
    const { space, key } = dataOf(machine, frame)
    const entry = find(i32, cellOf(machine, frame, cell), space, key)
    addCount(machine, instance, lookups)
    const isPending = entry === 0 && keeping.isPending?.(machine, frame) === 1
    const state = entry !== 0 ? stateOf(machine, frame, entry) : isPending ? 1 : MISSED
    if (state !== 1) noteMiss(machine, frame)
    if (state === MISSED) {
      // What has expired is gone, with what is known of its uses.
      const isOver = entry !== 0 && machine.f64[(entry >> 1) + S.E_EXPIRES]! <= machine.nowMs
      if (isOver) take(i32, machine.f64, cellOf(machine, frame, cell), space, key)
      return MISSED
    }
    addCount(machine, instance, hits)
    if (isPending) return 1
    markUsed(i32, cellOf(machine, frame, cell), entry)
    if (isStale(machine, i32[frame + L.REQUEST]!, entry)) addCount(machine, instance, staleHits)
    return state
  }
}

/** From here on the request waits for a fetch. */
function noteMiss(machine: Machine, frame: number): void {
  const request = machine.i32[frame + L.REQUEST]!
  machine.i32[request + L.R_MISSED] = microseconds(machine.nowMs - machine.f64[(request >> 1) + L.R_STARTED]!)
}

/** Puts in what the request has found, with its version and what the fetch took. */
function keepAnswer(machine: Machine, frame: number, keeping: Keeping, keep: Keep): void {
  const request = machine.i32[frame + L.REQUEST]!
  const { entryBytes } = keeping
  const size = entryBytes === undefined ? 1 : Math.max(1, machine.i32[request + L.R_BYTES]! + entryBytes)
  const entry = keep(machine, frame, { ...dataOf(machine, frame), ttlMs: ttlOf(machine, request, keeping), size })
  if (entry === 0) return
  const { i32, f64 } = machine
  i32[entry + S.E_VALUE] = f64[(request >> 1) + L.R_VERSION]! | 0
  i32[entry + S.E_VERSIONS] = i32[request + L.R_VERSIONS]!
  const tookMs = machine.nowMs - f64[(request >> 1) + L.R_STARTED]!
  i32[entry + S.E_COST] = Math.max(0, microseconds(tookMs) - i32[request + L.R_MISSED]!)
  i32[entry + S.E_RENEWING] = 0
}

/** An hour and more of a request's life fit into a word. */
function microseconds(ms: number): number {
  return Math.min(0x7fffffff, Math.round(ms * 1_000)) | 0
}

/** Whether an entry that is there is a hit, a miss, or one that is served once more while somebody fetches it anew. */
function lifeOf({ earlyExpiry = 0, staleMs = 0, isRenewedByUse = false, ttlMs }: Keeping) {
  return (machine: Machine, frame: number, entry: number): number => {
    const { i32, f64 } = machine
    const now = f64[H.NOW]!
    const half = (entry >> 1) + S.E_EXPIRES
    if (f64[half]! > now) {
      const costMs = i32[entry + S.E_COST]! / 1_000
      // The nearer the end and the longer a fetch takes, the likelier one request goes before all have to.
      if (earlyExpiry > 0 && now - costMs * earlyExpiry * log(chance(machine, frame, EARLY_PURPOSE)) >= f64[half]!) {
        return MISSED
      }
      if (isRenewedByUse) f64[half] = now + ttlMs
      return 1
    }
    if (now >= f64[half]! + staleMs) return MISSED
    if (i32[entry + S.E_RENEWING] === 1) return 1
    i32[entry + S.E_RENEWING] = 1
    return RENEWED
  }
}

/** The time to live of what comes in now, ms. */
function ttlOf(machine: Machine, request: number, { ttlMs, ttlJitter = 0 }: Keeping): number {
  if (ttlJitter === 0) return ttlMs
  const { i32 } = machine
  drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, TTL_PURPOSE, 0)
  return ttlMs * (1 + ttlJitter * (2 * uniform(i32) - 1))
}

/** A uniform number of the request's own visit. */
function chance({ i32 }: Machine, frame: number, purpose: number): number {
  const request = i32[frame + L.REQUEST]!
  drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, purpose, i32[frame + L.VISIT]!)
  return uniform(i32)
}

interface Key {
  readonly space: number
  readonly key: number
}

/** The key that the request at hand asks for. */
export function dataOf({ i32 }: Machine, frame: number): Key {
  const request = i32[frame + L.REQUEST]!
  return { space: i32[request + L.R_SPACE]!, key: i32[request + L.R_KEY]! }
}

/** The key of the session of the user whose request it is. */
export function sessionOf({ i32 }: Machine, frame: number): Key {
  const request = i32[frame + L.REQUEST]!
  return { space: SESSION_SPACE + i32[request + L.R_CLIENT]!, key: i32[request + L.R_USER]! }
}

/** Whether the database has a newer version of the key than the entry: then the answer is stale. */
function isStale(machine: Machine, request: number, entry: number): boolean {
  const { i32, f64 } = machine
  const versions = i32[entry + S.E_VERSIONS]!
  f64[(request >> 1) + L.R_VERSION] = i32[entry + S.E_VALUE]!
  i32[request + L.R_VERSIONS] = versions
  if (versions === 0) return false
  const current = find(i32, versions, i32[request + L.R_SPACE]!, i32[request + L.R_KEY]!)
  if (current === 0 || i32[current + S.E_VALUE]! <= i32[entry + S.E_VALUE]!) return false
  i32[request + L.R_FLAGS] = i32[request + L.R_FLAGS]! | L.STALE
  return true
}
