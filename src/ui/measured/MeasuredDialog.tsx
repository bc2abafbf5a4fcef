/** Figures of several runs with their confidence intervals. */
import { Button, Group, Modal, NumberInput, Progress, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { formatMs } from '../../base/format.ts'
import { DEFAULT_SETTINGS } from '../../architecture/empty.ts'
import type { Measured, Progress as Told } from '../../state/measurement.ts'
import { measure } from '../../state/measurement.ts'
import { useCloseDialog, useDialog } from '../dialogs/dialog.ts'
import { sentenceOf } from '../sentences.ts'
import { useDocument, useStores } from '../stores.ts'
import { useLanguage, useWords } from '../words.ts'
import { FigureTable } from './FigureTable.tsx'

const REPLICATIONS_MAX = 200
/** A design that says nothing itself is measured for a minute. */
const DURATION_S = 60
const DURATION_MAX_S = 86_400

export function MeasuredDialog() {
  const words = useWords()
  const dialog = useDialog('measured')
  const close = useCloseDialog()
  return (
    <Modal
      opened={dialog !== null}
      onClose={close}
      title={words('measured.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': words('dialogs.close') }}
    >
      {dialog !== null && <Measurement />}
    </Modal>
  )
}

interface Plan {
  readonly replications: number
  readonly durationS: number
  readonly warmUpS: number
}

function Measurement() {
  const words = useWords()
  const { document, hire } = useStores()
  const settings = useDocument((state) => state.architecture.settings)
  const [plan, setPlan] = useState<Plan>(() => ({
    replications: 10,
    durationS: settings.endMs === DEFAULT_SETTINGS.endMs ? DURATION_S : settings.endMs / 1_000,
    warmUpS: settings.warmUpMs / 1_000,
  }))
  const [progress, setProgress] = useState<Told | null>(null)
  const [measured, setMeasured] = useState<Measured | null>(null)
  const callOff = useRef<(() => void) | null>(null)
  useEffect(() => () => callOff.current?.(), [])
  const isTooShort = plan.durationS <= plan.warmUpS
  const start = () => {
    const { architecture } = document.getState()
    const times = { warmUpMs: plan.warmUpS * 1_000, endMs: plan.durationS * 1_000 }
    setMeasured(null)
    setProgress({ done: 0, share: 0 })
    callOff.current = measure(
      {
        architecture: { ...architecture, settings: { ...architecture.settings, ...times } },
        replications: plan.replications,
        hire,
      },
      {
        progress: setProgress,
        end: (result) => {
          setProgress(null)
          setMeasured(result)
        },
      },
    )
  }
  const cancel = () => {
    callOff.current?.()
    setProgress(null)
  }
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {words('measured.hint')}
      </Text>
      <Plans plan={plan} onChange={setPlan} isBusy={progress !== null} />
      {isTooShort && (
        <Text size="sm" c="red" role="alert">
          {words('measured.tooShort')}
        </Text>
      )}
      {progress === null ? (
        <Group>
          <Button size="sm" onClick={start} disabled={isTooShort}>
            {words(measured === null ? 'measured.start' : 'measured.again')}
          </Button>
        </Group>
      ) : (
        <Under progress={progress} runs={plan.replications} onCancel={cancel} />
      )}
      {measured !== null && <Result measured={measured} />}
    </Stack>
  )
}

function Plans(props: { plan: Plan; onChange: (plan: Plan) => void; isBusy: boolean }) {
  const { plan, onChange, isBusy } = props
  const words = useWords()
  const input = (key: keyof Plan, label: string, limits: { min: number; max: number; step: number }) => (
    <NumberInput
      size="sm"
      label={label}
      value={plan[key]}
      onChange={(value) => typeof value === 'number' && onChange({ ...plan, [key]: value })}
      disabled={isBusy}
      allowDecimal={key !== 'replications'}
      clampBehavior="blur"
      {...limits}
    />
  )
  return (
    <Group grow align="flex-end">
      {input('replications', words('measured.replications'), { min: 2, max: REPLICATIONS_MAX, step: 1 })}
      {input('durationS', words('measured.duration'), { min: 1, max: DURATION_MAX_S, step: 10 })}
      {input('warmUpS', words('measured.warmUp'), { min: 0, max: DURATION_MAX_S, step: 5 })}
    </Group>
  )
}

function Under({ progress, runs, onCancel }: { progress: Told; runs: number; onCancel: () => void }) {
  const words = useWords()
  const label = words('measured.progress', { run: Math.min(progress.done + 1, runs), runs })
  return (
    <Group wrap="nowrap">
      <Stack gap={4} flex={1}>
        <Text size="sm">{label}</Text>
        <Progress.Root size="md">
          <Progress.Section value={(100 * (progress.done + progress.share)) / runs} aria-label={label} />
        </Progress.Root>
      </Stack>
      <Button size="sm" variant="default" onClick={onCancel}>
        {words('measured.cancel')}
      </Button>
    </Group>
  )
}

function Result({ measured }: { measured: Measured }) {
  const words = useWords()
  const language = useLanguage()
  if (measured.type === 'crashed') {
    return (
      <Text size="sm" c="red" role="alert">
        {words('measured.crashed', { message: measured.message })}
      </Text>
    )
  }
  if (measured.type === 'refused') {
    return (
      <Stack gap={4} role="alert">
        {measured.problems.map((problem) => (
          <Text key={`${problem.code} ${problem.where}`} size="sm" c="red">
            {sentenceOf(problem, language)}
          </Text>
        ))}
      </Stack>
    )
  }
  const [first] = measured.summaries
  if (first === undefined) return null
  const done = {
    runs: measured.summaries.length,
    duration: formatMs(first.durationMs),
    first: first.seed,
    last: first.seed + measured.summaries.length - 1,
  }
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {words('measured.done', done)}
      </Text>
      <FigureTable summaries={measured.summaries} />
    </Stack>
  )
}
