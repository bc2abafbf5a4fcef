/**
 * The laws a time or a size may follow. A distribution is named by its mean and its coefficient of variation, so that a
 * law can be changed without changing the load; `encodeLaw` turns it once into constants, and `sample` draws from these
 * without allocating. A draw is a pure function of the two words at `BITS`.
 */
import { assert } from '../base/assert.ts'
import * as H from './header.ts'
import { exp, log } from './maths.ts'
import { moreWords, uniform } from './random.ts'
import { exponential, normal } from './ziggurat.ts'

/** The laws by name; `pareto` is capped at `PARETO_CAP` times its minimum. */
export type Law = 'constant' | 'exponential' | 'lognormal' | 'gamma' | 'hyperexponential' | 'pareto' | 'uniform'

/**
 * A law of non-negative numbers. `mean` is in the unit of use, mostly ms, and at least 0. `cv` is the standard
 * deviation over the mean, at least 0; constant and exponential have theirs (0 and 1) whatever it says, a
 * hyperexponential at least 1, uniform and pareto at most `cvMax` of their law.
 */
export interface Distribution {
  readonly law: Law
  readonly mean: number
  readonly cv: number
}

/** Doubles that an encoded law takes in an array of constants. */
export const LAW_WORDS = 8

/** Codes of the laws, the first double of an encoded one. The second is the mean, the others are below. */
export const LAW_CONSTANT = 0
export const LAW_EXPONENTIAL = 1
/** Location and scale of the logarithm. */
export const LAW_LOGNORMAL = 2
/** Marsaglia and Tsang's d and c, the scale, and 1 / shape where the shape is below 1 (else 0). */
export const LAW_GAMMA = 3
/** The minimum, the probability that an uncapped one would be below the cap, and -1 / shape. */
export const LAW_PARETO = 4
/** The low end and the width. */
export const LAW_UNIFORM = 5
/** The share of the short ones, and the means of short and long ones. */
const LAW_HYPEREXPONENTIAL = 6

/** A Pareto law is cut at this many times its minimum, so that its moments exist and no single draw stops a run. */
export const PARETO_CAP = 1000

const LOG_CAP = log(PARETO_CAP)
const ROOT_THREE = Math.sqrt(3)
/**
 * Below this cv the cap is out of sight (it would be met with a probability of 10⁻⁶⁰), and the uncapped law is exact.
 */
const PARETO_UNCAPPED_CV = 0.05
/** The shape with the largest cv; a smaller shape crowds the draws at the cap, and its cv falls again. */
const PARETO_SHAPE_MIN = widestParetoShape()
const PARETO_CV_MAX = cappedParetoCv(PARETO_SHAPE_MIN)

/** The largest coefficient of variation a law can have: 1/√3 for uniform, about 4.5 for the capped Pareto. */
export function cvMax(law: Law): number {
  if (law === 'constant') return 0
  if (law === 'exponential') return 1
  if (law === 'uniform') return 1 / ROOT_THREE
  return law === 'pareto' ? PARETO_CV_MAX : Infinity
}

/** The mean, in the unit of the distribution. */
export function meanOf(distribution: Distribution): number {
  return distribution.mean
}

/** The variance, in the square of the unit of the distribution, with the cv that the law really gets. */
export function varianceOf(distribution: Distribution): number {
  const deviation = distribution.mean * reachedCv(distribution)
  return deviation * deviation
}

/** The mean of a log-normal law with this median whose logarithm has standard deviation `sigma`: median · e^(σ²/2). */
export function medianToMean(median: number, sigma: number): number {
  return median * exp(0.5 * sigma * sigma)
}

/** The log-normal law with this median whose logarithm has standard deviation `sigma`; its cv is √(e^(σ²) - 1). */
export function lognormalFromMedian(median: number, sigma: number): Distribution {
  return { law: 'lognormal', mean: medianToMean(median, sigma), cv: Math.sqrt(exp(sigma * sigma) - 1) }
}

/**
 * Writes the constants of a law to the `LAW_WORDS` doubles from `at`. Without spread, whatever the law, it is
 * constant.
 */
