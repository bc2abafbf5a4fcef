/** Which of the usable targets is called: by cookie, by policy, not the one that has just failed, newcomers seldom. */
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { hashText } from '../../engine/random.ts'
import { TARGET_INSTANCE, TARGET_UP_SINCE, type Targets } from '../health.ts'
import { type Choice, draw, pickOnce, type Policy } from './policies.ts'
import { bind, boundTo } from './stickiness.ts'

const SLOW_PURPOSE = hashText('slow start')

/** Policies by which a target is not anyone's place, so that a newcomer may be passed over. */
const WARMS_UP: ReadonlySet<Policy> = new Set([
  'roundRobin',
  'weighted',
  'leastConnections',
  'random',
  'powerOfTwo',
  'peakEwma',
  'sticky',
])

/**
 * The record of the target to call. A request that is tried again goes to another one, where there is one, as with
 * nginx. Where a cookie decides, nothing else does.
 */
export function pick(machine: Machine, frame: number, choice: Choice): number {
  const last = choice.among === 1 ? 0 : lastOf(machine, frame, choice.targets)
  const fresh = last === 0 || !choice.usable(machine, last) ? choice : without(last, choice)
  if (choice.policy !== 'sticky') return pickWarm(machine, frame, fresh)
  const bound = boundTo(machine, frame, fresh)
  if (bound !== 0) return bound
  return bind(machine, frame, fresh, pickWarm(machine, frame, fresh))
}

/** The record of the target that a try before this one called, unless an edit has taken it away; else 0. */
function lastOf(machine: Machine, frame: number, targets: Targets): number {
  const { i32 } = machine
  if (i32[frame + L.TRIES] === 0) return 0
  const record = i32[frame + L.B]!
  const instance = i32[frame + L.INSTANCE]!
  const first = targets.at(machine, instance, 0)
  const isListed = record >= first && record < targets.at(machine, instance, targets.count(machine, instance))
  return isListed && i32[record + TARGET_INSTANCE] === i32[frame + L.TARGET] ? record : 0
}

/** By the policy; but a target that is new or has just come back is passed over at times, ever more seldom. */
function pickWarm(machine: Machine, frame: number, choice: Choice): number {
  const record = pickOnce(machine, frame, choice)
  if (choice.slowStartMs === 0 || choice.among === 1 || !WARMS_UP.has(choice.policy)) return record
  const since = machine.f64[(record >> 1) + TARGET_UP_SINCE]!
  const age = machine.f64[H.NOW]! - since
  if (since === 0 || age >= choice.slowStartMs) return record
  if (draw(machine, frame, SLOW_PURPOSE, 0) < age / choice.slowStartMs) return record
  return pickOnce(machine, frame, without(record, choice))
}

/** The choice among all the others. */
function without(record: number, choice: Choice): Choice {
  const { among, usable } = choice
  return { ...choice, among: among - 1, usable: (machine, other) => other !== record && usable(machine, other) }
}
