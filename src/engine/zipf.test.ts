import { describe, expect, it } from 'vitest'
import { Arena } from './arena.ts'
import { chiSquareDeviate } from './goodness-of-fit.ts'
import { nextWord, seedStream, streamKey } from './random.ts'
import { buildZipf, KEYS_MAX, TABULATED_KEYS, zipfProbability, zipfRank, type ZipfTable } from './zipf.ts'

const COUNT = 300_000
const LIMIT = 4.5
const EULER = 0.5772156649015329
const stream = 100

function ranksOf(table: ZipfTable, name: string): Float64Array {
  const { i32 } = new Arena()
  seedStream(i32, stream, streamKey(4, name, 'keys'))
  return Float64Array.from({ length: COUNT }, () => zipfRank(table, nextWord(i32, stream), nextWord(i32, stream)))
}

/** Sum of k^-s from k = first to last, by Euler and Maclaurin: good to 12 digits for first ≥ 1000. */
function powerSum(first: number, last: number, s: number): number {
  const integral = s === 1 ? Math.log(last / first) : (last ** (1 - s) - first ** (1 - s)) / (1 - s)
  const slope = (k: number): number => (s * k ** (-s - 1)) / 12
  return integral + (first ** -s + last ** -s) / 2 + slope(first) - slope(last)
}

/** First ranks of classes that grow by a fifth, each a good thousand draws or the whole rest. */
function classEdges(keys: number): number[] {
  const edges = [0]
  for (let edge = 1; edge < keys; edge = Math.ceil(edge * 1.2)) edges.push(edge)
  return edges
}

/** Deviate of the counts of ranks in classes, by the sum of the plain powers. */
function deviateOf(ranks: Float64Array, keys: number, s: number): number {
  const sum = (first: number, last: number): number => {
    let total = 0
    for (let k = first; k <= Math.min(last, 1000); k++) total += k ** -s
    return last > 1000 ? total + powerSum(Math.max(first, 1001), last, s) : total
  }
  const all = sum(1, keys)
  const edges = classEdges(keys)
  const counts = new Uint32Array(edges.length)
  const starts = Float64Array.from(edges)
  for (const rank of ranks) {
    let [low, high] = [0, edges.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= rank) low = middle
      else high = middle
    }
    counts[low]!++
  }
  return chiSquareDeviate(counts, (i) => (COUNT * sum(edges[i]! + 1, edges[i + 1] ?? keys)) / all)
}

describe('the ranks drawn', () => {
  it.each([
    [100, 1],
    [1000, 0.8],
    [100_000, 0.9],
    [TABULATED_KEYS, 0.5],
    [TABULATED_KEYS + 1000, 0.5],
    [1_000_000, 0.9],
    [1_000_000, 1.2],
    [50_000_000, 0.3],
    [1_000_000_000, 0.9],
    [1_000_000_000, 1],
    [1_000_000_000, 1.000_000_1],
    [1_000_000_000, 1.2],
  ])('of %d keys with exponent %d are as frequent as the law says', (keys, exponent) => {
    const ranks = ranksOf(buildZipf(keys, exponent), `${keys} ${exponent}`)
    expect(ranks.every((rank) => Number.isInteger(rank) && rank >= 0 && rank < keys)).toBe(true)
    expect(Math.abs(deviateOf(ranks, keys, exponent))).toBeLessThan(LIMIT)
  })

  it('are even rank by rank in a small key space', () => {
    const table = buildZipf(50, 1.2)
    const counts = new Uint32Array(50)
    for (const rank of ranksOf(table, 'fifty')) counts[rank]!++
    expect(Math.abs(chiSquareDeviate(counts, (rank) => COUNT * zipfProbability(table, rank)))).toBeLessThan(LIMIT)
  })

  it.each([64, 1_000_000_000])('are equally frequent with exponent 0 (%d keys)', (keys) => {
    const counts = new Uint32Array(64)
    for (const rank of ranksOf(buildZipf(keys, 0), 'even')) counts[Math.floor((rank / keys) * 64)]!++
    expect(Math.abs(chiSquareDeviate(counts, () => COUNT / 64))).toBeLessThan(LIMIT)
  })

  it('are always the only key there is', () => {
    for (const exponent of [0, 1]) expect(zipfRank(buildZipf(1, exponent), -1, -1)).toBe(0)
  })

  it.each([
    [10, 1],
    [100_000, 0.9],
    [1_000_000_000, 0.9],
    [1_000_000_000, 1],
    [1_000_000_000, 1.5],
    [1_000_000_000, 40],
    [1_000_000, 0],
  ])('grow with the words and reach both ends (%d keys, exponent %d)', (keys, exponent) => {
    const table = buildZipf(keys, exponent)
    expect(zipfRank(table, 0, 0)).toBe(0)
    if (exponent <= 1) expect(zipfRank(table, -1, -1)).toBeGreaterThanOrEqual(keys * (1 - 1e-6) - 1)
    let last = 0
    for (let coarse = 0; coarse < 2 ** 32; coarse += 54_321) {
      const rank = zipfRank(table, coarse, 0)
      if (rank < last) expect(rank).toBeGreaterThanOrEqual(last)
      last = rank
    }
    expect(last).toBeLessThan(keys)
  })
})

