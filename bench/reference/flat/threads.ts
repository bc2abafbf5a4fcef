import type { Result, ThreadsParameters } from '../workloads.ts'
import { daysPerMs, insert, nextDay } from './calendar.ts'
import { sharedAlias } from './draws.ts'
import { histogramOf, record } from './histogram.ts'
import { createMemory, giveBack, layout, take } from './memory.ts'
import type { Memory } from './memory.ts'
import { drive, resultOf } from './run.ts'
import { enter, finish, join, leave, settle, setUpStation, sojourn, stationAt, stationResult } from './station.ts'
import { clearStore, read, write } from './store.ts'

const { ALARM_MS, BATCH, BUCKETS, BUCKET_MASK, BUSY, CALL_HEAD, CALL_TAIL, CONCURRENCY, DAY, ENDED } = layout
const { EVENTS, EXPONENTIAL, HEALTHY, HITS, KEY, LENGTH, LOOKUPS, NEXT, NOW, STATE, STATION_WORDS } = layout
const { TIMED_OUT, TOTAL_MS, TURN, UP } = layout

// The states of a frame: what it has just come to when its time comes.
const ARRIVAL = 0
const PROBE = 1
const COMPUTED = 2
const READ = 3

// A frame is a call. Doubles (added to its pointer): its beginning, and its coming to the database.
const START = 2
const ENTERED = 3
// Integers (added to twice its pointer); the last two link the open calls, which have all the same patience, in order.
const REQUEST_KEY = 10
const SERVER = 11
const IS_ABANDONED = 12
const BEFORE = 14
const BEHIND = 15

const LATENCIES = histogramOf(0)
/** Stations: the threads of each server, then the cores of each, then the database. */
const FIRST_SERVER = stationAt(0)

interface Course extends Omit<ThreadsParameters, 'database'> {
  readonly meanGapMs: number
  readonly requests: number
  readonly keys: number
  readonly capacity: number
  /** What a server's cores stand behind its threads, in words. */
  readonly coresBehind: number
  readonly database: number
}

/** A call has got a thread, and wants a core. */
function compute(i32: Int32Array, f64: Float64Array, frame: number, course: Course): void {
  i32[2 * frame + STATE] = COMPUTED
  enter(i32, f64, frame, i32[2 * frame + SERVER]! + course.coresBehind)
}

/** The alarm goes off for the oldest open call, or is put off if that has time left. */
function ring(i32: Int32Array, f64: Float64Array, nextMs: number, timeoutMs: number): void {
  const call = i32[CALL_HEAD]!
  const deadlineMs = (call === 0 ? nextMs : f64[call + START]!) + timeoutMs
  if (deadlineMs > f64[ALARM_MS]!) {
    f64[ALARM_MS] = deadlineMs
    return
  }
  f64[NOW] = deadlineMs
  i32[EVENTS]!++
  close(i32, call)
  i32[2 * call + IS_ABANDONED] = 1
  i32[TIMED_OUT]!++
  i32[ENDED]!++
}

/** A call is no longer open: its answer is there, or its time is up. */
function close(i32: Int32Array, frame: number): void {
  const before = i32[2 * frame + BEFORE]!
  const behind = i32[2 * frame + BEHIND]!
  if (before === 0) i32[CALL_HEAD] = behind
  else i32[2 * before + BEHIND] = behind
  if (behind === 0) i32[CALL_TAIL] = before
  else i32[2 * behind + BEFORE] = before
}

/** A request arrives; the balancer calls the next healthy server, whose threads it asks for one. */
function arrive(i32: Int32Array, f64: Float64Array, source: number, course: Course): void {
  const nowMs = f64[NOW]!
  f64[source] = nowMs + f64[i32[EXPONENTIAL]!]! * course.meanGapMs
  i32[EXPONENTIAL]!++
  insert(i32, f64, source)
  const frame = take(i32)
  f64[frame + START] = nowMs
  i32[2 * frame + REQUEST_KEY] = i32[i32[KEY]!]!
  i32[KEY]!++
  i32[2 * frame + IS_ABANDONED] = 0
  const last = i32[CALL_TAIL]!
  i32[2 * frame + BEFORE] = last
  i32[2 * frame + BEHIND] = 0
  if (last === 0) i32[CALL_HEAD] = frame
  else i32[2 * last + BEHIND] = frame
  i32[CALL_TAIL] = frame

  const server = nextHealthy(i32, course.servers)
  i32[2 * frame + SERVER] = server
  settle(i32, f64, server)
  if (i32[2 * server + BUSY]! < i32[2 * server + CONCURRENCY]!) {
    i32[2 * server + BUSY]!++
    compute(i32, f64, frame, course)
  } else {
    join(i32, frame, server)
  }
}

function nextHealthy(i32: Int32Array, servers: number): number {
  let turn = i32[TURN]!
  let server = 0
  do {
    server = (FIRST_SERVER + STATION_WORDS * turn) | 0
    turn = (turn + 1) | 0
    if (turn === servers) turn = 0
  } while (i32[2 * server + HEALTHY] === 0)
  i32[TURN] = turn
  return server
}

