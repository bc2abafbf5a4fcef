import type { Result, SingleParameters } from '../workloads.ts'
import { insert, nextDay, takeFirst } from './calendar.ts'
import { histogramOf, record } from './histogram.ts'
import { createMemory, giveBack, layout, take } from './memory.ts'
import { drive, resultOf } from './run.ts'
import { setUpStation, stationAt, stationResult } from './station.ts'

const { BATCH, DAY, ENDED, EVENTS, EXPONENTIAL, NEXT, NOW, PER_MS, STATE, TOTAL_MS } = layout
const { SETTLED_MS, BUSY_AREA, LINE_AREA, MEAN_MS, BUSY, LENGTH, HEAD, TAIL } = layout

const ARRIVAL = 0
const SERVED = 1
/** The time of a request's arrival, in its frame. */
const START = 2
const STATION = stationAt(0)
const LATENCIES = histogramOf(0)

/**
 * W1. An M/M/1 could do without an event list; it has one, since what it is compared with has one. There being a single
 * station, its numbers are locals while a batch lasts.
 */
function advance(i32: Int32Array, f64: Float64Array, meanGapMs: number, requests: number): void {
  const meanMs = f64[STATION + MEAN_MS]!
  let nowMs = f64[NOW]!
  let draw = i32[EXPONENTIAL]!
  let busy = i32[2 * STATION + BUSY]!
  let length = i32[2 * STATION + LENGTH]!
  let busyArea = f64[STATION + BUSY_AREA]!
  let lineArea = f64[STATION + LINE_AREA]!
  let day = i32[DAY]!
  let totalMs = f64[TOTAL_MS]!
  let ended = i32[ENDED]!
  let events = 0
  while (events < BATCH && ended < requests) {
    day = nextDay(i32, f64, day)
    const frame = takeFirst(i32, day)
    const sinceMs = f64[frame]! - nowMs
    nowMs = f64[frame]!
    busyArea += sinceMs * busy
    lineArea += sinceMs * length
    events = (events + 1) | 0
    let served = 0
    if (i32[2 * frame + STATE] === ARRIVAL) {
      f64[frame] = nowMs + f64[draw]! * meanGapMs
      draw = (draw + 1) | 0
      insert(i32, f64, frame)
      const request = take(i32)
      i32[2 * request + STATE] = SERVED
      f64[request + START] = nowMs
      if (busy === 0) {
        busy = 1
        served = request
      } else {
        if (length === 0) i32[2 * STATION + HEAD] = request
        else i32[2 * i32[2 * STATION + TAIL]! + NEXT] = request
        i32[2 * STATION + TAIL] = request
        length = (length + 1) | 0
      }
    } else {
      if (length === 0) {
        busy = 0
      } else {
        served = i32[2 * STATION + HEAD]!
        i32[2 * STATION + HEAD] = i32[2 * served + NEXT]!
        length = (length - 1) | 0
      }
      const latencyMs = nowMs - f64[frame + START]!
      totalMs += latencyMs
      record(i32, f64, LATENCIES, latencyMs)
      giveBack(i32, frame)
      ended = (ended + 1) | 0
    }
    if (served !== 0) {
      f64[served] = nowMs + meanMs * f64[draw]!
      draw = (draw + 1) | 0
      insert(i32, f64, served)
    }
  }
  f64[NOW] = nowMs
  i32[EXPONENTIAL] = draw
  i32[2 * STATION + BUSY] = busy
  i32[2 * STATION + LENGTH] = length
  f64[STATION + SETTLED_MS] = nowMs
  f64[STATION + BUSY_AREA] = busyArea
  f64[STATION + LINE_AREA] = lineArea
  i32[DAY] = day
  f64[TOTAL_MS] = totalMs
  i32[ENDED] = ended
  i32[EVENTS]! += events
}

export function runSingle(parameters: SingleParameters, requests: number, seed: number): Result {
  const memory = createMemory()
  const { i32, f64 } = memory
  const meanGapMs = 1 / parameters.arrivalsPerMs
  // Two frames at most are pending. A single day for all time makes the calendar a sorted list, which suits two best.
  f64[PER_MS] = 0
  setUpStation(memory, 0, parameters.server)
  drive(memory, { seed, requests, meanGapMs, alias: undefined }, () => advance(i32, f64, meanGapMs, requests))
  return resultOf(memory, [stationResult(memory, 0, 'server')])
}
