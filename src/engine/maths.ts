/**
 * Own elementary functions. ECMAScript lets every engine round `Math.log`, `exp`, `pow`, `sin` and `cos` its own way,
 * and one differing bit makes two browsers part; these use only operations that IEEE 754 fixes to the last bit (+ - *
 * / and the square root), so a run has one digest everywhere.
 *
 * Typed arrays are little-endian on every machine a browser runs on, so the high word of a double is the second one.
 */

/** ln 2 in two parts: the first has 32 significant bits, so its product with an exponent is exact. */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
/** ln 2 / 128 in two parts, the first of 32 bits. */
const STEP_HIGH = 0.00541521234663378
const STEP_LOW = 1.4907929134926466e-12
const STEPS_PER_UNIT = 184.6649652337873
/** π / 2 in three parts; the first two have 32 significant bits. */
const QUARTER_HIGH = 1.5707963267341256
const QUARTER_MID = 6.077100506303966e-11
const QUARTER_LOW = 2.0222662487959506e-21
const QUARTERS_PER_RADIAN = 0.6366197723675814

const MIN_NORMAL = 2.2250738585072014e-308
const TWO_TO_54 = 18014398509481984
/** Veltkamp's constant 2²⁷ + 1: splits a double into two halves of 26 bits. */
const SPLITTER = 134217729
/** Added to the high word it carries into the exponent from √2 on, so that the mantissa stays within [√½, √2). */
const ROUND_AT_ROOT_TWO = 0x100000 - 0x6a09e

const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)
/** What `logHigh` rounded off. */
const rest = new Float64Array(1)

/** 2^k for k = -1074 … 1023, at k + 1074. */
const powersOfTwo = tabulatePowersOfTwo()
/** 2^(j/128) for j = 0 … 127: the nearest double at 2j, what that leaves out at 2j + 1. */
const fractionalPowers = tabulateFractionalPowers()

/** The natural logarithm, within about one unit in the last place. log(0) is -Infinity, of a negative number NaN. */
export function log(x: number): number {
  if (x >= MIN_NORMAL && x < Infinity) return logHigh(x) + rest[0]!
  if (x > 0 && x < Infinity) return log(x * TWO_TO_54) - 54 * (LN2_HIGH + LN2_LOW)
  return x === 0 ? -Infinity : x === Infinity ? Infinity : NaN
}

/**
 * e^x, within about one unit in the last place; 0 or Infinity where the result is beyond a double. x = n · ln 2 / 128
 * + r gives e^x = 2^⌊n/128⌋ · 2^(n mod 128 / 128) · e^r, and the series of e^r ends after five terms.
 */
export function exp(x: number): number {
  if (!(x > -708 && x < 709)) return expOfExtreme(x)
  const n = Math.floor(x * STEPS_PER_UNIT + 0.5)
  const r = x - n * STEP_HIGH - n * STEP_LOW
  const p = r + r * r * (0.5 + r * (1 / 6) + r * r * (1 / 24 + r * (1 / 120)))
  const j = (n & 127) << 1
  const high = fractionalPowers[j]!
  return (high + (fractionalPowers[j + 1]! + high * p)) * powersOfTwo[(n >> 7) + 1074]!
}

/**
 * x^y, relative error below 1e-13 (some 1e-16 while |y| is about one). Whole exponents up to ±32 go by repeated
 * squaring, so powers of small whole numbers are exact; others as e^(y ln x) with the logarithm in two parts. A
 * negative base needs a whole exponent (else NaN); the sign of a zero base is not regarded.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1
  const isWhole = Math.floor(y) === y
  if (isWhole && y <= 32 && y >= -32) return y > 0 ? wholePower(x, y) : wholePower(1 / x, -y)
  if (x < 0) return isWhole ? (y % 2 === 0 ? pow(-x, y) : -pow(-x, y)) : NaN
  if (!(x >= MIN_NORMAL && x < Infinity)) return exp(y * log(x))
  const high = logHigh(x)
  const low = rest[0]!
  const product = y * high
  if (!(product < 800 && product > -800)) return exp(product)
  return exp(product) * (1 + (productError(y, high, product) + y * low))
}

/** The sine of an angle in radians; relative error below 1e-15 up to about a million, absolute error growing beyond. */
export function sin(x: number): number {
  const quarter = Math.floor(x * QUARTERS_PER_RADIAN + 0.5)
  const r = x - quarter * QUARTER_HIGH - quarter * QUARTER_MID - quarter * QUARTER_LOW
  const value = (quarter & 1) === 0 ? sinNearZero(r) : cosNearZero(r)
  return (quarter & 2) === 0 ? value : -value
}

