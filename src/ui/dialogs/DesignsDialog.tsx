import { Badge, Button, Modal, ScrollArea, Stack, Text, TextInput } from '@mantine/core'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Save } from '../../state/saves.ts'
import { useDocument, useStores } from '../stores.ts'
import { useLanguage, useWords } from '../words.ts'
import { useCloseDialog, useDialog } from './dialog.ts'
import { byDay } from './days.ts'

/** Every saved version of every design, by day: yesterday's is two presses away. */
export function DesignsDialog() {
  const words = useWords()
  const dialog = useDialog('designs')
  const close = useCloseDialog()
  return (
    <Modal
      opened={dialog !== null}
      onClose={close}
      title={words('dialogs.designsTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': words('dialogs.close') }}
    >
      {dialog !== null && <Designs />}
    </Modal>
  )
}

function Designs() {
  const words = useWords()
  const { storage } = useStores()
  const [saves, setSaves] = useState<readonly Save[] | null>(null)
  const [search, setSearch] = useState('')
  useEffect(() => {
    let isShown = true
    storage.list().then(
      (list) => isShown && setSaves(list),
      () => isShown && setSaves([]),
    )
    return () => {
      isShown = false
    }
  }, [storage])
  const found = (saves ?? []).filter((save) => save.name.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {words('dialogs.designsHint')}
      </Text>
      {saves !== null && saves.length > 6 && (
        <TextInput
          size="sm"
          aria-label={words('dialogs.designsSearch')}
          placeholder={words('dialogs.designsSearch')}
          leftSection={<Search size={15} strokeWidth={1.5} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {saves !== null && saves.length === 0 && <Text size="sm">{words('dialogs.designsNone')}</Text>}
      <ScrollArea.Autosize mah={420} type="auto">
        <Days saves={found} />
      </ScrollArea.Autosize>
    </Stack>
  )
}

function Days({ saves }: { saves: readonly Save[] }) {
  const words = useWords()
  const [nowMs] = useState(() => Date.now())
  return byDay(saves, nowMs).map(({ day, saves: ofDay }) => (
    <section key={day} aria-label={words(`dialogs.${day}`)}>
      <h3 className="mr-section-title">{words(`dialogs.${day}`)}</h3>
      <ul className="mr-designs">
        {ofDay.map((save) => (
          <Row key={save.id} save={save} isTimed={day !== 'earlier'} />
        ))}
      </ul>
    </section>
  ))
}

function Row({ save, isTimed }: { save: Save; isTimed: boolean }) {
  const words = useWords()
  const language = useLanguage()
  const { editor } = useStores()
  const isOpen = useDocument((state) => state.designId === save.designId)
  const name = save.name || words('bar.untitled')
  const at = new Date(save.savedAtMs).toLocaleString(
    language,
    isTimed ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  )
  return (
    <li className="mr-design">
      <div className="mr-design-words">
        <Text size="sm" fw={600} truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {at} · {words('dialogs.designsComponents', { count: save.components })}
        </Text>
      </div>
      {isOpen && (
        <Badge variant="light" tt="none">
          {words('dialogs.designsNow')}
        </Badge>
      )}
      <Button
        size="xs"
        variant="default"
        aria-label={`${words('dialogs.designsOpen')}: ${name}, ${at}`}
        onClick={() => void editor.files.restore(save)}
      >
        {words('dialogs.designsOpen')}
      </Button>
    </li>
  )
}
