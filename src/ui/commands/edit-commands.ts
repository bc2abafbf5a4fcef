/** Commands on what is selected. */
import {
  ArrowLeftRight,
  Cable,
  ClipboardPaste,
  Copy,
  CopyPlus,
  Pencil,
  Redo2,
  Scissors,
  SquareDashed,
  TextSelect,
  Trash2,
  Undo2,
} from 'lucide-react'
import { componentOf, isGroup } from '../../architecture/lookup.ts'
import { NOTHING } from '../../state/view.ts'
import { reversedOf } from '../editor/linking.ts'
import { type Command, hasAnything, hasComponents, hasSelection, only, onlyConnection, type Scene } from './command.ts'

export const editCommands: readonly Command[] = [
  {
    id: 'undo',
    label: 'commands.undo',
    group: 'edit',
    icon: Undo2,
    keys: ['mod+Z'],
    menus: ['edit'],
    isEnabled: ({ editor }) => editor.labels().undo !== undefined,
    run: ({ editor }) => editor.undo(),
  },
  {
    id: 'redo',
    label: 'commands.redo',
    group: 'edit',
    icon: Redo2,
    keys: ['mod+shift+Z', 'mod+Y'],
    menus: ['edit'],
    isEnabled: ({ editor }) => editor.labels().redo !== undefined,
    run: ({ editor }) => editor.redo(),
  },
  {
    id: 'cut',
    label: 'commands.cut',
    group: 'edit',
    icon: Scissors,
    keys: ['mod+X'],
    isHeardElsewhere: true,
    menus: ['edit', 'selection'],
    isEnabled: hasComponents,
    run: ({ editor }) => void editor.clipboard.copyByMenu(true),
  },
  {
    id: 'copy',
    label: 'commands.copy',
    group: 'edit',
    icon: Copy,
    keys: ['mod+C'],
    isHeardElsewhere: true,
    menus: ['edit', 'selection'],
    isEnabled: hasComponents,
    run: ({ editor }) => void editor.clipboard.copyByMenu(false),
  },
  {
    id: 'paste',
    label: 'commands.paste',
    group: 'edit',
    icon: ClipboardPaste,
    keys: ['mod+V'],
    isHeardElsewhere: true,
    menus: ['edit', 'pane'],
    run: ({ editor, at }) => void editor.clipboard.pasteByMenu(at),
  },
  {
    id: 'duplicate',
    label: 'commands.duplicate',
    group: 'edit',
    icon: CopyPlus,
    keys: ['mod+D'],
    menus: ['edit', 'selection'],
    isEnabled: hasComponents,
    run: ({ editor }) => editor.duplicate(),
  },
  {
    id: 'rename',
    label: 'commands.rename',
    group: 'edit',
    icon: Pencil,
    keys: ['F2'],
    menus: ['edit', 'selection'],
    isEnabled: (scene) => only(scene) !== undefined,
    run: (scene) => scene.view.rename(only(scene) ?? null),
  },
  {
    id: 'connectTo',
    label: 'commands.connectTo',
    group: 'edit',
    icon: Cable,
    keys: ['C'],
    menus: ['edit', 'selection'],
    isEnabled: (scene) => canConnect(scene),
    run: (scene) => scene.view.show({ type: 'connect', from: only(scene) ?? '' }),
  },
  {
    id: 'reverse',
    label: 'commands.reverse',
    group: 'edit',
    icon: ArrowLeftRight,
    menus: ['selection'],
    isEnabled: (scene) => {
      const id = onlyConnection(scene)
      return id !== undefined && reversedOf(scene.architecture, id).ok
    },
    run: (scene) => scene.editor.reverse(onlyConnection(scene) ?? ''),
  },
  {
    id: 'delete',
    label: 'commands.delete',
    group: 'edit',
    icon: Trash2,
    keys: ['Delete', 'Backspace'],
    menus: ['edit', 'selection'],
    isEnabled: hasSelection,
    run: ({ editor }) => editor.remove(),
  },
  {
    id: 'selectAll',
    label: 'commands.selectAll',
    group: 'edit',
    icon: TextSelect,
    keys: ['mod+A'],
    menus: ['edit', 'pane'],
    isEnabled: hasAnything,
    run: ({ editor }) => editor.selectAll(),
  },
  {
    id: 'clear',
    label: 'commands.clear',
    group: 'edit',
    icon: SquareDashed,
    keys: ['Escape'],
    menus: [],
    isEnabled: hasSelection,
    run: ({ view }) => view.select(NOTHING),
  },
]

function canConnect(scene: Scene): boolean {
  const id = only(scene)
  return id !== undefined && !isGroup(componentOf(scene.architecture, id))
}
