import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { estimate, studentQuantile, studentWithin } from './estimate.ts'

describe('Student’s t', () => {
  // As printed in any table of the two-sided 95 % quantile.
  test.each([
    [1, 12.7062],
    [2, 4.3027],
    [3, 3.1824],
    [4, 2.7764],
    [5, 2.5706],
    [9, 2.2622],
    [10, 2.2281],
    [19, 2.093],
    [30, 2.0423],
    [120, 1.9799],
    [1_000, 1.9623],
    [9_999, 1.9602],
  ])('of %d degrees of freedom has its quantile at %d', (degrees, quantile) => {
    expect(studentQuantile(degrees)).toBeCloseTo(quantile, 4)
  })

  test('of one and two degrees has the closed forms of its distribution', () => {
    for (const t of [0.1, 1, 3, 10]) {
      expect(studentWithin(t, 1)).toBeCloseTo((2 / Math.PI) * Math.atan(t), 12)
      expect(studentWithin(t, 2)).toBeCloseTo(t / Math.sqrt(2 + t * t), 12)
    }
  })
})

describe('an estimate', () => {
  test('of two values by hand', () => {
    const { mean, standardDeviation, halfWidth, runs } = estimate([9, 11])
    expect([mean, runs]).toEqual([10, 2])
    expect(standardDeviation).toBeCloseTo(Math.SQRT2, 12)
    expect(halfWidth).toBeCloseTo(12.7062, 3)
  })

  test('of one value has no interval, of none no mean', () => {
    expect(estimate([7])).toEqual({ mean: 7, halfWidth: NaN, standardDeviation: NaN, runs: 1 })
    expect(estimate([])).toEqual({ mean: NaN, halfWidth: NaN, standardDeviation: NaN, runs: 0 })
  })

  test('of values that are all the same is certain', () => {
    expect(estimate([0.1, 0.1, 0.1])).toEqual({ mean: 0.1, halfWidth: 0, standardDeviation: 0, runs: 3 })
  })

  test('is that of two passes, also far away from zero', () => {
    const values = fc.array(fc.double({ min: 1e9, max: 1e9 + 10, noNaN: true }), { minLength: 2, maxLength: 30 })
    fc.assert(
      fc.property(values, (list) => {
        const mean = list.reduce((sum, value) => sum + (value - 1e9), 0) / list.length
        const squares = list.reduce((sum, value) => sum + (value - 1e9 - mean) * (value - 1e9 - mean), 0)
        const found = estimate(list)
        expect(found.mean - 1e9).toBeCloseTo(mean, 5)
        expect(found.standardDeviation).toBeCloseTo(Math.sqrt(squares / (list.length - 1)), 5)
      }),
    )
  })

  test('covers the mean of a law nineteen times of twenty', () => {
    // Sums of twelve uniform numbers are as good as normal; 2 000 trials of five values, four standard deviations.
    let state = 12_345
    const uniform = () => {
      state = (state * 48_271) % 2_147_483_647
      return state / 2_147_483_647
    }
    const normal = () => Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, -6)
    let covered = 0
    for (let trial = 0; trial < 2_000; trial++) {
      const { mean, halfWidth } = estimate(Array.from({ length: 5 }, normal))
      covered += Number(Math.abs(mean) < halfWidth)
    }
    expect(Math.abs(covered - 1_900)).toBeLessThan(4 * Math.sqrt(2_000 * 0.95 * 0.05))
  })
})
