/** A client's arrivals: when the next request comes, and how it begins. */
import { moreRequests, newFrame } from './frames.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import type { Machine } from './machine.ts'
import { requestSeed } from './random.ts'
import { nextExponential } from './ziggurat.ts'

/** The visit of a request to its own client: none of those that are counted by kind. */
const ROOT_VISIT = 1 << 16

/** Draws the time to a client's next arrival: exponential (Poisson arrivals), or the mean itself. */
export function drawArrival(I: Int32Array, F: Float64Array, arrivals: number, isConstant: number): void {
  if (isConstant === 0) nextExponential(I, F, arrivals)
  else F[H.SAMPLE] = 1
  F[H.SAMPLE]! *= F[((arrivals & L.POINTER) >> 1) + 2]!
}

/** A client's arrival: a request begins at `pc`, numbered by the arrival state. Returns its frame. */
export function emit(
  machine: Machine,
  I: Int32Array,
  F: Float64Array,
  instance: number,
  arrivals: number,
  pc: number,
): number {
  instance &= L.POINTER
  arrivals &= L.POINTER
  const now = F[H.NOW]!
  const number = F[(arrivals >> 1) + 3]!
  F[(arrivals >> 1) + 3] = number + 1
  F[H.COUNTED]!++
  // What `newRequest` does, written out for speed.
  let request = I[H.FREE_REQUEST]! & L.POINTER
  if (request === 0) request = moreRequests(I) & L.POINTER
  I[H.FREE_REQUEST] = I[request]!
  I[H.REQUESTS_IN_USE]!++
  const cleared = (request >> 1) + L.R_CLEARED
  F[cleared] = 0
  F[cleared + 1] = 0
  F[cleared + 2] = 0
  F[cleared + 3] = 0
  F[cleared + 4] = 0
  F[cleared + 5] = 0
  F[cleared + 6] = 0
  F[cleared + 7] = 0
  requestSeed(I, request + L.R_SEED, I[arrivals + 8]!, I[arrivals + 9]!, number)
  I[request + L.R_CLIENT] = I[instance + L.N_COMPONENT]!
  I[request + L.R_ORIGIN] = I[arrivals + 10]!
  I[request + L.R_REFS] = 1
  F[(request >> 1) + L.R_NUMBER] = number
  F[(request >> 1) + L.R_STARTED] = now
  const frame = newFrame(I, F) & L.POINTER
  I[frame + L.REQUEST] = request
  I[frame + L.INSTANCE] = instance
  I[frame + L.PC] = pc | 0
  I[frame + L.DEPTH] = 0
  I[frame + L.VISIT] = ROOT_VISIT
  I[frame + L.FLAGS] = L.ROOT | L.ARRIVED_FLAG
  F[(frame >> 1) + L.ARRIVED] = now
  // What `enterComponent` does, written out for speed.
  const stats = (I[instance + L.N_STATS]! & L.POINTER) >> 1
  const inside = F[stats + L.C_INSIDE]!
  F[stats + L.C_ARRIVALS]!++
  F[stats + L.C_INSIDE_AREA]! += inside * (now - F[stats + L.C_UPDATED]!)
  F[stats + L.C_UPDATED] = now
  F[stats + L.C_INSIDE] = inside + 1
  if (machine.recorder !== null && machine.recorder.wants(machine, request)) {
    I[request + L.R_FLAGS] = I[request + L.R_FLAGS]! | L.TRACED
  }
  return frame
}
