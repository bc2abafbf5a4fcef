/**
 * Which entry of a store makes room. Each policy is what happens when an entry comes, is used, and when one has to
 * go: LRU and FIFO keep a list from newest to oldest by use or entry; LFU one for each frequency, ties by entry; Clock
 * gives the oldest another round when it was used (Corbató, 1968); SIEVE looks from the oldest towards the newest for
 * one that was not used, and leaves all where they are (Zhang et al., NSDI 2024); S3-FIFO lets newcomers through a
 * short line first (Yang et al., SOSP 2023); random needs no list.
 */
import type { Arena } from './arena.ts'
import { scatter } from './random.ts'
import * as S from './store-layout.ts'

/** S3-FIFO: the share of the newcomers' line, uses after which one of them stays, and uses that are remembered. */
const SMALL_SHARE = 0.1
const STAYS_AFTER = 2
const USES_MAX = 3

/** A use of an entry that is there. */
export function markUsed(i32: Int32Array, store: number, entry: number): void {
  switch (i32[store + S.K_POLICY]) {
    case S.LRU:
      if (i32[store + S.K_NEWEST] === entry) return
      unlinkFrom(i32, store + S.K_NEWEST, entry)
      linkNewest(i32, store + S.K_NEWEST, entry)
      return
    case S.LFU:
      return rise(i32, store, entry)
    case S.CLOCK:
    case S.SIEVE:
      i32[entry + S.E_USES] = 1
      return
    case S.S3_FIFO:
      i32[entry + S.E_USES]!++
  }
}

/** An entry comes in; `isKnown`: it was let go a short while ago. May replace the arena's views. */
export function link(arena: Arena, store: number, entry: number, isKnown: boolean): void {
  arena.i32[entry + S.E_USES] = 0
  switch (arena.i32[store + S.K_POLICY]) {
    case S.LFU:
      return linkRarest(arena, store, entry)
    case S.RANDOM:
      return linkLast(arena, store, entry)
    case S.S3_FIFO:
      return isKnown ? linkMain(arena.i32, store, entry) : linkSmall(arena, store, entry)
    default:
      linkNewest(arena.i32, store + S.K_NEWEST, entry)
  }
}

/** An entry goes. */
export function unlink(i32: Int32Array, f64: Float64Array, store: number, entry: number): void {
  switch (i32[store + S.K_POLICY]) {
    case S.LFU: {
      const node = i32[entry + S.E_NODE]!
      unlinkFrom(i32, node + S.Q_NEWEST, entry)
      if (i32[node + S.Q_NEWEST] === 0) removeNode(i32, store, node)
      return
    }
    case S.RANDOM: {
      const table = i32[store + S.K_TABLE]!
      const last = i32[table + i32[store + S.K_COUNT]! - 1]!
      const place = i32[entry + S.E_NODE]!
      i32[table + place] = last
      i32[last + S.E_NODE] = place
      return
    }
    case S.S3_FIFO: {
      const isNew = i32[entry + S.E_NODE] === 1
      unlinkFrom(i32, store + (isNew ? S.K_SMALL_NEWEST : S.K_NEWEST), entry)
      if (isNew) f64[(store >> 1) + S.K_SMALL_USED]! -= i32[entry + S.E_SIZE]!
      return
    }
    case S.SIEVE:
      if (i32[store + S.K_HAND] === entry) i32[store + S.K_HAND] = i32[entry + S.E_NEWER]!
  }
  if (i32[store + S.K_POLICY]! <= S.FIFO_EVICTION || i32[store + S.K_POLICY]! >= S.CLOCK) {
    unlinkFrom(i32, store + S.K_NEWEST, entry)
  }
}

/** The entry that is to go now, of a store that is not empty; those that are spared are moved. */
export function chooseVictim(i32: Int32Array, f64: Float64Array, store: number): number {
  switch (i32[store + S.K_POLICY]) {
    case S.RANDOM: {
      const state = scatter(i32[store + S.K_CHANCE]! + 0x9e3779b9)
      i32[store + S.K_CHANCE]!++
      return i32[i32[store + S.K_TABLE]! + ((state >>> 0) % i32[store + S.K_COUNT]!)]!
    }
    case S.CLOCK:
      return secondChance(i32, store)
    case S.SIEVE:
      return sieve(i32, store)
    case S.S3_FIFO:
      return small(i32, f64, store)
    default:
      return anyEntry(i32, store)
  }
}

