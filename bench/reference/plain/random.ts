/** Where a plain program draws its chances from; a test may hand in draws made elsewhere. */
export interface Draws {
  uniform(): number
  /** Exponential with mean 1. */
  exponential(): number
  key(): number
}

/** The generator sfc32 (Doty-Humphrey, "Practically Random"). */
export class Random implements Draws {
  private a = 0x9e3779b9 | 0
  private b = 0x243f6a88 | 0
  private c: number
  private counter = 1
  private readonly zipf: Zipf | undefined

  constructor(seed: number, zipf?: Zipf) {
    this.c = seed | 0
    this.zipf = zipf
    for (let i = 0; i < 16; i++) this.uniform()
  }

  /** In (0, 1), never its ends. */
  uniform(): number {
    const sum = (this.a + this.b + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0
    return ((sum >>> 0) + 0.5) / 4294967296
  }

  exponential(): number {
    return -Math.log(this.uniform())
  }

  key(): number {
    return this.zipf === undefined ? 0 : this.zipf.keyAt(this.uniform())
  }
}

/** Keys by popularity: key k has a probability proportional to 1 / (k + 1)^exponent. */
export class Zipf {
  private readonly cumulative: Float64Array

  constructor(keys: number, exponent: number) {
    this.cumulative = new Float64Array(keys)
    let total = 0
    for (let key = 0; key < keys; key++) {
      total += Math.pow(key + 1, -exponent)
      this.cumulative[key] = total
    }
    for (let key = 0; key < keys; key++) this.cumulative[key]! /= total
  }

  /** The key at which the cumulative probability passes `u`, by bisection. */
  keyAt(u: number): number {
    let low = 0
    let high = this.cumulative.length - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.cumulative[middle]! < u) low = middle + 1
      else high = middle
    }
    return low
  }
}
