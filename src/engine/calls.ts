/** What becomes of a call until its answer is delivered; its caller's deadline stands in `expiry.ts`. */
import { enterComponent, leaveComponent } from './accounts.ts'
import { cancelChildren, releaseGrants } from './cancel.ts'
import { attempt, dismiss, hasCouriers, isIdleHedge } from './courier.ts'
import { arm, depart, disarm } from './delay-line.ts'
import { addSegment, freeFrame, moveSegments, newFrame } from './frames.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import type { Machine } from './machine.ts'
import * as O from './outcome.ts'
import { drawWords } from './random.ts'
import { broughtAlong, broughtBack, travel } from './wire.ts'

/** A chain of calls deeper than this is a cycle: the call is answered with an error. */
export const DEPTH_MAX = 128
/** A request counts its visits to so many kinds apart. */
const KINDS = 16
const DOOM_PURPOSE = 0x5eed0001 | 0

/** The next target of a port in turn: over its links, then over the instances of each. False when there is none. */
export function choosePort(I: Int32Array, frame: number, port: number): boolean {
  frame &= L.POINTER
  const list = I[(I[frame + L.INSTANCE]! & L.POINTER) + L.N_PORTS + (port & L.POINTER)]! & L.POINTER
  if (list === 0) return false
  const links = I[list]!
  if (links === 0) return false
  let link = (links > 1 ? nextLink(I, list, links) : I[list + 2]!) & L.POINTER
  for (let others = links - 1; I[link + L.L_COUNT] === 0; others--) {
    if (others === 0) return false
    link = nextLink(I, list, links) & L.POINTER
  }
  const count = I[link + L.L_COUNT]!
  let cursor = 0
  if (count > 1) {
    cursor = I[link + L.L_CURSOR]! & L.POINTER
    I[link + L.L_CURSOR] = cursor + 1 >= count ? 0 : cursor + 1
  }
  I[frame + L.TARGET_LINK] = link
  I[frame + L.TARGET] = I[(I[link + L.L_TARGETS]! & L.POINTER) + cursor]!
  return true
}

/** The link of a list whose turn it is. */
function nextLink(I: Int32Array, list: number, links: number): number {
  list &= L.POINTER
  const turn = I[list + 1]! & L.POINTER
  I[list + 1] = turn + 1 >= links ? 0 : turn + 1
  return I[list + 2 + turn]!
}

/** Sends a call to the target that was chosen; returns the frame to run when it is there at once, else 0. */
export function call(machine: Machine, I: Int32Array, F: Float64Array, frame: number, operation: number): number {
  frame &= L.POINTER
  const link = I[frame + L.TARGET_LINK]! & L.POINTER
  const linkFlags = I[link + L.L_FLAGS]!
  const isCourier = (I[frame + L.FLAGS]! & L.COURIER) !== 0
  // What an instance does on its own account, such as probing, is not guarded.
  if ((linkFlags & L.GUARDED) !== 0 && !isCourier && I[frame + L.REQUEST] !== 0) {
    return attempt(machine, I, F, frame, operation)
  }
  const now = F[H.NOW]!
  I[frame + L.STATE] = L.CALLING
  I[frame + L.NEEDED] = 1
  I[frame + L.OUTSTANDING] = 1
  F[(frame >> 1) + L.SINCE] = now
  I[frame + L.FLAGS] = (I[frame + L.FLAGS]! & ~L.CANCEL_LOSERS) | ((linkFlags & L.CANCEL) === 0 ? 0 : L.CANCEL_LOSERS)
  F[(link >> 1) + L.L_CARRIED]!++
  const timer = I[link + L.L_TIMER]!
  if (timer !== 0 && !isCourier) arm(I, F, frame, timer)
  const callee = newFrame(I, F) & L.POINTER
  const request = I[frame + L.REQUEST]! & L.POINTER
  I[callee + L.CALLER] = frame
  I[callee + L.CALLER_TICKET] = I[frame + L.TICKET]!
  I[callee + L.INSTANCE] = I[frame + L.TARGET]!
  I[callee + L.LINK] = link
  I[callee + L.OPERATION] = operation < 0 ? I[frame + L.OPERATION]! : operation | 0
  I[callee + L.DEPTH] = I[frame + L.DEPTH]! + 1
  I[callee + L.SIBLING] = 0
  I[frame + L.CHILD] = callee
  const line = I[link + L.L_OUT]!
  if (request !== 0) {
    I[callee + L.REQUEST] = request
    I[request + L.R_REFS]!++
    if ((linkFlags & L.CUT_OUT) === 0) F[(link >> 1) + L.L_SENT]! += broughtAlong(I, callee)
    const isTraced = (I[request + L.R_FLAGS]! & L.TRACED) !== 0
    if (isTraced && (linkFlags & (L.CUT_OUT | L.ROUGH)) !== L.ROUGH) {
      machine.recorder?.hop(machine, callee, now, now + delayOf(F, line), false)
    }
  }
  if ((linkFlags & (L.CUT_OUT | L.ROUGH)) !== 0) return struggle(machine, I, F, callee)
  if (line === 0) return begin(machine, I, F, callee)
  I[callee + L.STATE] = L.OUTBOUND
  F[(callee >> 1) + L.SINCE] = now
  depart(I, F, callee, line)
  return 0
}

