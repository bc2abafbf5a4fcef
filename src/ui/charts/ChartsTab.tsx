import { Button, CloseButton, SegmentedControl, Switch, Text, Tooltip } from '@mantine/core'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Range } from '../../state/series.ts'
import { useRun } from '../live/live.ts'
import { useSpeech } from '../live/speech.ts'
import { useDocument, useStores, useView } from '../stores.ts'
import { formatClock } from '../transport/clock.ts'
import { askWhy } from '../why/inquiry.ts'
import classes from './charts.module.css'
import { paletteOf } from './colors.ts'
import { panel, showTab } from './panel.ts'
import { RunChart } from './RunChart.tsx'
import { chartsOf, chartsOfSelected } from './specs.ts'

const RANGES = [
  { range: 30_000, word: 'last30s' },
  { range: 120_000, word: 'last2min' },
  { range: 600_000, word: 'last10min' },
  { range: 'all', word: 'all' },
] as const

export function ChartsTab() {
  const { words, kind: kindWords } = useSpeech()
  const architecture = useDocument((state) => state.architecture)
  const designId = useDocument((state) => state.designId)
  const layout = useRun((state) => state.layout)
  const runId = useRun((state) => state.runId)
  const selected = useView((state) => state.selection.components)
  const chartWords = useMemo(() => {
    const gaugeOf = (kind: string, gauge: string) => kindWords(kind).gauges[gauge] ?? gauge
    return { words, lookOf: paletteOf(designId), gaugeOf }
  }, [designId, kindWords, words])
  const usual = useMemo(
    () => (layout ? chartsOf(architecture, layout, chartWords) : []),
    [architecture, chartWords, layout],
  )
  // Apart from the usual ones, which stay as they are whatever is selected.
  const own = useMemo(
    () => (layout ? chartsOfSelected(architecture, layout, selected, chartWords) : []),
    [architecture, chartWords, layout, selected],
  )
  const charts = [...own, ...usual]
  return (
    <>
      <ChartsBar />
      {charts.length === 0 && <Text className={classes.empty}>{words.charts.nothing}</Text>}
      <div className={classes.grid}>
        {charts.map((spec) => (
          // The rows of one run are nothing to the next.
          <RunChart key={`${runId} ${spec.id}`} spec={spec} />
        ))}
      </div>
    </>
  )
}

function ChartsBar() {
  const { words } = useSpeech()
  const range = useStore(panel, (state) => state.range)
  const isLog = useStore(panel, (state) => state.isLatencyLog)
  return (
    <div className={classes.bar}>
      <SegmentedControl
        size="xs"
        aria-label={words.charts.range}
        data={RANGES.map(({ range: value, word }) => ({ value: String(value), label: words.charts[word] }))}
        value={String(range)}
        onChange={(chosen) => panel.setState({ range: chosen === 'all' ? chosen : (Number(chosen) satisfies Range) })}
      />
      <Tooltip label={words.charts.logHelp}>
        <Switch
          size="xs"
          label={words.charts.log}
          checked={isLog}
          onChange={(event) => panel.setState({ isLatencyLog: event.currentTarget.checked })}
        />
      </Tooltip>
      <PickedTime />
    </div>
  )
}

/** The time picked on a chart, with what can be asked about it. */
function PickedTime() {
  const { words, say } = useSpeech()
  const { run, view } = useStores()
  const picked = useStore(panel, (state) => state.picked)
  if (picked === null) {
    return (
      <Text size="xs" c="dimmed" className={classes.pickHint}>
        {words.charts.pick}
      </Text>
    )
  }
  return (
    <div className={classes.pickedTime}>
      <Text size="xs" fw={600}>
        {say(words.charts.picked, { from: formatClock(picked.fromMs), to: formatClock(picked.toMs) })}
      </Text>
      <Button
        size="compact-xs"
        onClick={() => {
          showTab('why', view)
          void askWhy(run, 'picked')
        }}
      >
        {words.charts.ask}
      </Button>
      <CloseButton size="sm" aria-label={words.charts.clear} onClick={() => panel.setState({ picked: null })} />
    </div>
  )
}
