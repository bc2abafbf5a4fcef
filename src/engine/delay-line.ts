/**
 * Constant delays. What enters a line leaves it after the same time, in the order it entered, so only the head stands
 * in the event list — with the sequence number it was given at entry. Hop lines carry frames over the network; timer
 * lines hold deadlines, which are taken out when they are met and so cost next to nothing.
 */
import type { Arena } from './arena.ts'
import * as H from './header.ts'
import { enqueue } from './event-list.ts'
import * as L from './layout.ts'

/**
 * The line of that sort (`L.HOP_LINE` or `TIMER_LINE`) and delay in ms, made when there is none yet. A hop without
 * delay needs no line: 0.
 */
export function delayLine(arena: Arena, sort: number, delayMs: number): number {
  if (sort === L.HOP_LINE && delayMs <= 0) return 0
  for (let line = arena.i32[H.DELAY_LINES]!; line !== 0; line = arena.i32[line + L.D_CHAIN]!) {
    if (arena.i32[line + L.STATE] === sort && arena.f64[(line >> 1) + L.D_DELAY] === delayMs) return line
  }
  const line = arena.alloc(L.DELAY_LINE_WORDS)
  arena.i32[line + L.STATE] = sort
  arena.f64[(line >> 1) + L.D_DELAY] = delayMs
  arena.i32[line + L.D_CHAIN] = arena.i32[H.DELAY_LINES]!
  arena.i32[H.DELAY_LINES] = line
  return line
}

/** Sends a frame into a hop line. */
export function depart(i32: Int32Array, f64: Float64Array, frame: number, line: number): void {
  f64[(frame >> 1) + L.TIME] = f64[H.NOW]! + f64[(line >> 1) + L.D_DELAY]!
  f64[(frame >> 1) + L.SEQ] = f64[H.SEQUENCE]!
  f64[H.SEQUENCE]!++
  i32[frame + L.NEXT] = 0
  i32[line + L.D_COUNT]!++
  if (i32[line + L.D_HEAD] === 0) {
    i32[line + L.D_HEAD] = frame
    i32[line + L.D_TAIL] = frame
    list(i32, f64, line, frame)
    return
  }
  i32[i32[line + L.D_TAIL]! + L.NEXT] = frame
  i32[line + L.D_TAIL] = frame
}

/** Takes the frame that is due out of a hop line that has just left the event list. */
export function alight(i32: Int32Array, f64: Float64Array, line: number): number {
  const frame = i32[line + L.D_HEAD]!
  const next = i32[frame + L.NEXT]!
  i32[line + L.D_HEAD] = next
  i32[line + L.D_COUNT]!--
  if (next !== 0) list(i32, f64, line, next)
  return frame
}

/** Puts the line into the event list in the name of its head. */
function list(i32: Int32Array, f64: Float64Array, line: number, head: number): void {
  f64[(line >> 1) + L.TIME] = f64[(head >> 1) + L.TIME]!
  f64[(line >> 1) + L.SEQ] = f64[(head >> 1) + L.SEQ]!
  enqueue(i32, f64, line)
}

/** Sets a frame's deadline: the delay of the timer line from now. */
export function arm(i32: Int32Array, f64: Float64Array, frame: number, line: number): void {
  f64[(frame >> 1) + L.TIMER_TIME] = f64[H.NOW]! + f64[(line >> 1) + L.D_DELAY]!
  f64[(frame >> 1) + L.TIMER_SEQ] = f64[H.SEQUENCE]!
  f64[H.SEQUENCE]!++
  i32[frame + L.TIMER] = line
  const tail = i32[line + L.D_TAIL]!
  i32[frame + L.TIMER_NEXT] = 0
  i32[frame + L.TIMER_PREV] = tail
  i32[line + L.D_TAIL] = frame
  if (tail === 0) i32[line + L.D_HEAD] = frame
  else i32[tail + L.TIMER_NEXT] = frame
  if (i32[line + L.D_LISTED] === 0) listTimer(i32, f64, line)
}

/** Takes a frame's deadline back. The line may stay in the event list for it and find nothing due then. */
export function disarm(i32: Int32Array, frame: number): void {
  const line = i32[frame + L.TIMER]!
  if (line === 0) return
  const next = i32[frame + L.TIMER_NEXT]!
  const previous = i32[frame + L.TIMER_PREV]!
  if (previous === 0) i32[line + L.D_HEAD] = next
  else i32[previous + L.TIMER_NEXT] = next
  if (next === 0) i32[line + L.D_TAIL] = previous
  else i32[next + L.TIMER_PREV] = previous
  i32[frame + L.TIMER] = 0
}

/** The frame whose deadline is due now in a timer line that has just left the event list, or 0. */
export function expired(i32: Int32Array, f64: Float64Array, line: number): number {
  i32[line + L.D_LISTED] = 0
  const frame = i32[line + L.D_HEAD]!
  if (frame === 0) return 0
  const isDue =
    f64[(frame >> 1) + L.TIMER_TIME] === f64[(line >> 1) + L.TIME] &&
    f64[(frame >> 1) + L.TIMER_SEQ] === f64[(line >> 1) + L.SEQ]
  if (isDue) disarm(i32, frame)
  if (i32[line + L.D_HEAD] !== 0) listTimer(i32, f64, line)
  return isDue ? frame : 0
}

function listTimer(i32: Int32Array, f64: Float64Array, line: number): void {
  const head = i32[line + L.D_HEAD]!
  f64[(line >> 1) + L.TIME] = f64[(head >> 1) + L.TIMER_TIME]!
  f64[(line >> 1) + L.SEQ] = f64[(head >> 1) + L.TIMER_SEQ]!
  i32[line + L.D_LISTED] = 1
  enqueue(i32, f64, line)
}
