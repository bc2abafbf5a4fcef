/**
 * How far what was drawn is from what was meant, as a number of standard deviations: the judges of the sampler tests.
 */
import { assert } from '../base/assert.ts'
import { exp, pow } from './maths.ts'

/**
 * Pearson's chi-square of observed counts against expected ones, as a standard normal deviate (Wilson and Hilferty
 * 1931: the cube root of chi-square over its degrees of freedom is nearly normal). Expected counts should be 5 or
 * more.
 */
export function chiSquareDeviate(observed: ArrayLike<number>, expected: (index: number) => number): number {
  let chiSquare = 0
  for (let i = 0; i < observed.length; i++) {
    const difference = observed[i]! - expected(i)
    chiSquare += (difference * difference) / expected(i)
  }
  const degrees = observed.length - 1
  assert(degrees > 0, 'chi-square wants two classes or more')
  const spread = 2 / (9 * degrees)
  return (pow(chiSquare / degrees, 1 / 3) - (1 - spread)) / Math.sqrt(spread)
}

/**
 * Kolmogorov and Smirnov's statistic √n · max |F_n - F| of draws against a continuous distribution function. Above 2.5
 * has a probability of 7 · 10⁻⁶, which is that of 4.5 standard deviations.
 */
export function kolmogorovSmirnov(draws: Float64Array, distribution: (x: number) => number): number {
  const sorted = draws.toSorted()
  let distance = 0
  for (let i = 0; i < sorted.length; i++) {
    const f = distribution(sorted[i]!)
    distance = Math.max(distance, (i + 1) / sorted.length - f, f - i / sorted.length)
  }
  return distance * Math.sqrt(sorted.length)
}

/** Pearson's correlation of two equally long series, times √n: about standard normal where they are independent. */
export function correlationDeviate(a: Float64Array, b: Float64Array): number {
  const meanA = a.reduce((sum, x) => sum + x, 0) / a.length
  const meanB = b.reduce((sum, x) => sum + x, 0) / b.length
  let ab = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i++) {
    const fromMeanA = a[i]! - meanA
    const fromMeanB = b[i]! - meanB
    ab += fromMeanA * fromMeanB
    aa += fromMeanA * fromMeanA
    bb += fromMeanB * fromMeanB
  }
  return (ab / Math.sqrt(aa * bb)) * Math.sqrt(a.length)
}

/** The standard normal distribution function Φ(x), to about 14 digits: Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/15 + …). */
export function normalDistribution(x: number): number {
  if (x < -8) return 0
  if (x > 8) return 1
  let term = x
  let sum = x
  for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
    term *= (x * x) / n
    sum += term
  }
  return 0.5 + (sum * exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI)
}
