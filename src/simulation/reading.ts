/** What a run shows: plain data, so it can be posted to a page, printed by the command line and asserted by tests. */
import type { ComponentId, ConnectionId, FaultTarget } from '../architecture/architecture.ts'
import type { FaultType } from '../catalog/kind.ts'
import type { Outcome } from '../engine/outcome.ts'

/**
 * Names a series. End to end: `endToEnd.offeredPerSecond`, `.okPerSecond`, `.failedPerSecond`, `.errorRatio`,
 * `.inFlight`, `.usdPerHour`, `.usdPerMillion`, `.latencyMs.mean|p50|p95|p99`, and `endToEnd.failed.<outcome>`
 * (per second). Per component: `<componentId>.<gauge>` with the gauges of its kind and the common ones
 * `arrivalsPerSecond`, `okPerSecond`, `failedPerSecond`, `latencyMs`, `numberInSystem`, `busy` (utilization of its
 * busiest station), `line` (all waiting), `instances` (that take calls), `usdPerHour`; of clients also
 * `ended.<outcome>`, how many requests ended so. A gauge of each callee is a series for each:
 * `<componentId>.<gauge>.<calleeId>`.
 */
export type MeasureId = string

/** How a component is, without a number being read. */
export type Health = 'healthy' | 'slow' | 'failing' | 'down' | 'recovering'

/** The state of a run at the end of its newest complete window. Whole, so a lost one costs nothing. */
export interface Reading {
  readonly atMs: number
  /** Bumped whenever `measures` or `components` change; values of another layout are dropped. */
  readonly layout: number
  /** One value a measure, in the order of the layout; NaN where nothing was measured. */
  readonly values: Float64Array
  /** Health of each component, in the order of the layout: an index into `HEALTHS`. */
  readonly health: Uint8Array
  /** Requests a second that each connection carried, in the order of the layout. */
  readonly connectionRates: Float64Array
  /** Events processed so far, and simulated ms a wall second really achieved lately. */
  readonly events: number
  readonly achievedMsPerSecond: number
}

export const HEALTHS: readonly Health[] = ['healthy', 'slow', 'failing', 'down', 'recovering']

/** What the numbers of a reading stand for. */
export interface Layout {
  readonly layout: number
  readonly measures: readonly MeasureId[]
  readonly components: readonly ComponentId[]
  readonly connections: readonly ConnectionId[]
  /** Simulated length of a window, ms. */
  readonly windowMs: number
}

/** Something worth telling: a code with parameters that `i18n/` turns into a sentence. */
export interface RunEvent {
  readonly atMs: number
  /** `faultInjected`, `faultRepaired`, `targetDown`, `targetUp`, `promoted`, `edited`, `deadLettered`, … */
  readonly code: string
  readonly component?: ComponentId
  readonly other?: ComponentId
  readonly connection?: ConnectionId
  readonly params: Readonly<Record<string, string | number>>
}

/** Where the time of a request went, or why it failed. */
export type Cause =
  | { readonly type: 'network' }
  | { readonly type: 'service' }
  | { readonly type: 'backoff' }
  | { readonly type: 'timeout' }
  | { readonly type: 'coalesced' }
  /** A name was looked up at a resolver. */
  | { readonly type: 'lookup' }
  /** In line for a station of the component, by the station's name; `pool` for a connection to somebody else. */
  | { readonly type: 'waiting'; readonly station: string }

/** A piece of one request's life: where, why, from when to when (simulated ms), how deep in the call stack. */
export interface Span {
  readonly component: ComponentId
  readonly cause: Cause
  readonly startMs: number
  readonly endMs: number
  /** 0 is the client; a callee is one deeper than its caller. */
  readonly depth: number
  /** Which attempt of its caller's call, from 1. */
  readonly attempt: number
  /** Work that nobody waited for any more. */
  readonly abandoned: boolean
}

/** One hop over a connection: there or back. */
export interface Hop {
  readonly connection: ConnectionId
  readonly departMs: number
  readonly arriveMs: number
  readonly back: boolean
  readonly outcome: Outcome
}

/** A sampled request: what dots and waterfalls are drawn from. */
export interface Trace {
  readonly client: ComponentId
  readonly request: number
  readonly className: string
  readonly key: number
  readonly startMs: number
  readonly endMs: number
  readonly outcome: Outcome
  /** The component that caused a failure. */
  readonly culprit?: ComponentId
  readonly spans: readonly Span[]
  readonly hops: readonly Hop[]
}

/** A row of *why*: a component and a mechanism with what they cost. */
export interface WhyRow {
  readonly component: ComponentId
  /** Failed requests carry an outcome, slow ones a cause. */
  readonly outcome?: Outcome
  readonly cause?: Cause
  /** Failed requests it caused, or slow requests in which it cost the most. */
  readonly requests: number
  /** Share of all failed (or slow) requests of the interval. */
  readonly share: number
  /** Of slow rows: mean ms it cost a slow request. */
  readonly meanMs?: number
}

