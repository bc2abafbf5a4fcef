/**
 * Exponential and normal draws by the ziggurat: G. Marsaglia and W. W. Tsang, "The ziggurat method for generating
 * random variables", Journal of Statistical Software 5 (2000). The area under the density is covered by 256 layers of
 * one size; nearly always the draw is one multiplication and one comparison. Layer, sign and position come from
 * different bits of the two words at `H.BITS`. The last layer has the tail beside it; its width is feigned as area /
 * height.
 */
import * as H from './header.ts'
import * as L from './layout.ts'
import { exp, log } from './maths.ts'
import { coarseWord, fineWord, moreWords, uniform } from './random.ts'

const LAYERS = 256
/** Where the tails begin, for 256 layers (published with the method); the area of a layer follows from it. */
const EXPONENTIAL_TAIL = 7.69711747013105
const EXPONENTIAL_AREA = (EXPONENTIAL_TAIL + 1) * exp(-EXPONENTIAL_TAIL)
const NORMAL_TAIL = 3.6541528853610088
const NORMAL_AREA = 0.004928673233974655
const TWO_TO_MINUS_53 = 1 / 9007199254740992
const TWO_TO_21 = 2097152

/** Edges of the layers from the feigned width down to 0, and the density at each edge. */
interface Layers {
  readonly edges: Float64Array
  readonly heights: Float64Array
}

const exponentialLayers = layersOf(
  EXPONENTIAL_TAIL,
  EXPONENTIAL_AREA,
  (x) => exp(-x),
  (y) => -log(y),
)
const normalLayers = layersOf(
  NORMAL_TAIL,
  NORMAL_AREA,
  (x) => exp(-0.5 * x * x),
  (y) => Math.sqrt(-2 * log(y)),
)
const exponentialEdges = exponentialLayers.edges
const normalEdges = normalLayers.edges

/**
 * Writes an exponential draw of mean 1 to `H.SAMPLE`, from the words at `H.BITS` (which it replaces when it rejects).
 */
export function exponential(i32: Int32Array, f64: Float64Array): void {
  const fine = i32[H.BITS + 1]!
  const layer = fine & 255
  const x = position(i32[H.BITS]!, fine) * exponentialEdges[layer]!
  if (x < exponentialEdges[layer + 1]!) f64[H.SAMPLE] = x
  else exponentialRejected(i32, f64)
}

/** `drawWords` and `exponential` in one, without the words going through the arena: the draw of a request. */
export function drawExponential(
  i32: Int32Array,
  f64: Float64Array,
  s0: number,
  s1: number,
  purpose: number,
  visit: number,
): void {
  const fine = fineWord(s0, s1, purpose, visit)
  const coarse = coarseWord(s0, fine, purpose)
  const layer = fine & 255
  const x = ((coarse >>> 0) * TWO_TO_21 + (fine >>> 11)) * TWO_TO_MINUS_53 * exponentialEdges[layer]!
  if (x < exponentialEdges[layer + 1]!) {
    f64[H.SAMPLE] = x
    return
  }
  i32[H.BITS] = coarse
  i32[H.BITS + 1] = fine
  exponentialRejected(i32, f64)
}

/** `nextWords` and `exponential` in one: the draw of a component's stream. */
export function nextExponential(i32: Int32Array, f64: Float64Array, stream: number): void {
  // Two words of the stream, as `nextWord` gives them, with its state in locals.
  stream &= L.POINTER
  const a = i32[stream]!
  const b = i32[stream + 1]!
  const c = i32[stream + 2]!
  const counter = i32[stream + 3]!
  const coarse = (((a + b) | 0) + counter) | 0
  const b2 = (c + (c << 3)) | 0
  const c2 = (((c << 21) | (c >>> 11)) + coarse) | 0
  const fine = ((((b ^ (b >>> 9)) + b2) | 0) + ((counter + 1) | 0)) | 0
  i32[stream] = b2 ^ (b2 >>> 9)
  i32[stream + 1] = c2 + (c2 << 3)
  i32[stream + 2] = ((c2 << 21) | (c2 >>> 11)) + fine
  i32[stream + 3] = counter + 2
  const layer = fine & 255
  const x = position(coarse, fine) * exponentialEdges[layer]!
  if (x < exponentialEdges[layer + 1]!) {
    f64[H.SAMPLE] = x
    return
  }
  i32[H.BITS] = coarse
  i32[H.BITS + 1] = fine
  exponentialRejected(i32, f64)
}