/** An entry of a store, 0 when there is none: of those in lists the next to go if no other is used meanwhile. */
export function anyEntry(i32: Int32Array, store: number): number {
  const first = i32[store + S.K_NEWEST]!
  switch (i32[store + S.K_POLICY]) {
    case S.LFU:
      return first === 0 ? 0 : i32[first + S.Q_OLDEST]!
    case S.RANDOM:
      return i32[store + S.K_COUNT] === 0 ? 0 : i32[i32[store + S.K_TABLE]! + i32[store + S.K_COUNT]! - 1]!
    default:
      return i32[store + S.K_SMALL_OLDEST]! || i32[store + S.K_OLDEST]!
  }
}

/** What the newcomers' line of S3-FIFO may take, at least one entry. */
function smallCapacity(capacity: number): number {
  return Math.max(1, Math.floor(capacity * SMALL_SHARE))
}

// ── Clock and SIEVE ─────────────────────────────────────────────────────────────────────────────────────────────────

function secondChance(i32: Int32Array, store: number): number {
  for (;;) {
    const oldest = i32[store + S.K_OLDEST]!
    if (i32[oldest + S.E_USES] === 0) return oldest
    i32[oldest + S.E_USES] = 0
    unlinkFrom(i32, store + S.K_NEWEST, oldest)
    linkNewest(i32, store + S.K_NEWEST, oldest)
  }
}

function sieve(i32: Int32Array, store: number): number {
  let hand = i32[store + S.K_HAND]! || i32[store + S.K_OLDEST]!
  while (i32[hand + S.E_USES] !== 0) {
    i32[hand + S.E_USES] = 0
    hand = i32[hand + S.E_NEWER]! || i32[store + S.K_OLDEST]!
  }
  // Taking it out moves the hand on.
  i32[store + S.K_HAND] = hand
  return hand
}

// ── S3-FIFO ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Newcomers go first, unless they were used; from the main line whoever was not used lately. */
function small(i32: Int32Array, f64: Float64Array, store: number): number {
  const half = store >> 1
  const capacity = f64[half + S.K_CAPACITY]!
  const mainUsed = f64[half + S.K_USED]! - f64[half + S.K_SMALL_USED]!
  if (mainUsed > capacity - smallCapacity(capacity)) return main(i32, store)
  for (;;) {
    const newcomer = i32[store + S.K_SMALL_OLDEST]!
    if (newcomer === 0) return main(i32, store)
    if (i32[newcomer + S.E_USES]! < STAYS_AFTER) return newcomer
    unlink(i32, f64, store, newcomer)
    i32[newcomer + S.E_USES] = 0
    linkMain(i32, store, newcomer)
  }
}

function main(i32: Int32Array, store: number): number {
  for (;;) {
    const oldest = i32[store + S.K_OLDEST]!
    const uses = i32[oldest + S.E_USES]!
    if (uses === 0) return oldest
    i32[oldest + S.E_USES] = Math.min(uses, USES_MAX) - 1
    unlinkFrom(i32, store + S.K_NEWEST, oldest)
    linkNewest(i32, store + S.K_NEWEST, oldest)
  }
}

function linkMain(i32: Int32Array, store: number, entry: number): void {
  i32[entry + S.E_NODE] = 0
  linkNewest(i32, store + S.K_NEWEST, entry)
}

/** A newcomer; one larger than their whole line joins the main one. */
function linkSmall({ i32, f64 }: Arena, store: number, entry: number): void {
  const half = store >> 1
  const capacity = smallCapacity(f64[half + S.K_CAPACITY]!)
  const size = i32[entry + S.E_SIZE]!
  if (size > capacity) return linkMain(i32, store, entry)
  i32[entry + S.E_NODE] = 1
  f64[half + S.K_SMALL_USED]! += size
  linkNewest(i32, store + S.K_SMALL_NEWEST, entry)
}

