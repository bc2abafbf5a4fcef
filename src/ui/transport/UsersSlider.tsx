import { Slider, Text } from '@mantine/core'
import { formatCount, formatRate } from '../../base/format.ts'
import { editLabel } from '../../state/document.ts'
import { fromStep, STEPS, toStep } from '../inspector/scale.ts'
import { useSpeech } from '../live/speech.ts'
import { useDocument, useStores } from '../stores.ts'
import classes from './transport.module.css'
import { peakRate, setTotalUsers, totalUsers, USERS_LIMITS } from './users.ts'

/** A tick at every power of ten. */
const DECADES = Array.from({ length: 10 }, (_, power) => ({ value: Math.round((power / 9) * STEPS) }))

/** Users from one to a billion; a drag is one step of history. */
export function UsersSlider() {
  const { words, say } = useSpeech()
  const { document } = useStores()
  const users = useDocument((state) => totalUsers(state.architecture))
  const rate = useDocument((state) => peakRate(state.architecture))
  if (users === 0) {
    return (
      <Text size="xs" c="dimmed" className={classes.users}>
        {words.transport.usersNone}
      </Text>
    )
  }
  const valueText = (step: number) =>
    say(words.transport.usersValue, { users: formatCount(fromStep(step, USERS_LIMITS, true)) })
  const set = (step: number) => {
    const { edit } = document.getState()
    edit(editLabel('users'), (design) => setTotalUsers(design, fromStep(step, USERS_LIMITS, true)), 'users')
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
        thumbValueText={valueText}
        onChange={set}
        onChangeEnd={() => document.getState().endGesture()}
      />
      <Text size="xs" className={classes.usersResult}>
        {say(words.transport.usersResult, { users: formatCount(users), rate: formatRate(rate) })}
      </Text>
    </div>
  )
}
