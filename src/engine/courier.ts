/**
 * Calls over a guarded link. Each attempt is carried by a courier, a frame of its own beside its caller: it waits for a
 * connection of the pool, shakes hands where the connection is new, makes the call and brings back the answer. What it
 * holds it gives back when it ends, however it ends.
 */
import { isBroken, isTried } from './breaker.ts'
import { cancelChildren, stop } from './cancel.ts'
import { arm, disarm } from './delay-line.ts'
import { enqueue } from './event-list.ts'
import { addSegment, makeReady, newFrame } from './frames.ts'
import { earnRetry, outletOf, takeIdle } from './guard.ts'
import * as G from './guard-layout.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import type { Machine } from './machine.ts'
import * as O from './outcome.ts'
import * as P from './program.ts'
import { acquire, leaveLine } from './station.ts'
import { waitingKey } from './occupancy.ts'
import { holdsBack } from './throttle.ts'
import { BEGUN, PROBING, settle, sideOf } from './verdict.ts'
import { drawHop } from './wire.ts'

/** What a courier does, in this order; a hedge begins one step earlier. */
const HEDGE = 0
const TAKE = 1
const SHAKE = 2
const SEND = 3
const BACK = 4
const REPORT = 5

/** Register A of a courier: 1 for a hedge. */
const HEDGING = L.A

/** Lays out what couriers do, as the first instructions of a program. */
export function layCourier(program: P.Program): void {
  program.emit(P.OP_COURIER, HEDGE)
  program.emit(P.OP_COURIER, TAKE)
  program.emit(P.OP_COURIER, SHAKE)
  program.emit(P.OP_CALL, -1)
  program.emit(P.OP_COURIER, BACK)
  program.emit(P.OP_ANSWER, -1)
}

function goTo(I: Int32Array, frame: number, stage: number): void {
  I[frame + L.PC] = stage * P.STRIDE
}

/**
 * Begins a call over a guarded link to the target that was chosen. Returns the frame to run next: the courier, or the
 * caller itself where the call is held back.
 */
export function attempt(machine: Machine, I: Int32Array, F: Float64Array, frame: number, operation: number): number {
  const side = sideOf(I, frame)
  const { guard, outlet, link } = side
  const half = guard >> 1
  if (I[frame + L.TRIES] === 0) earnRetry(F, guard, outlet)
  const k = F[half + G.G_THROTTLE]!
  if (k > 0 && holdsBack(I, F, frame, { log: I[outlet + G.Q_LOG]!, k })) {
    F[half + G.G_HELD_BACK]!++
    return refuse(I, frame, O.THROTTLED)
  }
  if (isBroken(machine, I, F, side)) {
    F[half + G.G_BROKEN]!++
    return refuse(I, frame, O.CIRCUIT_OPEN)
  }
  I[frame + L.STATE] = L.CALLING
  I[frame + L.NEEDED] = 1
  I[frame + L.OUTSTANDING] = 1
  F[(frame >> 1) + L.SINCE] = F[H.NOW]!
  const isCancelled = (I[link + L.L_FLAGS]! & L.CANCEL) !== 0
  I[frame + L.FLAGS] = (I[frame + L.FLAGS]! & ~L.CANCEL_LOSERS) | (isCancelled ? L.CANCEL_LOSERS : 0)
  const timer = I[link + L.L_TIMER]!
  if (timer !== 0) arm(I, F, frame, timer)
  const own = operation < 0 ? I[frame + L.OPERATION]! : operation
  const courier = createCourier(I, F, frame, own)
  goTo(I, courier, TAKE)
  if (isTried(I, side)) {
    I[courier + PROBING] = 1
    acquire(I, F, courier, I[outlet + G.Q_PROBE]!)
  }
  const hedgeMs = F[half + G.G_HEDGE]!
  if (hedgeMs >= 0 && I[courier + PROBING] === 0) {
    const hedge = createCourier(I, F, frame, own)
    I[frame + L.OUTSTANDING] = 2
    I[hedge + HEDGING] = 1
    goTo(I, hedge, HEDGE)
    if (hedgeMs === 0) makeReady(I, hedge)
    else holdFor(I, F, hedge, hedgeMs)
  }
  return courier
}

function refuse(I: Int32Array, frame: number, outcome: number): number {
  I[frame + L.ANSWER] = outcome
  I[frame + L.CULPRIT] = I[I[frame + L.TARGET_LINK]! + L.L_CALLEE]! + 1
  return frame
}

