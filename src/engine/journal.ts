/** Listens to a rig and writes down how its requests ended and what their accounts say: for tests of the kernel. */
import * as L from './layout.ts'
import type { Machine, Recorder } from './machine.ts'
import { OUTCOMES, type Outcome } from './outcome.ts'

/** One stretch of a request's time: the component and cause it is booked to, and how long it was. */
export interface Spent {
  readonly component: number
  readonly cause: number
  readonly ms: number
}

/** How a request ended. `culprit` is the index of the component that made it fail, or -1. */
export interface Ended {
  readonly client: number
  readonly number: number
  readonly outcome: Outcome
  readonly culprit: number
  readonly startedMs: number
  readonly latencyMs: number
  readonly spent: readonly Spent[]
}

/** Every request that ended, in the order of their ends. */
export class Journal implements Recorder {
  readonly requests: Ended[] = []
  /** Calls that left or came back over a link. */
  hops = 0
  /** Calls that were worked on for nobody. */
  abandonedCalls = 0

  wants(): boolean {
    return true
  }

  hop(): void {
    this.hops++
  }

  abandoned(): void {
    this.abandonedCalls++
  }

  ended(machine: Machine, frame: number, outcome: number): void {
    const { i32, f64 } = machine
    const request = i32[frame + L.REQUEST]!
    const startedMs = f64[(request >> 1) + L.R_STARTED]!
    const spent: Spent[] = []
    for (let segment = i32[frame + L.SEGMENTS]!; segment !== 0; segment = i32[segment]!) {
      const key = i32[segment + L.S_KEY]!
      const cause = key & (L.CAUSES - 1)
      spent.push({ component: key >> L.CAUSE_BITS, cause, ms: f64[(segment >> 1) + L.S_MS]! })
    }
    this.requests.push({
      client: i32[request + L.R_CLIENT]!,
      number: f64[(request >> 1) + L.R_NUMBER]!,
      outcome: OUTCOMES[outcome]!,
      culprit: outcome === 0 ? -1 : i32[frame + L.CULPRIT]! - 1,
      startedMs,
      latencyMs: machine.nowMs - startedMs,
      spent,
    })
  }
}

/** Sum of what an account books, ms; of one cause or component where they are given. */
export function spentMs(request: Ended, of: { component?: number; cause?: number } = {}): number {
  return request.spent
    .filter((part) => of.component === undefined || part.component === of.component)
    .filter((part) => of.cause === undefined || part.cause === of.cause)
    .reduce((sum, part) => sum + part.ms, 0)
}
