/**
 * How a sampled request becomes a moving dot. Its hops really happened in this order and over these connections; only
 * time is stretched: a hop of a millisecond could not be seen, and a stay of seconds inside a component would leave
 * the canvas empty. So hops take at least and at most a visible while, and stays are cut short; what happened at the
 * same time still happens at the same time.
 */
import type { Hop, Trace } from '../../simulation/reading.ts'

/** Wall ms that a hop may take on the screen. */
const HOP_MS = { least: 280, most: 1_400, usual: 600 } as const
/** Most wall ms that a request rests inside components between two hops. */
const STAY_MS = 700

/** A hop on the screen: over which connection, which way, from when to when since the request's first hop. */
export interface Flight {
  readonly connection: string
  readonly isBack: boolean
  readonly outcome: Hop['outcome']
  readonly fromMs: number
  readonly toMs: number
}

/** Round factors, so that what the transport says does not flicker. */
const FACTORS = [1, 2, 5]
  .flatMap((digit) => [0, 1, 2, 3, 4, 5].map((power) => digit * 10 ** power))
  .toSorted((a, b) => a - b)

/** How much slower hops are shown than they were, so that the usual one takes a visible while. */
export function stretchOf(traces: readonly Trace[]): number | null {
  const lengths = traces
    .flatMap((trace) => trace.hops.map((hop) => hop.arriveMs - hop.departMs))
    .filter((length) => length > 0)
    .toSorted((a, b) => a - b)
  const usual = lengths[Math.floor(lengths.length / 2)]
  if (usual === undefined) return null
  return FACTORS.find((factor) => factor * usual >= HOP_MS.usual * 0.7) ?? FACTORS.at(-1) ?? 1
}

/** Wall ms of a piece of a request's time of which no moment is split among hops. */
function wallMs(lengthMs: number, under: readonly Hop[], stretch: number): number {
  if (under.length === 0) return Math.min(STAY_MS, lengthMs * stretch)
  // The hop that would be seen for the shortest time sets the pace of the piece.
  const needed = under.map((hop) => {
    const whole = hop.arriveMs - hop.departMs
    const shown = Math.min(HOP_MS.most, Math.max(HOP_MS.least, whole * stretch))
    return whole > 0 ? (lengthMs / whole) * shown : shown
  })
  return Math.max(...needed)
}

/** The flights of a request on stretched time; hops without length take the least visible time. */
export function flightsOf(trace: Trace, stretch: number): readonly Flight[] {
  const hops = trace.hops.filter((hop) => hop.arriveMs >= hop.departMs)
  const moments = [...new Set(hops.flatMap((hop) => [hop.departMs, hop.arriveMs]))].toSorted((a, b) => a - b)
  const wall = new Map<number, number>()
  let now = 0
  for (const [index, moment] of moments.entries()) {
    wall.set(moment, now)
    const next = moments[index + 1]
    if (next === undefined) break
    const under = hops.filter((hop) => hop.departMs <= moment && hop.arriveMs >= next)
    now += wallMs(next - moment, under, stretch)
  }
  return hops.map((hop) => {
    const fromMs = wall.get(hop.departMs) ?? 0
    const toMs = Math.max(wall.get(hop.arriveMs) ?? 0, fromMs + HOP_MS.least)
    return { connection: hop.connection, isBack: hop.back, outcome: hop.outcome, fromMs, toMs }
  })
}

/** A request on its way over the canvas. */
interface Journey {
  readonly flights: readonly Flight[]
  readonly startMs: number
  readonly endMs: number
}

/** A dot to draw: where between caller (0) and callee (1) of which connection. */
export interface Dot {
  readonly connection: string
  readonly share: number
  readonly isBack: boolean
  readonly outcome: Hop['outcome']
}

/** The requests that are being shown. Wall time is handed in and may stand still. */
export interface Swarm {
  /** Takes as many of the traces as there is room for, spread over `spreadMs` so that they do not leave in step. */
  add(this: void, traces: readonly Trace[], nowMs: number, spreadMs: number): void
  /** The dots at a moment; journeys that are over are forgotten. */
  dotsAt(this: void, nowMs: number): readonly Dot[]
  size(this: void): number
  clear(this: void): void
  /** How much slower hops are shown; null before any was. */
  stretch(this: void): number | null
}

export function createSwarm(capacity: number): Swarm {
  let journeys: Journey[] = []
  let stretch: number | null = null
  return {
    add(traces, nowMs, spreadMs) {
      stretch = stretchOf(traces) ?? stretch
      if (stretch === null) return
      const room = Math.min(traces.length, capacity - journeys.length)
      for (let index = 0; index < room; index++) {
        // Every n-th of them when there are too many, so that none of the kinds of journey is left out.
        const trace = traces[Math.floor((index * traces.length) / room)]
        const flights = trace ? flightsOf(trace, stretch) : []
        if (flights.length === 0) continue
        const startMs = nowMs + (index / room) * spreadMs
        journeys.push({ flights, startMs, endMs: startMs + Math.max(...flights.map((flight) => flight.toMs)) })
      }
    },
    dotsAt(nowMs) {
      journeys = journeys.filter((journey) => journey.endMs > nowMs)
      return journeys.flatMap((journey) => dotsOf(journey, nowMs - journey.startMs))
    },
    size: () => journeys.length,
    clear() {
      journeys = []
    },
    stretch: () => stretch,
  }
}

function dotsOf({ flights }: Journey, atMs: number): Dot[] {
  return flights
    .filter((flight) => flight.fromMs <= atMs && atMs < flight.toMs)
    .map(({ connection, isBack, outcome, fromMs, toMs }) => {
      const progress = (atMs - fromMs) / (toMs - fromMs)
      return { connection, isBack, outcome, share: isBack ? 1 - progress : progress }
    })
}

/** Points along a path at equal steps of its length, `x` and `y` in turn. */
export type PathPoints = Float32Array

/** The point at a share of a path, between its sampled points. */
export function pointAt(points: PathPoints, share: number): { x: number; y: number } {
  const last = points.length / 2 - 1
  const place = Math.min(1, Math.max(0, share)) * last
  const before = Math.min(last - 1, Math.floor(place))
  const part = place - before
  const at = (index: number) => points[index] ?? 0
  return {
    x: at(before * 2) * (1 - part) + at(before * 2 + 2) * part,
    y: at(before * 2 + 1) * (1 - part) + at(before * 2 + 3) * part,
  }
}

/** A box by its middle. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The first of some boxes that meets none of those that are taken. */
export function freeBox(boxes: readonly Box[], taken: readonly Box[]): Box | undefined {
  return boxes.find((box) =>
    taken.every(
      (other) =>
        Math.abs(box.x - other.x) * 2 >= box.width + other.width ||
        Math.abs(box.y - other.y) * 2 >= box.height + other.height,
    ),
  )
}
