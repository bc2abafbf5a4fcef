import { Text } from '@mantine/core'
import { findComponent } from '../../architecture/lookup.ts'
import type { FieldOwner } from '../../architecture/edits.ts'
import { formatMs } from '../../base/format.ts'
import type { Config } from '../../catalog/fields.ts'
import { RESTART_MS } from '../../catalog/machines.ts'
import { useRun } from '../live/live.ts'
import { useIsPast } from '../live/restarts.ts'
import { useDocument } from '../stores.ts'
import { isUnderWay } from '../transport/controls.ts'
import { useWords } from '../words.ts'

/** What changing a field means for the run that is under way, where that is not what one would expect. */
export function FieldNote({ owner, name, config }: { owner: FieldOwner; name: string; config: Config }) {
  const words = useWords()
  const isRunning = useRun((state) => isUnderWay(state.status))
  const kind = useDocument((state) => findComponent(state.architecture, owner.id)?.kind)
  const isOver = useIsPast(spikeEndMs(config))
  if (!isRunning || owner.type !== 'component') return null
  const note =
    name === 'machine'
      ? words('inspector.restarts', { time: formatMs(RESTART_MS) })
      : kind === 'client' && name === 'shape' && isOver
        ? words('inspector.shapeIsOver')
        : undefined
  if (note === undefined) return null
  return (
    <Text size="xs" c="dimmed" mt={4}>
      {note}
    </Text>
  )
}

/** When the spike of a client is over; never, where its load has another shape. */
function spikeEndMs({ shape, shapeStartMs, shapeDurationMs }: Config): number {
  if (shape !== 'spike') return Number.POSITIVE_INFINITY
  return Number(shapeStartMs) + Number(shapeDurationMs)
}
