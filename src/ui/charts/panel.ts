/** What the readings panel shows: which tab, how much time, what is picked. It outlives the panel's being folded. */
import { createStore } from 'zustand/vanilla'
import type { Range } from '../../state/series.ts'
import type { ViewStore } from '../../state/view.ts'
import { isPhone } from '../use-phone.ts'

export type PanelTab = 'charts' | 'events' | 'why' | 'table'

/** A piece of simulated time. */
export interface Interval {
  readonly fromMs: number
  readonly toMs: number
}

export interface PanelState {
  readonly tab: PanelTab
  readonly range: Range
  readonly isLatencyLog: boolean
  /** What was dragged across a chart. */
  readonly picked: Interval | null
  /** Series that are hidden, by measure. */
  readonly hidden: ReadonlySet<string>
}

/** Time shown at first. */
const FIRST_RANGE_MS = 30_000

export const panel = createStore<PanelState>(() => ({
  tab: 'charts',
  range: FIRST_RANGE_MS,
  isLatencyLog: false,
  picked: null,
  hidden: new Set(),
}))

export function toggleSeries(measure: string): void {
  const hidden = new Set(panel.getState().hidden)
  if (!hidden.delete(measure)) hidden.add(measure)
  panel.setState({ hidden })
}

/** Brings a tab to the eye, wherever the panel is folded away. */
export function showTab(tab: PanelTab, view: ViewStore): void {
  panel.setState({ tab })
  view.getState().fold('readings', false)
  if (isPhone()) view.getState().raise('readings')
}
