import { Button, Tooltip } from '@mantine/core'
import { CircleHelp } from 'lucide-react'
import { useEffect, useState } from 'react'
import { createTrend } from '../../state/series.ts'
import { showTab } from '../charts/panel.ts'
import { useRun } from '../live/live.ts'
import { useSpeech } from '../live/speech.ts'
import { useDocument, useStores } from '../stores.ts'
import { askWhy, inquiry } from '../why/inquiry.ts'
import { FIGURES, hintFor, sparkline, troubleOf } from './figures.ts'
import type { FigureDefinition, Trouble } from './figures.ts'
import classes from './figures.module.css'
import { RunNotice } from './RunNotice.tsx'

/** Fast enough to see a change come, slow enough to read. */
const EVERY_MS = 400
const TREND_LENGTH = 60
const SPARK = { width: 72, height: 20 } as const

interface Shown {
  readonly value: number
  readonly trend: readonly number[]
}

/** The figures at the moment, each with its recent past. */
function useFigures(): readonly Shown[] {
  const { live } = useStores().run
  const [shown, setShown] = useState<readonly Shown[]>([])
  useEffect(() => {
    const trends = FIGURES.map(() => createTrend(TREND_LENGTH))
    return live.every(EVERY_MS, () => {
      if (live.latest() === null) return
      const next = FIGURES.map(({ measure }, index) => {
        const trend = trends[index]
        const value = live.value(measure)
        trend?.add(value)
        return { value, trend: trend?.values() ?? [] }
      })
      setShown(next)
    })
  }, [live])
  return shown
}

/** The four numbers that matter, and one line of what to try; `hint` is the example's own line for when all is calm. */
export function KeyFigures({ hint }: { hint?: string }) {
  // A new run begins with new trends.
  const runId = useRun((state) => state.runId)
  return <FiguresOfRun key={runId} hint={hint} />
}

function FiguresOfRun({ hint }: { hint: string | undefined }) {
  const { words } = useSpeech()
  const figures = useFigures()
  const objectives = useDocument((state) => state.architecture.objectives)
  const isEmpty = useDocument((state) => state.architecture.components.length === 0)
  const status = useRun((state) => state.status)
  const activeFaults = useRun((state) => state.faults.length)
  const valueOf = (name: string) => figures[FIGURES.findIndex((figure) => figure.name === name)]?.value ?? Number.NaN
  const trouble = troubleOf({ latencyMs: valueOf('latency'), errorRatio: valueOf('failed') }, objectives)
  const fitting = hintFor({ status, isEmpty, trouble, activeFaults })
  return (
    <section className={classes.figures} aria-label={words.figures.label}>
      <dl className={classes.list}>
        {FIGURES.map((figure, index) => (
          <Figure key={figure.name} figure={figure} shown={figures[index]} trouble={trouble} />
        ))}
      </dl>
      <WhyButton trouble={trouble} />
      <RunNotice hint={fitting === 'calm' && hint ? hint : words.hints[fitting]} />
    </section>
  )
}

function isAlarming(name: FigureDefinition['name'], trouble: Trouble): boolean {
  return (name === 'failed' && trouble === 'failing') || (name === 'latency' && trouble === 'slow')
}

function Figure({ figure, shown, trouble }: { figure: FigureDefinition; shown: Shown | undefined; trouble: Trouble }) {
  const { words } = useSpeech()
  return (
    <Tooltip label={words.figures[`${figure.name}Help`]}>
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

/** Always there; it stands out when there is something to explain. */
function WhyButton({ trouble }: { trouble: Trouble }) {
  const { words } = useSpeech()
  const { run, view } = useStores()
  const canAsk = useRun((state) => state.layout !== null)
  const label = { none: words.figures.why, failing: words.figures.whyFailing, slow: words.figures.whySlow }[trouble]
  return (
    <Button
      size="compact-md"
      variant={trouble === 'none' ? 'default' : 'filled'}
      color={trouble === 'failing' ? 'red.8' : 'orange.9'}
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
