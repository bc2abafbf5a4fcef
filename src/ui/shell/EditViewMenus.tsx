import { Menu } from '@mantine/core'
import { CommandItem } from '../commands/CommandItem.tsx'
import type { MenuName } from '../commands/command.ts'
import { commandsOf } from '../commands/commands.ts'
import { useScene } from '../commands/scene.ts'
import { useWords } from '../words.ts'
import { MenuButton } from './FileMenu.tsx'

export function EditMenu({ isInline = false }: { isInline?: boolean }) {
  return <CommandMenu name="edit" isInline={isInline} />
}

export function ViewMenu({ isInline = false }: { isInline?: boolean }) {
  return <CommandMenu name="view" isInline={isInline} />
}

function CommandMenu({ name, isInline }: { name: MenuName & ('edit' | 'view'); isInline: boolean }) {
  const words = useWords()
  if (isInline) return <Items name={name} />
  return (
    <Menu width={280} position="bottom-start">
      <Menu.Target>
        <MenuButton label={words(`bar.${name}`)} />
      </Menu.Target>
      <Menu.Dropdown className="mr-menu">
        <Items name={name} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** Apart from the menu, so that it follows the scene only while it is open. */
function Items({ name }: { name: MenuName }) {
  const scene = useScene()
  return commandsOf(name).map((command) => <CommandItem key={command.id} command={command} scene={scene} />)
}
