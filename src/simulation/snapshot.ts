/** The cumulative figures of a run at one moment: what happened in an interval is the difference of two of them. */
import { TABLE_DOUBLES } from '../engine/accounts.ts'
import * as H from '../engine/header.ts'
import { BUCKETS } from '../engine/histogram.ts'
import * as L from '../engine/layout.ts'
import type { Built } from './built.ts'
import type { Observed } from './observed.ts'

/** Places in a station's figures. */
export const BUSY_AREA = 0
export const LINE_AREA = 1
export const GRANTED = 2
export const WAITED = 3
export const DELAYED = 4
const STATION_FIGURES = 5

/** Places in a link's figures. */
export const CARRIED = 0
export const BYTES = 1
export const SENT = 2
const LINK_FIGURES = 3

const STATISTICS = L.STATS_DOUBLES - 1

/** Copies of what a run has counted. Integrals over time reach to `atMs`. */
export interface Snapshot {
  readonly atMs: number
  readonly built: Built
  /** By component index: the doubles of its statistics (layout `C_*`). */
  readonly statistics: ReadonlyMap<number, Float64Array>
  /** By pointer: area of busy servers and of the line (both per ms), grants, ms waited, how many had waited. */
  readonly stations: ReadonlyMap<number, Float64Array>
  /** By pointer: calls carried, bytes with the good answers to them, and bytes with the calls. */
  readonly links: ReadonlyMap<number, Float64Array>
  /** By component index: counts of sojourns in the layout of `engine/histogram.ts`. */
  readonly histograms: ReadonlyMap<number, Int32Array>
  /** By pointer of a station: counts of waits, in the same layout; only where somebody has waited. */
  readonly waits: ReadonlyMap<number, Int32Array>
  /** The table of time and failures, as `engine/accounts.ts` lays it out. */
  readonly table: Float64Array
}

/** Copies the figures; with `clients`, histograms of the clients' requests only, which is what charts need. */
export function takeSnapshot(run: Observed, histograms: 'all' | 'clients' = 'all'): Snapshot {
  const { built, machine } = run
  const stations = new Map<number, Float64Array>()
  for (const { stations: named } of built.components) {
    for (const { pointers, former } of Object.values(named)) {
      for (const pointer of [...pointers, ...former]) stations.set(pointer, new Float64Array(STATION_FIGURES))
    }
  }
  const counted = built.components.filter((component) => histograms === 'all' || component.isClient)
  const snapshot: Snapshot = {
    atMs: machine.nowMs,
    built,
    statistics: new Map(built.components.map(({ index }) => [index, new Float64Array(STATISTICS)])),
    stations,
    links: new Map(
      built.connections.flatMap(({ links }) => links.map((link) => [link, new Float64Array(LINK_FIGURES)])),
    ),
    histograms: new Map(counted.map(({ index }) => [index, new Int32Array(BUCKETS)])),
    waits: histograms === 'all' ? waitsOf(machine.i32, stations.keys()) : new Map(),
    table: new Float64Array(tableLength(machine.i32)),
  }
  fill(snapshot, run)
  return snapshot
}

/** The same at the present moment, written over `snapshot` when the document is still the same. */
export function retakeSnapshot(snapshot: Snapshot, run: Observed): Snapshot {
  if (snapshot.built !== run.built || snapshot.table.length !== tableLength(run.machine.i32)) {
    const isPartial = snapshot.histograms.size < snapshot.statistics.size
    return takeSnapshot(run, isPartial ? 'clients' : 'all')
  }
  const waits = snapshot.waits.size > 0 ? waitsOf(run.machine.i32, snapshot.stations.keys()) : snapshot.waits
  const again = { ...snapshot, atMs: run.machine.nowMs, waits }
  fill(again, run)
  return again
}

function waitsOf(i32: Int32Array, stations: Iterable<number>): Map<number, Int32Array> {
  const waits = new Map<number, Int32Array>()
  for (const station of stations) {
    const histogram = i32[station + L.T_WAITS]!
    if (histogram !== 0) waits.set(station, i32.slice(histogram, histogram + BUCKETS))
  }
  return waits
}

function tableLength(i32: Int32Array): number {
  return i32[H.TABLE_ROWS]! * TABLE_DOUBLES
}

function fill(snapshot: Snapshot, { built, machine: { i32, f64, nowMs } }: Observed): void {
  for (const { index, stats } of built.components) {
    const copy = snapshot.statistics.get(index)!
    const from = stats >> 1
    copy.set(f64.subarray(from, from + STATISTICS))
    copy[L.C_INSIDE_AREA]! += copy[L.C_INSIDE]! * (nowMs - copy[L.C_UPDATED]!)
    copy[L.C_UPDATED] = nowMs
    const crewMs = nowMs - copy[L.C_CREW_UPDATED]!
    copy[L.C_SERVING_AREA]! += copy[L.C_SERVING]! * crewMs
    copy[L.C_PAID_AREA]! += copy[L.C_PAID]! * crewMs
    copy[L.C_CREW_UPDATED] = nowMs
    const histogram = i32[stats + L.C_HISTOGRAM]!
    snapshot.histograms.get(index)?.set(i32.subarray(histogram, histogram + BUCKETS))
  }
  for (const [station, copy] of snapshot.stations) {
    const half = station >> 1
    const open = nowMs - f64[half + L.T_UPDATED]!
    copy[BUSY_AREA] = f64[half + L.T_BUSY_AREA]! + open * i32[station + L.T_BUSY]!
    copy[LINE_AREA] = f64[half + L.T_LINE_AREA]! + open * i32[station + L.T_LINE]!
    copy[GRANTED] = f64[half + L.T_GRANTED]!
    copy[WAITED] = f64[half + L.T_WAITED]!
    copy[DELAYED] = f64[half + L.T_DELAYED]!
  }
  for (const [link, copy] of snapshot.links) {
    copy[CARRIED] = f64[(link >> 1) + L.L_CARRIED]!
    copy[BYTES] = f64[(link >> 1) + L.L_BYTES]!
    copy[SENT] = f64[(link >> 1) + L.L_SENT]!
  }
  const table = i32[H.TABLE]! >> 1
  snapshot.table.set(f64.subarray(table, table + snapshot.table.length))
}

/** How much a figure has grown between two snapshots of one run; what is new began at nothing. */
export function growth(
  before: ReadonlyMap<number, ArrayLike<number>>,
  after: ReadonlyMap<number, ArrayLike<number>>,
  key: number,
  place: number,
): number {
  return (after.get(key)?.[place] ?? 0) - (before.get(key)?.[place] ?? 0)
}
