/**
 * The run as the app sees it: what is asked of the worker and what it tells. Numbers that change many times a second
 * are in `live`, outside the store's state; the state holds what changes when something happens.
 */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Architecture, Fault } from '../architecture/architecture.ts'
import type { RequestRef, Trace, WhyReport } from '../simulation/reading.ts'
import { createClient } from '../worker/client.ts'
import type { Answer, Client, HistoryAnswer, HistoryQuestion, Port } from '../worker/client.ts'
import type { Pace, Update } from '../worker/protocol.ts'
import type { RequestFrame } from './frames.ts'
import type { EditStep } from './document.ts'
import { createLive } from './live.ts'
import type { Live, LiveFeed } from './live.ts'
import { changesOf, nothing } from './run-facts.ts'
import type { RunFacts } from './run-facts.ts'

export type { HistoryAnswer, HistoryQuestion, Port }

/** What a page has and the core has not. */
export interface Surroundings {
  readonly port: Port
  /** Calls back after `ms` of wall time unless the returned function is called before. */
  readonly later: (ms: number, callback: () => void) => () => void
  readonly requestFrame: RequestFrame
}

export interface RunActions {
  start(this: void, architecture: Architecture, options?: { paused?: boolean }): void
  /** Ends the run; the next one waits to be started. */
  stop(this: void): void
  pause(this: void): void
  resume(this: void): void
  /** Processes that many events and stays paused. */
  step(this: void, events: number): void
  setPace(this: void, pace: Pace): void
  /** Sends the document soon: edits that follow each other closely go as one. */
  edit(this: void, architecture: Architecture, step?: EditStep): void
  /** Breaks something now; the fault gets an id of its own. */
  inject(this: void, fault: Omit<Fault, 'id'>): void
  repair(this: void, faultId: string): void
  askHistory(this: void, question: HistoryQuestion): Answer<HistoryAnswer>
  askWhy(this: void, fromMs: number, toMs: number): Answer<WhyReport>
  askTrace(this: void, request: RequestRef): Answer<Trace | null>
}

export type RunState = RunFacts & RunActions
export type RunStore = StoreApi<RunState> & { readonly live: Live }

const EDIT_DELAY_MS = 50
/** Simulated ms a wall second when a run goes as fast as life. */
const REAL_TIME: Pace = 1_000

/** Holds back edits for a moment, so that a drag does not send a document for every pixel. */
function createEdits(later: Surroundings['later'], client: Client) {
  let pending: Architecture | null = null
  let cancel: (() => void) | null = null
  function send(): void {
    cancel = null
    if (pending) client.edit(pending)
    pending = null
  }
  return {
    soon(architecture: Architecture): void {
      pending = architecture
      cancel ??= later(EDIT_DELAY_MS, send)
    },
    now(): void {
      cancel?.()
      send()
    },
    drop(): void {
      cancel?.()
      cancel = null
      pending = null
    },
  }
}

/** Passes numbers on to the live readings, past the state of the store. */
function feedLive(feed: LiveFeed, update: Update): void {
  if (update.type === 'started' || update.type === 'edited') feed.setLayout(update.layout)
  else if (update.type === 'reading') feed.publish(update.reading)
  else if (update.type === 'sampled') feed.sampled(update.traces)
  else if (update.type === 'paused' || update.type === 'resumed') feed.setTime(update.atMs)
}

/** What can be asked of a run in words of the app. */
function createActions(
  client: Client,
  edits: ReturnType<typeof createEdits>,
  begin: (architecture: Architecture, paused: boolean) => void,
): Omit<RunActions, 'setPace' | 'stop' | 'edit'> {
  let faultNumber = 0
  return {
    start: (architecture, options) => begin(architecture, options?.paused ?? false),
    pause: () => client.pause(),
    resume: () => client.resume(),
    step: (events) => client.step(events),
    inject: (fault) => {
      // The target may have been drawn a moment ago.
      edits.now()
      faultNumber++
      client.inject({ ...fault, id: `${fault.type}-${fault.target.id}-${faultNumber}` })
    },
    repair: (faultId) => client.repair(faultId),
    askHistory: (question) => client.history(question),
    askWhy: (fromMs, toMs) => client.why(fromMs, toMs),
    askTrace: (request) => client.trace(request),
  }
}

export function createRunStore({ port, later, requestFrame }: Surroundings): RunStore {
  const client = createClient(port)
  const edits = createEdits(later, client)
  const { live, feed } = createLive(requestFrame)
  const store = createStore<RunState>()((set, get) => ({
    ...nothing,
    status: 'idle',
    runId: 0,
    startsPaused: false,
    pace: REAL_TIME,
    seed: 0,
    ...createActions(client, edits, (architecture, paused) => {
      edits.drop()
      feed.clear()
      const runId = client.start(architecture, { pace: get().pace, paused })
      set({ ...nothing, status: 'starting', runId, startsPaused: paused, seed: architecture.settings.seed })
    }),
    edit: (architecture, step) => {
      if (!['starting', 'running', 'paused'].includes(get().status)) return
      edits.soon(architecture)
      set({ sentEdit: step ?? null })
    },
    stop: () => {
      edits.drop()
      feed.clear()
      set({ ...nothing, status: 'idle', runId: client.stop() })
    },
    setPace: (pace) => {
      client.setPace(pace)
      set({ pace, achievedPace: Number.NaN })
    },
  }))
  client.subscribe((update) => {
    if (update.type === 'ready' || update.type === 'history' || update.type === 'why' || update.type === 'trace') return
    feedLive(feed, update)
    const changes = changesOf(store.getState(), update)
    // A store tells its listeners of every `set`, also of one that changes nothing.
    if (Object.keys(changes).length > 0) store.setState(changes)
  })
  return Object.assign(store, { live })
}