export function encodeLaw(k: Float64Array, at: number, distribution: Distribution): void {
  const { law, mean, cv } = distribution
  assert(mean >= 0 && mean < Infinity && cv >= 0 && cv < Infinity, `no ${law} law has mean ${mean} and cv ${cv}`)
  k.fill(0, at, at + LAW_WORDS)
  k[at + 1] = mean
  const reached = reachedCv(distribution)
  if (reached === 0 || mean === 0) k[at] = LAW_CONSTANT
  else if (law === 'exponential') k[at] = LAW_EXPONENTIAL
  else if (law === 'lognormal') encodeLognormal(k, at, mean, reached)
  else if (law === 'gamma') encodeGamma(k, at, mean, reached)
  else if (law === 'hyperexponential') encodeHyperexponential(k, at, mean, reached)
  else if (law === 'pareto') encodePareto(k, at, mean, reached)
  else encodeUniform(k, at, mean, reached)
}

/**
 * Draws from the law encoded at `k[at]`: reads the two words at `BITS` (and may replace them), writes to `H.SAMPLE`.
 */
export function sample(i32: Int32Array, f64: Float64Array, k: Float64Array, at: number): void {
  const law = k[at]!
  if (law === LAW_CONSTANT) f64[H.SAMPLE] = k[at + 1]!
  else if (law === LAW_EXPONENTIAL) {
    exponential(i32, f64)
    f64[H.SAMPLE] = f64[H.SAMPLE]! * k[at + 1]!
  } else if (law === LAW_LOGNORMAL) sampleLognormal(i32, f64, k, at)
  else if (law === LAW_GAMMA) sampleGamma(i32, f64, k, at)
  else if (law === LAW_HYPEREXPONENTIAL) sampleHyperexponential(i32, f64, k, at)
  else sampleByInversion(i32, f64, k, at)
}

/** On its own, so that the exponential function has room to be inlined. */
function sampleLognormal(i32: Int32Array, f64: Float64Array, k: Float64Array, at: number): void {
  normal(i32, f64)
  f64[H.SAMPLE] = exp(k[at + 2]! + k[at + 3]! * f64[H.SAMPLE]!)
}

/** The laws whose distribution function is inverted: they are monotone in the words at `BITS`. */
function sampleByInversion(i32: Int32Array, f64: Float64Array, k: Float64Array, at: number): void {
  const u = uniform(i32)
  if (k[at] === LAW_PARETO) f64[H.SAMPLE] = k[at + 2]! * exp(k[at + 4]! * log(1 - u * k[at + 3]!))
  else f64[H.SAMPLE] = k[at + 2]! + u * k[at + 3]!
}

/** The coefficient of variation a distribution gets: its own where the law leaves a choice, within the law's reach. */
function reachedCv({ law, cv }: Distribution): number {
  if (law === 'exponential') return 1
  return law === 'hyperexponential' ? Math.max(1, cv) : Math.min(cv, cvMax(law))
}

/** σ² = ln(1 + cv²), μ = ln mean - σ²/2. */
function encodeLognormal(k: Float64Array, at: number, mean: number, cv: number): void {
  const variance = log(1 + cv * cv)
  k[at] = LAW_LOGNORMAL
  k[at + 2] = log(mean) - 0.5 * variance
  k[at + 3] = Math.sqrt(variance)
}

/** Shape 1/cv², scale mean · cv². A shape below 1 is drawn as shape + 1 and multiplied by U^(1/shape). */
function encodeGamma(k: Float64Array, at: number, mean: number, cv: number): void {
  const shape = 1 / (cv * cv)
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3
  k[at] = LAW_GAMMA
  k[at + 2] = d
  k[at + 3] = 1 / Math.sqrt(9 * d)
  k[at + 4] = mean * cv * cv
  k[at + 5] = shape < 1 ? 1 / shape : 0
}

/**
 * G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM Transactions on Mathematical
 * Software 26 (2000): d · (1 + c·normal)³, accepted with high probability.
 */
