import type { CachedTandemParameters, Result, SingleParameters, TandemParameters } from '../workloads.ts'
import { LruCache } from './lru-cache.ts'
import { Outcomes } from './outcomes.ts'
import type { Draws } from './random.ts'
import { Simulation } from './simulation.ts'
import { Station } from './station.ts'

/** A request of W1 to W3. */
class Request {
  readonly startMs: number
  readonly key: number

  constructor(startMs: number, key: number) {
    this.startMs = startMs
    this.key = key
  }
}

/** W1: one station. */
export function runSingle(parameters: SingleParameters, requests: number, draws: Draws): Result {
  const simulation = new Simulation()
  const meanGapMs = 1 / parameters.arrivalsPerMs
  const outcomes = new Outcomes()
  const station = new Station('server', simulation, draws, parameters.server)
  const arrive = (): void => {
    simulation.after(draws.exponential() * meanGapMs, arrive)
    const request = new Request(simulation.nowMs, 0)
    station.serve(() => outcomes.ok(simulation.nowMs - request.startMs))
  }
  simulation.after(draws.exponential() * meanGapMs, arrive)
  simulation.runUntil(() => outcomes.ended >= requests)
  return outcomes.result(simulation, [station.result()])
}

/** W2, and W3 if the parameters have a cache. */
export function runTandem(
  parameters: TandemParameters | CachedTandemParameters,
  requests: number,
  draws: Draws,
): Result {
  const simulation = new Simulation()
  const meanGapMs = 1 / parameters.arrivalsPerMs
  const outcomes = new Outcomes()
  const servers = Array.from(
    { length: parameters.servers },
    (_, index) => new Station(`server-${index + 1}`, simulation, draws, parameters.server),
  )
  const database = new Station('database', simulation, draws, parameters.database)
  const cache = 'cache' in parameters ? new LruCache<true>(parameters.cache.capacity) : undefined
  const end = (request: Request): void => outcomes.ok(simulation.nowMs - request.startMs)
  const proceed = (request: Request): void => {
    if (cache !== undefined) {
      outcomes.lookups++
      if (cache.get(request.key) !== undefined) {
        outcomes.hits++
        end(request)
        return
      }
    }
    database.serve(() => {
      cache?.set(request.key, true)
      end(request)
    })
  }
  let turn = 0
  const arrive = (): void => {
    simulation.after(draws.exponential() * meanGapMs, arrive)
    const request = new Request(simulation.nowMs, cache === undefined ? 0 : draws.key())
    const server = servers[turn]!
    turn = (turn + 1) % servers.length
    server.serve(() => proceed(request))
  }
  simulation.after(draws.exponential() * meanGapMs, arrive)
  simulation.runUntil(() => outcomes.ended >= requests)
  const stations = [...servers, database].map((station) => station.result())
  return outcomes.result(simulation, stations)
}
