/** The policies of a balancer: each picks one of the usable targets. */
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { exp } from '../../engine/maths.ts'
import { drawWords, hashText, scatter, uniform } from '../../engine/random.ts'
import { TARGET_CREDIT, TARGET_LATENCY, TARGET_PEER, TARGET_SEEN, TARGET_STATION, type Targets } from '../health.ts'
import { cellOf } from '../memory.ts'
import { type Ring, ringStart } from './ring.ts'

export type Policy =
  | 'roundRobin'
  | 'weighted'
  | 'leastConnections'
  | 'random'
  | 'powerOfTwo'
  | 'peakEwma'
  | 'hash'
  | 'ring'
  | 'boundedLoad'
  | 'sticky'

/** More connections than ever are open. */
export const ENDLESS = 1 << 30
/** What a call costs to a target that has not answered yet. */
const UNKNOWN_COST = 1e9

const RANDOM_PURPOSE = hashText('random target')

/** A target is out of the question; picked otherwise, or nothing is in health and all are asked all the same. */
export type Usable = (machine: Machine, record: number) => boolean

export interface Choice {
  readonly targets: Targets
  readonly policy: Policy
  readonly usable: Usable
  /** How many are usable. */
  readonly among: number
  /** The cell whose first word is whose turn comes next. */
  readonly turn: number
  /** Weights by peer of the port. */
  readonly weights: readonly number[]
  /** How many are looked at by `powerOfTwo` and `peakEwma`. */
  readonly choices: number
  readonly hashBy: 'user' | 'key'
  /** Time in which the latency that is remembered of a target fades by e, ms. */
  readonly decayMs: number
  readonly ring: Ring
  /** A bounded ring gives no target more than so many times the mean of open calls (Mirrokni et al., 2016). */
  readonly boundFactor: number
  /** The cell of the store of cookies, where there are any. */
  readonly cookies: number
  /** A target that came into health takes so long to get its full share, ms; 0: none. */
  readonly slowStartMs: number
}

/** The record of the target that a policy calls next. */
export function pickOnce(machine: Machine, frame: number, choice: Choice): number {
  switch (choice.policy) {
    case 'leastConnections':
    case 'sticky': // Who has no cookie yet.
      return leastConnections(machine, frame, choice)
    case 'roundRobin':
      return inTurn(machine, frame, choice)
    case 'weighted':
      return weighted(machine, frame, choice)
    case 'random':
      return nth(machine, frame, choice, Math.floor(draw(machine, frame, RANDOM_PURPOSE, 0) * choice.among))
    case 'powerOfTwo':
    case 'peakEwma':
      return bestOfSome(machine, frame, choice)
    case 'hash':
      return nth(machine, frame, choice, (hashOf(machine, frame, choice) >>> 0) % choice.among)
    case 'ring':
    case 'boundedLoad':
      return onRing(machine, frame, choice)
  }
}

/** A uniform number of the request's own, another one at every try. */
export function draw(machine: Machine, frame: number, purpose: number, number: number): number {
  const { i32 } = machine
  const request = i32[frame + L.REQUEST]!
  const visit = i32[frame + L.VISIT]! * 16 + i32[frame + L.TRIES]! + number * 65_536
  drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, purpose, visit)
  return uniform(i32)
}

function hashOf(machine: Machine, frame: number, { hashBy }: Choice): number {
  const { i32 } = machine
  const request = i32[frame + L.REQUEST]!
  if (hashBy === 'user') return scatter(i32[request + L.R_USER]! ^ scatter(i32[request + L.R_ORIGIN]!))
  // Key 5 of static files is another one than key 5 of the data.
  return scatter(i32[request + L.R_KEY]! ^ scatter(i32[request + L.R_SPACE]! ^ 0x51ed270b))
}

function openOf({ i32 }: Machine, record: number): number {
  const station = i32[record + TARGET_STATION]!
  return station === 0 ? 0 : i32[station + L.T_BUSY]!
}

/** The usable target of that number. */
function nth(machine: Machine, frame: number, { targets, usable, among }: Choice, number: number): number {
  const instance = machine.i32[frame + L.INSTANCE]!
  if (among === targets.count(machine, instance)) return targets.at(machine, instance, number)
  let left = number
  for (let n = 0; ; n++) {
    const record = targets.at(machine, instance, n)
    if (usable(machine, record) && left-- === 0) return record
  }
}

