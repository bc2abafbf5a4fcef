/**
 * Processor sharing. Every job present gets the same rate min(1, servers / jobs). Measured in *virtual time* — the
 * service that a job present all along would have had — each job ends at a fixed point, its own demand after it came.
 * So a heap by that point is all that is needed, and an arrival or a change of speed moves one event, not all of them.
 */
import type { Arena } from './arena.ts'
import { enqueue, withdraw } from './event-list.ts'
import { addSegment } from './frames.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import { serviceKey, touch, waitingKey } from './occupancy.ts'

/** Sums of times are rounded: a wait shorter than this is none. */
const ROUNDING_MS = 1e-9

/**
 * Begins to serve a frame that demands `f64[H.SAMPLE]` ms of one server. Its demand is booked as service, and what it
 * takes longer because others are there as waiting: `L.SINCE` is when it would be done if it were alone.
 */
export function share(arena: Arena, frame: number, station: number): void {
  if (arena.i32[station + L.T_HEAP_SIZE]! >= heapCapacity(arena.i32, station)) {
    growHeap(arena, station, 2 * heapCapacity(arena.i32, station))
  }
  const { i32, f64 } = arena
  const demand = f64[H.SAMPLE]!
  touch(i32, f64, station)
  advanceVirtual(i32, f64, station)
  const half = frame >> 1
  f64[half + L.TIME] = f64[(station >> 1) + L.T_VIRTUAL]! + demand
  f64[half + L.SEQ] = f64[H.SEQUENCE]!
  f64[H.SEQUENCE]!++
  f64[half + L.SINCE] = f64[H.NOW]! + demand
  addSegment(i32, f64, frame, serviceKey(i32, frame))
  i32[frame + L.STATE] = L.SHARING
  i32[frame + L.AT] = station
  const size = i32[station + L.T_HEAP_SIZE]!
  i32[station + L.T_HEAP_SIZE] = size + 1
  siftUp(i32, f64, station, size, frame)
  f64[(station >> 1) + L.T_GRANTED]!++
  relist(i32, f64, station)
}

/** The job that is done now, taken out, at a station that has just left the event list. */
export function finishShare(i32: Int32Array, f64: Float64Array, station: number): number {
  i32[station + L.T_HEAD] = 0
  touch(i32, f64, station)
  advanceVirtual(i32, f64, station)
  const frame = i32[i32[station + L.T_HEAP]!]!
  // Rounding must not leave the job that is due with a grain of service to come.
  f64[(station >> 1) + L.T_VIRTUAL] = Math.max(f64[(station >> 1) + L.T_VIRTUAL]!, f64[(frame >> 1) + L.TIME]!)
  removeAt(i32, f64, station, 0)
  relist(i32, f64, station)
  f64[H.SAMPLE] = f64[H.NOW]! - f64[(frame >> 1) + L.SINCE]!
  if (f64[H.SAMPLE]! > ROUNDING_MS) {
    f64[(station >> 1) + L.T_WAITED]! += f64[H.SAMPLE]!
    addSegment(i32, f64, frame, waitingKey(i32, frame, station))
  }
  return frame
}

/** Takes a job out before it is done. */
export function leaveShare(i32: Int32Array, f64: Float64Array, frame: number): void {
  const station = i32[frame + L.AT]!
  touch(i32, f64, station)
  advanceVirtual(i32, f64, station)
  const heap = i32[station + L.T_HEAP]!
  const size = i32[station + L.T_HEAP_SIZE]!
  for (let at = 0; at < size; at++) {
    if (i32[heap + at] === frame) {
      removeAt(i32, f64, station, at)
      break
    }
  }
  relist(i32, f64, station)
}

/** Multiplies what is left of a job's demand. */
export function stretchShare(i32: Int32Array, f64: Float64Array, frame: number, factor: number): void {
  const station = i32[frame + L.AT]!
  advanceVirtual(i32, f64, station)
  const left = f64[(frame >> 1) + L.TIME]! - f64[(station >> 1) + L.T_VIRTUAL]!
  leaveShare(i32, f64, frame)
  f64[(frame >> 1) + L.TIME] = f64[(station >> 1) + L.T_VIRTUAL]! + left * factor
  const size = i32[station + L.T_HEAP_SIZE]!
  i32[station + L.T_HEAP_SIZE] = size + 1
  i32[frame + L.AT] = station
  siftUp(i32, f64, station, size, frame)
  relist(i32, f64, station)
  f64[H.SAMPLE] = left * (factor - 1)
  f64[(frame >> 1) + L.SINCE]! += f64[H.SAMPLE]!
  addSegment(i32, f64, frame, serviceKey(i32, frame))
}

