import type { RepliesParameters, Result } from '../workloads.ts'
import { daysPerMs, insert, nextDay } from './calendar.ts'
import { sharedAlias } from './draws.ts'
import { histogramOf, record } from './histogram.ts'
import { createMemory, giveBack, layout, take } from './memory.ts'
import type { Memory } from './memory.ts'
import { drive, resultOf } from './run.ts'
import { enter, finish, leastOpen, setUpStation, sojourn, stationAt, stationResult } from './station.ts'
import { clearStore, isStored, remove, touch, write } from './store.ts'

const { ALARM_MS, BATCH, BUCKETS, BUCKET_MASK, CALL_HEAD, CALL_TAIL, DAY, ENDED, EVENTS, EXPONENTIAL, HITS } = layout
const { HOP_HEAD, HOP_TAIL, KEY, LOOKUPS, NEXT, NOW, OPEN, PER_MS, REJECTED, STATE, STATION_WORDS } = layout
const { TIMED_OUT, TOTAL_MS, UNIFORM } = layout

// The states of a frame: what it has just come to when its time comes.
const ARRIVAL = 0
const AT_SERVER = 1
const SERVED = 2
const AT_CACHE = 3
const FROM_CACHE = 4
const AT_DATABASE = 5
const STORED = 6
const FROM_DATABASE = 7
const AT_BALANCER = 8

// A frame is a try. Doubles (added to its pointer): the request's arrival, coming to a station, the end of patience.
const START = 2
const ENTERED = 3
const DEADLINE = 4
// Integers (added to twice its pointer); the last two link the open calls, which have all the same patience, in order.
const REQUEST_KEY = 10
const FLAGS = 11
const SERVER = 12
const DATABASE = 13
const BEFORE = 14
const BEHIND = 15

/** Flags: the number of the try in the low bits, and these. */
const TRIES = 0xff
const IS_WRITE = 0x100
const IS_HIT = 0x200
const IS_REJECTED = 0x400
const IS_ABANDONED = 0x800

const FIRST_SERVER = stationAt(0)
const LATENCIES = histogramOf(0)

interface Course extends RepliesParameters {
  readonly meanGapMs: number
  readonly requests: number
  readonly keys: number
  readonly capacity: number
  readonly primary: number
  /** Where the store keeps the times at which entries expire, by key. */
  readonly expiries: number
}

/** A message: all take equally long, so they arrive in the order they were sent, from a list of their own. */
function hop(i32: Int32Array, f64: Float64Array, frame: number, state: number, course: Course): void {
  f64[frame] = f64[NOW]! + course.hopMs
  i32[2 * frame + STATE] = state
  i32[2 * frame + NEXT] = 0
  if (i32[HOP_HEAD] === 0) i32[HOP_HEAD] = frame
  else i32[2 * i32[HOP_TAIL]! + NEXT] = frame
  i32[HOP_TAIL] = frame
}

/** The balancer sends a try to the server with the fewest open calls. */
function send(i32: Int32Array, f64: Float64Array, frame: number, course: Course): void {
  const server = leastOpen(i32, FIRST_SERVER, course.servers)
  i32[2 * server + OPEN]!++
  i32[2 * frame + SERVER] = server
  i32[2 * frame + FLAGS]!++
  f64[frame + DEADLINE] = f64[NOW]! + course.timeoutMs
  const last = i32[CALL_TAIL]!
  i32[2 * frame + BEFORE] = last
  i32[2 * frame + BEHIND] = 0
  if (last === 0) i32[CALL_HEAD] = frame
  else i32[2 * last + BEHIND] = frame
  i32[CALL_TAIL] = frame
  hop(i32, f64, frame, AT_SERVER, course)
}

/** A call is no longer open: its answer is back, or its time is up. */
function close(i32: Int32Array, frame: number): void {
  const before = i32[2 * frame + BEFORE]!
  const behind = i32[2 * frame + BEHIND]!
  if (before === 0) i32[CALL_HEAD] = behind
  else i32[2 * before + BEHIND] = behind
  if (behind === 0) i32[CALL_TAIL] = before
  else i32[2 * behind + BEFORE] = before
  i32[2 * i32[2 * frame + SERVER]! + OPEN]!--
}

