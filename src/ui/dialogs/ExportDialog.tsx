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

const CHECKS = ['carry', 'labels', 'classes'] as const
const CHECK_WORDS = {
  carry: 'dialogs.exportCarry',
  labels: 'dialogs.exportLabels',
  classes: 'dialogs.exportColors',
} as const

function Export() {
  const words = useWords()
  const language = useLanguage()
  const { texts, page } = useStores().editor
  const architecture = useDocument((state) => state.architecture)
  const [direction, setDirection] = useState<'LR' | 'TD'>('LR')
  const [chosen, setChosen] = useState({ carry: true, labels: true, classes: false })
  const options = useMemo(() => ({ direction, language, ...chosen }), [direction, language, chosen])
  const text = useMemo(() => texts.toMermaid(architecture, options), [texts, architecture, options])
  const visible = useMemo(
    () => texts.toMermaid(architecture, { ...options, carry: false }),
    [texts, architecture, options],
  )
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {words('dialogs.exportHint')}
      </Text>
      <Group gap="lg" mb="sm">
        <SegmentedControl
          size="xs"
          aria-label={words('dialogs.exportDirection')}
          value={direction}
          onChange={(value) => setDirection(value as 'LR' | 'TD')}
          data={[
            { value: 'LR', label: words('dialogs.exportRight') },
            { value: 'TD', label: words('dialogs.exportDown') },
          ]}
        />
        {CHECKS.map((name) => (
          <Checkbox
            key={name}
            size="xs"
            label={words(CHECK_WORDS[name])}
            checked={chosen[name]}
            onChange={(event) => setChosen({ ...chosen, [name]: event.currentTarget.checked })}
            {...(name === 'carry' ? { title: words('dialogs.exportCarryHint') } : {})}
          />
        ))}
      </Group>
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
      <Group justify="flex-end" gap="xs" mt="md">
        <Button
          variant="default"
          leftSection={<Download size={16} strokeWidth={1.5} aria-hidden />}
          onClick={() => page.downloadText(`${fileName(architecture.name)}.mmd`, text, 'text/vnd.mermaid')}
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
    </>
  )
}
