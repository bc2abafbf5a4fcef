/**
 * Keyed entries with capacity, time to live and eviction, in the arena. A key is two words (space, key), so request
 * classes do not share keys. Buckets are chained. Capacity is in whatever the sizes of entries are in: entries of size
 * 1, or bytes. Nothing is allocated by a lookup.
 */
import { assert } from '../base/assert.ts'
import type { Arena } from './arena.ts'
import { anyEntry, chooseVictim, link, markUsed, unlink } from './eviction.ts'
import * as H from './header.ts'
import { scatter } from './random.ts'
import * as S from './store-layout.ts'

const FIRST_BUCKETS = 64
const ENTRIES_PER_CHUNK = 128
/** S3-FIFO remembers the names of so much more than it may hold. */
const GHOST_SHARE = 0.9

/** Makes an empty store of that capacity; `chance` seeds random eviction. */
export function createStore(arena: Arena, capacity: number, policy: number, chance = 1): number {
  const store = arena.alloc(S.STORE_WORDS)
  const buckets = arena.alloc(FIRST_BUCKETS)
  arena.i32[store + S.K_BUCKETS] = buckets
  arena.i32[store + S.K_MASK] = FIRST_BUCKETS - 1
  arena.i32[store + S.K_POLICY] = policy
  arena.i32[store + S.K_CHANCE] = chance
  setCapacity(arena, store, capacity)
  return store
}

/** Entries present, the expired ones that nobody asked for included. */
export function countOf(i32: Int32Array, store: number): number {
  return i32[store + S.K_COUNT]!
}

/** What the entries take of the capacity together. */
export function usedOf(f64: Float64Array, store: number): number {
  return f64[(store >> 1) + S.K_USED]!
}

/** Entries thrown out for want of room so far. */
export function evictionsOf(f64: Float64Array, store: number): number {
  return f64[(store >> 1) + S.K_EVICTIONS]!
}

/** The entry of a key that has not expired, or 0; it counts as used. An expired one is taken out. */
export function lookUp(i32: Int32Array, f64: Float64Array, store: number, space: number, key: number): number {
  const entry = find(i32, store, space, key)
  if (entry === 0) return 0
  if (f64[(entry >> 1) + S.E_EXPIRES]! <= f64[H.NOW]!) {
    remove(i32, f64, store, entry)
    return 0
  }
  markUsed(i32, store, entry)
  return entry
}

/** The entry of a key, expired or not, without counting as use; 0 when there is none. */
export function find(i32: Int32Array, store: number, space: number, key: number): number {
  let entry = i32[i32[store + S.K_BUCKETS]! + (hashOf(space, key) & i32[store + S.K_MASK]!)]!
  while (entry !== 0 && (i32[entry + S.E_KEY] !== key || i32[entry + S.E_SPACE] !== space)) {
    entry = i32[entry + S.E_CHAIN]!
  }
  return entry
}

/**
 * Puts a key in, or renews it, to expire `ttlMs` from now; the store makes room by its policy. Returns the entry, which
 * keeps the size it came with; 0 when it is larger than the whole store, and stays outside. May replace the arena's
 * views.
 */
export function put(arena: Arena, store: number, space: number, key: number, ttlMs: number, size = 1): number {
  let entry = find(arena.i32, store, space, key)
  if (entry !== 0) markUsed(arena.i32, store, entry)
  else if (size > arena.f64[(store >> 1) + S.K_CAPACITY]!) return 0
  else entry = insert(arena, store, { space, key, size })
  arena.f64[(entry >> 1) + S.E_EXPIRES] = arena.f64[H.NOW]! + ttlMs
  return entry
}

/** The keys of all entries, in no order that means anything. */
export function* keysOf(i32: Int32Array, store: number): Generator<readonly [space: number, key: number]> {
  const buckets = i32[store + S.K_BUCKETS]!
  for (let slot = buckets; slot <= buckets + i32[store + S.K_MASK]!; slot++) {
    for (let entry = i32[slot]!; entry !== 0; entry = i32[entry + S.E_CHAIN]!) {
      yield [i32[entry + S.E_SPACE]!, i32[entry + S.E_KEY]!]
    }
  }
}

/** Takes a key out; false when it was not there. */
export function take(i32: Int32Array, f64: Float64Array, store: number, space: number, key: number): boolean {
  const entry = find(i32, store, space, key)
  if (entry !== 0) remove(i32, f64, store, entry)
  return entry !== 0
}

/** Empties the store. */
export function flush(i32: Int32Array, f64: Float64Array, store: number): void {
  for (let entry = anyEntry(i32, store); entry !== 0; entry = anyEntry(i32, store)) remove(i32, f64, store, entry)
  const ghosts = i32[store + S.K_GHOSTS]!
  if (ghosts !== 0) flush(i32, f64, ghosts)
}

/** Changes the capacity; what no longer fits is thrown out. */
export function setCapacity(arena: Arena, store: number, capacity: number): void {
  assert(capacity >= 1, `a store with room for ${capacity}`)
  const half = store >> 1
  arena.f64[half + S.K_CAPACITY] = capacity
  while (arena.f64[half + S.K_USED]! > capacity) evict(arena, store)
  haunt(arena, store)
}

/** Changes the policy; contents stay, and those that would have been thrown out first still are. */
export function setPolicy(arena: Arena, store: number, policy: number): void {
  const { i32, f64 } = arena
  if (i32[store + S.K_POLICY] === policy) return
  const entries: number[] = []
  for (let entry = anyEntry(i32, store); entry !== 0; entry = anyEntry(i32, store)) {
    entries.push(entry)
    unlink(i32, f64, store, entry)
    i32[store + S.K_COUNT]!--
  }
  i32[store + S.K_POLICY] = policy
  haunt(arena, store)
  for (const entry of entries) {
    arena.i32[store + S.K_COUNT]!++
    link(arena, store, entry, true)
  }
}

