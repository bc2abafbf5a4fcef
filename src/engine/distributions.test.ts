import { describe, expect, it } from 'vitest'
import { Arena } from './arena.ts'
import * as H from './header.ts'
import {
  cvMax,
  encodeLaw,
  LAW_CONSTANT,
  LAW_EXPONENTIAL,
  LAW_GAMMA,
  LAW_LOGNORMAL,
  LAW_PARETO,
  LAW_UNIFORM,
  LAW_WORDS,
  lognormalFromMedian,
  meanOf,
  medianToMean,
  PARETO_CAP,
  sample,
  varianceOf,
  type Distribution,
  type Law,
} from './distributions.ts'
import { kolmogorovSmirnov, normalDistribution } from './goodness-of-fit.ts'
import { nextWords, seedStream, streamKey } from './random.ts'

const COUNT = 200_000
/** √n times the largest distance of two distribution functions is above this with a probability of 7 · 10⁻⁶. */
const DISTANCE_LIMIT = 2.5
const stream = 100

/** Draws from a distribution, encoded at an odd place among other constants. */
function drawsOf(distribution: Distribution, count = COUNT): Float64Array {
  const { i32, f64 } = new Arena()
  const k = new Float64Array(3 + LAW_WORDS).fill(99)
  encodeLaw(k, 3, distribution)
  seedStream(i32, stream, streamKey(11, distribution.law, `${distribution.mean} ${distribution.cv}`))
  const draws = new Float64Array(count)
  for (let n = 0; n < count; n++) {
    nextWords(i32, stream)
    sample(i32, f64, k, 3)
    draws[n] = f64[H.SAMPLE]!
  }
  return draws
}

/** Mean and variance of draws, each with its standard error. */
function moments(draws: Float64Array) {
  const n = draws.length
  const mean = draws.reduce((sum, x) => sum + x, 0) / n
  const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1)
  const fourth = draws.reduce((sum, x) => sum + (x - mean) ** 4, 0) / n
  return { mean, variance, meanError: Math.sqrt(variance / n), varianceError: Math.sqrt((fourth - variance ** 2) / n) }
}

const cases: Distribution[] = [
  { law: 'exponential', mean: 3, cv: 1 },
  { law: 'lognormal', mean: 10, cv: 0.5 },
  { law: 'lognormal', mean: 0.2, cv: 1.5 },
  { law: 'gamma', mean: 5, cv: 0.3 },
  { law: 'gamma', mean: 5, cv: 1 },
  { law: 'gamma', mean: 5, cv: 2.5 },
  { law: 'hyperexponential', mean: 5, cv: 1 },
  { law: 'hyperexponential', mean: 5, cv: 2 },
  { law: 'hyperexponential', mean: 5, cv: 5 },
  { law: 'pareto', mean: 7, cv: 0.02 },
  { law: 'pareto', mean: 7, cv: 0.6 },
  { law: 'pareto', mean: 7, cv: 1.5 },
  { law: 'pareto', mean: 7, cv: 4 },
  { law: 'uniform', mean: 4, cv: 0.25 },
  { law: 'uniform', mean: 4, cv: 1 / Math.sqrt(3) },
]

