import { describe, expect, it } from 'vitest'
import { Arena } from './arena.ts'
import * as H from './header.ts'
import { chiSquareDeviate, kolmogorovSmirnov, normalDistribution } from './goodness-of-fit.ts'
import { nextWord, nextWords, seedStream, streamKey } from './random.ts'
import { exponential, normal } from './ziggurat.ts'

const COUNT = 500_000
const LIMIT = 4.5
const stream = 100

function drawsOf(draw: (i32: Int32Array, f64: Float64Array) => void): Float64Array {
  const { i32, f64 } = new Arena()
  seedStream(i32, stream, streamKey(2, draw.name, 'ziggurat'))
  return Float64Array.from({ length: COUNT }, () => {
    nextWords(i32, stream)
    draw(i32, f64)
    return f64[H.SAMPLE]!
  })
}

/** Draws whose first words are made to fall beyond the widest layer: layer 0, position in the upper sixteenth. */
function tailDrawsOf(draw: (i32: Int32Array, f64: Float64Array) => void): Float64Array {
  const { i32, f64 } = new Arena()
  seedStream(i32, stream, streamKey(2, draw.name, 'tail'))
  return Float64Array.from({ length: 100_000 }, () => {
    i32[H.BITS] = nextWord(i32, stream) | 0xf0000000
    i32[H.BITS + 1] = nextWord(i32, stream) & ~0xff
    draw(i32, f64)
    return f64[H.SAMPLE]!
  })
}

/** Counts of draws in classes of equal probability. */
function classCounts(draws: Float64Array, classes: number, distribution: (x: number) => number): Uint32Array {
  const counts = new Uint32Array(classes)
  for (const x of draws) counts[Math.min(classes - 1, Math.floor(distribution(x) * classes))]!++
  return counts
}

/** Deviate of the number of draws that fulfil a condition of the given probability. */
function countDeviate(draws: Float64Array, probability: number, condition: (x: number) => boolean): number {
  const count = draws.reduce((sum, x) => sum + (condition(x) ? 1 : 0), 0)
  return Math.abs(count - COUNT * probability) / Math.sqrt(COUNT * probability)
}

describe('an exponential draw', () => {
  const draws = drawsOf(exponential)
  const distribution = (x: number): number => 1 - Math.exp(-x)

  it('follows its law in a thousand classes', () => {
    const counts = classCounts(draws, 1000, distribution)
    expect(Math.abs(chiSquareDeviate(counts, () => COUNT / 1000))).toBeLessThan(LIMIT)
    expect(kolmogorovSmirnov(draws, distribution)).toBeLessThan(2.5)
  })

  it('starts anew beyond the widest layer', () => {
    for (const x of [5, 7.6, 7.75, 9]) expect(countDeviate(draws, Math.exp(-x), (draw) => draw > x)).toBeLessThan(LIMIT)
    const beyond = tailDrawsOf(exponential).map((x) => x - 7.69711747013105)
    expect(kolmogorovSmirnov(beyond, distribution)).toBeLessThan(2.5)
  })

  it('is never negative', () => {
    expect(draws.every((x) => x >= 0)).toBe(true)
  })
})

describe('a normal draw', () => {
  const draws = drawsOf(normal)

  it('follows its law in a thousand classes', () => {
    const counts = classCounts(draws, 1000, normalDistribution)
    expect(Math.abs(chiSquareDeviate(counts, () => COUNT / 1000))).toBeLessThan(LIMIT)
    expect(kolmogorovSmirnov(draws, normalDistribution)).toBeLessThan(2.5)
  })

  it('has both its tails, beyond the widest layer as well', () => {
    for (const x of [3, 3.6, 3.7, 4]) {
      const probability = normalDistribution(-x)
      expect(countDeviate(draws, probability, (draw) => draw > x)).toBeLessThan(LIMIT)
      expect(countDeviate(draws, probability, (draw) => draw < -x)).toBeLessThan(LIMIT)
    }
    const tail = 3.6541528853610088
    const beyond = tailDrawsOf(normal)
    expect(beyond.every((x) => Math.abs(x) >= tail)).toBe(true)
    const conditional = (x: number): number => 1 - normalDistribution(-x) / normalDistribution(-tail)
    expect(kolmogorovSmirnov(beyond.map(Math.abs), conditional)).toBeLessThan(2.5)
    const negative = beyond.reduce((count, x) => count + (x < 0 ? 1 : 0), 0)
    expect(Math.abs(negative - beyond.length / 2) / Math.sqrt(beyond.length / 4)).toBeLessThan(LIMIT)
  })
})
