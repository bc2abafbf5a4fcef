import { lazy, Suspense, useId, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { useSpeech } from '../live/speech.ts'
import { useView } from '../stores.ts'
import classes from './charts.module.css'
import { timeTicks } from './geometry.ts'
import { Legend } from './Legend.tsx'
import { panel } from './panel.ts'
import type { PlotLine } from './Plot.tsx'
import { PlotOverlay } from './PlotOverlay.tsx'
import { axisTicks, extent, logTicks, worthDrawing } from './specs.ts'
import type { ChartSpec } from './specs.ts'
import { useChartRows } from './use-chart-rows.ts'
import type { ChartData } from './use-chart-rows.ts'
import { useIsVisible, useWidth } from './use-element.ts'

/** The charts come when they are first looked at: they are the largest part of the page. */
const Plot = lazy(async () => ({ default: (await import('./Plot.tsx')).Plot }))

const HEIGHT = 104
const MOST_LINES = 8
const PIXELS_PER_TICK = 90

/** The lines to draw, the same array for as long as they are the same lines. */
function useLines(spec: ChartSpec, data: ChartData | null): readonly PlotLine[] {
  const hidden = useStore(panel, (state) => state.hidden)
  const selected = useView((state) => state.selection.components)
  const places = worthDrawing(spec, data?.rows ?? [], selected, MOST_LINES).join()
  return useMemo(
    () =>
      places
        .split(',')
        .filter((place) => place !== '')
        .flatMap((text) => {
          const place = Number(text)
          const series = spec.series[place]
          if (series === undefined || hidden.has(series.measure)) return []
          return [{ ...series, place, isEmphasized: selected.includes(series.component ?? '') }]
        }),
    [spec, places, hidden, selected],
  )
}

/** The ticks of the value axis, the same array for as long as they are the same ticks. */
function useValueTicks(spec: ChartSpec, data: ChartData | null, lines: readonly PlotLine[], isLog: boolean) {
  const places = lines.map((line) => line.place)
  const { lowest, highest } = extent(data?.rows ?? [], places, spec.isStacked)
  const text = (isLog ? logTicks(lowest, highest) : axisTicks(highest, spec.unit)).join()
  return useMemo(() => text.split(',').map(Number), [text])
}

/** One chart with its name, its lines' names and present values, faults as bands, and time to pick. */
export function RunChart({ spec }: { spec: ChartSpec }) {
  const { words } = useSpeech()
  const titleId = useId()
  const figure = useRef<HTMLElement>(null)
  const isVisible = useIsVisible(figure)
  const measures = useMemo(() => spec.series.map((series) => series.measure), [spec])
  const asked = useChartRows(measures, isVisible)
  // The rows of other lines, still on their way out, would be read at the wrong places.
  const data = asked?.measures === measures ? asked : null
  const isLog = useStore(panel, (state) => state.isLatencyLog) && spec.id === 'latency'
  const lines = useLines(spec, data)
  const valueTicks = useValueTicks(spec, data, lines, isLog)
  return (
    <figure ref={figure} className={classes.chart} aria-labelledby={titleId}>
      <figcaption className={classes.caption}>
        <span id={titleId} className={classes.title}>
          {spec.title}
        </span>
        <Legend spec={spec} lines={lines} last={data?.rows.at(-1)} />
      </figcaption>
      {data === null ? (
        <div className={classes.waiting} style={{ height: HEIGHT }}>
          {words.charts.waiting}
        </div>
      ) : (
        <PlotArea spec={spec} data={data} lines={lines} valueTicks={valueTicks} isLog={isLog} />
      )}
    </figure>
  )
}

interface PlotAreaProps {
  readonly spec: ChartSpec
  readonly data: ChartData
  readonly lines: readonly PlotLine[]
  readonly valueTicks: readonly number[]
  readonly isLog: boolean
}

function PlotArea({ spec, data, lines, valueTicks, isLog }: PlotAreaProps) {
  const area = useRef<HTMLDivElement>(null)
  const width = useWidth(area)
  return (
    <div ref={area} className={classes.area} style={{ height: HEIGHT }}>
      {width > 0 && (
        <>
          <Suspense fallback={null}>
            <Plot
              width={width}
              height={HEIGHT}
              rows={data.rows}
              domain={data.domain}
              timeTicks={timeTicks(data.domain, Math.max(2, Math.floor(width / PIXELS_PER_TICK)))}
              valueTicks={valueTicks}
              lines={lines}
              unit={spec.unit}
              isStacked={spec.isStacked}
              isLog={isLog}
            />
          </Suspense>
          <PlotOverlay title={spec.title} unit={spec.unit} data={data} lines={lines} width={width} />
        </>
      )}
    </div>
  )
}
