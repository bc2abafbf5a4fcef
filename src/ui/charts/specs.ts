/** Which charts a design has and which lines are on them: derived from its kinds, so a new kind brings its own. */
import type { Architecture, Component, ComponentId } from '../../architecture/architecture.ts'
import { tierOf } from '../../architecture/lookup.ts'
import { formatCount, formatMs, formatRate, formatRatio } from '../../base/format.ts'
import { kindOf } from '../../catalog/index.ts'
import type { RunWords } from '../../i18n/run.en.ts'
import type { Layout, MeasureId } from '../../simulation/reading.ts'
import type { ChartRow } from '../../state/series.ts'
import { outcomeColor } from './colors.ts'
import type { LineLook } from './colors.ts'

export type ChartId =
  | 'latency'
  | 'throughput'
  | 'failures'
  | 'hitRatio'
  | 'busy'
  | 'line'
  | 'backlog'
  | 'lag'
  | 'instances'
  /** A gauge of each callee, of one component. */
  | `${ComponentId} ${string}`
export type Unit = 'ms' | 'perSecond' | 'ratio' | 'count'

export interface Series extends LineLook {
  readonly measure: MeasureId
  readonly name: string
  readonly width: number
  /** The component it is about; when it is selected, its line stands out. */
  readonly component?: ComponentId
}

export interface ChartSpec {
  readonly id: ChartId
  readonly title: string
  readonly unit: Unit
  /** Areas on top of each other, for parts of a whole. */
  readonly isStacked: boolean
  readonly series: readonly Series[]
}

/** Numbers of each unit in words. */
export const FORMATS: Readonly<Record<Unit, (value: number) => string>> = {
  ms: formatMs,
  perSecond: formatRate,
  ratio: formatRatio,
  count: formatCount,
}

export interface ChartWords {
  readonly words: RunWords
  readonly lookOf: (component: ComponentId) => LineLook
  /** What a gauge of a kind is called. */
  readonly gaugeOf: (kind: string, gauge: string) => string
}

const THIN = 1.5
const THICK = 2.25

function endToEndLine(measure: string, name: string, color: string, dash = '', width = THIN): Series {
  return { measure: `endToEnd.${measure}`, name, color, dash, width }
}

function endToEnd({ words }: ChartWords, layout: Layout): ChartSpec[] {
  const latency = [
    endToEndLine('latencyMs.p50', 'p50', 'var(--mr-percentile-low)', '2 3'),
    endToEndLine('latencyMs.p95', 'p95', 'var(--mr-percentile-high)'),
    endToEndLine('latencyMs.p99', 'p99', 'var(--mr-percentile-top)', '', THICK),
  ]
  const throughput = [
    endToEndLine('offeredPerSecond', words.charts.offered, 'var(--mr-offered)', '4 3'),
    endToEndLine('okPerSecond', words.charts.ok, outcomeColor('ok'), '', THICK),
    endToEndLine('failedPerSecond', words.charts.failed, outcomeColor('refused')),
  ]
  const prefix = 'endToEnd.failed.'
  const failures = layout.measures
    .filter((measure) => measure.startsWith(prefix))
    .map((measure) => {
      const outcome = measure.slice(prefix.length)
      const name = words.outcomes[outcome as keyof RunWords['outcomes']] ?? outcome
      return endToEndLine(`failed.${outcome}`, name, outcomeColor(outcome))
    })
  const title = words.charts
  return [
    { id: 'latency', title: title.latency, unit: 'ms', isStacked: false, series: latency },
    { id: 'throughput', title: title.throughput, unit: 'perSecond', isStacked: false, series: throughput },
    { id: 'failures', title: title.failures, unit: 'perSecond', isStacked: true, series: failures },
  ]
}

/** Components that get the log of writes of another: only these lag. */
function replicaIds(architecture: Architecture): ReadonlySet<ComponentId> {
  const kinds = new Map(architecture.components.map((component) => [component.id, component.kind]))
  const isReplication = (from: ComponentId, port: string) =>
    kindOf(kinds.get(from) ?? '')?.ports[port]?.accepts.includes('replication') === true
  return new Set(architecture.connections.filter(({ from, port }) => isReplication(from, port)).map(({ to }) => to))
}

interface ComponentChart {
  readonly id: Exclude<ChartId, `${string} ${string}`>
  readonly gauge: string
  readonly unit: Unit
  readonly has: (component: Component) => boolean
}

/** Components whose kind has a gauge of that name. */
function gauged(gauge: string) {
  return (component: Component) => Object.hasOwn(kindOf(component.kind)?.gauges ?? {}, gauge)
}

/** Users do no work of the system, nor do groups, but for one that has cores. */
function works({ kind }: Component): boolean {
  const definition = kindOf(kind)
  return kind !== 'client' && (definition?.sort === 'component' || definition?.words.en.stations !== undefined)
}

/** Components in a tier: only their instances come and go. */
function isScaled({ components }: Architecture) {
  const byId = new Map(components.map((component) => [component.id, component]))
  return (component: Component) => tierOf(component, (id) => byId.get(id)) !== undefined
}

