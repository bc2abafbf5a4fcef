/** Means of a run over pieces of equal length, and how sure they are: the method of batch means. */
import { estimate } from '../../base/estimate.ts'
import type { HistoryAnswer } from '../../state/run.ts'
import type { StoryEntry } from '../../state/run-facts.ts'

/** Pieces that the time is cut into. */
export const BATCHES = 10
/** Shorter pieces depend on each other so much that their spread says nothing. */
const BATCH_LEAST_MS = 2_000

/** What is asked of the run about a component, in this order; the last two say how many calls a piece had. */
export const MEASURES = ['busy', 'latencyMs', 'numberInSystem', 'okPerSecond', 'failedPerSecond'] as const
/** Of these, the mean is one over calls, the others over time. */
const OVER_CALLS = MEASURES.indexOf('latencyMs')
const FIGURES = 3

export interface Mean {
  readonly mean: number
  /** Half of the 95 % confidence interval; NaN while it is too early to tell. */
  readonly halfWidth: number
}

export interface Means {
  readonly fromMs: number
  readonly toMs: number
  /** Calls that ended. */
  readonly calls: number
  /** Busy share, ms inside, number inside. */
  readonly figures: readonly Mean[]
}

const CHANGES: ReadonlySet<string> = new Set(['edited', 'faultInjected', 'faultRepaired', 'restarted'])

/** When the run was last changed in a way that matters: figures from before are of something else. */
export function lastChangeMs(story: readonly StoryEntry[]): number {
  return story.findLast(({ event }) => CHANGES.has(event.code))?.event.atMs ?? 0
}

/** The means of an interval, from an answer about `MEASURES` in at most `BATCHES` pieces. */
export function meansOf({ timesMs, values }: HistoryAnswer, fromMs: number): Means {
  const rows = Array.from(timesMs, (_, row) =>
    Array.from(values)
      .slice(row * MEASURES.length)
      .slice(0, MEASURES.length),
  )
  const lengths = Array.from(timesMs, (toMs, row) => toMs - (timesMs[row - 1] ?? fromMs))
  const calls = rows.map((row, place) => (((row[3] ?? 0) + (row[4] ?? 0)) * (lengths[place] ?? 0)) / 1_000)
  const isTelling = rows.length === BATCHES && (timesMs.at(-1) ?? 0) - fromMs >= BATCHES * BATCH_LEAST_MS
  const figures = Array.from({ length: FIGURES }, (_, figure): Mean => {
    const weights = figure === OVER_CALLS ? calls : lengths
    const known = rows
      .map((row, place) => ({ value: row[figure] ?? Number.NaN, weight: weights[place] ?? 0 }))
      .filter(({ value, weight }) => Number.isFinite(value) && weight > 0)
    const total = known.reduce((sum, { weight }) => sum + weight, 0)
    const mean = known.reduce((sum, { value, weight }) => sum + value * weight, 0) / total
    const { halfWidth } = estimate(known.map(({ value }) => value))
    return { mean, halfWidth: isTelling ? halfWidth : Number.NaN }
  })
  const toMs = timesMs.at(-1) ?? fromMs
  return { fromMs, toMs, calls: Math.round(calls.reduce((sum, count) => sum + count, 0)), figures }
}
