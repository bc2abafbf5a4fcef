/**
 * How the load changes over time: a factor by which the rate is multiplied, linear between points. Arrivals follow it
 * exactly, by a change of time: the next one comes when the integral of the rate has grown by the gap that was drawn.
 */
import { sin } from '../../engine/maths.ts'
import type { CurvePoint } from '../fields.ts'

/** A piece of time (ms) on which the factor goes evenly from one value to another; the last piece has no end. */
interface Piece {
  readonly fromMs: number
  readonly toMs: number
  readonly begin: number
  readonly end: number
}

export interface Profile {
  readonly pieces: readonly Piece[]
  /** After so many ms it begins again; Infinity: never. */
  readonly periodMs: number
}

export type Shape = 'steady' | 'step' | 'ramp' | 'spike' | 'diurnal' | 'points'

export interface ShapeSettings {
  readonly shape: Shape
  /** What the rate is multiplied by at most (or least). */
  readonly factor: number
  readonly startMs: number
  readonly durationMs: number
  /** Of a course that is drawn, ascending in time. */
  readonly points: readonly CurvePoint[]
}

/** Pieces that a day is drawn with: straight lines between them are off by less than half a per cent. */
const PIECES_PER_DAY = 48

/** The course of the load: 1 where nothing is said. */
export function profileOf({ shape, factor, startMs, durationMs, points }: ShapeSettings): Profile {
  const endMs = startMs + durationMs
  switch (shape) {
    case 'steady':
      return once([level(0, Infinity, 1)])
    case 'step':
      return once([level(0, startMs, 1), level(startMs, Infinity, factor)])
    case 'ramp':
      return once([
        level(0, startMs, 1),
        { fromMs: startMs, toMs: endMs, begin: 1, end: factor },
        level(endMs, Infinity, factor),
      ])
    case 'spike':
      return once([level(0, startMs, 1), level(startMs, endMs, factor), level(endMs, Infinity, 1)])
    case 'diurnal':
      return { pieces: day(factor, durationMs), periodMs: durationMs }
    case 'points':
      return once(drawn(points))
  }
}

/** The factor at a time. */
export function factorAt({ pieces, periodMs }: Profile, atMs: number): number {
  const ms = periodMs === Infinity ? atMs : atMs % periodMs
  const piece = pieces.find(({ toMs }) => ms < toMs) ?? pieces[pieces.length - 1]
  return piece === undefined ? 1 : valueAt(piece, ms)
}

/** How many ms from `atMs` on until the integral of the factor over time has grown by `area` (ms). */
export function msUntil(profile: Profile, atMs: number, area: number): number {
  const { pieces, periodMs } = profile
  let ms = periodMs === Infinity ? atMs : atMs % periodMs
  let passed = 0
  let left = area
  for (;;) {
    const piece = pieces.find(({ toMs }) => ms < toMs)
    if (piece === undefined) {
      // The next period begins.
      ms = 0
      continue
    }
    const width = piece.toMs - ms
    const from = valueAt(piece, ms)
    const inside = width === Infinity ? Infinity : 0.5 * (from + piece.end) * width
    if (inside >= left && (inside > 0 || left === 0)) return passed + crossing(from, slopeOf(piece), left)
    // A rate that stays nothing: nobody comes any more.
    if (width === Infinity) return Infinity
    left -= inside
    passed += width
    ms = piece.toMs
    if (ms >= periodMs) ms = 0
  }
}

/** When the integral of `from + slope·t` reaches `area`: the smaller root, in the form that does not cancel. */
function crossing(from: number, slope: number, area: number): number {
  if (area === 0) return 0
  const root = Math.sqrt(Math.max(0, from * from + 2 * slope * area))
  return (2 * area) / (from + root)
}

function level(fromMs: number, toMs: number, factor: number): Piece {
  return { fromMs, toMs, begin: factor, end: factor }
}

function once(pieces: readonly Piece[]): Profile {
  return { pieces: pieces.filter(({ fromMs, toMs }) => toMs > fromMs), periodMs: Infinity }
}

/** From 1 at night to the factor at noon and back, along a sine. */
function day(factor: number, durationMs: number): Piece[] {
  const at = (n: number) => 1 + (factor - 1) * 0.5 * (1 + sin(2 * Math.PI * (n / PIECES_PER_DAY - 0.25)))
  return Array.from({ length: PIECES_PER_DAY }, (_, n) => ({
    fromMs: (n * durationMs) / PIECES_PER_DAY,
    toMs: n + 1 === PIECES_PER_DAY ? durationMs : ((n + 1) * durationMs) / PIECES_PER_DAY,
    begin: at(n),
    end: at(n + 1),
  }))
}

/** Straight lines from point to point; level before the first and after the last one. */
function drawn(points: readonly CurvePoint[]): Piece[] {
  const first = points[0] ?? { atMs: 0, factor: 1 }
  const last = points.at(-1) ?? first
  const between = points.slice(1).map((to, n) => {
    const from = points[n]!
    return { fromMs: from.atMs, toMs: to.atMs, begin: from.factor, end: to.factor }
  })
  return [level(0, first.atMs, first.factor), ...between, level(last.atMs, Infinity, last.factor)]
}

function slopeOf({ fromMs, toMs, begin, end }: Piece): number {
  return begin === end ? 0 : (end - begin) / (toMs - fromMs)
}

function valueAt(piece: Piece, ms: number): number {
  return piece.begin + slopeOf(piece) * (ms - piece.fromMs)
}
