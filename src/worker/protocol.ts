/**
 * What app and worker say to each other: types only, plain data that survives structured clone. Commands are
 * imperative, updates say what has happened. Every update of a run carries its `runId`; the client drops those of any
 * run but the present one.
 */
import type { Architecture, Fault } from '../architecture/architecture.ts'
import type { Problem } from '../base/problem.ts'
import type {
  ActiveFault,
  Layout,
  MeasureId,
  Reading,
  RequestRef,
  RunEvent,
  Summary,
  Trace,
  WhyReport,
} from '../simulation/reading.ts'

export type RunId = number
/** Names a question, so its answer can be told from others. */
export type QueryId = number

/** Simulated ms a wall second; `fastest` runs as fast as the machine can. */
export type Pace = number | 'fastest'

export type Command =
  | { type: 'start'; runId: RunId; architecture: Architecture; pace: Pace; paused: boolean }
  | { type: 'pause' }
  | { type: 'resume' }
  /** Processes that many events, then stays paused. */
  | { type: 'step'; events: number }
  | { type: 'stop' }
  | { type: 'setPace'; pace: Pace }
  /** The whole new document; diffed there and applied at the present simulated time. */
  | { type: 'edit'; architecture: Architecture }
  | { type: 'inject'; fault: Fault }
  | { type: 'repair'; faultId: string }
  /** Complete windows of some measures; at most `points` rows come back, downsampled. */
  | { type: 'history'; queryId: QueryId; fromMs: number; toMs: number; measures: readonly MeasureId[]; points: number }
  | { type: 'why'; queryId: QueryId; fromMs: number; toMs: number }
  /** One request's whole life, recovered by replay from a checkpoint. */
  | { type: 'trace'; queryId: QueryId; request: RequestRef }

export type Update =
  | { type: 'ready'; protocol: 1 }
  /** The document cannot run as it is; what ran before goes on unchanged. */
  | { type: 'refused'; runId: RunId; problems: readonly Problem[] }
  | { type: 'started'; runId: RunId; layout: Layout }
  | { type: 'edited'; runId: RunId; atMs: number; layout: Layout }
  /** 10 to 30 a second; the latest wins. */
  | { type: 'reading'; runId: RunId; reading: Reading; faults: readonly ActiveFault[]; running: boolean }
  /** In order and never dropped. */
  | { type: 'happened'; runId: RunId; events: readonly RunEvent[] }
  /** Requests sampled by hash, for the dots; some may be dropped. */
  | { type: 'sampled'; runId: RunId; traces: readonly Trace[] }
  | { type: 'paused'; runId: RunId; atMs: number }
  | { type: 'resumed'; runId: RunId; atMs: number }
  | {
      type: 'history'
      runId: RunId
      queryId: QueryId
      /** End of each row's interval. */
      timesMs: Float64Array
      /** Row by row, a value a measure asked for; NaN where nothing was measured. */
      values: Float64Array
    }
  | { type: 'why'; runId: RunId; queryId: QueryId; report: WhyReport }
  | { type: 'trace'; runId: RunId; queryId: QueryId; trace: Trace | null }
  | { type: 'finished'; runId: RunId; summary: Summary }
  /** Our bug: replayable from document, seed and script. */
  | { type: 'crashed'; runId: RunId; message: string; stack: string; seed: number; atMs: number }
