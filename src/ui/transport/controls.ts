/** What the run's buttons and keys do. */
import type { DocumentStore } from '../../state/document.ts'
import type { RunStore } from '../../state/run.ts'
import type { Pace, RunStatus } from '../../state/run-facts.ts'

interface RunAndDocument {
  readonly run: RunStore
  readonly document: DocumentStore
}

export function isUnderWay(status: RunStatus): boolean {
  return status === 'starting' || status === 'running' || status === 'paused'
}

/** Whether simulated time is passing. */
export function isGoing(status: RunStatus): boolean {
  return status === 'starting' || status === 'running'
}

/** Runs, pauses or resumes, whichever is due; a run that is over starts anew. */
export function toggleRun({ run, document }: RunAndDocument): void {
  const { status, start, pause, resume } = run.getState()
  if (isGoing(status)) pause()
  else if (status === 'paused') resume()
  else start(document.getState().architecture)
}

/** Starts from the beginning; a paused run stays paused there. */
export function restartRun({ run, document }: RunAndDocument): void {
  const { status, start } = run.getState()
  start(document.getState().architecture, { paused: status === 'paused' })
}

/** Paces to choose from, in simulated ms a wall second. */
export const PACES: readonly Pace[] = [100, 250, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 'fastest']

/** A pace as a factor of real time: `0.1`, `6.2`, `100`. */
export function paceFactor(msPerSecond: number): string {
  const factor = msPerSecond / 1_000
  return factor >= 9.95 ? factor.toFixed(0) : String(Number(factor.toPrecision(2)))
}

/** Below this share of what was asked, the page says that the machine cannot keep up. */
const KEEPS_UP = 0.85

/** Whether the machine runs slower than it was asked to. */
export function isLagging(asked: Pace, achieved: number): boolean {
  return asked !== 'fastest' && achieved < asked * KEEPS_UP
}

/** A seed as typed, or undefined when it is none. */
export function parseSeed(text: string): number | undefined {
  const seed = /^\d+$/.test(text.trim()) ? Number(text.trim()) : Number.NaN
  return Number.isSafeInteger(seed) ? seed : undefined
}
