/**
 * A primary and its replicas. Every commit takes the next position of the log; a replica has the entry a network delay
 * later, applies entries one after the other, and knows how far it is. Replicas watch the primary by heartbeats; when it
 * is gone, the one that has applied most takes over, and what had not reached it is lost.
 */
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { createStore, E_VALUE, find, put } from '../../engine/store.ts'
import { wake } from '../../engine/station.ts'

/** The cell of every database instance that points to its family's record: the first one it declares. */
export const FAMILY_CELL = 0

// The family's record.
const G_PRIMARY = 0 // member that is the primary now
const G_COUNT = 1
const G_VERSIONS = 2
const G_LOG = 3
const G_CAPACITY = 4
const G_PROMOTING = 5
const G_LAST = 3 // f64: position of the last commit
const G_FIRST = 4 // f64: position of the oldest entry still in the log
const G_MEMBERS = 16
const M_INSTANCE = 0
const M_GATE = 1
const M_LINK = 2
const M_MISSED = 3
const M_APPLIED = 2 // f64
const M_LATENCY = 3 // f64
const MEMBER_WORDS = 8
export const MEMBERS_MAX = 32
export const FAMILY_WORDS = G_MEMBERS + MEMBERS_MAX * MEMBER_WORDS

// An entry of the log: space, key, and when it was committed (f64).
const ENTRY_WORDS = 4
const FIRST_CAPACITY = 1 << 10
/** Beyond this many entries the log is cut; a replica that is further behind begins again from there. */
const CAPACITY_MAX = 1 << 20
const ENDLESS = 1 << 30

function familyOf(machine: Machine, instance: number): number {
  return machine.i32[instance + L.N_CELLS + FAMILY_CELL]!
}

function memberAt(family: number, member: number): number {
  return family + G_MEMBERS + member * MEMBER_WORDS
}

/** The instance's own record among the members. */
function memberOf(machine: Machine, instance: number): number {
  const family = familyOf(machine, instance)
  const count = machine.i32[family + G_COUNT]!
  for (let n = 0; n < count; n++) {
    if (machine.i32[memberAt(family, n) + M_INSTANCE] === instance) return memberAt(family, n)
  }
  return memberAt(family, 0)
}

/** Whether an instance is the primary of its family at present. */
export function isPrimary(machine: Machine, instance: number): boolean {
  const family = familyOf(machine, instance)
  return machine.i32[memberAt(family, machine.i32[family + G_PRIMARY]!) + M_INSTANCE] === instance
}

