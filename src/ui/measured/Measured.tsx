import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useStore } from 'zustand'
import { DEFAULT_SETTINGS } from '../../architecture/empty.ts'
import { TIME_MAX_MS } from '../../architecture/limits.ts'
import { type Plan, REPLICATIONS } from '../../state/measured.ts'
import { EntryInput } from '../inspector/EntryInput.tsx'
import { countEntry, durationEntry, type Entry, parseCount, parseDuration } from '../inspector/entry.ts'
import { useSentence } from '../sentences.ts'
import { useStores } from '../stores.ts'
import { useWords, type WordKey } from '../words.ts'
import { MeasuredTable } from './MeasuredTable.tsx'
import classes from './measured.module.css'

const REPLICATIONS_USUAL = 10
/** How long each run is where the design asks for a day to watch. */
const DURATION_USUAL_MS = 60_000

export function Measured() {
  const words = useWords()
  const { measured } = useStores()
  const isRunning = useStore(measured, (state) => state.status === 'running')
  const measurement = useStore(measured, (state) => state.measurement)
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {words('measured.hint')}
      </Text>
      <PlanForm isRunning={isRunning} />
      {isRunning && <Advance />}
      <Trouble />
      {measurement !== null && <MeasuredTable measurement={measurement} />}
    </Stack>
  )
}

function PlanForm({ isRunning }: { isRunning: boolean }) {
  const words = useWords()
  const { measured, document } = useStores()
  const hasMeasured = useStore(measured, (state) => state.measurement !== null)
  const [plan, setPlan] = useState<Plan>(() => {
    const { warmUpMs, endMs } = document.getState().architecture.settings
    const usualMs = endMs === DEFAULT_SETTINGS.endMs ? DURATION_USUAL_MS : endMs
    return { replications: REPLICATIONS_USUAL, warmUpMs, endMs: Math.max(usualMs, warmUpMs + 1) }
  })
  const change = (part: Partial<Plan>) => setPlan((before) => ({ ...before, ...part }))
  const isTooShort = plan.warmUpMs >= plan.endMs
  return (
    <form
      className={classes.plan}
      onSubmit={(event) => {
        event.preventDefault()
        measured.getState().measure(document.getState().architecture, plan)
      }}
    >
      <PlanField
        label="measured.replications"
        value={plan.replications}
        limits={REPLICATIONS}
        {...COUNT}
        onChange={(replications) => change({ replications })}
      />
      <PlanField
        label="measured.duration"
        value={plan.endMs}
        limits={LENGTH}
        {...DURATION}
        onChange={(endMs) => change({ endMs })}
      />
      <PlanField
        label="measured.warmUp"
        value={plan.warmUpMs}
        limits={WARM_UP}
        {...DURATION}
        onChange={(warmUpMs) => change({ warmUpMs })}
      />
      <Button type="submit" size="xs" disabled={isRunning || isTooShort}>
        {words(hasMeasured ? 'measured.again' : 'measured.start')}
      </Button>
      {isTooShort && (
        <Text size="xs" role="alert" className={classes.wrong}>
          {words('measured.tooShort')}
        </Text>
      )}
    </form>
  )
}

interface Limits {
  readonly min: number
  readonly max: number
}

const COUNT = { parse: parseCount, show: countEntry }
const DURATION = { parse: parseDuration, show: durationEntry }
const LENGTH: Limits = { min: 1, max: TIME_MAX_MS }
const WARM_UP: Limits = { min: 0, max: TIME_MAX_MS }

interface PlanFieldProps {
  label: WordKey
  value: number
  limits: Limits
  parse: (text: string, limits: Limits) => Entry
  show: (value: number) => string
  onChange: (value: number) => void
}

function PlanField({ label, value, limits, parse, show, onChange }: PlanFieldProps) {
  const words = useWords()
  return (
    <div>
      <span className="mr-field-label">{words(label)}</span>
      <EntryInput
        label={words(label)}
        value={value}
        parse={(text) => parse(text, limits)}
        show={show}
        showLimit={(limit) => show(limits[limit])}
        onChange={(next) => next !== null && onChange(next)}
      />
    </div>
  )
}

/** How far it is, and a way out. */
function Advance() {
  const words = useWords()
  const { measured } = useStores()
  const { finished, planned, share } = useStore(measured)
  return (
    <Group gap="md" wrap="nowrap">
      <div className={classes.progress}>
        <Progress value={100 * share} aria-label={words('measured.progress')} />
        <Text size="xs" c="dimmed" mt={4}>
          {words('measured.progressOf', { finished, planned })}
        </Text>
      </div>
      <Button size="xs" variant="default" onClick={() => measured.getState().stop()}>
        {words('measured.stop')}
      </Button>
    </Group>
  )
}

/** Why nothing was measured. */
function Trouble() {
  const words = useWords()
  const sentence = useSentence()
  const { measured } = useStores()
  const { status, problems, message, planned, measurement } = useStore(measured)
  const [problem] = problems
  if (status === 'refused' && problem !== undefined) {
    return <Warning text={words('measured.refused', { problem: sentence(problem) })} />
  }
  if (status === 'idle' && planned > 0 && measurement === null) {
    return <Text size="sm">{words('measured.stoppedTooEarly')}</Text>
  }
  if (status === 'crashed') return <Warning text={words('measured.crashed', { message })} />
  return null
}

function Warning({ text }: { text: string }) {
  return (
    <Text size="sm" role="alert" className={classes.wrong}>
      {text}
    </Text>
  )
}
