import { ArrowRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { formatMs, formatRatio } from '../../base/format.ts'
import { useSpeech } from '../live/speech.ts'
import { useStores } from '../stores.ts'
import { formatClock } from '../transport/clock.ts'
import type { Treatment } from './inquiry.ts'
import classes from './why.module.css'

const EVERY_MS = 500
/** The newest so many ms after the cure are compared: what mends is seen to mend. */
const LOOK_BACK_MS = 3_000
const MEASURES = ['endToEnd.latencyMs.p99', 'endToEnd.errorRatio'] as const

interface After {
  readonly latencyMsP99: number
  readonly errorRatio: number
}

/** How it is now, after the cure; null until a window has passed. */
function useAfter(sinceMs: number): After | null {
  const { run } = useStores()
  const [after, setAfter] = useState<After | null>(null)
  useEffect(() => {
    let isGone = false
    const ask = async () => {
      const toMs = run.live.latest()?.atMs ?? 0
      const fromMs = Math.max(sinceMs, toMs - LOOK_BACK_MS)
      if (toMs - fromMs < (run.live.layout()?.windowMs ?? 0)) return
      const answer = await run.getState().askHistory({ fromMs, toMs, measures: MEASURES, points: 1 })
      if (isGone || answer === undefined || answer.values.length < MEASURES.length) return
      const [latencyMsP99, errorRatio] = answer.values.slice(-MEASURES.length)
      setAfter({ latencyMsP99: latencyMsP99 ?? Number.NaN, errorRatio: errorRatio ?? Number.NaN })
    }
    void ask()
    const stop = run.live.every(EVERY_MS, () => void ask())
    return () => {
      isGone = true
      stop()
    }
  }, [run, sinceMs])
  return after
}

/** What a cure does: the numbers before it, and as they mend. */
export function TreatmentCard({ treatment }: { treatment: Treatment }) {
  const { words, say } = useSpeech()
  const after = useAfter(treatment.atMs)
  const { before } = treatment
  return (
    <section className={classes.treatment} aria-label={treatment.title}>
      <div className={classes.cureTitle}>{treatment.title}</div>
      <div className={classes.note}>
        {say(words.why.applied, { time: formatClock(treatment.atMs) })}
        {treatment.cure.repairFaultId === undefined && ` · ${words.why.undoHint}`}
      </div>
      {after === null ? (
        <div className={classes.note}>{words.why.mending}</div>
      ) : (
        <dl className={classes.comparison}>
          <Compared
            name={words.figures.failed}
            before={before.errorRatio}
            after={after.errorRatio}
            format={formatRatio}
          />
          <Compared
            name={words.figures.latency}
            before={before.latencyMsP99}
            after={after.latencyMsP99}
            format={formatMs}
          />
        </dl>
      )}
    </section>
  )
}

interface ComparedProps {
  readonly name: string
  readonly before: number
  readonly after: number
  readonly format: (value: number) => string
}

function Compared({ name, before, after, format }: ComparedProps) {
  const { words } = useSpeech()
  return (
    <div className={classes.compared} data-better={after < before || undefined}>
      <dt>{name}</dt>
      <dd>
        <span title={words.why.before}>{format(before)}</span>
        <ArrowRight size={14} aria-hidden />
        <b title={words.why.after}>{format(after)}</b>
      </dd>
    </div>
  )
}
