/** A mean with what it is uncertain by, in digits that mean something: `48.3 ± 1.2 ms`. */
import { formatCount, formatMs, formatRate, formatRatio, scaleMs, scaleCount } from './format.ts'

type Unit = 'ratio' | 'perSecond' | 'ms' | 'count'

const PLAIN: Readonly<Record<Unit, (value: number) => string>> = {
  ratio: formatRatio,
  perSecond: formatRate,
  ms: formatMs,
  count: formatCount,
}

/** What is left of values that are the same but for rounding. */
const ROUNDING = 1e-9
/** Decimals beyond these tell nobody anything. */
const PLACES_MAX = 6
const NBSP = '\u00A0'

/** In the unit of the mean; two figures of the half-width are shown, and the mean as exactly as that. */
export function formatEstimate({ mean, halfWidth }: { mean: number; halfWidth: number }, unit: Unit): string {
  if (!Number.isFinite(mean)) return PLAIN[unit](mean)
  if (!Number.isFinite(halfWidth)) return `${PLAIN[unit](mean)} ± –`
  if (halfWidth <= ROUNDING * Math.abs(mean)) return `${PLAIN[unit](mean)} ± 0`
  const { one, suffix } = scaleOf(mean, unit)
  const half = Number((halfWidth / one).toPrecision(2))
  const places = Math.min(PLACES_MAX, Math.max(0, 1 - exponentOf(half)))
  return `${(mean / one).toFixed(places)} ± ${half.toFixed(places)}${suffix}`
}

/** The number that is one in the unit shown, and what stands behind it. */
function scaleOf(mean: number, unit: Unit): { one: number; suffix: string } {
  switch (unit) {
    case 'ratio':
      return { one: 0.01, suffix: `${NBSP}%` }
    case 'ms': {
      const { ms, unit: name } = scaleMs(mean)
      return { one: ms, suffix: NBSP + name }
    }
    case 'perSecond':
    case 'count': {
      const scale = scaleCount(mean)
      const letter = scale === undefined ? '' : NBSP + scale.letter
      return { one: scale?.from ?? 1, suffix: letter + (unit === 'perSecond' ? '/s' : '') }
    }
  }
}

/** Of the leading figure: 1 of 12.3, -2 of 0.0123. */
function exponentOf(value: number): number {
  return Number(value.toExponential().split('e')[1])
}
