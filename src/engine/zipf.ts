/**
 * Popularity of keys: the key of rank r (from 0) is asked for with probability proportional to (r + 1)^-s. One uniform
 * number gives the rank by inversion, so a draw is monotone in it: two runs with the same numbers meet comparable
 * keys.
 *
 * For the first `TABULATED_KEYS` ranks the cumulative probabilities stand in a table, with a guide to where a search
 * begins (H.-C. Chen and Y. Asau, "On generating random variates from an empirical distribution", AIIE Transactions 6,
 * 1974). Beyond them k^-s is replaced by its integral from k - ½ to k + ½, which at such ranks is the same to ten
 * digits and can be inverted in closed form. So 10⁹ keys cost no more memory than 10⁵, and a draw's two look-ups stay
 * in the processor's cache, which is faster than a longer exact table.
 */
import { assert } from '../base/assert.ts'
import { exp, log, pow } from './maths.ts'
import { uniformOf } from './random.ts'

/** Ranks whose cumulative probability is tabulated. */
export const TABULATED_KEYS = 1 << 17
/** The most keys a key space may have: a rank stays a small integer. */
export const KEYS_MAX = 1 << 30

const CACHED_TABLES = 8
const GUIDE_CELLS_MIN = 1 << 12
/**
 * An exponent nearer to 1 than this counts as 1 beyond the table, where the closed form would lose its digits: it
 * changes a key's probability by less than 10⁻⁵ of itself.
 */
const NEAR_ONE = 1e-6

/** Constants in `shape`. */
const TOTAL = 0 // sum of all weights (r + 1)^-s
const HEAD_SHARE = 1 // probability of a tabulated rank
const GUIDE_SCALE = 2 // cells of the guide per unit of probability
const TAIL_START = 3 // ln of where the tail begins, TABULATED_KEYS + ½
const TAIL_ROOT = 4 // 1 / (1 - s), or 0 where s is 1
const TAIL_SPAN = 5 // (end / start)^(1 - s) - 1 of the tail, or ln(end / start) where s is 1
const KEYS = 6
const EXPONENT = 7
const SHAPE_WORDS = 8

/** A popularity law made ready for drawing; constant once built, so it may be shared and needs no checkpoint. */
export interface ZipfTable {
  /** Cumulative probabilities of the tabulated ranks; empty when all keys are equally popular. */
  readonly cumulative: Float64Array
  /** For each cell of probability the first rank that reaches into it. */
  readonly guide: Int32Array
  /** The constants named above. */
  readonly shape: Float64Array
}

const cached = new Map<string, ZipfTable>()

/** The table for `keys` keys (1 … `KEYS_MAX`) and an exponent from 0 on; the latest few are kept for the next asker. */
export function buildZipf(keys: number, exponent: number): ZipfTable {
  assert(Number.isInteger(keys) && keys >= 1 && keys <= KEYS_MAX, `a key space of ${keys} keys cannot be drawn from`)
  assert(exponent >= 0 && exponent < Infinity, `no popularity law has exponent ${exponent}`)
  const name = `${keys} ${exponent}`
  const table = cached.get(name) ?? tabulate(keys, exponent)
  cached.delete(name)
  cached.set(name, table)
  for (const oldest of cached.keys()) {
    if (cached.size <= CACHED_TABLES) break
    cached.delete(oldest)
  }
  return table
}

/** The rank, from 0 to keys - 1, that belongs to the uniform number in two random words (the first is the coarser). */
export function zipfRank(table: ZipfTable, u0: number, u1: number): number {
  const { cumulative, shape } = table
  const u = uniformOf(u0, u1)
  if (cumulative.length === 0) return (u * shape[KEYS]!) | 0
  if (u >= shape[HEAD_SHARE]!) return tailRank(table, u0, u1)
  let rank = table.guide[(u * shape[GUIDE_SCALE]!) | 0]!
  while (cumulative[rank]! <= u) rank++
  return rank
}

/** The probability that the key of this rank (from 0) is asked for. */
export function zipfProbability(table: ZipfTable, rank: number): number {
  const shape = table.shape
  return rank >= 0 && rank < shape[KEYS]! ? pow(rank + 1, -shape[EXPONENT]!) / shape[TOTAL]! : 0
}

