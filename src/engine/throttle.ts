/**
 * Client-side throttling (Beyer et al., Site Reliability Engineering, chapter 21): a caller that makes more than K
 * calls for each that is accepted holds back some of them, with probability max(0, (R − K·A) / (R + 1)). R and A are
 * the calls asked for and the calls accepted over the last two minutes.
 */
import * as H from './header.ts'
import * as L from './layout.ts'
import * as O from './outcome.ts'
import { drawWords, uniform } from './random.ts'

/** The two minutes are counted in pieces, of which the oldest drops out as a whole. */
const PIECES = 24
const PIECE_MS = 5_000
/** Doubles of a log: number of the present piece, both sums, then both counts a piece. */
export const LOG_DOUBLES = 4 + 2 * PIECES
const PIECE_AT = 0
const ASKED = 1
const ACCEPTED = 2
const COUNTS = 4

const THROTTLE_PURPOSE = 0x7407713e

/** Outcomes by which a callee has not taken a call on; any other answer means that it had the capacity for it. */
const NOT_ACCEPTED: ReadonlySet<number> = new Set([
  O.REFUSED,
  O.NO_HEALTHY_TARGET,
  O.TURNED_AWAY,
  O.SHED,
  O.RATE_LIMITED,
  O.TIMED_OUT,
])

/** Counts a call that is asked for; true when it is to be held back. */
export function holdsBack(i32: Int32Array, f64: Float64Array, frame: number, at: { log: number; k: number }): boolean {
  const half = at.log >> 1
  slide(f64, half)
  const asked = f64[half + ASKED]!
  const share = (asked - at.k * f64[half + ACCEPTED]!) / (asked + 1)
  add(f64, half, ASKED)
  if (share <= 0) return false
  const request = i32[frame + L.REQUEST]!
  const draw = i32[request + L.R_DRAWS]!++
  drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, THROTTLE_PURPOSE, draw)
  return uniform(i32) < share
}

/** Counts how a call that was let through has ended. */
export function noteAnswer(f64: Float64Array, log: number, outcome: number): void {
  if (NOT_ACCEPTED.has(outcome)) return
  slide(f64, log >> 1)
  add(f64, log >> 1, ACCEPTED)
}

function add(f64: Float64Array, half: number, what: number): void {
  f64[half + what]!++
  f64[half + COUNTS + 2 * (f64[half + PIECE_AT]! % PIECES) + what - ASKED]!++
}

/** Forgets the pieces that are older than two minutes. */
function slide(f64: Float64Array, half: number): void {
  const now = Math.floor(f64[H.NOW]! / PIECE_MS)
  for (let passed = Math.min(PIECES, now - f64[half + PIECE_AT]!); passed > 0; passed--) {
    const piece = half + COUNTS + 2 * ((now - passed + 1) % PIECES)
    f64[half + ASKED]! -= f64[piece]!
    f64[half + ACCEPTED]! -= f64[piece + 1]!
    f64[piece] = 0
    f64[piece + 1] = 0
  }
  f64[half + PIECE_AT] = now
}
