/** All commands in one table: menus, keys, the command palette and the sheet of shortcuts follow from it. */
import {
  AlignHorizontalJustifyCenter,
  AlignVerticalJustifyCenter,
  ArrowLeftRight,
  Boxes,
  Cable,
  ClipboardPaste,
  Copy,
  CopyPlus,
  Download,
  FilePlus,
  FolderOpen,
  FolderOutput,
  Grid2x2,
  History,
  Image,
  Keyboard,
  type LucideIcon,
  Map as MapIcon,
  Maximize,
  Network,
  PanelBottom,
  PanelLeft,
  PanelRight,
  Pencil,
  Play,
  Redo2,
  Scissors,
  Search,
  Share2,
  SquareDashed,
  SunMoon,
  TextSelect,
  Trash2,
  Undo2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { spotlight } from '@mantine/spotlight'
import type { Architecture } from '../architecture/architecture.ts'
import { componentOf, isGroup } from '../architecture/lookup.ts'
import { NOTHING, type Pane, type Selection, type ViewState } from '../state/view.ts'
import type { Point } from './canvas/geometry.ts'
import { canTakeOut } from './editor/grouping.ts'
import type { Editor } from './editor/editor.ts'
import { fileName } from './editor/files.ts'
import { reversedOf } from './editor/linking.ts'
import type { Stores } from './stores.ts'
import { toggleRun } from './transport/controls.ts'
import type { WordKey } from './words.ts'

/** What commands look at and act upon. */
export interface Scene {
  readonly editor: Editor
  readonly architecture: Architecture
  readonly view: ViewState
  readonly stores: Stores
  /** Where a context menu was opened, in canvas units. */
  readonly at?: Point
}

export type Group = 'file' | 'edit' | 'arrange' | 'view' | 'run'
export type MenuName = 'file' | 'edit' | 'view' | 'selection' | 'pane'

export interface Command {
  readonly id: string
  readonly label: WordKey
  readonly group: Group
  readonly icon: LucideIcon
  /** Alternatives, the first is shown: `mod+Z`. */
  readonly keys?: readonly string[]
  /** The keys are heard as the browser's clipboard events. */
  readonly isHeardElsewhere?: true
  readonly menus: readonly MenuName[]
  readonly isEnabled?: (scene: Scene) => boolean
  /** Of a command that switches something. */
  readonly isOn?: (scene: Scene) => boolean
  readonly run: (scene: Scene) => void
}

const selectionOf = ({ view }: Scene): Selection => view.selection
const hasComponents = (scene: Scene) => selectionOf(scene).components.length > 0
const hasSelection = (scene: Scene) => hasComponents(scene) || selectionOf(scene).connections.length > 0
const hasAnything = ({ architecture }: Scene) => architecture.components.length > 0
const only = (scene: Scene) =>
  selectionOf(scene).components.length === 1 ? selectionOf(scene).components[0] : undefined
const onlyConnection = (scene: Scene) => {
  const { components, connections } = selectionOf(scene)
  return components.length === 0 && connections.length === 1 ? connections[0] : undefined
}
const drawingName = ({ architecture }: Scene) => fileName(architecture.name)

const fileCommands: readonly Command[] = [
  {
    id: 'new',
    label: 'commands.new',
    group: 'file',
    icon: FilePlus,
    menus: ['file'],
    run: ({ editor }) => editor.files.blank(),
  },
  {
    id: 'open',
    label: 'commands.open',
    group: 'file',
    icon: FolderOpen,
    keys: ['mod+O'],
    menus: ['file'],
    run: ({ editor }) => void editor.files.pick(),
  },
  {
    id: 'designs',
    label: 'commands.designs',
    group: 'file',
    icon: History,
    menus: ['file'],
    run: ({ view }) => view.show({ type: 'designs' }),
  },
  {
    id: 'save',
    label: 'commands.save',
    group: 'file',
    icon: Download,
    keys: ['mod+S'],
    menus: ['file'],
    run: ({ editor }) => editor.files.save(),
  },
  {
    id: 'mermaid',
    label: 'commands.mermaid',
    group: 'file',
    icon: Share2,
    keys: ['mod+E'],
    menus: ['file'],
    isEnabled: hasAnything,
    run: ({ view }) => view.show({ type: 'export' }),
  },
  {
    id: 'png',
    label: 'commands.png',
    group: 'file',
    icon: Image,
    menus: ['file'],
    isEnabled: hasAnything,
    run: (scene) => void scene.editor.savePicture('png', drawingName(scene)),
  },
  {
    id: 'svg',
    label: 'commands.svg',
    group: 'file',
    icon: Image,
    menus: ['file'],
    isEnabled: hasAnything,
    run: (scene) => void scene.editor.savePicture('svg', drawingName(scene)),
  },
]

const editCommands: readonly Command[] = [
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

const arrangeCommands: readonly Command[] = [
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

const paneCommand = (pane: Pane, icon: LucideIcon, keys: readonly string[]): Command => ({
  id: pane,
  label: `commands.${pane}`,
  group: 'view',
  icon,
  keys,
  menus: ['view'],
  isOn: ({ view }) => !view.folded.includes(pane),
  run: ({ view }) => view.fold(pane, !view.folded.includes(pane)),
})

const viewCommands: readonly Command[] = [
  {
    id: 'fit',
    label: 'commands.fit',
    group: 'view',
    icon: Maximize,
    keys: ['F'],
    menus: ['view', 'pane'],
    isEnabled: hasAnything,
    run: ({ editor }) => editor.canvas()?.fit(),
  },
  {
    id: 'zoomIn',
    label: 'commands.zoomIn',
    group: 'view',
    icon: ZoomIn,
    keys: ['+', '='],
    menus: ['view'],
    run: ({ editor }) => editor.canvas()?.zoomIn(),
  },
  {
    id: 'zoomOut',
    label: 'commands.zoomOut',
    group: 'view',
    icon: ZoomOut,
    keys: ['-'],
    menus: ['view'],
    run: ({ editor }) => editor.canvas()?.zoomOut(),
  },
  {
    id: 'snap',
    label: 'commands.snap',
    group: 'view',
    icon: Grid2x2,
    keys: ['G'],
    menus: ['view'],
    isOn: ({ view }) => view.snap,
    run: ({ view }) => view.prefer({ snap: !view.snap }),
  },
  {
    id: 'minimap',
    label: 'commands.minimap',
    group: 'view',
    icon: MapIcon,
    keys: ['M'],
    menus: ['view'],
    isOn: ({ view }) => view.minimap,
    run: ({ view }) => view.prefer({ minimap: !view.minimap }),
  },
  paneCommand('palette', PanelLeft, ['1']),
  paneCommand('inspector', PanelRight, ['2']),
  paneCommand('readings', PanelBottom, ['3']),
  {
    id: 'scheme',
    label: 'commands.scheme',
    group: 'view',
    icon: SunMoon,
    menus: [],
    run: ({ editor }) => editor.toggleScheme(),
  },
  {
    id: 'search',
    label: 'commands.search',
    group: 'view',
    icon: Search,
    keys: ['mod+K', '/'],
    menus: ['view'],
    run: () => spotlight.open(),
  },
  {
    id: 'shortcuts',
    label: 'commands.shortcuts',
    group: 'view',
    icon: Keyboard,
    keys: ['?'],
    menus: ['view'],
    run: ({ view }) => view.show({ type: 'shortcuts' }),
  },
]

const runCommands: readonly Command[] = [
  {
    id: 'run',
    label: 'commands.run',
    group: 'run',
    icon: Play,
    keys: ['Space'],
    menus: [],
    run: ({ stores }) => toggleRun(stores),
  },
]

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

function canConnect(scene: Scene): boolean {
  const id = only(scene)
  return id !== undefined && !isGroup(componentOf(scene.architecture, id))
}
