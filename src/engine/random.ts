/**
 * Random numbers of two sorts. What belongs to a component comes from its stream: a sequence keyed by the component's
 * id and a purpose. What belongs to a request is a pure function of the request, the purpose and the visit, so two
 * designs meet the same requests in whatever order they serve them. Words are signed 32-bit integers; all state is in
 * the arena.
 */
import * as H from './header.ts'

/** Words of state of a stream. */
export const STREAM_WORDS = 4

const GOLDEN = 0x9e3779b9 | 0 // 2³² divided by the golden ratio
const SECOND = 0xbb67ae85 | 0 // fraction of √3
const THIRD = 0xa54ff53a | 0 // fraction of √7
const TWO_TO_MINUS_32 = 1 / 4294967296
const TWO_TO_MINUS_52 = 1 / 4503599627370496
const WARM_UP_STEPS = 16

/**
 * Scatters 32 bits: a bijection in which every input bit flips every output bit about half the time. Two rounds of
 * multiply and xor-shift with the constants of C. Wellons' search, "Prospecting for hash functions" (2018).
 */
export function scatter(word: number): number {
  let x = word
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return x ^ (x >>> 16)
}

/** A 32-bit hash of a text, e.g. of the name of a purpose; the same on every machine. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5 | 0
  for (let i = 0; i < text.length; i++) hash = absorb(hash, text.charCodeAt(i))
  return scatter(hash ^ text.length)
}

/**
 * The key of a stream or of a client: two words hashed from the run's seed (a whole number from 0 to 2⁵³), the id of
 * the component and the purpose. Equal arguments give equal keys; anything else gives, but for a chance of 2⁻⁶⁴,
 * another one.
 */
export function streamKey(seed: number, id: string, purpose: string): [number, number] {
  const low = seed | 0
  const high = Math.floor(seed / 4294967296) | 0
  let a = scatter(low ^ GOLDEN)
  let b = scatter(high ^ SECOND) ^ low
  // The length of the id goes in as well, so that moving a letter from the id to the purpose changes the key.
  for (const text of [id, purpose]) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      a = absorb(a ^ (b >>> 7), unit)
      b = scatter((b + a) ^ unit)
    }
    a = scatter(a ^ text.length ^ THIRD)
  }
  b ^= scatter(a + GOLDEN)
  a ^= scatter(b + SECOND)
  return [a, b]
}

/** Starts the stream whose four words of state begin at `pointer`. */
export function seedStream(i32: Int32Array, pointer: number, words: readonly [number, number]): void {
  i32[pointer] = words[0]
  i32[pointer + 1] = words[1]
  i32[pointer + 2] = GOLDEN
  i32[pointer + 3] = 1
  for (let i = 0; i < WARM_UP_STEPS; i++) nextWord(i32, pointer)
}

/** The next word of a stream: C. Doty-Humphrey's sfc32 (PractRand), of period at least 2³². */
export function nextWord(i32: Int32Array, pointer: number): number {
  const b = i32[pointer + 1]!
  const c = i32[pointer + 2]!
  const counter = i32[pointer + 3]!
  const word = (((i32[pointer]! + b) | 0) + counter) | 0
  i32[pointer + 3] = counter + 1
  i32[pointer] = b ^ (b >>> 9)
  i32[pointer + 1] = c + (c << 3)
  i32[pointer + 2] = ((c << 21) | (c >>> 11)) + word
  return word
}

/** Hands the next two words of a stream to a sampler, at `H.BITS`. */
export function nextWords(i32: Int32Array, pointer: number): void {
  i32[H.BITS] = nextWord(i32, pointer)
  i32[H.BITS + 1] = nextWord(i32, pointer)
}

/**
 * Hands a sampler the two words at `H.BITS` that belong to one draw of one request: a pure function of the request's
 * seed (`s0`, `s1` from `requestSeed`, already scattered), the purpose (a hash, see `hashText`) and the visit (which of
 * several draws for that purpose). Two rounds of a Feistel network with `scatter` as its function, written out because
 * this runs for every draw of every request.
 */
export function drawWords(i32: Int32Array, s0: number, s1: number, purpose: number, visit: number): void {
  const fine = fineWord(s0, s1, purpose, visit)
  i32[H.BITS] = coarseWord(s0, fine, purpose)
  i32[H.BITS + 1] = fine
}

/** The second of the two words of `drawWords`: the first round of the network. */
export function fineWord(s0: number, s1: number, purpose: number, visit: number): number {
  let x = s0 ^ (purpose + Math.imul(visit, GOLDEN))
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return s1 ^ x ^ (x >>> 16)
}

/** The first of the two words of `drawWords`, from the second: the other round. */
export function coarseWord(s0: number, fine: number, purpose: number): number {
  let x = (fine + purpose) | 0
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return s0 ^ x ^ (x >>> 16)
}

/**
 * The seed of one request, at `at` and the word after it: a hash of its client's key (`c0`, `c1` from `streamKey`) and
 * its number at that client, a whole number from 0 to 2⁵³. For one client it is a bijection: no two requests share one.
 */
export function requestSeed(i32: Int32Array, at: number, c0: number, c1: number, number: number): void {
  // Three rounds of a Feistel network with `scatter` as its function, written out: this runs for every request.
  let a = c0 ^ (number | 0)
  let b = c1 ^ ((number * TWO_TO_MINUS_32) | 0)
  let x = Math.imul(a ^ (a >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  b ^= x ^ (x >>> 16)
  x = (b + GOLDEN) | 0
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  a ^= x ^ (x >>> 16)
  x = (a + SECOND) | 0
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  b ^= x ^ (x >>> 16)
  i32[at] = a
  i32[at + 1] = b
}

/** Replaces the two words at `H.BITS` by two others that follow from them, for a sampler that rejects. */
export function moreWords(i32: Int32Array): void {
  const a = i32[H.BITS]! ^ scatter(i32[H.BITS + 1]! + THIRD)
  const b = i32[H.BITS + 1]! ^ scatter(a + SECOND)
  i32[H.BITS] = a ^ scatter(b + GOLDEN)
  i32[H.BITS + 1] = b
}

/** A uniform number of 53 bits strictly between 0 and 1 from the two words at `H.BITS`; symmetric about one half. */
export function uniform(i32: Int32Array): number {
  return uniformOf(i32[H.BITS]!, i32[H.BITS + 1]!)
}

/**
 * A uniform number strictly between 0 and 1 from two words, the first being the coarser: an odd multiple of 2⁻⁵³, so
 * neither 0 nor 1 can come out and u and 1 - u are equally exact.
 */
export function uniformOf(coarse: number, fine: number): number {
  return ((coarse >>> 0) * 1048576 + (fine >>> 12) + 0.5) * TWO_TO_MINUS_52
}

/** A uniform number strictly between 0 and 1 from one word, for choices that need no more than 32 bits. */
export function uniformOfWord(word: number): number {
  return ((word >>> 0) + 0.5) * TWO_TO_MINUS_32
}

/** Takes one character code into a running hash (the step of FNV-1a, then a rotation so that high bits come down). */
function absorb(hash: number, unit: number): number {
  const x = Math.imul(hash ^ unit, 0x01000193)
  return (x << 13) | (x >>> 19)
}
