/** One request of the past, recovered whole: the run is taken back, replayed with recording, and put where it was. */
import type { Recorder } from '../engine/machine.ts'
import type { Checkpoints, Savable } from './checkpoints.ts'
import type { Observed } from './observed.ts'
import type { RequestRef, Trace } from './reading.ts'
import { TraceRecorder } from './recorder.ts'

/** A run that can be taken back: loading a moment restores it exactly, and what was done since is done again. */
export interface Replayable<S> extends Observed, Savable<S> {
  load(saved: S): void
  advance(untilMs: number, maxEvents: number): boolean
}

const BATCH_EVENTS = 4_096
/** A replay longer than this would keep everything else waiting for too long. */
const EVENTS_MAX = 10_000_000
/** Work that goes on for nobody is followed for so long after the request, ms. */
const LINGER_MS = 30_000

/** The whole life of a request; null when it cannot be reached any more. The run is left exactly as it was. */
export function recoverTrace<S>(run: Replayable<S>, ref: RequestRef, checkpoints: Checkpoints<S>): Trace | null {
  const client = run.built.components.find(({ id }) => id === ref.client)
  const start = checkpoints.before(ref.startMs)
  if (client === undefined || start === null) return null
  const { machine } = run
  const present = run.save()
  const presentMs = machine.nowMs
  const listening: Recorder | null = machine.recorder
  const recorder = new TraceRecorder(run, { only: { client: client.index, number: ref.request } })
  try {
    machine.recorder = recorder
    run.load(start)
    // Its end may be rounded, and what it left behind comes later still.
    replay(run, recorder, Math.min(presentMs, ref.endMs + LINGER_MS))
    return recorder.recovered()
  } finally {
    run.load(present)
    machine.recorder = listening
  }
}

function replay<S>(run: Replayable<S>, recorder: TraceRecorder, untilMs: number): void {
  const { machine } = run
  const lastEvent = machine.events + EVENTS_MAX
  while (!recorder.isDone(machine) && machine.events < lastEvent) {
    if (run.advance(untilMs, BATCH_EVENTS)) return
  }
}
