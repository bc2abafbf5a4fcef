/** The numbers that matter, and what they mean for what to try next. */
import { formatMs, formatRate, formatRatio, formatUsd } from '../../base/format.ts'
import type { RunWords } from '../../i18n/run.en.ts'
import type { RunStatus } from '../../state/run-facts.ts'

export type FigureName = 'offered' | 'served' | 'latency' | 'failed' | 'cost'

export interface FigureDefinition {
  readonly name: FigureName
  readonly measure: string
  readonly format: (value: number) => string
}

export const FIGURES: readonly FigureDefinition[] = [
  { name: 'offered', measure: 'endToEnd.offeredPerSecond', format: formatRate },
  { name: 'served', measure: 'endToEnd.okPerSecond', format: formatRate },
  { name: 'latency', measure: 'endToEnd.latencyMs.p99', format: formatMs },
  { name: 'failed', measure: 'endToEnd.errorRatio', format: formatRatio },
  { name: 'cost', measure: 'endToEnd.usdPerHour', format: (usd) => `${formatUsd(usd)}/h` },
]

/** Whether something is wrong, and what. Failures matter more than slowness. */
export type Trouble = 'none' | 'failing' | 'slow'

export interface Situation {
  readonly status: RunStatus
  readonly isEmpty: boolean
  readonly trouble: Trouble
  readonly recently: Trouble
  readonly activeFaults: number
  /** The load follows from something else than users, so there is no slider to drag. */
  readonly isOtherLoad: boolean
}

/** So many of the newest figures are lately: about eight seconds at the pace they are shown. */
const LATELY = 20

/** What is wrong by the newest figures, measured against the objectives. */
export function troubleOf(
  figures: { readonly latencyMs: number; readonly errorRatio: number },
  objectives: { readonly latencyMs: number; readonly errorRatio: number },
): Trouble {
  if (figures.errorRatio > 0) return 'failing'
  return figures.latencyMs > objectives.latencyMs ? 'slow' : 'none'
}

function worst(values: readonly number[]): number {
  return Math.max(0, ...values.slice(-LATELY).filter(Number.isFinite))
}

/** What was wrong lately: the worst of the newest figures, so that a short trouble can still be asked about. */
export function recentTrouble(
  latencyMs: readonly number[],
  errorRatio: readonly number[],
  objectives: { readonly latencyMs: number; readonly errorRatio: number },
): Trouble {
  return troubleOf({ latencyMs: worst(latencyMs), errorRatio: worst(errorRatio) }, objectives)
}

/** Which hint fits the situation. */
export function hintFor(situation: Situation): keyof RunWords['hints'] {
  const { status, isEmpty, trouble, recently, activeFaults, isOtherLoad } = situation
  if (isEmpty) return 'empty'
  if (status === 'paused') return 'paused'
  if (status !== 'running' && status !== 'starting') return 'idle'
  if (trouble === 'failing') return 'failing'
  if (activeFaults > 0) return 'fault'
  if (trouble === 'slow') return 'slow'
  if (recently !== 'none') return 'over'
  return isOtherLoad ? 'calmLoad' : 'calm'
}

/** The points of a small line in a box of `width` × `height`, from 0 or the least value to the greatest. */
export function sparkline(values: readonly number[], width: number, height: number): string {
  const known = values.filter((value) => Number.isFinite(value))
  if (known.length < 2) return ''
  const top = Math.max(...known)
  const bottom = Math.min(0, ...known)
  const scale = top === bottom ? 0 : height / (top - bottom)
  const step = width / (values.length - 1)
  return values
    .map((value, index) =>
      Number.isFinite(value) ? `${(index * step).toFixed(1)},${(height - (value - bottom) * scale).toFixed(1)}` : '',
    )
    .filter((point) => point !== '')
    .join(' ')
}
