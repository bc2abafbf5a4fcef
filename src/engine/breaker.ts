/**
 * A circuit breaker, as each caller keeps one for a link: closed it lets calls through and looks at the last ones; when
 * too many of them failed it opens, and calls fail at once. After a while it lets one call through: on its answer it
 * closes again, or stays open for as long once more.
 */
import { closeCircuit } from './guard.ts'
import * as G from './guard-layout.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import type { Machine } from './machine.ts'

/** A guarded link as one instance of its caller sees it. */
export interface Side {
  readonly link: number
  readonly guard: number
  readonly outlet: number
}

/** Whether the circuit lets nobody through now. */
export function isBroken(machine: Machine, I: Int32Array, F: Float64Array, side: Side): boolean {
  const { outlet, guard } = side
  if (I[guard + G.G_WINDOW] === 0 || I[outlet + G.Q_STATE] === G.CLOSED) return false
  if (I[outlet + G.Q_STATE] === G.OPEN) {
    if (F[H.NOW]! < F[(outlet >> 1) + G.Q_UNTIL]!) return true
    I[outlet + G.Q_STATE] = G.HALF_OPEN
    report(machine, 'circuitTried', side)
  }
  // The one that tries it has not come back yet.
  return I[I[outlet + G.Q_PROBE]! + L.T_BUSY]! > 0
}

/** Whether a call that is let through now is the one that tries the circuit. */
export function isTried(I: Int32Array, { guard, outlet }: Side): boolean {
  return I[guard + G.G_WINDOW]! > 0 && I[outlet + G.Q_STATE] === G.HALF_OPEN
}

/** Takes note of how a call ended; `isProbe` when it was sent to try the circuit. */
export function noteCall(
  machine: Machine,
  F: Float64Array,
  side: Side,
  call: { readonly isFailure: boolean; readonly isProbe: boolean },
): void {
  const { i32 } = machine
  const { guard, outlet } = side
  if (i32[guard + G.G_WINDOW] === 0) return
  const state = i32[outlet + G.Q_STATE]!
  if (state === G.HALF_OPEN && call.isProbe) {
    if (call.isFailure) return open(machine, F, side)
    closeCircuit(i32, outlet)
    report(machine, 'circuitClosed', side)
  } else if (state === G.CLOSED) {
    remember(i32, outlet, call.isFailure ? 1 : 0)
    const isFull = i32[outlet + G.Q_SEEN]! >= i32[guard + G.G_WINDOW]!
    if (isFull && i32[outlet + G.Q_FAILED]! >= i32[guard + G.G_FAILURES]!) open(machine, F, side)
  }
}

function open(machine: Machine, F: Float64Array, side: Side): void {
  const { guard, outlet } = side
  closeCircuit(machine.i32, outlet)
  machine.i32[outlet + G.Q_STATE] = G.OPEN
  F[(outlet >> 1) + G.Q_UNTIL] = F[H.NOW]! + F[(guard >> 1) + G.G_OPEN]!
  report(machine, 'circuitOpened', side)
}

/** Puts a call in the place of the oldest one that is remembered. */
function remember(i32: Int32Array, outlet: number, failed: number): void {
  const ring = i32[outlet + G.Q_RING]!
  const cursor = i32[outlet + G.Q_CURSOR]!
  const place = ring + 1 + cursor
  if (i32[outlet + G.Q_SEEN]! < i32[ring]!) i32[outlet + G.Q_SEEN]!++
  else i32[outlet + G.Q_FAILED]! -= i32[place]!
  i32[place] = failed
  i32[outlet + G.Q_FAILED]! += failed
  i32[outlet + G.Q_CURSOR] = cursor + 1 >= i32[ring]! ? 0 : cursor + 1
}

function report({ tell, i32 }: Machine, code: string, { link }: Side): void {
  tell?.(code, i32[link + L.L_CALLER]!, { other: i32[link + L.L_CALLEE]! })
}