/**
 * Writes a normal draw of mean 0 and deviation 1 to `H.SAMPLE`, from the words at `H.BITS` (replaced when it rejects).
 */
export function normal(i32: Int32Array, f64: Float64Array): void {
  const fine = i32[H.BITS + 1]!
  const layer = fine & 255
  const x = position(i32[H.BITS]!, fine) * normalEdges[layer]!
  if (x < normalEdges[layer + 1]!) f64[H.SAMPLE] = (fine & 256) === 0 ? x : -x
  else normalRejected(i32, f64)
}

/**
 * The coarse word and the 21 high bits of the fine one as a number from 0 to 1 (its lower bits choose layer and sign).
 */
function position(coarse: number, fine: number): number {
  return ((coarse >>> 0) * TWO_TO_21 + (fine >>> 11)) * TWO_TO_MINUS_53
}

/** Goes on where the first try fell outside its layer's core: tail, edge, or another try. */
function exponentialRejected(i32: Int32Array, f64: Float64Array): void {
  const heights = exponentialLayers.heights
  // Beyond the tail's beginning an exponential starts anew.
  let beginning = 0
  for (;;) {
    const fine = i32[H.BITS + 1]!
    const layer = fine & 255
    const x = position(i32[H.BITS]!, fine) * exponentialEdges[layer]!
    let isAccepted = x < exponentialEdges[layer + 1]!
    moreWords(i32)
    if (!isAccepted && layer > 0) {
      const low = heights[layer]!
      isAccepted = low + uniform(i32) * (heights[layer + 1]! - low) < exp(-x)
      moreWords(i32)
    } else if (!isAccepted) beginning += EXPONENTIAL_TAIL
    if (isAccepted) {
      f64[H.SAMPLE] = beginning + x
      return
    }
  }
}

function normalRejected(i32: Int32Array, f64: Float64Array): void {
  const heights = normalLayers.heights
  for (;;) {
    const fine = i32[H.BITS + 1]!
    const layer = fine & 255
    const isNegative = (fine & 256) !== 0
    let x = position(i32[H.BITS]!, fine) * normalEdges[layer]!
    let isAccepted = x < normalEdges[layer + 1]!
    moreWords(i32)
    if (!isAccepted && layer > 0) {
      const low = heights[layer]!
      isAccepted = low + uniform(i32) * (heights[layer + 1]! - low) < exp(-0.5 * x * x)
      moreWords(i32)
    } else if (!isAccepted) {
      x = normalTail(i32)
      isAccepted = true
    }
    if (isAccepted) {
      f64[H.SAMPLE] = isNegative ? -x : x
      return
    }
  }
}

/** A normal draw beyond the tail's beginning (Marsaglia 1964: an exponential draw, thinned). */
function normalTail(i32: Int32Array): number {
  for (;;) {
    const beyond = -log(uniform(i32)) / NORMAL_TAIL
    moreWords(i32)
    const thinning = -log(uniform(i32))
    moreWords(i32)
    if (thinning + thinning > beyond * beyond) return NORMAL_TAIL + beyond
  }
}

/** Stacks the layers from the tail upwards: each next edge is where the density is one layer's height further up. */
function layersOf(tail: number, area: number, density: (x: number) => number, inverse: (y: number) => number): Layers {
  const edges = new Float64Array(LAYERS + 1)
  const heights = new Float64Array(LAYERS + 1)
  edges[0] = area / density(tail)
  edges[1] = tail
  for (let i = 1; i < LAYERS; i++) {
    heights[i] = density(edges[i]!)
    if (i + 1 < LAYERS) edges[i + 1] = inverse(heights[i]! + area / edges[i]!)
  }
  heights[LAYERS] = 1
  return { edges, heights }
}
