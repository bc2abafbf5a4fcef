/** A request's account, laid out in time: which visit each piece belongs to follows from the hops before it. */
import type { ComponentId } from '../architecture/architecture.ts'
import * as L from '../engine/layout.ts'
import type { Directory } from './directory.ts'
import type { Span } from './reading.ts'

/** A call of a traced request, from its departure to the return of its answer (or for ever). */
export interface Visit {
  readonly component: number
  /** The frame that works on it. */
  readonly frame: number
  readonly depth: number
  readonly attempt: number
  readonly departMs: number
  returnMs: number
}

/** Times are sums of doubles: as far apart as this they are the same. */
const SAME_MS = 1e-6

/** Spans beyond this many are left out: a storm of retries can have any number. */
const SPANS_MAX = 500

/** The account of a frame, as it stands. */
export interface Account {
  readonly i32: Int32Array
  readonly f64: Float64Array
  readonly frame: number
}

/** All ms on a frame's account. */
export function accountedMs({ i32, f64, frame }: Account): number {
  let ms = 0
  for (let segment = i32[frame + L.SEGMENTS]!; segment !== 0; segment = i32[segment]!)
    ms += f64[(segment >> 1) + L.S_MS]!
  return ms
}

/** Whose pieces they are, and when they began. */
export interface Setting {
  readonly startMs: number
  readonly visits: readonly Visit[]
  readonly directory: Directory
  /** The visit that was left to work for nobody; without it the account is the request's own. */
  readonly late?: Visit
}

/** Lays the pieces of an account end to end from `startMs`. */
export function spansOf({ i32, f64, frame }: Account, { startMs, visits, directory, late }: Setting): Span[] {
  const possible =
    late === undefined ? visits : visits.filter((visit) => visit === late || visit.departMs > late.departMs)
  const spans: Span[] = []
  let atMs = startMs
  for (let segment = i32[frame + L.SEGMENTS]!; segment !== 0 && spans.length < SPANS_MAX; segment = i32[segment]!) {
    const key = i32[segment + L.S_KEY]!
    const endMs = atMs + f64[(segment >> 1) + L.S_MS]!
    const index = key >> L.CAUSE_BITS
    const component: ComponentId | undefined = directory.idOf(index)
    // A service that was sped up is given back as a negative piece.
    if (component !== undefined && endMs > atMs) {
      const { depth, attempt } = index === late?.component ? late : visitAt(possible, index, atMs)
      const abandoned = late !== undefined
      spans.push({ component, cause: directory.causeOf(key), startMs: atMs, endMs, depth, attempt, abandoned })
    }
    atMs = endMs
  }
  return spans
}

/** The visit a component was in at a time: the last to begin of those open, else the last before; none is the root. */
function visitAt(visits: readonly Visit[], component: number, atMs: number): { depth: number; attempt: number } {
  const begun = visits.filter((visit) => visit.component === component && visit.departMs <= atMs + SAME_MS)
  return begun.findLast(({ returnMs }) => returnMs >= atMs - SAME_MS) ?? begun.at(-1) ?? { depth: 0, attempt: 1 }
}
