/**
 * Log-linear histogram in the arena: 64 buckets an octave from 2⁻¹² to 2²⁴ (a quarter of a microsecond to 4.6 hours
 * when the unit is ms), read off the bits of the double, so the relative error of a percentile is at most 0.8 %.
 * Histograms of one layout are merged by adding counts.
 */
import type { Arena } from './arena.ts'
import * as H from './header.ts'
import * as L from './layout.ts'

const SUB_BITS = 6
const LOWEST_OCTAVE = -12
const OCTAVES = 36
const SHIFT = 20 - SUB_BITS
const OFFSET = (1023 + LOWEST_OCTAVE) << SUB_BITS
/** Number of buckets; a histogram takes as many words. */
export const BUCKETS = OCTAVES << SUB_BITS

/** Makes an empty histogram. */
export function createHistogram(arena: Arena): number {
  return arena.alloc(BUCKETS)
}

/** Counts the value in `f64[H.SAMPLE]`. */
export function record(i32: Int32Array, histogram: number): void {
  let bucket = (i32[2 * H.SAMPLE + 1]! >>> SHIFT) - OFFSET
  if (bucket < 0) bucket = 0
  else if (bucket >= BUCKETS) bucket = BUCKETS - 1
  i32[(histogram & L.POINTER) + bucket]!++
}

/** Forgets all counts. */
export function clearHistogram(i32: Int32Array, histogram: number): void {
  i32.fill(0, histogram, histogram + BUCKETS)
}

/** Lower edge of a bucket. */
function edgeOf(bucket: number): number {
  const octave = (bucket >> SUB_BITS) + LOWEST_OCTAVE
  return powerOfTwo(octave) * (1 + (bucket & ((1 << SUB_BITS) - 1)) / (1 << SUB_BITS))
}

/**
 * The values below which the given shares (0 to 1, ascending) of the counts lie, interpolated within the bucket; NaN
 * when nothing was counted. `counts` may be any words laid out like a histogram.
 */
export function percentiles(counts: ArrayLike<number>, at: number, shares: readonly number[]): number[] {
  let total = 0
  for (let bucket = 0; bucket < BUCKETS; bucket++) total += counts[at + bucket]!
  if (total === 0) return shares.map(() => NaN)
  const found: number[] = []
  let below = 0
  let bucket = 0
  for (const share of shares) {
    const wanted = share * total
    const isBelow = (count: number): boolean => count === 0 || below + count < wanted
    while (bucket < BUCKETS - 1 && isBelow(counts[at + bucket]!)) below += counts[at + bucket++]!
    const inside = counts[at + bucket]!
    const part = inside === 0 ? 0 : Math.min(1, Math.max(0, (wanted - below) / inside))
    const low = edgeOf(bucket)
    found.push(low + part * (edgeOf(bucket + 1) - low))
  }
  return found
}

/** Two to a whole power, by doubling or halving: exact, and the same in every browser. */
function powerOfTwo(exponent: number): number {
  let power = 1
  for (let n = 0; n < exponent; n++) power *= 2
  for (let n = 0; n > exponent; n--) power /= 2
  return power
}
