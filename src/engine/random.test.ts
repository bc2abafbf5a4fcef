import { describe, expect, it } from 'vitest'
import { Arena } from './arena.ts'
import * as H from './header.ts'
import { chiSquareDeviate, correlationDeviate } from './goodness-of-fit.ts'
import {
  drawWords,
  hashText,
  moreWords,
  nextWord,
  nextWords,
  requestSeed,
  scatter,
  seedStream,
  STREAM_WORDS,
  streamKey,
  uniform,
  uniformOf,
  uniformOfWord,
} from './random.ts'

const COUNT = 100_000
/** Deviates beyond this many standard deviations have a probability of 7 · 10⁻⁶. */
const LIMIT = 4.5

const { i32 } = new Arena()
const stream = 100
const seedAt = 200

/** Counts of the four bytes of a word over a sequence of words. */
function byteCounts(words: Int32Array, shift: number): Uint32Array {
  const counts = new Uint32Array(256)
  for (const word of words) counts[(word >>> shift) & 255]!++
  return counts
}

function expectEvenBytes(words: Int32Array): void {
  for (const shift of [0, 8, 16, 24]) {
    const deviate = chiSquareDeviate(byteCounts(words, shift), () => words.length / 256)
    expect(Math.abs(deviate)).toBeLessThan(LIMIT)
  }
}

/** Every pair of neighboring bytes should be equally frequent. */
function expectEvenPairs(a: Int32Array, b: Int32Array): void {
  for (const shift of [0, 26]) {
    const counts = new Uint32Array(4096)
    for (let i = 0; i < a.length; i++) counts[((a[i]! >>> shift) & 63) * 64 + ((b[i]! >>> shift) & 63)]!++
    expect(Math.abs(chiSquareDeviate(counts, () => a.length / 4096))).toBeLessThan(LIMIT)
  }
}

function expectUncorrelated(a: Int32Array, b: Int32Array): void {
  const [x, y] = [Float64Array.from(a), Float64Array.from(b)]
  expect(Math.abs(correlationDeviate(x, y))).toBeLessThan(LIMIT)
}

/** Each bit should differ between the two in half of the cases. */
function expectHalfTheBitsDiffer(a: Int32Array, b: Int32Array): void {
  for (let bit = 0; bit < 32; bit++) {
    let differing = 0
    for (let i = 0; i < a.length; i++) differing += ((a[i]! ^ b[i]!) >>> bit) & 1
    expect(Math.abs(differing - a.length / 2) / Math.sqrt(a.length / 4)).toBeLessThan(LIMIT)
  }
}

/** Both words that a way of drawing gives for 0 … COUNT - 1. */
function both(draw: (n: number) => void, at: number = H.BITS): [Int32Array, Int32Array] {
  const [first, second] = [new Int32Array(COUNT), new Int32Array(COUNT)]
  for (let n = 0; n < COUNT; n++) {
    draw(n)
    first[n] = i32[at]!
    second[n] = i32[at + 1]!
  }
  return [first, second]
}

const [c0, c1] = streamKey(7, 'client-1', 'requests')
const service = hashText('service')
const key = hashText('key')

/** The draw of request `number`. */
function drawOf(number: number, purpose: number, visit: number): void {
  requestSeed(i32, seedAt, c0, c1, number)
  drawWords(i32, i32[seedAt]!, i32[seedAt + 1]!, purpose, visit)
}

