/** What a run counts: per component, end to end, and where the time of requests went and why they failed. */
import type { Arena } from './arena.ts'
import { freeFrame } from './frames.ts'
import * as H from './header.ts'
import { createHistogram, record } from './histogram.ts'
import * as L from './layout.ts'
import * as O from './outcome.ts'

/**
 * Doubles of a row of time: all ms, ms of slow requests, slow requests it cost the most, and the last such request
 * (number, client, start, end, outcome).
 */
export const TIME_ROW = 8
/** Doubles of a row of failures: how many, and the last such request (number, client, start, end, outcome). */
export const FAILURE_ROW = 6
/** Doubles that the table has for a component: a row of time a cause, a row of failures an outcome. */
export const TABLE_DOUBLES = L.CAUSES * (TIME_ROW + FAILURE_ROW)

/** Makes an empty record of statistics with its histogram. */
export function createStatistics(arena: Arena): number {
  const stats = arena.alloc(2 * L.STATS_DOUBLES)
  const histogram = createHistogram(arena)
  arena.i32[stats + L.C_HISTOGRAM] = histogram
  arena.f64[(stats >> 1) + L.C_UPDATED] = arena.f64[H.NOW]!
  arena.f64[(stats >> 1) + L.C_CREW_UPDATED] = arena.f64[H.NOW]!
  return stats
}

/** Says how many instances of a component take calls from now on, and how many are paid for. */
export function countCrew(f64: Float64Array, stats: number, serving: number, paid: number): void {
  const half = stats >> 1
  if (f64[half + L.C_SERVING] === serving && f64[half + L.C_PAID] === paid) return
  const elapsed = f64[H.NOW]! - f64[half + L.C_CREW_UPDATED]!
  f64[half + L.C_SERVING_AREA]! += elapsed * f64[half + L.C_SERVING]!
  f64[half + L.C_PAID_AREA]! += elapsed * f64[half + L.C_PAID]!
  f64[half + L.C_CREW_UPDATED] = f64[H.NOW]!
  f64[half + L.C_SERVING] = serving
  f64[half + L.C_PAID] = paid
}

/** Makes room in the table for that many components; what is booked stays. */
export function account(arena: Arena, components: number): void {
  // Until somebody says what slow is, nothing is.
  if (arena.f64[H.SLOW_MS] === 0) arena.f64[H.SLOW_MS] = Infinity
  const rows = arena.i32[H.TABLE_ROWS]!
  if (components <= rows) return
  const wanted = Math.max(components, 2 * rows, 8)
  const table = arena.alloc(2 * TABLE_DOUBLES * wanted)
  const old = arena.i32[H.TABLE]!
  if (rows > 0) arena.i32.copyWithin(table, old, old + 2 * TABLE_DOUBLES * rows)
  arena.i32[H.TABLE] = table
  arena.i32[H.TABLE_ROWS] = wanted
}

/** Index in doubles of the row of time of a segment's key. */
export function timeRow(i32: Int32Array, key: number): number {
  const component = (key & L.POINTER) >> L.CAUSE_BITS
  return ((i32[H.TABLE]! & L.POINTER) >> 1) + component * TABLE_DOUBLES + (key & (L.CAUSES - 1)) * TIME_ROW
}

/** Index in doubles of the row of failures that a component caused with an outcome. */
export function failureRow(i32: Int32Array, component: number, outcome: number): number {
  return (i32[H.TABLE]! >> 1) + component * TABLE_DOUBLES + L.CAUSES * TIME_ROW + outcome * FAILURE_ROW
}

/** Counts an arrival at the component whose statistics stand there (an index in doubles). */
export function enterComponent(f64: Float64Array, stats: number): void {
  stats &= L.POINTER
  const now = f64[H.NOW]!
  f64[stats + L.C_ARRIVALS]!++
  const inside = f64[stats + L.C_INSIDE]!
  f64[stats + L.C_INSIDE_AREA]! += inside * (now - f64[stats + L.C_UPDATED]!)
  f64[stats + L.C_UPDATED] = now
  f64[stats + L.C_INSIDE] = inside + 1
}

