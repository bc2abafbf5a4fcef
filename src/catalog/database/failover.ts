/**
 * Failover: replicas watch the primary by heartbeats. When it is gone, the one that has applied most takes over, and
 * what had not reached it is lost.
 */
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { E_VALUE } from '../../engine/store-layout.ts'
import { find } from '../../engine/store.ts'
import * as F from './family.ts'
import { entryAt } from './log.ts'

/** Aims a heartbeat at the present primary; false for the primary itself. */
export function aimAtPrimary(machine: Machine, frame: number): boolean {
  const { i32 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const family = F.familyOf(machine, instance)
  const link = i32[F.memberOf(machine, instance) + F.M_LINK]!
  const primary = i32[F.rowAt(machine, family, i32[family + F.G_PRIMARY]!) + F.M_INSTANCE]!
  if (primary === instance || primary === 0 || link === 0) return false
  i32[frame + L.TARGET_LINK] = link
  i32[frame + L.TARGET] = primary
  return true
}

/** Ms until the member's next heartbeat, which is thereby agreed on: an edit in between does not put it off. */
export function untilHeartbeat(machine: Machine, frame: number, intervalMs: number): number {
  const half = F.memberOf(machine, machine.i32[frame + L.INSTANCE]!) >> 1
  const { f64 } = machine
  const left = f64[half + F.M_DUE]! - f64[H.NOW]!
  const wait = left > 0 ? Math.min(left, intervalMs) : intervalMs
  f64[half + F.M_DUE] = f64[H.NOW]! + wait
  return wait
}

/**
 * Counts a heartbeat's answer; true when this member should take over now. A deposed primary has to hear of its
 * successor before it may take over again: its history is another one, and both sides of a cut would depose each other
 * for ever.
 */
export function missHeartbeat(machine: Machine, frame: number, isGood: boolean, limit: number): boolean {
  const { i32, f64 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const family = F.familyOf(machine, instance)
  const own = F.rowOf(machine, family, instance)
  const member = F.rowAt(machine, family, own)
  i32[member + F.M_MISSED] = isGood || F.isPrimary(machine, instance) ? 0 : i32[member + F.M_MISSED]! + 1
  if (isGood) i32[member + F.M_DEPOSED] = 0
  if (i32[member + F.M_MISSED]! < limit || i32[family + F.G_PROMOTING] !== 0 || i32[member + F.M_DEPOSED] !== 0)
    return false
  for (let row = 0; row < i32[family + F.G_ROWS]!; row++) {
    const other = F.rowAt(machine, family, row)
    const isAlive = i32[other + F.M_INSTANCE] !== 0 && i32[i32[other + F.M_INSTANCE]! + L.N_UP] !== 0
    if (!isAlive || row === i32[family + F.G_PRIMARY] || i32[other + F.M_DEPOSED] !== 0) continue
    const ahead = f64[(other >> 1) + F.M_APPLIED]! - f64[(member >> 1) + F.M_APPLIED]!
    if (ahead > 0 || (ahead === 0 && row < own)) return false
  }
  i32[family + F.G_PROMOTING] = own + 1
  return true
}

/** A promotion that its member did not live to finish is given up. */
export function abortPromotion(machine: Machine, instance: number): void {
  const family = F.familyOf(machine, instance)
  const promoting = machine.i32[family + F.G_PROMOTING]! - 1
  if (promoting < 0 || machine.i32[F.rowAt(machine, family, promoting) + F.M_INSTANCE] !== instance) return
  machine.i32[family + F.G_PROMOTING] = 0
}

/**
 * The frame's member becomes the primary. Commits beyond what it has applied are lost: their number is returned, the
 * log ends where it stands, and nobody counts as further than that.
 */
export function promote(machine: Machine, frame: number): number {
  const { i32, f64 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const family = F.familyOf(machine, instance)
  const before = i32[F.rowAt(machine, family, i32[family + F.G_PRIMARY]!) + F.M_INSTANCE]!
  const applied = f64[(F.memberOf(machine, instance) >> 1) + F.M_APPLIED]!
  const last = f64[(family >> 1) + F.G_LAST]!
  for (let position = Math.max(applied + 1, f64[(family >> 1) + F.G_FIRST]!); position <= last; position++) {
    const logged = entryAt(i32, family, position)
    const entry = find(i32, i32[family + F.G_VERSIONS]!, i32[logged]!, i32[logged + 1]!)
    if (entry !== 0 && i32[entry + E_VALUE]! > applied) i32[entry + E_VALUE] = applied
  }
  f64[(family >> 1) + F.G_LAST] = applied
  for (let row = 0; row < i32[family + F.G_ROWS]!; row++) {
    const member = F.rowAt(machine, family, row)
    f64[(member >> 1) + F.M_APPLIED] = Math.min(f64[(member >> 1) + F.M_APPLIED]!, applied)
    i32[member + F.M_MISSED] = 0
  }
  i32[F.rowAt(machine, family, i32[family + F.G_PRIMARY]!) + F.M_DEPOSED] = 1
  i32[family + F.G_PRIMARY] = F.rowOf(machine, family, instance)
  i32[family + F.G_PROMOTING] = 0
  machine.tell?.('promoted', i32[instance + L.N_COMPONENT]!, {
    other: i32[before + L.N_COMPONENT]!,
    lost: last - applied,
  })
  return last - applied
}