// ── Random ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Puts an entry, which is counted already, at the end of the table. */
function linkLast(arena: Arena, store: number, entry: number): void {
  const count = arena.i32[store + S.K_COUNT]!
  const size = arena.i32[store + S.K_TABLE_SIZE]!
  if (count > size) {
    const table = arena.alloc(Math.max(64, 2 * size))
    arena.i32.copyWithin(table, arena.i32[store + S.K_TABLE]!, arena.i32[store + S.K_TABLE]! + size)
    arena.i32[store + S.K_TABLE] = table
    arena.i32[store + S.K_TABLE_SIZE] = Math.max(64, 2 * size)
  }
  arena.i32[arena.i32[store + S.K_TABLE]! + count - 1] = entry
  arena.i32[entry + S.E_NODE] = count - 1
}

// ── LFU ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

function linkRarest(arena: Arena, store: number, entry: number): void {
  // One node more than entries: each may have a frequency of its own, and a use takes one before it gives one back.
  while (arena.i32[store + S.K_NODES]! <= arena.i32[store + S.K_COUNT]!) {
    const node = arena.alloc(S.NODE_WORDS)
    arena.i32[node] = arena.i32[store + S.K_FREE_NODES]!
    arena.i32[store + S.K_FREE_NODES] = node
    arena.i32[store + S.K_NODES] = arena.i32[store + S.K_NODES]! + 1
  }
  const { i32 } = arena
  let rarest = i32[store + S.K_NEWEST]!
  if (rarest === 0 || i32[rarest + S.Q_FREQUENCY] !== 1) rarest = insertNode(i32, store, 1, 0, rarest)
  i32[entry + S.E_NODE] = rarest
  linkNewest(i32, rarest + S.Q_NEWEST, entry)
}

function rise(i32: Int32Array, store: number, entry: number): void {
  const node = i32[entry + S.E_NODE]!
  const frequency = i32[node + S.Q_FREQUENCY]! + 1
  let above = i32[node + S.Q_OFTENER]!
  if (above === 0 || i32[above + S.Q_FREQUENCY] !== frequency) above = insertNode(i32, store, frequency, node, above)
  unlinkFrom(i32, node + S.Q_NEWEST, entry)
  if (i32[node + S.Q_NEWEST] === 0) removeNode(i32, store, node)
  i32[entry + S.E_NODE] = above
  linkNewest(i32, above + S.Q_NEWEST, entry)
}

function insertNode(i32: Int32Array, store: number, frequency: number, rarer: number, oftener: number): number {
  const node = i32[store + S.K_FREE_NODES]!
  i32[store + S.K_FREE_NODES] = i32[node]!
  i32[node + S.Q_FREQUENCY] = frequency
  i32[node + S.Q_RARER] = rarer
  i32[node + S.Q_OFTENER] = oftener
  i32[node + S.Q_NEWEST] = 0
  i32[node + S.Q_OLDEST] = 0
  if (rarer === 0) i32[store + S.K_NEWEST] = node
  else i32[rarer + S.Q_OFTENER] = node
  if (oftener !== 0) i32[oftener + S.Q_RARER] = node
  return node
}

function removeNode(i32: Int32Array, store: number, node: number): void {
  const rarer = i32[node + S.Q_RARER]!
  const oftener = i32[node + S.Q_OFTENER]!
  if (rarer === 0) i32[store + S.K_NEWEST] = oftener
  else i32[rarer + S.Q_OFTENER] = oftener
  if (oftener !== 0) i32[oftener + S.Q_RARER] = rarer
  i32[node] = i32[store + S.K_FREE_NODES]!
  i32[store + S.K_FREE_NODES] = node
}

// ── Lists, whose ends stand at `ends` (newest, oldest) ──────────────────────────────────────────────────────────────

function linkNewest(i32: Int32Array, ends: number, entry: number): void {
  const newest = i32[ends]!
  i32[entry + S.E_NEWER] = 0
  i32[entry + S.E_OLDER] = newest
  i32[ends] = entry
  if (newest === 0) i32[ends + 1] = entry
  else i32[newest + S.E_NEWER] = entry
}

function unlinkFrom(i32: Int32Array, ends: number, entry: number): void {
  const newer = i32[entry + S.E_NEWER]!
  const older = i32[entry + S.E_OLDER]!
  if (newer === 0) i32[ends] = older
  else i32[newer + S.E_OLDER] = older
  if (older === 0) i32[ends + 1] = newer
  else i32[older + S.E_NEWER] = newer
}