describe('the draws of a request', () => {
  const draws = both((n) => drawOf(n, service, 0))

  it('are even in every byte and pair of both words', () => {
    for (const words of draws) expectEvenBytes(words)
    expectEvenPairs(...draws)
    expectUncorrelated(...draws)
  })

  it('are independent from one request to the next', () => {
    for (const words of draws) {
      expectUncorrelated(words.subarray(0, -1), words.subarray(1))
      expectEvenPairs(words.subarray(0, -1), words.subarray(1))
    }
  })

  it.each([
    ['purposes', key, 0],
    ['visits', service, 1],
    ['distant visits', service, 1024],
    ['neighboring purposes', service + 1, 0],
  ])('are independent between %s', (_, purpose, visit) => {
    const others = both((n) => drawOf(n, purpose, visit))
    for (const i of [0, 1] as const) {
      expectUncorrelated(draws[i], others[i])
      expectUncorrelated(draws[i], others[(1 - i) as 0 | 1])
      expectEvenPairs(draws[i], others[i])
      expectHalfTheBitsDiffer(draws[i], others[i])
    }
  })

  it('are even over the visits of one request', () => {
    requestSeed(i32, seedAt, c0, c1, 5)
    const [s0, s1] = [i32[seedAt]!, i32[seedAt + 1]!]
    const visits = both((n) => drawWords(i32, s0, s1, service, n))
    for (const words of visits) {
      expectEvenBytes(words)
      expectEvenPairs(words.subarray(0, -1), words.subarray(1))
    }
    expectUncorrelated(...visits)
  })

  it('depend on their arguments alone', () => {
    drawOf(12, service, 3)
    const words = [i32[H.BITS], i32[H.BITS + 1]]
    drawOf(13, key, 4)
    drawOf(12, service, 3)
    expect([i32[H.BITS], i32[H.BITS + 1]]).toEqual(words)
  })

  it('go on evenly for a sampler that rejects', () => {
    const more = both((n) => {
      drawOf(n, service, 0)
      moreWords(i32)
    })
    for (const i of [0, 1] as const) {
      expectEvenBytes(more[i])
      expectEvenPairs(draws[i], more[i])
      expectHalfTheBitsDiffer(draws[i], more[i])
    }
    drawOf(0, service, 0)
    const chain = both(() => moreWords(i32))
    for (const words of chain) expectEvenPairs(words.subarray(0, -1), words.subarray(1))
  })
})

describe('the seed of a request', () => {
  it('is even, and its own for every number and client', () => {
    const seeds = both((n) => requestSeed(i32, seedAt, c0, c1, n), seedAt)
    const distant = both((n) => requestSeed(i32, seedAt, c0, c1, 2 ** 40 + n), seedAt)
    const [d0, d1] = streamKey(7, 'client-2', 'requests')
    const others = both((n) => requestSeed(i32, seedAt, d0, d1, n), seedAt)
    const seen = new Set<string>()
    for (const [a, b] of [seeds, distant, others]) {
      expectEvenBytes(a)
      expectEvenBytes(b)
      for (let n = 0; n < COUNT; n++) seen.add(`${a[n]} ${b[n]}`)
    }
    expect(seen.size).toBe(3 * COUNT)
  })

  it('hears the high part of a number', () => {
    requestSeed(i32, seedAt, c0, c1, 1)
    const low = [i32[seedAt], i32[seedAt + 1]]
    requestSeed(i32, seedAt, c0, c1, 2 ** 32 + 1)
    expect([i32[seedAt], i32[seedAt + 1]]).not.toEqual(low)
  })
})

/** sfc32 in exact whole numbers: the same generator written another way. */
function slowStream(words: readonly [number, number], skip: number, count: number): number[] {
  const mask = 0xffffffffn
  let [a, b, c, counter] = [BigInt(words[0]) & mask, BigInt(words[1]) & mask, 0x9e3779b9n, 1n]
  const out: number[] = []
  for (let i = 0; i < skip + count; i++) {
    const word = (a + b + counter) & mask
    counter = (counter + 1n) & mask
    a = b ^ (b >> 9n)
    b = (c * 9n) & mask
    c = (((c << 21n) & mask) + (c >> 11n) + word) & mask
    if (i >= skip) out.push(Number(BigInt.asIntN(32, word)))
  }
  return out
}