/** The next usable one, from the one after that which had its turn last. */
function inTurn(machine: Machine, frame: number, { targets, usable, turn }: Choice): number {
  const instance = machine.i32[frame + L.INSTANCE]!
  const count = targets.count(machine, instance)
  const at = cellOf(machine, frame, turn)
  for (let n = machine.i32[at]!; ; n++) {
    if (n >= count) n = 0
    const record = targets.at(machine, instance, n)
    if (!usable(machine, record)) continue
    machine.i32[at] = n + 1
    return record
  }
}

/**
 * Smooth weighted round robin, as nginx does it: each usable target gains its weight, the richest is called and pays
 * what all have gained together.
 */
function weighted(machine: Machine, frame: number, { targets, usable, weights }: Choice): number {
  const { i32 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const count = targets.count(machine, instance)
  let best = 0
  let total = 0
  for (let n = 0; n < count; n++) {
    const record = targets.at(machine, instance, n)
    if (!usable(machine, record)) continue
    const weight = weights[i32[record + TARGET_PEER]!] ?? 1
    total += weight
    i32[record + TARGET_CREDIT]! += weight
    if (best === 0 || i32[record + TARGET_CREDIT]! > i32[best + TARGET_CREDIT]!) best = record
  }
  i32[best + TARGET_CREDIT]! -= total
  return best
}

/** The usable one with the fewest open connections; ties go round. */
function leastConnections(machine: Machine, frame: number, { targets, usable, turn }: Choice): number {
  const instance = machine.i32[frame + L.INSTANCE]!
  const count = targets.count(machine, instance)
  const at = cellOf(machine, frame, turn)
  const start = machine.i32[at]!
  let best = 0
  let fewest = ENDLESS
  for (let k = 0; k < count; k++) {
    const n = (start + k) % count
    const record = targets.at(machine, instance, n)
    if (!usable(machine, record)) continue
    const open = openOf(machine, record)
    if (open < fewest) {
      best = record
      fewest = open
      machine.i32[at] = n + 1
    }
  }
  return best
}

/** Of some drawn at random without repeating, the one that costs least; of equals the first drawn. */
function bestOfSome(machine: Machine, frame: number, choice: Choice): number {
  const drawn: number[] = []
  let best = 0
  let least = Infinity
  for (let k = 0; k < Math.min(choice.choices, choice.among); k++) {
    let number = Math.floor(draw(machine, frame, RANDOM_PURPOSE, k) * (choice.among - k))
    // The numbers that are left, counted past those that were drawn before.
    for (const other of drawn) if (number >= other) number++
    drawn.push(number)
    drawn.sort((a, b) => a - b)
    const record = nth(machine, frame, choice, number)
    const open = openOf(machine, record)
    const cost = choice.policy === 'peakEwma' ? costOf(machine, record, open, choice.decayMs) : open
    if (cost < least) {
      best = record
      least = cost
    }
  }
  return best
}

/**
 * What a call to a target would cost: the latency that is remembered of it, which fades while it isn't called, times
 * the calls it would then have. One that is being tried for the first time comes after all others.
 */
function costOf({ f64 }: Machine, record: number, open: number, decayMs: number): number {
  const half = record >> 1
  if (f64[half + TARGET_SEEN] === 0) return open === 0 ? 0 : UNKNOWN_COST + open
  return f64[half + TARGET_LATENCY]! * exp((f64[half + TARGET_SEEN]! - f64[H.NOW]!) / decayMs) * (open + 1)
}

/** The first usable one clockwise of the request's place on the ring; with a bound, the first that is not full. */
function onRing(machine: Machine, frame: number, choice: Choice): number {
  const { ring, targets, usable, policy, among } = choice
  const instance = machine.i32[frame + L.INSTANCE]!
  const count = targets.count(machine, instance)
  let open = 0
  if (policy === 'boundedLoad') {
    for (let n = 0; n < count; n++) open += openOf(machine, targets.at(machine, instance, n))
  }
  const bound = policy === 'boundedLoad' ? Math.ceil((choice.boundFactor * (open + 1)) / among) : ENDLESS
  const start = ringStart(ring, hashOf(machine, frame, choice))
  for (let k = 0; k < ring.owners.length; k++) {
    const owner = ring.owners[(start + k) % ring.owners.length]!
    if (owner >= count) continue
    const record = targets.at(machine, instance, owner)
    if (usable(machine, record) && openOf(machine, record) < bound) return record
  }
  return nth(machine, frame, choice, 0)
}