function componentCharts(architecture: Architecture): readonly ComponentChart[] {
  const replicas = replicaIds(architecture)
  return [
    { id: 'hitRatio', gauge: 'hitRatio', unit: 'ratio', has: gauged('hitRatio') },
    { id: 'busy', gauge: 'busy', unit: 'ratio', has: works },
    { id: 'line', gauge: 'line', unit: 'count', has: works },
    { id: 'backlog', gauge: 'backlog', unit: 'count', has: gauged('backlog') },
    { id: 'instances', gauge: 'instances', unit: 'count', has: isScaled(architecture) },
    { id: 'lag', gauge: 'lagMs', unit: 'ms', has: (component) => replicas.has(component.id) },
  ]
}

/** Charts of the gauges that a component has of each callee: parts of a whole, when they are shares. */
function ofEachCallee(architecture: Architecture, component: Component, chartWords: ChartWords): readonly ChartSpec[] {
  const { id, kind, name } = component
  return Object.entries(kindOf(kind)?.gauges ?? {}).flatMap(([gauge, { unit, each }]): ChartSpec[] => {
    if (each === undefined) return []
    const called = new Set(
      architecture.connections.filter(({ from, port }) => from === id && port === each).map(({ to }) => to),
    )
    const series = architecture.components
      .filter((callee) => called.has(callee.id))
      .map((callee) => ({
        measure: `${id}.${gauge}.${callee.id}`,
        name: callee.name,
        width: THIN,
        ...chartWords.lookOf(callee.id),
      }))
    const title = `${name}: ${chartWords.gaugeOf(kind, gauge)}`
    return [{ id: `${id} ${gauge}`, title, unit, isStacked: unit === 'ratio', series }]
  })
}

/** Charts of their own of the components that are selected. */
export function chartsOfSelected(
  architecture: Architecture,
  layout: Layout,
  selected: readonly ComponentId[],
  chartWords: ChartWords,
): readonly ChartSpec[] {
  const chosen = architecture.components.filter(({ id }) => selected.includes(id))
  return drawable(
    chosen.flatMap((component) => ofEachCallee(architecture, component, chartWords)),
    layout,
  )
}

/** The charts of a design, without those that would have no line. Measures the run does not keep are left out. */
export function chartsOf(architecture: Architecture, layout: Layout, chartWords: ChartWords): readonly ChartSpec[] {
  const components = componentCharts(architecture).map(({ id, gauge, unit, has }): ChartSpec => {
    const series = architecture.components.filter(has).map((component) => ({
      measure: `${component.id}.${gauge}`,
      name: component.name,
      component: component.id,
      width: THIN,
      ...chartWords.lookOf(component.id),
    }))
    return { id, title: chartWords.words.charts[id], unit, isStacked: false, series }
  })
  return drawable([...endToEnd(chartWords, layout), ...components], layout)
}

/** Without measures the run does not keep, and charts that would have no line. */
function drawable(charts: readonly ChartSpec[], layout: Layout): readonly ChartSpec[] {
  const known = new Set(layout.measures)
  return charts
    .map((chart) => ({ ...chart, series: chart.series.filter(({ measure }) => known.has(measure)) }))
    .filter((chart) => chart.series.length > 0)
}

/** Round numbers from 0 to at least `highest`, few enough to read. */
export function axisTicks(highest: number, unit: Unit): readonly number[] {
  if (unit === 'ratio') return [0, 0.5, 1]
  const top = Math.max(highest, unit === 'ms' ? 0.001 : 1)
  const magnitude = 10 ** Math.floor(Math.log10(top / 2))
  const step = [1, 2, 2.5, 5, 10].map((part) => part * magnitude).find((size) => size * 2 >= top) ?? top
  return [0, step, step * 2]
}

/** Powers of ten that hold every value between them, for a logarithmic axis. */
export function logTicks(lowest: number, highest: number): readonly number[] {
  const from = Math.floor(Math.log10(Math.max(lowest, 0.01)))
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(highest, 0.01))))
  return Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index))
}

/**
 * The lines worth drawing, by their places: of many components those with the highest peaks, and always those that are
 * selected; the rest stay in the table. Of parts of a whole, those that there are any of.
 */
export function worthDrawing(
  { series, isStacked }: Pick<ChartSpec, 'series' | 'isStacked'>,
  rows: readonly ChartRow[],
  selected: readonly ComponentId[],
  limit: number,
): readonly number[] {
  const peaks = series.map((_, place) => rows.reduce((peak, row) => Math.max(peak, row.values[place] ?? 0), 0))
  const isSelected = (place: number) => selected.includes(series[place]?.component ?? '')
  const rank = (place: number) => (isSelected(place) ? Number.POSITIVE_INFINITY : (peaks[place] ?? 0))
  const places = series.map((_, place) => place).filter((place) => !isStacked || (peaks[place] ?? 0) > 0)
  if (places.length <= limit) return places
  return places
    .toSorted((a, b) => (rank(b) === rank(a) ? a - b : rank(b) - rank(a)))
    .slice(0, limit)
    .toSorted((a, b) => a - b)
}

/** The least value above 0 and the greatest sum or value of the lines at `places`. */
export function extent(
  rows: readonly ChartRow[],
  places: readonly number[],
  isStacked: boolean,
): { lowest: number; highest: number } {
  let lowest = Number.POSITIVE_INFINITY
  let highest = 0
  for (const row of rows) {
    let sum = 0
    for (const place of places) {
      const value = row.values[place] ?? 0
      if (value > 0) lowest = Math.min(lowest, value)
      sum = isStacked ? sum + value : Math.max(sum, value)
    }
    highest = Math.max(highest, sum)
  }
  return { lowest: Number.isFinite(lowest) ? lowest : 0, highest }
}
