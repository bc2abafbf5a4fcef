import { Kbd, Modal, Text } from '@mantine/core'
import type { Command, Group } from '../commands/command.ts'
import { commands } from '../commands/commands.ts'
import { keyLabel } from '../commands/keys.ts'
import { isMac } from '../commands/scene.ts'
import { useWords } from '../words.ts'
import { useCloseDialog, useDialog } from './dialog.ts'

const GROUPS: readonly Group[] = ['run', 'edit', 'arrange', 'view', 'file']

/** Every command that has keys. */
export function ShortcutsDialog() {
  const words = useWords()
  const dialog = useDialog('shortcuts')
  const close = useCloseDialog()
  return (
    <Modal
      opened={dialog !== null}
      onClose={close}
      title={words('dialogs.shortcutsTitle')}
      size="xl"
      closeButtonProps={{ 'aria-label': words('dialogs.close') }}
    >
      <Text size="sm" c="dimmed" mb="sm">
        {words('dialogs.shortcutsHint')}
      </Text>
      <div className="mr-shortcuts">
        {GROUPS.map((group) => (
          <section key={group} aria-label={words(`groups.${group}`)}>
            <h3 className="mr-section-title">{words(`groups.${group}`)}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group && command.keys !== undefined)
                .map((command) => (
                  <Shortcut key={command.id} label={words(command.label)} keys={command.keys ?? []} />
                ))}
              {group === 'arrange' && (
                <>
                  <Shortcut label={words('commands.move')} keys={['←↑↓→']} />
                  <Shortcut label={words('commands.nudgeFar')} keys={['shift+←↑↓→']} />
                </>
              )}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}

function Shortcut({ label, keys }: { label: string; keys: NonNullable<Command['keys']> }) {
  return (
    <div className="mr-shortcut">
      <dt>{label}</dt>
      <dd>
        {keys.map((each) => (
          <Kbd key={each} size="sm">
            {keyLabel(each, isMac())}
          </Kbd>
        ))}
      </dd>
    </div>
  )
}
