/**
 * The workloads of `reference/workloads.ts` as plans for the machine: what the engine's speed is measured on, and, by
 * its statistics, held against the plain programs. A run is counted as theirs is; it stops within a batch of events
 * after the last request asked for.
 */
import { createStore, lookUp, LRU, put } from '../src/engine/store.ts'
import * as H from '../src/engine/header.ts'
import * as L from '../src/engine/layout.ts'
import * as O from '../src/engine/outcome.ts'
import type { PlanFunction, Step, Steps } from '../src/engine/plan.ts'
import { drawWords, hashText } from '../src/engine/random.ts'
import { Rig, type RigComponent } from '../src/engine/rig.ts'
import { buildZipf, zipfRank } from '../src/engine/zipf.ts'
import {
  W1,
  W2,
  W3,
  W4,
  W5,
  type CacheParameters,
  type CachedTandemParameters,
  type RepliesParameters,
  type Result,
  type SingleParameters,
  type StationParameters,
  type StationResult,
  type TandemParameters,
  type ThreadsParameters,
  type WorkloadName,
} from './reference/workloads.ts'

/** Events between two looks at how many requests have ended. */
const BATCH = 4096

const STATION = 0
const THREADS = 1
const PORT = 0
const CACHE_PORT = 1
const REPLICAS_PORT = 2
const LOOKUPS = 0
const HITS = 1
/** Calls are for requests, but for these: what a frame is called for is carried along. */
const WRITE = 1
const PROBE = 2
/** Cells of an instance: its store (of a cache), calls under way to it (of a target), whether it is passed over. */
const STORE = L.N_CELLS + 1
const OPEN = L.N_CELLS + 2
const IS_UNHEALTHY = L.N_CELLS + 3

const turnedAway: Steps = [{ op: 'answer', outcome: 'turnedAway' }]
const noTarget: Steps = [{ op: 'answer', outcome: 'noHealthyTarget' }]
const ok: Step = { op: 'answer', outcome: 'ok' }
const asCalled: Step = { op: 'answer', outcome: 'asCalled' }

/** One service at a station: its line, its time. */
function serve(purpose: string, { meanServiceMs }: StationParameters): Steps {
  return [
    { op: 'acquire', station: STATION, full: turnedAway },
    { op: 'hold', time: { law: 'exponential', mean: meanServiceMs, cv: 1 }, purpose, cause: 'service' },
    { op: 'release', station: STATION },
  ]
}

function call(port: number, choose?: PlanFunction, retries = false): Step {
  return { op: 'call', port, operation: -1, none: noTarget, retries, ...(choose && { choose }) }
}

/** Draws the key of a request where it begins. */
function drawKey({ keys, exponent }: CacheParameters): Step {
  const table = buildZipf(keys, exponent)
  const purpose = hashText('key')
  const run: PlanFunction = (machine, frame) => {
    const { i32 } = machine.arena
    const request = i32[frame + L.REQUEST]!
    drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, purpose, 0)
    i32[request + L.R_KEY] = zipfRank(table, i32[H.BITS]!, i32[H.BITS + 1]!)
    return 0
  }
  return { op: 'do', run }
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
function write(cache: number, ttlMs: number): Step {
  const run: PlanFunction = (machine, frame) => {
    const { i32 } = machine.arena
    if (i32[frame + L.ANSWER] === O.OK) {
      put(machine.arena, i32[cache + STORE]!, 0, i32[i32[frame + L.REQUEST]! + L.R_KEY]!, ttlMs)
    }
    return 0
  }
  return { op: 'do', run }
}

