import type { CachedTandemParameters, Result, TandemParameters } from '../workloads.ts'
import { daysPerMs, insert, nextDay, takeFirst } from './calendar.ts'
import { sharedAlias } from './draws.ts'
import { histogramOf, record } from './histogram.ts'
import { createMemory, giveBack, layout, take } from './memory.ts'
import { drive, resultOf } from './run.ts'
import { join, leave, settle, setUpStation, stationAt, stationResult } from './station.ts'
import { clearStore, read, write } from './store.ts'

const { BATCH, DAY, ENDED, EVENTS, EXPONENTIAL, HITS, KEY, LOOKUPS } = layout
const { BUSY, CONCURRENCY, LENGTH, MEAN_MS, NOW, PER_MS, STATE, STATION_WORDS, TOTAL_MS, TURN } = layout

/** The state of a frame is the station that serves it; of the source of arrivals, none. */
const ARRIVAL = 0
/** The time of a request's arrival, and its key, in its frame. */
const START = 2
const REQUEST_KEY = 6
const FIRST_SERVER = stationAt(0)
const LATENCIES = histogramOf(0)

interface Course {
  readonly meanGapMs: number
  readonly servers: number
  readonly requests: number
  /** Keys and entries of the store; no keys, no store. */
  readonly keys: number
  readonly capacity: number
}

/** Round robin. */
function nextServer(i32: Int32Array, servers: number): number {
  const turn = i32[TURN]!
  i32[TURN] = turn + 1 === servers ? 0 : turn + 1
  return (FIRST_SERVER + STATION_WORDS * turn) | 0
}

function end(i32: Int32Array, f64: Float64Array, frame: number): void {
  const latencyMs = f64[NOW]! - f64[frame + START]!
  f64[TOTAL_MS]! += latencyMs
  record(i32, f64, LATENCIES, latencyMs)
  giveBack(i32, frame)
}

/** W2, and W3 if there are keys. */
function advance(i32: Int32Array, f64: Float64Array, course: Course): void {
  const { meanGapMs, servers, requests, keys, capacity } = course
  const database = (FIRST_SERVER + STATION_WORDS * servers) | 0
  let day = i32[DAY]!
  let draw = i32[EXPONENTIAL]!
  let ended = i32[ENDED]!
  let events = 0
  while (events < BATCH && ended < requests) {
    day = nextDay(i32, f64, day)
    let frame = takeFirst(i32, day)
    const nowMs = f64[frame]!
    f64[NOW] = nowMs
    events = (events + 1) | 0
    const station = i32[2 * frame + STATE]!
    let target = database
    if (station === ARRIVAL) {
      f64[frame] = nowMs + f64[draw]! * meanGapMs
      draw = (draw + 1) | 0
      insert(i32, f64, frame)
      frame = take(i32)
      f64[frame + START] = nowMs
      if (keys !== 0) i32[2 * frame + REQUEST_KEY] = i32[i32[KEY]!++]!
      target = nextServer(i32, servers)
    } else {
      settle(i32, f64, station)
      if (i32[2 * station + LENGTH] === 0) {
        i32[2 * station + BUSY]!--
      } else {
        const next = leave(i32, station)
        f64[next] = nowMs + f64[station + MEAN_MS]! * f64[draw]!
        draw = (draw + 1) | 0
        insert(i32, f64, next)
      }
      if (station === database) {
        if (keys !== 0) write(i32, i32[2 * frame + REQUEST_KEY]!, keys, capacity)
        target = 0
      } else if (keys !== 0) {
        i32[LOOKUPS]!++
        if (read(i32, i32[2 * frame + REQUEST_KEY]!, keys)) {
          i32[HITS]!++
          target = 0
        }
      }
    }
    if (target === 0) {
      end(i32, f64, frame)
      ended = (ended + 1) | 0
      continue
    }
    settle(i32, f64, target)
    i32[2 * frame + STATE] = target
    if (i32[2 * target + BUSY]! < i32[2 * target + CONCURRENCY]!) {
      i32[2 * target + BUSY]!++
      f64[frame] = nowMs + f64[target + MEAN_MS]! * f64[draw]!
      draw = (draw + 1) | 0
      insert(i32, f64, frame)
    } else {
      join(i32, frame, target)
    }
  }
  i32[DAY] = day
  i32[EXPONENTIAL] = draw
  i32[ENDED] = ended
  i32[EVENTS]! += events
}

export function runTandem(
  parameters: TandemParameters | CachedTandemParameters,
  requests: number,
  seed: number,
): Result {
  const { arrivalsPerMs, servers } = parameters
  const cache = 'cache' in parameters ? parameters.cache : undefined
  const keys = cache?.keys ?? 0
  const memory = createMemory(keys)
  const { i32, f64 } = memory
  f64[PER_MS] = daysPerMs(3 * arrivalsPerMs)
  for (let index = 0; index < servers; index++) setUpStation(memory, index, parameters.server)
  setUpStation(memory, servers, parameters.database)
  clearStore(i32, keys)
  const course = { meanGapMs: 1 / arrivalsPerMs, servers, requests, keys, capacity: cache?.capacity ?? 0 }
  const alias = cache === undefined ? undefined : sharedAlias(cache)
  drive(memory, { seed, requests, meanGapMs: course.meanGapMs, alias }, () => advance(i32, f64, course))
  const names = Array.from({ length: servers }, (_, index) => `server-${index + 1}`)
  return resultOf(
    memory,
    [...names, 'database'].map((name, index) => stationResult(memory, index, name)),
  )
}
