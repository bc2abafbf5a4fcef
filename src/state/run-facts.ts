/** What is known of a run, and how each piece of news changes it: pure, so that scripts of updates can be tested. */
import { unreachable } from '../base/assert.ts'
import type { Problem } from '../base/problem.ts'
import type { ActiveFault, Layout, RunEvent, Summary } from '../simulation/reading.ts'
import type { EditStep } from './document.ts'
import type { Pace, RunId, Update } from '../worker/protocol.ts'

export type { Pace }

export type RunStatus = 'idle' | 'starting' | 'running' | 'paused' | 'finished' | 'refused' | 'crashed'

/** Our bug, with what is needed to see it again. */
export interface Crash {
  readonly message: string
  readonly stack: string
  readonly seed: number
  readonly atMs: number
}

/** From when to when a fault was active; still active without an end. */
export interface FaultPeriod {
  readonly fault: ActiveFault
  readonly endMs?: number
}

/** Something of the story, numbered so that a list can tell two of the same moment apart. */
export interface StoryEntry {
  readonly number: number
  readonly event: RunEvent
  /** Of a change of the design, what it was. */
  readonly step?: EditStep
}

export interface RunFacts {
  readonly status: RunStatus
  readonly runId: RunId
  /** A run that is starting is to stand still at its beginning. */
  readonly startsPaused: boolean
  readonly pace: Pace
  /** Simulated ms a wall second really achieved; NaN before it is known. Coarse: changes by a tenth or more. */
  readonly achievedPace: number
  readonly seed: number
  /** The newest edit that was sent to the run. */
  readonly sentEdit: EditStep | null
  /** Why the last start or edit was refused; empty when it was not. */
  readonly problems: readonly Problem[]
  readonly crash: Crash | null
  readonly summary: Summary | null
  readonly layout: Layout | null
  readonly faults: readonly ActiveFault[]
  readonly faultPeriods: readonly FaultPeriod[]
  /** The newest of the story, oldest first. */
  readonly story: readonly StoryEntry[]
  /** How much has happened in all, also what is no longer kept. */
  readonly storyTotal: number
}

/** Events kept of the story; the list shows these and says how many there were. */
export const STORY_LIMIT = 500
const FAULT_PERIODS_LIMIT = 200

/** What is known of a run that has not begun. */
export const nothing: Omit<RunFacts, 'status' | 'runId' | 'startsPaused' | 'pace' | 'seed'> = {
  sentEdit: null,
  achievedPace: Number.NaN,
  problems: [],
  crash: null,
  summary: null,
  layout: null,
  faults: [],
  faultPeriods: [],
  story: [],
  storyTotal: 0,
}

function sameFaults(a: readonly ActiveFault[], b: readonly ActiveFault[]): boolean {
  return a.length === b.length && a.every((fault, index) => fault.id === b[index]?.id)
}

/** The periods after the active faults have changed to `active` at `atMs`. */
function updatePeriods(
  periods: readonly FaultPeriod[],
  active: readonly ActiveFault[],
  atMs: number,
): readonly FaultPeriod[] {
  const activeIds = new Set(active.map((fault) => fault.id))
  const known = new Set(periods.filter((period) => period.endMs === undefined).map((period) => period.fault.id))
  const closed = periods.map((period) =>
    period.endMs === undefined && !activeIds.has(period.fault.id) ? { ...period, endMs: atMs } : period,
  )
  const opened = active.filter((fault) => !known.has(fault.id)).map((fault) => ({ fault }))
  return [...closed, ...opened].slice(-FAULT_PERIODS_LIMIT)
}

/** A pace told in steps of a tenth, so that its noise wakes nobody. */
function coarse(pace: number, shown: number): number {
  return Math.abs(pace - shown) < 0.1 * shown ? shown : pace
}

function addStory(state: RunFacts, events: readonly RunEvent[]): Partial<RunFacts> {
  const { sentEdit: step } = state
  const added = events.map((event, index) => ({
    number: state.storyTotal + index + 1,
    event,
    ...(event.code === 'edited' && step !== null ? { step } : {}),
  }))
  return { story: [...state.story, ...added].slice(-STORY_LIMIT), storyTotal: state.storyTotal + events.length }
}

/** What is told of a run without being asked. */
export type News = Exclude<Update, { type: 'ready' | 'history' | 'why' | 'trace' }>

/** What an update changes of the state. */
export function changesOf(state: RunFacts, update: News): Partial<RunFacts> {
  switch (update.type) {
    case 'started':
      return { layout: update.layout, problems: [], status: state.startsPaused ? 'paused' : 'running' }
    case 'edited':
      return { layout: update.layout, problems: [] }
    case 'refused':
      // A refused edit leaves the run as it was; a refused start leaves nothing to run.
      return state.status === 'starting'
        ? { problems: update.problems, status: 'refused' }
        : { problems: update.problems }
    case 'reading':
      return readingChanges(state, update)
    case 'happened':
      return addStory(state, update.events)
    case 'paused':
      return { status: 'paused' }
    case 'resumed':
      return { status: 'running' }
    case 'finished':
      return { status: 'finished', summary: update.summary }
    case 'crashed':
      return {
        status: 'crashed',
        crash: { message: update.message, stack: update.stack, seed: update.seed, atMs: update.atMs },
      }
    case 'sampled':
      return {}
    default:
      return unreachable(update)
  }
}

function readingChanges(state: RunFacts, update: Extract<Update, { type: 'reading' }>): Partial<RunFacts> {
  const changes: { -readonly [K in keyof RunFacts]?: RunFacts[K] } = {}
  if (!sameFaults(state.faults, update.faults)) {
    changes.faults = update.faults
    changes.faultPeriods = updatePeriods(state.faultPeriods, update.faults, update.reading.atMs)
  }
  const achieved = coarse(update.reading.achievedMsPerSecond, state.achievedPace)
  if (!Object.is(achieved, state.achievedPace)) changes.achievedPace = achieved
  return changes
}
