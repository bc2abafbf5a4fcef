import { describe, expect, it } from 'vitest'
import { cos, exp, log, pow, sin } from './maths.ts'

/** Points spread evenly from `low` to `high`, never on round numbers. */
function points(count: number, low: number, high: number): number[] {
  return Array.from({ length: count }, (_, i) => low + ((high - low) * (i + 0.6180339887)) / count)
}

function relativeError(found: number, wanted: number): number {
  return found === wanted ? 0 : Math.abs(found / wanted - 1)
}

/** The bits of a double in hexadecimal. */
function bits(x: number): string {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x)
  return view.getBigUint64(0).toString(16).padStart(16, '0')
}

/** One number that changes with any bit of any value. */
function fingerprint(values: number[]): string {
  const words = new Uint32Array(new Float64Array(values).buffer)
  return words.reduce((hash, word) => Math.imul(hash ^ word, 0x01000193) >>> 0, 0x811c9dc5).toString(16)
}

const worst = (xs: number[], found: (x: number) => number, wanted: (x: number) => number): number =>
  Math.max(...xs.map((x) => relativeError(found(x), wanted(x))))

describe('the logarithm', () => {
  it('is accurate over the whole range of doubles', () => {
    const xs = points(4000, -1020, 1020).map((power) => 2 ** power)
    expect(worst(xs, log, Math.log)).toBeLessThan(4e-16)
  })

  it('keeps its digits next to 1, where it vanishes', () => {
    const xs = points(2000, -50, -1).flatMap((power) => [1 + 2 ** power, 1 - 2 ** power])
    expect(worst(xs, log, Math.log)).toBeLessThan(4e-16)
    expect(log(1)).toBe(0)
  })

  it('knows the ends of its domain', () => {
    expect(log(0)).toBe(-Infinity)
    expect(log(Infinity)).toBe(Infinity)
    expect(log(-1)).toBeNaN()
    expect(log(NaN)).toBeNaN()
    expect(relativeError(log(5e-324), -744.4400719213812)).toBeLessThan(1e-15)
    expect(relativeError(log(Number.MAX_VALUE), 709.782712893384)).toBeLessThan(1e-15)
  })
})

describe('the exponential function', () => {
  it('is accurate from the smallest to the largest result', () => {
    expect(worst(points(4000, -708, 709.78), exp, Math.exp)).toBeLessThan(7e-16)
    expect(worst(points(2000, -1, 1), exp, Math.exp)).toBeLessThan(4e-16)
  })

  it('passes to 0 and to Infinity where a double ends', () => {
    expect(exp(0)).toBe(1)
    expect(exp(-740)).toBeGreaterThan(0)
    expect(Math.abs(exp(-740) / Math.exp(-740) - 1)).toBeLessThan(0.01)
    expect(exp(-746)).toBe(0)
    expect(exp(-Infinity)).toBe(0)
    expect(exp(709.7)).toBeLessThan(Infinity)
    expect(exp(709.8)).toBe(Infinity)
    expect(exp(Infinity)).toBe(Infinity)
    expect(exp(NaN)).toBeNaN()
  })
})

describe('the power', () => {
  it('is accurate for everyday and for huge results', () => {
    for (const y of [-1.2, -0.9, -0.5, 0.25, 1.7, 12.5]) {
      const bound = Math.abs(y) < 2 ? 1.5e-15 : 1e-14
      expect(
        worst(
          points(500, 0.001, 1e6),
          (x) => pow(x, y),
          (x) => Math.pow(x, y),
        ),
      ).toBeLessThan(bound)
    }
    for (const x of [1.0001, 1.37, 2.9, 1e4, 0.7]) {
      const limit = 690 / Math.abs(Math.log(x))
      expect(
        worst(
          points(500, -limit, limit),
          (y) => pow(x, y),
          (y) => Math.pow(x, y),
        ),
      ).toBeLessThan(2e-13)
    }
  })

  it('is exact for small whole powers', () => {
    for (let n = 0; n <= 32; n++) expect(pow(2, n)).toBe(2 ** n)
    expect(pow(10, 15)).toBe(1e15)
    expect(pow(3, 20)).toBe(3486784401)
    expect(pow(2, -20)).toBe(2 ** -20)
  })

  it('knows its special cases', () => {
    expect(pow(7.3, 0)).toBe(1)
    expect(pow(0, 0.5)).toBe(0)
    expect(pow(0, -0.5)).toBe(Infinity)
    expect(pow(0, 3)).toBe(0)
    expect(pow(-2, 3)).toBe(-8)
    expect(relativeError(pow(-2, 33), -(2 ** 33))).toBeLessThan(1e-14)
    expect(relativeError(pow(-2, 34), 2 ** 34)).toBeLessThan(1e-14)
    expect(pow(-2, 0.5)).toBeNaN()
    expect(pow(Infinity, -0.5)).toBe(0)
    expect(pow(10, 308.5)).toBe(Infinity)
    expect(pow(10, -330.5)).toBe(0)
    expect(relativeError(pow(1e-310, 0.5), Math.pow(1e-310, 0.5))).toBeLessThan(1e-13)
  })
})

describe('sine and cosine', () => {
  it('are accurate through many turns', () => {
    for (const xs of [points(3000, -30, 30), points(3000, -1e6, 1e6)]) {
      expect(worst(xs, sin, Math.sin)).toBeLessThan(1e-15)
      expect(worst(xs, cos, Math.cos)).toBeLessThan(1e-15)
    }
  })

  it('keep their digits next to their zeros', () => {
    const xs = Array.from({ length: 1000 }, (_, i) => (i + 1) * 37 * (Math.PI / 2))
    expect(worst(xs, sin, Math.sin)).toBeLessThan(1e-15)
    expect(worst(xs, cos, Math.cos)).toBeLessThan(1e-15)
    expect(sin(0)).toBe(0)
    expect(cos(0)).toBe(1)
    expect(sin(Infinity)).toBeNaN()
  })
})

describe('the bits', () => {
  it('are these on every machine', () => {
    expect(bits(log(2))).toBe('3fe62e42fefa39ef')
    expect(bits(log(10))).toBe('40026bb1bbb55516')
    expect(bits(exp(1))).toBe('4005bf0a8b145769')
    expect(bits(exp(-0.5))).toBe('3fe368b2fc6f960a')
    expect(bits(pow(2, 0.5))).toBe('3ff6a09e667f3bcd')
    expect(bits(sin(1))).toBe('3feaed548f090cee')
    expect(bits(cos(1))).toBe('3fe14a280fb5068c')
    const xs = points(2000, 0.001, 500)
    expect(fingerprint(xs.map(log))).toBe('ec4a53f9')
    expect(fingerprint(xs.map((x) => exp(x - 250)))).toBe('b3774adb')
    expect(fingerprint(xs.map((x) => pow(x, -0.9)))).toBe('56782a8')
    expect(fingerprint(xs.map(sin))).toBe('c9c1c0b5')
    expect(fingerprint(xs.map(cos))).toBe('852e65e2')
  })
})
