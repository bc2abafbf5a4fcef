import { ActionIcon, Tooltip } from '@mantine/core'
import { Panel } from '@xyflow/react'
import type { Command } from '../commands/command.ts'
import { commands, isEnabled } from '../commands/commands.ts'
import { keyLabel } from '../commands/keys.ts'
import { isMac, sceneNow, useScene } from '../commands/scene.ts'
import { useStores } from '../stores.ts'
import { useCommandLabel } from '../commands/use-command-label.ts'
import { useWords } from '../words.ts'

const SHOWN = ['zoomOut', 'zoomIn', 'fit', 'arrange', 'snap', 'minimap']

/** Buttons over the canvas for what is done there all the time. */
export function CanvasControls() {
  return (
    <Panel position="bottom-left" className="mr-controls">
      {SHOWN.map((id) => commands.find((command) => command.id === id))
        .filter((command) => command !== undefined)
        .map((command) => (
          <ControlButton key={command.id} command={command} size="md" />
        ))}
    </Panel>
  )
}

export function ControlButton({ command, size = 'lg' }: { command: Command; size?: 'md' | 'lg' }) {
  const stores = useStores()
  const scene = useScene()
  const words = useWords()
  const name = words(command.label)
  const label = useCommandLabel()(command, scene)
  const Icon = command.icon
  const [keys] = command.keys ?? []
  const isOn = command.isOn?.(scene)
  return (
    <Tooltip label={keys === undefined ? label : `${label} (${keyLabel(keys, isMac())})`}>
      <ActionIcon
        aria-label={name}
        {...(label === name ? {} : { 'aria-description': label })}
        aria-pressed={isOn}
        size={size}
        variant={isOn === true ? 'light' : 'subtle'}
        color={isOn === true ? 'teal' : 'gray'}
        disabled={!isEnabled(command, scene)}
        onClick={() => command.run(sceneNow(stores))}
      >
        <Icon size={18} strokeWidth={1.5} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
