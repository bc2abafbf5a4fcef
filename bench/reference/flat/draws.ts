/**
 * Random numbers by the block: the loops take their draws from blocks that are filled up before each batch of events,
 * so that the generators run in tight loops of their own with their states in locals.
 */
import { layout } from './memory.ts'
import type { Memory } from './memory.ts'
import type { CacheParameters } from '../workloads.ts'

const { BATCH, EXPONENTIAL, EXPONENTIALS, GENERATORS, KEY, KEYS, UNIFORM, UNIFORMS } = layout

const PER_WORD = 1 / 4294967296

/** Seeds three generators (sfc32, Doty-Humphrey), whose states of four integers stand one behind the other. */
export function seedGenerators(i32: Int32Array, states: number, seed: number): void {
  for (let generator = 0; generator < 3; generator++) {
    const at = states + 4 * generator
    i32[at] = 0x9e3779b9
    i32[at + 1] = Math.imul(generator + 1, 0x243f6a89)
    i32[at + 2] = seed
    i32[at + 3] = 1
    for (let step = 0; step < 16; step++) nextWord(i32, at)
  }
}

function nextWord(i32: Int32Array, state: number): number {
  const a = i32[state]!
  const b = i32[state + 1]!
  const c = i32[state + 2]!
  const counter = i32[state + 3]!
  const word = (((a + b) | 0) + counter) | 0
  i32[state] = b ^ (b >>> 9)
  i32[state + 1] = (c + (c << 3)) | 0
  i32[state + 2] = (((c << 21) | (c >>> 11)) + word) | 0
  i32[state + 3] = (counter + 1) | 0
  return word
}

/** Fills `out` from `from` to `to` with numbers in (0, 1). */
export function fillUniforms(i32: Int32Array, state: number, out: Float64Array, from: number, to: number): void {
  for (let at = from; at < to; at++) out[at] = ((nextWord(i32, state) >>> 0) + 0.5) * PER_WORD
}

/** 256 layers of equal area under e^-x (Marsaglia and Tsang, "The ziggurat method"); the lowest has the tail. */
const TAIL_FROM = 7.69711747013105
const LAYER_AREA = 0.003949659822581557
const LAYER_X = new Float64Array(257)
const LAYER_Y = new Float64Array(257)
LAYER_X[0] = LAYER_AREA * Math.exp(TAIL_FROM)
LAYER_X[1] = TAIL_FROM
LAYER_Y[1] = Math.exp(-TAIL_FROM)
for (let layer = 2; layer < 256; layer++) {
  LAYER_Y[layer] = LAYER_Y[layer - 1]! + LAYER_AREA / LAYER_X[layer - 1]!
  LAYER_X[layer] = -Math.log(LAYER_Y[layer]!)
}
LAYER_Y[256] = 1

/** Fills `out` from `from` to `to` with exponentials of mean 1. */
export function fillExponentials(i32: Int32Array, state: number, out: Float64Array, from: number, to: number): void {
  let a = i32[state]!
  let b = i32[state + 1]!
  let c = i32[state + 2]!
  let counter = i32[state + 3]!
  for (let at = from; at < to; at++) {
    const word = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + word) | 0
    const layer = word & 255
    let x = ((word >>> 8) + 0.5) * (1 / 16777216) * LAYER_X[layer]!
    if (x >= LAYER_X[layer + 1]!) {
      i32[state] = a
      i32[state + 1] = b
      i32[state + 2] = c
      i32[state + 3] = counter
      x = decideByHeight(i32, state, layer, x)
      a = i32[state]!
      b = i32[state + 1]!
      c = i32[state + 2]!
      counter = i32[state + 3]!
    }
    out[at] = x
  }
  i32[state] = a
  i32[state + 1] = b
  i32[state + 2] = c
  i32[state + 3] = counter
}

