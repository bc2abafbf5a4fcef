import { describe, expect, test } from 'vitest'
import { frameOf, linePath, nextPoint, placeOf, pointAt, withNew, withPoint } from './points.ts'

const BOUNDS = { min: 0, max: 1_000, endMs: 604_800_000 }
const points = [
  { atMs: 0, factor: 1 },
  { atMs: 20_000, factor: 3 },
  { atMs: 40_000, factor: 3 },
]
const frame = frameOf(points, { width: 256, height: 88 })

describe('a course drawn by points', () => {
  test('a point is found again where it is drawn, to what a hand can hit', () => {
    for (const point of points) {
      const { x, y } = placeOf(point, frame)
      expect(pointAt(x, y, frame)).toEqual(point)
    }
    expect(pointAt(-5, 500, frame)).toEqual({ atMs: 0, factor: 0 })
  })

  test('the line goes level to the end of the sketch', () => {
    expect(linePath(points, frame)).toMatch(/^M0\.0,.*L256\.0,17\.6$/)
  })

  test('a point stays between its neighbors, and within what is possible', () => {
    expect(withPoint(points, 1, { atMs: 90_000, factor: -3 }, BOUNDS)[1]).toEqual({ atMs: 40_000, factor: 0 })
    expect(withPoint(points, 2, { atMs: 10_000, factor: 5_000 }, BOUNDS)[2]).toEqual({ atMs: 20_000, factor: 1_000 })
  })

  test('one more takes its place in time, or follows the last', () => {
    expect(withNew(points, { atMs: 20_000, factor: 9 }).map(({ factor }) => factor)).toEqual([1, 3, 9, 3])
    expect(nextPoint(points, BOUNDS)).toEqual({ atMs: 60_000, factor: 3 })
    expect(nextPoint([], BOUNDS)).toEqual({ atMs: 0, factor: 1 })
  })
})
