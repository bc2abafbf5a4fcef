import { useMemo } from 'react'
import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts'
import type { ChartRow } from '../../state/series.ts'
import { formatClock } from '../transport/clock.ts'
import { MARGIN } from './geometry.ts'
import type { Interval } from './panel.ts'
import { FORMATS } from './specs.ts'
import type { Series, Unit } from './specs.ts'

export interface PlotLine extends Series {
  /** Its place in the values of a row. */
  readonly place: number
  readonly isEmphasized: boolean
}

export interface PlotProps {
  readonly width: number
  readonly height: number
  readonly rows: readonly ChartRow[]
  readonly domain: Interval
  readonly timeTicks: readonly number[]
  readonly valueTicks: readonly number[]
  readonly lines: readonly PlotLine[]
  readonly unit: Unit
  readonly isStacked: boolean
  readonly isLog: boolean
}

const AXIS_TEXT = { fontSize: 11, fill: 'var(--mr-dim)' } as const
const formatTime = (ms: number) => formatClock(ms, 0)
const GRID = <CartesianGrid vertical={false} stroke="var(--mr-line)" />
const STACKED_OPACITY = 0.55

/** A logarithmic axis has no place for 0 and below. */
function valueOf(place: number, isLog: boolean) {
  return (row: ChartRow) => {
    const value = row.values[place]
    return value === undefined || value === null || (isLog && value <= 0) ? null : value
  }
}

function drawLine(line: PlotLine, isLog: boolean) {
  return (
    <Line
      key={line.measure}
      dataKey={valueOf(line.place, isLog)}
      stroke={line.color}
      strokeDasharray={line.dash}
      strokeWidth={line.width + (line.isEmphasized ? 1.5 : 0)}
      type="linear"
      dot={false}
      activeDot={false}
      isAnimationActive={false}
    />
  )
}

function drawArea(line: PlotLine) {
  return (
    <Area
      key={line.measure}
      dataKey={valueOf(line.place, false)}
      stackId="parts"
      stroke={line.color}
      strokeWidth={1.5}
      fill={line.color}
      fillOpacity={STACKED_OPACITY}
      type="linear"
      activeDot={false}
      isAnimationActive={false}
    />
  )
}

/** The lines of a chart and its axes; everything that moves with a pointer is drawn over it. */
export function Plot(props: PlotProps) {
  const { width, height, rows, domain, timeTicks, valueTicks, lines, unit, isStacked, isLog } = props
  // Lines and the axis of values keep their identity between refreshes: most of a refresh's cost would be theirs.
  const drawn = useMemo(
    () => lines.map((line) => (isStacked ? drawArea(line) : drawLine(line, isLog))),
    [lines, isStacked, isLog],
  )
  const valueAxis = useMemo(
    () => (
      <YAxis
        width={MARGIN.left}
        type="number"
        scale={isLog ? 'log' : 'linear'}
        domain={[valueTicks[0] ?? 0, valueTicks.at(-1) ?? 1]}
        ticks={valueTicks}
        interval={0}
        tickFormatter={FORMATS[unit]}
        tick={AXIS_TEXT}
        tickLine={false}
        axisLine={false}
        allowDataOverflow
      />
    ),
    [isLog, valueTicks, unit],
  )
  return (
    <ComposedChart
      width={width}
      height={height}
      data={rows}
      margin={{ top: MARGIN.top, right: MARGIN.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      tabIndex={-1}
    >
      {GRID}
      <XAxis
        dataKey="atMs"
        type="number"
        height={MARGIN.bottom}
        domain={[domain.fromMs, domain.toMs]}
        ticks={timeTicks}
        interval={0}
        tickFormatter={formatTime}
        tick={AXIS_TEXT}
        tickLine={false}
        axisLine={{ stroke: 'var(--mr-line-strong)' }}
        allowDataOverflow
      />
      {valueAxis}
      {drawn}
    </ComposedChart>
  )
}
