import { Button, Group, Popover, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import { Dices } from 'lucide-react'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { editLabel } from '../../state/document.ts'
import { useSpeech } from '../live/speech.ts'
import { useDocument, useStores } from '../stores.ts'
import { parseSeed } from './controls.ts'

/** The seed of the design; another one starts another run. */
export function SeedButton() {
  const { words, say } = useSpeech()
  const seed = useDocument((state) => state.architecture.settings.seed)
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} withinPortal shadow="lg" trapFocus position="bottom-start">
      <Popover.Target>
        <Tooltip label={words.transport.seedHelp} multiline w={280} disabled={isOpen}>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<Dices size={15} strokeWidth={1.5} aria-hidden />}
            onClick={() => setOpen(!isOpen)}
          >
            {say(words.transport.seedButton, { seed })}
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <SeedForm key={`${seed} ${isOpen}`} seed={seed} close={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function SeedForm({ seed, close }: { seed: number; close: () => void }) {
  const { words } = useSpeech()
  const { document, run } = useStores()
  const [text, setText] = useState(String(seed))
  const parsed = parseSeed(text)
  const apply = (next: number) => {
    document.getState().edit(editLabel('settings'), (architecture) => ({
      ...architecture,
      settings: { ...architecture.settings, seed: next },
    }))
    run.getState().start(document.getState().architecture)
    close()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (parsed !== undefined) apply(parsed)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" w={280}>
        <Text size="xs" c="dimmed">
          {words.transport.seedHelp}
        </Text>
        <TextInput
          label={words.transport.seed}
          inputMode="numeric"
          value={text}
          error={parsed === undefined && words.transport.seedWrong}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
        <Group gap="xs" grow preventGrowOverflow={false}>
          <Button type="submit" size="xs" disabled={parsed === undefined}>
            {words.transport.seedApply}
          </Button>
          <Button size="xs" variant="default" onClick={() => apply(seed + 1)}>
            {words.transport.seedNext}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
