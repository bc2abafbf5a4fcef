/** The shape of a distribution as a small curve: enough to see a tail, not to read a number. */
import type { Distribution } from '../../catalog/fields.ts'

/** The curve is drawn from 0 to this many means. */
const SPAN = 3

/** Heights from 0 to 1 at `points` even places from 0 to three means; a constant is a spike at its mean. */
export function densityOf(distribution: Distribution, points: number): readonly number[] {
  const density = densities[distribution.law](Math.max(distribution.cv, 0.02))
  const heights = Array.from({ length: points }, (_, index) => density(((index + 0.5) / points) * SPAN))
  // A law that is infinite at 0 would flatten everything else, so its curve is cut off.
  const highest = Math.max(...heights.slice(2))
  return heights.map((height) => (highest > 0 ? Math.min(1, height / highest) : 0))
}

/** Densities of a variable of mean 1 up to a factor, by coefficient of variation. */
const densities: Readonly<Record<Distribution['law'], (cv: number) => (x: number) => number>> = {
  constant: () => (x) => (Math.abs(x - 1) < 0.04 ? 1 : 0),
  exponential: () => (x) => Math.exp(-x),
  lognormal: (cv) => {
    const variance = Math.log(1 + cv * cv)
    return (x) => Math.exp(-((Math.log(x) + variance / 2) ** 2) / (2 * variance)) / x
  },
  gamma: (cv) => {
    const shape = 1 / (cv * cv)
    return (x) => Math.exp((shape - 1) * Math.log(x) - shape * x)
  },
  hyperexponential: (cv) => {
    const square = Math.max(1, cv * cv)
    const short = 0.5 * (1 + Math.sqrt((square - 1) / (square + 1)))
    const rates = [2 * short, 2 * (1 - short)] as const
    return (x) => short * rates[0] * Math.exp(-rates[0] * x) + (1 - short) * rates[1] * Math.exp(-rates[1] * x)
  },
  pareto: (cv) => {
    const shape = 1 + Math.sqrt(1 + 1 / (cv * cv))
    const least = (shape - 1) / shape
    return (x) => (x < least ? 0 : (least / x) ** (shape + 1))
  },
  uniform: (cv) => {
    const half = Math.sqrt(3) * cv
    return (x) => (Math.abs(x - 1) <= half ? 1 : 0)
  },
}

/** The curve as an SVG path in a box of the given size, closed along its bottom. */
export function densityPath(distribution: Distribution, size: { width: number; height: number }): string {
  const heights = densityOf(distribution, size.width)
  const line = heights.map((height, x) => `L${x + 0.5} ${(size.height - height * (size.height - 2)).toFixed(1)}`)
  return `M0.5 ${size.height}${line.join('')}L${size.width - 0.5} ${size.height}Z`
}