/**
 * The rank where the integral of x^-s has the share v of its whole tail. With x = start · ratio(v), q = 1 - s and
 * c = (end / start)^q - 1 it is ratio = (1 + c·v)^(1/q), and e^(v · ln(end / start)) where s is 1.
 */
function tailRank(table: ZipfTable, u0: number, u1: number): number {
  const shape = table.shape
  const headShare = shape[HEAD_SHARE]!
  const v = (uniformOf(u0, u1) - headShare) / (1 - headShare)
  const y = v * shape[TAIL_SPAN]!
  const root = shape[TAIL_ROOT]!
  const logRatio = root === 0 ? y : log(1 + y) * root
  const rank = Math.floor(exp(shape[TAIL_START]! + logRatio) - 0.5)
  const last = shape[KEYS]! - 1
  return rank < TABULATED_KEYS ? TABULATED_KEYS : rank < last ? rank : last
}

function tabulate(keys: number, exponent: number): ZipfTable {
  const shape = new Float64Array(SHAPE_WORDS)
  shape[KEYS] = keys
  shape[EXPONENT] = exponent
  if (exponent === 0) {
    shape[TOTAL] = keys
    return { cumulative: new Float64Array(0), guide: new Int32Array(0), shape }
  }
  const tabulated = Math.min(keys, TABULATED_KEYS)
  const cumulative = weightsOf(tabulated, exponent)
  let sum = 0
  for (let rank = 0; rank < tabulated; rank++) {
    sum += cumulative[rank]!
    cumulative[rank] = sum
  }
  const total = tabulated < keys ? sum + layTail(shape, keys, exponent) : sum
  for (let rank = 0; rank < tabulated; rank++) cumulative[rank] = cumulative[rank]! / total
  shape[TOTAL] = total
  shape[HEAD_SHARE] = cumulative[tabulated - 1]!
  return { cumulative, guide: layGuide(shape, cumulative), shape }
}

/** k^-s for k = 1 … count. The power of a product is the product of the powers, which spares most of the calls. */
function weightsOf(count: number, exponent: number): Float64Array {
  const weights = new Float64Array(count)
  weights[0] = 1
  for (let k = 2; k <= count; k++) {
    const divisor = k % 2 === 0 ? 2 : k % 3 === 0 ? 3 : k % 5 === 0 ? 5 : k % 7 === 0 ? 7 : k
    weights[k - 1] = divisor < k ? weights[divisor - 1]! * weights[k / divisor - 1]! : pow(k, -exponent)
  }
  return weights
}

/**
 * Writes the constants of the tail and returns its weight. The integral of k^-s over each key's unit is the first term
 * of Euler and Maclaurin's series; the second, s/24 · (start^(-s-1) - end^(-s-1)), is below 10⁻¹¹ of the sum here.
 */
function layTail(shape: Float64Array, keys: number, exponent: number): number {
  const start = TABULATED_KEYS + 0.5
  const end = keys + 0.5
  const q = 1 - exponent
  const isLogarithmic = q < NEAR_ONE && q > -NEAR_ONE
  const span = log(end / start)
  const growth = isLogarithmic ? span : exp(q * span) - 1
  const root = isLogarithmic ? 0 : 1 / q
  shape[TAIL_START] = log(start)
  shape[TAIL_ROOT] = root
  shape[TAIL_SPAN] = growth
  return pow(start, q) * growth * (isLogarithmic ? 1 : root)
}

/** At least one cell per tabulated rank, so a search takes one or two steps; more where it costs nothing. */
function layGuide(shape: Float64Array, cumulative: Float64Array): Int32Array {
  const cells = Math.max(cumulative.length, GUIDE_CELLS_MIN)
  const headShare = shape[HEAD_SHARE]!
  const scale = cells / headShare
  // One cell more, for a number so close to the share that the product rounds up to the number of cells.
  const guide = new Int32Array(cells + 1)
  let rank = 0
  for (let cell = 0; cell <= cells; cell++) {
    // The cell's edge is lowered by more than rounding, so a search never begins beyond its rank.
    const edge = (cell / scale) * (1 - 1e-12)
    while (rank < cumulative.length - 1 && cumulative[rank]! <= edge) rank++
    guide[cell] = rank
  }
  shape[GUIDE_SCALE] = scale
  return guide
}
