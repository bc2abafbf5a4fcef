/**
 * Keyed entries with capacity, time to live and eviction, in the arena. A key is two words (space, key), so request
 * classes do not share keys. Buckets are chained; entries hang in one list from newest to oldest by use (LRU) or entry
 * (FIFO), or, for LFU, in a list for each frequency. Nothing is allocated by a lookup.
 */
import { assert } from '../base/assert.ts'
import type { Arena } from './arena.ts'
import * as H from './header.ts'
import { scatter } from './random.ts'

export const LRU = 0
export const FIFO_EVICTION = 1
export const LFU = 2

// Store record.
const K_POLICY = 0
const K_CAPACITY = 1
const K_COUNT = 2
const K_BUCKETS = 3
const K_MASK = 4
const K_NEWEST = 5 // LRU, FIFO: newest entry; LFU: frequency node of the rarest
const K_OLDEST = 6
const K_FREE = 7
const K_FREE_NODES = 8
const K_NODES = 9 // frequency nodes allocated, in use or free
const K_EVICTIONS = 5 // f64
const STORE_WORDS = 12

// Entry record.
const E_CHAIN = 0
const E_NEWER = 1
const E_OLDER = 2
const E_SPACE = 3
const E_KEY = 4
/** What the kind keeps with an entry: a version, for instance. */
export const E_VALUE = 5
const E_EXPIRES = 3 // f64
const E_NODE = 8
/** A second word of the kind's: the table of versions that the first is judged against. */
export const E_VERSIONS = 9
const ENTRY_WORDS = 10

// Frequency node of LFU: a list of the entries used so often, newest first.
const Q_FREQUENCY = 0
const Q_RARER = 1
const Q_OFTENER = 2
const Q_NEWEST = 3
const Q_OLDEST = 4
const NODE_WORDS = 6

const FIRST_BUCKETS = 64
const ENTRIES_PER_CHUNK = 128

/** Makes an empty store for `capacity` entries. */
export function createStore(arena: Arena, capacity: number, policy: number): number {
  assert(capacity >= 1, `a store with room for ${capacity} entries`)
  const store = arena.alloc(STORE_WORDS)
  const buckets = arena.alloc(FIRST_BUCKETS)
  arena.i32[store + K_POLICY] = policy
  arena.i32[store + K_CAPACITY] = capacity
  arena.i32[store + K_BUCKETS] = buckets
  arena.i32[store + K_MASK] = FIRST_BUCKETS - 1
  return store
}

/** Entries present, the expired ones that nobody asked for included. */
export function countOf(i32: Int32Array, store: number): number {
  return i32[store + K_COUNT]!
}

/** Entries thrown out for want of room so far. */
export function evictionsOf(f64: Float64Array, store: number): number {
  return f64[(store >> 1) + K_EVICTIONS]!
}

/** The entry of a key that has not expired, or 0; it counts as used. An expired one is taken out. */
export function lookUp(i32: Int32Array, f64: Float64Array, store: number, space: number, key: number): number {
  const entry = find(i32, store, space, key)
  if (entry === 0) return 0
  if (f64[(entry >> 1) + E_EXPIRES]! <= f64[H.NOW]!) {
    remove(i32, store, entry)
    return 0
  }
  markUsed(i32, store, entry)
  return entry
}

/** The entry of a key, expired or not, without counting as use; 0 when there is none. */
export function find(i32: Int32Array, store: number, space: number, key: number): number {
  let entry = i32[i32[store + K_BUCKETS]! + (hashOf(space, key) & i32[store + K_MASK]!)]!
  while (entry !== 0 && (i32[entry + E_KEY] !== key || i32[entry + E_SPACE] !== space)) entry = i32[entry + E_CHAIN]!
  return entry
}

/**
 * Puts a key in, or renews it, to expire `ttlMs` from now; the store makes room by its policy. Returns the entry. May
 * replace the arena's views.
 */
export function put(arena: Arena, store: number, space: number, key: number, ttlMs: number): number {
  let entry = find(arena.i32, store, space, key)
  if (entry === 0) entry = insert(arena, store, space, key)
  else markUsed(arena.i32, store, entry)
  arena.f64[(entry >> 1) + E_EXPIRES] = arena.f64[H.NOW]! + ttlMs
  return entry
}

/** Takes a key out; false when it was not there. */
export function take(i32: Int32Array, store: number, space: number, key: number): boolean {
  const entry = find(i32, store, space, key)
  if (entry !== 0) remove(i32, store, entry)
  return entry !== 0
}

