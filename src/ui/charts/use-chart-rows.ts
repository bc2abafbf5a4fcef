import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { MeasureId } from '../../simulation/reading.ts'
import { askedInterval, toRows } from '../../state/series.ts'
import type { ChartRow, Range } from '../../state/series.ts'
import { useStores } from '../stores.ts'
import { panel } from './panel.ts'
import type { Interval } from './panel.ts'

export interface ChartData {
  readonly rows: readonly ChartRow[]
  readonly domain: Interval
  /** What the values of the rows are about. */
  readonly measures: readonly MeasureId[]
}

/** Enough for a line as wide as a chart; more would cost and not be seen. */
const POINTS = 240

/** Charts of a long time change little between two looks. */
function refreshMs(range: Range): number {
  if (range === 'all') return 1_000
  return range > 120_000 ? 500 : 200
}

/** The rows of a chart, asked for again and again while `isVisible`; null before the first. */
export function useChartRows(measures: readonly MeasureId[], isVisible: boolean): ChartData | null {
  const { run } = useStores()
  const range = useStore(panel, (state) => state.range)
  const [data, setData] = useState<ChartData | null>(null)
  useEffect(() => {
    if (!isVisible) return undefined
    let isAsking = false
    let isGone = false
    const ask = async () => {
      const { live } = run
      const layout = live.layout()
      const reading = live.latest()
      // One question at a time: a busy worker is not made busier.
      if (isAsking || layout === null || reading === null) return
      isAsking = true
      const asked = askedInterval(reading.atMs, range, layout.windowMs, POINTS)
      const answer = await run.getState().askHistory({ ...asked, measures })
      isAsking = false
      if (isGone || answer === undefined) return
      // A young run grows to the right instead of being stretched.
      const toMs = range === 'all' ? asked.toMs : Math.max(asked.toMs, asked.fromMs + range)
      setData({ rows: toRows(answer, measures), domain: { fromMs: asked.fromMs, toMs }, measures })
    }
    void ask()
    const stop = run.live.every(refreshMs(range), () => void ask())
    return () => {
      isGone = true
      stop()
    }
  }, [run, range, measures, isVisible])
  return data
}
