/**
 * What is kept of an interval: figures that add up over time, so that a longer interval is the sum of its parts and no
 * ratio or percentile is ever averaged. Measures are formulas over them.
 */
import type { ComponentId } from '../architecture/architecture.ts'
import type { Gauge, GaugeSource, KindDefinition } from '../catalog/kind.ts'
import * as L from '../engine/layout.ts'
import * as O from '../engine/outcome.ts'
import type { BuiltComponent, BuiltStation } from './built.ts'
import { costsOf } from './cost.ts'
import type { Observed } from './observed.ts'
import { BUSY_AREA, GRANTED, growth, LINE_AREA, type Snapshot } from './snapshot.ts'

/**
 * Figures that every component has, in this order; times in ms. Number inside and instances that take calls are
 * integrals over time; the cost is in USD.
 */
export const COMMON = ['arrivals', 'ended', 'ok', 'failed', 'sojourn', 'inside', 'serving', 'cost'] as const

/** Ends that are no failure: answers, and work that nobody waited for any more. */
const NO_FAILURES: readonly number[] = [O.OK, O.MISS, O.ABANDONED, O.CANCELLED]
/** Places of failures in a component's statistics. */
const FAILURES = O.OUTCOMES.map((_, outcome) => outcome)
  .filter((outcome) => !NO_FAILURES.includes(outcome))
  .map((outcome) => L.C_OUTCOMES + outcome)

/** What is kept of a station. */
const OF_STATIONS = ['busy', 'room', 'line', 'granted'] as const

/** An interval between two moments of a run, the second being now. */
export interface Interval {
  readonly run: Observed
  readonly before: Snapshot
  readonly after: Snapshot
  /** Leaves stations of instances that are down now out of utilization. */
  readonly isUpOnly: boolean
}

/** Names of a component's figures, in the order in which `writeFigures` puts them. */
export function figureNames(component: BuiltComponent): readonly string[] {
  return [
    ...COMMON,
    ...Object.keys(component.stations).flatMap((name) => OF_STATIONS.map((figure) => `${figure} ${name}`)),
    ...(component.isClient ? O.OUTCOMES.map((outcome) => `outcome ${outcome}`) : []),
    ...component.counters.map((name) => `counter ${name}`),
    ...Object.keys(component.levels).flatMap((name) => [`level ${name}`, `measured ${name}`]),
  ]
}

/** Writes the figures of a component from `at` on. */
export function writeFigures(into: Float64Array, at: number, component: BuiltComponent, interval: Interval): void {
  const { before, after, run } = interval
  const now = after.statistics.get(component.index)!
  const then = before.statistics.get(component.index)
  const grown = (place: number) => now[place]! - (then === undefined ? 0 : then[place]!)
  let failed = 0
  for (const place of FAILURES) failed += grown(place)
  let next = at
  into[next++] = grown(L.C_ARRIVALS)
  into[next++] = grown(L.C_ENDED)
  into[next++] = grown(L.C_OUTCOMES + O.OK) + grown(L.C_OUTCOMES + O.MISS)
  into[next++] = failed
  into[next++] = grown(L.C_SOJOURN)
  into[next++] = grown(L.C_INSIDE_AREA)
  into[next++] = grown(L.C_SERVING_AREA)
  const { hours, use, transfer } = costsOf(run, component, interval)
  into[next++] = hours + use + transfer
  for (const station of Object.values(component.stations)) {
    into.set(stationFigures(component, station, interval), next)
    next += OF_STATIONS.length
  }
  if (component.isClient) {
    for (let outcome = 0; outcome < O.OUTCOMES.length; outcome++) into[next++] = grown(L.C_OUTCOMES + outcome)
  }
  for (let counter = 0; counter < component.counters.length; counter++) into[next++] = grown(L.C_COUNTERS + counter)
  const ms = after.atMs - before.atMs
  for (const name of Object.keys(component.levels)) {
    const value = levelOf(run, component, name)
    into[next++] = Number.isNaN(value) ? 0 : value * ms
    into[next++] = Number.isNaN(value) ? 0 : ms
  }
}

