import { VisuallyHidden } from '@mantine/core'
import type { Health } from '../../simulation/reading.ts'
import { HealthIcon } from '../icons.tsx'
import { useSpeech } from '../live/speech.ts'

/** Health as icon, color and word; a healthy component has the icon only, as that is the usual case. */
export function HealthMark({ health }: { health: Health }) {
  const { words } = useSpeech()
  const word = words.health[health]
  if (health === 'healthy') {
    return (
      <span className="mr-health" title={word}>
        <HealthIcon health={health} />
        <VisuallyHidden>{word}</VisuallyHidden>
      </span>
    )
  }
  return (
    <span className="mr-health" data-worded="true">
      <HealthIcon health={health} />
      {word}
    </span>
  )
}
