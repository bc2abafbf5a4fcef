/**
 * The same design run with several seeds: figures with a confidence interval, as one ought to tell them. Each run is
 * independent of the others and its warm-up is left out, so the means of runs are independent and alike, and Student's
 * t applies (Law, Simulation Modeling and Analysis, 9.5).
 */
import { kindOf } from '../catalog/index.ts'
import type { Gauge } from '../catalog/kind.ts'
import type { Figure, Interval, MeasuredFigure, Summary } from './reading.ts'

/** The interval of independent values; at least one is needed. */
export function intervalOf(values: readonly number[]): Interval {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  if (n < 2) return { mean, halfWidth: null, standardDeviation: null, replications: n }
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (n - 1)
  const standardDeviation = Math.sqrt(variance)
  return { mean, halfWidth: (studentT(n - 1) * standardDeviation) / Math.sqrt(n), standardDeviation, replications: n }
}

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054
/** Those of Student's t with 1 to 4 degrees of freedom, where the expansion below is not good enough. */
const T_FEW = [12.706204736, 4.30265273, 3.182446305, 2.776445105] as const

/**
 * The 97.5 % quantile of Student's t with so many degrees of freedom, right to 0.1 % (Cornish and Fisher; Abramowitz
 * and Stegun 26.7.5).
 */
export function studentT(degrees: number): number {
  const few = T_FEW[degrees - 1]
  if (few !== undefined) return few
  const z2 = Z * Z
  const terms = [
    (Z * (z2 + 1)) / 4,
    (Z * ((5 * z2 + 16) * z2 + 3)) / 96,
    (Z * (((3 * z2 + 19) * z2 + 17) * z2 - 15)) / 384,
    (Z * ((((79 * z2 + 776) * z2 + 1_482) * z2 - 1_920) * z2 - 945)) / 92_160,
  ]
  return Z + terms.reduceRight((rest, term) => (rest + term) / degrees, 0)
}

function whole(name: string, path: string, unit: Gauge['unit'], value: number): Figure {
  return { name, path: `endToEnd.${path}`, unit, value }
}

/** The figures of a run that people ask for: of all requests, then of each component. */
export function figuresOf(summary: Summary): readonly Figure[] {
  const { endToEnd, components } = summary
  const { latencyMs, ended, outcomes } = endToEnd
  const rates = (['offeredPerSecond', 'throughputPerSecond', 'goodputPerSecond'] as const).map((name) =>
    whole(name, name, 'perSecond', endToEnd[name]),
  )
  const failed = whole('failedShare', 'failedShare', 'ratio', ended === 0 ? 0 : (ended - (outcomes.ok ?? 0)) / ended)
  const times = (['mean', 'p50', 'p95', 'p99'] as const).map((name) =>
    whole(`latency.${name}`, `latencyMs.${name}`, 'ms', latencyMs[name] ?? 0),
  )
  const each = Object.entries(components).flatMap(([component, { kind, stations, gauges }]): Figure[] => {
    const path = `components.${component}`
    const shares = Object.values(stations).map(({ utilization }) => utilization)
    const busy: Figure = {
      name: 'utilization',
      path: `${path}.utilization`,
      unit: 'ratio',
      component,
      value: Math.max(...shares),
    }
    const headline = kindOf(kind)?.look.headline
    const gauge = headline === undefined ? undefined : kindOf(kind)?.gauges[headline]
    const face = gauge?.from.type === 'utilization' ? undefined : gauge
    return [
      ...(shares.length > 0 ? [busy] : []),
      ...(face && headline !== undefined && gauges[headline] !== undefined
        ? [{ name: headline, path: `${path}.gauges.${headline}`, unit: face.unit, component, value: gauges[headline] }]
        : []),
    ]
  })
  return [...rates, failed, ...times, ...each]
}

/** The figures of several runs, each with its interval; one that not every run has is left out. */
export function overRuns(runs: readonly Summary[]): readonly MeasuredFigure[] {
  const all = runs.map((summary) => new Map(figuresOf(summary).map((figure) => [figure.path, figure])))
  return [...(all[0]?.values() ?? [])].flatMap(({ value: _value, ...figure }) => {
    const values = all.flatMap((figures) => figures.get(figure.path)?.value ?? [])
    return values.length === runs.length ? [{ ...figure, interval: intervalOf(values) }] : []
  })
}