/** Busy servers, servers there were, frames in line (each integrated over time), and grants of all instances. */
function stationFigures(
  component: BuiltComponent,
  { pointers, former }: BuiltStation,
  interval: Interval,
): readonly number[] {
  if (component.isScaled) return scaledFigures(component, [...pointers, ...former], interval)
  const { before, after, run, isUpOnly } = interval
  const { i32 } = run.machine
  const sums = [0, 0, 0, 0]
  pointers.forEach((pointer, place) => {
    // A station that several instances share counts once.
    if (pointers.indexOf(pointer) !== place) return
    const grown = (figure: number) => growth(before.stations, after.stations, pointer, figure)
    if (!isUpOnly || i32[(component.instances[place] ?? 0) + L.N_UP] !== 0) {
      const busy = grown(BUSY_AREA)
      sums[0]! += busy
      // Right after servers were taken away more may be busy than there are.
      sums[1]! += Math.max(busy, i32[pointer + L.T_SERVERS]! * (after.atMs - before.atMs))
    }
    sums[2]! += grown(LINE_AREA)
    sums[3]! += grown(GRANTED)
  })
  return sums
}

/** The same where instances come and go: there were as many servers as instances took calls. */
function scaledFigures(
  { index, instances }: BuiltComponent,
  pointers: readonly number[],
  { before, after, run }: Interval,
): readonly number[] {
  const sum = (figure: number) =>
    pointers.reduce((total, pointer) => total + growth(before.stations, after.stations, pointer, figure), 0)
  const servers = instances.length === 0 ? 0 : run.machine.i32[pointers[0]! + L.T_SERVERS]!
  const room = servers * growth(before.statistics, after.statistics, index, L.C_SERVING_AREA)
  const busy = sum(BUSY_AREA)
  return [busy, Math.max(busy, room), sum(LINE_AREA), sum(GRANTED)]
}

/** A figure of the present moment over all instances: the greatest of times, the mean of shares, else the sum. */
export function levelOf({ machine }: Observed, component: BuiltComponent, name: string): number {
  const level = component.levels[name]
  if (level === undefined) return NaN
  const values = component.instances.map((instance) => level(machine, instance)).filter((value) => !Number.isNaN(value))
  if (values.length === 0) return NaN
  const unit = unitOfLevel(component.definition, name)
  if (unit === 'ms') return Math.max(...values)
  const sum = values.reduce((total, value) => total + value, 0)
  return unit === 'ratio' ? sum / values.length : sum
}

function unitOfLevel(definition: KindDefinition, name: string) {
  return Object.values(definition.gauges).find(
    ({ from, each }) =>
      from.type === 'level' && (each === undefined ? from.cell === name : name.startsWith(`${from.cell}:`)),
  )?.unit
}

/** How a measure follows from figures, named by their places. */
export type Formula =
  /** Sum of figures over sum of figures, over the ms that passed, or over nothing (a plain count). */
  | {
      readonly type: 'quotient'
      readonly over: readonly number[]
      readonly under: readonly number[] | 'time' | 'none'
      readonly factor: number
    }
  /** The greatest of several quotients. */
  | { readonly type: 'greatest'; readonly of: readonly (readonly [over: number, under: number])[] }
  /** Latency of requests: the share of them (0 to 1) that took no longer. */
  | { readonly type: 'percentile'; readonly share: number }

const perSecond = (over: number): Formula => ({ type: 'quotient', over: [over], under: 'time', factor: 1_000 })
const ratio = (over: number, under: number): Formula => ({ type: 'quotient', over: [over], under: [under], factor: 1 })
const meanOf = (over: readonly number[]): Formula => ({ type: 'quotient', over, under: 'time', factor: 1 })

/** A cost as it runs: USD an hour. */
export const usdPerHour = (cost: number): Formula => {
  return { type: 'quotient', over: [cost], under: 'time', factor: 3_600_000 }
}

/** The stations that figures of these names are about. */
export function stationNames(names: readonly string[]): readonly string[] {
  return names.filter((name) => name.startsWith('busy ')).map((name) => name.slice('busy '.length))
}

/** Place of a figure by name, or -1; counters may be named like one of the common figures. */
function placeIn(names: readonly string[], at: number): (name: string) => number {
  return (name) => {
    const place = names.indexOf(name)
    return place < 0 ? -1 : at + place
  }
}

