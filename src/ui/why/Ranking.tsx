import { formatCount, formatMs, formatRatio } from '../../base/format.ts'
import type { WhyReport, WhyRow } from '../../simulation/reading.ts'
import { causeColor, outcomeColor } from '../charts/colors.ts'
import { useNames } from '../live/names.ts'
import type { Names } from '../live/names.ts'
import { useSpeech } from '../live/speech.ts'
import type { Speech } from '../live/speech.ts'
import { useView } from '../stores.ts'
import { causeLabel } from './telling.ts'
import classes from './why.module.css'

type About = 'failures' | 'slowness'

const ROWS_MAX = 8

function mechanismOf(row: WhyRow, speech: Speech, names: Names): string {
  if (row.outcome !== undefined) return speech.words.outcomes[row.outcome]
  return row.cause ? causeLabel(row.cause, row.component, speech, names) : ''
}

function colorOf(row: WhyRow): string {
  if (row.outcome !== undefined) return outcomeColor(row.outcome)
  return causeColor(row.cause?.type ?? 'service')
}

/** Components and mechanisms by what they cost; pressing a row selects its component. */
export function Ranking({ report, about }: { report: WhyReport; about: About }) {
  const speech = useSpeech()
  const { words, say } = speech
  // What cost time to many but most to none says little.
  const rows = report[about].filter(({ requests }) => requests > 0).slice(0, ROWS_MAX)
  if (rows.length === 0) return null
  return (
    <section className={classes.section}>
      <h3>{words.why[about]}</h3>
      {about === 'slowness' && (
        <p className={classes.note}>{say(words.why.slowLimit, { limit: formatMs(report.slowerThanMs) })}</p>
      )}
      <ol className={classes.ranking}>
        {rows.map((row) => (
          <li key={`${row.component} ${row.outcome ?? JSON.stringify(row.cause)}`}>
            <RankingRow row={row} about={about} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function RankingRow({ row, about }: { row: WhyRow; about: About }) {
  const speech = useSpeech()
  const { words, say } = speech
  const names = useNames()
  const selectComponent = useView((state) => state.selectComponent)
  const share = formatRatio(row.share)
  const part = say(about === 'failures' ? words.why.ofFailed : words.why.ofSlow, { share })
  return (
    <button type="button" className={classes.row} onClick={() => selectComponent(row.component)}>
      <span className={classes.rowName}>
        <b>{names.component(row.component)}</b> {mechanismOf(row, speech, names)}
      </span>
      <span className={classes.rowPart}>{part}</span>
      <span className={classes.rowBar} aria-hidden>
        <span style={{ width: `${Math.min(100, row.share * 100)}%`, background: colorOf(row) }} />
      </span>
      <span className={classes.rowDetail}>
        {say(words.why.requests, { count: formatCount(row.requests) })}
        {row.meanMs !== undefined && ` · ${say(words.why.meanCost, { time: formatMs(row.meanMs) })}`}
      </span>
    </button>
  )
}
