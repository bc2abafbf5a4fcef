import { Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ComponentId } from '../../architecture/architecture.ts'
import { formatRatio } from '../../base/format.ts'
import type { RunWords } from '../../i18n/run.en.ts'
import { useRun } from '../live/live.ts'
import { useSpeech } from '../live/speech.ts'
import { useStores } from '../stores.ts'
import { useWords } from '../words.ts'
import { Section } from './Section.tsx'

const EVERY_MS = 1_000

type Outcome = keyof RunWords['outcomes']

/** How many requests of a client ended how, since the run began: also what is too rare to be seen on a chart. */
export function OutcomesSection({ id }: { id: ComponentId }) {
  const runId = useRun((state) => state.runId)
  // Counts of one run are nothing to the next.
  return <Outcomes key={runId} id={id} />
}

function Outcomes({ id }: { id: ComponentId }) {
  const words = useWords()
  const speech = useSpeech()
  const counts = useCounts(id)
  const ended = counts.reduce((sum, [, count]) => sum + count, 0)
  if (ended === 0) return null
  return (
    <Section title={words('inspector.outcomes.title')}>
      <dl className="mr-volume">
        {counts.map(([outcome, count]) => (
          <div key={outcome}>
            <dt>{speech.words.outcomes[outcome]}</dt>
            <dd>
              {count.toLocaleString('en-US')} · {formatRatio(count / ended)}
            </dd>
          </div>
        ))}
      </dl>
      <Text size="xs" c="dimmed" mt={6}>
        {words('inspector.outcomes.hint')}
      </Text>
    </Section>
  )
}

/** Outcomes that there were any of, the most frequent first. */
function useCounts(id: ComponentId): readonly (readonly [Outcome, number])[] {
  const { run } = useStores()
  const [counts, setCounts] = useState<readonly (readonly [Outcome, number])[]>([])
  useEffect(() => {
    let isGone = false
    const ask = async () => {
      const toMs = run.live.latest()?.atMs ?? 0
      const beginning = `${id}.ended.`
      const measures = (run.live.layout()?.measures ?? []).filter((measure) => measure.startsWith(beginning))
      const answer = await run.getState().askHistory({ fromMs: 0, toMs, measures, points: 1 })
      if (isGone || answer === undefined) return
      setCounts(
        measures
          .map((measure, place) => {
            return [measure.slice(beginning.length) as Outcome, Math.round(answer.values[place] ?? 0)] as const
          })
          .filter(([, count]) => count > 0)
          .toSorted(([, a], [, b]) => b - a),
      )
    }
    void ask()
    const stop = run.live.every(EVERY_MS, () => void ask())
    return () => {
      isGone = true
      stop()
    }
  }, [run, id])
  return counts
}