/** The alarm goes off for the oldest open call, or is put off if that has time left. */
function ring(i32: Int32Array, f64: Float64Array, nextMs: number, course: Course): void {
  const call = i32[CALL_HEAD]!
  const deadlineMs = call === 0 ? nextMs + course.timeoutMs : f64[call + DEADLINE]!
  if (deadlineMs > f64[ALARM_MS]!) {
    f64[ALARM_MS] = deadlineMs
    return
  }
  f64[NOW] = deadlineMs
  i32[EVENTS]!++
  close(i32, call)
  const flags = i32[2 * call + FLAGS]!
  i32[2 * call + FLAGS] = flags | IS_ABANDONED
  if ((flags & TRIES) >= course.tries) {
    i32[TIMED_OUT]!++
    i32[ENDED]!++
    return
  }
  const frame = take(i32)
  f64[frame + START] = f64[call + START]!
  i32[2 * frame + REQUEST_KEY] = i32[2 * call + REQUEST_KEY]!
  i32[2 * frame + FLAGS] = flags & (TRIES | IS_WRITE)
  send(i32, f64, frame, course)
}

function arrive(i32: Int32Array, f64: Float64Array, source: number, course: Course): void {
  f64[source] = f64[NOW]! + f64[i32[EXPONENTIAL]!]! * course.meanGapMs
  i32[EXPONENTIAL]!++
  insert(i32, f64, source)
  const frame = take(i32)
  f64[frame + START] = f64[NOW]!
  i32[2 * frame + REQUEST_KEY] = i32[i32[KEY]!]!
  i32[KEY]!++
  i32[2 * frame + FLAGS] = f64[i32[UNIFORM]!]! < course.writeRatio ? IS_WRITE : 0
  i32[UNIFORM]!++
  send(i32, f64, frame, course)
}

/** A frame comes to a station; it is in `served` when it leaves, or is answered in `answered` if there is no room. */
function visit(i32: Int32Array, f64: Float64Array, frame: number, isServer: boolean, course: Course): void {
  const station = i32[2 * frame + (isServer ? SERVER : DATABASE)]!
  f64[frame + ENTERED] = f64[NOW]!
  i32[2 * frame + STATE] = isServer ? SERVED : STORED
  if (enter(i32, f64, frame, station)) return
  i32[2 * frame + FLAGS]! |= IS_REJECTED
  hop(i32, f64, frame, isServer ? AT_BALANCER : FROM_DATABASE, course)
}

function askDatabase(i32: Int32Array, f64: Float64Array, frame: number, database: number, course: Course): void {
  i32[2 * frame + DATABASE] = database
  i32[2 * database + OPEN]!++
  hop(i32, f64, frame, AT_DATABASE, course)
}

function lookUp(i32: Int32Array, f64: Float64Array, frame: number, course: Course): void {
  const key = i32[2 * frame + REQUEST_KEY]!
  i32[LOOKUPS]!++
  if (isStored(i32, key)) {
    if (f64[course.expiries + key]! <= f64[NOW]!) {
      remove(i32, key)
    } else {
      touch(i32, key, course.keys)
      i32[HITS]!++
      i32[2 * frame + FLAGS]! |= IS_HIT
    }
  }
  hop(i32, f64, frame, FROM_CACHE, course)
}

/** A database's answer is back at the server. */
function takeAnswer(i32: Int32Array, f64: Float64Array, frame: number, course: Course): void {
  i32[2 * i32[2 * frame + DATABASE]! + OPEN]!--
  if ((i32[2 * frame + FLAGS]! & (IS_WRITE | IS_REJECTED)) === 0) {
    const key = i32[2 * frame + REQUEST_KEY]!
    write(i32, key, course.keys, course.capacity)
    f64[course.expiries + key] = f64[NOW]! + course.ttlMs
  }
  hop(i32, f64, frame, AT_BALANCER, course)
}

/** A server's answer is back at the balancer: the request ends, or is tried again in the same frame. */
function end(i32: Int32Array, f64: Float64Array, frame: number, course: Course): void {
  const flags = i32[2 * frame + FLAGS]!
  if ((flags & IS_ABANDONED) !== 0) {
    giveBack(i32, frame)
    return
  }
  close(i32, frame)
  if ((flags & IS_REJECTED) === 0) {
    const latencyMs = f64[NOW]! - f64[frame + START]!
    f64[TOTAL_MS]! += latencyMs
    record(i32, f64, LATENCIES, latencyMs)
  } else if ((flags & TRIES) < course.tries) {
    i32[2 * frame + FLAGS] = flags & (TRIES | IS_WRITE)
    send(i32, f64, frame, course)
    return
  } else {
    i32[REJECTED]!++
  }
  i32[ENDED]!++
  giveBack(i32, frame)
}

