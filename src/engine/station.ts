/**
 * A waiting line before servers. FIFO: who comes first is served first, by one server alone; for LIFO, priority and
 * CoDel see `discipline.ts`. Processor sharing: all
 * that are present are served at once, each at an equal share of the servers. A gate is a station without servers:
 * frames park there until they are woken.
 */
import { type Arena, take } from './arena.ts'
import * as H from './header.ts'
import { dropHead, forgetPatience, placeInLine } from './discipline.ts'
import { addSegment, makeReady } from './frames.ts'
import { makeRoom } from './heap.ts'
import { BUCKETS, record } from './histogram.ts'
import * as L from './layout.ts'
import { touch, waitingKey } from './occupancy.ts'
import { advanceVirtual, relist } from './sharing.ts'

/** What a station is made of: `room` is the number that may wait, `slot` the resource slot it stands in. */
export interface StationSpec {
  readonly discipline: number
  readonly servers: number
  readonly room: number
  readonly slot: number
}

/** Makes a station; returns its pointer. */
export function createStation(arena: Arena, spec: StationSpec): number {
  const station = arena.alloc(L.STATION_WORDS)
  arena.i32[station + L.STATE] = L.STATION
  arena.i32[station + L.T_DISCIPLINE] = spec.discipline
  arena.i32[station + L.T_SERVERS] = spec.servers
  arena.i32[station + L.T_ROOM] = spec.room
  arena.i32[station + L.T_SLOT] = spec.slot
  arena.f64[(station >> 1) + L.T_UPDATED] = arena.f64[H.NOW]!
  if (spec.discipline === L.PROCESSOR_SHARING) makeRoom(arena, station)
  return station
}

/** Takes a server for the frame: 1 granted, 0 waiting in line, -1 turned away because the waiting room is full. */
export function acquire(i32: Int32Array, f64: Float64Array, frame: number, station: number): number {
  station &= L.POINTER
  if (i32[station + L.T_BUSY]! < i32[station + L.T_SERVERS]!) {
    touch(i32, f64, station)
    i32[station + L.T_BUSY]!++
    f64[(station >> 1) + L.T_GRANTED]!++
    addGrant(i32, frame, station)
    return 1
  }
  const line = i32[station + L.T_LINE]!
  if (line >= i32[station + L.T_ROOM]!) return -1
  joinLine(i32, f64, frame, station)
  return 0
}

/** Puts a frame at the end of the line. */
export function joinLine(i32: Int32Array, f64: Float64Array, frame: number, station: number): void {
  frame &= L.POINTER
  station &= L.POINTER
  touch(i32, f64, station)
  const line = i32[station + L.T_LINE]! + 1
  i32[station + L.T_LINE] = line
  if (line > i32[station + L.T_LINE_MAX]!) i32[station + L.T_LINE_MAX] = line
  i32[frame + L.STATE] = L.WAITING
  f64[(frame >> 1) + L.SINCE] = f64[H.NOW]!
  const discipline = i32[station + L.T_DISCIPLINE]!
  if (discipline !== L.FIFO && discipline !== L.CODEL) {
    i32[frame + L.AT] = station
    insertBehind(i32, frame, station, placeInLine(i32, frame, station))
    return
  }
  const tail = i32[station + L.T_TAIL]! & L.POINTER
  i32[frame + L.AT] = station
  i32[frame + L.NEXT] = 0
  i32[frame + L.PREV] = tail
  i32[station + L.T_TAIL] = frame
  if (tail === 0) i32[station + L.T_HEAD] = frame
  else i32[tail + L.NEXT] = frame
}

/** Links a frame into the line behind another one, or at the very front. */
function insertBehind(i32: Int32Array, frame: number, station: number, previous: number): void {
  const next = previous === 0 ? i32[station + L.T_HEAD]! : i32[previous + L.NEXT]!
  i32[frame + L.PREV] = previous
  i32[frame + L.NEXT] = next
  if (previous === 0) i32[station + L.T_HEAD] = frame
  else i32[previous + L.NEXT] = frame
  if (next === 0) i32[station + L.T_TAIL] = frame
  else i32[next + L.PREV] = frame
}

/** Takes a frame out of the line, wherever it stands. */
export function leaveLine(i32: Int32Array, f64: Float64Array, frame: number): void {
  const station = i32[frame + L.AT]!
  touch(i32, f64, station)
  if (i32[station + L.T_HEAP_SIZE] !== 0) forgetPatience(i32, f64, frame, station)
  i32[station + L.T_LINE]!--
  const next = i32[frame + L.NEXT]!
  const previous = i32[frame + L.PREV]!
  if (previous === 0) i32[station + L.T_HEAD] = next
  else i32[previous + L.NEXT] = next
  if (next === 0) i32[station + L.T_TAIL] = previous
  else i32[next + L.PREV] = previous
  i32[frame + L.AT] = 0
}

/** Gives a server back; the first in line takes it over and can go on. */
export function release(i32: Int32Array, f64: Float64Array, station: number): void {
  const granted = passOn(i32, f64, station)
  if (granted !== 0) makeReady(i32, granted)
}

