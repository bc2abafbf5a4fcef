/**
 * Connections that are kept open for the next call: each leads to one target, and belongs to one process — or, of a
 * client, to the device of one user.
 */
import { take } from './arena.ts'
import * as G from './guard-layout.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import { scatter } from './random.ts'

export const IDLE_BUCKETS = 256

// A kept connection hangs in a bucket, those that were used last in front.
const I_TARGET = 1
const I_SINCE = 1 // f64
const I_USER = 4
const IDLE_WORDS = 6

/** Puts the connection of a frame's call aside. */
export function keepConnection(i32: Int32Array, f64: Float64Array, outlet: number, frame: number): void {
  const spare = i32[outlet + G.Q_SPARE]!
  if (spare !== 0) i32[outlet + G.Q_SPARE] = i32[spare]!
  const record = spare === 0 ? take(i32, IDLE_WORDS) : spare
  const bucket = bucketOf(i32, outlet, frame)
  i32[record] = i32[bucket]!
  i32[record + I_TARGET] = i32[frame + L.TARGET]!
  i32[record + I_USER] = userOf(i32, frame)
  f64[(record >> 1) + I_SINCE] = f64[H.NOW]!
  i32[bucket] = record
}

/** Takes a connection to the frame's target that was not idle for more than `keepMs`; false when there is none. */
export function takeConnection(
  i32: Int32Array,
  f64: Float64Array,
  { outlet, keepMs, frame }: { readonly outlet: number; readonly keepMs: number; readonly frame: number },
): boolean {
  const target = i32[frame + L.TARGET]!
  const user = userOf(i32, frame)
  for (let at = bucketOf(i32, outlet, frame); i32[at] !== 0; at = i32[at]!) {
    const record = i32[at]!
    if (f64[H.NOW]! - f64[(record >> 1) + I_SINCE]! > keepMs) {
      // The others have been idle for longer still.
      while (i32[at] !== 0) drop(i32, outlet, at)
      return false
    }
    if (i32[record + I_TARGET] !== target || i32[record + I_USER] !== user) continue
    drop(i32, outlet, at)
    return true
  }
  return false
}

/** Closes the connections that are kept: all, or those to one target. */
export function dropConnections(i32: Int32Array, outlet: number, target = 0): void {
  const buckets = i32[outlet + G.Q_IDLE]!
  if (buckets === 0) return
  for (let bucket = buckets; bucket < buckets + IDLE_BUCKETS; bucket++) {
    for (let at = bucket; i32[at] !== 0;) {
      if (target === 0 || i32[i32[at]! + I_TARGET] === target) drop(i32, outlet, at)
      else at = i32[at]!
    }
  }
}

/** Takes out the record that a place in a chain points to. */
function drop(i32: Int32Array, outlet: number, at: number): void {
  const record = i32[at]!
  i32[at] = i32[record]!
  i32[record] = i32[outlet + G.Q_SPARE]!
  i32[outlet + G.Q_SPARE] = record
}

function bucketOf(i32: Int32Array, outlet: number, frame: number): number {
  const hash = scatter(i32[frame + L.TARGET]! ^ Math.imul(userOf(i32, frame), 0x9e3779b1))
  return i32[outlet + G.Q_IDLE]! + (hash & (IDLE_BUCKETS - 1))
}

/** Whose device a client's call comes from; 0 where a process calls. */
function userOf(i32: Int32Array, frame: number): number {
  const request = i32[frame + L.REQUEST]!
  const isClient = i32[request + L.R_CLIENT] === i32[i32[frame + L.INSTANCE]! + L.N_COMPONENT]
  return isClient ? i32[request + L.R_USER]! + 1 : 0
}
