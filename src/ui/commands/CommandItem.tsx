import { Kbd, Menu } from '@mantine/core'
import { Check } from 'lucide-react'
import type { Command, Scene } from './command.ts'
import { isEnabled } from './commands.ts'
import { keyLabel } from './keys.ts'
import { isMac, sceneNow } from './scene.ts'
import { useStores } from '../stores.ts'
import { useCommandLabel } from './use-command-label.ts'

/** A command as an item of a menu, with its key; one that switches something shows whether it is on. */
export function CommandItem({ command, scene }: { command: Command; scene: Scene }) {
  const stores = useStores()
  const label = useCommandLabel()
  const Icon = command.icon
  const [keys] = command.keys ?? []
  const isOn = command.isOn?.(scene)
  return (
    <Menu.Item
      leftSection={<Icon size={16} strokeWidth={1.5} aria-hidden />}
      rightSection={
        <>
          {isOn === true && <Check size={14} strokeWidth={2} aria-hidden />}
          {keys !== undefined && <Kbd size="xs">{keyLabel(keys, isMac())}</Kbd>}
        </>
      }
      disabled={!isEnabled(command, scene)}
      {...(isOn === undefined ? {} : { role: 'menuitemcheckbox', 'aria-checked': isOn })}
      {...(command.id === 'delete' ? { color: 'red' } : {})}
      onClick={() => command.run({ ...sceneNow(stores), ...(scene.at === undefined ? {} : { at: scene.at }) })}
    >
      {label(command, scene)}
    </Menu.Item>
  )
}