/** A call has had its core; its key is looked up. */
function lookUp(i32: Int32Array, f64: Float64Array, frame: number, course: Course): void {
  finish(i32, f64, i32[2 * frame + SERVER]! + course.coresBehind)
  const key = i32[2 * frame + REQUEST_KEY]!
  i32[LOOKUPS]!++
  if (read(i32, key, course.keys)) {
    i32[HITS]!++
    answer(i32, f64, frame, course)
    return
  }
  i32[2 * frame + STATE] = READ
  f64[frame + ENTERED] = f64[NOW]!
  enter(i32, f64, frame, course.database)
}

/** The database has served a call. */
function fill(i32: Int32Array, f64: Float64Array, frame: number, course: Course): void {
  finish(i32, f64, course.database)
  sojourn(i32, f64, course.database, f64[frame + ENTERED]!)
  write(i32, i32[2 * frame + REQUEST_KEY]!, course.keys, course.capacity)
  answer(i32, f64, frame, course)
}

/** The server answers: its thread goes to the next in line. The request ends, if it is still waited for. */
function answer(i32: Int32Array, f64: Float64Array, frame: number, course: Course): void {
  const server = i32[2 * frame + SERVER]!
  sojourn(i32, f64, server, f64[frame + START]!)
  settle(i32, f64, server)
  if (i32[2 * server + LENGTH] === 0) i32[2 * server + BUSY]!--
  else compute(i32, f64, leave(i32, server), course)
  if (i32[2 * frame + IS_ABANDONED] === 0) {
    close(i32, frame)
    const latencyMs = f64[NOW]! - f64[frame + START]!
    f64[TOTAL_MS]! += latencyMs
    record(i32, f64, LATENCIES, latencyMs)
    i32[ENDED]!++
  }
  giveBack(i32, frame)
}

function probe(i32: Int32Array, f64: Float64Array, frame: number, intervalMs: number): void {
  const server = i32[2 * frame + SERVER]!
  i32[2 * server + HEALTHY] = i32[2 * server + UP]!
  f64[frame] = f64[NOW]! + intervalMs
  insert(i32, f64, frame)
}

/** The next event is the first of two: the calendar's, the oldest open call's deadline. */
function advance(i32: Int32Array, f64: Float64Array, course: Course): void {
  const { requests } = course
  let day = i32[DAY]!
  let events = 0
  for (let steps = 0; steps < BATCH && i32[ENDED]! < requests; steps++) {
    day = nextDay(i32, f64, day)
    const bucket = (BUCKETS + (day & BUCKET_MASK)) | 0
    const frame = i32[bucket]!
    const nowMs = f64[frame]!
    if (f64[ALARM_MS]! <= nowMs) {
      ring(i32, f64, nowMs, course.timeoutMs)
      continue
    }
    i32[bucket] = i32[2 * frame + NEXT]!
    f64[NOW] = nowMs
    events = (events + 1) | 0
    const state = i32[2 * frame + STATE]!
    if (state === ARRIVAL) arrive(i32, f64, frame, course)
    else if (state === COMPUTED) lookUp(i32, f64, frame, course)
    else if (state === READ) fill(i32, f64, frame, course)
    else probe(i32, f64, frame, course.probeIntervalMs)
  }
  i32[DAY] = day
  i32[EVENTS]! += events
}

function setUp(memory: Memory, parameters: ThreadsParameters): void {
  const { i32, f64 } = memory
  const { servers, threads, probeIntervalMs } = parameters
  for (let index = 0; index < servers; index++) {
    const server = stationAt(index)
    setUpStation(memory, index, { concurrency: threads, meanServiceMs: 0 })
    setUpStation(memory, servers + index, parameters.server)
    i32[2 * server + UP] = 1
    i32[2 * server + HEALTHY] = 1
    const frame = take(i32)
    i32[2 * frame + STATE] = PROBE
    i32[2 * frame + SERVER] = server
    f64[frame] = probeIntervalMs
    insert(i32, f64, frame)
  }
  setUpStation(memory, 2 * servers, parameters.database)
}

export function runThreads(parameters: ThreadsParameters, requests: number, seed: number): Result {
  const { arrivalsPerMs, servers, cache } = parameters
  const { keys, capacity } = cache
  const memory = createMemory(keys)
  const { i32, f64 } = memory
  f64[layout.PER_MS] = daysPerMs(2.4 * arrivalsPerMs)
  setUp(memory, parameters)
  clearStore(i32, keys)
  const meanGapMs = 1 / arrivalsPerMs
  const coresBehind = STATION_WORDS * servers
  const course = { ...parameters, meanGapMs, requests, keys, capacity, coresBehind, database: stationAt(2 * servers) }
  drive(memory, { seed, requests, meanGapMs, alias: sharedAlias(cache) }, () => advance(i32, f64, course))
  const names = Array.from({ length: servers }, (_, index) => `server-${index + 1}`)
  return resultOf(memory, [
    ...names.map((name, index) => stationResult(memory, index, `${name} threads`, true)),
    ...names.map((name, index) => stationResult(memory, servers + index, `${name} cores`)),
    stationResult(memory, 2 * servers, 'database', true),
  ])
}
