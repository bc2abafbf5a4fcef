/** How the attempts of a call end: what the guard of its link takes note of, and which connections are kept. */
import { noteCall, type Side } from './breaker.ts'
import * as G from './guard-layout.ts'
import { outletOf } from './guard.ts'
import { dropConnections, keepConnection } from './idle.ts'
import * as L from './layout.ts'
import type { Machine } from './machine.ts'
import * as O from './outcome.ts'
import { noteAnswer } from './throttle.ts'

/** Register C of a courier: what it is, as bits. The other registers are its choice's. */
export const STANDING = L.C
export const HEDGING = 1
export const BEGUN = 2
export const PROBING = 4

/** Whether a courier is a hedge, has begun, or tries a broken circuit. */
export function is(I: Int32Array, courier: number, standing: number): boolean {
  return (I[courier + STANDING]! & standing) !== 0
}

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
  // What was open to one that has gone down is open no more.
  if (isReset) dropConnections(I, outlet, I[frame + L.TARGET]!)
  else if (F[(guard >> 1) + G.G_KEEP]! > 0 && I[outlet + G.Q_IDLE] !== 0) keepConnection(I, F, outlet, frame)
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
  noteCall(machine, F, side, { isFailure, isProbe: is(I, frame, PROBING) })
}

/** A caller's time is up: its guard takes note of every attempt that has begun. */
export function noteTimeout(machine: Machine, I: Int32Array, F: Float64Array, frame: number): void {
  for (let courier = I[frame + L.CHILD]!; courier !== 0; courier = I[courier + L.SIBLING]!) {
    const isGuarded = I[I[courier + L.TARGET_LINK]! + L.L_GUARD] !== 0
    if (is(I, courier, BEGUN) && isGuarded) note(machine, I, F, { frame: courier, outcome: O.TIMED_OUT })
  }
}