describe('a stream', () => {
  it('is sfc32, warmed up by 16 steps, in four words', () => {
    const words = streamKey(3, 'server-1', 'crash')
    i32.fill(0, stream, stream + 8)
    seedStream(i32, stream, words)
    const found = Array.from({ length: 500 }, () => nextWord(i32, stream))
    expect(found).toEqual(slowStream(words, 16, 500))
    expect(Array.from(i32.subarray(stream + STREAM_WORDS, stream + 8))).toEqual([0, 0, 0, 0])
  })

  it('is even and without memory', () => {
    seedStream(i32, stream, streamKey(1, 'server-1', 'jitter'))
    const words = both(() => nextWords(i32, stream))
    for (const half of words) {
      expectEvenBytes(half)
      expectEvenPairs(half.subarray(0, -1), half.subarray(1))
    }
    expectEvenPairs(...words)
    expectUncorrelated(...words)
  })

  it('is unlike the stream of any other id, purpose or seed', () => {
    const keys = [
      streamKey(1, 'server-1', 'jitter'),
      streamKey(1, 'server-2', 'jitter'),
      streamKey(1, 'server-1', 'crash'),
      streamKey(2, 'server-1', 'jitter'),
      streamKey(1 + 2 ** 32, 'server-1', 'jitter'),
      streamKey(1, 'server-1j', 'itter'),
      streamKey(1, '서버-1', 'jitter'),
    ]
    const streams = keys.map((words) => {
      seedStream(i32, stream, words)
      return Int32Array.from({ length: COUNT }, () => nextWord(i32, stream))
    })
    for (let i = 0; i < streams.length; i++) {
      for (let j = 0; j < i; j++) {
        expectUncorrelated(streams[i]!, streams[j]!)
        expectHalfTheBitsDiffer(streams[i]!, streams[j]!)
      }
    }
  })
})

describe('keys and hashes', () => {
  it('differ for many similar names', () => {
    const keys = new Set<string>()
    const hashes = new Set<number>()
    for (let n = 0; n < 20_000; n++) {
      for (const purpose of ['a', 'b']) keys.add(streamKey(1, `server-${n}`, purpose).join())
      hashes.add(hashText(`purpose-${n}`))
    }
    expect(keys.size).toBe(40_000)
    // Among 20 000 hashes of 32 bits 0.05 coincidences are expected.
    expect(hashes.size).toBeGreaterThanOrEqual(19_999)
  })

  it('are these on every machine', () => {
    expect(streamKey(1, 'server-1', 'jitter')).toEqual([1232905632, 107319946])
    expect(streamKey(Number.MAX_SAFE_INTEGER, '캐시', '')).toEqual([260668169, -742413170])
    expect(hashText('service')).toBe(-944392222)
    expect(hashText('')).toBe(1947474976)
    expect(scatter(1)).toBe(1753845952)
    drawWords(i32, 1, 2, 3, 4)
    expect([i32[H.BITS], i32[H.BITS + 1]]).toEqual([-1470337143, 2014825536])
    moreWords(i32)
    expect([i32[H.BITS], i32[H.BITS + 1]]).toEqual([1118522662, -1835032382])
    requestSeed(i32, seedAt, 1, 2, 2 ** 40 + 3)
    expect([i32[seedAt], i32[seedAt + 1]]).toEqual([-1567791782, -609220292])
  })
})

describe('a uniform number', () => {
  it('is never 0 and never 1, and symmetric', () => {
    expect(uniformOf(0, 0)).toBe(2 ** -53)
    expect(uniformOf(-1, -1)).toBe(1 - 2 ** -53)
    expect(uniformOf(-1, -1) + uniformOf(0, 0)).toBe(1)
    expect(uniformOf(-2147483648, 0) - 0.5).toBe(2 ** -53)
    expect(uniformOfWord(0)).toBe(2 ** -33)
    expect(uniformOfWord(-1)).toBe(1 - 2 ** -33)
  })

  it('reads the words at H.BITS, the first being the coarser', () => {
    i32[H.BITS] = 0x40000000
    i32[H.BITS + 1] = -1
    expect(uniform(i32)).toBe(uniformOf(0x40000000, -1))
    expect(uniform(i32)).toBeGreaterThan(0.25)
    expect(uniform(i32)).toBeLessThan(0.25 + 2 ** -31)
  })
})