/** Gives a server back; the first in line takes it over. Returns that frame, which has to be made ready, or 0. */
export function passOn(i32: Int32Array, f64: Float64Array, station: number): number {
  station &= L.POINTER
  const half = station >> 1
  const now = f64[H.NOW]!
  // What `touch` does, written out for speed.
  const elapsed = now - f64[half + L.T_UPDATED]!
  f64[half + L.T_BUSY_AREA]! += elapsed * i32[station + L.T_BUSY]!
  f64[half + L.T_LINE_AREA]! += elapsed * i32[station + L.T_LINE]!
  f64[half + L.T_UPDATED] = now
  if (i32[station + L.T_DISCIPLINE] === L.CODEL) dropHead(i32, f64, station)
  const frame = i32[station + L.T_HEAD]! & L.POINTER
  if (frame === 0 || i32[station + L.T_BUSY]! > i32[station + L.T_SERVERS]!) {
    i32[station + L.T_BUSY]!--
    return 0
  }
  if (i32[station + L.T_HEAP_SIZE] !== 0) forgetPatience(i32, f64, frame, station)
  const next = i32[frame + L.NEXT]! & L.POINTER
  i32[station + L.T_HEAD] = next
  if (next === 0) i32[station + L.T_TAIL] = 0
  else i32[next + L.PREV] = 0
  i32[station + L.T_LINE]!--
  i32[frame + L.AT] = 0
  if (i32[frame + L.GRANTS] === 0) i32[frame + L.GRANTS] = station
  else addGrant(i32, frame, station)
  const waited = now - f64[(frame >> 1) + L.SINCE]!
  f64[half + L.T_GRANTED]!++
  f64[half + L.T_WAITED]! += waited
  if (waited > 0) {
    f64[H.SAMPLE] = waited
    f64[half + L.T_DELAYED]!++
    let waits = i32[station + L.T_WAITS]!
    if (waits === 0) {
      waits = take(i32, BUCKETS)
      i32[station + L.T_WAITS] = waits
    }
    record(i32, waits)
    addSegment(i32, f64, frame, waitingKey(i32, frame, station))
  }
  return frame
}

/** Books the wait that ends now on the frame's account. */
function bookWait(i32: Int32Array, f64: Float64Array, frame: number, station: number): void {
  const waited = f64[H.NOW]! - f64[((frame & L.POINTER) >> 1) + L.SINCE]!
  if (waited === 0) return
  f64[H.SAMPLE] = waited
  addSegment(i32, f64, frame, waitingKey(i32, frame, station))
}

/** Wakes the first frame parked at a gate; false when there is none. */
export function wake(i32: Int32Array, f64: Float64Array, gate: number): boolean {
  const frame = i32[gate + L.T_HEAD]!
  return frame !== 0 && wakeFrame(i32, f64, gate, frame)
}

/** Wakes that frame; false when it is not parked at the gate. */
export function wakeFrame(i32: Int32Array, f64: Float64Array, gate: number, frame: number): boolean {
  if (i32[frame + L.AT] !== gate) return false
  leaveLine(i32, f64, frame)
  bookWait(i32, f64, frame, gate)
  makeReady(i32, frame)
  return true
}

/** Changes the number of servers; those in line are let in when there are more, nobody is thrown out when fewer. */
export function setServers(i32: Int32Array, f64: Float64Array, station: number, servers: number): void {
  touch(i32, f64, station)
  if (i32[station + L.T_DISCIPLINE] === L.PROCESSOR_SHARING) {
    advanceVirtual(i32, f64, station)
    i32[station + L.T_SERVERS] = servers
    relist(i32, f64, station)
    return
  }
  i32[station + L.T_SERVERS] = servers
  while (i32[station + L.T_HEAD] !== 0 && i32[station + L.T_BUSY]! < servers) {
    // As if one more had been busy and had just come free.
    i32[station + L.T_BUSY]!++
    release(i32, f64, station)
  }
}

/** Remembers that the frame holds a grant (a server or a flight), so that it is given back exactly once. */
export function addGrant(i32: Int32Array, frame: number, grant: number): void {
  if (i32[frame + L.GRANTS] === 0) {
    i32[frame + L.GRANTS] = grant
    return
  }
  i32[frame + L.FLAGS] = i32[frame + L.FLAGS]! | L.HOLDS_MORE
  for (let at = frame + L.GRANTS + 1; at < frame + L.GRANTS + L.GRANT_COUNT; at++) {
    if (i32[at] === 0) {
      i32[at] = grant
      return
    }
  }
  throw new Error('a frame holds more grants than it can list')
}

/** Forgets a grant; false when the frame does not hold it. */
export function dropGrant(i32: Int32Array, frame: number, grant: number): boolean {
  for (let at = frame + L.GRANTS; at < frame + L.GRANTS + L.GRANT_COUNT; at++) {
    if (i32[at] === grant) {
      i32[at] = 0
      return true
    }
  }
  return false
}
