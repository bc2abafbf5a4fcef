/** What plans' functions read and write in the arena: statistics, ports, requests — small, and without state. */
import * as L from '../engine/layout.ts'
import type { Machine } from '../engine/machine.ts'

/** Cookies that are known; users who have asked for nothing for longest are taken for new ones. */
export const COOKIES = 1 << 21

/** Adds to a counter of the component that an instance belongs to. */
export function addCount(machine: Machine, instance: number, counter: number, amount = 1): void {
  const at = (machine.i32[instance + L.N_STATS]! >> 1) + L.C_COUNTERS + counter
  machine.f64[at] = machine.f64[at]! + amount
}

/** The pointer in a cell of the instance that a frame runs on. */
export function cellOf(machine: Machine, frame: number, cell: number): number {
  return machine.i32[machine.i32[frame + L.INSTANCE]! + L.N_CELLS + cell]!
}

/** The link of that index at a port of an instance, or 0. */
export function linkAt(machine: Machine, instance: number, port: number, index: number): number {
  const list = machine.i32[instance + L.N_PORTS + port]!
  return list === 0 || index >= machine.i32[list]! ? 0 : machine.i32[list + 2 + index]!
}

/** Sets where the frame's next call goes: over that link, to its targets in turn. False when it has none. */
export function aim(machine: Machine, frame: number, link: number): boolean {
  if (link === 0) return false
  const { i32 } = machine
  const count = i32[link + L.L_COUNT]!
  if (count === 0) return false
  const cursor = i32[link + L.L_CURSOR]!
  i32[link + L.L_CURSOR] = cursor + 1 >= count ? 0 : cursor + 1
  i32[frame + L.TARGET_LINK] = link
  i32[frame + L.TARGET] = i32[i32[link + L.L_TARGETS]! + (cursor < count ? cursor : 0)]!
  return true
}