/** Empties the store. */
export function flush(i32: Int32Array, store: number): void {
  for (let entry = victimOf(i32, store); entry !== 0; entry = victimOf(i32, store)) remove(i32, store, entry)
}

/** Changes the capacity; what no longer fits is thrown out. */
export function setCapacity(arena: Arena, store: number, capacity: number): void {
  assert(capacity >= 1, `a store with room for ${capacity} entries`)
  arena.i32[store + K_CAPACITY] = capacity
  while (arena.i32[store + K_COUNT]! > capacity) evict(arena.i32, arena.f64, store)
}

/** Changes the policy; contents stay, and those that would have been thrown out first still are. */
export function setPolicy(arena: Arena, store: number, policy: number): void {
  const { i32 } = arena
  if (i32[store + K_POLICY] === policy) return
  const entries: number[] = []
  for (let entry = victimOf(i32, store); entry !== 0; entry = victimOf(i32, store)) {
    entries.push(entry)
    unlink(i32, store, entry)
  }
  i32[store + K_POLICY] = policy
  for (const entry of entries) link(arena, store, entry)
}

function hashOf(space: number, key: number): number {
  return scatter(key ^ Math.imul(space, 0x9e3779b1))
}

function insert(arena: Arena, store: number, space: number, key: number): number {
  if (arena.i32[store + K_COUNT]! >= arena.i32[store + K_CAPACITY]!) evict(arena.i32, arena.f64, store)
  if (arena.i32[store + K_COUNT]! > arena.i32[store + K_MASK]!) rehash(arena, store)
  if (arena.i32[store + K_FREE] === 0) moreEntries(arena, store)
  const { i32 } = arena
  const entry = i32[store + K_FREE]!
  i32[store + K_FREE] = i32[entry]!
  const slot = i32[store + K_BUCKETS]! + (hashOf(space, key) & i32[store + K_MASK]!)
  i32[entry + E_CHAIN] = i32[slot]!
  i32[slot] = entry
  i32[entry + E_SPACE] = space
  i32[entry + E_KEY] = key
  i32[entry + E_VALUE] = 0
  i32[entry + E_VERSIONS] = 0
  i32[store + K_COUNT]!++
  link(arena, store, entry)
  return entry
}

function evict(i32: Int32Array, f64: Float64Array, store: number): void {
  remove(i32, store, victimOf(i32, store))
  f64[(store >> 1) + K_EVICTIONS]!++
}

/** The entry that is thrown out next, or 0. */
function victimOf(i32: Int32Array, store: number): number {
  if (i32[store + K_POLICY] !== LFU) return i32[store + K_OLDEST]!
  const rarest = i32[store + K_NEWEST]!
  return rarest === 0 ? 0 : i32[rarest + Q_OLDEST]!
}

function remove(i32: Int32Array, store: number, entry: number): void {
  const slot = i32[store + K_BUCKETS]! + (hashOf(i32[entry + E_SPACE]!, i32[entry + E_KEY]!) & i32[store + K_MASK]!)
  if (i32[slot] === entry) i32[slot] = i32[entry + E_CHAIN]!
  else {
    let before = i32[slot]!
    while (i32[before + E_CHAIN] !== entry) before = i32[before + E_CHAIN]!
    i32[before + E_CHAIN] = i32[entry + E_CHAIN]!
  }
  unlink(i32, store, entry)
  i32[entry] = i32[store + K_FREE]!
  i32[store + K_FREE] = entry
  i32[store + K_COUNT]!--
}

/** A use: the entry becomes the newest (LRU), or moves up one frequency (LFU). */
function markUsed(i32: Int32Array, store: number, entry: number): void {
  const policy = i32[store + K_POLICY]!
  if (policy === FIFO_EVICTION) return
  if (policy === LRU) {
    if (i32[store + K_NEWEST] === entry) return
    unlink(i32, store, entry)
    linkNewest(i32, store + K_NEWEST, entry)
    return
  }
  rise(i32, store, entry)
}

function link(arena: Arena, store: number, entry: number): void {
  if (arena.i32[store + K_POLICY] !== LFU) return linkNewest(arena.i32, store + K_NEWEST, entry)
  // One node more than entries: each may have a frequency of its own, and a use takes one before it gives one back.
  while (arena.i32[store + K_NODES]! <= arena.i32[store + K_COUNT]!) {
    const node = arena.alloc(NODE_WORDS)
    arena.i32[node] = arena.i32[store + K_FREE_NODES]!
    arena.i32[store + K_FREE_NODES] = node
    arena.i32[store + K_NODES] = arena.i32[store + K_NODES]! + 1
  }
  const { i32 } = arena
  let rarest = i32[store + K_NEWEST]!
  if (rarest === 0 || i32[rarest + Q_FREQUENCY] !== 1) rarest = insertNode(i32, store, 1, 0, rarest)
  i32[entry + E_NODE] = rarest
  linkNewest(i32, rarest + Q_NEWEST, entry)
}

