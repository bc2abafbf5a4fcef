import { describe, expect, it } from 'vitest'
import { densityOf, densityPath } from './density.ts'

const points = 60
const meanOf = (heights: readonly number[]) => {
  const total = heights.reduce((sum, height) => sum + height, 0)
  return heights.reduce((sum, height, index) => sum + height * ((index + 0.5) / points) * 3, 0) / total
}

describe('the curve of a distribution', () => {
  it.each(['lognormal', 'gamma', 'uniform', 'constant'] as const)('of a %s law lies around its mean', (law) => {
    expect(meanOf(densityOf({ law, mean: 10, cv: 0.3 }, points))).toBeCloseTo(1, 1)
  })

  it('falls from the start for an exponential law', () => {
    const heights = densityOf({ law: 'exponential', mean: 1, cv: 1 }, points)
    expect(heights.slice(3).every((height, index) => height < (heights[index + 2] ?? 0))).toBe(true)
  })

  it('has no height below the least value of a Pareto law', () => {
    const heights = densityOf({ law: 'pareto', mean: 1, cv: 1 }, points)
    expect(heights[0]).toBe(0)
    expect(Math.max(...heights)).toBe(1)
  })

  it('is finite everywhere, whatever the law', () => {
    for (const law of [
      'constant',
      'exponential',
      'lognormal',
      'gamma',
      'hyperexponential',
      'pareto',
      'uniform',
    ] as const) {
      for (const cv of [0, 0.1, 1, 5])
        expect(densityPath({ law, mean: 5, cv }, { width: 60, height: 20 })).not.toMatch(/NaN|Inf/)
    }
  })
})