/** Sends a call over a link on which it may be lost: then only the caller's deadline ends the wait. */
function struggle(machine: Machine, I: Int32Array, F: Float64Array, callee: number): number {
  I[callee + L.STATE] = L.OUTBOUND
  F[(callee >> 1) + L.SINCE] = F[H.NOW]!
  const isCut = (I[I[callee + L.LINK]! + L.L_FLAGS]! & L.CUT_OUT) !== 0
  if (isCut || !travel(machine, I, F, callee, false)) {
    forget(I, callee)
    freeFrame(I, callee)
  }
  return 0
}

/**
 * A frame reaches the end of a hop: the callee's plan begins, or the caller goes on. Returns the frame to run, or 0.
 */
export function arrive(machine: Machine, I: Int32Array, F: Float64Array, frame: number): number {
  frame &= L.POINTER
  const state = I[frame + L.STATE]!
  if (state === L.ZOMBIE) {
    freeFrame(I, frame)
    return 0
  }
  if (state === L.INBOUND) return deliver(I, F, frame)
  const travelled = F[H.NOW]! - F[(frame >> 1) + L.SINCE]!
  if (travelled > 0) {
    const component = I[(I[frame + L.INSTANCE]! & L.POINTER) + L.N_COMPONENT]!
    F[H.SAMPLE] = travelled
    addSegment(I, F, frame, (component << L.CAUSE_BITS) | L.CAUSE_NETWORK)
  }
  return begin(machine, I, F, frame)
}

/** A call is at its instance: it counts there, and its plan begins. Returns the frame to run, or 0. */
function begin(machine: Machine, I: Int32Array, F: Float64Array, frame: number): number {
  frame &= L.POINTER
  const instance = I[frame + L.INSTANCE]! & L.POINTER
  if (I[instance + L.N_UP] === 0) return findDown(machine, I, F, frame)
  const request = I[frame + L.REQUEST]! & L.POINTER
  if (request !== 0) {
    const kind = I[instance + L.N_KIND]! & (KINDS - 1)
    const word = request + L.R_VISITS + (kind >> 1)
    const shift = (kind & 1) << 4
    const visits = I[word]!
    const visit = (visits >>> shift) & 0xffff
    // With the kind in it, so that a purpose of one kind draws nothing that the same purpose of another kind draws.
    I[frame + L.VISIT] = (kind << 8) | (visit & 255) | ((visit >>> 8) << 17)
    // The last number stays, so that one kind's visits never run into another's.
    if (visit < 0xffff) I[word] = visits + (1 << shift)
    I[instance + L.N_REQUESTS] = I[instance + L.N_REQUESTS]! + 1
  }
  enterComponent(F, I[instance + L.N_STATS]! >> 1)
  F[(frame >> 1) + L.ARRIVED] = F[H.NOW]!
  I[frame + L.PC] = I[instance + L.N_ENTRY]!
  I[frame + L.FLAGS] = I[frame + L.FLAGS]! | L.ARRIVED_FLAG
  if (I[frame + L.DEPTH]! > DEPTH_MAX) {
    I[frame + L.ANSWER] = O.ERROR
    I[frame + L.CULPRIT] = I[instance + L.N_COMPONENT]! + 1
    return answer(machine, I, F, frame)
  }
  const doom = F[(instance >> 1) + L.N_DOOM]!
  if (doom > 0 && request !== 0) {
    drawWords(I, I[request + L.R_SEED]!, I[request + L.R_SEED + 1]!, DOOM_PURPOSE, I[frame + L.VISIT]!)
    if (I[H.BITS]! >>> 0 < doom) I[frame + L.FLAGS] = I[frame + L.FLAGS]! | L.DOOMED
  }
  return frame
}