function createCourier(I: Int32Array, F: Float64Array, frame: number, operation: number): number {
  const courier = newFrame(I, F)
  const request = I[frame + L.REQUEST]!
  I[courier + L.CALLER] = frame
  I[courier + L.CALLER_TICKET] = I[frame + L.TICKET]!
  I[courier + L.REQUEST] = request
  I[request + L.R_REFS]!++
  I[courier + L.INSTANCE] = I[frame + L.INSTANCE]!
  I[courier + L.OPERATION] = operation
  I[courier + L.VISIT] = I[frame + L.VISIT]!
  I[courier + L.DEPTH] = I[frame + L.DEPTH]!
  I[courier + L.TRIES] = I[frame + L.TRIES]!
  I[courier + L.FLAGS] = L.LOCAL | L.COURIER
  I[courier + L.TARGET] = I[frame + L.TARGET]!
  I[courier + L.TARGET_LINK] = I[frame + L.TARGET_LINK]!
  I[courier + HEDGING] = 0
  I[courier + BEGUN] = 0
  I[courier + PROBING] = 0
  F[(courier >> 1) + L.ARRIVED] = F[(frame >> 1) + L.ARRIVED]!
  I[courier + L.SIBLING] = I[frame + L.CHILD]!
  I[frame + L.CHILD] = courier
  return courier
}

/** Holds a courier for a time; what it does next is set already. */
function holdFor(I: Int32Array, F: Float64Array, frame: number, ms: number): void {
  const half = frame >> 1
  I[frame + L.STATE] = L.HOLDING
  I[frame + L.HOLD_CAUSE] = L.CAUSE_NETWORK
  F[half + L.TIME] = F[H.NOW]! + ms
  F[half + L.SEQ] = F[H.SEQUENCE]!
  F[H.SEQUENCE]!++
  enqueue(I, F, frame)
}

/** Does a stage of a courier's way; true when it goes on at once where its counter stands. */
export function stepCourier(machine: Machine, I: Int32Array, F: Float64Array, frame: number, stage: number): boolean {
  const link = I[frame + L.TARGET_LINK]!
  if (stage === HEDGE && !goSecond(machine, I, F, frame)) return true
  if (stage <= TAKE) return takeConnection(I, F, frame)
  if (stage === SHAKE) {
    disarm(I, frame)
    I[frame + BEGUN] = 1
    goTo(I, frame, SEND)
    return I[link + L.L_GUARD] === 0 || !shakeHands(machine, I, F, frame)
  }
  goTo(I, frame, REPORT)
  if (I[link + L.L_GUARD] !== 0) settle(machine, I, F, frame)
  return true
}

/** Sends a courier after the first one, to another target where there is one; false when the circuit is broken. */
function goSecond(machine: Machine, I: Int32Array, F: Float64Array, frame: number): boolean {
  const caller = I[frame + L.CALLER]!
  const link = I[frame + L.TARGET_LINK]!
  F[H.SAMPLE] = F[H.NOW]! - F[(caller >> 1) + L.SINCE]!
  if (F[H.SAMPLE]! > 0) addSegment(I, F, frame, (I[link + L.L_CALLEE]! << L.CAUSE_BITS) | L.CAUSE_TIMEOUT)
  chooseOther(machine, I, frame, caller)
  const other = I[frame + L.TARGET_LINK]!
  const isGuarded = (I[other + L.L_FLAGS]! & L.GUARDED) !== 0
  if (isGuarded && (isBroken(machine, I, F, sideOf(I, frame)) || isTried(I, sideOf(I, frame)))) {
    refuse(I, frame, O.CIRCUIT_OPEN)
    goTo(I, frame, REPORT)
    return false
  }
  F[(I[link + L.L_GUARD]! >> 1) + G.G_HEDGED]!++
  return true
}

/**
 * Another instance of the same callee; where there is none and the caller takes its links in turn, another link. One
 * who chose by a reason of its own is not led elsewhere.
 */
