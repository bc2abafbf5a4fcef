/**
 * Copies of answers, by key: each with the version of the file, or of the data and the table it is judged by. Register
 * A of a visit has the key space of what it wants, register B the version of the files that it is answered.
 */
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { E_VALUE, E_VERSIONS } from '../../engine/store-layout.ts'
import { evictionsOf, find, lookUp, put, take } from '../../engine/store.ts'
import { STATIC } from '../operations.ts'

export function keyOf({ i32 }: Machine, frame: number): number {
  return i32[i32[frame + L.REQUEST]! + L.R_KEY]!
}

/** Files have versions of their own; anything else is judged by those of the database. */
export function isForFile({ i32 }: Machine, frame: number): boolean {
  return i32[frame + L.OPERATION] === STATIC
}

/** Keeps what was answered in a store; returns how many others had to go for it. */
export function keepCopy(machine: Machine, frame: number, store: number, ttlMs: number): number {
  const { arena } = machine
  const before = evictionsOf(arena.f64, store)
  const entry = put(arena, store, arena.i32[frame + L.A]!, keyOf(machine, frame), ttlMs)
  const { i32, f64 } = arena
  const request = i32[frame + L.REQUEST]!
  const isFile = isForFile(machine, frame)
  i32[entry + E_VALUE] = isFile ? i32[frame + L.B]! : f64[(request >> 1) + L.R_VERSION]! | 0
  i32[entry + E_VERSIONS] = isFile ? 0 : i32[request + L.R_VERSIONS]!
  return evictionsOf(f64, store) - before
}

/**
 * The copy of what is wanted, while its time is not over; else 0. One whose time is over may stay for want of better:
 * its version is turned over then, and its time is endless.
 */
export function freshCopy(machine: Machine, frame: number, store: number, staysWhenOld: boolean): number {
  const { arena } = machine
  const space = arena.i32[frame + L.A]!
  const key = keyOf(machine, frame)
  const known = find(arena.i32, store, space, key)
  if (known === 0) return 0
  const value = arena.i32[known + E_VALUE]!
  const versions = arena.i32[known + E_VERSIONS]!
  const entry = lookUp(arena.i32, arena.f64, store, space, key)
  if (entry !== 0 && value >= 0) return entry
  if (!staysWhenOld) take(arena.i32, arena.f64, store, space, key)
  else if (entry === 0) {
    const old = put(arena, store, space, key, Infinity)
    arena.i32[old + E_VALUE] = ~value
    arena.i32[old + E_VERSIONS] = versions
  }
  return 0
}

/** The copy of what is wanted, however old; else 0. */
export function anyCopy(machine: Machine, frame: number, store: number): number {
  return find(machine.i32, store, machine.i32[frame + L.A]!, keyOf(machine, frame))
}

export function isOld({ i32 }: Machine, copy: number): boolean {
  return i32[copy + E_VALUE]! < 0
}

/** Tells the request what it has read, for whoever keeps the answer on its way. */
export function tellVersion({ i32, f64 }: Machine, frame: number, copy: number): void {
  const request = i32[frame + L.REQUEST]!
  const value = i32[copy + E_VALUE]!
  f64[(request >> 1) + L.R_VERSION] = value < 0 ? ~value : value
  i32[request + L.R_VERSIONS] = i32[copy + E_VERSIONS]!
}

/** Whether there is a newer version than that of the copy: of the files, or in the database. */
export function isOutdated(machine: Machine, frame: number, copy: number, versionOfFiles: number): boolean {
  const { i32 } = machine
  if (isForFile(machine, frame)) return i32[copy + E_VALUE]! < versionOfFiles
  const request = i32[frame + L.REQUEST]!
  const versions = i32[copy + E_VERSIONS]!
  if (versions === 0) return false
  const current = find(i32, versions, i32[request + L.R_SPACE]!, i32[request + L.R_KEY]!)
  return current !== 0 && i32[current + E_VALUE]! > i32[copy + E_VALUE]!
}