describe('every law', () => {
  it.each(cases)('has the mean and the variance it is asked for: $law, mean $mean, cv $cv', (distribution) => {
    const found = moments(drawsOf(distribution))
    const variance = (distribution.mean * distribution.cv) ** 2
    expect(Math.abs(found.mean - distribution.mean) / found.meanError).toBeLessThan(4)
    expect(Math.abs(found.variance - variance) / found.varianceError).toBeLessThan(4)
    expect(meanOf(distribution)).toBe(distribution.mean)
    expect(varianceOf(distribution)).toBeCloseTo(variance, 10)
  })

  it.each(['exponential', 'lognormal', 'gamma', 'pareto', 'uniform'] as const)(
    'draws no negative number: %s',
    (law) => {
      expect(drawsOf({ law, mean: 2, cv: 20 }, 20_000).every((x) => x >= 0 && x < Infinity)).toBe(true)
    },
  )

  it.each(['constant', 'lognormal', 'gamma', 'pareto', 'uniform'] as const)('without spread is constant: %s', (law) => {
    expect(drawsOf({ law, mean: 2.5, cv: 0 }, 10)).toEqual(new Float64Array(10).fill(2.5))
    expect(varianceOf({ law, mean: 2.5, cv: 0 })).toBe(0)
  })

  it('of mean 0 is always 0', () => {
    for (const law of ['exponential', 'lognormal', 'gamma', 'pareto', 'uniform'] as const) {
      expect(drawsOf({ law, mean: 0, cv: 0.5 }, 3)).toEqual(new Float64Array(3))
    }
  })

  it('refuses a mean or a spread that no law has', () => {
    const k = new Float64Array(LAW_WORDS)
    expect(() => encodeLaw(k, 0, { law: 'gamma', mean: -1, cv: 1 })).toThrow('mean -1')
    expect(() => encodeLaw(k, 0, { law: 'gamma', mean: 1, cv: NaN })).toThrow('cv NaN')
    expect(() => encodeLaw(k, 0, { law: 'pareto', mean: Infinity, cv: 1 })).toThrow('mean Infinity')
  })
})

/** Distribution functions in closed form. */
const shapes: [string, Distribution, (x: number) => number][] = [
  ['exponential', { law: 'exponential', mean: 2, cv: 1 }, (x) => 1 - Math.exp(-x / 2)],
  ['log-normal', lognormalFromMedian(3, 0.7), (x) => normalDistribution(Math.log(x / 3) / 0.7)],
  ['uniform', { law: 'uniform', mean: 1, cv: 0.5 / Math.sqrt(3) }, (x) => Math.min(1, Math.max(0, x - 0.5))],
  ['gamma of shape 2', { law: 'gamma', mean: 2, cv: Math.SQRT1_2 }, (x) => 1 - Math.exp(-x) * (1 + x)],
  ['gamma of shape 1', { law: 'gamma', mean: 2, cv: 1 }, (x) => 1 - Math.exp(-x / 2)],
  ['gamma of shape ½', { law: 'gamma', mean: 1, cv: Math.SQRT2 }, (x) => 2 * normalDistribution(Math.sqrt(x)) - 1],
]

describe('the shape of the law', () => {
  it.each(shapes)('%s is that of the closed form', (_, distribution, distributionFunction) => {
    expect(kolmogorovSmirnov(drawsOf(distribution), distributionFunction)).toBeLessThan(DISTANCE_LIMIT)
  })

  it('of a Pareto law is straight on logarithmic axes up to the cap', () => {
    const draws = drawsOf({ law: 'pareto', mean: 1, cv: 2 })
    const low = Math.min(...draws.subarray(0, 20_000))
    expect(Math.max(...draws.subarray(0, 20_000))).toBeLessThan(low * PARETO_CAP)
    const above = (x: number): number => draws.reduce((count, draw) => count + (draw > x * low ? 1 : 0), 0)
    const [first, second, third] = [above(1.5), above(4.5), above(13.5)]
    const ratioError = (second / first) * Math.sqrt(1 / second + 1 / third)
    expect(Math.abs(second / first - third / second)).toBeLessThan(4.5 * ratioError)
  })
})

describe('the reach of a law', () => {
  it('clips a spread that the law cannot have', () => {
    expect(varianceOf({ law: 'uniform', mean: 3, cv: 2 })).toBeCloseTo(3, 12)
    expect(cvMax('uniform')).toBeCloseTo(0.57735, 5)
    expect(Math.min(...drawsOf({ law: 'uniform', mean: 3, cv: 2 }, 50_000))).toBeLessThan(0.01)
    const widest = cvMax('pareto')
    expect(widest).toBeGreaterThan(4.4)
    expect(widest).toBeLessThan(4.5)
    expect(drawsOf({ law: 'pareto', mean: 3, cv: 9 }, 50)).not.toEqual(drawsOf({ law: 'pareto', mean: 3, cv: 2 }, 50))
    const found = moments(drawsOf({ law: 'pareto', mean: 3, cv: 9 }))
    expect(Math.abs(found.variance - (3 * widest) ** 2) / found.varianceError).toBeLessThan(4)
  })

  it('knows laws without a choice and laws without a limit', () => {
    const reaches: [Law, number][] = [
      ['constant', 0],
      ['exponential', 1],
      ['gamma', Infinity],
      ['lognormal', Infinity],
    ]
    for (const [law, reach] of reaches) expect(cvMax(law)).toBe(reach)
    expect(varianceOf({ law: 'constant', mean: 5, cv: 3 })).toBe(0)
    expect(varianceOf({ law: 'exponential', mean: 5, cv: 0 })).toBe(25)
  })
})

