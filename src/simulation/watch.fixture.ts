/** For tests of what a run shows: a run with its history, window by window. */
import type { Architecture } from '../architecture/architecture.ts'
import { History } from './history.ts'
import { Play } from './play.fixture.ts'
import type { Reading } from './reading.ts'
import { readingOf } from './reading-of.ts'

export class Watch {
  readonly play: Play
  readonly history: History

  constructor(architecture: Architecture) {
    this.play = new Play(architecture)
    this.history = new History(this.play.run)
  }

  get run() {
    return this.play.run
  }

  /** Goes on until the clock stands at that time, closing windows on the way. */
  to(untilMs: number): this {
    const { windowMs } = this.history
    while (this.run.nowMs < untilMs) {
      this.play.to(Math.min(untilMs, (Math.floor(this.run.nowMs / windowMs) + 1) * windowMs))
      this.history.closeWindow(this.run)
    }
    return this
  }

  get reading(): Reading {
    const reading = readingOf(this.run, this.history, 1_000)
    if (reading === null) throw new Error('no window is complete yet')
    return reading
  }

  /** A measure of the present reading. */
  value(measure: string): number {
    const place = this.history.layoutOf(this.run).measures.indexOf(measure)
    if (place < 0) throw new Error(`there is no measure ${measure}`)
    return this.reading.values[place]!
  }

  /** A measure over an interval, as a chart of one point would show it. */
  over(measure: string, fromMs: number, toMs: number): number {
    return this.history.range(fromMs, toMs, [measure], 1).values[0]!
  }
}
