/** Pace: how far the simulated clock should stand at a wall time, and how fast it really runs. */
import type { Pace } from './protocol.ts'

/** A wall time and the simulated time that belongs to it. */
export interface Moment {
  readonly wallMs: number
  readonly simulatedMs: number
}

/** Falling behind by more wall ms than this is not made up for: the run goes on from where it is. */
const BEHIND_MAX_MS = 250
/** Over how many wall ms the achieved pace is measured. */
const MEASURED_MS = 1_000

export class Pacer {
  /** Simulated ms a wall second lately. */
  achievedMsPerSecond = 0
  private pace: Pace = 1_000
  private from: Moment
  private marks: Moment[] = []

  constructor(wallMs: number) {
    this.from = { wallMs, simulatedMs: 0 }
  }

  setPace(pace: Pace, now: Moment): void {
    this.pace = pace
    this.anchor(now)
  }

  /** The pace counts from this moment. */
  anchor(now: Moment): void {
    this.from = now
    this.marks = [now]
  }

  /** Where the simulated clock should stand now. */
  goalMs(now: Moment): number {
    if (this.pace === 'fastest') return Infinity
    return this.from.simulatedMs + ((now.wallMs - this.from.wallMs) * this.pace) / 1_000
  }

  /** Takes note of how far the run came in a slice; when it cannot keep up the goal moves to where it is. */
  note(now: Moment, isThere: boolean): void {
    this.marks.push(now)
    while (this.marks.length > 2 && now.wallMs - this.marks[1]!.wallMs > MEASURED_MS) this.marks.shift()
    const first = this.marks[0]!
    const wall = now.wallMs - first.wallMs
    if (wall > 0) this.achievedMsPerSecond = ((now.simulatedMs - first.simulatedMs) / wall) * 1_000
    if (isThere || this.pace === 'fastest') return
    const behindMs = ((this.goalMs(now) - now.simulatedMs) / this.pace) * 1_000
    if (behindMs > BEHIND_MAX_MS) this.from = now
  }
}
