/** Log-linear histograms read off the bits of a double: 128 buckets an octave, so a value is off by 0.4 % at most. */
import { layout } from './memory.ts'

const { HISTOGRAMS, HISTOGRAM_LENGTH, SCRATCH } = layout

/** Bits of the upper word below the 7 first ones of the fraction. */
const SHIFT = 13
/** The first bucket begins at 2^-12 ms; the last, 32 octaves later, is open. */
const FIRST = (1023 - 12) << 7

/** Counts a value in the histogram that begins at index `at`. */
export function record(i32: Int32Array, f64: Float64Array, at: number, valueMs: number): void {
  f64[SCRATCH] = valueMs
  let bucket = ((i32[2 * SCRATCH + 1]! >> SHIFT) - FIRST) | 0
  if (bucket < 0) bucket = 0
  if (bucket >= HISTOGRAM_LENGTH) bucket = HISTOGRAM_LENGTH - 1
  i32[at + bucket]!++
}

/** Where the histogram of a station begins; 0 is that of the requests. */
export function histogramOf(index: number): number {
  return HISTOGRAMS + HISTOGRAM_LENGTH * index
}

export function countOf(i32: Int32Array, at: number): number {
  let count = 0
  for (let bucket = 0; bucket < HISTOGRAM_LENGTH; bucket++) count += i32[at + bucket]!
  return count
}

/** The middle of the bucket that holds the quantile. */
export function quantileMs(i32: Int32Array, at: number, share: number): number {
  let left = share * countOf(i32, at)
  for (let bucket = 0; bucket < HISTOGRAM_LENGTH; bucket++) {
    left -= i32[at + bucket]!
    if (left <= 0) return Math.pow(2, (bucket >> 7) - 12) * (1 + ((bucket & 127) + 0.5) / 128)
  }
  return Number.NaN
}
