/**
 * A primary and its replicas. Every commit takes the next position of the log; a replica has the entry a network delay
 * later, applies entries one after the other, and knows how far it is. Replicas watch the primary by heartbeats; when it
 * is gone, the one that has applied most takes over, and what had not reached it is lost.
 */
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { hashText } from '../../engine/random.ts'
import { createStore, E_VALUE, find, put } from '../../engine/store.ts'
import { wake } from '../../engine/station.ts'

/** The cell of every database instance that points to its family's record: the first one it declares. */
export const FAMILY_CELL = 0

// The family's record.
const G_PRIMARY = 0 // row of the member that is the primary now
const G_ROWS = 1 // rows in use
const G_VERSIONS = 2
const G_LOG = 3
const G_CAPACITY = 4
const G_PROMOTING = 5 // 1 + row of the member that is about to take over
const G_LAST = 3 // f64: position of the last commit
const G_FIRST = 4 // f64: position of the oldest entry still in the log
const G_MEMBERS = 10 // pointer to the rows of members
const G_ROOM = 11 // rows there is room for
export const FAMILY_WORDS = 12

// A member's row. It stays where it is for as long as the member belongs to the family; row 0 is the drawn primary's.
const M_INSTANCE = 0 // 0: nobody's row
const M_GATE = 1
const M_LINK = 2 // the connection by which it hangs on the family
const M_MISSED = 3
const M_APPLIED = 2 // f64
const M_BEYOND = 3 // f64: latency from the far end of its link to the drawn primary, ms
const M_ID = 8 // hash of the member's id
const M_DUE = 5 // f64: when its next heartbeat is due
const MEMBER_WORDS = 12
const FIRST_ROOM = 4

// An entry of the log: space, key, and when it was committed (f64).
const ENTRY_WORDS = 4
const FIRST_CAPACITY = 1 << 10
/** Beyond this many entries the log is cut; a replica that is further behind begins again from there. */
const CAPACITY_MAX = 1 << 20
const ENDLESS = 1 << 30

function familyOf(machine: Machine, instance: number): number {
  return machine.i32[instance + L.N_CELLS + FAMILY_CELL]!
}

function rowAt(machine: Machine, family: number, row: number): number {
  return machine.i32[family + G_MEMBERS]! + row * MEMBER_WORDS
}

/** The number of the instance's own row. */
function rowOf(machine: Machine, family: number, instance: number): number {
  const rows = machine.i32[family + G_ROWS]!
  for (let row = 0; row < rows; row++) {
    if (machine.i32[rowAt(machine, family, row) + M_INSTANCE] === instance) return row
  }
  throw new Error('a database has to belong to its family')
}

/** The instance's own row. */
function memberOf(machine: Machine, instance: number): number {
  const family = familyOf(machine, instance)
  return rowAt(machine, family, rowOf(machine, family, instance))
}

/** Whether an instance is the primary of its family at present. */
export function isPrimary(machine: Machine, instance: number): boolean {
  const family = familyOf(machine, instance)
  return machine.i32[rowAt(machine, family, machine.i32[family + G_PRIMARY]!) + M_INSTANCE] === instance
}

/** A member as the document has it. */
interface Membership {
  readonly id: string
  readonly isRoot: boolean
  /** Ids of all members. */
  readonly members: readonly string[]
  readonly gate: number
  /** The connection by which it hangs on the family. */
  readonly link: number
  /** Latency from the far end of that connection to the drawn primary, ms. */
  readonly beyondMs: number
}

/** Enters a member into the family's record; rows of those who have left are given free. */
export function enroll(machine: Machine, instance: number, membership: Membership): void {
  const family = familyOf(machine, instance)
  if (machine.i32[family + G_VERSIONS] === 0) found(machine, family)
  const ids = new Set(membership.members.map(idHash))
  for (let row = 0; row < machine.i32[family + G_ROWS]!; row++) {
    if (!ids.has(machine.i32[rowAt(machine, family, row) + M_ID]!)) expel(machine, family, row)
  }
  const row = membership.isRoot ? 0 : findRow(machine, family, idHash(membership.id))
  const member = rowAt(machine, family, row)
  const { i32, f64 } = machine
  if (i32[member + M_INSTANCE] !== instance) {
    // A new member begins as a copy of what is committed.
    f64[(member >> 1) + M_APPLIED] = f64[(family >> 1) + G_LAST]!
    i32[member + M_MISSED] = 0
  }
  i32[member + M_ID] = idHash(membership.id)
  i32[member + M_INSTANCE] = instance
  i32[member + M_GATE] = membership.gate
  i32[member + M_LINK] = membership.link
  f64[(member >> 1) + M_BEYOND] = membership.beyondMs
}

