import { CircleAlert, Lightbulb } from 'lucide-react'
import type { Problem } from '../../base/problem.ts'
import type { RunFacts } from '../../state/run-facts.ts'
import { useRun } from '../live/live.ts'
import type { Speech } from '../live/speech.ts'
import { useSpeech } from '../live/speech.ts'
import { useSentence } from '../sentences.ts'
import { formatClock } from './clock.ts'
import classes from './figures.module.css'

/** What is wrong with the run itself, in a sentence; undefined when nothing is. */
function complaintOf(
  facts: RunFacts,
  { words, say }: Speech,
  sentence: (problem: Problem) => string,
): string | undefined {
  const { status, crash, problems } = facts
  if (crash) return say(words.status.crash, { ...crash, time: formatClock(crash.atMs) })
  const [first, ...others] = problems
  if (first === undefined) return undefined
  const complaint = say(status === 'refused' ? words.status.refusedStart : words.status.refusedEdit, {
    problem: sentence(first),
  })
  return others.length === 0 ? complaint : `${complaint} (${say(words.status.more, { count: others.length })})`
}

/** One line: what is wrong with the run, or what to try. */
export function RunNotice({ hint }: { hint: string }) {
  const speech = useSpeech()
  const sentence = useSentence()
  const complaint = useRun((state) => complaintOf(state, speech, sentence))
  const end = useRun((state) => (state.status === 'finished' ? state.summary : null))
  if (complaint !== undefined) {
    return (
      <output className={classes.notice} data-tone="bad">
        <CircleAlert size={16} strokeWidth={1.75} aria-hidden />
        {complaint}
      </output>
    )
  }
  const finished =
    end && speech.say(speech.words.status.finishedAt, { time: formatClock(end.warmUpMs + end.durationMs) })
  return (
    <output className={classes.notice}>
      <Lightbulb size={16} strokeWidth={1.5} aria-hidden />
      {finished ?? hint}
    </output>
  )
}
