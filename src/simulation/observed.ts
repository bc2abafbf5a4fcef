/** What figures of a run are taken from. A run has all of this; tests put it together by hand. */
import type { Architecture } from '../architecture/architecture.ts'
import type { Machine } from '../engine/machine.ts'
import type { Built } from './built.ts'
import type { ActiveFault, RunEvent } from './reading.ts'

/** A run as those see it who only look at it. */
export interface Observed {
  readonly machine: Machine
  /** The document as it stands now. */
  readonly architecture: Architecture
  /** What it was made into; replaced by edits. */
  readonly built: Built
  readonly seed: number
  /** What has happened, in order. */
  readonly story: readonly RunEvent[]
  readonly faults: readonly ActiveFault[]
}
