/**
 * Active health checks, as balancers and name servers make them: a prober for each target calls it over the network, so
 * a probe waits in the target's line like any request. The probers don't march in step: each begins at a moment of its
 * own within the interval. A target is taken out after so many failed probes in a row and put back after so many good
 * ones.
 */
import * as H from '../engine/header.ts'
import * as L from '../engine/layout.ts'
import type { Machine } from '../engine/machine.ts'
import { OK } from '../engine/outcome.ts'
import { drawWords, hashText, streamKey, uniform } from '../engine/random.ts'
import type { Kit, PlanFunction, PortHandle, Steps } from './kit.ts'
import { PROBE } from './operations.ts'
import { act, call } from './steps.ts'

/** Words of a target's record. */
export const TARGET_LINK = 0
export const TARGET_INSTANCE = 1
export const TARGET_DOWN = 2
const TARGET_STREAK = 3
export const TARGET_STATION = 4
const TARGET_DUE = 3 // f64: when it is probed next
/** Its connection: the index among the peers of the port. */
export const TARGET_PEER = 5
/** For balancers: what smooth weighted round robin has given it so far, and failures in a row. */
export const TARGET_CREDIT = 8
export const TARGET_FAILURES = 9
/** f64: until when it is ejected, latest latency and when that was. */
export const TARGET_EJECTED_UNTIL = 5
export const TARGET_LATENCY = 6
export const TARGET_SEEN = 7
/** How often it has been ejected. */
export const TARGET_EJECTIONS = 16
/** f64: since when it is in health again; 0 from the beginning. */
export const TARGET_UP_SINCE = 9
/** Whether it has ever been out of health. */
const TARGET_SUSPECT = 17
const TARGET_WORDS = 20
/** Who a target is, and where its open connections are counted: that is no memory of it. */
const KEPT = [TARGET_LINK, TARGET_INSTANCE, TARGET_PEER, TARGET_STATION]
/** The record of a target that has not been checked yet. */
const NOTHING = new Int32Array(TARGET_WORDS)
/** The table has room for so many, twice as many, and so on, so that it seldom moves when there come to be more. */
const ROOM_MIN = 64

const PHASE_PURPOSE = hashText('first probe')

export interface HealthSettings {
  readonly intervalMs: number
  readonly timeoutMs: number
  readonly fall: number
  readonly rise: number
}

/** The list of targets of a component: a count, how many of them have been out of health ever, then a record each. */
export interface Targets {
  count(machine: Machine, instance: number): number
  /** Pointer of a target's record. */
  at(machine: Machine, instance: number, index: number): number
  healthy(machine: Machine, instance: number): number
  /** Whether every target has always been in health, so that none has to be asked. */
  areAllWell(machine: Machine, instance: number): boolean
}

/** Lists the instances behind a port and probes each of them for ever. */
export function checkHealth(kit: Kit, port: PortHandle, settings: HealthSettings): Targets {
  const total = port.peers.reduce((sum, peer) => sum + peer.instances, 0)
  let room = ROOM_MIN
  while (room < total) room *= 2
  const cell = kit.block('targets', 2 + room * TARGET_WORDS)
  // Where the table has stood since the last edit: one of another size is a new one.
  const latest = kit.block('table of targets', 2)
  const list = (machine: Machine, instance: number): number => machine.i32[instance + L.N_CELLS + cell]!
  const targets: Targets = {
    count: (machine, instance) => machine.i32[list(machine, instance)]!,
    at: (machine, instance, index) => list(machine, instance) + 2 + index * TARGET_WORDS,
    healthy: (machine, instance) => {
      let up = 0
      for (let n = 0; n < targets.count(machine, instance); n++) {
        if (machine.i32[targets.at(machine, instance, n) + TARGET_DOWN] === 0) up++
      }
      return up
    },
    areAllWell: (machine, instance) => machine.i32[list(machine, instance) + 1] === 0,
  }
  kit.onCrash((machine, instance) => forget(machine, instance, targets))
  kit.onBuilt((machine, instances) => {
    for (const instance of instances) {
      const known = takeKnown(machine, machine.i32[instance + L.N_CELLS + latest]!, list(machine, instance))
      relist(machine, instance, port, targets, known)
    }
  })
  kit.daemon('probe', probing(kit, port, targets, settings), total)
  return targets
}

/** Takes the records, by target, out of the table that was the latest, and notes which one is so now. */
function takeKnown({ i32 }: Machine, latest: number, table: number): Map<number, number[]> {
  const known = new Map<number, number[]>()
  const before = i32[latest]!
  i32[latest] = table
  if (before === 0) return known
  const end = before + 2 + i32[before]! * TARGET_WORDS
  for (let record = before + 2; record < end; record += TARGET_WORDS) {
    known.set(i32[record + TARGET_INSTANCE]!, [...i32.subarray(record, record + TARGET_WORDS)])
  }
  i32.fill(0, before, end)
  return known
}

/** Lists the instances there are; the ones that stay keep their health and stations. */
function relist(
  machine: Machine,
  instance: number,
  port: PortHandle,
  targets: Targets,
  known: ReadonlyMap<number, number[]>,
): void {
  const { i32 } = machine
  const list = i32[instance + L.N_PORTS + port.slot]!
  let count = 0
  const links = list === 0 ? 0 : i32[list]!
  for (let n = 0; n < links; n++) {
    const link = i32[list + 2 + n]!
    for (let k = 0; k < i32[link + L.L_COUNT]!; k++) {
      const target = i32[i32[link + L.L_TARGETS]! + k]!
      const record = targets.at(machine, instance, count++)
      i32.set(known.get(target) ?? NOTHING, record)
      i32[record + TARGET_LINK] = link
      i32[record + TARGET_INSTANCE] = target
      i32[record + TARGET_PEER] = n
      // A newcomer starts as slowly as one that came back.
      if (known.size > 0 && !known.has(target)) machine.f64[(record >> 1) + TARGET_UP_SINCE] = machine.nowMs
    }
  }
  const head = targets.at(machine, instance, 0) - 2
  i32[head] = count
  i32[head + 1] = 0
  for (let n = 0; n < count; n++) if (i32[targets.at(machine, instance, n) + TARGET_SUSPECT]) i32[head + 1]!++
}

