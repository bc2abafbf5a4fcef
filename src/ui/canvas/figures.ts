/** What stands on the face of a component: its headline figure in words, and its waiting line as dots. */
import { formatCount, formatMs, formatRate, formatRatio } from '../../base/format.ts'
import type { Gauge } from '../../catalog/kind.ts'

/** A value of a gauge in words. */
export function formatGauge(gauge: Gauge, value: number): string {
  switch (gauge.unit) {
    case 'ratio':
      return formatRatio(value)
    case 'perSecond':
      return formatRate(value)
    case 'ms':
      return formatMs(value)
    case 'count':
      // Over a second that saw a change there are 3.5 of them: nobody has seen half a target.
      return formatCount(gauge.from.type === 'level' ? Math.round(value) : value)
  }
}

/** Most dots a line is drawn with. */
export const DOTS_MAX = 8

/** Dots for a waiting line: each one while it is short, then one more for every doubling. */
export function dotsFor(line: number): number {
  if (line < 0.5) return 0
  if (line <= 4) return Math.round(line)
  return Math.min(DOTS_MAX, 4 + Math.round(Math.log2(line / 4)))
}

/** How thick a connection is drawn, in pixels, by the requests a second it carries. */
export function thicknessOf(perSecond: number): number {
  return perSecond > 0 ? Math.min(7, 1.5 + 0.9 * Math.log10(1 + perSecond)) : 1.5
}
