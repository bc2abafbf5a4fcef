import { useStore } from 'zustand'
import type { RunState } from '../../state/run.ts'
import { useRun } from '../live/live.ts'
import { useNames } from '../live/names.ts'
import { useSpeech } from '../live/speech.ts'
import classes from './charts.module.css'
import { bandOf, intervalOfFault, percent, shareOf } from './geometry.ts'
import { panel } from './panel.ts'
import type { Interval } from './panel.ts'
import { foldEdits, topicOf } from './story.ts'

/** The times at which something was broken, with what it was. */
export function FaultBands({ domain, nowMs }: { domain: Interval; nowMs: number }) {
  const { words, say, faults } = useSpeech()
  const names = useNames()
  const periods = useRun((state) => state.faultPeriods)
  return periods.map((period) => {
    const band = bandOf(intervalOfFault(period, nowMs), domain)
    if (band === undefined) return null
    const { fault } = period
    const title = say(words.charts.brokenBand, { fault: faults[fault.type].label, target: names.target(fault.target) })
    return (
      <div
        key={fault.id}
        className={classes.band}
        data-open={period.endMs === undefined || undefined}
        style={{ left: percent(band.left), width: percent(band.width) }}
        title={title}
      >
        <span className={classes.bandName}>{title}</span>
      </div>
    )
  })
}

/** At most this many marks: more would be a gray plot. */
const MOST_MARKS = 40

const storyOf = (state: RunState) => state.story

/** Moments at which the run noticed something or was changed. */
export function EventMarks({ domain }: { domain: Interval }) {
  const story = useRun(storyOf)
  return foldEdits(story)
    .filter(({ event }) => topicOf(event) !== 'faults' && event.atMs >= domain.fromMs && event.atMs <= domain.toMs)
    .slice(-MOST_MARKS)
    .map(({ event, number }) => (
      <div
        key={number}
        className={classes.mark}
        data-topic={topicOf(event)}
        style={{ left: percent(shareOf(event.atMs, domain)) }}
      />
    ))
}

/** The time that is picked, or just being dragged across. */
export function PickedBand({ domain, dragged }: { domain: Interval; dragged: Interval | null }) {
  const picked = useStore(panel, (state) => state.picked)
  const shown = dragged ?? picked
  const band = shown && bandOf(shown, domain)
  if (!band) return null
  return <div className={classes.picked} style={{ left: percent(band.left), width: percent(band.width) }} />
}