function chooseOther(machine: Machine, I: Int32Array, frame: number, caller: number): void {
  const link = I[frame + L.TARGET_LINK]!
  const count = I[link + L.L_COUNT]!
  if (count > 1) {
    const targets = I[link + L.L_TARGETS]!
    let cursor = I[link + L.L_CURSOR]!
    if (I[targets + cursor] === I[frame + L.TARGET]) cursor = cursor + 1 >= count ? 0 : cursor + 1
    I[link + L.L_CURSOR] = cursor + 1 >= count ? 0 : cursor + 1
    I[frame + L.TARGET] = I[targets + cursor]!
    return
  }
  const { code } = machine.program
  const choice = I[caller + L.PC]! - 2 * P.STRIDE
  if (choice < 0 || code[choice] !== P.OP_CHOOSE_PORT) return
  const list = I[I[frame + L.INSTANCE]! + L.N_PORTS + code[choice + 1]!]!
  const links = list === 0 ? 0 : I[list]!
  const place = I.subarray(list + 2, list + 2 + links).indexOf(link)
  for (let n = 1; n < links; n++) {
    const other = I[list + 2 + ((place + n) % links)]!
    if (I[other + L.L_COUNT] === 0) continue
    I[frame + L.TARGET_LINK] = other
    I[frame + L.TARGET] = I[I[other + L.L_TARGETS]! + (I[other + L.L_CURSOR]! % I[other + L.L_COUNT]!)]!
    return
  }
}

/** Waits for a connection of the pool, if there is a pool; true when the courier goes on at once. */
function takeConnection(I: Int32Array, F: Float64Array, frame: number): boolean {
  goTo(I, frame, SHAKE)
  const link = I[frame + L.TARGET_LINK]!
  const guard = I[link + L.L_GUARD]!
  if (guard === 0 || I[guard + G.G_POOL] === 0) return true
  if (acquire(I, F, frame, I[outletOf(I, guard, I[frame + L.INSTANCE]!) + G.Q_POOL]!) !== 0) return true
  const timer = I[guard + G.G_POOL_TIMER]!
  if (timer !== 0) arm(I, F, frame, timer)
  return false
}

/** Opens a connection where none is kept; true when that takes time. */
function shakeHands(machine: Machine, I: Int32Array, F: Float64Array, frame: number): boolean {
  const { guard, outlet, link } = sideOf(I, frame)
  const roundTrips = I[guard + G.G_ROUND_TRIPS]!
  if (roundTrips === 0 || takeIdle(I, F, guard, outlet)) return false
  F[(guard >> 1) + G.G_OPENED]!++
  // A call that cannot get through does not get further with its greeting, and nobody greets one who is down.
  const isHopeless = (I[link + L.L_FLAGS]! & L.CUT) !== 0 || I[I[frame + L.TARGET]! + L.N_UP] === 0
  if (isHopeless) return false
  let ms = 0
  for (let hop = 0; hop < 2 * roundTrips; hop++) {
    drawHop(machine, I, F, I[frame + L.REQUEST]!, link)
    ms += F[H.SAMPLE]!
  }
  if (ms <= 0) return false
  F[H.SAMPLE] = ms
  addSegment(I, F, frame, (I[link + L.L_CALLEE]! << L.CAUSE_BITS) | L.CAUSE_NETWORK)
  holdFor(I, F, frame, ms)
  return true
}

/** Whether a frame's call is carried by couriers. */
export function hasCouriers(I: Int32Array, frame: number): boolean {
  const child = I[frame + L.CHILD]!
  return child !== 0 && (I[child + L.FLAGS]! & L.COURIER) !== 0
}

/** Whether all that a caller still waits for is a hedge that has not gone out yet. */
export function isIdleHedge(I: Int32Array, frame: number): boolean {
  const child = I[frame + L.CHILD]!
  return hasCouriers(I, frame) && I[child + L.SIBLING] === 0 && I[child + HEDGING] === 1 && I[child + BEGUN] === 0
}

/** Calls a caller's couriers off; those whom they have called stop as well, or work on for nobody. */
export function dismiss(I: Int32Array, F: Float64Array, frame: number): void {
  if ((I[frame + L.FLAGS]! & L.CANCEL_LOSERS) !== 0) return cancelChildren(I, F, frame)
  for (let courier = I[frame + L.CHILD]!; courier !== 0;) {
    const next = I[courier + L.SIBLING]!
    stop(I, F, courier)
    courier = next
  }
  I[frame + L.CHILD] = 0
}

/** A courier has waited for the pool for too long: it goes on to tell its caller so. */
export function leavePool(I: Int32Array, F: Float64Array, frame: number): number {
  const pool = I[frame + L.AT]!
  leaveLine(I, F, frame)
  F[H.SAMPLE] = F[H.NOW]! - F[(frame >> 1) + L.SINCE]!
  if (F[H.SAMPLE]! > 0) addSegment(I, F, frame, waitingKey(I, frame, pool))
  I[frame + L.ANSWER] = O.TURNED_AWAY
  I[frame + L.CULPRIT] = I[I[frame + L.INSTANCE]! + L.N_COMPONENT]! + 1
  goTo(I, frame, REPORT)
  return frame
}
