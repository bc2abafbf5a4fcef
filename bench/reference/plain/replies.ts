import type { RepliesParameters, Result } from '../workloads.ts'
import { LruCache } from './lru-cache.ts'
import { Outcomes } from './outcomes.ts'
import type { Draws } from './random.ts'
import { Simulation } from './simulation.ts'
import type { SimulationEvent } from './simulation.ts'
import { MeasuredStation } from './station.ts'

class Request {
  readonly startMs: number
  readonly key: number
  readonly isWrite: boolean
  tries = 0

  constructor(startMs: number, key: number, isWrite: boolean) {
    this.startMs = startMs
    this.key = key
    this.isWrite = isWrite
  }
}

type Answer = (ok: boolean) => void

/** Something that calls go to: a station, and the number of calls its callers have under way to it. */
class Target {
  readonly station: MeasuredStation
  open = 0

  constructor(station: MeasuredStation) {
    this.station = station
  }
}

/** The first of those with the fewest open calls. */
function leastLoaded(targets: Target[]): Target {
  return targets.reduce((best, target) => (target.open < best.open ? target : best))
}

/** The parts of W4, and how they call each other. */
class Replies {
  readonly simulation = new Simulation()
  readonly outcomes = new Outcomes()
  private readonly parameters: RepliesParameters
  private readonly draws: Draws
  private readonly meanGapMs: number
  private readonly servers: Target[]
  private readonly primary: Target
  private readonly replicas: Target[]
  private readonly expiryMs: LruCache<number>

  constructor(parameters: RepliesParameters, draws: Draws) {
    this.parameters = parameters
    this.draws = draws
    this.meanGapMs = 1 / parameters.arrivalsPerMs
    const target = (name: string, { server, database, waitingRoom }: RepliesParameters): Target =>
      new Target(
        new MeasuredStation(name, this.simulation, draws, name.startsWith('server') ? server : database, waitingRoom),
      )
    this.servers = Array.from({ length: parameters.servers }, (_, index) => target(`server-${index + 1}`, parameters))
    this.primary = target('primary', parameters)
    this.replicas = Array.from({ length: parameters.replicas }, (_, index) =>
      target(`replica-${index + 1}`, parameters),
    )
    this.expiryMs = new LruCache(parameters.cache.capacity)
  }

  run(requests: number): Result {
    const { simulation, outcomes } = this
    this.awaitArrival()
    simulation.runUntil(() => outcomes.ended >= requests)
    const targets = [...this.servers, this.primary, ...this.replicas]
    return outcomes.result(
      simulation,
      targets.map((target) => target.station.result()),
    )
  }

  private awaitArrival(): void {
    this.simulation.after(this.draws.exponential() * this.meanGapMs, () => {
      this.awaitArrival()
      const key = this.draws.key()
      const isWrite = this.draws.uniform() < this.parameters.writeRatio
      this.callServer(new Request(this.simulation.nowMs, key, isWrite))
    })
  }

  /** The balancer's part: one try. */
  private callServer(request: Request): void {
    const { simulation, parameters } = this
    const server = leastLoaded(this.servers)
    server.open++
    request.tries++
    let timer: SimulationEvent | undefined = simulation.after(parameters.timeoutMs, () => {
      timer = undefined
      server.open--
      this.retryOr(request, () => this.outcomes.timedOut())
    })
    this.hop(() =>
      this.handle(server, request, (ok) => {
        if (timer === undefined) return
        timer.cancelled = true
        server.open--
        if (ok) this.outcomes.ok(simulation.nowMs - request.startMs)
        else this.retryOr(request, () => this.outcomes.rejected())
      }),
    )
  }

  private retryOr(request: Request, giveUp: () => void): void {
    if (request.tries < this.parameters.tries) this.callServer(request)
    else giveUp()
  }

  /** The server's part. */
  private handle(server: Target, request: Request, answer: Answer): void {
    const entered = server.station.serve(() => {
      if (request.isWrite) this.callDatabase(this.primary, (ok) => this.reply(answer, ok))
      else this.read(request, answer)
    })
    if (!entered) this.reply(answer, false)
  }

  private read(request: Request, answer: Answer): void {
    this.hop(() => {
      const hit = this.lookUp(request.key)
      this.hop(() => {
        if (hit) this.reply(answer, true)
        else this.readThrough(request, answer)
      })
    })
  }

  private readThrough(request: Request, answer: Answer): void {
    this.callDatabase(leastLoaded(this.replicas), (ok) => {
      if (ok) this.expiryMs.set(request.key, this.simulation.nowMs + this.parameters.ttlMs)
      this.reply(answer, ok)
    })
  }

  private lookUp(key: number): boolean {
    this.outcomes.lookups++
    const expiryMs = this.expiryMs.get(key)
    if (expiryMs === undefined) return false
    if (expiryMs <= this.simulation.nowMs) {
      this.expiryMs.delete(key)
      return false
    }
    this.outcomes.hits++
    return true
  }

  private callDatabase(database: Target, answer: Answer): void {
    database.open++
    this.hop(() => {
      const entered = database.station.serve(() => this.answerOf(database, answer, true))
      if (!entered) this.answerOf(database, answer, false)
    })
  }

  /** The way back from a database. */
  private answerOf(database: Target, answer: Answer, ok: boolean): void {
    this.hop(() => {
      database.open--
      answer(ok)
    })
  }

  private reply(answer: Answer, ok: boolean): void {
    this.hop(() => answer(ok))
  }

  private hop(then: () => void): void {
    this.simulation.after(this.parameters.hopMs, then)
  }
}

export function runReplies(parameters: RepliesParameters, requests: number, draws: Draws): Result {
  return new Replies(parameters, draws).run(requests)
}
