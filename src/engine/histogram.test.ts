import { describe, expect, it } from 'vitest'
import { Arena } from './arena.ts'
import * as H from './header.ts'
import { BUCKETS, clearHistogram, createHistogram, percentiles, record } from './histogram.ts'
import { nextWord, seedStream, uniformOfWord } from './random.ts'

function fill(values: readonly number[], arena = new Arena()): { arena: Arena; histogram: number } {
  const histogram = createHistogram(arena)
  for (const value of values) {
    arena.f64[H.SAMPLE] = value
    record(arena.i32, histogram)
  }
  return { arena, histogram }
}

/** Values from a tenth to ten thousand, the small ones as common as the large ones. */
function someValues(count: number): number[] {
  const words = new Int32Array(4)
  seedStream(words, 0, [5, 1])
  return Array.from({ length: count }, () => 10 ** (5 * uniformOfWord(nextWord(words, 0)) - 1))
}

describe('a histogram', () => {
  it('tells percentiles to within 0.8 %', () => {
    const values = someValues(50_000)
    const { arena, histogram } = fill(values)
    const sorted = values.toSorted((a, b) => a - b)
    const shares = [0.01, 0.25, 0.5, 0.95, 0.99, 0.999]
    percentiles(arena.i32, histogram, shares).forEach((found, n) => {
      const exact = sorted[Math.ceil(shares[n]! * sorted.length) - 1]!
      expect(Math.abs(found / exact - 1)).toBeLessThan(0.008)
    })
  })

  it('is exact enough for a single value, whatever share is asked for', () => {
    for (const value of [0.001, 1, 63.9, 12_345]) {
      const { arena, histogram } = fill([value])
      for (const found of percentiles(arena.i32, histogram, [0, 0.5, 1])) {
        expect(Math.abs(found / value - 1)).toBeLessThan(0.016)
      }
    }
  })

  it('keeps what is too small or too large in its first and last bucket', () => {
    const { arena, histogram } = fill([0, 1e-9, 1e12])
    expect(arena.i32[histogram]).toBe(2)
    expect(arena.i32[histogram + BUCKETS - 1]).toBe(1)
  })

  it('is merged by adding counts', () => {
    const values = someValues(2000)
    const arena = new Arena()
    const parts = [values.slice(0, 700), values.slice(700)].map((part) => fill(part, arena).histogram)
    const whole = fill(values, arena).histogram
    const sum = Array.from({ length: BUCKETS }, (_, n) => arena.i32[parts[0]! + n]! + arena.i32[parts[1]! + n]!)
    expect(percentiles(sum, 0, [0.5, 0.99])).toEqual(percentiles(arena.i32, whole, [0.5, 0.99]))
  })

  it('knows nothing when nothing was counted', () => {
    const { arena, histogram } = fill([3, 4])
    clearHistogram(arena.i32, histogram)
    expect(percentiles(arena.i32, histogram, [0.5, 0.9])).toEqual([NaN, NaN])
  })
})
