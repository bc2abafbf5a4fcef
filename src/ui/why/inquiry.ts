/** A question *why* and what came of it: the report, one request looked at closely, and a cure that was applied. */
import { createStore } from 'zustand/vanilla'
import type { Cure, RequestRef, Trace, WhyReport } from '../../simulation/reading.ts'
import type { RunStore } from '../../state/run.ts'
import { panel } from '../charts/panel.ts'
import type { Interval } from '../charts/panel.ts'

/** The interval asked about: the newest so many ms, the whole run, or what was picked on a chart. */
export type Scope = number | 'whole' | 'picked'

/** What stood before a cure and since when it works. */
export interface Treatment {
  readonly cure: Cure
  /** In words, as it was when it was applied. */
  readonly title: string
  readonly atMs: number
  readonly before: { readonly latencyMsP99: number; readonly errorRatio: number }
}

export interface Inquiry {
  readonly scope: Scope
  readonly isAsking: boolean
  readonly runId: number
  readonly report: WhyReport | null
  /** The request shown as a waterfall. */
  readonly exemplar: RequestRef | null
  readonly isTracing: boolean
  readonly trace: Trace | null
  readonly treatment: Treatment | null
}

const FIRST_SCOPE_MS = 30_000

const nothing = { report: null, exemplar: null, isTracing: false, trace: null } as const

export const inquiry = createStore<Inquiry>(() => ({
  scope: FIRST_SCOPE_MS,
  isAsking: false,
  runId: 0,
  treatment: null,
  ...nothing,
}))

/** The simulated time a scope means now. */
export function intervalOf(scope: Scope, nowMs: number, picked: Interval | null): Interval {
  if (scope === 'picked' && picked) return picked
  if (scope === 'whole' || scope === 'picked') return { fromMs: 0, toMs: nowMs }
  return { fromMs: Math.max(0, nowMs - scope), toMs: nowMs }
}

/** Asks why over a scope, and looks at the first request that the answer names. */
export async function askWhy(run: RunStore, scope: Scope): Promise<void> {
  const { runId } = run.getState()
  const { fromMs, toMs } = intervalOf(scope, run.live.atMs(), panel.getState().picked)
  inquiry.setState({ scope, isAsking: true, runId })
  const report = await run.getState().askWhy(fromMs, toMs)
  // Another run or a newer question has come in between.
  if (inquiry.getState().runId !== runId || inquiry.getState().scope !== scope) return
  if (report === undefined) {
    inquiry.setState({ isAsking: false })
    return
  }
  inquiry.setState({ ...nothing, isAsking: false, report })
  const first = report.exemplars[0]
  if (first) await lookAt(run, first)
}

/** Recovers one request of the run and shows where its time went. */
export async function lookAt(run: RunStore, exemplar: RequestRef): Promise<void> {
  inquiry.setState({ exemplar, isTracing: true, trace: null })
  const trace = await run.getState().askTrace(exemplar)
  if (inquiry.getState().exemplar !== exemplar) return
  inquiry.setState({ isTracing: false, trace: trace ?? null })
}

/** Remembers what stood before a cure, so that what it does can be seen. */
export function beginTreatment(treatment: Treatment): void {
  inquiry.setState({ treatment })
}

/** Forgets answers and what was picked as soon as they are about a run that is over, until it is called off. */
export function followRun(run: RunStore): () => void {
  const forget = () => {
    const { runId } = run.getState()
    if (inquiry.getState().runId === runId) return
    inquiry.setState({ ...nothing, treatment: null, isAsking: false, runId })
    panel.setState({ picked: null })
  }
  forget()
  return run.subscribe(forget)
}