function rateOf(i32: Int32Array, station: number): number {
  const jobs = i32[station + L.T_HEAP_SIZE]!
  const servers = i32[station + L.T_SERVERS]!
  return jobs <= servers ? 1 : servers / jobs
}

/** Brings the virtual time up to now. */
export function advanceVirtual(i32: Int32Array, f64: Float64Array, station: number): void {
  const half = station >> 1
  const elapsed = f64[H.NOW]! - f64[half + L.T_VIRTUAL_AT]!
  f64[half + L.T_VIRTUAL_AT] = f64[H.NOW]!
  if (elapsed > 0 && i32[station + L.T_HEAP_SIZE]! > 0) {
    f64[half + L.T_VIRTUAL]! += elapsed * rateOf(i32, station)
  }
}

/**
 * Puts the station into the event list for the job that will be done first; `L.T_HEAD` says whether it stands there.
 */
export function relist(i32: Int32Array, f64: Float64Array, station: number): void {
  const half = station >> 1
  if (i32[station + L.T_HEAD] === 1) withdraw(i32, f64, station)
  const size = i32[station + L.T_HEAP_SIZE]!
  const servers = i32[station + L.T_SERVERS]!
  i32[station + L.T_BUSY] = size < servers ? size : servers
  i32[station + L.T_LINE] = size > servers ? size - servers : 0
  if (i32[station + L.T_LINE]! > i32[station + L.T_LINE_MAX]!) i32[station + L.T_LINE_MAX] = i32[station + L.T_LINE]!
  i32[station + L.T_HEAD] = 0
  if (size === 0 || servers === 0) return
  const first = i32[i32[station + L.T_HEAP]!]!
  const left = f64[(first >> 1) + L.TIME]! - f64[half + L.T_VIRTUAL]!
  f64[half + L.TIME] = f64[H.NOW]! + (left > 0 ? left / rateOf(i32, station) : 0)
  f64[half + L.SEQ] = f64[H.SEQUENCE]!
  f64[H.SEQUENCE]!++
  i32[station + L.T_HEAD] = 1
  enqueue(i32, f64, station)
}

function heapCapacity(i32: Int32Array, station: number): number {
  return i32[i32[station + L.T_HEAP]! - 1]!
}

/** Makes a station's heap, or a larger one. */
export function growHeap(arena: Arena, station: number, capacity: number): void {
  const block = arena.alloc(capacity + 2)
  const { i32 } = arena
  i32[block + 1] = capacity
  const old = i32[station + L.T_HEAP]!
  if (old !== 0) i32.copyWithin(block + 2, old, old + i32[station + L.T_HEAP_SIZE]!)
  i32[station + L.T_HEAP] = block + 2
}

function isBefore(f64: Float64Array, a: number, b: number): boolean {
  const x = f64[(a >> 1) + L.TIME]!
  const y = f64[(b >> 1) + L.TIME]!
  return x < y || (x === y && f64[(a >> 1) + L.SEQ]! < f64[(b >> 1) + L.SEQ]!)
}

function siftUp(i32: Int32Array, f64: Float64Array, station: number, from: number, frame: number): void {
  const heap = i32[station + L.T_HEAP]!
  let at = from
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = i32[heap + parent]!
    if (!isBefore(f64, frame, above)) break
    i32[heap + at] = above
    at = parent
  }
  i32[heap + at] = frame
}

function removeAt(i32: Int32Array, f64: Float64Array, station: number, index: number): void {
  const heap = i32[station + L.T_HEAP]!
  const size = i32[station + L.T_HEAP_SIZE]! - 1
  i32[station + L.T_HEAP_SIZE] = size
  if (index === size) return
  const moved = i32[heap + size]!
  let at = index
  for (;;) {
    let child = 2 * at + 1
    if (child >= size) break
    if (child + 1 < size && isBefore(f64, i32[heap + child + 1]!, i32[heap + child]!)) child++
    if (!isBefore(f64, i32[heap + child]!, moved)) break
    i32[heap + at] = i32[heap + child]!
    at = child
  }
  siftUp(i32, f64, station, at, moved)
}
