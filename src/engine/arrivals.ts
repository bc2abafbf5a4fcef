/** A client's arrivals: when the next request comes, and how it begins. */
import { enterComponent } from './accounts.ts'
import { newFrame, newRequest } from './frames.ts'
import * as H from './header.ts'
import { hold } from './hold.ts'
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

/**
 * A client's arrival, as its instruction says (where requests begin, cell of the arrival state, law): the next one is
 * drawn and listed, and the request that is due begins. Returns its frame.
 */
export function emit(
  machine: Machine,
  I: Int32Array,
  F: Float64Array,
  source: number,
  code: Int32Array,
  pc: number,
): number {
  pc &= L.POINTER
  const instance = I[(source & L.POINTER) + L.INSTANCE]! & L.POINTER
  const arrivals = I[instance + L.N_CELLS + (code[pc + 2]! & L.POINTER)]! & L.POINTER
  drawArrival(I, F, arrivals, code[pc + 3]!)
  hold(I, F, source, pc, L.CAUSE_NETWORK)
  const number = F[(arrivals >> 1) + 3]!
  F[(arrivals >> 1) + 3] = number + 1
  F[H.COUNTED]!++
  const request = newRequest(I, F) & L.POINTER
  requestSeed(I, request + L.R_SEED, I[arrivals + 8]!, I[arrivals + 9]!, number)
  I[request + L.R_CLIENT] = I[instance + L.N_COMPONENT]!
  I[request + L.R_REFS] = 1
  F[(request >> 1) + L.R_NUMBER] = number
  F[(request >> 1) + L.R_STARTED] = F[H.NOW]!
  const frame = newFrame(I, F) & L.POINTER
  I[frame + L.REQUEST] = request
  I[frame + L.INSTANCE] = instance
  I[frame + L.PC] = code[pc + 1]!
  I[frame + L.DEPTH] = 0
  I[frame + L.VISIT] = ROOT_VISIT
  I[frame + L.FLAGS] = L.ROOT | L.ARRIVED_FLAG
  F[(frame >> 1) + L.ARRIVED] = F[H.NOW]!
  enterComponent(F, I[instance + L.N_STATS]! >> 1)
  if (machine.recorder !== null && machine.recorder.wants(machine, request)) {
    I[request + L.R_FLAGS] = I[request + L.R_FLAGS]! | L.TRACED
  }
  return frame
}
