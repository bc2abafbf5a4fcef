import { Menu } from '@mantine/core'
import { fittingPorts } from '../../architecture/roles.ts'
import { componentOf, definitionOf } from '../../architecture/lookup.ts'
import type { Architecture } from '../../architecture/architecture.ts'
import { kinds } from '../../catalog/index.ts'
import type { KindDefinition } from '../../catalog/kind.ts'
import type { OpenMenu } from '../../state/view.ts'
import { CommandItem } from '../commands/CommandItem.tsx'
import { commandsOf, isEnabled } from '../commands/commands.ts'
import { FaultButtons } from '../live/FaultButtons.tsx'
import { useScene } from '../commands/scene.ts'
import { useDocument, useStores, useView } from '../stores.ts'
import { KindIcon } from '../icons.tsx'
import { kindWords, useLanguage, useWords } from '../words.ts'

/** A long menu opened low on the page moves up, over the pointer if it must. */
const WITHIN_PAGE = { flip: true, shift: { crossAxis: true, padding: 8 } } as const

/** The menu at the pointer: commands for the selection or the canvas, or what a loose connection could lead to. */
export function ContextMenu() {
  const words = useWords()
  const menu = useView((state) => state.menu)
  const openMenu = useView((state) => state.openMenu)
  if (menu === null) return null
  return (
    <Menu
      opened
      onClose={() => openMenu(null)}
      position="bottom-start"
      offset={2}
      width={260}
      trapFocus
      middlewares={WITHIN_PAGE}
    >
      <Menu.Target>
        <div style={{ position: 'fixed', left: menu.x, top: menu.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown className="mr-menu" aria-label={words('canvas.menu')}>
        {menu.wire === undefined ? <Commands /> : <Continuations menu={menu} wire={menu.wire} />}
      </Menu.Dropdown>
    </Menu>
  )
}

function Commands() {
  const scene = useScene()
  const { components, connections } = scene.view.selection
  const isBare = components.length + connections.length === 0
  const [component] = components
  const [connection] = connections
  const target =
    components.length === 1 && component !== undefined
      ? ({ type: 'component', id: component } as const)
      : components.length === 0 && connections.length === 1 && connection !== undefined
        ? ({ type: 'connection', id: connection } as const)
        : undefined
  const items = commandsOf(isBare ? 'pane' : 'selection').filter((command) => isEnabled(command, scene))
  return (
    <>
      {target !== undefined && (
        <div className="mr-menu-faults">
          <FaultButtons target={target} />
        </div>
      )}
      {target !== undefined && <Menu.Divider />}
      {items.map((command) => (
        <CommandItem key={command.id} command={command} scene={scene} />
      ))}
    </>
  )
}

/** Kinds that a connection dropped in the open could lead to; choosing one adds it there, connected. */
function Continuations({ menu, wire }: { menu: OpenMenu; wire: NonNullable<OpenMenu['wire']> }) {
  const words = useWords()
  const language = useLanguage()
  const { editor } = useStores()
  const architecture = useDocument((state) => state.architecture)
  return continuationsOf(architecture, wire).map(({ kind, look }) => (
    <Menu.Item
      key={kind}
      leftSection={
        <span data-accent={look.accent} style={{ color: 'var(--tone)', display: 'flex' }}>
          <KindIcon icon={look.icon} size={18} />
        </span>
      }
      onClick={() => {
        const id = editor.place(kind, { middle: menu.at })
        if (wire.isLeaving) editor.connect(wire.id, id)
        else editor.connect(id, wire.id)
      }}
    >
      {words('commands.add', { kind: kindWords(kind, language).title })}
    </Menu.Item>
  ))
}

function continuationsOf(architecture: Architecture, wire: NonNullable<OpenMenu['wire']>): readonly KindDefinition[] {
  const end = definitionOf(componentOf(architecture, wire.id))
  return kinds.filter(
    (kind) =>
      kind.sort === 'component' && (wire.isLeaving ? fittingPorts(end, kind) : fittingPorts(kind, end)).length > 0,
  )
}