/** Takes an entry out of its list. */
function unlink(i32: Int32Array, store: number, entry: number): void {
  const isLfu = i32[store + K_POLICY] === LFU
  const ends = isLfu ? i32[entry + E_NODE]! + Q_NEWEST : store + K_NEWEST
  const newer = i32[entry + E_NEWER]!
  const older = i32[entry + E_OLDER]!
  if (newer === 0) i32[ends] = older
  else i32[newer + E_OLDER] = older
  if (older === 0) i32[ends + 1] = newer
  else i32[older + E_NEWER] = newer
  if (isLfu && i32[ends] === 0) removeNode(i32, store, i32[entry + E_NODE]!)
}

/** Puts an entry at the newest end of the list whose ends stand at `ends` (newest, oldest). */
function linkNewest(i32: Int32Array, ends: number, entry: number): void {
  const newest = i32[ends]!
  i32[entry + E_NEWER] = 0
  i32[entry + E_OLDER] = newest
  i32[ends] = entry
  if (newest === 0) i32[ends + 1] = entry
  else i32[newest + E_NEWER] = entry
}

function rise(i32: Int32Array, store: number, entry: number): void {
  const node = i32[entry + E_NODE]!
  const frequency = i32[node + Q_FREQUENCY]! + 1
  let above = i32[node + Q_OFTENER]!
  if (above === 0 || i32[above + Q_FREQUENCY] !== frequency) above = insertNode(i32, store, frequency, node, above)
  unlink(i32, store, entry)
  i32[entry + E_NODE] = above
  linkNewest(i32, above + Q_NEWEST, entry)
}

function insertNode(i32: Int32Array, store: number, frequency: number, rarer: number, oftener: number): number {
  const node = i32[store + K_FREE_NODES]!
  i32[store + K_FREE_NODES] = i32[node]!
  i32[node + Q_FREQUENCY] = frequency
  i32[node + Q_RARER] = rarer
  i32[node + Q_OFTENER] = oftener
  i32[node + Q_NEWEST] = 0
  i32[node + Q_OLDEST] = 0
  if (rarer === 0) i32[store + K_NEWEST] = node
  else i32[rarer + Q_OFTENER] = node
  if (oftener !== 0) i32[oftener + Q_RARER] = node
  return node
}

function removeNode(i32: Int32Array, store: number, node: number): void {
  const rarer = i32[node + Q_RARER]!
  const oftener = i32[node + Q_OFTENER]!
  if (rarer === 0) i32[store + K_NEWEST] = oftener
  else i32[rarer + Q_OFTENER] = oftener
  if (oftener !== 0) i32[oftener + Q_RARER] = rarer
  i32[node] = i32[store + K_FREE_NODES]!
  i32[store + K_FREE_NODES] = node
}

function rehash(arena: Arena, store: number): void {
  const buckets = 4 * (arena.i32[store + K_MASK]! + 1)
  const block = arena.alloc(buckets)
  const { i32 } = arena
  const old = i32[store + K_BUCKETS]!
  const oldMask = i32[store + K_MASK]!
  for (let at = old; at <= old + oldMask; at++) {
    for (let entry = i32[at]!; entry !== 0;) {
      const next = i32[entry + E_CHAIN]!
      const slot = block + (hashOf(i32[entry + E_SPACE]!, i32[entry + E_KEY]!) & (buckets - 1))
      i32[entry + E_CHAIN] = i32[slot]!
      i32[slot] = entry
      entry = next
    }
  }
  i32[store + K_BUCKETS] = block
  i32[store + K_MASK] = buckets - 1
}

function moreEntries(arena: Arena, store: number): void {
  const first = arena.alloc(ENTRY_WORDS * ENTRIES_PER_CHUNK)
  const { i32 } = arena
  for (let n = 0; n < ENTRIES_PER_CHUNK - 1; n++) i32[first + n * ENTRY_WORDS] = first + (n + 1) * ENTRY_WORDS
  i32[first + (ENTRIES_PER_CHUNK - 1) * ENTRY_WORDS] = i32[store + K_FREE]!
  i32[store + K_FREE] = first
}
