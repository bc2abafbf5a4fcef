/** Cookies of a sticky balancer: which target a user was sent to first. */
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { E_VALUE } from '../../engine/store-layout.ts'
import { lookUp, put } from '../../engine/store.ts'
import { TARGET_INSTANCE } from '../health.ts'
import { cellOf } from '../memory.ts'
import type { Choice } from './policies.ts'

/** The target that the user's cookie names; 0 when there is no cookie, or that one is out of the question now. */
export function boundTo(machine: Machine, frame: number, { cookies, targets, usable }: Choice): number {
  const { i32, f64 } = machine
  const request = i32[frame + L.REQUEST]!
  const cookie = lookUp(i32, f64, cellOf(machine, frame, cookies), i32[request + L.R_CLIENT]!, i32[request + L.R_USER]!)
  if (cookie === 0) return 0
  const instance = i32[frame + L.INSTANCE]!
  for (let n = 0; n < targets.count(machine, instance); n++) {
    const record = targets.at(machine, instance, n)
    if (i32[record + TARGET_INSTANCE] === i32[cookie + E_VALUE] && usable(machine, record)) return record
  }
  return 0
}

/** Gives the user a cookie with that target, which it returns. May replace the arena's views. */
export function bind(machine: Machine, frame: number, { cookies }: Choice, record: number): number {
  const { arena } = machine
  const request = arena.i32[frame + L.REQUEST]!
  const jar = cellOf(machine, frame, cookies)
  const target = arena.i32[record + TARGET_INSTANCE]!
  const entry = put(arena, jar, arena.i32[request + L.R_CLIENT]!, arena.i32[request + L.R_USER]!, Infinity)
  arena.i32[entry + E_VALUE] = target
  return record
}
