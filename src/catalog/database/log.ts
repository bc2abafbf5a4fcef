/**
 * The log of writes. Every commit takes the next position; a replica has the entry a network delay later, applies
 * entries one after the other, and knows how far it is. What it reads is as old as that.
 */
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { wake } from '../../engine/station.ts'
import { E_VALUE } from '../../engine/store-layout.ts'
import { find, put } from '../../engine/store.ts'
import { drawHop, sendingMsOf } from '../../engine/wire.ts'
import * as F from './family.ts'

/** Beyond this many entries the log is cut; a replica that is further behind begins again from there. */
const CAPACITY_MAX = 1 << 20

/** Commits the write of the frame's request at the primary: the next position, the key's new version, the log. */
export function commit(machine: Machine, frame: number): void {
  const instance = machine.i32[frame + L.INSTANCE]!
  const family = F.familyOf(machine, instance)
  const request = machine.i32[frame + L.REQUEST]!
  const space = machine.i32[request + L.R_SPACE]!
  const key = machine.i32[request + L.R_KEY]!
  const position = machine.f64[(family >> 1) + F.G_LAST]! + 1
  makeRoom(machine, family, position)
  const entry = put(machine.arena, machine.i32[family + F.G_VERSIONS]!, space, key, Infinity)
  const { i32, f64 } = machine
  i32[entry + E_VALUE] = position
  f64[(family >> 1) + F.G_LAST] = position
  const logged = entryAt(i32, family, position)
  i32[logged] = space
  i32[logged + 1] = key
  f64[(logged >> 1) + 1] = f64[H.NOW]!
  f64[(F.memberOf(machine, instance) >> 1) + F.M_APPLIED] = position
  f64[(request >> 1) + L.R_VERSION] = position
  i32[request + L.R_VERSIONS] = i32[family + F.G_VERSIONS]!
  for (let row = 0; row < i32[family + F.G_ROWS]!; row++) {
    const gate = i32[F.rowAt(machine, family, row) + F.M_GATE]!
    if (gate !== 0) wake(i32, f64, gate)
  }
}

/** The entry of the log at a position. */
export function entryAt(i32: Int32Array, family: number, position: number): number {
  return i32[family + F.G_LOG]! + ((position - 1) % i32[family + F.G_CAPACITY]!) * F.ENTRY_WORDS
}

/** Makes sure the log has room for one more: entries that all have applied go, else it grows, else it is cut. */
function makeRoom(machine: Machine, family: number, position: number): void {
  const { i32, f64 } = machine
  const capacity = i32[family + F.G_CAPACITY]!
  const half = family >> 1
  if (position - f64[half + F.G_FIRST]! < capacity) return
  let slowest = position - 1
  for (let row = 0; row < i32[family + F.G_ROWS]!; row++) {
    const member = F.rowAt(machine, family, row)
    if (i32[member + F.M_INSTANCE] !== 0) slowest = Math.min(slowest, f64[(member >> 1) + F.M_APPLIED]!)
  }
  f64[half + F.G_FIRST] = Math.max(f64[half + F.G_FIRST]!, slowest + 1)
  if (position - f64[half + F.G_FIRST]! < capacity) return
  if (capacity < CAPACITY_MAX) growLog(machine, family, position)
  else f64[half + F.G_FIRST] = position - capacity + 1
}

function growLog(machine: Machine, family: number, position: number): void {
  const capacity = machine.i32[family + F.G_CAPACITY]!
  const log = machine.arena.alloc(2 * capacity * F.ENTRY_WORDS)
  const { i32, f64 } = machine
  for (let at = f64[(family >> 1) + F.G_FIRST]!; at < position; at++) {
    const from = entryAt(i32, family, at)
    const to = log + ((at - 1) % (2 * capacity)) * F.ENTRY_WORDS
    i32.copyWithin(to, from, from + F.ENTRY_WORDS)
  }
  i32[family + F.G_LOG] = log
  i32[family + F.G_CAPACITY] = 2 * capacity
}

