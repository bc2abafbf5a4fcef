import { Button, Group, List, Modal, ScrollArea, Stack, Text } from '@mantine/core'
import { componentOf } from '../../architecture/lookup.ts'
import { formatMs } from '../../base/format.ts'
import { figuresOf } from '../../catalog/trace.ts'
import type { TraceReading } from '../../state/texts.ts'
import { countEntry } from '../inspector/entry.ts'
import { useSentence } from '../sentences.ts'
import { useDocument, useStores } from '../stores.ts'
import { useWords } from '../words.ts'
import { useCloseDialog, useDialog } from './dialog.ts'

/** What was found in a file of recorded requests, which of its lines are broken, and whether to send the rest. */
export function TraceDialog() {
  const words = useWords()
  const { editor } = useStores()
  const dialog = useDialog('trace')
  const close = useCloseDialog()
  const name = useDocument(({ architecture }) => {
    const isThere = architecture.components.some(({ id }) => id === dialog?.client)
    return dialog !== null && isThere ? componentOf(architecture, dialog.client).name : undefined
  })
  if (dialog === null || name === undefined) return null
  const { client, reading } = dialog
  const hasBroken = reading.broken > 0
  return (
    <Modal
      opened
      onClose={close}
      title={words('dialogs.traceTitle', { name })}
      size="lg"
      closeButtonProps={{ 'aria-label': words('dialogs.close') }}
    >
      <Stack gap="sm">
        <Found reading={reading} />
        {hasBroken && <Broken reading={reading} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" color="gray" onClick={close}>
            {words('dialogs.cancel')}
          </Button>
          <Button data-autofocus onClick={() => editor.replay(client, reading.trace)}>
            {words(hasBroken ? 'dialogs.traceSkip' : 'dialogs.traceReplay')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Found({ reading: { form, trace } }: { reading: TraceReading }) {
  const words = useWords()
  const { requests, keys, spanMs, startMs } = figuresOf(trace)
  return (
    <>
      <Text size="sm">
        <b>{trace.name}</b> · {words(`dialogs.traceForms.${form}`)}
      </Text>
      <Text size="sm">
        {words('dialogs.traceFound', { requests: countEntry(requests), keys: countEntry(keys) })}{' '}
        {spanMs === null
          ? words('dialogs.traceUntimed')
          : words('dialogs.traceTimed', { from: formatMs(startMs), to: formatMs(startMs + spanMs) })}
      </Text>
    </>
  )
}

function Broken({ reading: { broken, problems } }: { reading: TraceReading }) {
  const words = useWords()
  const sentence = useSentence()
  return (
    <>
      <Text size="sm" fw={600}>
        {words('dialogs.traceBroken', { count: broken })}
      </Text>
      <ScrollArea.Autosize mah={240}>
        <List size="sm" spacing={6} pr="md">
          {problems.map((problem) => (
            <List.Item key={problem.where}>{sentence(problem)}</List.Item>
          ))}
          {broken > problems.length && (
            <List.Item>{words('dialogs.refusedMore', { count: broken - problems.length })}</List.Item>
          )}
        </List>
      </ScrollArea.Autosize>
    </>
  )
}
