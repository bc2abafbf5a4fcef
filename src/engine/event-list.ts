/**
 * The future event list: a calendar queue (R. Brown, CACM 31:10, 1988) whose buckets are linked lists through the
 * records themselves. Order is (time, sequence), so it is total and the result does not depend on how the buckets lie.
 */
import { assert } from '../base/assert.ts'
import type { Arena } from './arena.ts'
import * as H from './header.ts'
import * as L from './layout.ts'

const FIRST_BUCKETS = 64
/** Buckets beyond this count from the base are too far for 32-bit arithmetic; the base moves before. */
export const FAR = 1 << 30
/** Pops between two looks at the bucket width. */
export const LOOK_EVERY = 4096
/** So many steps through a list are as it should be, and not counted as work. */
export const FEW_STEPS = 2
/** Steps through lists and empty buckets that call for an early look. */
export const WORK_LIMIT = 8 * LOOK_EVERY
/** Most buckets a ms: closer events are left to the order within a bucket. */
const PER_MS_MAX = 1e9
/** Width of a bucket in mean gaps between events: measured best between 2 and 3. */
const GAPS_PER_BUCKET = 2.5

/** Lays out an empty calendar; `arena` is fresh. */
export function createCalendar(arena: Arena): void {
  resize(arena, FIRST_BUCKETS)
  arena.i32[H.CALENDAR_MASK] = FIRST_BUCKETS - 1
  arena.f64[H.CALENDAR_PER_MS] = 1
}

/** The bucket of a time, counted from the base; far ones are only told apart, not ordered, beyond `FAR`. */
function bucketOf(f64: Float64Array, time: number): number {
  const bucket = (time - f64[H.CALENDAR_BASE]!) * f64[H.CALENDAR_PER_MS]!
  return bucket < FAR ? bucket | 0 : FAR
}

/** Inserts a node whose `L.TIME` and `L.SEQ` are set. */
export function enqueue(i32: Int32Array, f64: Float64Array, node: number): void {
  node &= L.POINTER
  const half = node >> 1
  const time = f64[half + L.TIME]!
  const bucket = bucketOf(f64, time)
  if (bucket < i32[H.CALENDAR_CURRENT]!) i32[H.CALENDAR_CURRENT] = bucket
  const slot = i32[H.CALENDAR_HEADS]! + (bucket & i32[H.CALENDAR_MASK]!)
  i32[H.CALENDAR_COUNT]!++
  let link = slot
  let next = i32[slot]! & L.POINTER
  let steps = 0
  while (next !== 0) {
    const due = f64[(next >> 1) + L.TIME]!
    if (due >= time && (due > time || f64[(next >> 1) + L.SEQ]! > f64[half + L.SEQ]!)) break
    link = next + L.NEXT
    next = i32[link]! & L.POINTER
    steps++
  }
  i32[node + L.NEXT] = next
  i32[link] = node
  if (steps > FEW_STEPS) i32[H.CALENDAR_WORK]! += steps
}

/** Takes a node out; it must be in the list. */
export function withdraw(i32: Int32Array, f64: Float64Array, node: number): void {
  const bucket = bucketOf(f64, f64[(node >> 1) + L.TIME]!)
  const slot = i32[H.CALENDAR_HEADS]! + (bucket & i32[H.CALENDAR_MASK]!)
  let at = i32[slot]!
  let before = 0
  while (at !== node) {
    before = at
    at = i32[at + L.NEXT]!
  }
  if (before === 0) i32[slot] = i32[node + L.NEXT]!
  else i32[before + L.NEXT] = i32[node + L.NEXT]!
  i32[H.CALENDAR_COUNT]!--
}

/**
 * Takes out and returns the next node due at or before `until` (in `f64[untilAt]`), or 0. May replace the arena's
 * buffers.
 */
export function dequeue(arena: Arena, untilAt: number): number {
  const i32 = arena.i32
  const f64 = arena.f64
  if (i32[H.CALENDAR_COUNT] === 0) return 0
  const heads = i32[H.CALENDAR_HEADS]!
  const mask = i32[H.CALENDAR_MASK]!
  const base = f64[H.CALENDAR_BASE]!
  const perMs = f64[H.CALENDAR_PER_MS]!
  let current = i32[H.CALENDAR_CURRENT]!
  const last = current + mask
  for (;;) {
    const slot = heads + (current & mask)
    const node = i32[slot]!
    if (node !== 0) {
      const time = f64[(node >> 1) + L.TIME]!
      if ((time - base) * perMs < current + 1) {
        i32[H.CALENDAR_CURRENT] = current
        if (time > f64[untilAt]!) return 0
        i32[slot] = i32[node + L.NEXT]!
        i32[H.CALENDAR_COUNT]!--
        f64[H.NOW] = time
        const pops = i32[H.CALENDAR_POPS]! + 1
        i32[H.CALENDAR_POPS] = pops
        if (pops > LOOK_EVERY || i32[H.CALENDAR_WORK]! > WORK_LIMIT) remeasure(arena)
        return node
      }
    }
    if (current >= last) {
      rebase(arena)
      return dequeue(arena, untilAt)
    }
    current++
    i32[H.CALENDAR_WORK]!++
  }
}

