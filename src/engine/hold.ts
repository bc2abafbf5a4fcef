/** Time passing: a frame is held until it is due, and what it was held for stands on its account. */
import { LAW_EXPONENTIAL, sample } from './distributions.ts'
import { enqueue } from './event-list.ts'
import { addSegment } from './frames.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import { drawWords } from './random.ts'
import { drawExponential } from './ziggurat.ts'

/** Holds a frame for the `H.SAMPLE` ms that are booked already; it goes on at `pc`. */
export function hold(i32: Int32Array, f64: Float64Array, frame: number, pc: number, cause: number): void {
  frame &= L.POINTER
  const half = frame >> 1
  i32[frame + L.PC] = pc | 0
  i32[frame + L.STATE] = L.HOLDING
  i32[frame + L.HOLD_CAUSE] = cause | 0
  f64[half + L.TIME] = f64[H.NOW]! + f64[H.SAMPLE]!
  f64[half + L.SEQ] = f64[H.SEQUENCE]!
  f64[H.SEQUENCE]!++
  enqueue(i32, f64, frame)
}

/**
 * Holds a frame for a time drawn by its request, as the instruction at `pc` says (law, purpose, cause). False when no
 * time passes.
 */
export function holdDrawn(
  i32: Int32Array,
  f64: Float64Array,
  constants: Float64Array,
  frame: number,
  code: Int32Array,
  pc: number,
): boolean {
  frame &= L.POINTER
  pc &= L.POINTER
  const law = code[pc + 1]! & L.POINTER
  const purpose = code[pc + 2]!
  const cause = code[pc + 3]!
  const instance = i32[frame + L.INSTANCE]! & L.POINTER
  const request = i32[frame + L.REQUEST]! & L.POINTER
  const s0 = i32[request + L.R_SEED]!
  const s1 = i32[request + L.R_SEED + 1]!
  let scale = cause === L.CAUSE_SERVICE ? f64[(instance >> 1) + L.N_SPEED]! : 1
  if (constants[law] === LAW_EXPONENTIAL) {
    drawExponential(i32, f64, s0, s1, purpose, i32[frame + L.VISIT]!)
    scale *= constants[law + 1]!
  } else {
    drawWords(i32, s0, s1, purpose, i32[frame + L.VISIT]!)
    sample(i32, f64, constants, law)
  }
  const ms = f64[H.SAMPLE]! * scale
  if (ms === 0) return false
  f64[H.SAMPLE] = ms
  addSegment(i32, f64, frame, (i32[instance + L.N_COMPONENT]! << L.CAUSE_BITS) | cause)
  const half = frame >> 1
  i32[frame + L.PC] = pc + 4
  i32[frame + L.STATE] = L.HOLDING
  i32[frame + L.HOLD_CAUSE] = cause
  f64[half + L.TIME] = f64[H.NOW]! + ms
  f64[half + L.SEQ] = f64[H.SEQUENCE]!
  f64[H.SEQUENCE]!++
  enqueue(i32, f64, frame)
  return true
}
