/**
 * What a load amounts to, by arithmetic alone: users → requests a second → bytes a second → what writes add up to. The
 * run needs none of it; it is what one works out on a napkin before drawing.
 */
import { PAYLOAD_BYTES, type RequestClass } from '../fields.ts'
import { TRACE_OPERATIONS as TRACED, unpackTrace } from '../trace.ts'
import type { Load } from './load.ts'
import { profileOf } from './shape.ts'
import { peakRatePerSecond } from './traffic.ts'

export interface Volume {
  /** Requests a second: over a day, or as the rate says; at the height of the peak and of the course that is set. */
  readonly averagePerSecond: number
  readonly peakPerSecond: number
  /** Users of a closed loop ask no faster than this, and slower as answers take longer. */
  readonly isMost: boolean
  /** Requests and answers together, bytes a second. */
  readonly averageBytesPerSecond: number
  readonly peakBytesPerSecond: number
  /** What writes carry, bytes, at the average rate: what there is to store, if all of it is kept, once. */
  readonly writtenPerDay: number
  readonly writtenPerYear: number
}

const SECONDS_PER_DAY = 86_400
const DAYS_PER_YEAR = 365

/** What the load of a client amounts to; undefined while there is nothing to reckon with. */
export function volumeOf(load: Load): Volume | undefined {
  if (load.load === 'trace') return load.trace === null ? undefined : recorded(load)
  const average = averageOf(load)
  const base = load.load === 'users' ? peakRatePerSecond(load) : average
  const peak = load.load === 'closed' ? average : base * heightOf(load)
  return { ...carried(load.classes, average, peak), isMost: load.load === 'closed' }
}

/** Requests a second over the day; of a closed loop, if answers took no time. */
function averageOf(load: Load): number {
  if (load.load === 'users') return (load.users * load.requestsPerUserPerDay) / SECONDS_PER_DAY
  return load.load === 'closed' ? (load.population * 1_000) / load.thinkTime.mean : load.rate
}

/** The highest factor of the course. */
function heightOf(load: Load): number {
  const { pieces } = profileOf({
    shape: load.shape,
    factor: load.shapeFactor,
    startMs: load.shapeStartMs,
    durationMs: load.shapeDurationMs,
    points: load.shapePoints,
  })
  return pieces.reduce((most, { begin, end }) => Math.max(most, begin, end), 0)
}

function bytesOf({ bytes = PAYLOAD_BYTES }: RequestClass): number {
  return bytes
}

function carried(classes: readonly RequestClass[], average: number, peak: number): Omit<Volume, 'isMost'> {
  const total = classes.reduce((sum, { share }) => sum + share, 0)
  const meanOf = (some: readonly RequestClass[]) =>
    some.reduce((sum, each) => sum + (each.share / total) * bytesOf(each), 0)
  const each = meanOf(classes)
  return volume({
    average,
    peak,
    bytes: each,
    written: meanOf(classes.filter(({ operation }) => operation === 'write')),
  })
}

/** Rates, and bytes of a request on average: all, and those of writes. */
function volume(of: { average: number; peak: number; bytes: number; written: number }): Omit<Volume, 'isMost'> {
  const { average, peak, bytes, written } = of
  const writtenPerDay = average * written * SECONDS_PER_DAY
  return {
    averagePerSecond: average,
    peakPerSecond: peak,
    averageBytesPerSecond: average * bytes,
    peakBytesPerSecond: peak * bytes,
    writtenPerDay,
    writtenPerYear: writtenPerDay * DAYS_PER_YEAR,
  }
}

/** Of a recording: as if it went on as it is. Without times, as fast as the rate. */
function recorded(load: Load): Volume | undefined {
  const rows = load.trace === null ? undefined : unpackTrace(load.trace)
  if (rows === undefined) return undefined
  const { atMs, keys, operations, bytes } = rows
  const spanMs = atMs === null ? 0 : atMs[atMs.length - 1]! - atMs[0]!
  if (atMs !== null && spanMs === 0) return undefined
  const average = atMs === null ? load.rate : ((keys.length - 1) * 1_000) / spanMs
  const known = TRACED.map((operation) => load.classes.find((each) => each.operation === operation)?.bytes)
  let all = 0
  let written = 0
  for (let row = 0; row < keys.length; row++) {
    const size = bytes[row]! >= 0 ? bytes[row]! : (known[operations[row]!] ?? PAYLOAD_BYTES)
    all += size
    if (TRACED[operations[row]!] === 'write') written += size
  }
  const peak = atMs === null ? average * heightOf(load) : busiestOf(atMs)
  return { ...volume({ average, peak, bytes: all / keys.length, written: written / keys.length }), isMost: false }
}

/** Requests in the busiest second. */
function busiestOf(atMs: Float64Array): number {
  let most = 0
  let from = 0
  for (let row = 0; row < atMs.length; row++) {
    while (atMs[row]! - atMs[from]! >= 1_000) from++
    most = Math.max(most, row - from + 1)
  }
  return most
}
