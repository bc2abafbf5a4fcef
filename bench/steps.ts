/** The steps and choosers that the plans of the workloads are put together from. */
import * as H from '../src/engine/header.ts'
import * as L from '../src/engine/layout.ts'
import * as O from '../src/engine/outcome.ts'
import type { PlanFunction, Step, Steps } from '../src/engine/plan.ts'
import { drawWords, hashText } from '../src/engine/random.ts'
import type { Rig, RigComponent } from '../src/engine/rig.ts'
import { LRU } from '../src/engine/store-layout.ts'
import { createStore, lookUp, put } from '../src/engine/store.ts'
import { buildZipf, zipfRank } from '../src/engine/zipf.ts'
import type { CacheParameters, StationParameters } from './reference/workloads.ts'

export const STATION = 0
export const THREADS = 1
export const PORT = 0
export const CACHE_PORT = 1
export const REPLICAS_PORT = 2
export const LOOKUPS = 0
export const HITS = 1
/** Calls are for requests, but for these: what a frame is called for is carried along. */
export const WRITE = 1
export const PROBE = 2
/** Cells of an instance: its store (of a cache), calls under way to it (of a target), whether it is passed over. */
const STORE = L.N_CELLS + 1
const OPEN = L.N_CELLS + 2
const IS_UNHEALTHY = L.N_CELLS + 3

export const turnedAway: Steps = [{ op: 'answer', outcome: 'turnedAway' }]
const noTarget: Steps = [{ op: 'answer', outcome: 'noHealthyTarget' }]
export const ok: Step = { op: 'answer', outcome: 'ok' }
export const asCalled: Step = { op: 'answer', outcome: 'asCalled' }

/** One service at a station: its line, its time. */
export function serve(purpose: string, { meanServiceMs }: StationParameters): Steps {
  return [
    { op: 'acquire', station: STATION, full: turnedAway },
    { op: 'hold', time: { law: 'exponential', mean: meanServiceMs, cv: 1 }, purpose, cause: 'service' },
    { op: 'release', station: STATION },
  ]
}

export function call(port: number, choose?: PlanFunction, retries = false): Step {
  return { op: 'call', port, operation: -1, none: noTarget, retries, ...(choose && { choose }) }
}

/** Draws the key of a request where it begins. */
export function drawKey({ keys, exponent }: CacheParameters): Step {
  const table = buildZipf(keys, exponent)
  const purpose = hashText('key')
  const act: PlanFunction = (machine, frame) => {
    const { i32 } = machine.arena
    const request = i32[frame + L.REQUEST]!
    drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, purpose, 0)
    i32[request + L.R_KEY] = zipfRank(table, i32[H.BITS]!, i32[H.BITS + 1]!)
    return 0
  }
  return { op: 'do', run: act }
}

/** Whether a request's key is in the store of an instance: case 0 when it is, 1 when not. */
function look(instanceOf: (i32: Int32Array, frame: number) => number): PlanFunction {
  return (machine, frame) => {
    const { i32, f64 } = machine.arena
    const store = i32[instanceOf(i32, frame) + STORE]!
    return lookUp(i32, f64, store, 0, i32[i32[frame + L.REQUEST]! + L.R_KEY]!) === 0 ? 1 : 0
  }
}

/** Puts a request's key into the store of the cache, when what was asked for came. */
export function write(cache: number, ttlMs: number): Step {
  const act: PlanFunction = (machine, frame) => {
    const { i32 } = machine.arena
    if (i32[frame + L.ANSWER] === O.OK) {
      put(machine.arena, i32[cache + STORE]!, 0, i32[i32[frame + L.REQUEST]! + L.R_KEY]!, ttlMs)
    }
    return 0
  }
  return { op: 'do', run: act }
}

/** The same at a cache beside the caller, which takes neither time nor a call; counted there. */
export function lookBeside(cache: RigComponent): PlanFunction {
  const instance = cache.instances[0]!
  const isMissed = look(() => instance)
  const counters = (cache.stats >> 1) + L.C_COUNTERS
  return (machine, frame) => {
    const { f64 } = machine.arena
    const missed = isMissed(machine, frame)
    f64[counters + LOOKUPS]! += 1
    f64[counters + HITS]! += 1 - missed
    return missed
  }
}

