/** What *why* is answered from: who failed requests and what slow ones waited for, kept window by window, sparsely. */
import { FAILURE_ROW, TABLE_DOUBLES, TIME_ROW } from '../engine/accounts.ts'
import * as L from '../engine/layout.ts'
import type { Snapshot } from './snapshot.ts'

/** A request that a row of the table saw last, in the numbers of the arena. */
export interface Seen {
  readonly number: number
  readonly client: number
  readonly startMs: number
  readonly endMs: number
  readonly outcome: number
}

/** Failed requests by `component × 16 + outcome`, with one of them. */
export interface FailureEntry {
  requests: number
  seen: Seen
}

/** Slow requests by `component × 16 + cause`: ms it cost them, those it cost the most, and one of these. */
export interface SlownessEntry {
  ms: number
  requests: number
  seen: Seen | null
}

/** A ledger packed for keeping: numbers only, a few an entry. */
export interface PackedLedger {
  readonly failures: Float64Array
  readonly slowness: Float32Array
  readonly slowest: Float64Array
}

const FAILURE_PLACES = 7
const SLOWNESS_PLACES = 3
const SLOWEST_PLACES = 6
/** Slow requests remembered of a window; more would not be looked at. */
const SLOWEST_MAX = 8

/** Rows of the table that an interval changed. */
export class Ledger {
  readonly failures = new Map<number, FailureEntry>()
  readonly slowness = new Map<number, SlownessEntry>()

  /** What was booked between two moments. */
  static between(before: Snapshot, after: Snapshot): Ledger {
    const ledger = new Ledger()
    const { table } = after
    const grown = (place: number) => table[place]! - (before.table[place] ?? 0)
    for (let component = 0, at = 0; at < table.length; component++, at += TABLE_DOUBLES) {
      for (let code = 0; code < L.CAUSES; code++) {
        const key = (component << L.CAUSE_BITS) | code
        const time = at + code * TIME_ROW
        const ms = grown(time + 1)
        const requests = grown(time + 2)
        if (ms > 0 || requests > 0)
          ledger.addSlow(key, { ms, requests, seen: requests > 0 ? seenAt(table, time + 3) : null })
        const failure = at + L.CAUSES * TIME_ROW + code * FAILURE_ROW
        const failed = grown(failure)
        if (failed > 0) ledger.addFailed(key, { requests: failed, seen: seenAt(table, failure + 1) })
      }
    }
    return ledger
  }

  /** Adds a later ledger, packed. */
  add(packed: PackedLedger): void {
    const { failures, slowness, slowest } = packed
    for (let at = 0; at < failures.length; at += FAILURE_PLACES) {
      this.addFailed(failures[at]!, { requests: failures[at + 1]!, seen: seenAt(failures, at + 2) })
    }
    const seen = new Map<number, Seen>()
    for (let at = 0; at < slowest.length; at += SLOWEST_PLACES) seen.set(slowest[at]!, seenAt(slowest, at + 1))
    for (let at = 0; at < slowness.length; at += SLOWNESS_PLACES) {
      const key = slowness[at]!
      this.addSlow(key, { ms: slowness[at + 1]!, requests: slowness[at + 2]!, seen: seen.get(key) ?? null })
    }
  }

  pack(): PackedLedger {
    const failures = [...this.failures].flatMap(([key, { requests, seen }]) => [key, requests, ...numbersOf(seen)])
    const slowness = [...this.slowness].flatMap(([key, { ms, requests }]) => [key, ms, requests])
    const slowest = [...this.slowness]
      .toSorted(([, a], [, b]) => b.requests - a.requests)
      .slice(0, SLOWEST_MAX)
      .flatMap(([key, { seen }]) => (seen === null ? [] : [key, ...numbersOf(seen)]))
    return {
      failures: Float64Array.from(failures),
      slowness: Float32Array.from(slowness),
      slowest: Float64Array.from(slowest),
    }
  }

  private addFailed(key: number, { requests, seen }: FailureEntry): void {
    const entry = this.failures.get(key)
    if (entry === undefined) this.failures.set(key, { requests, seen })
    else {
      entry.requests += requests
      entry.seen = seen
    }
  }

  private addSlow(key: number, { ms, requests, seen }: SlownessEntry): void {
    const entry = this.slowness.get(key)
    if (entry === undefined) {
      this.slowness.set(key, { ms, requests, seen })
      return
    }
    entry.ms += ms
    entry.requests += requests
    if (seen !== null && (entry.seen === null || tookMs(seen) > tookMs(entry.seen))) entry.seen = seen
  }
}

/** How long a request took, ms. */
export function tookMs({ startMs, endMs }: Seen): number {
  return endMs - startMs
}

function seenAt(numbers: Float64Array, at: number): Seen {
  return {
    number: numbers[at]!,
    client: numbers[at + 1]!,
    startMs: numbers[at + 2]!,
    endMs: numbers[at + 3]!,
    outcome: numbers[at + 4]!,
  }
}

function numbersOf({ number, client, startMs, endMs, outcome }: Seen): number[] {
  return [number, client, startMs, endMs, outcome]
}