function proceed(i32: Int32Array, f64: Float64Array, frame: number, course: Course): void {
  switch (i32[2 * frame + STATE]!) {
    case ARRIVAL:
      return arrive(i32, f64, frame, course)
    case AT_SERVER:
      return visit(i32, f64, frame, true, course)
    case SERVED:
      finish(i32, f64, i32[2 * frame + SERVER]!)
      sojourn(i32, f64, i32[2 * frame + SERVER]!, f64[frame + ENTERED]!)
      if ((i32[2 * frame + FLAGS]! & IS_WRITE) === 0) return hop(i32, f64, frame, AT_CACHE, course)
      return askDatabase(i32, f64, frame, course.primary, course)
    case AT_CACHE:
      return lookUp(i32, f64, frame, course)
    case FROM_CACHE: {
      if ((i32[2 * frame + FLAGS]! & IS_HIT) !== 0) return hop(i32, f64, frame, AT_BALANCER, course)
      const replica = leastOpen(i32, course.primary + STATION_WORDS, course.replicas)
      return askDatabase(i32, f64, frame, replica, course)
    }
    case AT_DATABASE:
      return visit(i32, f64, frame, false, course)
    case STORED:
      finish(i32, f64, i32[2 * frame + DATABASE]!)
      sojourn(i32, f64, i32[2 * frame + DATABASE]!, f64[frame + ENTERED]!)
      return hop(i32, f64, frame, FROM_DATABASE, course)
    case FROM_DATABASE:
      return takeAnswer(i32, f64, frame, course)
    case AT_BALANCER:
      return end(i32, f64, frame, course)
  }
}

/** The next event is the first of three: the calendar's, the oldest message, the oldest open call's deadline. */
function advance(i32: Int32Array, f64: Float64Array, course: Course): void {
  const perMs = f64[PER_MS]!
  const { requests } = course
  let day = i32[DAY]!
  let events = 0
  for (let steps = 0; steps < BATCH && i32[ENDED]! < requests; steps++) {
    day = nextDay(i32, f64, day)
    const bucket = (BUCKETS + (day & BUCKET_MASK)) | 0
    let frame = i32[bucket]!
    let nowMs = f64[frame]!
    let link = bucket
    const message = i32[HOP_HEAD]!
    if (message !== 0 && f64[message]! < nowMs) {
      frame = message
      nowMs = f64[message]!
      link = HOP_HEAD
      // What it brings about may be due before the day that was found.
      day = (nowMs * perMs) | 0
    }
    if (f64[ALARM_MS]! <= nowMs) {
      ring(i32, f64, nowMs, course)
      continue
    }
    i32[link] = i32[2 * frame + NEXT]!
    f64[NOW] = nowMs
    events = (events + 1) | 0
    proceed(i32, f64, frame, course)
  }
  i32[DAY] = day
  i32[EVENTS]! += events
}

function setUp(memory: Memory, parameters: RepliesParameters): string[] {
  const { servers, server, database, replicas, waitingRoom } = parameters
  const names = Array.from({ length: servers }, (_, index) => `server-${index + 1}`)
  names.push('primary', ...Array.from({ length: replicas }, (_, index) => `replica-${index + 1}`))
  for (let index = 0; index < names.length; index++) {
    setUpStation(memory, index, index < servers ? server : database, waitingRoom)
  }
  return names
}

export function runReplies(parameters: RepliesParameters, requests: number, seed: number): Result {
  const { arrivalsPerMs, servers, cache } = parameters
  const { keys, capacity } = cache
  const memory = createMemory(keys)
  const { i32, f64 } = memory
  f64[PER_MS] = daysPerMs(2.5 * arrivalsPerMs)
  const names = setUp(memory, parameters)
  const expiries = clearStore(i32, keys)
  const meanGapMs = 1 / arrivalsPerMs
  const course = { ...parameters, meanGapMs, requests, keys, capacity, primary: stationAt(servers), expiries }
  drive(memory, { seed, requests, meanGapMs, alias: sharedAlias(cache) }, () => advance(i32, f64, course))
  return resultOf(
    memory,
    names.map((name, index) => stationResult(memory, index, name, true)),
  )
}
