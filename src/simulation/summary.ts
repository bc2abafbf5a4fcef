/** The result of a run: every figure since a moment, as the command line prints it and tests assert it. */
import type { ComponentId } from '../architecture/architecture.ts'
import { TABLE_DOUBLES, TIME_ROW, FAILURE_ROW } from '../engine/accounts.ts'
import { BUCKETS, percentiles } from '../engine/histogram.ts'
import type { GaugeSource } from '../catalog/kind.ts'
import * as L from '../engine/layout.ts'
import { type Outcome, OUTCOMES } from '../engine/outcome.ts'
import type { BuiltComponent } from './built.ts'
import { summarizeCosts } from './cost.ts'
import { digestOf } from './digest.ts'
import { Directory } from './directory.ts'
import {
  eachOf,
  evaluate,
  figureNames,
  gaugeFormula,
  type Interval,
  levelOf,
  stationNames,
  writeFigures,
} from './figures.ts'
import type { History } from './history.ts'
import type { Observed } from './observed.ts'
import type { Cause, ComponentSummary, LatencySummary, Summary } from './reading.ts'
import { DELAYED, GRANTED, growth, type Snapshot, takeSnapshot, WAITED } from './snapshot.ts'

/** Shares of the calls below the percentiles of a summary; the last one bounds the greatest. */
const SHARES = [0.5, 0.95, 0.99, 0.999, 1]

/**
 * The figures of a run since `from`, a full snapshot taken at the end of the warm-up. Levels, such as a backlog, are
 * means over the windows of `history` when there is one, else what they are at this moment.
 */
export function summarize(run: Observed, from: Snapshot, history: History | null = null): Summary {
  const interval: Interval = { run, before: from, after: takeSnapshot(run), isUpOnly: false }
  const components = run.built.components.map((component) => {
    return [component.id, summarizeComponent(component, interval, history)] as const
  })
  return {
    name: run.architecture.name,
    seed: run.seed,
    warmUpMs: from.atMs,
    durationMs: interval.after.atMs - from.atMs,
    endToEnd: summarizeRequests(interval),
    components: Object.fromEntries(components),
    cost: summarizeCosts(interval),
    events: run.machine.events,
    story: run.story,
    digest: digestOf(run),
  }
}

/** Figures of all requests: those of the clients' calls, as a request is one. */
function summarizeRequests(interval: Interval): Summary['endToEnd'] {
  const { run, before, after } = interval
  const clients = run.built.components.filter(({ isClient }) => isClient)
  const grown = (place: number) =>
    clients.reduce((sum, { index }) => sum + growth(before.statistics, after.statistics, index, place), 0)
  const inside = (snapshot: Snapshot) =>
    clients.reduce((sum, { index }) => sum + (snapshot.statistics.get(index)?.[L.C_INSIDE] ?? 0), 0)
  const ms = after.atMs - before.atMs
  const ended = grown(L.C_ENDED)
  const outcomes = outcomesOf(grown)
  return {
    arrivals: grown(L.C_ARRIVALS),
    ended,
    inFlightAtStart: inside(before),
    inFlight: inside(after),
    outcomes,
    causes: causesOf(interval),
    offeredPerSecond: (grown(L.C_ARRIVALS) * 1_000) / ms,
    throughputPerSecond: (ended * 1_000) / ms,
    goodputPerSecond: ((outcomes.ok ?? 0) * 1_000) / ms,
    latencyMs: latencyOf(clients, interval),
    numberInSystemMean: grown(L.C_INSIDE_AREA) / ms,
    time: timeOf(interval, ended),
  }
}