/** Never 0, which is nobody's. */
function idHash(id: string): number {
  return hashText(id) || 1
}

function found(machine: Machine, family: number): void {
  const versions = createStore(machine.arena, ENDLESS, 0)
  const log = machine.arena.alloc(FIRST_CAPACITY * ENTRY_WORDS)
  const members = machine.arena.alloc(FIRST_ROOM * MEMBER_WORDS)
  machine.i32[family + G_VERSIONS] = versions
  machine.i32[family + G_LOG] = log
  machine.i32[family + G_CAPACITY] = FIRST_CAPACITY
  machine.i32[family + G_MEMBERS] = members
  machine.i32[family + G_ROOM] = FIRST_ROOM
  // The row of the drawn primary is kept for it, whoever enrolls first.
  machine.i32[family + G_ROWS] = 1
  machine.f64[(family >> 1) + G_FIRST] = 1
}

/** The row of that member; else one that is nobody's. */
function findRow(machine: Machine, family: number, id: number): number {
  const rows = machine.i32[family + G_ROWS]!
  let free = rows
  for (let row = rows - 1; row > 0; row--) {
    const owner = machine.i32[rowAt(machine, family, row) + M_ID]!
    if (owner === id) return row
    if (owner === 0) free = row
  }
  if (free < rows) return free
  const room = machine.i32[family + G_ROOM]!
  if (rows === room) {
    const larger = machine.arena.alloc(2 * room * MEMBER_WORDS)
    machine.i32.copyWithin(larger, rowAt(machine, family, 0), rowAt(machine, family, rows))
    machine.i32[family + G_MEMBERS] = larger
    machine.i32[family + G_ROOM] = 2 * room
  }
  machine.i32[family + G_ROWS] = rows + 1
  return rows
}

/** Gives a row free; when it was the primary's, the drawn one takes the part. */
function expel(machine: Machine, family: number, row: number): void {
  const at = rowAt(machine, family, row)
  machine.i32.fill(0, at, at + MEMBER_WORDS)
  if (machine.i32[family + G_PRIMARY] === row) machine.i32[family + G_PRIMARY] = 0
  if (machine.i32[family + G_PROMOTING] === row + 1) machine.i32[family + G_PROMOTING] = 0
}

/** Commits the write of the frame's request at the primary: the next position, the key's new version, the log. */
export function commit(machine: Machine, frame: number): void {
  const instance = machine.i32[frame + L.INSTANCE]!
  const family = familyOf(machine, instance)
  const request = machine.i32[frame + L.REQUEST]!
  const space = machine.i32[request + L.R_SPACE]!
  const key = machine.i32[request + L.R_KEY]!
  const position = machine.f64[(family >> 1) + G_LAST]! + 1
  makeRoom(machine, family, position)
  const entry = put(machine.arena, machine.i32[family + G_VERSIONS]!, space, key, Infinity)
  const { i32, f64 } = machine
  i32[entry + E_VALUE] = position
  f64[(family >> 1) + G_LAST] = position
  const logged = entryAt(i32, family, position)
  i32[logged] = space
  i32[logged + 1] = key
  f64[(logged >> 1) + 1] = f64[H.NOW]!
  f64[(memberOf(machine, instance) >> 1) + M_APPLIED] = position
  f64[(request >> 1) + L.R_VERSION] = position
  i32[request + L.R_VERSIONS] = i32[family + G_VERSIONS]!
  for (let row = 0; row < i32[family + G_ROWS]!; row++) {
    const gate = i32[rowAt(machine, family, row) + M_GATE]!
    if (gate !== 0) wake(i32, f64, gate)
  }
}

function entryAt(i32: Int32Array, family: number, position: number): number {
  return i32[family + G_LOG]! + ((position - 1) % i32[family + G_CAPACITY]!) * ENTRY_WORDS
}

/** Makes sure the log has room for one more: entries that all have applied go, else it grows, else it is cut. */
function makeRoom(machine: Machine, family: number, position: number): void {
  const { i32, f64 } = machine
  const capacity = i32[family + G_CAPACITY]!
  const half = family >> 1
  if (position - f64[half + G_FIRST]! < capacity) return
  let slowest = position - 1
  for (let row = 0; row < i32[family + G_ROWS]!; row++) {
    const member = rowAt(machine, family, row)
    if (i32[member + M_INSTANCE] !== 0) slowest = Math.min(slowest, f64[(member >> 1) + M_APPLIED]!)
  }
  f64[half + G_FIRST] = Math.max(f64[half + G_FIRST]!, slowest + 1)
  if (position - f64[half + G_FIRST]! < capacity) return
  if (capacity < CAPACITY_MAX) growLog(machine, family, position)
  else f64[half + G_FIRST] = position - capacity + 1
}

