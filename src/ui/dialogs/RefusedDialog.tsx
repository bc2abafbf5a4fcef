import { Button, Group, List, Modal, ScrollArea, Stack, Text } from '@mantine/core'
import { useSentence } from '../sentences.ts'
import { useWords } from '../words.ts'
import { useCloseDialog, useDialog } from './dialog.ts'

/** Why a text could not become a design: each problem a sentence. What was open is untouched. */
export function RefusedDialog() {
  const words = useWords()
  const sentence = useSentence()
  const dialog = useDialog('refused')
  const close = useCloseDialog()
  const problems = dialog?.problems ?? []
  return (
    <Modal
      opened={dialog !== null}
      onClose={close}
      title={words('dialogs.refusedTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': words('dialogs.close') }}
    >
      <Stack gap="sm">
        <Text size="sm">{words('dialogs.refusedName', { name: dialog?.name ?? '' })}</Text>
        <Text size="sm" c="dimmed">
          {words('dialogs.refusedCount', { count: problems.length })}
        </Text>
        <ScrollArea.Autosize mah={320}>
          <List size="sm" spacing="xs" pr="md">
            {problems.map((problem, index) => (
              <List.Item key={index}>{sentence(problem)}</List.Item>
            ))}
          </List>
        </ScrollArea.Autosize>
        <Group justify="flex-end">
          <Button onClick={close}>{words('dialogs.fine')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
