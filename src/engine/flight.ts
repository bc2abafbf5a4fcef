/**
 * Single flight: of all frames that want the same key at once one goes and the others wait for it. A flight is a grant
 * of its leader, so it ends exactly once, however the leader ends: answered, cancelled or crashed.
 */
import { type Arena, take } from './arena.ts'
import * as H from './header.ts'
import { addSegment, makeReady } from './frames.ts'
import * as L from './layout.ts'
import { addGrant } from './station.ts'
import { scatter } from './random.ts'

const TABLE_BUCKETS = 1024
const F_SPACE = 2
const F_KEY = 3
const F_HEAD = 4
const F_TAIL = 5
const F_SLOT = 6 // the bucket it hangs in
const FLIGHT_WORDS = 8

/** Makes an empty table of flights. */
export function createFlights(arena: Arena): number {
  return arena.alloc(TABLE_BUCKETS)
}

/**
 * Joins or begins the flight for the key of the frame's request, in that key space: true for the leader, false for one
 * who waits.
 */
export function fly(i32: Int32Array, f64: Float64Array, frame: number, table: number, space: number): boolean {
  const key = i32[i32[frame + L.REQUEST]! + L.R_KEY]!
  const slot = table + (scatter(key ^ Math.imul(space, 0x9e3779b1)) & (TABLE_BUCKETS - 1))
  for (let flight = i32[slot]!; flight !== 0; flight = i32[flight]!) {
    if (i32[flight + F_KEY] !== key || i32[flight + F_SPACE] !== space) continue
    waitFor(i32, f64, frame, flight)
    return false
  }
  let flight = i32[H.FREE_FLIGHT]!
  if (flight === 0) flight = take(i32, FLIGHT_WORDS)
  else i32[H.FREE_FLIGHT] = i32[flight]!
  i32[flight] = i32[slot]!
  i32[slot] = flight
  i32[flight + L.STATE] = L.FLIGHT
  i32[flight + F_SPACE] = space
  i32[flight + F_KEY] = key
  i32[flight + F_HEAD] = 0
  i32[flight + F_TAIL] = 0
  i32[flight + F_SLOT] = slot
  addGrant(i32, frame, flight)
  return true
}

/** Whether a grant is a flight of that table. */
export function isFlightOf(i32: Int32Array, grant: number, table: number): boolean {
  const slot = i32[grant + F_SLOT]! - table
  return i32[grant + L.STATE] === L.FLIGHT && slot >= 0 && slot < TABLE_BUCKETS
}

function waitFor(i32: Int32Array, f64: Float64Array, frame: number, flight: number): void {
  const tail = i32[flight + F_TAIL]!
  i32[frame + L.STATE] = L.FLYING
  i32[frame + L.AT] = flight
  i32[frame + L.NEXT] = 0
  i32[frame + L.PREV] = tail
  i32[flight + F_TAIL] = frame
  if (tail === 0) i32[flight + F_HEAD] = frame
  else i32[tail + L.NEXT] = frame
  f64[(frame >> 1) + L.SINCE] = f64[H.NOW]!
  // The record is made now, one at a time: a landing may end any number of waits at once, without room for so many.
  f64[H.SAMPLE] = 0
  addSegment(i32, f64, frame, coalescedKey(i32, frame))
}

function coalescedKey(i32: Int32Array, frame: number): number {
  return (i32[i32[frame + L.INSTANCE]! + L.N_COMPONENT]! << L.CAUSE_BITS) | L.CAUSE_COALESCED
}

/** Takes a frame out of those who wait for a flight. */
export function leaveFlight(i32: Int32Array, frame: number): void {
  const flight = i32[frame + L.AT]!
  const next = i32[frame + L.NEXT]!
  const previous = i32[frame + L.PREV]!
  if (previous === 0) i32[flight + F_HEAD] = next
  else i32[previous + L.NEXT] = next
  if (next === 0) i32[flight + F_TAIL] = previous
  else i32[next + L.PREV] = previous
  i32[frame + L.AT] = 0
}

/** Ends a flight: all who waited go on. */
export function land(i32: Int32Array, f64: Float64Array, flight: number): void {
  for (let frame = i32[flight + F_HEAD]!; frame !== 0;) {
    const next = i32[frame + L.NEXT]!
    f64[H.SAMPLE] = f64[H.NOW]! - f64[(frame >> 1) + L.SINCE]!
    addSegment(i32, f64, frame, coalescedKey(i32, frame))
    i32[frame + L.AT] = 0
    makeReady(i32, frame)
    frame = next
  }
  const slot = i32[flight + F_SLOT]!
  if (i32[slot] === flight) i32[slot] = i32[flight]!
  else {
    let before = i32[slot]!
    while (i32[before] !== flight) before = i32[before]!
    i32[before] = i32[flight]!
  }
  i32[flight] = i32[H.FREE_FLIGHT]!
  i32[H.FREE_FLIGHT] = flight
}