describe('the probability of a rank', () => {
  it('is that of the harmonic numbers', () => {
    const top = (table: ZipfTable, count: number): number => {
      let sum = 0
      for (let rank = 0; rank < count; rank++) sum += zipfProbability(table, rank)
      return sum
    }
    const table = buildZipf(1000, 1)
    expect(top(table, 10)).toBeCloseTo(0.391287, 6)
    expect(top(table, 100)).toBeCloseTo(0.692993, 6)
    expect(1 - top(table, 500)).toBeCloseTo(0.0925322, 6)
    expect(top(table, 1000)).toBeCloseTo(1, 12)
    // The published share of the hottest of 10⁴ keys.
    expect(zipfProbability(buildZipf(10_000, 1), 0)).toBeCloseTo(0.10217, 5)
    expect(zipfProbability(buildZipf(10_000, 1.2), 0)).toBeCloseTo(0.208371, 6)
  })

  it('has the right norm beyond the table', () => {
    const keys = 1_000_000_000
    const harmonic = Math.log(keys) + EULER + 0.5 / keys
    expect(zipfProbability(buildZipf(keys, 1), 0) * harmonic).toBeCloseTo(1, 11)
    // ζ(1.2) less what the missing ranks would add.
    const generalized = 5.591582441177751 - 5 * keys ** -0.2
    expect(zipfProbability(buildZipf(keys, 1.2), 0) * generalized).toBeCloseTo(1, 9)
    let sum = 0
    for (let k = 1; k <= 300_000; k++) sum += k ** -0.7
    expect(zipfProbability(buildZipf(300_000, 0.7), 0) * sum).toBeCloseTo(1, 11)
    expect(zipfProbability(buildZipf(300_000, 0.7), 299_999) * sum).toBeCloseTo(300_000 ** -0.7, 14)
  })

  it('is the same for all keys with exponent 0, and 0 outside', () => {
    expect(zipfProbability(buildZipf(200, 0), 7)).toBe(1 / 200)
    expect(zipfProbability(buildZipf(200, 0), 200)).toBe(0)
    expect(zipfProbability(buildZipf(200, 1), -1)).toBe(0)
  })

  it('is what inversion gives at each end of the table', () => {
    const table = buildZipf(10_000_000, 1)
    for (const rank of [0, 1, 1000, TABULATED_KEYS - 1]) {
      const width = (table.cumulative[rank] ?? 0) - (table.cumulative[rank - 1] ?? 0)
      expect(width / zipfProbability(table, rank)).toBeCloseTo(1, 6)
    }
  })
})

describe('a table', () => {
  it('stays small for any key space', () => {
    for (const keys of [TABULATED_KEYS, KEYS_MAX]) {
      const { cumulative, guide, shape } = buildZipf(keys, 0.9)
      expect(cumulative.byteLength + guide.byteLength + shape.byteLength).toBeLessThan(2_000_000)
    }
  })

  it('is made once, and forgotten when many others were asked for', () => {
    const table = buildZipf(500, 0.77)
    expect(buildZipf(500, 0.77)).toBe(table)
    for (let keys = 10; keys < 40; keys++) buildZipf(keys, 0.77)
    expect(buildZipf(500, 0.77)).not.toBe(table)
    expect(buildZipf(500, 0.77)).toEqual(table)
  })

  it('refuses key spaces and exponents that make no sense', () => {
    expect(() => buildZipf(0, 1)).toThrow('0 keys')
    expect(() => buildZipf(1.5, 1)).toThrow('1.5 keys')
    expect(() => buildZipf(2 * KEYS_MAX, 1)).toThrow('keys')
    expect(() => buildZipf(10, -0.1)).toThrow('exponent -0.1')
    expect(() => buildZipf(10, NaN)).toThrow('exponent NaN')
  })
})
