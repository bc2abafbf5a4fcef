/** A closed loop: users who send a request, wait for its end and think, over and over. */
import type { Distribution } from '../../engine/distributions.ts'
import * as L from '../../engine/layout.ts'
import { wakeFrame } from '../../engine/station.ts'
import { E_VALUE, E_VERSIONS } from '../../engine/store-layout.ts'
import { find, put } from '../../engine/store.ts'
import type { Kit, PlanFunction, Steps } from '../kit.ts'
import { cellOf } from '../memory.ts'
import { act, answer, branch } from '../steps.ts'

/** More users than any client has. */
const ENDLESS = 1e9

/** Of a user in the table of rounds: the loop that waits, and whether a request is under way. */
const LOOP = E_VALUE
const IS_UNDER_WAY = E_VERSIONS

/**
 * Gives every user a loop of its own, told apart by register A. A request that is under way when the loops are planned
 * anew is waited for by the new loop of its user, so that nobody asks twice at a time.
 */
export function circulate(
  kit: Kit,
  { thinkTime, population }: { readonly thinkTime: Distribution; readonly population: number },
  cell: number,
  visit: Steps,
): void {
  const waiting = kit.gate('waiting')
  const think = kit.stream('think')
  const rounds = kit.store('rounds', { capacity: ENDLESS, eviction: 'fifo' })
  const isWaitedFor: PlanFunction = (machine, frame) => {
    const round = find(machine.i32, cellOf(machine, frame, rounds), 0, machine.i32[frame + L.A]!)
    return round !== 0 && machine.i32[round + IS_UNDER_WAY] === 1 ? 1 : 0
  }
  const begin = act(({ arena }, frame) => {
    const store = arena.i32[arena.i32[frame + L.INSTANCE]! + L.N_CELLS + rounds]!
    const round = put(arena, store, 0, arena.i32[frame + L.A]!, Infinity)
    arena.i32[round + IS_UNDER_WAY] = 1
  })
  const wait = act((machine, frame) => {
    const round = find(machine.i32, cellOf(machine, frame, rounds), 0, machine.i32[frame + L.A]!)
    machine.i32[round + LOOP] = frame
  })
  const hear = act((machine, frame) => {
    const { i32, f64 } = machine
    const user = i32[i32[frame + L.REQUEST]! + L.R_USER]!
    const round = find(i32, cellOf(machine, frame, rounds), 0, user)
    i32[round + IS_UNDER_WAY] = 0
    const loop = i32[round + LOOP]!
    // A user who was taken away has no loop any more.
    if (i32[loop + L.A] === user) wakeFrame(i32, f64, i32[i32[frame + L.INSTANCE]! + L.N_RESOURCES + waiting]!, loop)
  })
  const request: Steps = [
    act(({ i32 }, frame) => void (i32[i32[frame + L.REQUEST]! + L.R_USER] = i32[frame + L.A]!)),
    // The user hears of the end, however it comes.
    { op: 'fork', branches: [visit], needed: 1, cancel: false },
    hear,
    answer('asCalled'),
  ]
  const round: Steps = [
    { op: 'holdOwn', time: thinkTime, cell: think, cause: 'service' },
    begin,
    { op: 'emit', cell, body: request },
  ]
  kit.daemon('user', [branch(isWaitedFor, round, []), wait, { op: 'park', gate: waiting }], population)
}
