import { Button, Loader, NativeSelect, Text } from '@mantine/core'
import { RefreshCw } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { WhyReport } from '../../simulation/reading.ts'
import chartClasses from '../charts/charts.module.css'
import { panel } from '../charts/panel.ts'
import { useRun } from '../live/live.ts'
import { useNames } from '../live/names.ts'
import { useSpeech } from '../live/speech.ts'
import { useStores } from '../stores.ts'
import { CureList } from './CureList.tsx'
import { Exemplar } from './Exemplar.tsx'
import { askWhy, inquiry } from './inquiry.ts'
import type { Scope } from './inquiry.ts'
import { Ranking } from './Ranking.tsx'
import { headlineOf } from './telling.ts'
import classes from './why.module.css'

const SCOPES = [
  { scope: 10_000, word: 'last10s' },
  { scope: 30_000, word: 'last30s' },
  { scope: 120_000, word: 'last2min' },
  { scope: 'whole', word: 'whole' },
  { scope: 'picked', word: 'picked' },
] as const

/** Break, why, cure: where failures and slow requests come from, one of them closely, and what would help. */
export function WhyTab() {
  const { words } = useSpeech()
  const { run } = useStores()
  const canAsk = useRun((state) => state.layout !== null)
  const report = useStore(inquiry, (state) => state.report)
  useEffect(() => {
    const { report: known, isAsking, scope } = inquiry.getState()
    if (canAsk && known === null && !isAsking) void askWhy(run, scope)
  }, [run, canAsk])
  if (!canAsk) return <Text className={chartClasses.empty}>{words.why.notYet}</Text>
  return (
    <div className={classes.why}>
      <div className={classes.head}>
        {report && <Headline report={report} />}
        <ScopeBar />
      </div>
      {report && <Report report={report} />}
    </div>
  )
}

function ScopeBar() {
  const { words } = useSpeech()
  const { run } = useStores()
  const scope = useStore(inquiry, (state) => state.scope)
  const isAsking = useStore(inquiry, (state) => state.isAsking)
  const hasPicked = useStore(panel, (state) => state.picked !== null)
  const choices = SCOPES.filter((choice) => choice.scope !== 'picked' || hasPicked || scope === 'picked')
  return (
    <div className={chartClasses.bar}>
      <NativeSelect
        size="xs"
        aria-label={words.why.interval}
        data={choices.map((choice) => ({ value: String(choice.scope), label: words.why[choice.word] }))}
        value={String(scope)}
        onChange={(event) => {
          const chosen = SCOPES.find((choice) => String(choice.scope) === event.currentTarget.value)
          void askWhy(run, (chosen?.scope ?? 'whole') satisfies Scope)
        }}
      />
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<RefreshCw size={14} strokeWidth={1.75} aria-hidden />}
        onClick={() => void askWhy(run, scope)}
      >
        {words.why.again}
      </Button>
      {isAsking && (
        <Text size="xs" c="dimmed" className={classes.asking}>
          <Loader size={14} /> {words.why.asking}
        </Text>
      )}
    </div>
  )
}

function Headline({ report }: { report: WhyReport }) {
  const speech = useSpeech()
  const names = useNames()
  return (
    <output className={classes.headline}>
      {headlineOf(report, speech, names).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </output>
  )
}

function Report({ report }: { report: WhyReport }) {
  const isTroubled = report.failed > 0 || report.slow > 0
  return (
    <div className={classes.columns}>
      {isTroubled && (
        <>
          <div className={classes.rankings}>
            <Ranking report={report} about="failures" />
            <Ranking report={report} about="slowness" />
          </div>
          <CureList report={report} />
        </>
      )}
      {report.exemplars.length > 0 && <Exemplar report={report} />}
    </div>
  )
}