/** Looks whether width and number of buckets still fit what is pending, and rebuilds the calendar where not. */
function remeasure(arena: Arena): void {
  const { i32, f64 } = arena
  const pops = i32[H.CALENDAR_POPS]!
  const elapsed = f64[H.NOW]! - f64[H.CALENDAR_MARK]!
  i32[H.CALENDAR_POPS] = 0
  i32[H.CALENDAR_WORK] = 0
  f64[H.CALENDAR_MARK] = f64[H.NOW]!
  const perMs = f64[H.CALENDAR_PER_MS]!
  const wanted = elapsed > 0 ? Math.min(pops / (elapsed * GAPS_PER_BUCKET), PER_MS_MAX) : perMs
  const buckets = i32[H.CALENDAR_MASK]! + 1
  const count = i32[H.CALENDAR_COUNT]!
  const isOff = wanted > 1.6 * perMs || wanted < 0.6 * perMs
  const isCrowded = count > 2 * buckets || (buckets > FIRST_BUCKETS && count < buckets >> 3)
  const isFar = i32[H.CALENDAR_CURRENT]! > FAR >> 1
  if (isOff || isCrowded || isFar) rebuild(arena, wanted)
}

/**
 * A whole year of buckets was empty: the base moves to the earliest node, and the width is taken from what is there.
 */
function rebase(arena: Arena): void {
  rebuild(arena, arena.f64[H.CALENDAR_PER_MS]!)
}

/** Counts the buckets anew from the earliest node, `perMs` of them a ms (made coarser if that would reach too far). */
function rebuild(arena: Arena, perMs: number): void {
  const nodes = gather(arena.i32)
  const count = arena.i32[H.CALENDAR_COUNT]!
  let buckets = FIRST_BUCKETS
  while (buckets < count) buckets *= 2
  if (buckets !== arena.i32[H.CALENDAR_MASK]! + 1) resize(arena, buckets)
  const { i32, f64 } = arena
  let earliest = Infinity
  for (let node = nodes; node !== 0; node = i32[node + L.NEXT]!)
    earliest = Math.min(earliest, f64[(node >> 1) + L.TIME]!)
  assert(nodes === 0 || earliest < Infinity, 'something is scheduled for a time that never comes')
  // The base is never later than the clock: what is scheduled next must not fall before it.
  const base = nodes === 0 ? f64[H.NOW]! : Math.min(earliest, f64[H.NOW]!)
  const isFar = nodes !== 0 && (earliest - base) * perMs >= FAR >> 2
  f64[H.CALENDAR_BASE] = base
  f64[H.CALENDAR_PER_MS] = isFar ? (FAR >> 2) / (earliest - base) : perMs
  i32[H.CALENDAR_CURRENT] = nodes === 0 ? 0 : bucketOf(f64, earliest)
  i32[H.CALENDAR_COUNT] = 0
  for (let node = nodes; node !== 0;) {
    const next = i32[node + L.NEXT]!
    enqueue(i32, f64, node)
    node = next
  }
  i32[H.CALENDAR_WORK] = 0
}

/** Empties all buckets into one list, in no particular order. */
function gather(i32: Int32Array): number {
  const heads = i32[H.CALENDAR_HEADS]!
  const mask = i32[H.CALENDAR_MASK]!
  let all = 0
  for (let slot = heads; slot <= heads + mask; slot++) {
    for (let node = i32[slot]!; node !== 0;) {
      const next = i32[node + L.NEXT]!
      i32[node + L.NEXT] = all
      all = node
      node = next
    }
    i32[slot] = 0
  }
  return all
}

/** More or fewer buckets. A larger array is allocated once and kept: shrinking reuses it. */
function resize(arena: Arena, buckets: number): void {
  const heads = arena.i32[H.CALENDAR_HEADS]!
  const capacity = heads === 0 ? 0 : arena.i32[heads - 1]!
  if (buckets > capacity) {
    const block = arena.alloc(buckets + 2)
    arena.i32[block + 1] = buckets
    arena.i32[H.CALENDAR_HEADS] = block + 2
  }
  arena.i32[H.CALENDAR_MASK] = buckets - 1
}
