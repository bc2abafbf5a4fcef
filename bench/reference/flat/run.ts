import type { Result, StationResult } from '../workloads.ts'
import { insert } from './calendar.ts'
import { emptyBlocks, refill, seedGenerators } from './draws.ts'
import { histogramOf, quantileMs } from './histogram.ts'
import { layout, take } from './memory.ts'
import type { Memory } from './memory.ts'

const { ENDED, EVENTS, EXPONENTIAL, GENERATORS, HITS, LOOKUPS, NOW, REJECTED, STATE, TIMED_OUT, TOTAL_MS } = layout

interface Course {
  readonly seed: number
  readonly requests: number
  readonly meanGapMs: number
  readonly alias: Int32Array | undefined
}

/** Seeds the draws, puts the first arrival (a frame in state 0) into the calendar, and advances batch by batch. */
export function drive(memory: Memory, course: Course, advance: () => void): void {
  const { i32, f64 } = memory
  seedGenerators(i32, GENERATORS, course.seed)
  emptyBlocks(i32)
  refill(memory, course.alias)
  const source = take(i32)
  i32[2 * source + STATE] = 0
  f64[source] = f64[i32[EXPONENTIAL]!]! * course.meanGapMs
  i32[EXPONENTIAL]!++
  insert(i32, f64, source)
  while (i32[ENDED]! < course.requests) {
    refill(memory, course.alias)
    advance()
  }
}

export function resultOf({ i32, f64 }: Memory, stations: StationResult[]): Result {
  const requests = i32[ENDED]!
  const timedOut = i32[TIMED_OUT]!
  const rejected = i32[REJECTED]!
  const ok = requests - timedOut - rejected
  const result: Result = {
    requests,
    ok,
    timedOut,
    rejected,
    meanMs: f64[TOTAL_MS]! / ok,
    p99Ms: quantileMs(i32, histogramOf(0), 0.99),
    stations,
    events: i32[EVENTS]!,
    simulatedMs: f64[NOW]!,
  }
  return i32[LOOKUPS] === 0 ? result : { ...result, hitRatio: i32[HITS]! / i32[LOOKUPS]! }
}
