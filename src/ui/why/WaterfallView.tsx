import { VisuallyHidden } from '@mantine/core'
import { formatMs } from '../../base/format.ts'
import type { Cause } from '../../simulation/reading.ts'
import { useNames } from '../live/names.ts'
import { useSpeech } from '../live/speech.ts'
import { useView } from '../stores.ts'
import { causeLabel } from './telling.ts'
import { axisOf, placeOf } from './waterfall.ts'
import type { Piece, VisitRow, Waterfall } from './waterfall.ts'
import classes from './waterfall.module.css'
import why from './why.module.css'

const CAUSES: readonly Cause['type'][] = ['lookup', 'network', 'waiting', 'service', 'backoff', 'timeout', 'coalesced']

/** Where the time of one request went: a row a visit, a pattern and color a cause, time from left to right. */
export function WaterfallView({ waterfall }: { waterfall: Waterfall }) {
  const { words, say } = useSpeech()
  const present = new Set(waterfall.rows.flatMap((row) => row.pieces.map((piece) => piece.cause.type)))
  return (
    <figure className={classes.waterfall} aria-label={words.why.waterfall}>
      <figcaption className={classes.legend}>
        {CAUSES.filter((type) => present.has(type)).map((type) => (
          <span key={type} className={classes.legendKey}>
            <i className={classes.piece} data-cause={type} aria-hidden />
            {words.causes[type]}
          </span>
        ))}
      </figcaption>
      <div className={classes.axis} aria-hidden>
        {axisOf(waterfall).map(({ ms, share }) => (
          <span key={ms} style={{ left: `${share * 100}%` }}>
            {formatMs(ms)}
          </span>
        ))}
      </div>
      <ol className={classes.visits}>
        {waterfall.rows.map((row) => (
          <li key={`${row.depth} ${row.component} ${row.attempt} ${row.isAbandoned}`}>
            <Visit row={row} waterfall={waterfall} />
          </li>
        ))}
      </ol>
      {waterfall.left > 0 && <p className={why.note}>{say(words.status.more, { count: waterfall.left })}</p>}
    </figure>
  )
}

function Visit({ row, waterfall }: { row: VisitRow; waterfall: Waterfall }) {
  const { words, say } = useSpeech()
  const names = useNames()
  const selectComponent = useView((state) => state.selectComponent)
  const notes = [
    row.attempt > 1 ? say(words.why.attempt, { number: row.attempt }) : '',
    row.isAbandoned ? words.why.abandoned : '',
  ].filter((note) => note !== '')
  return (
    <div className={classes.visit} data-abandoned={row.isAbandoned || undefined}>
      <button
        type="button"
        className={classes.visitName}
        style={{ paddingInlineStart: `${Math.min(row.depth, 6) * 0.75}rem` }}
        onClick={() => selectComponent(row.component)}
      >
        {names.component(row.component)}
        {notes.length > 0 && <small> {notes.join(', ')}</small>}
      </button>
      <span className={classes.lane}>
        {row.pieces.map((piece) => (
          <PieceBar key={`${piece.startMs} ${piece.cause.type}`} piece={piece} row={row} waterfall={waterfall} />
        ))}
      </span>
      <span className={classes.visitTime}>{formatMs(row.pieces.reduce((sum, p) => sum + p.endMs - p.startMs, 0))}</span>
    </div>
  )
}

function PieceBar({ piece, row, waterfall }: { piece: Piece; row: VisitRow; waterfall: Waterfall }) {
  const speech = useSpeech()
  const names = useNames()
  const { left, width } = placeOf(piece, waterfall)
  const label = `${causeLabel(piece.cause, row.component, speech, names)}: ${formatMs(piece.endMs - piece.startMs)}`
  return (
    <span
      className={classes.piece}
      data-cause={piece.cause.type}
      style={{ left: `${left * 100}%`, width: `max(2px, ${width * 100}%)` }}
      title={label}
    >
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  )
}