/** A call finds its instance down: refused at once, or swallowed. */
function findDown(machine: Machine, I: Int32Array, F: Float64Array, frame: number): number {
  const instance = I[frame + L.INSTANCE]!
  if (I[instance + L.N_SILENT] !== 0) {
    forget(I, frame)
    freeFrame(I, frame)
    return 0
  }
  I[frame + L.ANSWER] = O.REFUSED
  I[frame + L.CULPRIT] = I[instance + L.N_COMPONENT]! + 1
  return sendBack(machine, I, F, frame)
}

/** Ends a frame other than a root with the outcome in `ANSWER`. Returns the frame to run next, or 0. */
export function answer(machine: Machine, I: Int32Array, F: Float64Array, frame: number): number {
  frame &= L.POINTER
  const flags = I[frame + L.FLAGS]!
  if (I[frame + L.GRANTS] !== 0 || (flags & L.HOLDS_MORE) !== 0) releaseGrants(I, F, frame)
  if ((flags & L.LOCAL) !== 0) return deliver(I, F, frame)
  let outcome = I[frame + L.ANSWER]!
  if ((flags & L.DOOMED) !== 0 && outcome === O.OK) {
    outcome = O.ERROR
    I[frame + L.ANSWER] = O.ERROR
    I[frame + L.CULPRIT] = I[I[frame + L.INSTANCE]! + L.N_COMPONENT]! + 1
  }
  const request = I[frame + L.REQUEST]! & L.POINTER
  const caller = I[frame + L.CALLER]! & L.POINTER
  const isLate = caller === 0 || I[caller + L.TICKET] !== I[frame + L.CALLER_TICKET]
  if ((flags & L.ARRIVED_FLAG) !== 0) leaveComponent(I, F, frame, isLate ? O.ABANDONED : outcome)
  if (!isLate) return sendBack(machine, I, F, frame)
  if (request !== 0 && (I[request + L.R_FLAGS]! & L.TRACED) !== 0) machine.recorder?.abandoned(machine, frame)
  freeFrame(I, frame)
  return 0
}

/** Sends a frame's answer to its caller. Returns the caller when it is there at once and can go on, else 0. */
function sendBack(machine: Machine, I: Int32Array, F: Float64Array, frame: number): number {
  frame &= L.POINTER
  const link = I[frame + L.LINK]! & L.POINTER
  const line = I[link + L.L_BACK]!
  const request = I[frame + L.REQUEST]! & L.POINTER
  F[(link >> 1) + L.L_BYTES]! += broughtBack(I, frame)
  const troubles = I[link + L.L_FLAGS]! & (L.CUT_BACK | L.ROUGH)
  if (troubles !== L.ROUGH && request !== 0 && (I[request + L.R_FLAGS]! & L.TRACED) !== 0) {
    machine.recorder?.hop(machine, frame, F[H.NOW]!, F[H.NOW]! + delayOf(F, line), true)
  }
  if (troubles !== 0) {
    I[frame + L.STATE] = L.INBOUND
    I[frame + L.FLAGS] = I[frame + L.FLAGS]! & ~L.ARRIVED_FLAG
    F[(frame >> 1) + L.SINCE] = F[H.NOW]!
    if ((troubles & L.CUT_BACK) === 0 && travel(machine, I, F, frame, true)) return 0
    forget(I, frame)
    freeFrame(I, frame)
    return 0
  }
  if (line === 0) return deliver(I, F, frame)
  I[frame + L.STATE] = L.INBOUND
  I[frame + L.FLAGS] = I[frame + L.FLAGS]! & ~L.ARRIVED_FLAG
  F[(frame >> 1) + L.SINCE] = F[H.NOW]!
  depart(I, F, frame, line)
  return 0
}