/** Measures of a component whose figures, of these names, begin at `at`: the common ones, then its kind's gauges. */
export function componentFormulas(
  { definition }: BuiltComponent,
  names: readonly string[],
  at: number,
): ReadonlyMap<string, Formula> {
  const place = placeIn(names, at)
  const stations = stationNames(names)
  const common: [string, Formula][] = [
    ['arrivalsPerSecond', perSecond(place('arrivals'))],
    ['okPerSecond', perSecond(place('ok'))],
    ['failedPerSecond', perSecond(place('failed'))],
    ['latencyMs', ratio(place('sojourn'), place('ended'))],
    ['numberInSystem', meanOf([place('inside')])],
    ['busy', { type: 'greatest', of: stations.map((name) => [place(`busy ${name}`), place(`room ${name}`)] as const) }],
    ['instances', meanOf([place('serving')])],
    ['usdPerHour', usdPerHour(place('cost'))],
    ['line', meanOf(stations.map((name) => place(`line ${name}`)))],
  ]
  const formulas = new Map(common)
  for (const name of names.filter((each) => each.startsWith('outcome '))) {
    formulas.set(`ended.${name.slice('outcome '.length)}`, {
      type: 'quotient',
      over: [place(name)],
      under: 'none',
      factor: 1,
    })
  }
  for (const [name, gauge] of Object.entries(definition.gauges)) {
    const { from } = gauge
    for (const [callee, source] of eachOf(gauge, names)) {
      const formula = gaugeFormula(source, names, at)
      if (formula !== undefined) formulas.set(`${name}.${callee}`, formula)
    }
    const formula = gaugeFormula(from, names, at)
    // A gauge named like a common measure shows part of what that one does; the whole is kept.
    if (formula !== undefined && !formulas.has(name)) formulas.set(name, formula)
  }
  return formulas
}

/** Where a gauge of each callee is read, by callee: those that the component has levels of; none of another gauge. */
export function eachOf({ from, each }: Gauge, names: readonly string[]): (readonly [ComponentId, GaugeSource])[] {
  if (each === undefined || from.type !== 'level') return []
  const prefix = `level ${from.cell}:`
  return names
    .filter((name) => name.startsWith(prefix))
    .map((name) => [name.slice(prefix.length), { type: 'level', cell: name.slice('level '.length) }] as const)
}

/** How a gauge follows from figures; undefined when the component does not have what it is read from. */
export function gaugeFormula(from: GaugeSource, names: readonly string[], at: number): Formula | undefined {
  const place = placeIn(names, at)
  const counted = (name: string) => {
    const own = place(`counter ${name}`)
    return own >= 0 ? own : place(name)
  }
  const found = formulaOf(from, place, counted)
  const places = found.type === 'quotient' ? [...found.over, ...(Array.isArray(found.under) ? found.under : [])] : []
  return places.includes(-1) ? undefined : found
}

function formulaOf(from: GaugeSource, place: (name: string) => number, counted: (name: string) => number): Formula {
  switch (from.type) {
    case 'share':
      return ratio(counted(from.counter), counted(from.of))
    case 'rate':
      return perSecond(counted(from.counter))
    case 'total':
      return { type: 'quotient', over: [counted(from.counter)], under: 'none', factor: 1 }
    case 'utilization':
      return ratio(place(`busy ${from.station}`), place(`room ${from.station}`))
    case 'line':
      return meanOf([place(`line ${from.station}`)])
    case 'level':
      return ratio(place(`level ${from.cell}`), place(`measured ${from.cell}`))
    case 'mean':
      return ratio(counted(from.sum), counted(from.count))
  }
}

/** Figures of a stretch of time. */
export interface Piece {
  readonly values: ArrayLike<number>
  readonly ms: number
}

/** A measure over the pieces together; NaN when nothing was measured. `formulaIn` gives its formula in a piece. */
export function evaluate<P extends Piece>(pieces: readonly P[], formulaIn: (piece: P) => Formula | undefined): number {
  let over = 0
  let under = 0
  let factor = 1
  const greatest: [number, number][] = []
  for (const piece of pieces) {
    const formula = formulaIn(piece)
    if (formula === undefined || formula.type === 'percentile') continue
    if (formula.type === 'greatest') {
      formula.of.forEach(([top, bottom], place) => {
        const pair = (greatest[place] ??= [0, 0])
        pair[0] += piece.values[top]!
        pair[1] += piece.values[bottom]!
      })
      continue
    }
    factor = formula.factor
    for (const place of formula.over) over += piece.values[place]!
    if (formula.under === 'time') under += piece.ms
    else if (formula.under === 'none') under = 1
    else for (const place of formula.under) under += piece.values[place]!
  }
  if (greatest.length > 0) {
    const shares = greatest.filter(([, bottom]) => bottom > 0).map(([top, bottom]) => top / bottom)
    return shares.length === 0 ? NaN : Math.max(...shares)
  }
  return under > 0 ? (factor * over) / under : NaN
}
