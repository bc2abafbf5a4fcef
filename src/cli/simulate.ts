/** A run from its beginning to its end, measured from the end of the warm-up on. */
import type { Architecture } from '../architecture/architecture.ts'
import type { Problem } from '../base/problem.ts'
import { type Result, succeed } from '../base/result.ts'
import { History } from '../simulation/history.ts'
import type { Summary } from '../simulation/reading.ts'
import { Run } from '../simulation/run.ts'
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

  constructor(cause: unknown, { seed, nowMs }: { readonly seed: number; readonly nowMs: number }) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.seed = seed
    this.atMs = nowMs
  }
}

/** One of several runs, counted from 1. */
export interface Turn {
  readonly number: number
  readonly of: number
}

/** What is done to the design during the run. */
export interface Edit {
  readonly atMs: number
  readonly change: (architecture: Architecture) => Architecture
}

/** What a run may be given besides its design. */
export interface Surroundings {
  /** In the order of their times. */
  readonly edits?: readonly Edit[]
  /** Is told the simulated time between windows, and which of several runs it is that of. */
  readonly onProgress?: (atMs: number, turn?: Turn) => void
  /** Makes the run; tests hand in one that breaks. */
  readonly create?: typeof Run.create
}

/** Between two looks at the clock a run takes at most so many events. */
const EVENTS_PER_STEP = 1_000_000

/** Runs a design to the end of its settings, or says what keeps it from running. */
export function simulate(
  architecture: Architecture,
  surroundings: Surroundings = {},
): Result<Outcome, readonly Problem[]> {
  const { seed } = architecture.settings
  let run: Run | undefined
  try {
    const made = (surroundings.create ?? Run.create)(architecture)
    if (!made.ok) return made
    run = made.value
    return measure(run, surroundings)
  } catch (error) {
    throw new Breakdown(error, { seed, nowMs: run?.nowMs ?? 0 })
  }
}

function measure(run: Run, { edits = [], onProgress }: Surroundings): Result<Outcome, readonly Problem[]> {
  const { warmUpMs, endMs } = run.architecture.settings
  const left = [...edits]
  const beginning = takeSnapshot(run)
  const startedMs = performance.now()
  // Without a warm-up, what happens at time 0 is measured too.
  const warmed = warmUpMs > 0 ? advance(run, warmUpMs, left) : succeed(undefined)
  if (!warmed.ok) return warmed
  const warm = takeSnapshot(run)
  // Levels, such as a backlog, have means over time only if somebody looks at them in between.
  const history = new History(run)
  for (let atMs = warmUpMs; atMs < endMs;) {
    atMs = Math.min(atMs + history.windowMs, endMs)
    const advanced = advance(run, atMs, left)
    if (!advanced.ok) return advanced
    history.closeWindow(run)
    onProgress?.(atMs)
  }
  const ms = performance.now() - startedMs
  const summary = summarize(run, warm, history)
  const requests = summarize(run, beginning).endToEnd.ended
  const wall = { ms, eventsPerSecond: (summary.events * 1_000) / ms, requestsPerSecond: (requests * 1_000) / ms }
  return succeed({ summary, wall })
}

/** Goes on to a moment; edits that are due before it are done at their times and taken off the list. */
function advance(run: Run, untilMs: number, edits: Edit[]): Result<void, readonly Problem[]> {
  for (let edit = edits[0]; edit !== undefined && edit.atMs < untilMs; edit = edits[0]) {
    edits.shift()
    goTo(run, edit.atMs)
    const edited = run.edit(edit.change(run.architecture))
    if (!edited.ok) return edited
  }
  goTo(run, untilMs)
  return succeed(undefined)
}

function goTo(run: Run, untilMs: number): void {
  while (!run.advance(untilMs, EVENTS_PER_STEP));
}