/** The answer to *why* over an interval. */
export interface WhyReport {
  readonly fromMs: number
  readonly toMs: number
  readonly ended: number
  readonly failed: number
  /** Requests slower than the objective. */
  readonly slow: number
  readonly slowerThanMs: number
  readonly failures: readonly WhyRow[]
  readonly slowness: readonly WhyRow[]
  /** What would help, most promising first: codes with parameters, each applicable to the document. */
  readonly cures: readonly Cure[]
  /** Requests to look at: the slowest, and one of each main failure. */
  readonly exemplars: readonly RequestRef[]
}

/** A change of the document that answers a cause. `set` gives the component's (or connection's) new field values. */
export interface Cure {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
  readonly target: FaultTarget
  readonly set: Readonly<Record<string, number | string | boolean>>
  /** For a cure that repairs a fault instead of editing. */
  readonly repairFaultId?: string
}

/** Names one request of a run, to be recovered by replay. */
export interface RequestRef {
  readonly client: ComponentId
  readonly request: number
  readonly startMs: number
  readonly endMs: number
  readonly outcome: Outcome
}

/** An active fault, as the run knows it. */
export interface ActiveFault {
  readonly id: string
  readonly type: FaultType
  readonly target: FaultTarget
  readonly sinceMs: number
}

/** Latency figures, ms; NaN when nothing ended. */
export interface LatencySummary {
  readonly mean: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly p999: number
  readonly max: number
}

/** The figures of a line before servers; of waiting times, those of the ones that were served. */
export interface StationSummary {
  readonly utilization: number
  readonly lineMean: number
  readonly lineMax: number
  readonly waitingMsMean: number
  /** Percentiles of the wait, also of those who did not wait. */
  readonly waitingMs: { readonly p50: number; readonly p95: number; readonly p99: number }
  /** How many of all had to wait. */
  readonly delayedShare: number
  readonly servers: number
}

/** What a component costs as it ran, USD an hour, and what for. */
export interface ComponentCost {
  readonly perHourUsd: number
  /** Machines, or a service that is paid for being there. */
  readonly hoursUsd: number
  /** Calls or units of capacity. */
  readonly useUsd: number
  /** What went to users, to other zones and to other regions. */
  readonly transferUsd: number
}

/** What a design costs as it ran; a month is 730 hours like the measured part. */
export interface CostSummary {
  readonly perHourUsd: number
  readonly perMonthUsd: number
  /** For a million requests that ended, however they did. */
  readonly perMillionRequestsUsd: number
  /** Without those that cost nothing. */
  readonly byComponent: Readonly<Record<ComponentId, ComponentCost>>
}

/** The figures of one component over the measured part of a run. */
export interface ComponentSummary {
  readonly name: string
  readonly kind: string
  /** Calls that arrived and that ended, and those inside at the end: arrivals + inFlightAtStart = ended + inFlight. */
  readonly arrivals: number
  readonly ended: number
  readonly inFlightAtStart: number
  readonly inFlight: number
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>
  readonly throughputPerSecond: number
  /** Sojourn of a call at the component, downstream calls included. */
  readonly latencyMs: LatencySummary
  readonly stations: Readonly<Record<string, StationSummary>>
  readonly numberInSystemMean: number
  /** Instances that took calls, over time. */
  readonly instancesMean: number
  /** Gauges of the kind: hit ratio, stale share, lost writes, backlog, … */
  readonly gauges: Readonly<Record<string, number>>
  /** Of kinds that have any: gauges of each of those that the component calls, by gauge and callee. */
  readonly gaugesByCallee?: Readonly<Record<string, Readonly<Record<ComponentId, number>>>>
}

/** The result of a run: what `--json` prints. */
export interface Summary {
  readonly name: string
  readonly seed: number
  readonly warmUpMs: number
  readonly durationMs: number
  readonly endToEnd: {
    readonly arrivals: number
    readonly ended: number
    readonly inFlightAtStart: number
    readonly inFlight: number
    readonly outcomes: Readonly<Partial<Record<Outcome, number>>>
    /** Failures by the component and outcome that caused them. */
    readonly causes: readonly { component: ComponentId; name: string; outcome: Outcome; requests: number }[]
    readonly offeredPerSecond: number
    readonly throughputPerSecond: number
    readonly goodputPerSecond: number
    readonly latencyMs: LatencySummary
    readonly numberInSystemMean: number
    /** Mean ms of a request by component and cause; they add up to the mean latency. */
    readonly time: readonly { component: ComponentId; name: string; cause: Cause; meanMs: number }[]
  }
  readonly components: Readonly<Record<ComponentId, ComponentSummary>>
  readonly cost: CostSummary
  readonly events: number
  readonly story: readonly RunEvent[]
  readonly digest: string
}