/** The one draw in a hundred that fell outside the next layer: accepted under the curve, or drawn again. */
function decideByHeight(i32: Int32Array, state: number, firstLayer: number, firstX: number): number {
  let layer = firstLayer
  let x = firstX
  let shift = 0
  while (x >= LAYER_X[layer + 1]!) {
    if (layer === 0) {
      // The tail is a whole exponential once more, from its beginning on.
      shift += TAIL_FROM
    } else {
      const low = LAYER_Y[layer]!
      const height = low + ((nextWord(i32, state) >>> 0) + 0.5) * PER_WORD * (LAYER_Y[layer + 1]! - low)
      if (height < Math.exp(-x)) break
    }
    const word = nextWord(i32, state)
    layer = word & 255
    x = ((word >>> 8) + 0.5) * (1 / 16777216) * LAYER_X[layer]!
  }
  return shift + x
}

/**
 * Walker's alias table of a Zipf distribution: for each column the threshold (31 bits) of its own key, and the other
 * key.
 */
export function buildAlias({ keys, exponent }: CacheParameters): Int32Array {
  const weights = Float64Array.from({ length: keys }, (_, key) => Math.pow(key + 1, -exponent))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = weights.map((weight) => (weight / total) * keys)
  const small: number[] = []
  const large: number[] = []
  for (let key = 0; key < keys; key++) (shares[key]! < 1 ? small : large).push(key)
  const table = new Int32Array(2 * keys)
  for (let key = 0; key < keys; key++) {
    table[2 * key] = 0x7fffffff
    table[2 * key + 1] = key
  }
  while (small.length > 0 && large.length > 0) {
    const poor = small.pop()!
    const rich = large.at(-1)!
    table[2 * poor] = Math.round(shares[poor]! * 0x7fffffff)
    table[2 * poor + 1] = rich
    shares[rich] = shares[rich]! + shares[poor]! - 1
    if (shares[rich]! < 1) small.push(large.pop()!)
  }
  return table
}

/** Fills `out` from `from` to `to` with keys. */
export function fillKeys(
  i32: Int32Array,
  state: number,
  alias: Int32Array,
  out: Int32Array,
  from: number,
  to: number,
): void {
  const columns = (alias.length >> 1) * PER_WORD
  for (let at = from; at < to; at++) {
    const column = ((nextWord(i32, state) >>> 0) * columns) | 0
    const coin = nextWord(i32, state) >>> 1
    out[at] = coin < alias[2 * column]! ? column : alias[2 * column + 1]!
  }
}

/** Moves what is left of a block to its front; returns where it ends there. */
function keepRest(block: Int32Array | Float64Array, start: number, next: number, length: number): number {
  block.copyWithin(start, next, start + length)
  return start + length - (next - start)
}

/** Fills the blocks up again, as far as they were used. */
export function refill({ i32, f64 }: Memory, alias: Int32Array | undefined): void {
  const exponential = keepRest(f64, EXPONENTIALS, i32[EXPONENTIAL]!, 2 * BATCH)
  fillExponentials(i32, GENERATORS, f64, exponential, EXPONENTIALS + 2 * BATCH)
  i32[EXPONENTIAL] = EXPONENTIALS
  if (alias === undefined) return
  const uniform = keepRest(f64, UNIFORMS, i32[UNIFORM]!, BATCH)
  fillUniforms(i32, GENERATORS + 4, f64, uniform, UNIFORMS + BATCH)
  i32[UNIFORM] = UNIFORMS
  const key = keepRest(i32, KEYS, i32[KEY]!, BATCH)
  fillKeys(i32, GENERATORS + 8, alias, i32, key, KEYS + BATCH)
  i32[KEY] = KEYS
}

/** Marks all blocks as used up, so that the first refill fills them. */
export function emptyBlocks(i32: Int32Array): void {
  i32[EXPONENTIAL] = EXPONENTIALS + 2 * BATCH
  i32[UNIFORM] = UNIFORMS + BATCH
  i32[KEY] = KEYS + BATCH
}

let shared: Int32Array | undefined

/** The table of the keys' probabilities, which is the same in all workloads, is made once. */
export function sharedAlias(cache: CacheParameters): Int32Array {
  shared ??= buildAlias(cache)
  return shared
}
