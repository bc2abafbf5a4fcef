/** A run from its beginning to its end, measured from the end of the warm-up on. */
import { History } from '../simulation/history.ts'
import type { Summary } from '../simulation/reading.ts'
import type { Run } from '../simulation/run.ts'
import { takeSnapshot } from '../simulation/snapshot.ts'
import { summarize } from '../simulation/summary.ts'

/** How fast this machine was, over the whole run; building the design is not part of it. */
export interface Wall {
  readonly ms: number
  readonly eventsPerSecond: number
  /** Requests that ended, the warm-up's included. */
  readonly requestsPerSecond: number
}

export interface Outcome {
  readonly summary: Summary
  readonly wall: Wall
}

/** A mistake of ours that ended a run: with the same design and seed it can be seen again. */
export class Breakdown extends Error {
  override readonly name = 'Breakdown'
  readonly seed: number
  readonly atMs: number

  constructor(cause: unknown, run: Pick<Run, 'seed' | 'nowMs'>) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.seed = run.seed
    this.atMs = run.nowMs
  }
}

const EVENTS_PER_STEP = 1_000_000

/** Runs the design's settings to their end. */
export function simulate(run: Run): Outcome {
  try {
    return measure(run)
  } catch (error) {
    throw new Breakdown(error, run)
  }
}

function measure(run: Run): Outcome {
  const { warmUpMs, endMs } = run.architecture.settings
  const beginning = takeSnapshot(run)
  const startedMs = performance.now()
  advance(run, warmUpMs)
  const warm = takeSnapshot(run)
  // Levels, such as a backlog, have means over time only if somebody looks at them in between.
  const history = new History(run)
  for (let atMs = warmUpMs; atMs < endMs;) {
    atMs = Math.min(atMs + history.windowMs, endMs)
    advance(run, atMs)
    history.closeWindow(run)
  }
  const ms = performance.now() - startedMs
  const summary = summarize(run, warm, history)
  const requests = summarize(run, beginning).endToEnd.ended
  return { summary, wall: { ms, eventsPerSecond: (summary.events * 1_000) / ms, requestsPerSecond: (requests * 1_000) / ms } }
}

function advance(run: Run, untilMs: number): void {
  while (!run.advance(untilMs, EVENTS_PER_STEP));
}
