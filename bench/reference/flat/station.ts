import type { StationParameters, StationResult } from '../workloads.ts'
import { insert } from './calendar.ts'
import { countOf, histogramOf, quantileMs, record } from './histogram.ts'
import { layout } from './memory.ts'
import type { Memory } from './memory.ts'

const {
  BUSY,
  BUSY_AREA,
  CONCURRENCY,
  EXPONENTIAL,
  HEAD,
  HISTOGRAM,
  LENGTH,
  LINE_AREA,
  MEAN_MS,
  NEXT,
  NOW,
  OPEN,
  ROOM,
  SETTLED_MS,
  SOJOURNS_MS,
  STATIONS,
  STATION_WORDS,
  TAIL,
} = layout

export const NO_BOUND = 0x7fffffff

export function stationAt(index: number): number {
  return STATIONS + STATION_WORDS * index
}

export function setUpStation(memory: Memory, index: number, parameters: StationParameters, room = NO_BOUND): void {
  const { i32, f64 } = memory
  const station = stationAt(index)
  f64[station + MEAN_MS] = parameters.meanServiceMs
  i32[2 * station + CONCURRENCY] = parameters.concurrency
  i32[2 * station + ROOM] = room
  i32[2 * station + HISTOGRAM] = histogramOf(index + 1)
}

/** Brings the integrals up to now, before the numbers change. */
export function settle(i32: Int32Array, f64: Float64Array, station: number): void {
  const nowMs = f64[NOW]!
  const sinceMs = nowMs - f64[station + SETTLED_MS]!
  f64[station + SETTLED_MS] = nowMs
  f64[station + BUSY_AREA]! += sinceMs * i32[2 * station + BUSY]!
  f64[station + LINE_AREA]! += sinceMs * i32[2 * station + LENGTH]!
}

/** A frame joins the line. */
export function join(i32: Int32Array, frame: number, station: number): void {
  const at = 2 * station
  i32[2 * frame + NEXT] = 0
  if (i32[at + LENGTH] === 0) i32[at + HEAD] = frame
  else i32[2 * i32[at + TAIL]! + NEXT] = frame
  i32[at + TAIL] = frame
  i32[at + LENGTH]!++
}

/** The first in line leaves it. */
export function leave(i32: Int32Array, station: number): number {
  const at = 2 * station
  const frame = i32[at + HEAD]!
  i32[at + HEAD] = i32[2 * frame + NEXT]!
  i32[at + LENGTH]!--
  return frame
}

/** A frame's service begins: its end goes into the calendar. */
export function begin(i32: Int32Array, f64: Float64Array, frame: number, station: number): void {
  f64[frame] = f64[NOW]! + f64[station + MEAN_MS]! * f64[i32[EXPONENTIAL]!]!
  i32[EXPONENTIAL]!++
  insert(i32, f64, frame)
}

/** A frame comes to a station; false if there was no room. */
export function enter(i32: Int32Array, f64: Float64Array, frame: number, station: number): boolean {
  const at = 2 * station
  settle(i32, f64, station)
  if (i32[at + BUSY]! < i32[at + CONCURRENCY]!) {
    i32[at + BUSY]!++
    begin(i32, f64, frame, station)
    return true
  }
  if (i32[at + LENGTH]! >= i32[at + ROOM]!) return false
  join(i32, frame, station)
  return true
}

/** A service has ended: the first in line is next. */
export function finish(i32: Int32Array, f64: Float64Array, station: number): void {
  settle(i32, f64, station)
  if (i32[2 * station + LENGTH] === 0) i32[2 * station + BUSY]!--
  else begin(i32, f64, leave(i32, station), station)
}

/** Counts the time a call has spent at a station, which it leaves now. */
export function sojourn(i32: Int32Array, f64: Float64Array, station: number, enteredMs: number): void {
  const sojournMs = f64[NOW]! - enteredMs
  f64[station + SOJOURNS_MS]! += sojournMs
  record(i32, f64, i32[2 * station + HISTOGRAM]!, sojournMs)
}

/** Of `count` stations from `first` on, the first with the fewest open calls. */
export function leastOpen(i32: Int32Array, first: number, count: number): number {
  let best = first
  let fewest = i32[2 * first + OPEN]!
  for (let index = 1; index < count; index++) {
    const station = (first + STATION_WORDS * index) | 0
    const open = i32[2 * station + OPEN]!
    if (open < fewest) {
      fewest = open
      best = station
    }
  }
  return best
}

/** What a station showed; with its sojourns if `hasHistogram`. */
export function stationResult(memory: Memory, index: number, name: string, hasHistogram = false): StationResult {
  const { i32, f64 } = memory
  const station = stationAt(index)
  settle(i32, f64, station)
  const nowMs = f64[NOW]!
  const utilization = f64[station + BUSY_AREA]! / nowMs / i32[2 * station + CONCURRENCY]!
  const queueLength = f64[station + LINE_AREA]! / nowMs
  if (!hasHistogram) return { name, utilization, queueLength }
  const histogram = histogramOf(index + 1)
  const meanMs = f64[station + SOJOURNS_MS]! / countOf(i32, histogram)
  return { name, utilization, queueLength, meanMs, p99Ms: quantileMs(i32, histogram, 0.99) }
}
