/** Which target a balancer sends a request to: among those in health, by policy. */
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { drawWords, hashText, scatter, uniform } from '../../engine/random.ts'
import { releaseGrant } from '../../engine/cancel.ts'
import { acquire, createStation } from '../../engine/station.ts'
import { TARGET_DOWN, TARGET_INSTANCE, TARGET_LINK, TARGET_STATION, type Targets } from '../health.ts'
import type { PlanFunction } from '../kit.ts'
import { cellOf } from '../memory.ts'

export type Policy = 'roundRobin' | 'leastConnections' | 'random' | 'hash'

const RANDOM_PURPOSE = hashText('random target')
const ENDLESS = 1 << 30

/** A target is out of the question; picked otherwise, or nothing is in health and `failOpen` asks all the same. */
type Usable = (machine: Machine, record: number) => boolean

const isUp: Usable = (machine, record) => machine.i32[record + TARGET_DOWN] === 0
const isAny: Usable = () => true

/**
 * Chooses a target and holds one of its connections until the call is over. The open connections of a target are a
 * station without bound, so that they are counted back whatever becomes of the call.
 */
export function chooseTarget(targets: Targets, policy: Policy, failOpen: boolean, turn: number): PlanFunction {
  return (machine, frame) => {
    closeConnection(machine, frame)
    const instance = machine.i32[frame + L.INSTANCE]!
    const healthy = targets.healthy(machine, instance)
    if (healthy === 0 && !failOpen) return 0
    const usable = healthy === 0 ? isAny : isUp
    const among = healthy === 0 ? targets.count(machine, instance) : healthy
    if (among === 0) return 0
    const record = pick(machine, frame, { targets, policy, usable, among, turn })
    openConnection(machine, frame, record)
    machine.i32[frame + L.TARGET_LINK] = machine.i32[record + TARGET_LINK]!
    machine.i32[frame + L.TARGET] = machine.i32[record + TARGET_INSTANCE]!
    return 1
  }
}

/** Ends the frame's connection to its target, if it has one: register A holds the station. */
export function closeConnection(machine: Machine, frame: number): void {
  const { i32, f64 } = machine
  const station = i32[frame + L.A]!
  if (station === 0) return
  i32[frame + L.A] = 0
  releaseGrant(i32, f64, frame, station)
}

function openConnection(machine: Machine, frame: number, record: number): void {
  let station = machine.i32[record + TARGET_STATION]!
  if (station === 0) {
    station = createStation(machine.arena, { discipline: L.FIFO, servers: ENDLESS, room: 0, slot: 7 })
    machine.i32[record + TARGET_STATION] = station
  }
  acquire(machine.i32, machine.f64, frame, station)
  machine.i32[frame + L.A] = station
}

interface Choice {
  readonly targets: Targets
  readonly policy: Policy
  readonly usable: Usable
  /** How many are usable. */
  readonly among: number
  /** The cell whose first word is whose turn it is. */
  readonly turn: number
}

function pick(machine: Machine, frame: number, choice: Choice): number {
  switch (choice.policy) {
    case 'leastConnections':
      return leastConnections(machine, frame, choice)
    case 'roundRobin':
      return inTurn(machine, frame, choice)
    case 'random': {
      const request = machine.i32[frame + L.REQUEST]!
      const s0 = machine.i32[request + L.R_SEED]!
      const s1 = machine.i32[request + L.R_SEED + 1]!
      drawWords(machine.i32, s0, s1, RANDOM_PURPOSE, machine.i32[frame + L.VISIT]! * 16 + machine.i32[frame + L.TRIES]!)
      return nth(machine, frame, choice, Math.floor(uniform(machine.i32) * choice.among))
    }
    case 'hash': {
      const user = machine.i32[machine.i32[frame + L.REQUEST]! + L.R_USER]!
      return nth(machine, frame, choice, (scatter(user) >>> 0) % choice.among)
    }
  }
}

/** The usable target of that number. */
function nth(machine: Machine, frame: number, { targets, usable }: Choice, number: number): number {
  const instance = machine.i32[frame + L.INSTANCE]!
  let left = number
  for (let n = 0; ; n++) {
    const record = targets.at(machine, instance, n)
    if (usable(machine, record) && left-- === 0) return record
  }
}

/** The next usable one after the one that had its turn last. */
function inTurn(machine: Machine, frame: number, { targets, usable, turn }: Choice): number {
  const instance = machine.i32[frame + L.INSTANCE]!
  const count = targets.count(machine, instance)
  const at = cellOf(machine, frame, turn)
  let n = machine.i32[at]!
  for (;;) {
    n = n + 1 >= count ? 0 : n + 1
    const record = targets.at(machine, instance, n)
    if (!usable(machine, record)) continue
    machine.i32[at] = n
    return record
  }
}

/** The usable one with the fewest open connections; ties go round. */
function leastConnections(machine: Machine, frame: number, { targets, usable, turn }: Choice): number {
  const instance = machine.i32[frame + L.INSTANCE]!
  const count = targets.count(machine, instance)
  const at = cellOf(machine, frame, turn)
  const start = machine.i32[at]! + 1
  let best = 0
  let fewest = ENDLESS
  for (let k = 0; k < count; k++) {
    const n = (start + k) % count
    const record = targets.at(machine, instance, n)
    if (!usable(machine, record)) continue
    const station = machine.i32[record + TARGET_STATION]!
    const open = station === 0 ? 0 : machine.i32[station + L.T_BUSY]!
    if (open < fewest) {
      best = record
      fewest = open
      machine.i32[at] = n
    }
  }
  return best
}
