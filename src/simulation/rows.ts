/** Rows of history: windows and the coarser rows they are added up to, in rings that forget the oldest. */
import { BUCKETS, percentiles } from '../engine/histogram.ts'
import { Ledger, type PackedLedger } from './ledger.ts'
import type { Scheme } from './scheme.ts'

/** What is kept of a stretch of time. */
export interface Row {
  readonly startMs: number
  readonly endMs: number
  readonly scheme: Scheme
  /** Figures of the scheme; single precision is finer than any chart. */
  readonly values: Float32Array
  /** Latencies of the requests that ended: buckets and counts in turn. */
  readonly latencies: Uint32Array
  readonly ledger: PackedLedger
}

/** Bytes a row takes beside its numbers, about. */
const ROW_BYTES = 800

/** About how many bytes a row takes. */
function bytesOf({ values, latencies, ledger }: Row): number {
  const kept = [values, latencies, ledger.failures, ledger.slowness, ledger.slowest]
  return kept.reduce((sum, numbers) => sum + numbers.byteLength, ROW_BYTES)
}

/** Several rows of one scheme, one after the other, as one. */
function mergeRows(rows: readonly Row[]): Row {
  const first = rows[0]!
  const sums = new Float64Array(first.scheme.width)
  const ledger = new Ledger()
  const latencies = new Latencies()
  for (const row of rows) {
    for (let place = 0; place < sums.length; place++) sums[place]! += row.values[place]!
    latencies.add(row.latencies)
    ledger.add(row.ledger)
  }
  return {
    startMs: first.startMs,
    endMs: rows.at(-1)!.endMs,
    scheme: first.scheme,
    values: Float32Array.from(sums),
    latencies: latencies.pack(),
    ledger: ledger.pack(),
  }
}

/** Counts of latencies, added up bucket by bucket: percentiles of a longer time are never averages of shorter ones. */
export class Latencies {
  private readonly counts = new Float64Array(BUCKETS)

  add(packed: Uint32Array): void {
    for (let at = 0; at < packed.length; at += 2) this.counts[packed[at]!]! += packed[at + 1]!
  }

  /** Adds what a histogram has grown by. */
  addGrowth(before: Int32Array | undefined, after: Int32Array): void {
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const grown = after[bucket]! - (before?.[bucket] ?? 0)
      if (grown !== 0) this.counts[bucket]! += grown
    }
  }

  pack(): Uint32Array {
    const packed: number[] = []
    this.counts.forEach((count, bucket) => {
      if (count > 0) packed.push(bucket, count)
    })
    return Uint32Array.from(packed)
  }

  /** Latencies below which the given shares (ascending) lie; NaN when nothing was counted. */
  percentiles(shares: readonly number[]): number[] {
    return percentiles(this.counts, 0, shares)
  }

  clear(): void {
    this.counts.fill(0)
  }
}

/** Rows of one length of time, oldest first, and those that will make up the next one. */
export class Ring {
  readonly lengthMs: number
  readonly rows: Row[] = []
  private readonly limits: { readonly rows: number; readonly bytes: number }
  private pending: Row[] = []
  private bytes = 0

  constructor(lengthMs: number, limits: { rows: number; bytes: number }) {
    this.lengthMs = lengthMs
    this.limits = limits
  }

  get keptBytes(): number {
    return this.bytes
  }

  /** Keeps a row as it is. */
  push(row: Row): void {
    this.rows.push(row)
    this.bytes += bytesOf(row)
    while (this.rows.length > 1 && (this.rows.length > this.limits.rows || this.bytes > this.limits.bytes)) {
      this.bytes -= bytesOf(this.rows.shift()!)
    }
  }

  /** Takes a finer row; returns the rows of this length that it completes. */
  feed(row: Row): readonly Row[] {
    const last = this.pending.at(-1)
    const completed: Row[] = []
    // Another scheme cannot be added to the rows before: these are closed early.
    if (last !== undefined && last.scheme !== row.scheme) completed.push(this.close())
    this.pending.push(row)
    const turns = (ms: number) => Math.floor(ms / this.lengthMs + 1e-9)
    if (turns(row.endMs) > turns(this.pending[0]!.startMs)) completed.push(this.close())
    return completed
  }

  private close(): Row {
    const row = this.pending.length === 1 ? this.pending[0]! : mergeRows(this.pending)
    this.pending = []
    this.push(row)
    return row
  }
}
