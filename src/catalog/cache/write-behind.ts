/**
 * Writing behind: the caller is answered when the entry stands in memory, and the store hears of it later, once for all
 * writes of a key meanwhile. What has not been written when the node dies is lost.
 */
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { countOf, find, flush, put, take } from '../../engine/store.ts'
import type { Routes } from '../database/access.ts'
import { writeTo } from '../database/access.ts'
import type { Kit, PlanFunction, Steps } from '../kit.ts'
import { addCount, cellOf } from '../memory.ts'
import { act, branch, constant } from '../steps.ts'
import { dataOf } from './entries.ts'

/** More keys than ever wait to be written. */
const ENDLESS = 1e9

/** Declares what waits to be written on each node; writes that never arrive are counted as `lostWrites`. */
export function writeLater(kit: Kit, delayMs: number): { isPending: PlanFunction; write: (origin: Routes) => Steps } {
  const pending = kit.store('pending writes', { capacity: ENDLESS, eviction: 'fifo' })
  const lost = kit.counter('lostWrites')
  kit.onCrash((machine, instance) => {
    const store = machine.i32[instance + L.N_CELLS + pending]!
    addCount(machine, instance, lost, countOf(machine.i32, store))
    flush(machine.i32, machine.f64, store)
  })
  const isPending: PlanFunction = (machine, frame) => {
    const { space, key } = dataOf(machine, frame)
    return find(machine.i32, cellOf(machine, frame, pending), space, key) === 0 ? 0 : 1
  }
  const note = act((machine, frame) => {
    const { space, key } = dataOf(machine, frame)
    put(machine.arena, cellOf(machine, frame, pending), space, key, Infinity)
  })
  const forget = act((machine: Machine, frame: number) => {
    const { space, key } = dataOf(machine, frame)
    take(machine.i32, machine.f64, cellOf(machine, frame, pending), space, key)
  })
  const lose: Steps = [{ op: 'count', counter: lost }]
  const write = (origin: Routes): Steps => {
    const later: Steps = [
      { op: 'hold', time: constant(delayMs), purpose: 'write behind', cause: 'service' },
      forget,
      ...writeTo(origin, { ok: [], failed: lose }),
    ]
    // A key that waits already is written once for both.
    return [branch(isPending, [note, { op: 'spawn', body: later }], [])]
  }
  return { isPending, write }
}
