/** Commands on where things stand. */
import {
  AlignHorizontalJustifyCenter,
  AlignVerticalJustifyCenter,
  Boxes,
  FolderOutput,
  Map as MapIcon,
  Network,
} from 'lucide-react'
import { canTakeOut } from '../editor/grouping.ts'
import { type Command, hasAnything, hasComponents, selectionOf } from './command.ts'

export const arrangeCommands: readonly Command[] = [
  {
    id: 'region',
    label: 'commands.region',
    group: 'arrange',
    icon: MapIcon,
    menus: ['selection'],
    isEnabled: hasComponents,
    run: ({ editor }) => editor.groupInto('region'),
  },
  {
    id: 'host',
    label: 'commands.host',
    group: 'arrange',
    icon: Boxes,
    menus: ['selection'],
    isEnabled: hasComponents,
    run: ({ editor }) => editor.groupInto('host'),
  },
  {
    id: 'takeOut',
    label: 'commands.takeOut',
    group: 'arrange',
    icon: FolderOutput,
    menus: ['selection'],
    isEnabled: (scene) => canTakeOut(scene.architecture, selectionOf(scene).components),
    run: ({ editor }) => editor.takeOut(),
  },
  {
    id: 'alignRow',
    label: 'commands.alignRow',
    group: 'arrange',
    icon: AlignVerticalJustifyCenter,
    menus: ['selection'],
    isEnabled: (scene) => selectionOf(scene).components.length > 1,
    run: ({ editor }) => editor.align('row'),
  },
  {
    id: 'alignColumn',
    label: 'commands.alignColumn',
    group: 'arrange',
    icon: AlignHorizontalJustifyCenter,
    menus: ['selection'],
    isEnabled: (scene) => selectionOf(scene).components.length > 1,
    run: ({ editor }) => editor.align('column'),
  },
  {
    id: 'arrange',
    label: 'commands.arrange',
    group: 'arrange',
    icon: Network,
    keys: ['shift+L'],
    menus: ['edit', 'pane'],
    isEnabled: hasAnything,
    run: ({ editor }) => editor.arrange(),
  },
]
