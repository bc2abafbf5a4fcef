/** Where simulated time is on a plot: bands, marks and pointers are placed over it without asking the chart. */
import type { FaultPeriod } from '../../state/run-facts.ts'
import type { Interval } from './panel.ts'

/** Room around the lines, in pixels. */
export const MARGIN = { top: 6, right: 10, bottom: 18, left: 52 } as const

/** Where a time lies between the left end of the lines (0) and the right (1); beyond them outside. */
export function shareOf(atMs: number, { fromMs, toMs }: Interval): number {
  return toMs > fromMs ? (atMs - fromMs) / (toMs - fromMs) : 0
}

/** A share as a style sheet writes it. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`
}

/** The time under a pointer that is `x` pixels from the left edge of a plot of `width` pixels. */
export function timeAt(x: number, width: number, { fromMs, toMs }: Interval): number {
  const inner = Math.max(1, width - MARGIN.left - MARGIN.right)
  const share = Math.min(1, Math.max(0, (x - MARGIN.left) / inner))
  return fromMs + share * (toMs - fromMs)
}

/** A piece of time on a plot as shares of its width, cut off at its ends; undefined when it is outside. */
export function bandOf(piece: Interval, domain: Interval): { left: number; width: number } | undefined {
  const left = Math.max(0, shareOf(piece.fromMs, domain))
  const right = Math.min(1, shareOf(piece.toMs, domain))
  return right < 0 || left > 1 || right < left ? undefined : { left, width: right - left }
}

/** The time a fault was active; one that still is goes on until now. */
export function intervalOfFault({ fault, endMs }: FaultPeriod, nowMs: number): Interval {
  return { fromMs: fault.sinceMs, toMs: endMs ?? Math.max(nowMs, fault.sinceMs) }
}

/** An interval whichever way it was dragged; undefined when it is too short to be meant. */
export function draggedInterval(startMs: number, endMs: number, domain: Interval): Interval | undefined {
  const fromMs = Math.min(startMs, endMs)
  const toMs = Math.max(startMs, endMs)
  return toMs - fromMs < (domain.toMs - domain.fromMs) * 0.01 ? undefined : { fromMs, toMs }
}

const STEPS_MS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 21_600, 86_400].map(
  (s) => s * 1_000,
)

/** Round times within a domain, at most `most`. */
export function timeTicks({ fromMs, toMs }: Interval, most: number): readonly number[] {
  const spanMs = toMs - fromMs
  const stepMs = STEPS_MS.find((step) => spanMs / step <= most) ?? 86_400_000 * Math.ceil(spanMs / most / 86_400_000)
  const ticks: number[] = []
  for (let atMs = Math.ceil(fromMs / stepMs) * stepMs; atMs <= toMs; atMs += stepMs) ticks.push(atMs)
  return ticks
}
