import { useState } from 'react'
import { useStore } from 'zustand'
import type { ChartRow } from '../../state/series.ts'
import { useSpeech } from '../live/speech.ts'
import classes from './charts.module.css'
import { panel, toggleSeries } from './panel.ts'
import type { PlotLine } from './Plot.tsx'
import { FORMATS } from './specs.ts'
import type { ChartSpec, Series } from './specs.ts'

/** A piece of the line itself: color, dash and width tell lines apart together with their names. */
export function Swatch({ line }: { line: Series }) {
  return (
    <svg width="18" height="8" aria-hidden className={classes.swatch}>
      <line
        x1="1"
        x2="17"
        y1="4"
        y2="4"
        stroke={line.color}
        strokeWidth={line.width + 0.75}
        strokeDasharray={line.dash}
      />
    </svg>
  )
}

/** As many names as leave the lines their room; the others are a press away. */
const KEYS = 4

/** Names and present values of the lines; pressing a name hides its line. */
export function Legend({
  spec,
  lines,
  last,
}: {
  spec: ChartSpec
  lines: readonly PlotLine[]
  last: ChartRow | undefined
}) {
  const { words, say } = useSpeech()
  const hidden = useStore(panel, (state) => state.hidden)
  const [isOpen, setOpen] = useState(false)
  const drawn = new Set(lines.map((line) => line.measure))
  const named = spec.series.filter(({ measure }) => drawn.has(measure) || hidden.has(measure))
  // Parts that there are none of are not missed.
  const more = spec.isStacked ? 0 : spec.series.length - named.length
  return (
    <ul className={classes.legend}>
      {(isOpen ? named : named.slice(0, KEYS)).map((series) => {
        const isHidden = hidden.has(series.measure)
        const value = last?.values[spec.series.indexOf(series)]
        return (
          <li key={series.measure}>
            <button
              type="button"
              className={classes.key}
              aria-label={`${series.name}, ${spec.title}`}
              aria-pressed={!isHidden}
              title={say(isHidden ? words.charts.show : words.charts.hide, { name: series.name })}
              onClick={() => toggleSeries(series.measure)}
            >
              <Swatch line={series} />
              <span className={classes.keyName}>{series.name}</span>
              {!isHidden && <span className={classes.keyValue}>{FORMATS[spec.unit](value ?? Number.NaN)}</span>}
            </button>
          </li>
        )
      })}
      {named.length > KEYS && (
        <li className={classes.moreKeys}>
          <button type="button" className={classes.key} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? words.charts.fewerKeys : say(words.charts.moreKeys, { count: named.length - KEYS })}
          </button>
        </li>
      )}
      {spec.isStacked && lines.length === 0 && last && <li className={classes.moreKeys}>{words.charts.none}</li>}
      {more > 0 && <li className={classes.moreKeys}>{say(words.charts.more, { count: more })}</li>}
    </ul>
  )
}
