/** Figures as comma-separated values (RFC 4180), numbers in full. */
import type { Gauge } from '../../catalog/kind.ts'
import type { Interval } from '../../simulation/reading.ts'

export interface Row {
  readonly path: string
  readonly of: string
  readonly figure: string
  readonly unit: Gauge['unit']
  readonly interval: Interval
}

/** One line a figure, below a line of heads. */
export function toCsv(rows: readonly Row[]): string {
  const heads = ['of', 'figure', 'unit', 'mean', 'half_width_95', 'standard_deviation', 'replications', 'path']
  const lines = rows.map(({ of, figure, unit, interval, path }) => {
    const { mean, halfWidth, standardDeviation, replications } = interval
    return [of, figure, unit, mean, halfWidth ?? '', standardDeviation ?? '', replications, path]
  })
  return [heads, ...lines].map((cells) => cells.map(cellOf).join(',')).join('\r\n')
}

/** A text with a comma, a quote or a line break stands in quotes; what a spreadsheet would compute stays a text. */
function cellOf(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
