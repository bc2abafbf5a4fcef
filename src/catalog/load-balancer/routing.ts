/** Which target a balancer sends a request to: among those in health, by policy. */
import { releaseGrant } from '../../engine/cancel.ts'
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { exp } from '../../engine/maths.ts'
import * as O from '../../engine/outcome.ts'
import { acquire, createStation } from '../../engine/station.ts'
import {
  suspect,
  TARGET_DOWN,
  TARGET_EJECTED_UNTIL,
  TARGET_EJECTIONS,
  TARGET_FAILURES,
  TARGET_INSTANCE,
  TARGET_LATENCY,
  TARGET_LINK,
  TARGET_SEEN,
  TARGET_STATION,
  type Targets,
} from '../health.ts'
import type { PlanFunction } from '../kit.ts'
import { pick } from './choosing.ts'
import { ENDLESS, type Choice, type Policy, type Usable } from './policies.ts'

export interface Routing {
  readonly policy: Policy
  readonly failOpen: boolean
  /** Failures in a row after which a target is ejected; 0: never. */
  readonly ejectAfter: number
  readonly ejectMs: number
  readonly ejectMaxShare: number
  /** Time in which the latency that is remembered of a target fades by e, ms. */
  readonly decayMs: number
}

/** Ejections lengthen each other, to this many times the first. */
const EJECTIONS_MAX = 10
/** One of them is forgotten for each time that a target has been in for so long, as with Envoy. */
const FORGIVEN_MS = 10_000

const isUp: Usable = (machine, record) =>
  machine.i32[record + TARGET_DOWN] === 0 && machine.f64[(record >> 1) + TARGET_EJECTED_UNTIL]! <= machine.f64[H.NOW]!
const isAny: Usable = () => true

/** How many of the targets may be called. */
export function usableTargets(machine: Machine, instance: number, targets: Targets): number {
  const count = targets.count(machine, instance)
  if (targets.areAllWell(machine, instance)) return count
  let usable = 0
  for (let n = 0; n < count; n++) if (isUp(machine, targets.at(machine, instance, n))) usable++
  return usable
}

/**
 * Chooses a target and holds one of its connections until the call is over. The open connections of a target are a
 * station without bound, so that they are counted back whatever becomes of the call.
 */
export function chooseTarget(targets: Targets, routing: Routing, how: Omit<Choice, 'usable' | 'among'>): PlanFunction {
  return (machine, frame) => {
    const instance = machine.i32[frame + L.INSTANCE]!
    const healthy = usableTargets(machine, instance, targets)
    if (healthy === 0 && !routing.failOpen) return 0
    const among = healthy === 0 ? targets.count(machine, instance) : healthy
    if (among === 0) return 0
    const record = pick(machine, frame, { ...how, usable: healthy === 0 ? isAny : isUp, among })
    openConnection(machine, frame, record)
    machine.i32[frame + L.TARGET_LINK] = machine.i32[record + TARGET_LINK]!
    machine.i32[frame + L.TARGET] = machine.i32[record + TARGET_INSTANCE]!
    return 1
  }
}

/**
 * Ends the frame's connection to its target, as soon as a try has been answered, and remembers how that went. Register
 * A holds the station, B the target's record, X when the call began.
 */
export function closeConnection(targets: Targets, routing: Routing): PlanFunction {
  return (machine, frame) => {
    const { i32, f64 } = machine
    const station = i32[frame + L.A]!
    i32[frame + L.A] = 0
    releaseGrant(i32, f64, frame, station)
    const record = i32[frame + L.B]!
    // An edit may have moved the records while the call was under way.
    if (i32[record + TARGET_STATION] !== station) return 0
    if (isOwn(i32, frame)) return 0
    if (routing.policy === 'peakEwma')
      remember(machine, record, f64[H.NOW]! - f64[(frame >> 1) + L.X]!, routing.decayMs)
    if (routing.ejectAfter === 0) return 0
    if (!isFailure(i32[frame + L.ANSWER]!)) i32[record + TARGET_FAILURES] = 0
    else if (++i32[record + TARGET_FAILURES]! >= routing.ejectAfter) eject(machine, frame, record, targets, routing)
    return 0
  }
}

