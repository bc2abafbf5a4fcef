/** From what *why* has found to changes of the document that would help, the most promising first. */
import type { Component } from '../architecture/architecture.ts'
import { isPulled } from '../architecture/roles.ts'
import { portOf } from '../architecture/lookup.ts'
import type { Outcome } from '../engine/outcome.ts'
import type { Cause, Cure, WhyRow } from './reading.ts'
import * as R from './remedies.ts'
import type { Scene } from './scene.ts'

/** Rows that cost less than this share are not what is wrong. */
const SHARE_MIN = 0.1
const CURES_MAX = 6
/** A backlog that has grown by more than this many messages over the interval is growing. */
const GROWING = 50

/** What helps against each way to fail, in this order. */
const AGAINST_FAILURE: Readonly<Partial<Record<Outcome, readonly R.Remedy[]>>> = {
  dnsFailure: [R.repair, R.retryHere],
  refused: [R.repair, R.noticeSooner, R.retryElsewhere, R.addSpare],
  noHealthyTarget: [R.repair, R.relieve],
  turnedAway: [R.repair, R.calm, R.budgetRetries, R.relieve, R.enlargeLine],
  shed: [R.calm, R.relieve],
  rateLimited: [R.calm, R.relieve],
  timedOut: [R.repair, R.calm, R.budgetRetries, R.relieve, R.waitLonger, R.noticeSooner],
  error: [R.repair, R.retryHere],
  sessionLost: [R.repair, R.stick, R.storeSessions],
  circuitOpen: [R.repair, R.relieve],
  partitioned: [R.repair, R.noticeSooner],
  cancelled: [R.repair],
  throttled: [R.repair, R.calm, R.relieve],
}

/** What helps against each way to lose time, in this order. */
const AGAINST_SLOWNESS: Readonly<Record<Cause['type'], readonly R.Remedy[]>> = {
  network: [R.repair],
  service: [R.repair, R.relieve, R.cacheMore],
  backoff: [R.repair, R.relieve],
  timeout: [R.repair, R.calm, R.relieve, R.noticeSooner, R.giveUpSooner],
  coalesced: [R.repair, R.relieve, R.cacheMore],
  lookup: [R.repair, R.lookUpLess],
  waiting: [R.repair, R.calm, R.relieve, enlargeItsLine, R.cacheMore],
}

/** Waiting for cores is about the component itself, whatever else is full. */
const AGAINST_BUSY_CORES: readonly R.Remedy[] = [R.repair, R.calm, R.enlargeCores, R.cacheMore]

/** A pool is waited for as long as what it leads to takes long. */
const AGAINST_SMALL_POOL: readonly R.Remedy[] = [R.repair, R.calm, R.relieve]

/** Cures for the leading rows, without repetitions; repairs before changes of the design. */
export function curesFor(
  { failures, slowness }: { failures: readonly WhyRow[]; slowness: readonly WhyRow[] },
  scene: Scene,
): readonly Cure[] {
  const proposed = [...failures, ...slowness]
    .filter(({ share }) => share >= SHARE_MIN)
    .map((row) => remediesFor(row).flatMap((remedy) => cure(remedy, row.component, scene)))
  const all = inTurn([...proposed, backlogs(scene)])
  const distinct = new Map(all.map((one) => [JSON.stringify([one.code, one.target, one.repairFaultId]), one] as const))
  const repairs = [...distinct.values()].filter(({ repairFaultId }) => repairFaultId !== undefined)
  const changes = [...distinct.values()].filter(({ repairFaultId }) => repairFaultId === undefined)
  return [...repairs, ...changes].slice(0, CURES_MAX)
}

/** The first of each list, then the second of each, and so on: components with the same trouble all get their turn. */
function inTurn<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat()
}

function remediesFor({ outcome, cause }: WhyRow): readonly R.Remedy[] {
  if (outcome !== undefined) return AGAINST_FAILURE[outcome] ?? []
  if (cause?.type === 'waiting' && cause.station === 'pool') return AGAINST_SMALL_POOL
  if (cause?.type === 'waiting' && R.isCores({ name: cause.station })) return AGAINST_BUSY_CORES
  return cause === undefined ? [] : AGAINST_SLOWNESS[cause.type]
}

function cure(remedy: R.Remedy, id: string, scene: Scene): readonly Cure[] {
  const component = scene.find(id)
  return component === undefined ? [] : remedy(component, scene)
}

/** Capacity for the line itself when nothing is saturated all the time: bursts wait too. */
function enlargeItsLine(component: Component, scene: Scene): readonly Cure[] {
  if (scene.reachable(component.id).some((place) => scene.saturated(place).length > 0)) return []
  const longest = scene.stations(component.id).toSorted((a, b) => b.line - a.line)[0]
  return longest === undefined || longest.line === 0 ? [] : R.enlarge(component, longest, scene)
}

/** Helps those who take from a queue whose backlog grows: by what grows, more of them are needed. */
function backlogs(scene: Scene): readonly Cure[] {
  const { architecture } = scene
  return architecture.connections
    .filter((connection) => isPulled(portOf(architecture, connection)))
    .flatMap(({ from, to }) => {
      const grown = growthOf(from, scene)
      const consumer = scene.find(to)
      const busiest = scene.saturated(to)[0] ?? scene.stations(to)[0]
      if (!(grown > GROWING) || consumer === undefined) return []
      const repairs = R.repair(consumer, scene)
      if (repairs.length > 0 || busiest === undefined) return repairs
      const done = scene.figure(from, 'counter done')
      return R.enlarge(consumer, busiest, scene, (done + grown) / Math.max(1, done))
    })
}

/** Messages that a queue holds more at the end than at the beginning. */
function growthOf(queue: string, scene: Scene): number {
  const { rows } = scene.stretch
  const measure = `${queue}.backlog`
  const at = (index: number) => scene.stretch.part(index, index + 1).value(measure)
  return rows.length < 2 ? 0 : at(rows.length - 1) - at(0)
}
