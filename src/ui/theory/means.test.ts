import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../simulation/reading.ts'
import { BATCHES, lastChangeMs, meansOf } from './means.ts'

/** Pieces of three seconds after the first ten, by busy share, latency, number inside and calls a second. */
function answer(pieces: readonly (readonly [number, number, number, number])[]) {
  return {
    timesMs: Float64Array.from(pieces, (_, place) => 10_000 + (place + 1) * 3_000),
    values: Float64Array.from(
      pieces.flatMap(([busy, ms, inside, rate]) => [busy, ms, inside, rate * 0.75, rate * 0.25]),
    ),
  }
}

describe('means of a run', () => {
  it('are over time, or over calls, which are counted', () => {
    const { figures, calls, fromMs, toMs } = meansOf(
      answer([
        [0.2, 10, 1, 10],
        [0.4, 40, 3, 30],
      ]),
      10_000,
    )
    expect([fromMs, toMs, calls]).toEqual([10_000, 16_000, 120])
    expect(figures[0]?.mean).toBeCloseTo(0.3, 9)
    expect(figures[1]?.mean).toBeCloseTo((10 * 10 + 40 * 30) / 40, 9)
    expect(figures[2]?.mean).toBeCloseTo(2, 9)
  })

  it('have an interval once there is enough to tell', () => {
    const piece = (place: number) => [place % 2 === 0 ? 0.4 : 0.6, 10, 1, 10] as const
    const halfOf = (count: number) =>
      meansOf(answer(Array.from({ length: count }, (_, place) => piece(place))), 10_000).figures[0]?.halfWidth
    expect(halfOf(BATCHES - 1)).toBeNaN()
    // Ten values, half a tenth to each side: s = 0.1054, t of nine degrees 2.262.
    expect(halfOf(BATCHES)).toBeCloseTo((2.262 * 0.1054) / Math.sqrt(10), 3)
  })

  it('leave out what was not measured', () => {
    const { figures, calls } = meansOf(
      answer([
        [Number.NaN, Number.NaN, Number.NaN, 0],
        [0.5, 20, 2, 10],
      ]),
      10_000,
    )
    expect(figures.map(({ mean }) => mean)).toEqual([0.5, 20, 2])
    expect(calls).toBe(30)
  })

  it('begin at the last change that matters', () => {
    const entry = (atMs: number, code: string) => ({
      number: atMs,
      event: { atMs, code, params: {} } satisfies RunEvent,
    })
    expect(lastChangeMs([])).toBe(0)
    expect(lastChangeMs([entry(5, 'edited'), entry(9, 'faultRepaired'), entry(20, 'targetUp')])).toBe(9)
  })
})
