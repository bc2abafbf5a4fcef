/** All commands in one table: menus, keys, the command palette and the sheet of shortcuts follow from it. */
import { arrangeCommands } from './arrange-commands.ts'
import type { Command, MenuName, Scene } from './command.ts'
import { editCommands } from './edit-commands.ts'
import { fileCommands } from './file-commands.ts'
import { runCommands, viewCommands } from './view-commands.ts'

export const commands: readonly Command[] = [
  ...fileCommands,
  ...editCommands,
  ...arrangeCommands,
  ...viewCommands,
  ...runCommands,
]

export function isEnabled(command: Command, scene: Scene): boolean {
  return command.isEnabled?.(scene) ?? true
}

export function commandsOf(menu: MenuName): readonly Command[] {
  return commands.filter((command) => command.menus.includes(menu))
}