/** Enters a member into the family's record; number 0 is the drawn primary. */
export function enroll(
  machine: Machine,
  instance: number,
  spec: { member: number; count: number; gate: number; link: number; latencyMs: number },
): void {
  const family = familyOf(machine, instance)
  if (machine.i32[family + G_VERSIONS] === 0) {
    const versions = createStore(machine.arena, ENDLESS, 0)
    const log = machine.arena.alloc(FIRST_CAPACITY * ENTRY_WORDS)
    machine.i32[family + G_VERSIONS] = versions
    machine.i32[family + G_LOG] = log
    machine.i32[family + G_CAPACITY] = FIRST_CAPACITY
    machine.f64[(family >> 1) + G_FIRST] = 1
  }
  const { i32, f64 } = machine
  i32[family + G_COUNT] = spec.count
  if (i32[family + G_PRIMARY]! >= spec.count) i32[family + G_PRIMARY] = 0
  const member = memberAt(family, spec.member)
  if (i32[member + M_INSTANCE] !== instance) {
    // A new member begins as a copy of what is committed.
    f64[(member >> 1) + M_APPLIED] = f64[(family >> 1) + G_LAST]!
    i32[member + M_MISSED] = 0
  }
  i32[member + M_INSTANCE] = instance
  i32[member + M_GATE] = spec.gate
  i32[member + M_LINK] = spec.link
  f64[(member >> 1) + M_LATENCY] = spec.latencyMs
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
  for (let n = 0; n < i32[family + G_COUNT]!; n++) {
    const gate = i32[memberAt(family, n) + M_GATE]!
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
  for (let n = 0; n < i32[family + G_COUNT]!; n++) {
    slowest = Math.min(slowest, f64[(memberAt(family, n) >> 1) + M_APPLIED]!)
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
  const primary = memberAt(family, i32[family + G_PRIMARY]!)
  const isCutOff = isCut(i32, i32[member + M_LINK]!) || i32[i32[primary + M_INSTANCE]! + L.N_UP] === 0
  if (isCutOff) {
    f64[(frame >> 1) + L.X] = RETRY_MS
    return 1
  }
  const entry = entryAt(i32, family, next)
  f64[(frame >> 1) + L.X] = f64[(entry >> 1) + 1]! + f64[half + M_LATENCY]! - f64[H.NOW]!
  return 2
}

/** A replica that cannot reach its primary tries again after this long. */
const RETRY_MS = 100

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
export function aimAtPrimary(machine: Machine, frame: number, link: number): boolean {
  const { i32 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const family = familyOf(machine, instance)
  const own = i32[memberOf(machine, instance) + M_LINK]!
  if (isPrimary(machine, instance) || link === 0) return false
  i32[frame + L.TARGET_LINK] = isCut(i32, own) ? own : link
  i32[frame + L.TARGET] = i32[memberAt(family, i32[family + G_PRIMARY]!) + M_INSTANCE]!
  return true
}

/** Counts a heartbeat's answer; true when this member should take over now. */
export function missHeartbeat(machine: Machine, frame: number, isGood: boolean, limit: number): boolean {
  const { i32, f64 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const family = familyOf(machine, instance)
  const member = memberOf(machine, instance)
  i32[member + M_MISSED] = isGood || isPrimary(machine, instance) ? 0 : i32[member + M_MISSED]! + 1
  if (i32[member + M_MISSED]! < limit || i32[family + G_PROMOTING] !== 0) return false
  for (let n = 0; n < i32[family + G_COUNT]!; n++) {
    const other = memberAt(family, n)
    const isAlive = i32[i32[other + M_INSTANCE]! + L.N_UP] !== 0 && n !== i32[family + G_PRIMARY]
    const ahead = f64[(other >> 1) + M_APPLIED]! - f64[(member >> 1) + M_APPLIED]!
    if (isAlive && (ahead > 0 || (ahead === 0 && other < member))) return false
  }
  i32[family + G_PROMOTING] = member
  return true
}

/** A promotion that its member did not live to finish is given up. */
export function abortPromotion(machine: Machine, instance: number): void {
  const family = familyOf(machine, instance)
  if (machine.i32[family + G_PROMOTING] === memberOf(machine, instance)) machine.i32[family + G_PROMOTING] = 0
}

/**
 * The frame's member becomes the primary. Commits beyond what it has applied are lost: their number is returned, the log
 * ends where it stands, and nobody counts as further than that.
 */
export function promote(machine: Machine, frame: number): number {
  const { i32, f64 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const family = familyOf(machine, instance)
  const member = memberOf(machine, instance)
  const before = i32[memberAt(family, i32[family + G_PRIMARY]!) + M_INSTANCE]!
  const applied = f64[(member >> 1) + M_APPLIED]!
  const last = f64[(family >> 1) + G_LAST]!
  for (let position = Math.max(applied + 1, f64[(family >> 1) + G_FIRST]!); position <= last; position++) {
    const logged = entryAt(i32, family, position)
    const entry = find(i32, i32[family + G_VERSIONS]!, i32[logged]!, i32[logged + 1]!)
    if (entry !== 0 && i32[entry + E_VALUE]! > applied) i32[entry + E_VALUE] = applied
  }
  f64[(family >> 1) + G_LAST] = applied
  for (let n = 0; n < i32[family + G_COUNT]!; n++) {
    const half = memberAt(family, n) >> 1
    f64[half + M_APPLIED] = Math.min(f64[half + M_APPLIED]!, applied)
    i32[memberAt(family, n) + M_MISSED] = 0
  }
  i32[family + G_PRIMARY] = (member - family - G_MEMBERS) / MEMBER_WORDS
  i32[family + G_PROMOTING] = 0
  machine.tell?.('promoted', i32[instance + L.N_COMPONENT]!, {
    other: i32[before + L.N_COMPONENT]!,
    lost: last - applied,
  })
  return last - applied
}
