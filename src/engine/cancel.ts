/**
 * Taking back: grants, children, and frames in whatever they are waiting for. Everything is given back exactly once.
 */
import { leaveComponent } from './accounts.ts'
import { disarm } from './delay-line.ts'
import { withdraw } from './event-list.ts'
import { land, leaveFlight } from './flight.ts'
import { freeFrame } from './frames.ts'
import * as L from './layout.ts'
import * as O from './outcome.ts'
import { leaveShare } from './sharing.ts'
import { dropGrant, leaveLine, release } from './station.ts'

/** Gives back one grant that the frame holds: that one, or the station that stood in its slot before an edit. */
export function releaseGrant(i32: Int32Array, f64: Float64Array, frame: number, grant: number): void {
  let held = grant
  if (i32[frame + L.GRANTS] === grant) i32[frame + L.GRANTS] = 0
  else if (!dropGrant(i32, frame, grant)) {
    held = predecessor(i32, frame, grant)
    if (held === 0 || !dropGrant(i32, frame, held)) throw new Error('a frame gives back what it does not hold')
  }
  if (i32[held + L.STATE] === L.FLIGHT) land(i32, f64, held)
  else release(i32, f64, held)
}

/** The station of the same slot that the frame holds, or 0. */
function predecessor(i32: Int32Array, frame: number, station: number): number {
  if (i32[station + L.STATE] !== L.STATION) return 0
  for (let at = frame + L.GRANTS; at < frame + L.GRANTS + L.GRANT_COUNT; at++) {
    const held = i32[at]!
    if (held !== 0 && i32[held + L.STATE] === L.STATION && i32[held + L.T_SLOT] === i32[station + L.T_SLOT]) return held
  }
  return 0
}

/** Gives back whatever the frame still holds. */
export function releaseGrants(i32: Int32Array, f64: Float64Array, frame: number): void {
  const at0 = frame + L.GRANTS
  if ((i32[at0]! | i32[at0 + 1]! | i32[at0 + 2]! | i32[at0 + 3]!) === 0) return
  for (let at = at0; at < at0 + L.GRANT_COUNT; at++) {
    const grant = i32[at]!
    if (grant === 0) continue
    i32[at] = 0
    if (i32[grant + L.STATE] === L.FLIGHT) land(i32, f64, grant)
    else release(i32, f64, grant)
  }
}

/** Cancels all children that the frame still waits for; over a line that is cut nobody hears of it. */
export function cancelChildren(i32: Int32Array, f64: Float64Array, frame: number): void {
  const link = i32[frame + L.TARGET_LINK]!
  const isCut = link !== 0 && (i32[link + L.L_FLAGS]! & L.CUT_OUT) !== 0
  for (let child = i32[frame + L.CHILD]!; child !== 0;) {
    const next = i32[child + L.SIBLING]!
    if (!isCut || (i32[child + L.FLAGS]! & L.LOCAL) !== 0) cancel(i32, f64, child)
    child = next
  }
  i32[frame + L.CHILD] = 0
}

/** Stops a frame and all that works for it, wherever they are, and gives back what they hold. */
function cancel(i32: Int32Array, f64: Float64Array, frame: number): void {
  cancelChildren(i32, f64, frame)
  stop(i32, f64, frame)
}

/** Stops a frame alone; its children work on for nobody. */
export function stop(i32: Int32Array, f64: Float64Array, frame: number): void {
  const state = i32[frame + L.STATE]!
  if (state === L.HOLDING) withdraw(i32, f64, frame)
  else if (state === L.WAITING) leaveLine(i32, f64, frame)
  else if (state === L.SHARING) leaveShare(i32, f64, frame)
  else if (state === L.FLYING) leaveFlight(i32, frame)
  disarm(i32, frame)
  i32[frame + L.TICKET]!++
  i32[frame + L.CHILD] = 0
  i32[frame + L.OUTSTANDING] = 0
  releaseGrants(i32, f64, frame)
  if ((i32[frame + L.FLAGS]! & L.ARRIVED_FLAG) !== 0) {
    leaveComponent(i32, f64, frame, O.CANCELLED)
    i32[frame + L.FLAGS] = i32[frame + L.FLAGS]! & ~L.ARRIVED_FLAG
  }
  i32[frame + L.CALLER] = 0
  if ((i32[frame + L.FLAGS]! & L.ROOT) !== 0) {
    // Nobody will answer for the request any more: it goes with the last frame that refers to it.
    const request = i32[frame + L.REQUEST]!
    i32[request + L.R_FLAGS] = i32[request + L.R_FLAGS]! | L.ENDED
  }
  // In the ready queue or on the way: whoever meets it there takes it back.
  if (state === L.READY || state === L.OUTBOUND || state === L.INBOUND) i32[frame + L.STATE] = L.ZOMBIE
  else freeFrame(i32, frame)
}
