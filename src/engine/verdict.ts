/** How the attempts of a call end: what the guard of its link takes note of, and which connections are kept. */
import { take } from './arena.ts'
import { noteCall, type Side } from './breaker.ts'
import * as G from './guard-layout.ts'
import { dropIdle, keepConnection, outletOf } from './guard.ts'
import * as L from './layout.ts'
import type { Machine } from './machine.ts'
import * as O from './outcome.ts'
import { noteAnswer } from './throttle.ts'

/** Register B of a courier: it has begun. Register C: it tries a broken circuit. */
export const BEGUN = L.B
export const PROBING = L.C

/** Words of the record of a kept connection. */
const IDLE_WORDS = 4

/** The side of a guarded link that a frame calls over. */
export function sideOf(I: Int32Array, frame: number): Side {
  const link = I[frame + L.TARGET_LINK]!
  const guard = I[link + L.L_GUARD]!
  return { link, guard, outlet: outletOf(I, guard, I[frame + L.INSTANCE]!) }
}

/** An attempt is answered: its connection is kept, and the guard takes note. */
export function settle(machine: Machine, I: Int32Array, F: Float64Array, frame: number): void {
  const { guard, outlet, link } = sideOf(I, frame)
  const outcome = I[frame + L.ANSWER]!
  note(machine, I, F, { frame, outcome })
  if (I[guard + G.G_ROUND_TRIPS] === 0) return
  const isReset = outcome === O.REFUSED && I[frame + L.CULPRIT] === I[link + L.L_CALLEE]! + 1
  if (isReset) {
    // What was open to one that has gone down is open no more.
    if (I[link + L.L_COUNT] === 1) dropIdle(I, outlet)
    return
  }
  if (F[(guard >> 1) + G.G_KEEP]! <= 0) return
  const spare = I[outlet + G.Q_SPARE]!
  if (spare !== 0) I[outlet + G.Q_SPARE] = I[spare]!
  keepConnection(I, F, outlet, spare === 0 ? take(I, IDLE_WORDS) : spare)
}

function note(
  machine: Machine,
  I: Int32Array,
  F: Float64Array,
  { frame, outcome }: { frame: number; outcome: number },
): void {
  const side = sideOf(I, frame)
  const log = I[side.outlet + G.Q_LOG]!
  if (log !== 0) noteAnswer(F, log, outcome)
  const isFailure = outcome !== O.OK && outcome !== O.MISS
  noteCall(machine, F, side, { isFailure, isProbe: I[frame + PROBING] !== 0 })
}

/** A caller's time is up: its guard takes note of every attempt that has begun. */
export function noteTimeout(machine: Machine, I: Int32Array, F: Float64Array, frame: number): void {
  for (let courier = I[frame + L.CHILD]!; courier !== 0; courier = I[courier + L.SIBLING]!) {
    const isGuarded = I[I[courier + L.TARGET_LINK]! + L.L_GUARD] !== 0
    if (I[courier + BEGUN] === 1 && isGuarded) note(machine, I, F, { frame: courier, outcome: O.TIMED_OUT })
  }
}
