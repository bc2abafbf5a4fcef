import { Kbd, Menu } from '@mantine/core'
import { useStores } from '../stores.ts'
import type { Command, Scene } from './command.ts'
import { isEnabled } from './commands.ts'
import { keyLabel } from './keys.ts'
import { isMac, sceneNow } from './scene.ts'
import { useCommandLabel } from './use-command-label.ts'

/** A command as an item of a menu, with its key; one that switches something shows whether it is on. */
export function CommandItem({ command, scene }: { command: Command; scene: Scene }) {
  const stores = useStores()
  const label = useCommandLabel()(command, scene)
  const Icon = command.icon
  const [keys] = command.keys ?? []
  const isOn = command.isOn?.(scene)
  const shown = {
    rightSection: keys !== undefined && <Kbd size="xs">{keyLabel(keys, isMac())}</Kbd>,
    disabled: !isEnabled(command, scene),
  }
  const run = () => command.run({ ...sceneNow(stores), ...(scene.at === undefined ? {} : { at: scene.at }) })
  if (isOn !== undefined) {
    return (
      <Menu.CheckboxItem {...shown} checked={isOn} closeMenuOnClick onChange={run}>
        {label}
      </Menu.CheckboxItem>
    )
  }
  return (
    <Menu.Item
      {...shown}
      leftSection={<Icon size={16} strokeWidth={1.5} aria-hidden />}
      {...(command.id === 'delete' ? { color: 'red' } : {})}
      onClick={run}
    >
      {label}
    </Menu.Item>
  )
}