/** The same at a cache beside the caller, which takes neither time nor a call; counted there. */
function lookBeside(cache: RigComponent): PlanFunction {
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
function addCache(rig: Rig, { capacity }: CacheParameters): RigComponent {
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
function addStations(rig: Rig, names: readonly string[], { concurrency }: StationParameters, room?: number) {
  return names.map((name) => rig.add(name).station(STATION, concurrency, room))
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index + 1}`)
}

/** Of the targets of a port the one with the fewest calls under way, the first of several. */
const chooseLeast = (port: number): PlanFunction => {
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
const closeCall: PlanFunction = ({ arena: { i32 } }, frame) => {
  const open = i32[frame + L.TARGET]! + OPEN
  i32[open] = i32[open]! - 1
  return 0
}

/** The targets in turn, but for the unhealthy ones. */
const chooseHealthy: PlanFunction = ({ arena: { i32 } }, frame) => {
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

/** Asks one target every so often whether it is there, and notes the answer. */
function probe(target: number, intervalMs: number): Steps {
  const choose: PlanFunction = ({ arena: { i32 } }, frame) => {
    const link = i32[i32[i32[frame + L.INSTANCE]! + L.N_PORTS + PORT]! + 2 + target]!
    i32[frame + L.TARGET_LINK] = link
    i32[frame + L.TARGET] = i32[i32[link + L.L_TARGETS]!]!
    return 1
  }
  const note: PlanFunction = ({ arena: { i32 } }, frame) => {
    i32[i32[frame + L.TARGET]! + IS_UNHEALTHY] = i32[frame + L.ANSWER] === O.OK ? 0 : 1
    return 0
  }
  const wait: PlanFunction = ({ arena: { f64 } }, frame) => {
    f64[(frame >> 1) + L.X] = intervalMs
    return 0
  }
  const ask: Step = { op: 'call', port: PORT, operation: PROBE, choose, none: [], retries: false }
  return [{ op: 'loop', body: [{ op: 'do', run: wait }, { op: 'holdX' }, ask, { op: 'do', run: note }] }]
}

function single(rig: Rig, { arrivalsPerMs, server }: SingleParameters, seed: number): void {
  rig
    .add('server')
    .station(STATION, server.concurrency)
    .source(arrivalsPerMs, [...serve('server', server), ok], seed)
}

function tandem(rig: Rig, parameters: TandemParameters | CachedTandemParameters, seed: number): void {
  const { server, database } = parameters
  const balancer = rig.add('balancer')
  const servers = addStations(rig, numbered('server', parameters.servers), server)
  const databases = addStations(rig, ['database'], database)
  databases[0]!.plan([...serve('database', database), ok])
  balancer.connect(PORT, servers)
  for (const each of servers) each.connect(PORT, databases)
  if ('cache' in parameters) {
    const cache = addCache(rig, parameters.cache)
    const miss: Steps = [call(PORT), write(cache.instances[0]!, Infinity), asCalled]
    const read: Step = { op: 'branch', test: lookBeside(cache), cases: [[ok], miss] }
    for (const each of servers) each.plan([...serve('server', server), read])
    balancer.source(parameters.arrivalsPerMs, [drawKey(parameters.cache), call(PORT), asCalled], seed)
    return
  }
  for (const each of servers) each.plan([...serve('server', server), call(PORT), asCalled])
  balancer.source(parameters.arrivalsPerMs, [call(PORT), asCalled], seed)
}

function replies(rig: Rig, parameters: RepliesParameters, seed: number): void {
  const { server, database, waitingRoom: room, hopMs: latencyMs, writeRatio } = parameters
  const balancer = rig.add('balancer')
  const servers = addStations(rig, numbered('server', parameters.servers), server, room)
  const primary = addStations(rig, ['primary'], database, room)
  const replicas = addStations(rig, numbered('replica', parameters.replicas), database, room)
  const cache = addCache(rig, parameters.cache)
  balancer.connect(PORT, servers, { latencyMs, timeoutMs: parameters.timeoutMs, tries: parameters.tries })
  for (const each of servers) {
    each.connect(PORT, primary, { latencyMs })
    each.connect(CACHE_PORT, [cache], { latencyMs })
    each.connect(REPLICAS_PORT, replicas, { latencyMs })
  }
  for (const each of [...primary, ...replicas]) each.plan([...serve('database', database), ok])
  const close: Step = { op: 'do', run: closeCall }
  const keep = write(cache.instances[0]!, parameters.ttlMs)
  const miss: Steps = [call(REPLICAS_PORT, chooseLeast(REPLICAS_PORT)), close, keep, asCalled]
  const read: Steps = [call(CACHE_PORT), { op: 'onAnswer', ok: [ok], miss, failed: [asCalled] }]
  const share: Step = { op: 'onOperation', cases: { [WRITE]: [call(PORT), asCalled] }, otherwise: read }
  for (const each of servers) each.plan([...serve('server', server), share])
  const begin = [drawKey(parameters.cache), drawOperation(writeRatio)]
  balancer.source(parameters.arrivalsPerMs, [...begin, call(PORT, chooseLeast(PORT), true), close, asCalled], seed)
}

/** Whether a request writes. */
function drawOperation(writeRatio: number): Step {
  const purpose = hashText('operation')
  const run: PlanFunction = ({ arena: { i32 } }, frame) => {
    const request = i32[frame + L.REQUEST]!
    drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, purpose, 0)
    i32[frame + L.OPERATION] = i32[H.BITS]! >>> 0 < writeRatio * 4294967296 ? WRITE : 0
    return 0
  }
  return { op: 'do', run }
}

function threads(rig: Rig, parameters: ThreadsParameters, seed: number): void {
  const { server, database, timeoutMs } = parameters
  const balancer = rig.add('balancer')
  const servers = addStations(rig, numbered('server', parameters.servers), server)
  const databases = addStations(rig, ['database'], database)
  const cache = addCache(rig, parameters.cache)
  balancer.connect(PORT, servers, { timeoutMs })
  databases[0]!.plan([...serve('database', database), ok])
  const miss: Steps = [call(PORT), write(cache.instances[0]!, Infinity), asCalled]
  const read: Step = { op: 'onAnswer', ok: [ok], miss, failed: [asCalled] }
  const thread: Step = { op: 'acquire', station: THREADS, full: turnedAway }
  const work: Steps = [thread, ...serve('server', server), call(CACHE_PORT), read]
  servers.forEach((each, index) => {
    each.station(THREADS, parameters.threads).connect(PORT, databases)
    each.connect(CACHE_PORT, [cache])
    each.plan([{ op: 'onOperation', cases: { [PROBE]: [ok] }, otherwise: work }])
    balancer.daemon(probe(index, parameters.probeIntervalMs))
  })
  balancer.source(parameters.arrivalsPerMs, [drawKey(parameters.cache), call(PORT, chooseHealthy), asCalled], seed)
}

const builders: Readonly<Record<WorkloadName, (rig: Rig, seed: number) => void>> = {
  W1: (rig, seed) => single(rig, W1, seed),
  W2: (rig, seed) => tandem(rig, W2, seed),
  W3: (rig, seed) => tandem(rig, W3, seed),
  W4: (rig, seed) => replies(rig, W4, seed),
  W5: (rig, seed) => threads(rig, W5, seed),
}

function stationResult(component: RigComponent): StationResult {
  const { utilization, line } = component.stationOf(STATION)
  return {
    name: component.name,
    utilization,
    queueLength: line,
    meanMs: component.meanMs,
    p99Ms: component.percentile(0.99),
  }
}

function resultOf(rig: Rig): Result {
  const [root, ...others] = rig.components
  if (root === undefined) throw new Error('a workload without components')
  const requests = root.ended
  const cache = others.find(({ name }) => name === 'cache')
  const withStation = rig.components.filter(
    ({ instances }) => rig.arena.i32[instances[0]! + L.N_RESOURCES + STATION] !== 0,
  )
  const result: Result = {
    requests,
    ok: root.outcome('ok'),
    timedOut: root.outcome('timedOut'),
    rejected: root.outcome('turnedAway'),
    meanMs: root.meanMs,
    p99Ms: root.percentile(0.99),
    stations: withStation.map(stationResult),
    events: rig.machine.events,
    simulatedMs: rig.machine.nowMs,
  }
  return cache === undefined ? result : { ...result, hitRatio: cache.counter(HITS) / cache.counter(LOOKUPS) }
}

/** Runs a workload until so many requests have ended. */
export function run(name: WorkloadName, requests: number, seed: number): Result {
  const rig = new Rig()
  builders[name](rig, seed)
  const root = rig.components[0]!
  while (root.ended < requests) rig.machine.run(Infinity, BATCH)
  return resultOf(rig)
}
