import { Button, Text } from '@mantine/core'
import { FileUp } from 'lucide-react'
import { useMemo } from 'react'
import { formatMs } from '../../base/format.ts'
import type { Trace, TraceField } from '../../catalog/fields.ts'
import { figuresOf } from '../../catalog/trace.ts'
import { useStores } from '../stores.ts'
import { useWords } from '../words.ts'
import type { ControlProps } from './Control.tsx'
import { countEntry } from './entry.ts'

/** Recorded requests: what is there, and a button to choose a file. */
export function TraceControl({ value, label, owner }: ControlProps<TraceField, Trace | null>) {
  const words = useWords()
  const { editor } = useStores()
  const figures = useMemo(() => (value === null ? undefined : figuresOf(value)), [value])
  return (
    <div className="mr-trace">
      {value !== null && figures !== undefined && (
        <div>
          <Text size="sm" fw={500} truncate title={value.name}>
            {value.name}
          </Text>
          <Text size="xs" c="dimmed">
            {words('inspector.trace.figures', {
              requests: countEntry(figures.requests),
              keys: countEntry(figures.keys),
              span: figures.spanMs === null ? words('inspector.trace.untimed') : formatMs(figures.spanMs),
            })}
          </Text>
        </div>
      )}
      <Button
        size="xs"
        variant="default"
        aria-label={`${label}: ${words('inspector.trace.choose')}`}
        leftSection={<FileUp size={14} strokeWidth={1.75} aria-hidden />}
        onClick={() => void editor.pickRecording(owner.id)}
      >
        {words('inspector.trace.choose')}
      </Button>
      <Text size="xs" c="dimmed">
        {words('inspector.trace.hint')}
      </Text>
    </div>
  )
}