/** Sees to it that S3-FIFO has a memory of the right size for what it let go. */
function haunt(arena: Arena, store: number): void {
  if (arena.i32[store + S.K_POLICY] !== S.S3_FIFO) return
  const room = Math.max(1, Math.floor(arena.f64[(store >> 1) + S.K_CAPACITY]! * GHOST_SHARE))
  const ghosts = arena.i32[store + S.K_GHOSTS]!
  if (ghosts !== 0) return setCapacity(arena, ghosts, room)
  const made = createStore(arena, room, S.FIFO_EVICTION)
  arena.i32[store + S.K_GHOSTS] = made
}

function hashOf(space: number, key: number): number {
  return scatter(key ^ Math.imul(space, 0x9e3779b1))
}

function insert(arena: Arena, store: number, what: { space: number; key: number; size: number }): number {
  const { space, key, size } = what
  const half = store >> 1
  const ghosts = arena.i32[store + S.K_POLICY] === S.S3_FIFO ? arena.i32[store + S.K_GHOSTS]! : 0
  const isKnown = ghosts !== 0 && take(arena.i32, arena.f64, ghosts, space, key)
  while (arena.f64[half + S.K_USED]! + size > arena.f64[half + S.K_CAPACITY]!) evict(arena, store)
  if (arena.i32[store + S.K_COUNT]! > arena.i32[store + S.K_MASK]!) rehash(arena, store)
  if (arena.i32[store + S.K_FREE] === 0) moreEntries(arena, store)
  const { i32 } = arena
  const entry = i32[store + S.K_FREE]!
  i32[store + S.K_FREE] = i32[entry]!
  const slot = i32[store + S.K_BUCKETS]! + (hashOf(space, key) & i32[store + S.K_MASK]!)
  i32[entry + S.E_CHAIN] = i32[slot]!
  i32[slot] = entry
  i32[entry + S.E_SPACE] = space
  i32[entry + S.E_KEY] = key
  i32[entry + S.E_VALUE] = 0
  i32[entry + S.E_VERSIONS] = 0
  i32[entry + S.E_COST] = 0
  i32[entry + S.E_RENEWING] = 0
  i32[entry + S.E_SIZE] = size
  i32[store + S.K_COUNT]!++
  arena.f64[half + S.K_USED]! += size
  link(arena, store, entry, isKnown)
  return entry
}

function evict(arena: Arena, store: number): void {
  const { i32, f64 } = arena
  const victim = chooseVictim(i32, f64, store)
  const isForgotten = i32[store + S.K_POLICY] !== S.S3_FIFO || i32[victim + S.E_NODE] === 0
  const space = i32[victim + S.E_SPACE]!
  const key = i32[victim + S.E_KEY]!
  const size = i32[victim + S.E_SIZE]!
  remove(i32, f64, store, victim)
  f64[(store >> 1) + S.K_EVICTIONS]!++
  if (!isForgotten) put(arena, i32[store + S.K_GHOSTS]!, space, key, Infinity, size)
}

function remove(i32: Int32Array, f64: Float64Array, store: number, entry: number): void {
  const hash = hashOf(i32[entry + S.E_SPACE]!, i32[entry + S.E_KEY]!)
  const slot = i32[store + S.K_BUCKETS]! + (hash & i32[store + S.K_MASK]!)
  if (i32[slot] === entry) i32[slot] = i32[entry + S.E_CHAIN]!
  else {
    let before = i32[slot]!
    while (i32[before + S.E_CHAIN] !== entry) before = i32[before + S.E_CHAIN]!
    i32[before + S.E_CHAIN] = i32[entry + S.E_CHAIN]!
  }
  unlink(i32, f64, store, entry)
  f64[(store >> 1) + S.K_USED]! -= i32[entry + S.E_SIZE]!
  i32[entry] = i32[store + S.K_FREE]!
  i32[store + S.K_FREE] = entry
  i32[store + S.K_COUNT]!--
}

function rehash(arena: Arena, store: number): void {
  const buckets = 4 * (arena.i32[store + S.K_MASK]! + 1)
  const block = arena.alloc(buckets)
  const { i32 } = arena
  const old = i32[store + S.K_BUCKETS]!
  const oldMask = i32[store + S.K_MASK]!
  for (let at = old; at <= old + oldMask; at++) {
    for (let entry = i32[at]!; entry !== 0;) {
      const next = i32[entry + S.E_CHAIN]!
      const slot = block + (hashOf(i32[entry + S.E_SPACE]!, i32[entry + S.E_KEY]!) & (buckets - 1))
      i32[entry + S.E_CHAIN] = i32[slot]!
      i32[slot] = entry
      entry = next
    }
  }
  i32[store + S.K_BUCKETS] = block
  i32[store + S.K_MASK] = buckets - 1
}

function moreEntries(arena: Arena, store: number): void {
  const first = arena.alloc(S.ENTRY_WORDS * ENTRIES_PER_CHUNK)
  const { i32 } = arena
  const last = first + (ENTRIES_PER_CHUNK - 1) * S.ENTRY_WORDS
  for (let entry = first; entry < last; entry += S.ENTRY_WORDS) i32[entry] = entry + S.ENTRY_WORDS
  i32[last] = i32[store + S.K_FREE]!
  i32[store + S.K_FREE] = first
}