function outcomesOf(grown: (place: number) => number): Partial<Record<Outcome, number>> {
  const counts = OUTCOMES.map((outcome, code) => [outcome, grown(L.C_OUTCOMES + code)] as const)
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

/** Latency of the calls of some components together. */
function latencyOf(components: readonly BuiltComponent[], { before, after }: Interval): LatencySummary {
  const counts = new Float64Array(BUCKETS)
  let ended = 0
  let sojourn = 0
  let max = -Infinity
  for (const { index } of components) {
    const now = after.histograms.get(index)!
    const then = before.histograms.get(index)
    for (let bucket = 0; bucket < BUCKETS; bucket++) counts[bucket]! += now[bucket]! - (then?.[bucket] ?? 0)
    ended += growth(before.statistics, after.statistics, index, L.C_ENDED)
    sojourn += growth(before.statistics, after.statistics, index, L.C_SOJOURN)
    max = Math.max(max, after.statistics.get(index)![L.C_SOJOURN_MAX]!)
  }
  const [p50 = NaN, p95 = NaN, p99 = NaN, p999 = NaN, bound = NaN] = percentiles(counts, 0, SHARES)
  // Of the greatest since the run began only this is known: in the interval none was above its highest bucket.
  const top = Math.min(bound, max)
  const cap = (value: number) => Math.min(value, top)
  return { mean: sojourn / ended, p50: cap(p50), p95: cap(p95), p99: cap(p99), p999: cap(p999), max: top }
}

/** Rows of the table of accounts by component and code, each as much as one of its columns has grown. */
function tableGrowth(
  { before, after }: Interval,
  columnOf: (code: number) => number,
): { key: number; grown: number }[] {
  const rows: { key: number; grown: number }[] = []
  for (let at = 0; at < after.table.length; at += TABLE_DOUBLES) {
    for (let code = 0; code < L.CAUSES; code++) {
      const place = at + columnOf(code)
      const grown = after.table[place]! - (before.table[place] ?? 0)
      if (grown > 0) rows.push({ key: ((at / TABLE_DOUBLES) << L.CAUSE_BITS) | code, grown })
    }
  }
  return rows.toSorted((a, b) => b.grown - a.grown)
}

function directoryOf({ run, before }: Interval): Directory {
  return new Directory(before.built, run.built)
}

/** What a component that an edit has removed is called by its index; it has no name any more. */
function namedIn(
  { run, before }: Interval,
  directory: Directory,
  key: number,
): { component: ComponentId; name: string } {
  const index = key >> L.CAUSE_BITS
  const built = run.built.byIndex.get(index) ?? before.built.byIndex.get(index)
  const component = directory.idOf(index) ?? `#${index}`
  return { component, name: built?.name ?? component }
}

/** Failed requests by the component and outcome that caused them. */
function causesOf(interval: Interval): Summary['endToEnd']['causes'] {
  const directory = directoryOf(interval)
  const rows = tableGrowth(interval, (code) => L.CAUSES * TIME_ROW + code * FAILURE_ROW)
  return rows.map(({ key, grown }) => {
    const outcome = OUTCOMES[key & (L.CAUSES - 1)] ?? 'error'
    return { ...namedIn(interval, directory, key), outcome, requests: grown }
  })
}

/** Mean ms of a request by component and cause, the costliest first. */
function timeOf(
  interval: Interval,
  ended: number,
): { component: ComponentId; name: string; cause: Cause; meanMs: number }[] {
  const directory = directoryOf(interval)
  const rows = tableGrowth(interval, (code) => code * TIME_ROW)
  return rows.map(({ key, grown }) => {
    return { ...namedIn(interval, directory, key), cause: directory.causeOf(key), meanMs: grown / ended }
  })
}

function summarizeComponent(component: BuiltComponent, interval: Interval, history: History | null): ComponentSummary {
  const { before, after } = interval
  const { index } = component
  const grown = (place: number) => growth(before.statistics, after.statistics, index, place)
  const ms = after.atMs - before.atMs
  const ended = grown(L.C_ENDED)
  return {
    name: component.name,
    kind: component.definition.kind,
    arrivals: grown(L.C_ARRIVALS),
    ended,
    inFlightAtStart: before.statistics.get(index)?.[L.C_INSIDE] ?? 0,
    inFlight: after.statistics.get(index)![L.C_INSIDE]!,
    outcomes: outcomesOf(grown),
    throughputPerSecond: (ended * 1_000) / ms,
    latencyMs: latencyOf([component], interval),
    stations: stationsOf(component, interval),
    numberInSystemMean: grown(L.C_INSIDE_AREA) / ms,
    instancesMean: grown(L.C_SERVING_AREA) / ms,
    ...gaugesOf(component, interval, history),
  }
}

/** Utilization counts the servers there are at the end, also those of instances that were down for a while. */
function stationsOf(component: BuiltComponent, interval: Interval): ComponentSummary['stations'] {
  const { before, after, run } = interval
  const { i32 } = run.machine
  const names = figureNames(component)
  const values = new Float64Array(names.length)
  writeFigures(values, 0, component, interval)
  const ms = after.atMs - before.atMs
  const entries = stationNames(names).map((name) => {
    const of = (figure: string) => values[names.indexOf(`${figure} ${name}`)]!
    const { pointers: present, former } = component.stations[name]!
    const pointers = [...new Set([...present, ...former])]
    const waitedMs = pointers.reduce(
      (sum, station) => sum + growth(before.stations, after.stations, station, WAITED),
      0,
    )
    const station = {
      utilization: of('busy') / of('room'),
      lineMean: of('line') / ms,
      // Since the run began: the longest line is not kept by interval.
      lineMax: Math.max(...pointers.map((pointer) => i32[pointer + L.T_LINE_MAX]!)),
      waitingMsMean: waitedMs / of('granted'),
      ...waitsOf(pointers, interval),
      servers: [...new Set(present)].reduce((sum, pointer) => sum + i32[pointer + L.T_SERVERS]!, 0),
    }
    return [name, station] as const
  })
  return Object.fromEntries(entries)
}

/** Waits at stations together; those who did not wait stand below all buckets. */
function waitsOf(pointers: readonly number[], { before, after }: Interval) {
  const counts = new Float64Array(BUCKETS)
  let granted = 0
  let delayed = 0
  for (const pointer of pointers) {
    granted += growth(before.stations, after.stations, pointer, GRANTED)
    delayed += growth(before.stations, after.stations, pointer, DELAYED)
    const then = before.waits.get(pointer)
    after.waits.get(pointer)?.forEach((count, bucket) => (counts[bucket]! += count - (then?.[bucket] ?? 0)))
  }
  const above = (share: number) => (share * granted - (granted - delayed)) / delayed
  const wait = (share: number) => {
    if (granted === 0) return NaN
    return delayed > 0 && above(share) > 0 ? percentiles(counts, 0, [above(share)])[0]! : 0
  }
  return { waitingMs: { p50: wait(0.5), p95: wait(0.95), p99: wait(0.99) }, delayedShare: delayed / granted }
}

type Gauges = Pick<ComponentSummary, 'gauges' | 'gaugesByCallee'>

function gaugesOf(component: BuiltComponent, interval: Interval, history: History | null): Gauges {
  const { before, after, run } = interval
  const names = figureNames(component)
  const values = new Float64Array(names.length)
  writeFigures(values, 0, component, interval)
  const piece = { values, ms: after.atMs - before.atMs }
  const valueOf = (measure: string, from: GaugeSource) => {
    if (from.type !== 'level') return evaluate([piece], () => gaugeFormula(from, names, 0))
    const mean = history?.between(before.atMs, after.atMs).value(`${component.id}.${measure}`) ?? NaN
    return Number.isNaN(mean) ? levelOf(run, component, from.cell) : mean
  }
  const all = Object.entries(component.definition.gauges)
  const own = all.filter(([, { each }]) => each === undefined).map(([name, { from }]) => [name, valueOf(name, from)])
  const byCallee = all
    .filter(([, { each }]) => each !== undefined)
    .map(([name, gauge]) => {
      const figures = eachOf(gauge, names).map(([callee, from]) => [callee, valueOf(`${name}.${callee}`, from)])
      return [name, Object.fromEntries(figures)] as const
    })
  return {
    gauges: Object.fromEntries(own),
    ...(byCallee.length > 0 && { gaugesByCallee: Object.fromEntries(byCallee) }),
  }
}
