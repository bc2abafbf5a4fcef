/**
 * What becomes of a call: it is sent to its target, arrives there, is answered, and the answer is delivered — or its
 * caller's deadline passes before.
 */
import { endRequest, enterComponent, leaveComponent } from './accounts.ts'
import { cancelChildren, releaseGrants } from './cancel.ts'
import { arm, depart, disarm } from './delay-line.ts'
import { addSegment, freeFrame, moveSegments, newFrame } from './frames.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import type { Machine } from './machine.ts'
import * as O from './outcome.ts'
import { drawWords } from './random.ts'

/** A chain of calls deeper than this is a cycle: the call is answered with an error. */
export const DEPTH_MAX = 48
const DOOM_PURPOSE = 0x5eed0001 | 0

/** The next target of a port in turn: over its links, then over the instances of each. False when there is none. */
export function choosePort(I: Int32Array, frame: number, port: number): boolean {
  const list = I[I[frame + L.INSTANCE]! + L.N_PORTS + port]!
  if (list === 0) return false
  const links = I[list]!
  if (links === 0) return false
  let link = links > 1 ? nextLink(I, list, links) : I[list + 2]!
  for (let others = links - 1; I[link + L.L_COUNT] === 0; others--) {
    if (others === 0) return false
    link = nextLink(I, list, links)
  }
  const count = I[link + L.L_COUNT]!
  let cursor = 0
  if (count > 1) {
    cursor = I[link + L.L_CURSOR]!
    I[link + L.L_CURSOR] = cursor + 1 >= count ? 0 : cursor + 1
  }
  I[frame + L.TARGET_LINK] = link
  I[frame + L.TARGET] = I[I[link + L.L_TARGETS]! + cursor]!
  return true
}

/** The link of a list whose turn it is. */
function nextLink(I: Int32Array, list: number, links: number): number {
  const turn = I[list + 1]!
  I[list + 1] = turn + 1 >= links ? 0 : turn + 1
  return I[list + 2 + turn]!
}

/** Sends a call to the target that was chosen; returns the callee's frame when it is there at once, else 0. */
export function call(machine: Machine, I: Int32Array, F: Float64Array, frame: number, operation: number): number {
  const link = I[frame + L.TARGET_LINK]!
  I[frame + L.STATE] = L.CALLING
  I[frame + L.NEEDED] = 1
  I[frame + L.OUTSTANDING] = 1
  F[(frame >> 1) + L.SINCE] = F[H.NOW]!
  F[(link >> 1) + L.L_CARRIED]!++
  if (I[link + L.L_TIMER] !== 0) arm(I, F, frame, I[link + L.L_TIMER]!)
  setFlag(I, frame, L.CANCEL_LOSERS, (I[link + L.L_FLAGS]! & L.CANCEL) !== 0)
  const callee = newFrame(I, F)
  const request = I[frame + L.REQUEST]!
  I[callee + L.CALLER] = frame
  I[callee + L.CALLER_TICKET] = I[frame + L.TICKET]!
  I[callee + L.REQUEST] = request
  if (request !== 0) I[request + L.R_REFS]!++
  I[callee + L.INSTANCE] = I[frame + L.TARGET]!
  I[callee + L.LINK] = link
  I[callee + L.OPERATION] = operation < 0 ? I[frame + L.OPERATION]! : operation
  I[callee + L.DEPTH] = I[frame + L.DEPTH]! + 1
  I[callee + L.SIBLING] = 0
  I[callee + L.STATE] = L.OUTBOUND
  I[frame + L.CHILD] = callee
  F[(callee >> 1) + L.SINCE] = F[H.NOW]!
  const isTraced = request !== 0 && (I[request + L.R_FLAGS]! & L.TRACED) !== 0
  const line = I[link + L.L_OUT]!
  if (isTraced) machine.recorder?.hop(machine, callee, F[H.NOW]!, F[H.NOW]! + delayOf(F, line), false)
  if ((I[link + L.L_FLAGS]! & L.CUT) !== 0) {
    // Lost on the way: only the caller's deadline ends the wait.
    I[frame + L.CHILD] = 0
    freeFrame(I, callee)
    return 0
  }
  if (line === 0) return callee
  depart(I, F, callee, line)
  return 0
}

