/** One request's life as rows of a waterfall: a row a visit, its pieces side by side, callees under their callers. */
import type { ComponentId } from '../../architecture/architecture.ts'
import type { Cause, Span, Trace } from '../../simulation/reading.ts'

export interface Piece {
  readonly cause: Cause
  readonly startMs: number
  readonly endMs: number
}

/** A visit of the request to a component: one attempt of its caller. */
export interface VisitRow {
  readonly component: ComponentId
  readonly depth: number
  readonly attempt: number
  readonly isAbandoned: boolean
  readonly pieces: readonly Piece[]
  readonly startMs: number
  readonly endMs: number
}

export interface Waterfall {
  readonly startMs: number
  readonly endMs: number
  readonly rows: readonly VisitRow[]
  /** Rows that did not fit; a storm of retries can have thousands. */
  readonly left: number
}

export const ROWS_MAX = 60

const visitOf = (span: Span) => `${span.depth} ${span.component} ${span.attempt} ${span.abandoned}`

function causesEqual(a: Cause, b: Cause): boolean {
  return a.type === b.type && (a.type !== 'waiting' || b.type !== 'waiting' || a.station === b.station)
}

/** Pieces in order, neighbors of the same cause as one. */
function join(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = joined.at(-1)
    if (last && causesEqual(last.cause, piece.cause) && piece.startMs - last.endMs < 1e-6) {
      joined[joined.length - 1] = { ...last, endMs: Math.max(last.endMs, piece.endMs) }
    } else joined.push(piece)
  }
  return joined
}

/** Lays out a trace. Work that went on after the answer makes the axis longer than the request took. */
export function waterfallOf(trace: Trace): Waterfall {
  const visits = new Map<string, Span[]>()
  for (const span of trace.spans) {
    if (span.endMs <= span.startMs) continue
    const spans = visits.get(visitOf(span))
    if (spans) spans.push(span)
    else visits.set(visitOf(span), [span])
  }
  const rows = [...visits.values()].flatMap((spans): VisitRow[] => {
    const [first] = spans
    if (first === undefined) return []
    const { component, depth, attempt, abandoned } = first
    const pieces = join(spans)
    return [
      {
        component,
        depth,
        attempt,
        isAbandoned: abandoned,
        pieces,
        startMs: Math.min(...pieces.map((piece) => piece.startMs)),
        endMs: Math.max(...pieces.map((piece) => piece.endMs)),
      },
    ]
  })
  rows.sort((a, b) => (a.startMs === b.startMs ? a.depth - b.depth : a.startMs - b.startMs))
  return {
    startMs: trace.startMs,
    endMs: Math.max(trace.endMs, ...rows.map((row) => row.endMs)),
    rows: rows.slice(0, ROWS_MAX),
    left: Math.max(0, rows.length - ROWS_MAX),
  }
}

/** Where a piece lies on the axis, as shares of its length. */
export function placeOf(piece: Piece, { startMs, endMs }: Waterfall): { left: number; width: number } {
  const span = Math.max(endMs - startMs, Number.MIN_VALUE)
  return { left: (piece.startMs - startMs) / span, width: (piece.endMs - piece.startMs) / span }
}

/** Round times since the request began, for the axis. */
export function axisOf({ startMs, endMs }: Waterfall): readonly { ms: number; share: number }[] {
  const span = endMs - startMs
  if (!(span > 0)) return []
  const magnitude = 10 ** Math.floor(Math.log10(span / 2))
  const stepMs = [1, 2, 2.5, 5, 10].map((part) => part * magnitude).find((step) => span / step <= 5) ?? span
  const count = Math.floor(span / stepMs + 1e-9)
  return Array.from({ length: count + 1 }, (_, index) => {
    return { ms: Number((index * stepMs).toPrecision(12)), share: (index * stepMs) / span }
  })
}
