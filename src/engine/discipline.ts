/**
 * In which order a line is served, and who is put out of it. FIFO is what a line does by itself; here is the rest:
 * LIFO, priority (not preemptive, first come first served within one), and CoDel, which drops those at the head while
 * the line has been too slow for too long.
 */
import { addSegment, makeReady } from './frames.ts'
import * as H from './header.ts'
import { removeAt } from './heap.ts'
import * as L from './layout.ts'
import { touch, waitingKey } from './occupancy.ts'
import { SHED } from './outcome.ts'

/** Where a frame that comes belongs in the line: behind whom, or 0 for the very front. */
export function placeInLine(i32: Int32Array, frame: number, station: number): number {
  const tail = i32[station + L.T_TAIL]!
  switch (i32[station + L.T_DISCIPLINE]) {
    case L.LIFO:
      return 0
    case L.PRIORITY:
      return behindEquals(i32, frame, station)
    default:
      return tail
  }
}

/** The last one of the same or a higher priority, looked for from both ends at once. */
function behindEquals(i32: Int32Array, frame: number, station: number): number {
  const priority = priorityOf(i32, frame)
  let front = i32[station + L.T_HEAD]!
  let back = i32[station + L.T_TAIL]!
  while (back !== 0) {
    if (priorityOf(i32, back) >= priority) return back
    if (priorityOf(i32, front) < priority) return i32[front + L.PREV]!
    back = i32[back + L.PREV]!
    front = i32[front + L.NEXT]!
  }
  return 0
}

function priorityOf(i32: Int32Array, frame: number): number {
  const request = i32[frame + L.REQUEST]!
  return request === 0 ? L.USUAL_PRIORITY : i32[request + L.R_PRIORITY]!
}

/** A frame that leaves the line, or is let in, gives up no more. Not all who stand in a line would. */
export function forgetPatience(i32: Int32Array, f64: Float64Array, frame: number, station: number): void {
  const place = i32[frame + L.HEAP_AT]!
  const isThere = place < i32[station + L.T_HEAP_SIZE]! && i32[i32[station + L.T_HEAP]! + place] === frame
  if (isThere) removeAt(i32, f64, station, place)
}

/** Changes the order of a line from now on; those who stand in it stay where they are. */
export function setDiscipline(i32: Int32Array, f64: Float64Array, station: number, spec: Discipline): void {
  i32[station + L.T_DISCIPLINE] = spec.discipline
  f64[(station >> 1) + L.T_TARGET_MS] = spec.targetMs
  f64[(station >> 1) + L.T_INTERVAL_MS] = spec.intervalMs
}

export interface Discipline {
  readonly discipline: number
  /** Of CoDel: the wait that is good enough, and how long it may be exceeded, ms. */
  readonly targetMs: number
  readonly intervalMs: number
}

/**
 * Puts a waiting frame out of its line, with an outcome; it goes on at the steps that its `acquire` names for that.
 * False when it named none.
 */
export function expel(i32: Int32Array, f64: Float64Array, frame: number, station: number, outcome: number): boolean {
  const elsewhere = i32[frame + L.ELSEWHERE]!
  if (elsewhere === 0) return false
  i32[frame + L.AT] = 0
  i32[frame + L.ANSWER] = outcome
  i32[frame + L.CULPRIT] = i32[i32[frame + L.INSTANCE]! + L.N_COMPONENT]! + 1
  i32[frame + L.PC] = elsewhere
  const waited = f64[H.NOW]! - f64[(frame >> 1) + L.SINCE]!
  if (waited > 0) {
    f64[H.SAMPLE] = waited
    addSegment(i32, f64, frame, waitingKey(i32, frame, station))
  }
  makeReady(i32, frame)
  return true
}

/**
 * CoDel (RFC 8289, section 5): drops from the head of the line as long as its rules ask for it. What stands at the head
 * afterwards may be served.
 */
export function dropHead(i32: Int32Array, f64: Float64Array, station: number): void {
  const half = station >> 1
  const now = f64[H.NOW]!
  let isLate = isTooLate(i32, f64, station)
  if (f64[half + L.T_DROP_NEXT]! > 0) {
    if (!isLate) endDropping(f64, half)
    while (f64[half + L.T_DROP_NEXT]! > 0 && now >= f64[half + L.T_DROP_NEXT]!) {
      if (!dropOne(i32, f64, station)) return
      i32[station + L.T_DROPS]!++
      isLate = isTooLate(i32, f64, station)
      if (isLate) f64[half + L.T_DROP_NEXT] = controlled(i32, f64, station, f64[half + L.T_DROP_NEXT]!)
      else endDropping(f64, half)
    }
    return
  }
  if (!isLate || !dropOne(i32, f64, station)) return
  isTooLate(i32, f64, station)
  // Soon after a time of dropping it goes on as fast as that one had become.
  const wouldDrop = f64[half + L.T_WOULD_DROP]!
  const isSoon = wouldDrop > 0 && now - wouldDrop < SOON * f64[half + L.T_INTERVAL_MS]!
  const gained = i32[station + L.T_DROPS]! - i32[station + L.T_DROPS_BEFORE]!
  i32[station + L.T_DROPS] = isSoon && gained > 1 ? gained : 1
  i32[station + L.T_DROPS_BEFORE] = i32[station + L.T_DROPS]!
  f64[half + L.T_DROP_NEXT] = controlled(i32, f64, station, now)
}

/** The head was served in time again; when the next would have been dropped is remembered. */
function endDropping(f64: Float64Array, half: number): void {
  f64[half + L.T_WOULD_DROP] = f64[half + L.T_DROP_NEXT]!
  f64[half + L.T_DROP_NEXT] = 0
}

/** So many intervals after a time of dropping are soon. */
const SOON = 16

function controlled(i32: Int32Array, f64: Float64Array, station: number, from: number): number {
  return from + f64[(station >> 1) + L.T_INTERVAL_MS]! / Math.sqrt(i32[station + L.T_DROPS]!)
}

/** Whether the head has waited above the target, as all before it have for an interval. */
function isTooLate(i32: Int32Array, f64: Float64Array, station: number): boolean {
  const half = station >> 1
  const head = i32[station + L.T_HEAD]!
  const now = f64[H.NOW]!
  const isShort = i32[station + L.T_LINE]! <= 1
  if (isShort || now - f64[(head >> 1) + L.SINCE]! < f64[half + L.T_TARGET_MS]!) {
    f64[half + L.T_LATE_FROM] = 0
    return false
  }
  if (f64[half + L.T_LATE_FROM] === 0) {
    f64[half + L.T_LATE_FROM] = now + f64[half + L.T_INTERVAL_MS]!
    return false
  }
  return now >= f64[half + L.T_LATE_FROM]!
}

/** Drops the head of the line; false when there is none, or it cannot be dropped. */
function dropOne(i32: Int32Array, f64: Float64Array, station: number): boolean {
  const frame = i32[station + L.T_HEAD]!
  if (frame === 0 || i32[frame + L.ELSEWHERE] === 0) return false
  touch(i32, f64, station)
  if (i32[station + L.T_HEAP_SIZE] !== 0) forgetPatience(i32, f64, frame, station)
  const next = i32[frame + L.NEXT]!
  i32[station + L.T_HEAD] = next
  if (next === 0) i32[station + L.T_TAIL] = 0
  else i32[next + L.PREV] = 0
  i32[station + L.T_LINE]!--
  return expel(i32, f64, frame, station, SHED)
}
