/**
 * The past of a run: complete windows of fixed simulated length, added up to longer rows as they age, so that a long
 * run is kept whole in bounded memory. Charts ask it by range, *why* by interval, the live reading for the last second.
 */
import * as L from '../engine/layout.ts'
import { Directory } from './directory.ts'
import { Ledger } from './ledger.ts'
import type { Observed } from './observed.ts'
import type { Layout, MeasureId } from './reading.ts'
import { Latencies, Ring, type Row } from './rows.ts'
import { Scheme } from './scheme.ts'
import { Stretch } from './stretch.ts'
import { retakeSnapshot, type Snapshot, takeSnapshot } from './snapshot.ts'

/** Simulated length of a window, ms. */
const WINDOW_MS = 250
/** Lengths of the rows that windows are added up to as they age, ms. */
const COARSER_MS = [1_000, 5_000, 30_000] as const
const ROWS_MAX = 1_200
/** Bytes that all rows together may take; with very many components fewer rows are kept. */
const BYTES_MAX = 48 * 1024 * 1024

/** Complete windows of some measures, as the protocol answers them. */
export interface Range {
  /** End of each row's interval. */
  readonly timesMs: Float64Array
  /** Row by row, a value a measure asked for; NaN where nothing was measured. */
  readonly values: Float64Array
}

export class History {
  readonly windowMs: number
  readonly directory = new Directory()
  private readonly rings: readonly Ring[]
  private scheme: Scheme
  private before: Snapshot
  private spare: Snapshot
  private readonly downMs = new Map<number, number>()

  /** Begins at the present moment of the run. */
  constructor(run: Observed, windowMs = WINDOW_MS) {
    this.windowMs = windowMs
    const lengths = [windowMs, ...COARSER_MS.filter((ms) => ms > windowMs)]
    const limits = { rows: ROWS_MAX, bytes: BYTES_MAX / lengths.length }
    this.rings = lengths.map((ms) => new Ring(ms, limits))
    this.scheme = new Scheme(run.built, { layout: 1, windowMs })
    this.before = takeSnapshot(run, 'clients')
    this.spare = takeSnapshot(run, 'clients')
    this.directory.learn(run.built)
  }

  /** What the numbers of readings stand for now; call it after an edit. */
  layoutOf(run: Observed): Layout {
    this.directory.learn(run.built)
    if (!this.scheme.fits(run.built)) {
      const spec = { layout: this.scheme.layout.layout + 1, windowMs: this.windowMs }
      this.scheme = new Scheme(run.built, spec)
    }
    return this.scheme.layout
  }

  /** About how many bytes the rows take. */
  get bytes(): number {
    return this.rings.reduce((sum, ring) => sum + ring.keptBytes, 0)
  }

  /** The newest complete window; null before there is one. */
  get newest(): Row | null {
    return this.rings[0]!.rows.at(-1) ?? null
  }

  /** Takes down what happened since the last window; call it when the clock stands at the end of one. */
  closeWindow(run: Observed): void {
    if (run.machine.nowMs <= this.before.atMs) return
    if (this.before.built !== run.built) this.layoutOf(run)
    const { before, scheme } = this
    const after = retakeSnapshot(this.spare, run)
    const latencies = new Latencies()
    for (const [index, histogram] of after.histograms) latencies.addGrowth(before.histograms.get(index), histogram)
    this.noteDown(run)
    this.push({
      startMs: before.atMs,
      endMs: after.atMs,
      scheme,
      values: Float32Array.from(scheme.figuresOf({ run, before, after, isUpOnly: true })),
      latencies: latencies.pack(),
      ledger: Ledger.between(before, after).pack(),
    })
    this.before = after
    this.spare = before
  }

  /** When an instance of the component was last seen down, at the end of a window; -Infinity when never. */
  lastDownMs(component: number): number {
    return this.downMs.get(component) ?? -Infinity
  }

  /** Windows of some measures from one time to another, added up to at most `points` rows. */
  range(fromMs: number, toMs: number, measures: readonly MeasureId[], points: number): Range {
    const buckets = intoBuckets(this.rowsBetween(fromMs, toMs), { fromMs, toMs, points })
    const values = new Float64Array(buckets.length * measures.length)
    const latencies = new Latencies()
    buckets.forEach((rows, bucket) => {
      values.set(new Stretch(rows).values(measures, latencies), bucket * measures.length)
    })
    return { timesMs: Float64Array.from(buckets, (rows) => rows.at(-1)!.endMs), values }
  }

  /** What is known of an interval; its rows may begin and end a little before or after. */
  between(fromMs: number, toMs: number): Stretch {
    return new Stretch(this.rowsBetween(fromMs, toMs))
  }

  /**
   * The rows of an interval, oldest first and without overlap, each as short as it is still kept. A row belongs to the
   * interval that its middle lies in; one shorter than a window gets the window it lies in.
   */
  private rowsBetween(fromMs: number, toMs: number): readonly Row[] {
    const parts: Row[][] = []
    let untilMs = Infinity
    for (const [level, ring] of this.rings.entries()) {
      const oldest = ring.rows[0]
      if (oldest === undefined) break
      // What is older comes from longer rows; where the first of them ends, the shorter ones begin.
      const longer = oldest.startMs <= fromMs ? [] : (this.rings[level + 1]?.rows ?? [])
      const seam = longer.find((row) => row.endMs >= oldest.startMs)
      const isSeamed = seam !== undefined && seam.startMs < oldest.startMs
      const beginMs = isSeamed ? seam.endMs : oldest.startMs
      parts.unshift(
        ring.rows.filter((row) => row.startMs >= beginMs && row.endMs <= untilMs && isWithin(row, fromMs, toMs)),
      )
      if (!isSeamed && oldest.startMs <= fromMs) break
      untilMs = beginMs
    }
    const found = parts.flat()
    if (found.length > 0) return found
    const around = this.rings[0]!.rows.findLast((row) => row.startMs < toMs && row.endMs >= fromMs)
    return around === undefined ? [] : [around]
  }

  private push(window: Row): void {
    this.rings[0]!.push(window)
    let fresh: readonly Row[] = [window]
    for (const ring of this.rings.slice(1)) fresh = fresh.flatMap((row) => ring.feed(row))
  }

  private noteDown({ built, machine: { i32, nowMs } }: Observed): void {
    for (const { index, instances } of built.components) {
      if (instances.some((instance) => i32[instance + L.N_UP] === 0)) this.downMs.set(index, nowMs)
    }
  }
}

function isWithin({ startMs, endMs }: Row, fromMs: number, toMs: number): boolean {
  const middle = (startMs + endMs) / 2
  return middle > fromMs && middle <= toMs
}

/** Rows by the equal parts of an interval that their middles lie in; parts without rows are left out. */
function intoBuckets(rows: readonly Row[], spec: { fromMs: number; toMs: number; points: number }): Row[][] {
  const count = Math.max(1, Math.floor(spec.points))
  const lengthMs = (spec.toMs - spec.fromMs) / count
  const buckets: Row[][] = []
  let current = -1
  for (const row of rows) {
    const place = Math.floor(((row.startMs + row.endMs) / 2 - spec.fromMs) / lengthMs)
    const bucket = Math.max(0, Math.min(count - 1, place))
    if (bucket !== current) buckets.push([])
    current = bucket
    buckets.at(-1)!.push(row)
  }
  return buckets
}
