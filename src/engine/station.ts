/**
 * A waiting line before servers. FIFO: who comes first is served first, by one server alone. Processor sharing: all that
 * are present are served at once, each at an equal share of the servers. A gate is a station without servers: frames park
 * there until they are woken.
 */
import type { Arena } from './arena.ts'
import * as H from './header.ts'
import { enqueue, withdraw } from './event-list.ts'
import { addSegment, makeReady } from './frames.ts'
import * as L from './layout.ts'

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
  if (spec.discipline === L.PROCESSOR_SHARING) growHeap(arena, station, 64)
  return station
}

/** Brings the integrals over time up to now; every change of busy or line is preceded by it. */
export function touch(i32: Int32Array, f64: Float64Array, station: number): void {
  const half = station >> 1
  const now = f64[H.NOW]!
  const elapsed = now - f64[half + L.T_UPDATED]!
  if (elapsed === 0) return
  f64[half + L.T_BUSY_AREA] = f64[half + L.T_BUSY_AREA]! + elapsed * i32[station + L.T_BUSY]!
  f64[half + L.T_LINE_AREA] = f64[half + L.T_LINE_AREA]! + elapsed * i32[station + L.T_LINE]!
  f64[half + L.T_UPDATED] = now
}

/** Takes a server for the frame: 1 granted, 0 waiting in line, -1 turned away because the waiting room is full. */
export function acquire(i32: Int32Array, f64: Float64Array, frame: number, station: number): number {
  if (i32[station + L.T_BUSY]! < i32[station + L.T_SERVERS]!) {
    touch(i32, f64, station)
    i32[station + L.T_BUSY] = i32[station + L.T_BUSY]! + 1
    f64[(station >> 1) + L.T_GRANTED] = f64[(station >> 1) + L.T_GRANTED]! + 1
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
  touch(i32, f64, station)
  const line = i32[station + L.T_LINE]! + 1
  i32[station + L.T_LINE] = line
  if (line > i32[station + L.T_LINE_MAX]!) i32[station + L.T_LINE_MAX] = line
  const tail = i32[station + L.T_TAIL]!
  i32[frame + L.STATE] = L.WAITING
  i32[frame + L.AT] = station
  i32[frame + L.NEXT] = 0
  i32[frame + L.PREV] = tail
  i32[station + L.T_TAIL] = frame
  if (tail === 0) i32[station + L.T_HEAD] = frame
  else i32[tail + L.NEXT] = frame
  f64[(frame >> 1) + L.SINCE] = f64[H.NOW]!
}

/** Takes a frame out of the line, wherever it stands. */
export function leaveLine(i32: Int32Array, f64: Float64Array, frame: number): void {
  const station = i32[frame + L.AT]!
  touch(i32, f64, station)
  i32[station + L.T_LINE] = i32[station + L.T_LINE]! - 1
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
  touch(i32, f64, station)
  i32[station + L.T_BUSY] = i32[station + L.T_BUSY]! - 1
  if (i32[station + L.T_HEAD] !== 0 && i32[station + L.T_BUSY]! < i32[station + L.T_SERVERS]!)
    grantFirst(i32, f64, station)
}

/** Lets the first in line have a server that is free. */
function grantFirst(i32: Int32Array, f64: Float64Array, station: number): void {
  const frame = i32[station + L.T_HEAD]!
  leaveLine(i32, f64, frame)
  i32[station + L.T_BUSY] = i32[station + L.T_BUSY]! + 1
  addGrant(i32, frame, station)
  const half = station >> 1
  const waited = f64[H.NOW]! - f64[(frame >> 1) + L.SINCE]!
  f64[half + L.T_GRANTED] = f64[half + L.T_GRANTED]! + 1
  f64[half + L.T_WAITED] = f64[half + L.T_WAITED]! + waited
  bookWait(i32, f64, frame, station)
  makeReady(i32, frame)
}

/** Books the wait that ends now on the frame's account. */
function bookWait(i32: Int32Array, f64: Float64Array, frame: number, station: number): void {
  f64[H.SAMPLE] = f64[H.NOW]! - f64[(frame >> 1) + L.SINCE]!
  if (f64[H.SAMPLE] === 0) return
  const component = i32[i32[frame + L.INSTANCE]! + L.N_COMPONENT]!
  addSegment(i32, f64, frame, (component << L.CAUSE_BITS) | (L.CAUSE_WAITING + i32[station + L.T_SLOT]!))
}

/** Wakes the first frame parked at a gate; false when there is none. */
export function wake(i32: Int32Array, f64: Float64Array, gate: number): boolean {
  const frame = i32[gate + L.T_HEAD]!
  if (frame === 0) return false
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
  while (i32[station + L.T_HEAD] !== 0 && i32[station + L.T_BUSY]! < servers) grantFirst(i32, f64, station)
}

/** Remembers that the frame holds a grant (a server or a flight), so that it is given back exactly once. */
export function addGrant(i32: Int32Array, frame: number, grant: number): void {
  for (let at = frame + L.GRANTS; at < frame + L.GRANTS + L.GRANT_COUNT; at++) {
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

// ── Processor sharing ───────────────────────────────────────────────────────────────────────────────────────────────
// Every job present gets the same rate min(1, servers / jobs). Measured in *virtual time* — the service that a job present
// all along would have had — each job ends at a fixed point, its own demand after it came. So a heap by that point is all
// that is needed, and an arrival or a change of speed moves one event, not all of them.

/** Begins to serve a frame that demands `f64[H.SAMPLE]` ms of one server. */
export function share(arena: Arena, frame: number, station: number): void {
  if (arena.i32[station + L.T_HEAP_SIZE]! >= heapCapacity(arena.i32, station)) {
    growHeap(arena, station, 2 * heapCapacity(arena.i32, station))
  }
  const { i32, f64 } = arena
  const demand = f64[H.SAMPLE]!
  touch(i32, f64, station)
  advanceVirtual(i32, f64, station)
  const half = frame >> 1
  f64[half + L.TIME] = f64[(station >> 1) + L.T_VIRTUAL]! + demand
  f64[half + L.SEQ] = f64[H.SEQUENCE]!
  f64[H.SEQUENCE] = f64[H.SEQUENCE]! + 1
  f64[half + L.SINCE] = f64[H.NOW]!
  i32[frame + L.STATE] = L.SHARING
  i32[frame + L.AT] = station
  const size = i32[station + L.T_HEAP_SIZE]!
  i32[station + L.T_HEAP_SIZE] = size + 1
  siftUp(i32, f64, station, size, frame)
  f64[(station >> 1) + L.T_GRANTED] = f64[(station >> 1) + L.T_GRANTED]! + 1
  relist(i32, f64, station)
}

/** The job that is done now, taken out, at a station that has just left the event list. */
export function finishShare(i32: Int32Array, f64: Float64Array, station: number): number {
  i32[station + L.T_HEAD] = 0
  touch(i32, f64, station)
  advanceVirtual(i32, f64, station)
  const frame = i32[i32[station + L.T_HEAP]!]!
  // Rounding must not leave the job that is due with a grain of service to come.
  f64[(station >> 1) + L.T_VIRTUAL] = Math.max(f64[(station >> 1) + L.T_VIRTUAL]!, f64[(frame >> 1) + L.TIME]!)
  removeAt(i32, f64, station, 0)
  relist(i32, f64, station)
  return frame
}

/** Takes a job out before it is done. */
export function leaveShare(i32: Int32Array, f64: Float64Array, frame: number): void {
  const station = i32[frame + L.AT]!
  touch(i32, f64, station)
  advanceVirtual(i32, f64, station)
  const heap = i32[station + L.T_HEAP]!
  const size = i32[station + L.T_HEAP_SIZE]!
  for (let at = 0; at < size; at++) {
    if (i32[heap + at] === frame) {
      removeAt(i32, f64, station, at)
      break
    }
  }
  relist(i32, f64, station)
}

/** Multiplies what is left of a job's demand. */
export function stretchShare(i32: Int32Array, f64: Float64Array, frame: number, factor: number): void {
  const station = i32[frame + L.AT]!
  advanceVirtual(i32, f64, station)
  const left = f64[(frame >> 1) + L.TIME]! - f64[(station >> 1) + L.T_VIRTUAL]!
  leaveShare(i32, f64, frame)
  f64[(frame >> 1) + L.TIME] = f64[(station >> 1) + L.T_VIRTUAL]! + left * factor
  const size = i32[station + L.T_HEAP_SIZE]!
  i32[station + L.T_HEAP_SIZE] = size + 1
  i32[frame + L.AT] = station
  siftUp(i32, f64, station, size, frame)
  relist(i32, f64, station)
}

function rateOf(i32: Int32Array, station: number): number {
  const jobs = i32[station + L.T_HEAP_SIZE]!
  const servers = i32[station + L.T_SERVERS]!
  return jobs <= servers ? 1 : servers / jobs
}

function advanceVirtual(i32: Int32Array, f64: Float64Array, station: number): void {
  const half = station >> 1
  const elapsed = f64[H.NOW]! - f64[half + L.T_VIRTUAL_AT]!
  f64[half + L.T_VIRTUAL_AT] = f64[H.NOW]!
  if (elapsed > 0 && i32[station + L.T_HEAP_SIZE]! > 0) {
    f64[half + L.T_VIRTUAL] = f64[half + L.T_VIRTUAL]! + elapsed * rateOf(i32, station)
  }
}

/** Puts the station into the event list for the job that will be done first; `L.T_HEAD` says whether it stands there. */
function relist(i32: Int32Array, f64: Float64Array, station: number): void {
  const half = station >> 1
  if (i32[station + L.T_HEAD] === 1) withdraw(i32, f64, station)
  const size = i32[station + L.T_HEAP_SIZE]!
  const servers = i32[station + L.T_SERVERS]!
  i32[station + L.T_BUSY] = size < servers ? size : servers
  i32[station + L.T_LINE] = size > servers ? size - servers : 0
  if (i32[station + L.T_LINE]! > i32[station + L.T_LINE_MAX]!) i32[station + L.T_LINE_MAX] = i32[station + L.T_LINE]!
  i32[station + L.T_HEAD] = 0
  if (size === 0 || servers === 0) return
  const first = i32[i32[station + L.T_HEAP]!]!
  const left = f64[(first >> 1) + L.TIME]! - f64[half + L.T_VIRTUAL]!
  f64[half + L.TIME] = f64[H.NOW]! + (left > 0 ? left / rateOf(i32, station) : 0)
  f64[half + L.SEQ] = f64[H.SEQUENCE]!
  f64[H.SEQUENCE] = f64[H.SEQUENCE]! + 1
  i32[station + L.T_HEAD] = 1
  enqueue(i32, f64, station)
}

function heapCapacity(i32: Int32Array, station: number): number {
  return i32[i32[station + L.T_HEAP]! - 1]!
}

function growHeap(arena: Arena, station: number, capacity: number): void {
  const block = arena.alloc(capacity + 2)
  const { i32 } = arena
  i32[block + 1] = capacity
  const old = i32[station + L.T_HEAP]!
  if (old !== 0) i32.copyWithin(block + 2, old, old + i32[station + L.T_HEAP_SIZE]!)
  i32[station + L.T_HEAP] = block + 2
}

function isBefore(f64: Float64Array, a: number, b: number): boolean {
  const x = f64[(a >> 1) + L.TIME]!
  const y = f64[(b >> 1) + L.TIME]!
  return x < y || (x === y && f64[(a >> 1) + L.SEQ]! < f64[(b >> 1) + L.SEQ]!)
}

function siftUp(i32: Int32Array, f64: Float64Array, station: number, from: number, frame: number): void {
  const heap = i32[station + L.T_HEAP]!
  let at = from
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = i32[heap + parent]!
    if (!isBefore(f64, frame, above)) break
    i32[heap + at] = above
    at = parent
  }
  i32[heap + at] = frame
}

function removeAt(i32: Int32Array, f64: Float64Array, station: number, index: number): void {
  const heap = i32[station + L.T_HEAP]!
  const size = i32[station + L.T_HEAP_SIZE]! - 1
  i32[station + L.T_HEAP_SIZE] = size
  if (index === size) return
  const moved = i32[heap + size]!
  let at = index
  for (;;) {
    let child = 2 * at + 1
    if (child >= size) break
    if (child + 1 < size && isBefore(f64, i32[heap + child + 1]!, i32[heap + child]!)) child++
    if (!isBefore(f64, i32[heap + child]!, moved)) break
    i32[heap + at] = i32[heap + child]!
    at = child
  }
  siftUp(i32, f64, station, at, moved)
}
