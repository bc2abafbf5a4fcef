/** Deadlines that pass. */
import { cancelChildren } from './cancel.ts'
import { dismiss, hasCouriers, leavePool } from './courier.ts'
import { addSegment } from './frames.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import type { Machine } from './machine.ts'
import * as O from './outcome.ts'
import { noteTimeout } from './verdict.ts'

/** A deadline passes: the caller goes on without an answer; its callee is cancelled or works on for nobody. */
export function expire(machine: Machine, I: Int32Array, F: Float64Array, frame: number): number {
  if (frame === 0) return 0
  if (I[frame + L.STATE] === L.WAITING) return leavePool(I, F, frame)
  const link = I[frame + L.TARGET_LINK]!
  const own = I[I[frame + L.INSTANCE]! + L.N_COMPONENT]!
  const culprit = link === 0 ? own : I[link + L.L_CALLEE]!
  if (link !== 0) F[(link >> 1) + L.L_FAILED]!++
  F[H.SAMPLE] = F[H.NOW]! - F[(frame >> 1) + L.SINCE]!
  if (F[H.SAMPLE]! > 0) addSegment(I, F, frame, (culprit << L.CAUSE_BITS) | L.CAUSE_TIMEOUT)
  if (hasCouriers(I, frame)) {
    noteTimeout(machine, I, F, frame)
    dismiss(I, F, frame)
  } else if ((I[frame + L.FLAGS]! & L.CANCEL_LOSERS) !== 0) cancelChildren(I, F, frame)
  I[frame + L.TICKET]!++
  I[frame + L.CHILD] = 0
  I[frame + L.OUTSTANDING] = 0
  I[frame + L.ANSWER] = O.TIMED_OUT
  I[frame + L.CULPRIT] = culprit + 1
  return frame
}
