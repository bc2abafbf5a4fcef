/** What can happen to an instance from outside: it crashes, comes back, gets slower, changes its stations. */
import type { Arena } from './arena.ts'
import { RATE_MIN_PER_MS } from './build.ts'
import { deliver } from './calls.ts'
import { stop } from './cancel.ts'
import { dismiss, hasCouriers } from './courier.ts'
import { depart } from './delay-line.ts'
import { enqueue, withdraw } from './event-list.ts'
import { addSegment, eachFrame, makeReady, newFrame } from './frames.ts'
import { resetOutlets } from './guard.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import * as O from './outcome.ts'
import { stretchShare } from './sharing.ts'

/** Frames stopped between two looks at the reserve of the arena: each takes a frame and a small record at most. */
const RESERVE_EVERY = 1024

/**
 * Takes an instance down. Every frame inside stops and gives back what it holds; what it had called works on for
 * nobody. With `silent` callers hear nothing and find out by their timeouts, else their connections are reset, and they
 * learn as soon as a message reaches them. Daemons of the instance end; who brings it up starts them anew.
 */
export function crashInstance(arena: Arena, instance: number, silent: boolean): void {
  stopInstance(arena, instance, silent)
  renewInstance(arena.i32, arena.f64, instance)
}

/**
 * Takes an instance out of service for good; whoever still waits for it learns so. What it kept of its calls stands
 * under its number, which may be another one's by now, and is left alone.
 */
export function retireInstance(arena: Arena, instance: number): void {
  stopInstance(arena, instance, false)
}

/** What an instance keeps of its calls is as new: that of a process that begins. */
export function renewInstance(i32: Int32Array, f64: Float64Array, instance: number): void {
  resetOutlets(i32, f64, instance)
}

function stopInstance(arena: Arena, instance: number, silent: boolean): void {
  arena.i32[instance + L.N_UP] = 0
  arena.i32[instance + L.N_SILENT] = silent ? 1 : 0
  const inside: number[] = []
  eachFrame(arena.i32, (frame) => {
    if (arena.i32[frame + L.INSTANCE] === instance && isInside(arena.i32, frame)) inside.push(frame)
  })
  inside.sort((a, b) => compareArrivals(arena, a, b))
  const callers = inside.flatMap((frame) => callerOutside(arena.i32, frame))
  // Those in line go first, so that none of the dying is let in by another one's end.
  const isWaiting = (frame: number): boolean => arena.i32[frame + L.STATE] === L.WAITING
  const stopping = [...inside.filter(isWaiting), ...inside.filter((frame) => !isWaiting(frame))]
  stopping.forEach((frame, n) => {
    if (n % RESERVE_EVERY === 0) arena.reserve()
    stop(arena.i32, arena.f64, frame)
  })
  if (silent) return
  callers.forEach(({ caller, link }, n) => {
    if (n % RESERVE_EVERY === 0) arena.reserve()
    reset(arena.i32, arena.f64, caller, { instance, link })
  })
}

/**
 * Orders frames by arrival, then by what tells them apart wherever they lie in the arena: that depends on what other
 * components did, and a neighbor must not change who hears first.
 */
function compareArrivals({ i32, f64 }: Arena, a: number, b: number): number {
  const requestA = i32[a + L.REQUEST]!
  const requestB = i32[b + L.REQUEST]!
  return (
    f64[(a >> 1) + L.ARRIVED]! - f64[(b >> 1) + L.ARRIVED]! ||
    Math.sign(requestA) - Math.sign(requestB) ||
    i32[requestA + L.R_CLIENT]! - i32[requestB + L.R_CLIENT]! ||
    f64[(requestA >> 1) + L.R_NUMBER]! - f64[(requestB >> 1) + L.R_NUMBER]! ||
    i32[a + L.VISIT]! - i32[b + L.VISIT]! ||
    i32[a + L.PC]! - i32[b + L.PC]! ||
    i32[a + L.A]! - i32[b + L.A]!
  )
}

/** The caller that waits for a frame at another instance, which forgets it, and the link between them; or nothing. */
function callerOutside(i32: Int32Array, frame: number): { caller: number; link: number }[] {
  const caller = i32[frame + L.CALLER]!
  const isAwaited = caller !== 0 && i32[caller + L.TICKET] === i32[frame + L.CALLER_TICKET]
  if (!isAwaited || i32[caller + L.INSTANCE] === i32[frame + L.INSTANCE]) return []
  dropChild(i32, caller, frame)
  const link = i32[frame + L.LINK]!
  return link === 0 ? [] : [{ caller, link }]
}

/** Brings an instance up again, empty. */
export function restoreInstance(arena: Arena, instance: number): void {
  arena.i32[instance + L.N_UP] = 1
}

/** Whether nothing is under way at an instance any more, to it, or back from it. */
export function isIdle(i32: Int32Array, instance: number): boolean {
  let isBusy = false
  eachFrame(i32, (frame) => {
    isBusy ||= i32[frame + L.INSTANCE] === instance && i32[frame + L.STATE] !== L.ZOMBIE
  })
  return !isBusy
}

