import { useRef, useState } from 'react'
import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react'
import { nearestRow } from '../../state/series.ts'
import type { ChartRow } from '../../state/series.ts'
import type { Speech } from '../live/speech.ts'
import { useSpeech } from '../live/speech.ts'
import { formatClock } from '../transport/clock.ts'
import classes from './charts.module.css'
import { EventMarks, FaultBands, PickedBand } from './PlotBands.tsx'
import { draggedInterval, MARGIN, percent, shareOf, timeAt } from './geometry.ts'
import { Swatch } from './Legend.tsx'
import { panel } from './panel.ts'
import type { Interval } from './panel.ts'
import type { PlotLine } from './Plot.tsx'
import { FORMATS } from './specs.ts'
import type { Unit } from './specs.ts'
import type { ChartData } from './use-chart-rows.ts'

interface OverlayProps {
  readonly title: string
  readonly unit: Unit
  readonly data: ChartData
  readonly lines: readonly PlotLine[]
  readonly width: number
}

const INSET: CSSProperties = { left: MARGIN.left, right: MARGIN.right, top: MARGIN.top, bottom: MARGIN.bottom }
/** How far an arrow key goes, as a share of the time shown. */
const KEY_STEP = 1 / 60

/** What lies over the lines: times of faults, the moment pointed at, and the time that is picked. */
export function PlotOverlay({ title, unit, data, lines, width }: OverlayProps) {
  const { domain, rows } = data
  const pointing = usePointing(domain, width)
  const row = pointing.atMs === null ? undefined : nearestRow(rows, pointing.atMs)
  const speech = useSpeech()
  const moment = row && valuesIn(row, lines, unit, speech)
  return (
    <div
      className={classes.overlay}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- time is dragged across, which a range input cannot do
      role="slider"
      tabIndex={0}
      aria-label={title}
      aria-valuemin={domain.fromMs}
      aria-valuemax={domain.toMs}
      aria-valuenow={row?.atMs ?? domain.toMs}
      aria-valuetext={moment}
      {...pointing.handlers}
    >
      <div className={classes.inset} style={INSET}>
        <FaultBands domain={domain} nowMs={rows.at(-1)?.atMs ?? domain.toMs} />
        <EventMarks domain={domain} />
        <PickedBand domain={domain} dragged={pointing.dragged} />
        {row && <div className={classes.cursor} style={{ left: percent(shareOf(row.atMs, domain)) }} />}
      </div>
      {row && <MomentCard row={row} lines={lines} unit={unit} isRight={shareOf(row.atMs, domain) < 0.5} />}
    </div>
  )
}

function valuesIn(row: ChartRow, lines: readonly PlotLine[], unit: Unit, { words }: Speech): string {
  const values = lines.map((line) => {
    const value = row.values[line.place]
    return `${line.name} ${value === null || value === undefined ? words.charts.absent : FORMATS[unit](value)}`
  })
  return `${formatClock(row.atMs)}: ${values.join(', ')}`
}

/** The moment under the pointer or moved by arrow keys, and the piece of time dragged across. */
function usePointing(domain: Interval, width: number) {
  const [atMs, setAtMs] = useState<number | null>(null)
  const [dragged, setDragged] = useState<Interval | null>(null)
  const startMs = useRef<number | null>(null)
  const timeOf = (event: PointerEvent<HTMLElement>) =>
    timeAt(event.clientX - event.currentTarget.getBoundingClientRect().left, width, domain)
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      startMs.current = timeOf(event)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const now = timeOf(event)
      setAtMs(now)
      if (startMs.current !== null) setDragged(draggedInterval(startMs.current, now, domain) ?? null)
    },
    onPointerUp: () => {
      if (dragged) panel.setState({ picked: dragged })
      startMs.current = null
      setDragged(null)
    },
    onPointerCancel: () => {
      startMs.current = null
      setDragged(null)
    },
    onPointerLeave: () => setAtMs(null),
    onBlur: () => setAtMs(null),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const next = keyedTime(event.key, atMs ?? domain.toMs, domain)
      if (event.key === 'Escape') panel.setState({ picked: null })
      if (next === undefined) return
      event.preventDefault()
      setAtMs(next)
      if (event.shiftKey) extendPick(atMs ?? domain.toMs, next)
    },
  }
  return { atMs, dragged, handlers }
}

function keyedTime(key: string, atMs: number, { fromMs, toMs }: Interval): number | undefined {
  const stepMs = (toMs - fromMs) * KEY_STEP
  if (key === 'ArrowLeft') return Math.max(fromMs, atMs - stepMs)
  if (key === 'ArrowRight') return Math.min(toMs, atMs + stepMs)
  if (key === 'Home') return fromMs
  return key === 'End' ? toMs : undefined
}

/** Moves that end of the picked time which the cursor stood at. */
function extendPick(fromMs: number, toMs: number): void {
  const { picked } = panel.getState()
  const anchor = picked === null ? fromMs : picked.fromMs === fromMs ? picked.toMs : picked.fromMs
  panel.setState({ picked: { fromMs: Math.min(anchor, toMs), toMs: Math.max(anchor, toMs) } })
}

function MomentCard({
  row,
  lines,
  unit,
  isRight,
}: {
  row: ChartRow
  lines: readonly PlotLine[]
  unit: Unit
  isRight: boolean
}) {
  const { words, say } = useSpeech()
  return (
    <div className={classes.moment} data-right={isRight || undefined} aria-hidden>
      <div className={classes.momentTime}>{say(words.charts.at, { time: formatClock(row.atMs) })}</div>
      {lines.map((line) => {
        const value = row.values[line.place]
        return (
          <div key={line.measure} className={classes.momentRow}>
            <Swatch line={line} />
            <span>{line.name}</span>
            <b>{value === null || value === undefined ? words.charts.absent : FORMATS[unit](value)}</b>
          </div>
        )
      })}
    </div>
  )
}