function growLog(machine: Machine, family: number, position: number): void {
  const capacity = machine.i32[family + G_CAPACITY]!
  const log = machine.arena.alloc(2 * capacity * ENTRY_WORDS)
  const { i32, f64 } = machine
  for (let at = f64[(family >> 1) + G_FIRST]!; at < position; at++) {
    const from = entryAt(i32, family, at)
    const to = log + ((at - 1) % (2 * capacity)) * ENTRY_WORDS
    i32.copyWithin(to, from, from + ENTRY_WORDS)
  }
  i32[family + G_LOG] = log
  i32[family + G_CAPACITY] = 2 * capacity
}

/** Reads the key's version as this member has it: true when a newer one is committed, that is, the answer is stale. */
export function readVersion(machine: Machine, frame: number): boolean {
  const { i32, f64 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const family = familyOf(machine, instance)
  const request = i32[frame + L.REQUEST]!
  const versions = i32[family + G_VERSIONS]!
  const entry = find(i32, versions, i32[request + L.R_SPACE]!, i32[request + L.R_KEY]!)
  const current = entry === 0 ? 0 : i32[entry + E_VALUE]!
  const applied = isPrimary(machine, instance) ? current : f64[(memberOf(machine, instance) >> 1) + M_APPLIED]!
  f64[(request >> 1) + L.R_VERSION] = Math.min(current, applied)
  i32[request + L.R_VERSIONS] = versions
  if (current > applied) i32[request + L.R_FLAGS] = i32[request + L.R_FLAGS]! | L.STALE
  return current > applied
}

/**
 * What a replica's log applier can do now: 0 nothing (it parks until the next commit), 1 wait because it is cut off, 2 go
 * on with the next entry, which arrives in as many ms as register X then says.
 */
export function nextToApply(machine: Machine, frame: number): number {
  const { i32, f64 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const family = familyOf(machine, instance)
  const member = memberOf(machine, instance)
  const half = member >> 1
  if (isPrimary(machine, instance)) return 0
  if (f64[half + M_APPLIED]! < f64[(family >> 1) + G_FIRST]! - 1) {
    f64[half + M_APPLIED] = f64[(family >> 1) + G_FIRST]! - 1
  }
  const next = f64[half + M_APPLIED]! + 1
  if (next > f64[(family >> 1) + G_LAST]!) return 0
  const primary = rowAt(machine, family, i32[family + G_PRIMARY]!)
  const isCutOff = isCut(i32, i32[member + M_LINK]!) || i32[i32[primary + M_INSTANCE]! + L.N_UP] === 0
  if (isCutOff) {
    f64[(frame >> 1) + L.X] = RETRY_MS
    return 1
  }
  const entry = entryAt(i32, family, next)
  f64[(frame >> 1) + L.X] = f64[(entry >> 1) + 1]! + shippingMs(machine, member) - f64[H.NOW]!
  return 2
}

/** A replica that cannot reach its primary tries again after this long. */
const RETRY_MS = 100

/** How long an entry of the log is under way to a member: over its own link, as that is at present, and beyond. */
function shippingMs({ i32, f64 }: Machine, member: number): number {
  const line = i32[i32[member + M_LINK]! + L.L_OUT]!
  return f64[(member >> 1) + M_BEYOND]! + (line === 0 ? 0 : f64[(line >> 1) + L.D_DELAY]!)
}

function isCut(i32: Int32Array, link: number): boolean {
  return link !== 0 && (i32[link + L.L_FLAGS]! & L.CUT) !== 0
}

/** The entry that was waited for is applied. */
export function applyNext(machine: Machine, frame: number): void {
  const instance = machine.i32[frame + L.INSTANCE]!
  const family = familyOf(machine, instance)
  const half = memberOf(machine, instance) >> 1
  const last = machine.f64[(family >> 1) + G_LAST]!
  machine.f64[half + M_APPLIED] = Math.min(last, machine.f64[half + M_APPLIED]! + 1)
}

/** How far a member is behind, ms: the age of the oldest entry that it has not applied. */
export function lagMs(machine: Machine, instance: number): number {
  const { i32, f64 } = machine
  const family = familyOf(machine, instance)
  if (family === 0 || isPrimary(machine, instance)) return 0
  const next = f64[(memberOf(machine, instance) >> 1) + M_APPLIED]! + 1
  if (next > f64[(family >> 1) + G_LAST]!) return 0
  const oldest = Math.max(next, f64[(family >> 1) + G_FIRST]!)
  return f64[H.NOW]! - f64[(entryAt(i32, family, oldest) >> 1) + 1]!
}

/** Aims a heartbeat at the present primary; false for the primary itself. */
export function aimAtPrimary(machine: Machine, frame: number): boolean {
  const { i32 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const family = familyOf(machine, instance)
  const link = i32[memberOf(machine, instance) + M_LINK]!
  if (isPrimary(machine, instance) || link === 0) return false
  i32[frame + L.TARGET_LINK] = link
  i32[frame + L.TARGET] = i32[rowAt(machine, family, i32[family + G_PRIMARY]!) + M_INSTANCE]!
  return true
}

/** Ms until the member's next heartbeat, which is thereby agreed on: an edit in between does not put it off. */
export function untilHeartbeat(machine: Machine, frame: number, intervalMs: number): number {
  const half = memberOf(machine, machine.i32[frame + L.INSTANCE]!) >> 1
  const { f64 } = machine
  const left = f64[half + M_DUE]! - f64[H.NOW]!
  const wait = left > 0 ? Math.min(left, intervalMs) : intervalMs
  f64[half + M_DUE] = f64[H.NOW]! + wait
  return wait
}

/** Counts a heartbeat's answer; true when this member should take over now. */
export function missHeartbeat(machine: Machine, frame: number, isGood: boolean, limit: number): boolean {
  const { i32, f64 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const family = familyOf(machine, instance)
  const own = rowOf(machine, family, instance)
  const member = rowAt(machine, family, own)
  i32[member + M_MISSED] = isGood || isPrimary(machine, instance) ? 0 : i32[member + M_MISSED]! + 1
  if (i32[member + M_MISSED]! < limit || i32[family + G_PROMOTING] !== 0) return false
  for (let row = 0; row < i32[family + G_ROWS]!; row++) {
    const other = rowAt(machine, family, row)
    const isAlive = i32[other + M_INSTANCE] !== 0 && i32[i32[other + M_INSTANCE]! + L.N_UP] !== 0
    if (!isAlive || row === i32[family + G_PRIMARY]) continue
    const ahead = f64[(other >> 1) + M_APPLIED]! - f64[(member >> 1) + M_APPLIED]!
    if (ahead > 0 || (ahead === 0 && row < own)) return false
  }
  i32[family + G_PROMOTING] = own + 1
  return true
}

/** A promotion that its member did not live to finish is given up. */
export function abortPromotion(machine: Machine, instance: number): void {
  const family = familyOf(machine, instance)
  const promoting = machine.i32[family + G_PROMOTING]! - 1
  if (promoting < 0 || machine.i32[rowAt(machine, family, promoting) + M_INSTANCE] !== instance) return
  machine.i32[family + G_PROMOTING] = 0
}

/**
 * The frame's member becomes the primary. Commits beyond what it has applied are lost: their number is returned, the log
 * ends where it stands, and nobody counts as further than that.
 */
export function promote(machine: Machine, frame: number): number {
  const { i32, f64 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const family = familyOf(machine, instance)
  const before = i32[rowAt(machine, family, i32[family + G_PRIMARY]!) + M_INSTANCE]!
  const applied = f64[(memberOf(machine, instance) >> 1) + M_APPLIED]!
  const last = f64[(family >> 1) + G_LAST]!
  for (let position = Math.max(applied + 1, f64[(family >> 1) + G_FIRST]!); position <= last; position++) {
    const logged = entryAt(i32, family, position)
    const entry = find(i32, i32[family + G_VERSIONS]!, i32[logged]!, i32[logged + 1]!)
    if (entry !== 0 && i32[entry + E_VALUE]! > applied) i32[entry + E_VALUE] = applied
  }
  f64[(family >> 1) + G_LAST] = applied
  for (let row = 0; row < i32[family + G_ROWS]!; row++) {
    const member = rowAt(machine, family, row)
    f64[(member >> 1) + M_APPLIED] = Math.min(f64[(member >> 1) + M_APPLIED]!, applied)
    i32[member + M_MISSED] = 0
  }
  i32[family + G_PRIMARY] = rowOf(machine, family, instance)
  i32[family + G_PROMOTING] = 0
  machine.tell?.('promoted', i32[instance + L.N_COMPONENT]!, {
    other: i32[before + L.N_COMPONENT]!,
    lost: last - applied,
  })
  return last - applied
}