/** Changes the factor that service times are multiplied by; what is left of services under way is stretched too. */
export function setSpeed(arena: Arena, instance: number, factor: number): void {
  const { i32, f64 } = arena
  const ratio = factor / f64[(instance >> 1) + L.N_SPEED]!
  f64[(instance >> 1) + L.N_SPEED] = factor
  if (ratio === 1) return
  eachFrame(i32, (frame) => {
    if (i32[frame + L.INSTANCE] !== instance) return
    if (i32[frame + L.STATE] === L.SHARING) stretchShare(i32, f64, frame, ratio)
    else if (i32[frame + L.STATE] === L.HOLDING && i32[frame + L.HOLD_CAUSE] === L.CAUSE_SERVICE) {
      stretchHold(i32, f64, frame, ratio)
    }
  })
}

/** Multiplies what is left of a frame's hold and books the difference. */
function stretchHold(i32: Int32Array, f64: Float64Array, frame: number, ratio: number): void {
  const half = frame >> 1
  const left = f64[half + L.TIME]! - f64[H.NOW]!
  withdraw(i32, f64, frame)
  f64[half + L.TIME] = f64[H.NOW]! + left * ratio
  enqueue(i32, f64, frame)
  f64[H.SAMPLE] = left * (ratio - 1)
  const component = i32[i32[frame + L.INSTANCE]! + L.N_COMPONENT]!
  addSegment(i32, f64, frame, (component << L.CAUSE_BITS) | L.CAUSE_SERVICE)
}

/** Changes a client's rate; the wait for the next arrival is stretched or shortened with it. */
export function setRate(arena: Arena, source: number, arrivals: number, ratePerMs: number): void {
  const { i32, f64 } = arena
  const half = source >> 1
  const before = f64[(arrivals >> 1) + 2]!
  const after = 1 / Math.max(ratePerMs, RATE_MIN_PER_MS)
  f64[(arrivals >> 1) + 2] = after
  if (i32[source + L.STATE] !== L.HOLDING || before === after) return
  withdraw(i32, f64, source)
  f64[half + L.TIME] = f64[H.NOW]! + ((f64[half + L.TIME]! - f64[H.NOW]!) * after) / before
  enqueue(i32, f64, source)
}

/** Stops a frame of the instance's own and gives back what it holds. */
export function stopDaemon(arena: Arena, frame: number): void {
  if (hasCouriers(arena.i32, frame)) dismiss(arena.i32, arena.f64, frame)
  stop(arena.i32, arena.f64, frame)
}

/** Inside the instance: arrived, a block of something that arrived, or a daemon — not on its way in or out. */
function isInside(i32: Int32Array, frame: number): boolean {
  const state = i32[frame + L.STATE]!
  if (state === L.ZOMBIE || state === L.OUTBOUND || state === L.INBOUND) return false
  return (i32[frame + L.FLAGS]! & (L.ARRIVED_FLAG | L.LOCAL | L.DAEMON)) !== 0
}

function dropChild(i32: Int32Array, caller: number, frame: number): void {
  let at = i32[caller + L.CHILD]!
  if (at === frame) {
    i32[caller + L.CHILD] = i32[frame + L.SIBLING]!
    return
  }
  while (at !== 0 && i32[at + L.SIBLING] !== frame) at = i32[at + L.SIBLING]!
  if (at !== 0) i32[at + L.SIBLING] = i32[frame + L.SIBLING]!
}

/**
 * Tells a caller that its connection was reset: a small message, which takes as long as the plain way and is lost where
 * the line is cut.
 */
function reset(
  i32: Int32Array,
  f64: Float64Array,
  caller: number,
  { instance, link }: { readonly instance: number; readonly link: number },
): void {
  if (i32[caller + L.STATE] !== L.CALLING || (i32[link + L.L_FLAGS]! & L.CUT_BACK) !== 0) return
  const callee = i32[link + L.L_CALLEE]!
  const frame = newFrame(i32, f64)
  i32[frame + L.CALLER] = caller
  i32[frame + L.CALLER_TICKET] = i32[caller + L.TICKET]!
  i32[frame + L.INSTANCE] = instance
  i32[frame + L.LINK] = link
  i32[frame + L.ANSWER] = O.REFUSED
  i32[frame + L.CULPRIT] = callee + 1
  i32[frame + L.SIBLING] = i32[caller + L.CHILD]!
  i32[caller + L.CHILD] = frame
  f64[H.SAMPLE] = f64[H.NOW]! - f64[(caller >> 1) + L.SINCE]!
  if (f64[H.SAMPLE]! > 0) addSegment(i32, f64, frame, (callee << L.CAUSE_BITS) | L.CAUSE_TIMEOUT)
  const line = i32[link + L.L_BACK]!
  if (line === 0) {
    const ready = deliver(i32, f64, frame)
    if (ready !== 0) makeReady(i32, ready)
    return
  }
  i32[frame + L.STATE] = L.INBOUND
  f64[(frame >> 1) + L.SINCE] = f64[H.NOW]!
  depart(i32, f64, frame, line)
}
