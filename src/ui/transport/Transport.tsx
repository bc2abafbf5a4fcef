import { ActionIcon, NativeSelect, Text, Tooltip, VisuallyHidden } from '@mantine/core'
import { Gauge, Pause, Play, RotateCcw, StepForward, TriangleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import { dotsNotice } from '../live/dots-notice.ts'
import { useRun } from '../live/live.ts'
import { useSpeech } from '../live/speech.ts'
import { useStores } from '../stores.ts'
import { Clock } from './Clock.tsx'
import { isGoing, isLagging, paceFactor, PACES, restartRun, toggleRun } from './controls.ts'
import { SeedButton } from './SeedButton.tsx'
import classes from './transport.module.css'
import { UsersSlider } from './UsersSlider.tsx'

/** Events that a step with Shift processes. */
const LONG_STEP = 1_000

export function Transport() {
  const { words } = useSpeech()
  return (
    <section className={classes.transport} aria-label={words.transport.label}>
      <RunButtons />
      <Clock />
      <PaceSelect />
      <SeedButton />
      <UsersSlider />
      <DotsNote />
    </section>
  )
}

function RunButtons() {
  const { words } = useSpeech()
  const stores = useStores()
  const status = useRun((state) => state.status)
  const going = isGoing(status)
  const label = going ? words.transport.pause : status === 'paused' ? words.transport.resume : words.transport.run
  return (
    <div className={classes.buttons}>
      <Tooltip label={label}>
        <ActionIcon variant="filled" color="teal" radius="xl" aria-label={label} onClick={() => toggleRun(stores)}>
          {going ? <Pause size={18} strokeWidth={2} aria-hidden /> : <Play size={18} strokeWidth={2} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <Tooltip label={words.transport.stepHint}>
        <ActionIcon
          aria-label={words.transport.step}
          disabled={status !== 'paused'}
          onClick={(event) => stores.run.getState().step(event.shiftKey ? LONG_STEP : 1)}
        >
          <StepForward size={18} strokeWidth={1.5} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={words.transport.restart}>
        <ActionIcon aria-label={words.transport.restartShort} onClick={() => restartRun(stores)}>
          <RotateCcw size={17} strokeWidth={1.5} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <VisuallyHidden component="output">{words.status[status]}</VisuallyHidden>
    </div>
  )
}

function PaceSelect() {
  const { words, say } = useSpeech()
  const pace = useRun((state) => state.pace)
  const achieved = useRun((state) => state.achievedPace)
  const isRunning = useRun((state) => state.status === 'running')
  const setPace = useRun((state) => state.setPace)
  const reached = paceFactor(achieved)
  const lagging = isRunning && pace !== 'fastest' && isLagging(pace, achieved)
  const data = PACES.map((choice) => ({
    value: String(choice),
    label: choice === 'fastest' ? words.transport.fastest : `×${paceFactor(choice)}`,
  }))
  return (
    <div className={classes.pace}>
      <Tooltip label={words.transport.pace}>
        <NativeSelect
          size="xs"
          data={data}
          value={String(pace)}
          aria-label={words.transport.pace}
          leftSection={<Gauge size={15} strokeWidth={1.5} aria-hidden />}
          onChange={(event) => {
            const chosen = event.currentTarget.value
            setPace(chosen === 'fastest' ? chosen : Number(chosen))
          }}
        />
      </Tooltip>
      {pace === 'fastest' && isRunning && !Number.isNaN(achieved) && (
        <Text size="xs" c="dimmed">
          {say(words.transport.reached, { reached })}
        </Text>
      )}
      {lagging && (
        <Text size="xs" component="output" className={classes.lagging}>
          <TriangleAlert size={14} strokeWidth={2} aria-hidden />
          {say(words.transport.lagging, { asked: paceFactor(pace), reached })}
        </Text>
      )}
    </div>
  )
}

/** Says that dots move slower than the requests they are. */
function DotsNote() {
  const { words, say } = useSpeech()
  const { factor, isStill } = useStore(dotsNotice)
  if (isStill) {
    return (
      <Text size="xs" c="dimmed" className={classes.dots}>
        {words.transport.dotsStill}
      </Text>
    )
  }
  if (factor === null) return null
  const shown = factor.toLocaleString('en-US')
  return (
    <Tooltip label={say(words.transport.dotsHelp, { factor: shown })} multiline w={320}>
      <Text size="xs" c="dimmed" className={classes.dots} tabIndex={0}>
        {say(words.transport.dots, { factor: shown })}
      </Text>
    </Tooltip>
  )
}
