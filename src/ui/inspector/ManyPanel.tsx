import { Button } from '@mantine/core'
import type { Command, Scene } from '../commands/command.ts'
import { commandsOf, isEnabled } from '../commands/commands.ts'
import { sceneNow, useScene } from '../commands/scene.ts'
import { useStores } from '../stores.ts'
import { useCommandLabel } from '../commands/use-command-label.ts'
import { useWords } from '../words.ts'

/** What can be done with several at once. */
export function ManyPanel({ count }: { count: number }) {
  const words = useWords()
  const scene = useScene()
  return (
    <section className="mr-section" aria-label={words('inspector.many.title', { count })}>
      <h2 className="mr-many-title">{words('inspector.many.title', { count })}</h2>
      <div className="mr-many">
        {commandsOf('selection')
          .filter((command) => isEnabled(command, scene))
          .map((command) => (
            <CommandButton key={command.id} command={command} scene={scene} />
          ))}
      </div>
    </section>
  )
}

function CommandButton({ command, scene }: { command: Command; scene: Scene }) {
  const stores = useStores()
  const label = useCommandLabel()
  const Icon = command.icon
  return (
    <Button
      variant="default"
      size="xs"
      justify="flex-start"
      {...(command.id === 'delete' ? { color: 'red' } : {})}
      leftSection={<Icon size={15} strokeWidth={1.5} aria-hidden />}
      onClick={() => command.run(sceneNow(stores))}
    >
      {label(command, scene)}
    </Button>
  )
}
