import { describe, expect, it } from 'vitest'
import { bandOf, draggedInterval, intervalOfFault, MARGIN, timeAt, timeTicks } from './geometry.ts'

const domain = { fromMs: 10_000, toMs: 40_000 }

describe('time on a plot', () => {
  it('is read under the pointer between the margins', () => {
    const width = MARGIN.left + 300 + MARGIN.right
    expect(timeAt(MARGIN.left, width, domain)).toBe(10_000)
    expect(timeAt(MARGIN.left + 100, width, domain)).toBe(20_000)
    expect(timeAt(0, width, domain)).toBe(10_000)
    expect(timeAt(width, width, domain)).toBe(40_000)
  })

  it('is cut off at the ends of the plot', () => {
    expect(bandOf({ fromMs: 16_000, toMs: 22_000 }, domain)).toEqual({ left: 0.2, width: 0.2 })
    expect(bandOf({ fromMs: 0, toMs: 25_000 }, domain)).toEqual({ left: 0, width: 0.5 })
    expect(bandOf({ fromMs: 25_000, toMs: Number.POSITIVE_INFINITY }, domain)).toEqual({ left: 0.5, width: 0.5 })
    expect(bandOf({ fromMs: 0, toMs: 5_000 }, domain)).toBeUndefined()
    expect(bandOf({ fromMs: 50_000, toMs: 60_000 }, domain)).toBeUndefined()
  })

  it('of a fault goes on until now while it is active', () => {
    const fault = { id: 'f', type: 'crash', target: { type: 'component', id: 'web' }, sinceMs: 12_000 } as const
    expect(intervalOfFault({ fault }, 30_000)).toEqual({ fromMs: 12_000, toMs: 30_000 })
    expect(intervalOfFault({ fault }, 11_750)).toEqual({ fromMs: 12_000, toMs: 12_000 })
    expect(intervalOfFault({ fault, endMs: 15_000 }, 30_000)).toEqual({ fromMs: 12_000, toMs: 15_000 })
  })

  it('is picked in either direction, but not by a mere click', () => {
    expect(draggedInterval(30_000, 20_000, domain)).toEqual({ fromMs: 20_000, toMs: 30_000 })
    expect(draggedInterval(20_000, 20_100, domain)).toBeUndefined()
  })

  it('has a few round ticks', () => {
    expect(timeTicks(domain, 4)).toEqual([10_000, 20_000, 30_000, 40_000])
    expect(timeTicks({ fromMs: 0, toMs: 600_000 }, 6)).toEqual([0, 120_000, 240_000, 360_000, 480_000, 600_000])
    expect(timeTicks({ fromMs: 1_250, toMs: 4_000 }, 6)).toEqual([2_000, 3_000, 4_000])
    expect(timeTicks({ fromMs: 0, toMs: 86_400_000 * 30 }, 6).length).toBeLessThanOrEqual(7)
  })
})
