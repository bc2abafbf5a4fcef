import { Button, Text } from '@mantine/core'
import { Shapes } from 'lucide-react'
import { useStores } from '../stores.ts'
import { useWords } from '../words.ts'

/** What to do with an empty canvas; it lies below everything, so that things can be dropped through it. */
export function EmptyCanvas() {
  const words = useWords()
  const { editor } = useStores()
  const [example] = editor.examples
  return (
    <div className="mr-empty">
      <Shapes size={40} strokeWidth={1.25} aria-hidden />
      <Text fw={600}>{words('canvas.empty')}</Text>
      <Text size="sm" c="dimmed">
        {words('canvas.emptyHint')}
      </Text>
      {example !== undefined && (
        <Button variant="light" size="xs" onClick={() => editor.files.openExample(example)}>
          {words('canvas.emptyExample')}
        </Button>
      )}
    </div>
  )
}
