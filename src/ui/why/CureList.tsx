import { Button } from '@mantine/core'
import { Check, Wrench } from 'lucide-react'
import { useStore } from 'zustand'
import type { Cure, WhyReport } from '../../simulation/reading.ts'
import { editLabel } from '../../state/document.ts'
import type { RunStore } from '../../state/run.ts'
import { useRun } from '../live/live.ts'
import { useNames } from '../live/names.ts'
import { useSpeech } from '../live/speech.ts'
import { useDocument, useStores } from '../stores.ts'
import { applyCure, cureChanges, cureTitle, isInPlace } from './cures.ts'
import { beginTreatment, inquiry } from './inquiry.ts'
import { TreatmentCard } from './TreatmentCard.tsx'
import classes from './why.module.css'

/** What the interval of the report was like, to compare with after a cure. */
async function figuresBefore(run: RunStore, report: WhyReport) {
  const answer = await run.getState().askHistory({
    fromMs: report.fromMs,
    toMs: report.toMs,
    measures: ['endToEnd.latencyMs.p99'],
    points: 1,
  })
  const errorRatio = report.ended > 0 ? report.failed / report.ended : Number.NaN
  return { latencyMsP99: answer?.values.at(-1) ?? Number.NaN, errorRatio }
}

/** Changes that would help, each applied with a press. */
export function CureList({ report }: { report: WhyReport }) {
  const { words } = useSpeech()
  const treatment = useStore(inquiry, (state) => state.treatment)
  return (
    <section className={classes.section}>
      <h3>{words.why.cures}</h3>
      {treatment && <TreatmentCard key={treatment.atMs} treatment={treatment} />}
      {report.cures.length === 0 && <p className={classes.note}>{words.why.noCures}</p>}
      <ul className={classes.cures}>
        {report.cures.map((cure) => (
          <li key={`${cure.code} ${cure.target.type} ${cure.target.id} ${cure.repairFaultId ?? ''}`}>
            <CureButton cure={cure} report={report} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function CureButton({ cure, report }: { cure: Cure; report: WhyReport }) {
  const speech = useSpeech()
  const names = useNames()
  const { document, run } = useStores()
  const architecture = useDocument((state) => state.architecture)
  // Also a fault that is over still says how it was repaired.
  const period = useRun((state) => state.faultPeriods.findLast(({ fault }) => fault.id === cure.repairFaultId))
  const isDone = cure.repairFaultId === undefined ? isInPlace(cure, architecture) : period?.endMs !== undefined
  const repair = (period && speech.faults[period.fault.type].repair) ?? ''
  const title = cureTitle({ ...cure, params: { ...cure.params, repair } }, architecture, speech, names)
  const changes = cureChanges(cure, architecture, speech)
  const apply = async () => {
    const before = await figuresBefore(run, report)
    beginTreatment({ cure, title, atMs: run.live.atMs(), before })
    if (cure.repairFaultId === undefined) {
      document.getState().edit(editLabel('cure'), (design) => applyCure(design, cure))
    } else run.getState().repair(cure.repairFaultId)
  }
  return (
    <div className={classes.cure}>
      <div>
        <div className={classes.cureTitle}>{title}</div>
        {changes.length > 0 && !isDone && <div className={classes.note}>{changes.join(' · ')}</div>}
      </div>
      <Button
        size="compact-sm"
        variant={isDone ? 'subtle' : 'light'}
        disabled={isDone}
        aria-label={`${speech.words.why.apply}: ${title}`}
        leftSection={isDone ? <Check size={14} aria-hidden /> : <Wrench size={14} strokeWidth={1.75} aria-hidden />}
        onClick={() => void apply()}
      >
        {isDone ? speech.words.why.inPlace : speech.words.why.apply}
      </Button>
    </div>
  )
}
