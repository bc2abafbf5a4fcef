import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedInterval, createTrend, nearestRow, toRows } from './series.ts'

describe('a trend', () => {
  it('keeps the newest values, oldest first', () => {
    const trend = createTrend(3)
    expect(trend.values()).toEqual([])
    for (const value of [1, 2]) trend.add(value)
    expect(trend.values()).toEqual([1, 2])
    for (const value of [3, 4, 5]) trend.add(value)
    expect(trend.values()).toEqual([3, 4, 5])
    trend.clear()
    trend.add(9)
    expect(trend.values()).toEqual([9])
  })
})

describe('rows of history', () => {
  it('take a value a measure from each row, and null where nothing was measured', () => {
    const answer = { timesMs: Float64Array.of(250, 500), values: Float64Array.of(1, 2, Number.NaN, 4) }
    expect(toRows(answer, ['a', 'b'])).toEqual([
      { atMs: 250, values: [1, 2] },
      { atMs: 500, values: [null, 4] },
    ])
  })

  it('are found by the nearest time', () => {
    const rows = [100, 200, 300].map((atMs) => ({ atMs, values: [] }))
    expect(nearestRow(rows, 240)?.atMs).toBe(200)
    expect(nearestRow(rows, 1_000)?.atMs).toBe(300)
    expect(nearestRow([], 0)).toBeUndefined()
  })
})

describe('the asked interval', () => {
  it('ends with the window that is under way and begins a range before', () => {
    expect(askedInterval(40_100, 30_000, 250, 240)).toEqual({ fromMs: 10_250, toMs: 40_250, points: 120 })
    expect(askedInterval(5_000, 30_000, 250, 240)).toEqual({ fromMs: 0, toMs: 5_000, points: 20 })
  })

  it('has whole buckets, no more of them than points, and contains the present', () => {
    const cases = fc.record({
      nowMs: fc.double({ min: 1, max: 1e8, noNaN: true }),
      range: fc.constantFrom(30_000, 120_000, 600_000, 'all' as const),
      points: fc.integer({ min: 10, max: 300 }),
    })
    fc.assert(
      fc.property(cases, ({ nowMs, range, points }) => {
        const asked = askedInterval(nowMs, range, 250, points)
        expect(asked.points).toBeLessThanOrEqual(points + 1)
        expect(asked.toMs).toBeGreaterThanOrEqual(nowMs)
        const bucketMs = (asked.toMs - asked.fromMs) / asked.points
        if (asked.toMs > asked.fromMs) expect((bucketMs / 250) % 1).toBe(0)
      }),
    )
  })

  it('moves in whole buckets as time goes on, so that the same windows stay together', () => {
    const bucketMs = 2_500
    for (let nowMs = 700_000; nowMs < 710_000; nowMs += 130) {
      const asked = askedInterval(nowMs, 600_000, 250, 240)
      expect(asked.fromMs % bucketMs).toBe(0)
      expect(asked.toMs % bucketMs).toBe(0)
    }
  })
})