/** The cosine of an angle in radians, as accurate as `sin`. */
export function cos(x: number): number {
  const quarter = Math.floor(x * QUARTERS_PER_RADIAN + 0.5)
  const r = x - quarter * QUARTER_HIGH - quarter * QUARTER_MID - quarter * QUARTER_LOW
  const value = (quarter & 1) === 0 ? cosNearZero(r) : sinNearZero(r)
  return ((quarter + 1) & 2) === 0 ? value : -value
}

/**
 * ln x for a normal x, rounded, with the remainder in `rest`. With x = 2^e (1 + f) and s = f / (2 + f),
 * ln(1 + f) = 2 artanh s = 2s + s·R, R = 2 (s²/3 + s⁴/5 + …), and because 2s = f - s·f it is f - s (f - R), where only
 * a small correction is rounded.
 */
function logHigh(x: number): number {
  double[0] = x
  const e = ((words[1]! + ROUND_AT_ROOT_TWO) >> 20) - 1023
  const f = scaledDown(x, e) - 1
  const s = f / (2 + f)
  const w = s * s
  const v = w * w
  const odd = 2 / 3 + v * (2 / 7 + v * (2 / 11 + v * (2 / 15 + v * (2 / 19))))
  const even = 2 / 5 + v * (2 / 9 + v * (2 / 13 + v * (2 / 17 + v * (2 / 21))))
  const correction = s * (f - w * (odd + w * even))
  const mantissa = f - correction
  const whole = e * LN2_HIGH
  const high = whole + mantissa
  rest[0] = whole - high + mantissa + (f - mantissa - correction + e * LN2_LOW)
  return high
}

/** e^x where the result may be subnormal or beyond a double: as the square of e^(x/2). */
function expOfExtreme(x: number): number {
  if (!(x > -746 && x < 710)) return x >= 710 ? Infinity : x <= -746 ? 0 : NaN
  const root = exp(0.5 * x)
  return root * root
}

/** x / 2^e, exactly; e is the exponent of x rounded at √2, so at most 1024. */
function scaledDown(x: number, e: number): number {
  return e < 1024 ? x * powersOfTwo[1074 - e]! : x * powersOfTwo[51]! * 0.5
}

/** What rounding left out of a · b: exactly a · b - product (Dekker's product with Veltkamp's splitting). */
function productError(a: number, b: number, product: number): number {
  const aSplit = a * SPLITTER
  const aHigh = aSplit - (aSplit - a)
  const aLow = a - aHigh
  const bSplit = b * SPLITTER
  const bHigh = bSplit - (bSplit - b)
  const bLow = b - bHigh
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow
}

/** x^n for a whole n > 0 by repeated squaring. */
function wholePower(x: number, n: number): number {
  let result = 1
  let square = x
  for (let left = n; ; square *= square) {
    if ((left & 1) !== 0) result *= square
    left >>= 1
    if (left === 0) return result
  }
}

/** The Taylor series of the sine for |r| ≤ π/4, to r¹⁷. */
function sinNearZero(r: number): number {
  const w = r * r
  const tail = 1 / 6227020800 + w * (-1 / 1307674368000 + w / 355687428096000)
  return r + r * w * (-1 / 6 + w * (1 / 120 + w * (-1 / 5040 + w * (1 / 362880 + w * (-1 / 39916800 + w * tail)))))
}

/**
 * The Taylor series of the cosine for |r| ≤ π/4, to r¹⁶; 1 - r²/2 is taken together with what its rounding leaves out.
 */
function cosNearZero(r: number): number {
  const w = r * r
  const half = 0.5 * w
  const head = 1 - half
  const tail = w * (1 / 3628800 + w * (-1 / 479001600 + w * (1 / 87178291200 - w / 20922789888000)))
  return head + (1 - head - half + w * w * (1 / 24 + w * (-1 / 720 + w * (1 / 40320 - tail))))
}

function tabulatePowersOfTwo(): Float64Array {
  const table = new Float64Array(2098)
  let power = 5e-324
  for (let i = 0; i < table.length; i++, power *= 2) table[i] = power
  return table
}

/** Seven square roots of 2, then products, all in pairs of doubles (about 100 bits). */
function tabulateFractionalPowers(): Float64Array {
  let stepHigh = 2
  let stepLow = 0
  for (let i = 0; i < 7; i++) {
    const root = Math.sqrt(stepHigh)
    const square = root * root
    stepLow = (stepHigh - square - productError(root, root, square) + stepLow) / (2 * root)
    stepHigh = root
  }
  const table = new Float64Array(256)
  table[0] = 1
  for (let j = 2; j < 256; j += 2) {
    const high = table[j - 2]!
    const product = high * stepHigh
    const low = productError(high, stepHigh, product) + (high * stepLow + table[j - 1]! * stepHigh)
    table[j] = product + low
    table[j + 1] = product - table[j]! + low
  }
  return table
}
