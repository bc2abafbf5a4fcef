import { Modal, ScrollArea, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { Search } from 'lucide-react'
import { useState } from 'react'
import type { ComponentId } from '../../architecture/architecture.ts'
import { componentOf, definitionOf, findComponent } from '../../architecture/lookup.ts'
import { candidatesFor } from '../editor/linking.ts'
import { KindIcon } from '../icons.tsx'
import { useSentence } from '../sentences.ts'
import { useDocument, useStores } from '../stores.ts'
import { kindWords, useLanguage, useWords } from '../words.ts'
import { useCloseDialog, useDialog } from './dialog.ts'

/** Connects without a pointer: what a component can be connected to, what that would mean, and why not the others. */
export function ConnectDialog() {
  const words = useWords()
  const dialog = useDialog('connect')
  const close = useCloseDialog()
  const name = useDocument((state) => findComponent(state.architecture, dialog?.from ?? '')?.name)
  return (
    <Modal
      opened={name !== undefined}
      onClose={close}
      title={words('dialogs.connectTitle', { name: name ?? '' })}
      closeButtonProps={{ 'aria-label': words('dialogs.close') }}
    >
      {dialog !== null && name !== undefined && <Candidates from={dialog.from} />}
    </Modal>
  )
}

function Candidates({ from }: { from: ComponentId }) {
  const words = useWords()
  const architecture = useDocument((state) => state.architecture)
  const [search, setSearch] = useState('')
  const all = candidatesFor(architecture, from)
  const wanted = search.trim().toLowerCase()
  const found = all.filter(({ id }) => componentOf(architecture, id).name.toLowerCase().includes(wanted))
  const ordered = [...found.filter(({ link }) => link.ok), ...found.filter(({ link }) => !link.ok)]
  if (all.length === 0) return <Text size="sm">{words('dialogs.connectNone')}</Text>
  return (
    <Stack gap="xs">
      <TextInput
        size="sm"
        data-autofocus
        aria-label={words('dialogs.connectSearch')}
        placeholder={words('dialogs.connectSearch')}
        leftSection={<Search size={15} strokeWidth={1.5} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ScrollArea.Autosize mah={380} type="auto">
        <ul className="mr-candidates">
          {ordered.map(({ id, link }) => (
            <li key={id}>
              <Candidate from={from} id={id} link={link} />
            </li>
          ))}
        </ul>
      </ScrollArea.Autosize>
    </Stack>
  )
}

function Candidate({ from, id, link }: ReturnType<typeof candidatesFor>[number] & { from: ComponentId }) {
  const words = useWords()
  const sentence = useSentence()
  const language = useLanguage()
  const { editor } = useStores()
  const close = useCloseDialog()
  const architecture = useDocument((state) => state.architecture)
  const component = componentOf(architecture, id)
  const { look } = definitionOf(component)
  const meaning = () => {
    if (!link.ok) return sentence(link.error)
    const caller = componentOf(architecture, link.value.from)
    const verb = kindWords(caller.kind, language).ports[link.value.port]?.verb ?? ''
    return words('dialogs.connectWill', {
      caller: caller.name,
      verb,
      callee: componentOf(architecture, link.value.to).name,
    })
  }
  return (
    <UnstyledButton
      className="mr-candidate"
      data-accent={look.accent}
      data-senseless={!link.ok}
      onClick={() => {
        close()
        editor.connect(from, id)
      }}
    >
      <span className="mr-tile mr-soft">
        <KindIcon icon={look.icon} />
      </span>
      <span className="mr-palette-words">
        <strong>{component.name}</strong>
        <small>{meaning()}</small>
      </span>
    </UnstyledButton>
  )
}