/**
 * A frame reaches the end of a hop: the callee's plan begins, or the caller goes on. Returns the frame to run, or 0.
 */
export function arrive(machine: Machine, I: Int32Array, F: Float64Array, frame: number): number {
  const state = I[frame + L.STATE]!
  if (state === L.ZOMBIE) {
    freeFrame(I, frame)
    return 0
  }
  if (state === L.INBOUND) return deliver(I, F, frame)
  const instance = I[frame + L.INSTANCE]!
  const component = I[instance + L.N_COMPONENT]!
  F[H.SAMPLE] = F[H.NOW]! - F[(frame >> 1) + L.SINCE]!
  if (F[H.SAMPLE]! > 0) addSegment(I, F, frame, (component << L.CAUSE_BITS) | L.CAUSE_NETWORK)
  if (I[instance + L.N_UP] === 0) return findDown(machine, I, F, frame)
  const request = I[frame + L.REQUEST]!
  if (request !== 0) {
    const kind = I[instance + L.N_KIND]!
    const word = request + L.R_VISITS + (kind >> 2)
    const shift = (kind & 3) << 3
    // With the kind in it, so that a purpose of one kind draws nothing that the same purpose of another kind draws.
    I[frame + L.VISIT] = (kind << 8) | ((I[word]! >>> shift) & 255)
    I[word]! += 1 << shift
  }
  enterComponent(F, I[instance + L.N_STATS]! >> 1)
  F[(frame >> 1) + L.ARRIVED] = F[H.NOW]!
  I[frame + L.PC] = I[instance + L.N_ENTRY]!
  I[frame + L.FLAGS] = I[frame + L.FLAGS]! | L.ARRIVED_FLAG
  if (I[frame + L.DEPTH]! > DEPTH_MAX) {
    I[frame + L.ANSWER] = O.ERROR
    I[frame + L.CULPRIT] = component + 1
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

/** Ends a frame with the outcome in `ANSWER`. Returns the frame to run next (its caller, perhaps), or 0. */
export function answer(machine: Machine, I: Int32Array, F: Float64Array, frame: number): number {
  const flags = I[frame + L.FLAGS]!
  releaseGrants(I, F, frame)
  if ((flags & L.LOCAL) !== 0) return deliver(I, F, frame)
  if ((flags & L.DOOMED) !== 0 && I[frame + L.ANSWER] === O.OK) {
    I[frame + L.ANSWER] = O.ERROR
    I[frame + L.CULPRIT] = I[I[frame + L.INSTANCE]! + L.N_COMPONENT]! + 1
  }
  const outcome = I[frame + L.ANSWER]!
  if ((flags & L.ROOT) !== 0) {
    const request = I[frame + L.REQUEST]!
    if ((I[request + L.R_FLAGS]! & L.TRACED) !== 0) machine.recorder?.ended(machine, frame, outcome)
    endRequest(I, F, frame, outcome)
    freeFrame(I, frame)
    return 0
  }
  const caller = I[frame + L.CALLER]!
  const isLate = caller === 0 || I[caller + L.TICKET] !== I[frame + L.CALLER_TICKET]
  if ((flags & L.ARRIVED_FLAG) !== 0) leaveComponent(I, F, frame, isLate ? O.ABANDONED : outcome)
  if (!isLate) return sendBack(machine, I, F, frame)
  const request = I[frame + L.REQUEST]!
  if (request !== 0 && (I[request + L.R_FLAGS]! & L.TRACED) !== 0) machine.recorder?.abandoned(machine, frame)
  freeFrame(I, frame)
  return 0
}

function sendBack(machine: Machine, I: Int32Array, F: Float64Array, frame: number): number {
  const link = I[frame + L.LINK]!
  const line = I[link + L.L_BACK]!
  F[(frame >> 1) + L.SINCE] = F[H.NOW]!
  I[frame + L.FLAGS] = I[frame + L.FLAGS]! & ~L.ARRIVED_FLAG
  const request = I[frame + L.REQUEST]!
  if (request !== 0 && (I[request + L.R_FLAGS]! & L.TRACED) !== 0) {
    machine.recorder?.hop(machine, frame, F[H.NOW]!, F[H.NOW]! + delayOf(F, line), true)
  }
  if ((I[link + L.L_FLAGS]! & L.CUT) !== 0) {
    forget(I, frame)
    freeFrame(I, frame)
    return 0
  }
  if (line === 0) return deliver(I, F, frame)
  I[frame + L.STATE] = L.INBOUND
  depart(I, F, frame, line)
  return 0
}

/** An answer reaches its caller. Returns the caller when it can go on, else 0. */
function deliver(I: Int32Array, F: Float64Array, frame: number): number {
  const caller = I[frame + L.CALLER]!
  if (caller === 0 || I[caller + L.TICKET] !== I[frame + L.CALLER_TICKET]) {
    freeFrame(I, frame)
    return 0
  }
  forget(I, frame)
  const link = I[frame + L.LINK]!
  const outcome = I[frame + L.ANSWER]!
  const isFailure = outcome !== O.OK && outcome !== O.MISS
  if (link !== 0) {
    F[H.SAMPLE] = F[H.NOW]! - F[(frame >> 1) + L.SINCE]!
    if (F[H.SAMPLE]! > 0) addSegment(I, F, frame, (I[link + L.L_CALLEE]! << L.CAUSE_BITS) | L.CAUSE_NETWORK)
    if (isFailure) F[(link >> 1) + L.L_FAILED]!++
  }
  const outstanding = I[caller + L.OUTSTANDING]! - 1
  I[caller + L.OUTSTANDING] = outstanding
  if (!isFailure) I[caller + L.NEEDED]!--
  if (I[caller + L.NEEDED]! > 0 && outstanding >= I[caller + L.NEEDED]!) {
    freeFrame(I, frame)
    return 0
  }
  I[caller + L.ANSWER] = outcome
  I[caller + L.CULPRIT] = isFailure ? I[frame + L.CULPRIT]! : 0
  moveSegments(I, frame, caller)
  disarm(I, caller)
  freeFrame(I, frame)
  if (I[caller + L.CHILD] !== 0 && (I[caller + L.FLAGS]! & L.CANCEL_LOSERS) !== 0) cancelChildren(I, F, caller)
  I[caller + L.TICKET]!++
  I[caller + L.CHILD] = 0
  I[caller + L.OUTSTANDING] = 0
  return caller
}

/** A deadline passes: the caller goes on without an answer; its callee is cancelled or works on for nobody. */
export function expire(I: Int32Array, F: Float64Array, frame: number): number {
  if (frame === 0) return 0
  const link = I[frame + L.TARGET_LINK]!
  const own = I[I[frame + L.INSTANCE]! + L.N_COMPONENT]!
  const culprit = link === 0 ? own : I[link + L.L_CALLEE]!
  if (link !== 0) F[(link >> 1) + L.L_FAILED]!++
  F[H.SAMPLE] = F[H.NOW]! - F[(frame >> 1) + L.SINCE]!
  if (F[H.SAMPLE]! > 0) addSegment(I, F, frame, (culprit << L.CAUSE_BITS) | L.CAUSE_TIMEOUT)
  if ((I[frame + L.FLAGS]! & L.CANCEL_LOSERS) !== 0) cancelChildren(I, F, frame)
  I[frame + L.TICKET]!++
  I[frame + L.CHILD] = 0
  I[frame + L.OUTSTANDING] = 0
  I[frame + L.ANSWER] = O.TIMED_OUT
  I[frame + L.CULPRIT] = culprit + 1
  return frame
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
