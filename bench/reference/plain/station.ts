import type { StationParameters, StationResult } from '../workloads.ts'
import type { Draws } from './random.ts'
import type { Simulation } from './simulation.ts'
import { Histogram, TimeWeighted } from './statistics.ts'

/** First in, first out: an array whose front is given up in pieces, since `shift` moves everything. */
export class Line<T> {
  private items: T[] = []
  private head = 0

  get length(): number {
    return this.items.length - this.head
  }

  join(item: T): void {
    this.items.push(item)
  }

  leave(): T | undefined {
    if (this.head === this.items.length) return undefined
    const item = this.items[this.head++]
    if (this.head > 64 && this.head * 2 > this.items.length) {
      this.items = this.items.slice(this.head)
      this.head = 0
    }
    return item
  }
}

/** A number of equal places; who finds none free waits in line, and who finds no room to wait is turned away. */
abstract class Places {
  readonly name: string
  protected readonly simulation: Simulation
  private readonly places: number
  private readonly waitingRoom: number
  private readonly line = new Line<() => void>()
  private readonly busy = new TimeWeighted()
  private readonly waiting = new TimeWeighted()

  constructor(name: string, simulation: Simulation, places: number, waitingRoom = Number.POSITIVE_INFINITY) {
    this.name = name
    this.simulation = simulation
    this.places = places
    this.waitingRoom = waitingRoom
  }

  /** What happens to one who has got a place, at once or after waiting. */
  protected abstract admit(then: () => void): void

  protected enter(then: () => void): boolean {
    const { nowMs } = this.simulation
    if (this.busy.value < this.places) {
      this.busy.add(1, nowMs)
      this.admit(then)
      return true
    }
    if (this.line.length >= this.waitingRoom) return false
    this.waiting.add(1, nowMs)
    this.line.join(then)
    return true
  }

  protected leave(): void {
    const { nowMs } = this.simulation
    const next = this.line.leave()
    if (next === undefined) {
      this.busy.add(-1, nowMs)
      return
    }
    this.waiting.add(-1, nowMs)
    this.admit(next)
  }

  result(histogram?: Histogram): StationResult {
    const { nowMs } = this.simulation
    const { name } = this
    const utilization = this.busy.mean(nowMs) / this.places
    const queueLength = this.waiting.mean(nowMs)
    if (histogram === undefined) return { name, utilization, queueLength }
    return { name, utilization, queueLength, meanMs: histogram.mean, p99Ms: histogram.quantile(0.99) }
  }
}

/** Places that are taken and given back by those who use them. */
export class Pool extends Places {
  acquire(granted: () => void): void {
    this.enter(granted)
  }

  release(): void {
    this.leave()
  }

  protected override admit(then: () => void): void {
    then()
  }
}

/** Servers with an exponential service time. */
export class Station extends Places {
  private readonly draws: Draws
  private readonly meanServiceMs: number

  constructor(name: string, simulation: Simulation, draws: Draws, parameters: StationParameters, room?: number) {
    super(name, simulation, parameters.concurrency, room)
    this.draws = draws
    this.meanServiceMs = parameters.meanServiceMs
  }

  /** Calls `done` after waiting and service; false if the waiting room is full. */
  serve(done: () => void): boolean {
    return this.enter(done)
  }

  protected override admit(done: () => void): void {
    this.simulation.after(this.meanServiceMs * this.draws.exponential(), () => {
      this.leave()
      done()
    })
  }
}

/** A station that also keeps a histogram of the time calls spend at it. */
export class MeasuredStation extends Station {
  private readonly sojourns = new Histogram()

  override serve(done: () => void): boolean {
    const enteredMs = this.simulation.nowMs
    return super.serve(() => {
      this.sojourns.record(this.simulation.nowMs - enteredMs)
      done()
    })
  }

  override result(): StationResult {
    return super.result(this.sojourns)
  }
}
