/** A mean over repeated runs, and how sure it is: Student's 95 % confidence interval. */

export interface Estimate {
  readonly mean: number
  /** Half of the 95 % confidence interval of the mean; NaN when fewer than two values are known. */
  readonly halfWidth: number
  /** Of a value, with n - 1; NaN when fewer than two are known. */
  readonly standardDeviation: number
  /** How many values there were. */
  readonly runs: number
}

/** Values as they come, of which only sums are kept (Welford's recursion, which loses no digits). */
export class Tally {
  private runs = 0
  private mean = 0
  private squares = 0

  add(value: number): void {
    this.runs++
    const off = value - this.mean
    this.mean += off / this.runs
    this.squares += off * (value - this.mean)
  }

  estimate(): Estimate {
    const { runs, mean } = this
    if (runs < 2) return { mean: runs === 0 ? NaN : mean, halfWidth: NaN, standardDeviation: NaN, runs }
    const standardDeviation = Math.sqrt(this.squares / (runs - 1))
    const halfWidth = studentQuantile(runs - 1) * (standardDeviation / Math.sqrt(runs))
    return { mean, halfWidth, standardDeviation, runs }
  }
}

/** The mean of values with its interval. */
export function estimate(values: readonly number[]): Estimate {
  const tally = new Tally()
  for (const value of values) tally.add(value)
  return tally.estimate()
}

const CONFIDENCE = 0.95
/** Of one degree of freedom, the widest there is, a little above 12.706. */
const QUANTILE_MAX = 12.71

/** The t that |T| stays below with 95 %, where T is Student's with so many degrees of freedom. */
export function studentQuantile(degrees: number): number {
  let low = 0
  let high = QUANTILE_MAX
  // Halved until nothing lies between.
  for (let middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (studentWithin(middle, degrees) < CONFIDENCE) low = middle
    else high = middle
  }
  return high
}

/**
 * P(|T| < t) of Student's T with a whole number of degrees of freedom: the finite sums of Abramowitz and Stegun,
 * "Handbook of Mathematical Functions" (1964), 26.7.3 and 26.7.4.
 */
export function studentWithin(t: number, degrees: number): number {
  const angle = arctangent(t / Math.sqrt(degrees))
  const sine = t / Math.sqrt(degrees + t * t)
  const cosine = Math.sqrt(degrees / (degrees + t * t))
  const isOdd = degrees % 2 === 1
  let term = isOdd ? cosine : 1
  let sum = degrees === 1 ? 0 : term
  for (let power = isOdd ? 3 : 2; power <= degrees - 2; power += 2) {
    term *= ((power - 1) / power) * cosine * cosine
    sum += term
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
}

/** Enough that the angle is small, below a sixteenth of half a turn. */
const HALVINGS = 3
/** Two to the number of halvings. */
const PARTS = 8
const TERMS = 14

/** The same in every browser: the angle is halved until the power series is short. */
function arctangent(x: number): number {
  let tangent = x
  for (let n = 0; n < HALVINGS; n++) tangent /= 1 + Math.sqrt(1 + tangent * tangent)
  let power = tangent
  let sum = 0
  for (let n = 0; n < TERMS; n++) {
    sum += power / (2 * n + 1)
    power *= -tangent * tangent
  }
  return sum * PARTS
}
