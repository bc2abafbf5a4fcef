/**
 * Processor sharing. Every job present gets the same rate min(1, servers / jobs). Measured in *virtual time* — the
 * service that a job present all along would have had — each job ends at a fixed point, its own demand after it came.
 * So a heap by that point is all that is needed, and an arrival or a change of speed moves one event, not all of them.
 */
import type { Arena } from './arena.ts'
import { enqueue, withdraw } from './event-list.ts'
import { addSegment } from './frames.ts'
import { makeRoom, push, removeAt } from './heap.ts'
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
  makeRoom(arena, station)
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
  push(i32, f64, station, frame)
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
  removeAt(i32, f64, station, i32[frame + L.HEAP_AT]!)
  relist(i32, f64, station)
}

/** Multiplies what is left of a job's demand. */
export function stretchShare(i32: Int32Array, f64: Float64Array, frame: number, factor: number): void {
  const station = i32[frame + L.AT]!
  advanceVirtual(i32, f64, station)
  const left = f64[(frame >> 1) + L.TIME]! - f64[(station >> 1) + L.T_VIRTUAL]!
  leaveShare(i32, f64, frame)
  f64[(frame >> 1) + L.TIME] = f64[(station >> 1) + L.T_VIRTUAL]! + left * factor
  i32[frame + L.AT] = station
  push(i32, f64, station, frame)
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
