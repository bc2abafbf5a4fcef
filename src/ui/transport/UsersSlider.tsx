import { Slider, Text } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { formatCount, formatRate } from '../../base/format.ts'
import { editLabel } from '../../state/document.ts'
import { fromStep, STEPS, toStep } from '../inspector/scale.ts'
import { useSpeech } from '../live/speech.ts'
import { useDocument, useStores } from '../stores.ts'
import classes from './transport.module.css'
import { hasOtherLoad, peakRate, setTotalUsers, totalUsers, USERS_LIMITS } from './users.ts'

/** A tick at every power of ten. */
const DECADES = Array.from({ length: 10 }, (_, power) => ({ value: Math.round((power / 9) * STEPS) }))

/** Page keys go by powers of ten: with arrow keys alone a billion would be hundreds of presses away. */
const LEAPS: Readonly<Record<string, number>> = { PageUp: 10, PageDown: 0.1 }

/** Users from one to a billion; a drag is one step of history. */
export function UsersSlider() {
  const { words, say } = useSpeech()
  const { document } = useStores()
  const users = useDocument((state) => totalUsers(state.architecture))
  const rate = useDocument((state) => peakRate(state.architecture))
  const isOther = useDocument((state) => hasOtherLoad(state.architecture))
  if (users === 0) {
    return (
      <Text size="xs" c="dimmed" className={classes.users}>
        {isOther ? words.transport.usersOther : words.transport.usersNone}
      </Text>
    )
  }
  const valueText = (step: number) =>
    say(words.transport.usersValue, { users: formatCount(fromStep(step, USERS_LIMITS, true)) })
  const setUsers = (next: number) => {
    document.getState().edit(editLabel('users'), (design) => setTotalUsers(design, next), 'users')
  }
  const leap = (event: KeyboardEvent) => {
    const factor = LEAPS[event.key]
    if (factor === undefined) return
    event.preventDefault()
    setUsers(Math.min(USERS_LIMITS.max, Math.max(USERS_LIMITS.min, Math.round(users * factor))))
    document.getState().endGesture()
  }
  return (
    <div className={classes.users}>
      <Text size="xs" fw={600} component="span">
        {words.transport.users}
      </Text>
      <Slider
        className={classes.slider}
        size="sm"
        min={0}
        max={STEPS}
        step={1}
        value={toStep(users, USERS_LIMITS, true)}
        marks={DECADES}
        label={valueText}
        thumbLabel={words.transport.users}
        thumbValueText={say(words.transport.usersValue, { users: formatCount(users) })}
        thumbProps={{ onKeyDown: leap }}
        onChange={(step) => setUsers(fromStep(step, USERS_LIMITS, true))}
        onChangeEnd={() => document.getState().endGesture()}
      />
      <Text size="xs" className={classes.usersResult}>
        {say(words.transport.usersResult, { users: formatCount(users), rate: formatRate(rate) })}
      </Text>
    </div>
  )
}