/** An answer reaches its caller. Returns the caller when it can go on, else 0. */
export function deliver(I: Int32Array, F: Float64Array, frame: number): number {
  frame &= L.POINTER
  const caller = I[frame + L.CALLER]! & L.POINTER
  if (caller === 0 || I[caller + L.TICKET] !== I[frame + L.CALLER_TICKET]) {
    freeFrame(I, frame)
    return 0
  }
  const link = I[frame + L.LINK]! & L.POINTER
  const outcome = I[frame + L.ANSWER]!
  const isFailure = outcome !== O.OK && outcome !== O.MISS
  if (isFailure && link !== 0) F[(link >> 1) + L.L_FAILED]!++
  if (I[frame + L.STATE] === L.INBOUND) {
    F[H.SAMPLE] = F[H.NOW]! - F[(frame >> 1) + L.SINCE]!
    if (F[H.SAMPLE]! > 0) addSegment(I, F, frame, (I[link + L.L_CALLEE]! << L.CAUSE_BITS) | L.CAUSE_NETWORK)
  }
  if (I[caller + L.OUTSTANDING] !== 1 && isOneOfSeveral(I, F, frame, isFailure)) return 0
  I[caller + L.ANSWER] = outcome
  I[caller + L.CULPRIT] = isFailure ? I[frame + L.CULPRIT]! : 0
  moveSegments(I, frame, caller)
  if (I[caller + L.TIMER] !== 0) disarm(I, caller)
  freeFrame(I, frame)
  I[caller + L.TICKET]!++
  I[caller + L.CHILD] = 0
  I[caller + L.OUTSTANDING] = 0
  return caller
}

/** An answer that others are still awaited beside: true when the caller goes on waiting; else the rest is let go. */
function isOneOfSeveral(I: Int32Array, F: Float64Array, frame: number, isFailure: boolean): boolean {
  const caller = I[frame + L.CALLER]!
  forget(I, frame)
  const outstanding = I[caller + L.OUTSTANDING]! - 1
  I[caller + L.OUTSTANDING] = outstanding
  if (!isFailure) I[caller + L.NEEDED]!--
  const needed = I[caller + L.NEEDED]!
  if (needed > 0 && outstanding >= needed && !isIdleHedge(I, caller)) {
    freeFrame(I, frame)
    return true
  }
  if (hasCouriers(I, caller)) dismiss(I, F, caller)
  else if (I[caller + L.CHILD] !== 0 && (I[caller + L.FLAGS]! & L.CANCEL_LOSERS) !== 0) cancelChildren(I, F, caller)
  return false
}

/** Takes a frame out of its caller's children, if the caller still waits for it. */
function forget(I: Int32Array, frame: number): void {
  const caller = I[frame + L.CALLER]!
  if (caller === 0 || I[caller + L.TICKET] !== I[frame + L.CALLER_TICKET]) return
  let at = I[caller + L.CHILD]!
  if (at === frame) {
    I[caller + L.CHILD] = I[frame + L.SIBLING]!
    return
  }
  while (at !== 0) {
    const next = I[at + L.SIBLING]!
    if (next === frame) {
      I[at + L.SIBLING] = I[frame + L.SIBLING]!
      return
    }
    at = next
  }
}

/** Sets a flag of a frame, or takes it back. */
export function setFlag(I: Int32Array, frame: number, flag: number, isSet: boolean): void {
  I[frame + L.FLAGS] = isSet ? I[frame + L.FLAGS]! | flag : I[frame + L.FLAGS]! & ~flag
}

function delayOf(F: Float64Array, line: number): number {
  return line === 0 ? 0 : F[(line >> 1) + L.D_DELAY]!
}
