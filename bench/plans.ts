/**
 * The workloads of `reference/workloads.ts` as plans for the machine: what the engine's speed is measured on, and, by
 * its statistics, held against the plain programs. A run is counted as theirs is; it stops within a batch of events
 * after the last request asked for.
 */
import * as H from '../src/engine/header.ts'
import * as L from '../src/engine/layout.ts'
import type { PlanFunction, Step, Steps } from '../src/engine/plan.ts'
import { drawWords, hashText } from '../src/engine/random.ts'
import { Rig, type RigComponent } from '../src/engine/rig.ts'
import {
  W1,
  W2,
  W3,
  W4,
  W5,
  type CachedTandemParameters,
  type RepliesParameters,
  type Result,
  type SingleParameters,
  type StationResult,
  type TandemParameters,
  type ThreadsParameters,
  type WorkloadName,
} from './reference/workloads.ts'
import {
  CACHE_PORT,
  HITS,
  LOOKUPS,
  PORT,
  PROBE,
  REPLICAS_PORT,
  STATION,
  THREADS,
  WRITE,
  addCache,
  addStations,
  asCalled,
  call,
  chooseHealthy,
  chooseLeast,
  closeCall,
  drawKey,
  lookBeside,
  numbered,
  ok,
  probe,
  serve,
  turnedAway,
  write,
} from './steps.ts'

/** Events between two looks at how many requests have ended. */
const BATCH = 4096

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
  const act: PlanFunction = ({ arena: { i32 } }, frame) => {
    const request = i32[frame + L.REQUEST]!
    drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, purpose, 0)
    i32[frame + L.OPERATION] = i32[H.BITS]! >>> 0 < writeRatio * 4294967296 ? WRITE : 0
    return 0
  }
  return { op: 'do', run: act }
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
