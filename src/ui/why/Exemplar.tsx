import { Loader, NativeSelect, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { formatMs } from '../../base/format.ts'
import type { RequestRef, WhyReport } from '../../simulation/reading.ts'
import { useNames } from '../live/names.ts'
import { useSpeech } from '../live/speech.ts'
import { useStores } from '../stores.ts'
import { inquiry, lookAt } from './inquiry.ts'
import { WaterfallView } from './WaterfallView.tsx'
import { waterfallOf } from './waterfall.ts'
import classes from './why.module.css'

/** One request of the interval, recovered and drawn as a waterfall. */
export function Exemplar({ report }: { report: WhyReport }) {
  const { words, say } = useSpeech()
  const names = useNames()
  const { run } = useStores()
  const exemplar = useStore(inquiry, (state) => state.exemplar)
  const isTracing = useStore(inquiry, (state) => state.isTracing)
  const trace = useStore(inquiry, (state) => state.trace)
  const waterfall = useMemo(() => (trace ? waterfallOf(trace) : null), [trace])
  const describe = ({ client, request, outcome, startMs, endMs }: RequestRef) =>
    say(words.why.example, {
      client: names.component(client),
      number: request.toLocaleString('en-US'),
      outcome: words.outcomes[outcome],
      time: formatMs(endMs - startMs),
    })
  return (
    <section className={classes.exemplar}>
      <div className={classes.exemplarHead}>
        <h3>{words.why.exemplars}</h3>
        <NativeSelect
          size="xs"
          aria-label={words.why.chooseExample}
          data={report.exemplars.map((request, index) => ({ value: String(index), label: describe(request) }))}
          value={String(exemplar ? report.exemplars.indexOf(exemplar) : 0)}
          onChange={(event) => {
            const chosen = report.exemplars[Number(event.currentTarget.value)]
            if (chosen) void lookAt(run, chosen)
          }}
        />
        {isTracing && (
          <Text size="xs" c="dimmed" className={classes.asking}>
            <Loader size={14} /> {words.why.tracing}
          </Text>
        )}
      </div>
      {!isTracing && exemplar && trace === null && <p className={classes.note}>{words.why.noTrace}</p>}
      {waterfall && <WaterfallView waterfall={waterfall} />}
    </section>
  )
}
