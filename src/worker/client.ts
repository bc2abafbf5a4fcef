/**
 * The app's end of the conversation with the worker: sends commands, drops what belongs to a run that is over, and
 * matches answers to questions. It knows no thread: a test may join it to a host directly.
 */
import type { Architecture, Fault } from '../architecture/architecture.ts'
import { unreachable } from '../base/assert.ts'
import type { MeasureId, RequestRef, Trace, WhyReport } from '../simulation/reading.ts'
import type { Command, Pace, QueryId, RunId, Update } from './protocol.ts'

/** The wire to a worker, without any type of a browser. */
export interface Port {
  post(command: Command): void
  /** Is called once, with what to do about each update. */
  listen(receive: (update: Update) => void): void
}

/** Rows of history: a time and, measure by measure, a value each. */
export interface HistoryAnswer {
  readonly timesMs: Float64Array
  readonly values: Float64Array
}

export interface HistoryQuestion {
  readonly fromMs: number
  readonly toMs: number
  readonly measures: readonly MeasureId[]
  readonly points: number
}

/** An answer, or undefined when the run it was asked of has been replaced: nobody needs it any more. */
export type Answer<T> = Promise<T | undefined>

export interface Client {
  /** The run whose updates are passed on; 0 before the first start. */
  runId(): RunId
  start(architecture: Architecture, options: { pace: Pace; paused: boolean }): RunId
  pause(): void
  resume(): void
  step(events: number): void
  /** Ends the run: nothing more is heard of it. */
  stop(): RunId
  setPace(pace: Pace): void
  edit(architecture: Architecture): void
  inject(fault: Fault): void
  repair(faultId: string): void
  history(question: HistoryQuestion): Answer<HistoryAnswer>
  why(fromMs: number, toMs: number): Answer<WhyReport>
  trace(request: RequestRef): Answer<Trace | null>
  /** Hears every update of the present run, answers to questions excepted. */
  subscribe(listener: (update: Update) => void): () => void
}

type Settle = (update: Update | undefined) => void

/** Questions that wait for their answers, by id. Closed, it says at once that there is no answer. */
function createQuestions() {
  const waiting = new Map<QueryId, Settle>()
  let newest = 0
  let isOpen = false
  function dropAll(): void {
    for (const settle of waiting.values()) settle(undefined)
    waiting.clear()
  }
  return {
    ask<T>(send: (queryId: QueryId) => void, read: (update: Update) => T): Answer<T> {
      if (!isOpen) return Promise.resolve(undefined)
      const queryId = ++newest
      return new Promise((resolve) => {
        waiting.set(queryId, (update) => resolve(update && read(update)))
        send(queryId)
      })
    },
    settle(queryId: QueryId, update: Update): void {
      waiting.get(queryId)?.(update)
      waiting.delete(queryId)
    },
    /** Begins anew: what was asked before is about a run that is over. */
    open(): void {
      dropAll()
      isOpen = true
    },
    /** Nobody is there to answer any more. */
    close(): void {
      dropAll()
      isOpen = false
    },
  }
}

function readHistory(update: Update): HistoryAnswer {
  if (update.type !== 'history') throw new TypeError(`a history was asked for, ${update.type} came`)
  return { timesMs: update.timesMs, values: update.values }
}

function readWhy(update: Update): WhyReport {
  if (update.type !== 'why') throw new TypeError(`a why was asked for, ${update.type} came`)
  return update.report
}

function readTrace(update: Update): Trace | null {
  if (update.type !== 'trace') throw new TypeError(`a trace was asked for, ${update.type} came`)
  return update.trace
}

/** Opens the conversation over `port`. */
export function createClient(port: Port): Client {
  let runId: RunId = 0
  let isStarted = false
  const questions = createQuestions()
  const listeners = new Set<(update: Update) => void>()

  function receive(update: Update): void {
    if (update.type !== 'ready' && update.runId !== runId) return
    if (update.type === 'started') isStarted = true
    // A run that could not start or broke down answers nothing.
    if (update.type === 'crashed' || (update.type === 'refused' && !isStarted)) questions.close()
    switch (update.type) {
      case 'history':
      case 'why':
      case 'trace':
        questions.settle(update.queryId, update)
        return
      case 'crashed':
      case 'refused':
      case 'ready':
      case 'started':
      case 'edited':
      case 'reading':
      case 'happened':
      case 'sampled':
      case 'paused':
      case 'resumed':
      case 'finished':
        for (const listener of listeners) listener(update)
        return
      default:
        unreachable(update)
    }
  }
  port.listen(receive)

  return {
    runId: () => runId,
    start(architecture, { pace, paused }) {
      runId++
      isStarted = false
      questions.open()
      port.post({ type: 'start', runId, architecture, pace, paused })
      return runId
    },
    pause: () => port.post({ type: 'pause' }),
    resume: () => port.post({ type: 'resume' }),
    step: (events) => port.post({ type: 'step', events }),
    stop() {
      runId++
      isStarted = false
      questions.close()
      port.post({ type: 'stop' })
      return runId
    },
    setPace: (pace) => port.post({ type: 'setPace', pace }),
    edit: (architecture) => port.post({ type: 'edit', architecture }),
    inject: (fault) => port.post({ type: 'inject', fault }),
    repair: (faultId) => port.post({ type: 'repair', faultId }),
    history: (question) =>
      questions.ask((queryId) => port.post({ type: 'history', queryId, ...question }), readHistory),
    why: (fromMs, toMs) => questions.ask((queryId) => port.post({ type: 'why', queryId, fromMs, toMs }), readWhy),
    trace: (request) => questions.ask((queryId) => port.post({ type: 'trace', queryId, request }), readTrace),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