describe('an encoded law', () => {
  it.each([
    ['constant', LAW_CONSTANT],
    ['exponential', LAW_EXPONENTIAL],
    ['lognormal', LAW_LOGNORMAL],
    ['gamma', LAW_GAMMA],
    ['pareto', LAW_PARETO],
    ['uniform', LAW_UNIFORM],
  ] as const)('begins with its code and its mean: %s', (law, code) => {
    const k = new Float64Array(LAW_WORDS)
    encodeLaw(k, 0, { law, mean: 4.5, cv: 0.4 })
    expect([k[0], k[1]]).toEqual([code, 4.5])
  })
})

describe('a median', () => {
  it('becomes a mean that is larger by e^(σ²/2)', () => {
    expect(medianToMean(10, 0.7)).toBeCloseTo(12.776213, 6)
    const distribution = lognormalFromMedian(10, 0.7)
    expect(distribution).toEqual({ law: 'lognormal', mean: medianToMean(10, 0.7), cv: expect.closeTo(0.795184, 5) })
    const below = drawsOf(distribution).reduce((count, x) => count + (x < 10 ? 1 : 0), 0)
    expect(Math.abs(below - COUNT / 2) / Math.sqrt(COUNT / 4)).toBeLessThan(4.5)
  })
})

describe('a draw', () => {
  it.each(cases)(
    'follows from the two words and touches nothing but words and result: $law, cv $cv',
    (distribution) => {
      const { i32, f64 } = new Arena(256)
      const k = new Float64Array(LAW_WORDS)
      encodeLaw(k, 0, distribution)
      const constants = k.slice()
      seedStream(i32, stream, streamKey(5, distribution.law, 'purity'))
      for (let n = 0; n < 2000; n++) {
        nextWords(i32, stream)
        const words: [number, number] = [i32[H.BITS]!, i32[H.BITS + 1]!]
        const before = i32.slice()
        sample(i32, f64, k, 0)
        const first = f64[H.SAMPLE]!
        const after = i32.slice()
        for (const i of [H.BITS, H.BITS + 1, 2 * H.SAMPLE, 2 * H.SAMPLE + 1]) after[i] = before[i]!
        if (n < 50) expect(after).toEqual(before)
        i32.set(words, H.BITS)
        sample(i32, f64, k, 0)
        if (f64[H.SAMPLE] !== first) expect(f64[H.SAMPLE]).toBe(first)
      }
      expect(k).toEqual(constants)
    },
  )

  it('by inversion grows with the words', () => {
    const { i32, f64 } = new Arena()
    const k = new Float64Array(LAW_WORDS)
    for (const law of ['pareto', 'uniform'] as const) {
      encodeLaw(k, 0, { law, mean: 3, cv: 0.5 })
      let last = 0
      for (let coarse = 0; coarse < 2 ** 32; coarse += 2 ** 24 + 7) {
        i32[H.BITS] = coarse
        sample(i32, f64, k, 0)
        expect(f64[H.SAMPLE]).toBeGreaterThan(last)
        last = f64[H.SAMPLE]!
      }
    }
  })

  it('leaves the rest of the constants cleared', () => {
    const k = new Float64Array(2 * LAW_WORDS).fill(7)
    encodeLaw(k, 4, { law: 'constant', mean: 1.5, cv: 0 })
    expect(Array.from(k)).toEqual([7, 7, 7, 7, LAW_CONSTANT, 1.5, 0, 0, 0, 0, 0, 0, 7, 7, 7, 7])
  })
})
