import { Button, Checkbox, CopyButton, Group, Modal, SegmentedControl, Text, Textarea } from '@mantine/core'
import { Check, Copy, Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import { fileName } from '../editor/files.ts'
import { useDocument, useStores } from '../stores.ts'
import { useLanguage, useWords } from '../words.ts'
import { useCloseDialog, useDialog } from './dialog.ts'
import { Preview } from './Preview.tsx'

/** The drawing as Mermaid: text to take away, and what it looks like elsewhere. */
export function ExportDialog() {
  const words = useWords()
  const dialog = useDialog('export')
  const close = useCloseDialog()
  return (
    <Modal
      opened={dialog !== null}
      onClose={close}
      title={words('dialogs.exportTitle')}
      size={1040}
      closeButtonProps={{ 'aria-label': words('dialogs.close') }}
    >
      {dialog !== null && <Export />}
    </Modal>
  )
}

const CHECKS = [
  { name: 'carry', label: 'dialogs.exportCarry' },
  { name: 'labels', label: 'dialogs.exportLabels' },
  { name: 'classes', label: 'dialogs.exportColors' },
] as const

/** What can be chosen about the text; its words are in the language of the page. */
interface Choice {
  readonly direction: 'LR' | 'TD'
  readonly carry: boolean
  readonly labels: boolean
  readonly classes: boolean
}

function Export() {
  const words = useWords()
  const language = useLanguage()
  const { texts } = useStores().editor
  const architecture = useDocument((state) => state.architecture)
  const [choice, setChoice] = useState<Choice>({ direction: 'LR', carry: true, labels: true, classes: false })
  const text = useMemo(
    () => texts.toMermaid(architecture, { ...choice, language }),
    [texts, architecture, choice, language],
  )
  const visible = useMemo(
    () => texts.toMermaid(architecture, { ...choice, language, carry: false }),
    [texts, architecture, choice, language],
  )
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {words('dialogs.exportHint')}
      </Text>
      <Options choice={choice} onChange={setChoice} />
      <div className="mr-export">
        <Textarea
          classNames={{ input: 'mr-export-text' }}
          aria-label={words('dialogs.exportText')}
          readOnly
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Preview text={visible} />
      </div>
      <TakeAway text={text} name={fileName(architecture.name)} />
    </>
  )
}

function Options({ choice, onChange }: { choice: Choice; onChange: (choice: Choice) => void }) {
  const words = useWords()
  return (
    <Group gap="lg" mb="sm">
      <SegmentedControl
        size="xs"
        aria-label={words('dialogs.exportDirection')}
        value={choice.direction}
        onChange={(direction) => onChange({ ...choice, direction })}
        data={[
          { value: 'LR', label: words('dialogs.exportRight') },
          { value: 'TD', label: words('dialogs.exportDown') },
        ]}
      />
      {CHECKS.map(({ name, label }) => (
        <Checkbox
          key={name}
          size="xs"
          label={words(label)}
          checked={choice[name]}
          onChange={(event) => onChange({ ...choice, [name]: event.currentTarget.checked })}
          {...(name === 'carry' ? { title: words('dialogs.exportCarryHint') } : {})}
        />
      ))}
    </Group>
  )
}

function TakeAway({ text, name }: { text: string; name: string }) {
  const words = useWords()
  const { page } = useStores().editor
  return (
    <Group justify="flex-end" gap="xs" mt="md">
      <Button
        variant="default"
        leftSection={<Download size={16} strokeWidth={1.5} aria-hidden />}
        onClick={() => page.downloadText(`${name}.mmd`, text, 'text/vnd.mermaid')}
      >
        {words('dialogs.exportDownload')}
      </Button>
      <CopyButton value={text} timeout={2_000}>
        {({ copied, copy }) => (
          <Button
            data-autofocus
            leftSection={
              copied ? (
                <Check size={16} strokeWidth={2} aria-hidden />
              ) : (
                <Copy size={16} strokeWidth={1.5} aria-hidden />
              )
            }
            onClick={copy}
          >
            {words(copied ? 'dialogs.exportCopied' : 'dialogs.exportCopy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