function sampleGamma(i32: Int32Array, f64: Float64Array, k: Float64Array, at: number): void {
  const d = k[at + 2]!
  const c = k[at + 3]!
  for (;;) {
    normal(i32, f64)
    const x = f64[H.SAMPLE]!
    moreWords(i32)
    const root = 1 + c * x
    if (root <= 0) continue
    const v = root * root * root
    const u = uniform(i32)
    moreWords(i32)
    const x2 = x * x
    if (u < 1 - 0.0331 * x2 * x2 || log(u) < 0.5 * x2 + d * (1 - v + log(v))) {
      const inverseShape = k[at + 5]!
      const boost = inverseShape === 0 ? 1 : exp(inverseShape * log(uniform(i32)))
      f64[H.SAMPLE] = d * v * k[at + 4]! * boost
      return
    }
  }
}

/**
 * Two exponential laws with balanced means (both carry half of the load): the short ones are drawn with probability
 * p = (1 + √((cv² - 1)/(cv² + 1)))/2 and have mean `mean`/2p. A. O. Allen, Probability, Statistics, and Queueing
 * Theory (1990).
 */
function encodeHyperexponential(k: Float64Array, at: number, mean: number, cv: number): void {
  const square = cv * cv
  const short = 0.5 * (1 + Math.sqrt((square - 1) / (square + 1)))
  k[at] = LAW_HYPEREXPONENTIAL
  k[at + 2] = short
  k[at + 3] = mean / (2 * short)
  k[at + 4] = mean / (2 * (1 - short))
}

function sampleHyperexponential(i32: Int32Array, f64: Float64Array, k: Float64Array, at: number): void {
  const branchMean = uniform(i32) < k[at + 2]! ? k[at + 3]! : k[at + 4]!
  moreWords(i32)
  exponential(i32, f64)
  f64[H.SAMPLE] = f64[H.SAMPLE]! * branchMean
}

/** The shape is solved for so that the cv comes out, then the minimum so that the mean does. */
function encodePareto(k: Float64Array, at: number, mean: number, cv: number): void {
  const shape = paretoShape(cv)
  k[at] = LAW_PARETO
  k[at + 2] = mean / cappedParetoMoment(shape, 1)
  k[at + 3] = 1 - exp(-shape * LOG_CAP)
  k[at + 4] = -1 / shape
}

/**
 * The shape of the capped Pareto law with this cv: cv falls as the shape grows from `PARETO_SHAPE_MIN`, so bisection.
 */
function paretoShape(cv: number): number {
  const uncapped = 1 + Math.sqrt(1 + 1 / (cv * cv))
  if (cv <= PARETO_UNCAPPED_CV) return uncapped
  let low = PARETO_SHAPE_MIN
  let high = Math.max(uncapped, low)
  for (let i = 0; i < 60; i++) {
    const middle = 0.5 * (low + high)
    if (cappedParetoCv(middle) > cv) low = middle
    else high = middle
  }
  return 0.5 * (low + high)
}

function cappedParetoCv(shape: number): number {
  const mean = cappedParetoMoment(shape, 1)
  return Math.sqrt(cappedParetoMoment(shape, 2) / (mean * mean) - 1)
}

/**
 * E[X^order] of a Pareto law on [1, h] with h = `PARETO_CAP` and shape a: a / (1 - h^-a) · ∫₁ʰ x^(order - a - 1) dx.
 * The integral is (h^p - 1) / p with p = order - a, and ln h · (1 + p ln h / 2 + …) where p is next to 0.
 */
function cappedParetoMoment(shape: number, order: number): number {
  const p = order - shape
  const y = p * LOG_CAP
  const isNearZero = y < 1e-5 && y > -1e-5
  const integral = isNearZero ? LOG_CAP * (1 + y * (0.5 + y / 6)) : (exp(y) - 1) / p
  return (shape / (1 - exp(-shape * LOG_CAP))) * integral
}

/** The maximum of the cv over the shape, by trisection: it has one peak, near 1. */
function widestParetoShape(): number {
  let low = 0.5
  let high = 2
  for (let i = 0; i < 60; i++) {
    const third = (high - low) / 3
    if (cappedParetoCv(low + third) < cappedParetoCv(high - third)) low += third
    else high -= third
  }
  return 0.5 * (low + high)
}

/** From mean · (1 - √3 cv) to mean · (1 + √3 cv). */
function encodeUniform(k: Float64Array, at: number, mean: number, cv: number): void {
  const half = mean * ROOT_THREE * cv
  k[at] = LAW_UNIFORM
  k[at + 2] = Math.max(0, mean - half)
  k[at + 3] = 2 * half
}
