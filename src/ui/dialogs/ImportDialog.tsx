import { Button, Group, List, Modal, ScrollArea, Stack, Text } from '@mantine/core'
import { useSentence } from '../sentences.ts'
import { useDocument, useStores } from '../stores.ts'
import { useWords } from '../words.ts'
import { useCloseDialog, useDialog } from './dialog.ts'

/** Asks what to do with a design that came as text, and says what was guessed or left out in reading it. */
export function ImportDialog() {
  const words = useWords()
  const sentence = useSentence()
  const { editor } = useStores()
  const dialog = useDialog('import')
  const close = useCloseDialog()
  const isEmpty = useDocument((state) => state.architecture.components.length === 0)
  if (dialog === null) return null
  const { architecture, notes } = dialog
  return (
    <Modal
      opened
      onClose={close}
      title={words('dialogs.importTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': words('dialogs.close') }}
    >
      <Stack gap="sm">
        <Text size="sm">
          {words('dialogs.importFound', {
            count: architecture.components.length,
            name: architecture.name || words('bar.untitled'),
          })}
        </Text>
        {notes.length > 0 && (
          <>
            <Text size="sm" fw={600}>
              {words('dialogs.importNotes')}
            </Text>
            <ScrollArea.Autosize mah={240}>
              <List size="sm" spacing={6} pr="md">
                {notes.map((note, index) => (
                  <List.Item key={index}>{sentence(note)}</List.Item>
                ))}
              </List>
            </ScrollArea.Autosize>
          </>
        )}
        {!isEmpty && (
          <Text size="xs" c="dimmed">
            {words('dialogs.importHint')}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" color="gray" onClick={close}>
            {words('dialogs.cancel')}
          </Button>
          {!isEmpty && (
            <Button variant="default" onClick={() => editor.files.addBeside(architecture)}>
              {words('dialogs.importBeside')}
            </Button>
          )}
          <Button data-autofocus onClick={() => editor.files.open(architecture)}>
            {words('dialogs.importReplace')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
