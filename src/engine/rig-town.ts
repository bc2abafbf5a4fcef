/**
 * A small architecture with most of what plans can do, for tests of whole runs: a client, two web servers that hold
 * their threads, a cache with a store and single flight, a database with processor sharing, and a log written on the
 * side.
 */
import { crashInstance, restoreInstance } from './instance.ts'
import { createFlights } from './flight.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import type { PlanFunction, Steps } from './plan.ts'
import { drawWords, hashText, uniform } from './random.ts'
import { Rig, type RigComponent } from './rig.ts'
import { answer, call, exponential, line, pause, work } from './rig-steps.ts'
import { LRU } from './store-layout.ts'
import { createStore, lookUp, put } from './store.ts'

const STORE = 1
const FLIGHTS = 1
const KEY_PURPOSE = hashText('key')
const KEYS = 2000
const CACHED_KEYS = 500
const REQUESTS_PER_MS = 0.5

/** The rig with the components that tests ask for. */
export interface Town {
  readonly rig: Rig
  readonly client: RigComponent
  readonly web: RigComponent
  readonly cache: RigComponent
  readonly database: RigComponent
  /** Links from the client to the servers. */
  readonly links: readonly number[]
  readonly source: number
}

const drawKey: PlanFunction = ({ i32 }, frame) => {
  const request = i32[frame + L.REQUEST]!
  drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, KEY_PURPOSE, 0)
  const u = uniform(i32)
  // Small numbers are asked for more often.
  return (i32[request + L.R_KEY] = Math.floor(KEYS * u * u * u))
}

const isMiss: PlanFunction = (machine, frame) => {
  const { i32, f64 } = machine
  const store = i32[i32[frame + L.INSTANCE]! + L.N_CELLS + STORE]!
  return lookUp(i32, f64, store, 0, i32[i32[frame + L.REQUEST]! + L.R_KEY]!) === 0 ? 1 : 0
}

const keep: PlanFunction = (machine, frame) => {
  const store = machine.i32[machine.i32[frame + L.INSTANCE]! + L.N_CELLS + STORE]!
  return put(machine.arena, store, 0, machine.i32[machine.i32[frame + L.REQUEST]! + L.R_KEY]!, 60_000)
}

/** Builds a town; its traffic begins with the run. */
export function createTown(seed = 1): Town {
  const rig = new Rig()
  const [client, web, cache, database, log] = ['client', 'web', 'cache', 'database', 'log'].map((name) =>
    rig.add(name, name === 'web' ? 2 : 1),
  ) as [RigComponent, RigComponent, RigComponent, RigComponent, RigComponent]
  log.plan([pause(3), answer()])
  database.station(0, 2, 1e9, L.PROCESSOR_SHARING)
  database.plan([{ op: 'share', station: 0, time: exponential(2), purpose: 'query' }, answer()])
  cache.set(L.N_CELLS + STORE, createStore(rig.arena, CACHED_KEYS, LRU))
  cache.set(L.N_RESOURCES + FLIGHTS, createFlights(rig.arena)).station(0, 1)
  cache.connect(0, [database], { latencyMs: 0.5, timeoutMs: 100 })
  const miss: Steps = [
    { op: 'fly', flights: FLIGHTS, after: [answer('asCalled')] },
    call(0),
    { op: 'onAnswer', ok: [{ op: 'do', run: keep }], failed: [answer('asCalled')] },
    { op: 'land', flights: FLIGHTS },
  ]
  cache.plan([...line(0, work(exponential(0.2))), { op: 'branch', test: isMiss, cases: [[answer()], miss] }, answer()])
  web.station(0, 4, 100)
  web.connect(0, [cache], { latencyMs: 0.5, timeoutMs: 50, tries: 2, backoffMs: 5 })
  web.connect(1, [log], { latencyMs: 1, timeoutMs: 10 })
  web.plan([...line(0, work(exponential(3)), call(0)), { op: 'spawn', body: [call(1)] }, answer('asCalled')])
  const links = client.connect(0, [web], { latencyMs: 10, timeoutMs: 40, tries: 3, backoffMs: 10, cancel: true })
  const hedge: Steps[] = [
    [call(0), answer('asCalled')],
    [pause(30), call(0), answer('asCalled')],
  ]
  const source = client.source(
    REQUESTS_PER_MS,
    [
      { op: 'do', run: drawKey },
      { op: 'within', ms: 90, cancel: true, body: [fork(hedge), answer('asCalled')] },
      answer('asCalled'),
    ],
    seed,
  )
  return { rig, client, web, cache, database, links, source }
}

function fork(branches: readonly Steps[]): Steps[number] {
  return { op: 'fork', branches, needed: 1, cancel: true }
}

/** Lets a server of the town go down and come back, again and again, until a time. */
export function liveWithCrashes({ rig, web }: Town, untilMs: number, everyMs = 500): void {
  for (let at = rig.machine.nowMs + everyMs; at <= untilMs; at += everyMs) {
    rig.run(at)
    const isUp = rig.arena.i32[web.instances[0]! + L.N_UP] !== 0
    if (isUp) crashInstance(rig.arena, web.instances[0]!, at % (4 * everyMs) < 2 * everyMs)
    else restoreInstance(rig.arena, web.instances[0]!)
  }
  rig.run(untilMs)
}

/** Words of the digest and of the counters of every component: what must not depend on how a run was sliced. */
export function stateOf({ rig }: Town): unknown[] {
  const { i32, f64 } = rig.arena
  const counts = rig.components.map(({ name, arrivals, ended, inside, meanMs }) => [
    name,
    arrivals,
    ended,
    inside,
    meanMs,
  ])
  return [
    rig.digest,
    f64[H.NOW],
    f64[H.EVENTS],
    f64[H.SEQUENCE],
    i32[H.FRAMES_IN_USE],
    i32[H.REQUESTS_IN_USE],
    ...counts,
  ]
}
