/** A table for other programs: RFC 4180, and no cell that a spreadsheet would take for a formula. */
import type { MeasuredFigure } from '../../state/measured.ts'

export interface NamedFigure extends Pick<MeasuredFigure, 'component' | 'path' | 'unit' | 'estimate'> {
  readonly ownerName: string
  readonly label: string
  /** What queueing theory says, where it says something. */
  readonly theory: number | null
}

/** The heads are the same in every language, so that what reads them need not know it. */
const HEADS = ['component', 'figure', 'unit', 'mean', 'half_width_95', 'standard_deviation', 'runs', 'theory', 'path']

/** Times in ms, rates per second, ratios from 0 to 1; what is not known is empty. */
export function csvOf(figures: readonly NamedFigure[]): string {
  const rows = figures.map(({ ownerName, label, unit, estimate, theory, path }) => {
    const { mean, halfWidth, standardDeviation, runs } = estimate
    const numbers = [mean, halfWidth, standardDeviation, runs, theory ?? NaN].map((value) =>
      Number.isNaN(value) ? '' : `${value}`,
    )
    return [text(ownerName), text(label), unit, ...numbers, text(path)]
  })
  return [HEADS, ...rows].map((row) => `${row.join(',')}\r\n`).join('')
}

function text(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
