/**
 * One document run again and again, with one seed after the other: for every figure of the summary its mean and how
 * sure that is. Runs of different seeds are independent, so Student's interval holds; values within one run are not.
 */
import type { ComponentId } from '../architecture/architecture.ts'
import { Tally, type Estimate } from '../base/estimate.ts'
import { kindOf } from '../catalog/index.ts'
import type { Gauge } from '../catalog/kind.ts'
import type { ComponentSummary, Summary } from './reading.ts'

/** At least two, else nothing is known about the spread; at most what somebody may wait for. */
export const REPLICATIONS = { min: 2, max: 10_000 } as const

/** Seeds of runs in a row; after the largest seed there is comes 0. */
export function seedsFrom(first: number, count: number): readonly number[] {
  const left = Number.MAX_SAFE_INTEGER - first
  return Array.from({ length: count }, (_, n) => (n <= left ? first + n : n - left - 1))
}

/** Ends of a call that are no failure. */
const NO_FAILURES = ['ok', 'miss', 'abandoned', 'cancelled'] as const

/** Share of those that ended which ended badly. */
function failedShare({ ended, outcomes }: Pick<ComponentSummary, 'ended' | 'outcomes'>): number {
  return 1 - NO_FAILURES.reduce((sum, outcome) => sum + (outcomes[outcome] ?? 0), 0) / ended
}

/** Mean busy share of the busiest station, NaN where there is none. */
export function busiest({ stations }: Pick<ComponentSummary, 'stations'>): number {
  const shares = Object.values(stations).map(({ utilization }) => utilization)
  return shares.length === 0 ? NaN : Math.max(...shares)
}

/** Every number of a summary by its path in what `run --json` prints, and the share that failed. */
function figuresOf({ endToEnd, components, cost }: Summary): ReadonlyMap<string, number> {
  const figures = new Map<string, number>()
  collect(figures, 'endToEnd', endToEnd)
  collect(figures, 'cost', cost)
  figures.set('endToEnd.failedShare', failedShare(endToEnd))
  for (const [id, component] of Object.entries(components)) {
    const path = `components.${id}`
    collect(figures, path, component)
    figures.set(`${path}.failedShare`, failedShare(component))
    figures.set(`${path}.utilization`, busiest(component))
  }
  return figures
}

/** Lists are left out: their rows are not the same ones in every run. */
function collect(figures: Map<string, number>, path: string, value: unknown): void {
  if (typeof value === 'number') figures.set(path, value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  for (const [name, inner] of Object.entries(value)) collect(figures, `${path}.${name}`, inner)
}

const isCountOfOutcome = (path: string) => path.includes('.outcomes.')

/** Sums over the runs so far, however many: what is kept does not grow with them. */
export class Replications {
  private runs = 0
  private readonly tallies = new Map<string, Tally>()

  add(summary: Summary): void {
    const figures = figuresOf(summary)
    for (const [path, value] of figures) {
      // What could not be measured, such as the mean of nothing, is not counted.
      if (!Number.isNaN(value)) this.tallyOf(path).add(value)
    }
    // A summary leaves out outcomes that never were.
    for (const [path, tally] of this.tallies) if (isCountOfOutcome(path) && !figures.has(path)) tally.add(0)
    this.runs++
  }

  private tallyOf(path: string): Tally {
    const known = this.tallies.get(path)
    if (known !== undefined) return known
    const tally = new Tally()
    if (isCountOfOutcome(path)) for (let n = 0; n < this.runs; n++) tally.add(0)
    this.tallies.set(path, tally)
    return tally
  }

  get count(): number {
    return this.runs
  }

  estimates(): ReadonlyMap<string, Estimate> {
    return new Map(Array.from(this.tallies, ([path, tally]) => [path, tally.estimate()]))
  }
}

/** What a figure is called: one of ours, or a gauge of the component's kind. */
export type FigureName = 'offered' | 'throughput' | 'goodput' | 'failedShare' | 'utilization' | LatencyName
type LatencyName = 'latencyMean' | 'latencyP50' | 'latencyP95' | 'latencyP99'

/** A figure that people look at first. */
export interface MainFigure {
  /** Whose it is; undefined end to end. */
  readonly component?: ComponentId
  readonly name: FigureName | { readonly gauge: string }
  readonly unit: Gauge['unit']
  /** Where it stands in the summary of a run. */
  readonly path: string
  readonly estimate: Estimate
}

const END_TO_END: readonly Omit<MainFigure, 'component' | 'estimate'>[] = [
  { name: 'offered', unit: 'perSecond', path: 'offeredPerSecond' },
  { name: 'throughput', unit: 'perSecond', path: 'throughputPerSecond' },
  { name: 'goodput', unit: 'perSecond', path: 'goodputPerSecond' },
  { name: 'failedShare', unit: 'ratio', path: 'failedShare' },
  { name: 'latencyMean', unit: 'ms', path: 'latencyMs.mean' },
  { name: 'latencyP50', unit: 'ms', path: 'latencyMs.p50' },
  { name: 'latencyP95', unit: 'ms', path: 'latencyMs.p95' },
  { name: 'latencyP99', unit: 'ms', path: 'latencyMs.p99' },
]
const OF_COMPONENTS: readonly Omit<MainFigure, 'component' | 'estimate'>[] = [
  { name: 'throughput', unit: 'perSecond', path: 'throughputPerSecond' },
  { name: 'latencyMean', unit: 'ms', path: 'latencyMs.mean' },
  { name: 'latencyP95', unit: 'ms', path: 'latencyMs.p95' },
  { name: 'latencyP99', unit: 'ms', path: 'latencyMs.p99' },
  { name: 'utilization', unit: 'ratio', path: 'utilization' },
]

/** Nobody calls it. */
function isClient({ kind }: ComponentSummary): boolean {
  const definition = kindOf(kind)
  return definition?.sort === 'component' && definition.offers.length === 0
}

/** The main figures of a design that any run had: those of the users, then those of each component. */
export function mainFigures(
  { components }: Pick<Summary, 'components'>,
  estimates: ReadonlyMap<string, Estimate>,
): readonly MainFigure[] {
  const isAlone = Object.values(components).filter(isClient).length === 1
  const own = Object.entries(components).flatMap(([component, summary]) => {
    const { kind, stations } = summary
    const definition = kindOf(kind)
    // The figures of the only client are those of the users.
    if (definition?.sort !== 'component' || (isAlone && isClient(summary))) return []
    const usual = OF_COMPONENTS.filter(({ name }) => name !== 'utilization' || Object.keys(stations).length > 0)
    // How busy it is and how long its line is follow from its stations already.
    const gauges = Object.entries(definition.gauges)
      .filter(([, { from }]) => from.type !== 'utilization' && from.type !== 'line')
      .map(([gauge, { unit }]) => ({ name: { gauge }, unit, path: `gauges.${gauge}` }))
    return [...usual, ...gauges].map((figure) => ({
      ...figure,
      component,
      path: `components.${component}.${figure.path}`,
    }))
  })
  const whole = END_TO_END.map((figure) => ({ ...figure, path: `endToEnd.${figure.path}` }))
  return [...whole, ...own].flatMap((figure) => {
    const estimate = estimates.get(figure.path)
    return estimate === undefined ? [] : [{ ...figure, estimate }]
  })
}
