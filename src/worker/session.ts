/** One run with everything that watches it: windows, traces, checkpoints, what has been told already. */
import type { Architecture } from '../architecture/architecture.ts'
import type { Problem } from '../base/problem.ts'
import { type Result, succeed } from '../base/result.ts'
import { Checkpoints } from '../simulation/checkpoints.ts'
import { History } from '../simulation/history.ts'
import type { Layout, Reading, RequestRef, RunEvent, Summary, Trace, WhyReport } from '../simulation/reading.ts'
import { readingOf } from '../simulation/reading-of.ts'
import { TraceRecorder } from '../simulation/recorder.ts'
import { recoverTrace } from '../simulation/recover.ts'
import { Run } from '../simulation/run.ts'
import { takeSnapshot, type Snapshot } from '../simulation/snapshot.ts'
import { summarize } from '../simulation/summary.ts'
import { why } from '../simulation/why.ts'

/** Traces wanted in a wall second, for the dots. */
const TRACES_PER_SECOND = 60
/** Events between two looks at the wall clock. */
const BATCH_EVENTS = 2_048

export class Session {
  readonly run: Run
  readonly history: History
  private readonly recorder: TraceRecorder
  private readonly checkpoints = new Checkpoints()
  private start: Snapshot
  private isWarm: boolean
  private told = 0

  private constructor(run: Run) {
    this.run = run
    this.isWarm = run.architecture.settings.warmUpMs === 0
    this.history = new History(run)
    this.start = takeSnapshot(run)
    this.recorder = new TraceRecorder(run)
    run.machine.recorder = this.recorder
    this.checkpoints.keep(run)
  }

  /** A run of that document from time 0, or what stops it from running. */
  static begin(architecture: Architecture): Result<Session, readonly Problem[]> {
    const made = Run.create(architecture)
    return made.ok ? succeed(new Session(made.value)) : made
  }

  get nowMs(): number {
    return this.run.nowMs
  }

  get endMs(): number {
    return this.run.architecture.settings.endMs
  }

  get isOver(): boolean {
    return this.nowMs >= this.endMs
  }

  /** Goes on toward `untilMs` by one batch of events, closing windows on the way; true when the clock stands there. */
  advance(untilMs: number): boolean {
    const window = this.history.windowMs
    const windowEnd = (Math.floor(this.nowMs / window) + 1) * window
    const goal = Math.min(untilMs, windowEnd, this.endMs)
    if (!this.run.advance(goal, BATCH_EVENTS)) return false
    if (goal === windowEnd) this.closeWindow()
    return goal === untilMs || this.isOver
  }

  private closeWindow(): void {
    this.history.closeWindow(this.run)
    this.checkpoints.keep(this.run)
    if (!this.isWarm && this.nowMs >= this.run.architecture.settings.warmUpMs) {
      this.isWarm = true
      this.start = takeSnapshot(this.run)
    }
  }

  /** Processes so many events, however long they take. */
  step(events: number): void {
    const goal = this.run.machine.events + events
    while (this.run.machine.events < goal && !this.isOver) {
      const window = this.history.windowMs
      const windowEnd = (Math.floor(this.nowMs / window) + 1) * window
      const left = goal - this.run.machine.events
      if (this.run.advance(Math.min(windowEnd, this.endMs), left) && this.nowMs === windowEnd) this.closeWindow()
    }
  }

  layout(): Layout {
    return this.history.layoutOf(this.run)
  }

  reading(achievedMsPerSecond: number): Reading | null {
    return readingOf(this.run, this.history, achievedMsPerSecond)
  }

  /** Lines of the story that have not been told. */
  news(): readonly RunEvent[] {
    const events = this.run.story.slice(this.told)
    this.told = this.run.story.length
    return events
  }

  why(fromMs: number, toMs: number): WhyReport {
    return why(this.run, this.history, fromMs, toMs)
  }

  trace(request: RequestRef): Trace | null {
    const trace = recoverTrace(this.run, request, this.checkpoints)
    this.run.machine.recorder = this.recorder
    return trace
  }

  /** Traces finished since the last time; so many are sampled that a page gets about the same number a wall second. */
  sampled(achievedMsPerSecond: number): readonly Trace[] {
    this.recorder.perSecond = (TRACES_PER_SECOND * 1_000) / Math.max(1, achievedMsPerSecond)
    return this.recorder.take()
  }

  summary(): Summary {
    return summarize(this.run, this.start, this.history)
  }
}