/** Counts a frame out of its component; its sojourn is in `f64[H.SAMPLE]` then. */
export function leaveComponent(i32: Int32Array, f64: Float64Array, frame: number, outcome: number): void {
  frame &= L.POINTER
  const stats = (i32[(i32[frame + L.INSTANCE]! & L.POINTER) + L.N_STATS]! & L.POINTER) >> 1
  const now = f64[H.NOW]!
  const sojourn = now - f64[(frame >> 1) + L.ARRIVED]!
  f64[H.SAMPLE] = sojourn
  const inside = f64[stats + L.C_INSIDE]!
  f64[stats + L.C_INSIDE_AREA]! += inside * (now - f64[stats + L.C_UPDATED]!)
  f64[stats + L.C_UPDATED] = now
  f64[stats + L.C_INSIDE] = inside - 1
  f64[stats + L.C_ENDED]!++
  f64[stats + L.C_OUTCOMES + (outcome & L.POINTER)]!++
  f64[stats + L.C_SOJOURN]! += sojourn
  if (sojourn > f64[stats + L.C_SOJOURN_MAX]!) f64[stats + L.C_SOJOURN_MAX] = sojourn
  record(i32, i32[2 * stats + L.C_HISTOGRAM]!)
}

/**
 * Ends a request: its latency, outcome and account go to the statistics and into the digest, and its root is taken
 * back.
 */
export function endRequest(i32: Int32Array, f64: Float64Array, frame: number, outcome: number): void {
  frame &= L.POINTER
  const request = i32[frame + L.REQUEST]! & L.POINTER
  leaveComponent(i32, f64, frame, outcome)
  const latency = f64[H.SAMPLE]!
  // The digest is a hash over (request, outcome, latency) in the order of completions.
  const number = f64[(request >> 1) + L.R_NUMBER]! | 0
  const a = Math.imul(i32[H.DIGEST]! ^ i32[2 * H.SAMPLE]!, 0x7feb352d) ^ number
  const b = Math.imul(i32[H.DIGEST + 1]! ^ i32[2 * H.SAMPLE + 1]! ^ outcome, 0x846ca68b) ^ (a >>> 15)
  i32[H.DIGEST] = a ^ (b << 7)
  i32[H.DIGEST + 1] = b
  i32[request + L.R_FLAGS] = i32[request + L.R_FLAGS]! | L.ENDED
  const isSlow = latency > f64[H.SLOW_MS]!
  for (let segment = i32[frame + L.SEGMENTS]! & L.POINTER; segment !== 0; segment = i32[segment]! & L.POINTER) {
    const row = timeRow(i32, i32[segment + L.S_KEY]!)
    f64[row]! += f64[(segment >> 1) + L.S_MS]!
    if (isSlow) f64[row + 1]! += f64[(segment >> 1) + L.S_MS]!
  }
  if (isSlow) bookSlow(i32, f64, frame, outcome)
  if (outcome !== O.OK) {
    const culprit = i32[frame + L.CULPRIT]!
    const row = failureRow(i32, culprit === 0 ? i32[request + L.R_CLIENT]! : culprit - 1, outcome)
    f64[row]!++
    remember(i32, f64, request, row + 1, outcome)
  }
  freeFrame(i32, frame)
}

/** Books a slow request to the component and cause that cost it the most. */
function bookSlow(i32: Int32Array, f64: Float64Array, frame: number, outcome: number): void {
  const first = i32[frame + L.SEGMENTS]!
  let worst = -1
  let worstMs = 0
  for (let segment = first; segment !== 0; segment = i32[segment]!) {
    const key = i32[segment + L.S_KEY]!
    let ms = 0
    for (let other = first; other !== 0; other = i32[other]!) {
      if (i32[other + L.S_KEY] === key) ms += f64[(other >> 1) + L.S_MS]!
    }
    if (ms > worstMs) {
      worst = key
      worstMs = ms
    }
  }
  if (worst < 0) return
  const row = timeRow(i32, worst)
  f64[row + 2]!++
  remember(i32, f64, i32[frame + L.REQUEST]!, row + 3, outcome)
}

/** Notes which request a row saw last: number, client, start, end, outcome. */
function remember(i32: Int32Array, f64: Float64Array, request: number, at: number, outcome: number): void {
  f64[at] = f64[(request >> 1) + L.R_NUMBER]!
  f64[at + 1] = i32[request + L.R_CLIENT]!
  f64[at + 2] = f64[(request >> 1) + L.R_STARTED]!
  f64[at + 3] = f64[H.NOW]!
  f64[at + 4] = outcome
}
