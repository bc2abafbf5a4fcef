import type { Result, StationResult } from '../workloads.ts'
import type { Simulation } from './simulation.ts'
import { Histogram } from './statistics.ts'

/** How the requests of a run ended, and how its cache served them. */
export class Outcomes {
  hits = 0
  lookups = 0
  private readonly latencies = new Histogram()
  private timedOutCount = 0
  private rejectedCount = 0

  get ended(): number {
    return this.latencies.count + this.timedOutCount + this.rejectedCount
  }

  ok(latencyMs: number): void {
    this.latencies.record(latencyMs)
  }

  timedOut(): void {
    this.timedOutCount++
  }

  rejected(): void {
    this.rejectedCount++
  }

  result(simulation: Simulation, stations: StationResult[]): Result {
    const result: Result = {
      requests: this.ended,
      ok: this.latencies.count,
      timedOut: this.timedOutCount,
      rejected: this.rejectedCount,
      meanMs: this.latencies.mean,
      p99Ms: this.latencies.quantile(0.99),
      stations,
      events: simulation.events,
      simulatedMs: simulation.nowMs,
    }
    return this.lookups === 0 ? result : { ...result, hitRatio: this.hits / this.lookups }
  }
}
