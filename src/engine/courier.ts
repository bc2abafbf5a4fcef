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
import { earnRetry, outletOf } from './guard.ts'
import * as G from './guard-layout.ts'
import * as H from './header.ts'
import { takeConnection } from './idle.ts'
import * as L from './layout.ts'
import type { Machine } from './machine.ts'
import * as O from './outcome.ts'
import * as P from './program.ts'
import { acquire, leaveLine } from './station.ts'
import { waitingKey } from './occupancy.ts'
import { holdsBack } from './throttle.ts'
import { BEGUN, HEDGING, is, PROBING, settle, sideOf, STANDING } from './verdict.ts'
import { drawHop } from './wire.ts'

/** What a courier does, in this order; a hedge begins one step earlier. */
const HEDGE = 0
const TAKE = 1
const SHAKE = 2
const SEND = 3
const BACK = 4
const REPORT = 5

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
    I[courier + STANDING]! |= PROBING
    acquire(I, F, courier, I[outlet + G.Q_PROBE]!)
  }
  const hedgeMs = F[half + G.G_HEDGE]!
  if (hedgeMs >= 0 && !is(I, courier, PROBING)) {
    const hedge = createCourier(I, F, frame, own)
    I[frame + L.OUTSTANDING] = 2
    I[hedge + STANDING] = HEDGING
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
  I[courier + L.A] = 0
  I[courier + L.B] = 0
  I[courier + STANDING] = 0
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
  if (stage === HEDGE) {
    goTo(I, frame, TAKE)
    goSecond(machine, frame)
    return true
  }
  if (stage === TAKE) return enterPool(I, F, frame)
  if (stage === SHAKE) {
    disarm(I, frame)
    I[frame + STANDING]! |= BEGUN
    goTo(I, frame, SEND)
    return I[link + L.L_GUARD] === 0 || !shakeHands(machine, I, F, frame)
  }
  goTo(I, frame, REPORT)
  if (I[link + L.L_GUARD] !== 0) settle(machine, I, F, frame)
  return true
}

/** Sends a courier after the first one, to another target where there is one. May replace the arena's views. */
function goSecond(machine: Machine, frame: number): void {
  const { i32, f64 } = machine
  const caller = i32[frame + L.CALLER]!
  const link = i32[frame + L.TARGET_LINK]!
  f64[H.SAMPLE] = f64[H.NOW]! - f64[(caller >> 1) + L.SINCE]!
  if (f64[H.SAMPLE]! > 0) addSegment(i32, f64, frame, (i32[link + L.L_CALLEE]! << L.CAUSE_BITS) | L.CAUSE_TIMEOUT)
  chooseOther(machine, frame, caller)
  const { arena } = machine
  const other = arena.i32[frame + L.TARGET_LINK]!
  const isGuarded = (arena.i32[other + L.L_FLAGS]! & L.GUARDED) !== 0
  const side = isGuarded ? sideOf(arena.i32, frame) : null
  if (side !== null && (isBroken(machine, arena.i32, arena.f64, side) || isTried(arena.i32, side))) {
    refuse(arena.i32, frame, O.CIRCUIT_OPEN)
    goTo(arena.i32, frame, REPORT)
    return
  }
  arena.f64[(arena.i32[link + L.L_GUARD]! >> 1) + G.G_HEDGED]!++
}

/**
 * Another target than the first one's, chosen in the same way; of those that are taken in turn the next instance, or
 * the next link where the callee has only one.
 */
function chooseOther(machine: Machine, frame: number, caller: number): void {
  const { code, functions } = machine.program
  const choice = machine.i32[caller + L.PC]! - 2 * P.STRIDE
  const chosen = choice < 0 ? 0 : code[choice]
  if (chosen === P.OP_CHOOSE) chooseAgain(machine, frame, caller, functions[code[choice + 1]!]!)
  else takeNext(machine.i32, frame, chosen === P.OP_CHOOSE_PORT ? code[choice + 1]! : -1)
}

/** Chooses as for another try, which passes the first target over; where there is no other, it is asked twice. */
function chooseAgain(machine: Machine, frame: number, caller: number, choose: P.PlanFunction): void {
  const { arena } = machine
  const target = arena.i32[frame + L.TARGET]!
  const link = arena.i32[frame + L.TARGET_LINK]!
  const tries = arena.i32[frame + L.TRIES]!
  arena.i32[frame + L.B] = arena.i32[caller + L.B]!
  arena.i32[frame + L.TRIES] = tries + 1
  const isChosen = choose(machine, frame) !== 0
  arena.i32[frame + L.TRIES] = tries
  if (isChosen) return
  arena.i32[frame + L.TARGET] = target
  arena.i32[frame + L.TARGET_LINK] = link
}

function takeNext(I: Int32Array, frame: number, port: number): void {
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
  if (port < 0) return
  const list = I[I[frame + L.INSTANCE]! + L.N_PORTS + port]!
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
function enterPool(I: Int32Array, F: Float64Array, frame: number): boolean {
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
  if (roundTrips === 0) return false
  const keepMs = F[(guard >> 1) + G.G_KEEP]!
  if (I[outlet + G.Q_IDLE] !== 0 && takeConnection(I, F, { outlet, keepMs, frame })) return false
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
  return hasCouriers(I, frame) && I[child + L.SIBLING] === 0 && I[child + STANDING] === HEDGING
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
