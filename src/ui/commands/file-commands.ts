/** Commands on whole designs: open, keep, take away. */
import { Download, FilePlus, FolderOpen, History, Image, Share2 } from 'lucide-react'
import { fileName } from '../editor/files.ts'
import { type Command, hasAnything, type Scene } from './command.ts'

const drawingName = ({ architecture }: Scene) => fileName(architecture.name)

export const fileCommands: readonly Command[] = [
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
