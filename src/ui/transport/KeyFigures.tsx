import { Button, Tooltip } from '@mantine/core'
import { CircleHelp } from 'lucide-react'
import { useEffect, useState } from 'react'
import { formatUsd } from '../../base/format.ts'
import { HOURS_PER_MONTH } from '../../catalog/machines.ts'
import { createTrend } from '../../state/series.ts'
import { showTab } from '../charts/panel.ts'
import { useRun } from '../live/live.ts'
import { useSpeech } from '../live/speech.ts'
import { useDocument, useStores } from '../stores.ts'
import { askWhy, inquiry } from '../why/inquiry.ts'
import { hasOtherLoad } from './users.ts'
import { FIGURES, hintFor, recentTrouble, sparkline, troubleOf } from './figures.ts'
import type { FigureDefinition, Trouble } from './figures.ts'
import classes from './figures.module.css'
import { RunNotice } from './RunNotice.tsx'

/** Fast enough to see a change come, slow enough to read. */
const EVERY_MS = 400
/** Over a single window a percentile would jump about with every few requests. */
const LOOK_BACK_MS = 2_000
const MEASURES = FIGURES.map(({ measure }) => measure)
const TREND_LENGTH = 60
const SPARK = { width: 72, height: 20 } as const

interface Shown {
  readonly value: number
  readonly trend: readonly number[]
}

const NOTHING: Shown = { value: Number.NaN, trend: [] }

interface Figures {
  readonly shown: readonly Shown[]
  /** How many of the newest are of the time after the warm-up: cold caches are slow, and nothing is wrong with that. */
  readonly warmed: number
}

/** The figures at the moment, each with its recent past. */
function useFigures(): Figures {
  const { run, document } = useStores()
  const [figures, setFigures] = useState<Figures>({ shown: [], warmed: 0 })
  useEffect(() => {
    const trends = FIGURES.map(() => createTrend(TREND_LENGTH))
    let isGone = false
    let isAsking = false
    let warmed = 0
    const ask = async () => {
      const toMs = run.live.latest()?.atMs
      if (toMs === undefined || isAsking) return
      isAsking = true
      const fromMs = Math.max(0, toMs - LOOK_BACK_MS)
      const answer = await run.getState().askHistory({ fromMs, toMs, measures: MEASURES, points: 1 })
      isAsking = false
      if (answer === undefined || isGone) return
      if (fromMs >= document.getState().architecture.settings.warmUpMs) warmed++
      const shown = trends.map((trend, index) => {
        const value = answer.values[index] ?? Number.NaN
        trend.add(value)
        return { value, trend: trend.values() }
      })
      setFigures({ shown, warmed })
    }
    const stop = run.live.every(EVERY_MS, () => void ask())
    return () => {
      isGone = true
      stop()
    }
  }, [run, document])
  return figures
}

/** The numbers that matter, and one line of what to try; `hint` is the example's own line for when all is calm. */
export function KeyFigures({ hint }: { hint?: string }) {
  // A new run begins with new trends.
  const runId = useRun((state) => state.runId)
  return <FiguresOfRun key={runId} hint={hint} />
}

function FiguresOfRun({ hint }: { hint: string | undefined }) {
  const { words } = useSpeech()
  const { shown, warmed } = useFigures()
  const objectives = useDocument((state) => state.architecture.objectives)
  const isEmpty = useDocument((state) => state.architecture.components.length === 0)
  const status = useRun((state) => state.status)
  const activeFaults = useRun((state) => state.faults.length)
  const shownOf = (name: string) => shown[FIGURES.findIndex((figure) => figure.name === name)] ?? NOTHING
  const failed = shownOf('failed')
  const latencies = warmed > 0 ? shownOf('latency').trend.slice(-warmed) : []
  const now = troubleOf({ latencyMs: latencies.at(-1) ?? Number.NaN, errorRatio: failed.value }, objectives)
  const recently = recentTrouble(latencies, failed.trend, objectives)
  const isOtherLoad = useDocument((state) => hasOtherLoad(state.architecture))
  const fitting = hintFor({ status, isEmpty, trouble: now, recently, activeFaults, isOtherLoad })
  const isCalm = fitting === 'calm' || fitting === 'calmLoad'
  return (
    <section className={classes.figures} aria-label={words.figures.label}>
      <dl className={classes.list}>
        {FIGURES.map((figure, index) => (
          <Figure key={figure.name} figure={figure} shown={shown[index]} trouble={now} />
        ))}
      </dl>
      <WhyButton now={now} recently={recently} />
      <RunNotice hint={isCalm && hint ? hint : words.hints[fitting]} />
    </section>
  )
}

function isAlarming(name: FigureDefinition['name'], trouble: Trouble): boolean {
  return (name === 'failed' && trouble === 'failing') || (name === 'latency' && trouble === 'slow')
}

function Figure({ figure, shown, trouble }: { figure: FigureDefinition; shown: Shown | undefined; trouble: Trouble }) {
  const { words, say } = useSpeech()
  const month = formatUsd((shown?.value ?? Number.NaN) * HOURS_PER_MONTH)
  return (
    <Tooltip label={say(words.figures[`${figure.name}Help`], { month, seconds: LOOK_BACK_MS / 1_000 })}>
      <div className={classes.figure} data-alarming={isAlarming(figure.name, trouble) || undefined}>
        <dt>{words.figures[figure.name]}</dt>
        <dd>{figure.format(shown?.value ?? Number.NaN)}</dd>
        <svg width={SPARK.width} height={SPARK.height} viewBox={`0 -1 ${SPARK.width} ${SPARK.height + 2}`} aria-hidden>
          <polyline points={sparkline(shown?.trend ?? [], SPARK.width, SPARK.height)} />
        </svg>
      </div>
    </Tooltip>
  )
}

const PAST = { none: 'why', failing: 'whyFailed', slow: 'whyWasSlow' } as const
const PRESENT = { none: 'why', failing: 'whyFailing', slow: 'whySlow' } as const

/** Always there; it stands out while there is something to explain, and says so for a while after. */
function WhyButton({ now, recently }: { now: Trouble; recently: Trouble }) {
  const { words } = useSpeech()
  const { run, view } = useStores()
  const canAsk = useRun((state) => state.layout !== null)
  const label = words.figures[now === 'none' ? PAST[recently] : PRESENT[now]]
  return (
    <Button
      size="compact-md"
      variant={now === 'none' ? 'default' : 'filled'}
      color={now === 'failing' ? '#c02525' : '#a84300'}
      className={classes.why}
      disabled={!canAsk}
      leftSection={<CircleHelp size={16} strokeWidth={1.75} aria-hidden />}
      onClick={() => {
        showTab('why', view)
        const { scope } = inquiry.getState()
        void askWhy(run, scope === 'picked' ? 30_000 : scope)
      }}
    >
      {label}
    </Button>
  )
}
