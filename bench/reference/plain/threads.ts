import type { Result, ThreadsParameters } from '../workloads.ts'
import { LruCache } from './lru-cache.ts'
import { Outcomes } from './outcomes.ts'
import type { Draws } from './random.ts'
import { Simulation } from './simulation.ts'
import { MeasuredStation, Pool, Station } from './station.ts'
import { Histogram } from './statistics.ts'

/** A server of W5: threads held for the whole of a call, cores for its service only. */
class Server {
  readonly threads: Pool
  readonly cores: Station
  readonly callTimes = new Histogram()
  isUp = true
  isHealthy = true

  constructor(name: string, simulation: Simulation, draws: Draws, parameters: ThreadsParameters) {
    this.threads = new Pool(`${name} threads`, simulation, parameters.threads)
    this.cores = new Station(`${name} cores`, simulation, draws, parameters.server)
  }
}

/** The parts of W5, and how they call each other. */
class Threads {
  private readonly simulation = new Simulation()
  private readonly outcomes = new Outcomes()
  private readonly parameters: ThreadsParameters
  private readonly draws: Draws
  private readonly meanGapMs: number
  private readonly servers: Server[]
  private readonly database: MeasuredStation
  private readonly entries: LruCache<true>
  private turn = 0

  constructor(parameters: ThreadsParameters, draws: Draws) {
    this.parameters = parameters
    this.draws = draws
    this.meanGapMs = 1 / parameters.arrivalsPerMs
    this.servers = Array.from(
      { length: parameters.servers },
      (_, index) => new Server(`server-${index + 1}`, this.simulation, draws, parameters),
    )
    this.database = new MeasuredStation('database', this.simulation, draws, parameters.database)
    this.entries = new LruCache(parameters.cache.capacity)
  }

  run(requests: number): Result {
    const { simulation, outcomes } = this
    this.awaitArrival()
    for (const server of this.servers) this.probeLater(server)
    simulation.runUntil(() => outcomes.ended >= requests)
    return outcomes.result(simulation, [
      ...this.servers.map((server) => server.threads.result(server.callTimes)),
      ...this.servers.map((server) => server.cores.result()),
      this.database.result(),
    ])
  }

  private awaitArrival(): void {
    this.simulation.after(this.draws.exponential() * this.meanGapMs, () => {
      this.awaitArrival()
      this.callServer(this.draws.key())
    })
  }

  private probeLater(server: Server): void {
    this.simulation.after(this.parameters.probeIntervalMs, () => {
      server.isHealthy = server.isUp
      this.probeLater(server)
    })
  }

  private nextHealthy(): Server {
    for (;;) {
      const server = this.servers[this.turn]!
      this.turn = (this.turn + 1) % this.servers.length
      if (server.isHealthy) return server
    }
  }

  /** The balancer's part. */
  private callServer(key: number): void {
    const { simulation, outcomes } = this
    const startMs = simulation.nowMs
    let abandoned = false
    const timer = simulation.after(this.parameters.timeoutMs, () => {
      abandoned = true
      outcomes.timedOut()
    })
    this.handle(this.nextHealthy(), key, () => {
      if (abandoned) return
      timer.cancelled = true
      outcomes.ok(simulation.nowMs - startMs)
    })
  }

  /** The server's part. */
  private handle(server: Server, key: number, answered: () => void): void {
    const cameMs = this.simulation.nowMs
    server.threads.acquire(() => {
      server.cores.serve(() => {
        this.read(key, () => {
          server.callTimes.record(this.simulation.nowMs - cameMs)
          server.threads.release()
          answered()
        })
      })
    })
  }

  private read(key: number, done: () => void): void {
    this.outcomes.lookups++
    if (this.entries.get(key) !== undefined) {
      this.outcomes.hits++
      done()
      return
    }
    this.database.serve(() => {
      this.entries.set(key, true)
      done()
    })
  }
}

export function runThreads(parameters: ThreadsParameters, requests: number, draws: Draws): Result {
  return new Threads(parameters, draws).run(requests)
}
