/** Which of its records a name server answers: by turns, by weight, by place, by latency, or always the first. */
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { drawWords, hashText, uniform } from '../../engine/random.ts'
import { TARGET_DOWN, TARGET_LINK, type Targets } from '../health.ts'
import type { Kit, PortHandle } from '../kit.ts'
import { cellOf } from '../memory.ts'
import { roundTripMs } from '../places.ts'

export type Policy = 'roundRobin' | 'weighted' | 'geo' | 'latency' | 'failover'

const PURPOSE = hashText('record')

/** What an answer is chosen by. */
export interface Choice {
  readonly policy: Policy
  readonly records: PortHandle
  readonly targets: Targets
  /** The block whose first word is the record that is next in turn. */
  readonly turn: number
  /** Those who ask: links back to them, in the order of the rows of `distances`. */
  readonly askers: PortHandle
  /** How far each record is from each asker, row by row; only compared with each other. */
  readonly distances: Float64Array
  readonly weights: Float64Array
}

/** What the choice needs to know of the design. */
export function choiceOf(kit: Kit, policy: Policy, records: PortHandle, targets: Targets): Choice {
  const askers = kit.back('resolver')
  const distanceOf = (asker: number, record: number): number => {
    const from = askers.peers[asker]!
    const to = records.peers[record]!
    if (policy === 'latency') return kit.latencyMs(from.id, to.id, to.connection)
    // By the map alone: nothing is nearer than what stands in the same region.
    return from.location === to.location ? 0 : roundTripMs(from.location, to.location)
  }
  const isByDistance = policy === 'geo' || policy === 'latency'
  return {
    policy,
    records,
    targets,
    turn: kit.block('turn', 2),
    askers,
    distances: Float64Array.from(
      isByDistance ? askers.peers.flatMap((_, asker) => records.peers.map((__, n) => distanceOf(asker, n))) : [],
    ),
    weights: Float64Array.from(records.peers, ({ connection }) => Number(connection['weight'])),
  }
}

/** The link of the record that is answered; 0 when there is none. When none is healthy, all are taken to be. */
export function chooseRecord(machine: Machine, frame: number, choice: Choice): number {
  const { i32 } = machine
  const instance = i32[frame + L.INSTANCE]!
  const list = i32[instance + L.N_PORTS + choice.records.slot]!
  const links = list === 0 ? 0 : i32[list]!
  if (links === 0) return 0
  const at = cellOf(machine, frame, choice.turn)
  const among: Among = { choice, instance, list, links, isOpen: false }
  const first = choice.policy === 'roundRobin' ? i32[at]! % links : 0
  let chosen = pick(machine, frame, among, first)
  if (chosen < 0) chosen = pick(machine, frame, { ...among, isOpen: true }, first)
  i32[at] = chosen + 1
  return i32[list + 2 + chosen]!
}

interface Among {
  readonly choice: Choice
  readonly instance: number
  readonly list: number
  readonly links: number
  /** Health does not matter. */
  readonly isOpen: boolean
}

/** The number of the record that the policy wants among the usable ones; -1 when none is. */
function pick(machine: Machine, frame: number, among: Among, first: number): number {
  const { choice, links } = among
  switch (choice.policy) {
    case 'roundRobin':
    case 'failover':
      for (let k = 0; k < links; k++) {
        if (isUsable(machine, among, (first + k) % links)) return (first + k) % links
      }
      return -1
    case 'weighted':
      return byWeight(machine, frame, among)
    case 'geo':
    case 'latency':
      return nearest(machine, frame, among)
  }
}

/** Whether an instance behind the record is in health. */
function isUsable(machine: Machine, { choice: { targets }, instance, list, isOpen }: Among, index: number): boolean {
  if (isOpen) return true
  const { i32 } = machine
  for (let n = 0; n < targets.count(machine, instance); n++) {
    const record = targets.at(machine, instance, n)
    if (i32[record + TARGET_LINK] === i32[list + 2 + index] && i32[record + TARGET_DOWN] === 0) return true
  }
  return false
}

/**
 * Drawn by weight. Those of weight 0 stand by: they are drawn, all alike, when nobody else is left; so is everybody
 * when no record has a weight.
 */
function byWeight(machine: Machine, frame: number, among: Among): number {
  const { weights } = among.choice
  let total = 0
  let usable = 0
  for (let n = 0; n < among.links; n++) {
    if (!isUsable(machine, among, n)) continue
    total += weights[n] ?? 1
    usable++
  }
  if (usable === 0) return -1
  const isWeighted = total > 0
  let left = draw(machine, frame) * (isWeighted ? total : usable)
  let last = -1
  for (let n = 0; n < among.links; n++) {
    const weight = isWeighted ? (weights[n] ?? 1) : 1
    if (weight === 0 || !isUsable(machine, among, n)) continue
    last = n
    left -= weight
    if (left < 0) break
  }
  return last
}

/** The usable one that is nearest to who asks; of several that are, one that is drawn. */
function nearest(machine: Machine, frame: number, among: Among): number {
  const { distances, records } = among.choice
  const asker = askerOf(machine, frame, among)
  // A lookup that an edit meets on its way knows nothing of those who came with it.
  const distanceOf = (n: number) => distances[asker * records.peers.length + n] ?? 0
  let least = Infinity
  let equals = 0
  for (let n = 0; n < among.links; n++) {
    const distance = distanceOf(n)
    if (distance > least || !isUsable(machine, among, n)) continue
    equals = distance === least ? equals + 1 : 1
    least = distance
  }
  let skip = equals > 1 ? Math.floor(draw(machine, frame) * equals) : 0
  for (let n = 0; n < among.links; n++) {
    if (distanceOf(n) !== least || !isUsable(machine, among, n)) continue
    if (skip-- === 0) return n
  }
  return -1
}

/** The number of the client whose request it is; -1 when it is in the design no more. */
function askerOf({ i32 }: Machine, frame: number, { choice, instance }: Among): number {
  const client = i32[i32[frame + L.REQUEST]! + L.R_CLIENT]!
  const list = i32[instance + L.N_PORTS + choice.askers.slot]!
  const links = list === 0 ? 0 : i32[list]!
  for (let n = 0; n < links; n++) {
    if (i32[i32[list + 2 + n]! + L.L_CALLEE] === client) return n
  }
  return -1
}

/** A uniform number of the request's own, another one at every try. */
function draw({ i32 }: Machine, frame: number): number {
  const request = i32[frame + L.REQUEST]!
  drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, PURPOSE, i32[frame + L.VISIT]!)
  return uniform(i32)
}