const ownInstance = (i32: Int32Array, frame: number) => i32[frame + L.INSTANCE]!

/** A cache of its own: it answers hits, and says of the rest that it has not got them. */
export function addCache(rig: Rig, { capacity }: CacheParameters): RigComponent {
  const cache = rig.add('cache')
  const miss: Steps = [{ op: 'answer', outcome: 'miss' }]
  const hit: Steps = [{ op: 'count', counter: HITS }, ok]
  cache.set(STORE, createStore(rig.arena, capacity, LRU))
  return cache.plan([
    { op: 'count', counter: LOOKUPS },
    { op: 'branch', test: look(ownInstance), cases: [hit, miss] },
  ])
}

/** The servers or databases of a workload: one instance each, one station each. */
export function addStations(rig: Rig, names: readonly string[], { concurrency }: StationParameters, room?: number) {
  return names.map((name) => rig.add(name).station(STATION, concurrency, room))
}

export function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index + 1}`)
}

/** Of the targets of a port the one with the fewest calls under way, the first of several. */
export const chooseLeast = (port: number): PlanFunction => {
  return (machine, frame) => {
    const { i32 } = machine.arena
    // A try that failed is no longer under way.
    if (i32[frame + L.TRIES] !== 0) closeCall(machine, frame)
    const list = i32[i32[frame + L.INSTANCE]! + L.N_PORTS + port]!
    let best = 0
    let fewest = 0x7fffffff
    for (let at = list + 2; at < list + 2 + i32[list]!; at++) {
      const target = i32[i32[i32[at]! + L.L_TARGETS]!]!
      if (i32[target + OPEN]! >= fewest) continue
      fewest = i32[target + OPEN]!
      best = i32[at]!
    }
    const target = i32[i32[best + L.L_TARGETS]!]!
    i32[target + OPEN] = fewest + 1
    i32[frame + L.TARGET_LINK] = best
    i32[frame + L.TARGET] = target
    return 1
  }
}

/** A call is no longer under way: its answer is back, or its time is up. */
export const closeCall: PlanFunction = ({ arena: { i32 } }, frame) => {
  const open = i32[frame + L.TARGET]! + OPEN
  i32[open] = i32[open]! - 1
  return 0
}

/** The targets in turn, but for the unhealthy ones. */
export const chooseHealthy: PlanFunction = ({ arena: { i32 } }, frame) => {
  const list = i32[i32[frame + L.INSTANCE]! + L.N_PORTS + PORT]!
  const links = i32[list]!
  for (let tries = 0; tries < links; tries++) {
    const turn = i32[list + 1]!
    i32[list + 1] = turn + 1 >= links ? 0 : turn + 1
    const link = i32[list + 2 + turn]!
    const target = i32[i32[link + L.L_TARGETS]!]!
    if (i32[target + IS_UNHEALTHY] !== 0) continue
    i32[frame + L.TARGET_LINK] = link
    i32[frame + L.TARGET] = target
    return 1
  }
  return 0
}

/** Notes what a probe was answered. */
const note: PlanFunction = ({ arena: { i32 } }, frame) => {
  i32[i32[frame + L.TARGET]! + IS_UNHEALTHY] = i32[frame + L.ANSWER] === O.OK ? 0 : 1
  return 0
}

/** Asks one target every so often whether it is there, and notes the answer. */
export function probe(target: number, intervalMs: number): Steps {
  const choose: PlanFunction = ({ arena: { i32 } }, frame) => {
    const link = i32[i32[i32[frame + L.INSTANCE]! + L.N_PORTS + PORT]! + 2 + target]!
    i32[frame + L.TARGET_LINK] = link
    i32[frame + L.TARGET] = i32[i32[link + L.L_TARGETS]!]!
    return 1
  }
  const wait: PlanFunction = ({ arena: { f64 } }, frame) => {
    f64[(frame >> 1) + L.X] = intervalMs
    return 0
  }
  const ask: Step = { op: 'call', port: PORT, operation: PROBE, choose, none: [], retries: false }
  return [{ op: 'loop', body: [{ op: 'do', run: wait }, { op: 'holdX' }, ask, { op: 'do', run: note }] }]
}
