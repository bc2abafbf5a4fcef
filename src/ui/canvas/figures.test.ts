import { describe, expect, it } from 'vitest'
import { DOTS_MAX, dotsFor, formatGauge, thicknessOf } from './figures.ts'

describe('the face of a component', () => {
  it('shows each one of a short line, and never fewer dots for a longer one', () => {
    expect([0, 1, 3, 4].map(dotsFor)).toEqual([0, 1, 3, 4])
    const dots = [5, 8, 20, 100, 10_000].map(dotsFor)
    expect(dots).toEqual(dots.toSorted((a, b) => a - b))
    expect(Math.max(...dots)).toBe(DOTS_MAX)
  })
})

describe('a figure', () => {
  it('of things there are at the moment is whole, of things that are counted over time is not', () => {
    expect(formatGauge({ unit: 'count', from: { type: 'level', cell: 'targets' } }, 3.5)).toBe('4')
    expect(formatGauge({ unit: 'count', from: { type: 'line', station: 'cores' } }, 3.5)).toBe('3.5')
  })
})

describe('a connection', () => {
  it('is thicker the more it carries, within limits', () => {
    const widths = [0, 1, 10, 1_000, 1e9].map(thicknessOf)
    expect(widths).toEqual(widths.toSorted((a, b) => a - b))
    expect(widths.at(-1)).toBe(7)
  })
})