/** Whether the balancer itself kept the call back, so that it says nothing of the target. */
function isOwn(i32: Int32Array, frame: number): boolean {
  const answer = i32[frame + L.ANSWER]!
  const culprit = i32[frame + L.CULPRIT]! - 1
  // A broken circuit or a throttle of its own names the callee; one farther on names whoever stands behind that.
  if (answer === O.CIRCUIT_OPEN || answer === O.THROTTLED)
    return culprit === i32[i32[frame + L.TARGET_LINK]! + L.L_CALLEE]
  return answer === O.TURNED_AWAY && culprit === i32[i32[frame + L.INSTANCE]! + L.N_COMPONENT]
}

/**
 * What counts against a target: answers that a server would give as 5xx, resets and timeouts. That a caller asks too
 * often, or for a session that is not there, is not the target's failure.
 */
function isFailure(answer: number): boolean {
  return answer !== O.OK && answer !== O.MISS && answer !== O.RATE_LIMITED && answer !== O.SESSION_LOST
}

function openConnection(machine: Machine, frame: number, record: number): void {
  let station = machine.i32[record + TARGET_STATION]!
  if (station === 0) {
    station = createStation(machine.arena, { discipline: L.FIFO, servers: ENDLESS, room: 0, slot: 7 })
    machine.i32[record + TARGET_STATION] = station
  }
  acquire(machine.i32, machine.f64, frame, station)
  machine.i32[frame + L.A] = station
  machine.i32[frame + L.B] = record
  machine.f64[(frame >> 1) + L.X] = machine.f64[H.NOW]!
}

/** A latency above what is remembered counts at once, one below only as the memory of the peak fades. */
function remember(machine: Machine, record: number, latencyMs: number, decayMs: number): void {
  const { f64 } = machine
  const half = record >> 1
  const before = f64[half + TARGET_LATENCY]!
  const kept = exp((f64[half + TARGET_SEEN]! - f64[H.NOW]!) / decayMs)
  f64[half + TARGET_LATENCY] = latencyMs > before ? latencyMs : before * kept + latencyMs * (1 - kept)
  f64[half + TARGET_SEEN] = f64[H.NOW]!
}

/** Takes a target out for a while, longer each time, unless too many are out already. */
function eject(machine: Machine, frame: number, record: number, targets: Targets, routing: Routing): void {
  const { i32, f64 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const count = targets.count(machine, instance)
  let out = 0
  for (let n = 0; n < count; n++) {
    if (f64[(targets.at(machine, instance, n) >> 1) + TARGET_EJECTED_UNTIL]! > f64[H.NOW]!) out++
  }
  i32[record + TARGET_FAILURES] = 0
  // Calls that were on their way when it was ejected say nothing new.
  if (f64[(record >> 1) + TARGET_EJECTED_UNTIL]! > f64[H.NOW]!) return
  // One may always be ejected, however few there are.
  if (out > 0 && out + 1 > routing.ejectMaxShare * count) return
  const forgiven = Math.floor((f64[H.NOW]! - f64[(record >> 1) + TARGET_EJECTED_UNTIL]!) / FORGIVEN_MS)
  const times = Math.min(EJECTIONS_MAX, Math.max(0, i32[record + TARGET_EJECTIONS]! - forgiven) + 1)
  i32[record + TARGET_EJECTIONS] = times
  f64[(record >> 1) + TARGET_EJECTED_UNTIL] = f64[H.NOW]! + routing.ejectMs * times
  const target = i32[record + TARGET_INSTANCE]!
  suspect(machine, instance, record, targets)
  machine.tell?.('targetEjected', i32[instance + L.N_COMPONENT]!, {
    other: i32[target + L.N_COMPONENT]!,
    instance: i32[target + L.N_NUMBER]! + 1,
    seconds: (routing.ejectMs * times) / 1_000,
  })
}
