/** A course drawn by points: where they lie on the sketch, and how they are moved, added and removed. */
import type { CurvePoint } from '../../catalog/fields.ts'
import { durationEntry, numberEntry } from './entry.ts'

/** What the sketch shows: times up to one, factors up to another. */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly endMs: number
  readonly top: number
}

/** Limits of a course. */
export interface Bounds {
  readonly min: number
  readonly max: number
  readonly endMs: number
}

const END_MS_MIN = 10_000

/** Room around the points, so that the last and the highest one can be dragged on. */
export function frameOf(points: readonly CurvePoint[], size: { width: number; height: number }): Frame {
  const lastMs = Math.max(END_MS_MIN, points.at(-1)?.atMs ?? 0)
  const highest = points.reduce((most, { factor }) => Math.max(most, factor), 1)
  return { ...size, endMs: lastMs * 1.2, top: highest * 1.25 }
}

export function placeOf({ atMs, factor }: CurvePoint, frame: Frame): { x: number; y: number } {
  return { x: (atMs / frame.endMs) * frame.width, y: (1 - factor / frame.top) * frame.height }
}

/** The point at a place of the sketch, in numbers that are short. */
export function pointAt(x: number, y: number, frame: Frame): CurvePoint {
  const atMs = (Math.max(0, x) / frame.width) * frame.endMs
  const factor = Math.max(0, 1 - y / frame.height) * frame.top
  return { atMs: rounded(atMs, frame.endMs), factor: rounded(factor, frame.top) }
}

/** A number to a hundredth of the scale, which a hand can hit, as a round one. */
function rounded(value: number, scale: number): number {
  const digits = Math.floor(Math.log10(scale)) - 2
  const step = 10 ** digits
  return Number((Math.round(value / step) * step).toPrecision(6))
}

/** The line from edge to edge. */
export function linePath(points: readonly CurvePoint[], frame: Frame): string {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return ''
  const all = [{ ...first, atMs: 0 }, ...points, { ...last, atMs: Math.max(last.atMs, frame.endMs) }]
  return all
    .map((point, n) => {
      const { x, y } = placeOf(point, frame)
      return `${n === 0 ? 'M' : 'L'}${x.toFixed(1)},${y.toFixed(1)}`
    })
    .join('')
}

/** A point elsewhere, but not beyond its neighbors. */
export function withPoint(
  points: readonly CurvePoint[],
  index: number,
  { atMs, factor }: CurvePoint,
  { min, max, endMs }: Bounds,
): readonly CurvePoint[] {
  const from = points[index - 1]?.atMs ?? 0
  const to = points[index + 1]?.atMs ?? endMs
  const moved = {
    atMs: Math.min(to, Math.max(from, atMs)),
    factor: Math.min(max, Math.max(min, factor)),
  }
  return points.map((each, n) => (n === index ? moved : each))
}

/** One more point, in its place in time. */
export function withNew(points: readonly CurvePoint[], added: CurvePoint): readonly CurvePoint[] {
  const before = points.filter(({ atMs }) => atMs <= added.atMs)
  return [...before, added, ...points.slice(before.length)]
}

/** What one more point is at first: behind the last, as far from it as that is from the one before. */
export function nextPoint(points: readonly CurvePoint[], { endMs }: Bounds): CurvePoint {
  const last = points.at(-1)
  if (last === undefined) return { atMs: 0, factor: 1 }
  const gap = last.atMs - (points.at(-2)?.atMs ?? 0)
  return { atMs: Math.min(endMs, last.atMs + (gap > 0 ? gap : END_MS_MIN)), factor: last.factor }
}

/** A point as it would be typed. */
export function pointEntry({ atMs, factor }: CurvePoint): string {
  return `${durationEntry(atMs)} ×${numberEntry(factor)}`
}
