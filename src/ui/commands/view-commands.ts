/** Commands on what the page shows, and on the run. */
import { spotlight } from '@mantine/spotlight'
import {
  BadgeCheck,
  Grid2x2,
  Keyboard,
  type LucideIcon,
  Map as MapIcon,
  Maximize,
  PanelBottom,
  PanelLeft,
  PanelRight,
  Play,
  Ruler,
  Search,
  Sigma,
  SunMoon,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import type { Architecture, ComponentId } from '../../architecture/architecture.ts'
import { theoryOf } from '../../simulation/theory-of.ts'
import type { Pane } from '../../state/view.ts'
import { toggleRun } from '../transport/controls.ts'
import { isPhone } from '../use-phone.ts'
import { type Command, hasAnything } from './command.ts'

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

/** The server that theory is held against: the one that is selected, else one with a formula, else any. */
function comparableOf(architecture: Architecture, selected: readonly ComponentId[]): ComponentId | undefined {
  const servers = architecture.components.filter(({ kind }) => kind === 'server').map(({ id }) => id)
  const has = (id: ComponentId) => theoryOf(architecture, id) !== null
  return servers.find((id) => selected.includes(id)) ?? servers.find(has) ?? servers[0]
}

export const viewCommands: readonly Command[] = [
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
  {
    id: 'trust',
    label: 'commands.trust',
    group: 'view',
    icon: BadgeCheck,
    menus: ['view'],
    run: ({ view }) => view.show({ type: 'trust' }),
  },
]

export const runCommands: readonly Command[] = [
  {
    id: 'run',
    label: 'commands.run',
    group: 'run',
    icon: Play,
    keys: ['Space'],
    menus: [],
    run: ({ stores }) => toggleRun(stores),
  },
  {
    id: 'theory',
    label: 'commands.theory',
    group: 'run',
    icon: Sigma,
    menus: ['view'],
    isEnabled: ({ architecture }) => comparableOf(architecture, []) !== undefined,
    run: ({ view, architecture }) => {
      const id = comparableOf(architecture, view.selection.components)
      if (id === undefined) return
      view.selectComponent(id)
      view.fold('inspector', false)
      if (isPhone()) view.raise('inspector')
    },
  },
  {
    id: 'measured',
    label: 'commands.measured',
    group: 'run',
    icon: Ruler,
    menus: ['view'],
    isEnabled: hasAnything,
    run: ({ view }) => view.show({ type: 'measured' }),
  },
]