/** Reads the key's version as this member has it: true when a newer one is committed, that is, the answer is stale. */
export function readVersion(machine: Machine, frame: number): boolean {
  const { i32, f64 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const family = F.familyOf(machine, instance)
  const request = i32[frame + L.REQUEST]!
  const versions = i32[family + F.G_VERSIONS]!
  const entry = find(i32, versions, i32[request + L.R_SPACE]!, i32[request + L.R_KEY]!)
  const current = entry === 0 ? 0 : i32[entry + E_VALUE]!
  const applied = F.isPrimary(machine, instance) ? current : f64[(F.memberOf(machine, instance) >> 1) + F.M_APPLIED]!
  f64[(request >> 1) + L.R_VERSION] = Math.min(current, applied)
  i32[request + L.R_VERSIONS] = versions
  if (current > applied) i32[request + L.R_FLAGS] = i32[request + L.R_FLAGS]! | L.STALE
  return current > applied
}

/**
 * What a replica's log applier can do now: 0 nothing (it parks until the next commit), 1 wait because it is cut off, 2
 * go on with the next entry, which arrives in as many ms as register X then says.
 */
export function nextToApply(machine: Machine, frame: number): number {
  const { i32, f64 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const family = F.familyOf(machine, instance)
  const member = F.memberOf(machine, instance)
  const half = member >> 1
  if (F.isPrimary(machine, instance)) return 0
  if (f64[half + F.M_APPLIED]! < f64[(family >> 1) + F.G_FIRST]! - 1) {
    f64[half + F.M_APPLIED] = f64[(family >> 1) + F.G_FIRST]! - 1
  }
  const next = f64[half + F.M_APPLIED]! + 1
  if (next > f64[(family >> 1) + F.G_LAST]!) return 0
  const primary = F.rowAt(machine, family, i32[family + F.G_PRIMARY]!)
  const isCutOff = isCut(i32, i32[member + F.M_LINK]!) || i32[i32[primary + F.M_INSTANCE]! + L.N_UP] === 0
  if (isCutOff) {
    f64[(frame >> 1) + L.X] = RETRY_MS
    return 1
  }
  const entry = entryAt(i32, family, next)
  const underWayMs = f64[(entry >> 1) + 1]! + shippingMs(machine, member) - f64[H.NOW]!
  f64[(frame >> 1) + L.X] = Math.max(underWayMs, sendingMsOf(i32, f64, i32[member + F.M_LINK]!, 0))
  return 2
}

/** A replica that cannot reach its primary tries again after this long. */
const RETRY_MS = 100

/** How long an entry of the log is under way to a member: over its own link, as that is at present, and beyond. */
function shippingMs(machine: Machine, member: number): number {
  const { i32, f64 } = machine
  // One that hangs on nobody has no link.
  const link = i32[member + F.M_LINK]!
  f64[H.SAMPLE] = 0
  if (link !== 0) drawHop(machine, i32, f64, 0, link)
  return f64[(member >> 1) + F.M_BEYOND]! + f64[H.SAMPLE]!
}

function isCut(i32: Int32Array, link: number): boolean {
  return link !== 0 && (i32[link + L.L_FLAGS]! & L.CUT) !== 0
}

/** The entry that was waited for is applied. */
export function applyNext(machine: Machine, frame: number): void {
  const instance = machine.i32[frame + L.INSTANCE]!
  const family = F.familyOf(machine, instance)
  const half = F.memberOf(machine, instance) >> 1
  const last = machine.f64[(family >> 1) + F.G_LAST]!
  machine.f64[half + F.M_APPLIED] = Math.min(last, machine.f64[half + F.M_APPLIED]! + 1)
}

/** How far a member is behind, ms: the age of the oldest entry that it has not applied. */
export function lagMs(machine: Machine, instance: number): number {
  const { i32, f64 } = machine
  const family = F.familyOf(machine, instance)
  if (family === 0 || F.isPrimary(machine, instance)) return 0
  const next = f64[(F.memberOf(machine, instance) >> 1) + F.M_APPLIED]! + 1
  if (next > f64[(family >> 1) + F.G_LAST]!) return 0
  const oldest = Math.max(next, f64[(family >> 1) + F.G_FIRST]!)
  return f64[H.NOW]! - f64[(entryAt(i32, family, oldest) >> 1) + 1]!
}
