/** Patience: who has waited too long leaves the line. Each draws for itself, when it begins to wait. */
import type { Arena } from './arena.ts'
import { expel } from './discipline.ts'
import { sample } from './distributions.ts'
import { enqueue, withdraw } from './event-list.ts'
import * as H from './header.ts'
import { makeRoom, push } from './heap.ts'
import * as L from './layout.ts'
import * as O from './outcome.ts'
import { drawWords, hashText } from './random.ts'
import { leaveLine } from './station.ts'

const PATIENCE_PURPOSE = hashText('patience')

/**
 * A frame that has just joined a line draws from the law at `constants[law]` how long it waits at most. What an
 * instance does for itself waits for ever. May replace the arena's views.
 */
export function limitWait(arena: Arena, constants: Float64Array, frame: number, law: number): void {
  const station = arena.i32[frame + L.AT]!
  const request = arena.i32[frame + L.REQUEST]!
  if (request === 0) return
  makeRoom(arena, station)
  const { i32, f64 } = arena
  const purpose = PATIENCE_PURPOSE ^ i32[station + L.T_SLOT]!
  drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, purpose, i32[frame + L.VISIT]!)
  sample(i32, f64, constants, law)
  f64[(frame >> 1) + L.TIME] = f64[H.NOW]! + f64[H.SAMPLE]!
  f64[(frame >> 1) + L.SEQ] = f64[H.SEQUENCE]!
  f64[H.SEQUENCE]!++
  push(i32, f64, station, frame)
  const isFirst = i32[i32[station + L.T_HEAP]!] === frame
  if (isFirst && i32[station + L.T_LISTED] !== 0) {
    withdraw(i32, f64, station)
    i32[station + L.T_LISTED] = 0
  }
  list(i32, f64, station)
}

/**
 * A station has come up in the event list: whoever gives up now is put out of the line. Nobody does when he for whom it
 * was listed is no longer in line. Returns no frame to run: who has left is ready.
 */
export function giveUp(i32: Int32Array, f64: Float64Array, station: number): number {
  i32[station + L.T_LISTED] = 0
  const frame = i32[station + L.T_HEAP_SIZE] === 0 ? 0 : i32[i32[station + L.T_HEAP]!]!
  if (frame !== 0 && f64[(frame >> 1) + L.TIME]! <= f64[H.NOW]!) {
    leaveLine(i32, f64, frame)
    expel(i32, f64, frame, station, O.SHED)
  }
  list(i32, f64, station)
  return 0
}

/** Puts the station into the event list for the first who gives up, unless it stands there for an earlier time. */
function list(i32: Int32Array, f64: Float64Array, station: number): void {
  if (i32[station + L.T_HEAP_SIZE] === 0 || i32[station + L.T_LISTED] !== 0) return
  const half = station >> 1
  f64[half + L.TIME] = f64[(i32[i32[station + L.T_HEAP]!]! >> 1) + L.TIME]!
  f64[half + L.SEQ] = f64[H.SEQUENCE]!
  f64[H.SEQUENCE]!++
  i32[station + L.T_LISTED] = 1
  enqueue(i32, f64, station)
}
