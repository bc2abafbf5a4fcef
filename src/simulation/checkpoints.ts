/**
 * Saved moments of a run, to go back to: dense lately, sparse long ago, within a budget of memory. The distance from
 * any moment to the nearest one before it grows with its age, so that a replay is short against what it looks back on.
 */
import type { Machine } from '../engine/machine.ts'
import type { SavedRun } from './script.ts'

/** What can be saved and loaded: a run. */
export interface Savable<S> {
  readonly machine: Machine
  save(): S
}

/** Bytes that all saved moments may take together. */
const BUDGET_BYTES = 128 * 1024 * 1024
/** No two moments are nearer than this, ms. */
const APART_MS = 250
/** A copy costs about as much as this many words in events: then keeping moments takes a small part of the time. */
const EVENTS_MIN = 50_000

interface Moment<S> {
  readonly atMs: number
  readonly bytes: number
  readonly saved: S
}

export class Checkpoints<S = SavedRun> {
  private readonly budgetBytes: number
  private moments: Moment<S>[] = []
  private bytes = 0
  private lastEvents = -Infinity

  constructor(budgetBytes = BUDGET_BYTES) {
    this.budgetBytes = budgetBytes
  }

  /** Times of the saved moments, oldest first, ms. */
  get timesMs(): readonly number[] {
    return this.moments.map(({ atMs }) => atMs)
  }

  get keptBytes(): number {
    return this.bytes
  }

  /** Saves the present moment if enough has happened since the last one; call it now and then. */
  keep(run: Savable<S>): void {
    const { nowMs, events, arena } = run.machine
    const last = this.moments.at(-1)
    if (last !== undefined) {
      if (nowMs - last.atMs < APART_MS) return
      if (events - this.lastEvents < Math.max(EVENTS_MIN, arena.usedWords)) return
    }
    const bytes = 4 * arena.usedWords
    if (bytes > this.budgetBytes) return
    this.moments.push({ atMs: nowMs, bytes, saved: run.save() })
    this.bytes += bytes
    this.lastEvents = events
    while (this.bytes > this.budgetBytes) this.forget(this.leastMissed(nowMs))
  }

  /** The newest moment strictly before a time, or at the very beginning; null when none is kept. */
  before(atMs: number): S | null {
    return this.moments.findLast((moment) => moment.atMs < atMs || moment.atMs === 0)?.saved ?? null
  }

  /** The moment whose loss makes the smallest gap for its age. The newest stays. */
  private leastMissed(nowMs: number): number {
    let best = 0
    let bestGap = Infinity
    for (let place = 0; place < this.moments.length - 1; place++) {
      const gap = this.moments[place + 1]!.atMs - (this.moments[place - 1]?.atMs ?? 0)
      const relative = gap / (nowMs - this.moments[place]!.atMs + APART_MS)
      // The first leads to all the rest: without it the oldest requests are lost for good.
      if (place > 0 && relative < bestGap) {
        best = place
        bestGap = relative
      }
    }
    return best
  }

  private forget(place: number): void {
    this.bytes -= this.moments[place]!.bytes
    this.moments.splice(place, 1)
  }
}
