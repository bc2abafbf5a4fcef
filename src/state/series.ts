/** Numbers over time behind the charts: rings for small trends, rows of history for charts. */
import type { MeasureId } from '../simulation/reading.ts'
import type { HistoryAnswer } from '../worker/client.ts'

/** The newest values of one number, oldest first; older ones are forgotten. */
export interface Trend {
  add(this: void, value: number): void
  clear(this: void): void
  values(this: void): readonly number[]
}

export function createTrend(capacity: number): Trend {
  const ring = new Float64Array(capacity)
  let length = 0
  let next = 0
  return {
    add(value) {
      ring[next] = value
      next = (next + 1) % capacity
      length = Math.min(capacity, length + 1)
    },
    clear() {
      length = 0
      next = 0
    },
    values: () =>
      Array.from({ length }, (_, index) => ring[(next - length + index + capacity) % capacity] ?? Number.NaN),
  }
}

/** A moment of a chart: its time, and a value a series; null where nothing was measured, so that the line breaks. */
export interface ChartRow {
  readonly atMs: number
  readonly values: readonly (number | null)[]
}

/** The rows of an answer about `measures`. */
export function toRows(answer: HistoryAnswer, measures: readonly MeasureId[]): ChartRow[] {
  const width = measures.length
  return Array.from(answer.timesMs, (atMs, row) => ({
    atMs,
    values: measures.map((_, column) => {
      const value = answer.values[row * width + column]
      return value === undefined || !Number.isFinite(value) ? null : value
    }),
  }))
}

/** Which time a chart shows: the newest `rangeMs`, or everything. */
export type Range = number | 'all'

/**
 * The interval to ask for, on a grid of whole buckets: its ends move in steps, so that the same windows fall into the
 * same bucket at every refresh and a line does not dance.
 */
export function askedInterval(
  nowMs: number,
  range: Range,
  windowMs: number,
  points: number,
): { fromMs: number; toMs: number; points: number } {
  const spanMs = range === 'all' ? Math.max(nowMs, windowMs) : range
  const bucketMs = Math.max(windowMs, Math.ceil(spanMs / points / windowMs) * windowMs)
  const toMs = Math.ceil(nowMs / bucketMs) * bucketMs
  const fromMs = range === 'all' ? 0 : Math.max(0, toMs - Math.ceil(spanMs / bucketMs) * bucketMs)
  return { fromMs, toMs, points: Math.max(1, Math.round((toMs - fromMs) / bucketMs)) }
}

/** The row nearest to a time, or undefined when there is none. */
export function nearestRow(rows: readonly ChartRow[], atMs: number): ChartRow | undefined {
  let best: ChartRow | undefined
  for (const row of rows) {
    if (best === undefined || Math.abs(row.atMs - atMs) < Math.abs(best.atMs - atMs)) best = row
  }
  return best
}