/** What was seen of the targets goes with the instance that saw it: afterwards all are taken for healthy. */
function forget(machine: Machine, instance: number, targets: Targets): void {
  const { i32 } = machine
  const count = targets.count(machine, instance)
  for (let n = 0; n < count; n++) {
    const record = targets.at(machine, instance, n)
    const kept = KEPT.map((word) => i32[record + word]!)
    i32.fill(0, record, record + TARGET_WORDS)
    KEPT.forEach((word, k) => (i32[record + word] = kept[k]!))
  }
  i32[targets.at(machine, instance, 0) - 1] = 0
}

/** What a prober does over and over; register A is the number of its target. */
function probing(kit: Kit, port: PortHandle, targets: Targets, settings: HealthSettings): Steps {
  const recordOf = (machine: Machine, frame: number): number =>
    targets.at(machine, machine.i32[frame + L.INSTANCE]!, machine.i32[frame + L.A]!)
  const aimAtTarget: PlanFunction = (machine, frame) => {
    const { i32 } = machine
    const record = recordOf(machine, frame)
    if (i32[record + TARGET_LINK] === 0) return 0
    i32[frame + L.TARGET_LINK] = i32[record + TARGET_LINK]!
    i32[frame + L.TARGET] = i32[record + TARGET_INSTANCE]!
    return 1
  }
  const firstWaitMs = phases(kit, port, settings.intervalMs)
  // The time is agreed on in the record: an edit that starts the probers anew does not put a probe off.
  const wait = act((machine, frame) => {
    const { f64 } = machine
    const record = recordOf(machine, frame)
    const due = (record >> 1) + TARGET_DUE
    const left = f64[due]! - f64[H.NOW]!
    const isFirst = f64[due] === 0
    const usualMs = isFirst ? firstWaitMs(machine, frame, record) : settings.intervalMs
    const waitMs = left > 0 ? Math.min(left, settings.intervalMs) : usualMs
    f64[due] = f64[H.NOW]! + waitMs
    f64[(frame >> 1) + L.X] = waitMs
  })
  return [
    wait,
    { op: 'holdX' },
    {
      op: 'within',
      ms: settings.timeoutMs,
      cancel: true,
      body: [call(port, PROBE, { choose: aimAtTarget, retries: false }), { op: 'answer', outcome: 'asCalled' }],
    },
    act((machine, frame) => judge(machine, frame, recordOf(machine, frame), { settings, targets })),
  ]
}

/**
 * How long a prober waits before its first probe: anything up to the interval, drawn for the instance that probes and
 * the one that is probed, so that other targets change nothing.
 */
function phases(kit: Kit, port: PortHandle, intervalMs: number) {
  const keys = port.peers.map(({ id }) => streamKey(kit.seed, kit.id, `probes of ${id}`))
  return ({ i32 }: Machine, frame: number, record: number): number => {
    const key = keys[i32[record + TARGET_PEER]!]
    const target = i32[record + TARGET_INSTANCE]!
    if (key === undefined || target === 0) return intervalMs
    const own = i32[i32[frame + L.INSTANCE]! + L.N_NUMBER]!
    drawWords(i32, key[0], key[1], PHASE_PURPOSE, own * 65_536 + i32[target + L.N_NUMBER]!)
    return intervalMs * uniform(i32)
  }
}

/** A target has been out of health: from now on each has to be asked. */
export function suspect(machine: Machine, instance: number, record: number, targets: Targets): void {
  const { i32 } = machine
  if (i32[record + TARGET_SUSPECT] !== 0) return
  i32[record + TARGET_SUSPECT] = 1
  i32[targets.at(machine, instance, 0) - 1]!++
}

/** Counts a probe's answer and takes the target out or back in. */
function judge(
  machine: Machine,
  frame: number,
  record: number,
  { settings, targets }: { settings: HealthSettings; targets: Targets },
): void {
  const { i32 } = machine
  const isGood = i32[frame + L.ANSWER] === OK
  const isDown = i32[record + TARGET_DOWN] !== 0
  if (isGood !== isDown) {
    i32[record + TARGET_STREAK] = 0
    return
  }
  const streak = i32[record + TARGET_STREAK]! + 1
  i32[record + TARGET_STREAK] = streak
  if (streak < (isDown ? settings.rise : settings.fall)) return
  i32[record + TARGET_STREAK] = 0
  i32[record + TARGET_DOWN] = isDown ? 0 : 1
  suspect(machine, i32[frame + L.INSTANCE]!, record, targets)
  if (isDown) machine.f64[(record >> 1) + TARGET_UP_SINCE] = machine.nowMs
  const checker = i32[i32[frame + L.INSTANCE]! + L.N_COMPONENT]!
  const target = i32[record + TARGET_INSTANCE]!
  machine.tell?.(isDown ? 'targetUp' : 'targetDown', checker, {
    other: i32[target + L.N_COMPONENT]!,
    instance: i32[target + L.N_NUMBER]! + 1,
    probes: streak,
  })
}
