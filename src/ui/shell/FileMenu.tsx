import { Button, Menu } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { CommandItem } from '../commands/CommandItem.tsx'
import { commandsOf } from '../commands/commands.ts'
import { useScene } from '../commands/scene.ts'
import { useStores } from '../stores.ts'
import { useLanguage, useWords } from '../words.ts'

/** New, open, examples, save, export; `children` are menus that a narrow page puts behind the same button. */
export function FileMenu({ target, children }: { target?: ReactNode; children?: ReactNode }) {
  const words = useWords()
  return (
    <Menu width={300} position="bottom-start">
      <Menu.Target>{target ?? <MenuButton label={words('bar.file')} />}</Menu.Target>
      <Menu.Dropdown className="mr-menu">
        <FileItems />
        {children}
      </Menu.Dropdown>
    </Menu>
  )
}

export function MenuButton({ label, ...rest }: { label: string }) {
  return (
    <Button
      {...rest}
      variant="subtle"
      color="gray"
      size="compact-sm"
      rightSection={<ChevronDown size={13} strokeWidth={1.75} aria-hidden />}
    >
      {label}
    </Button>
  )
}

function FileItems() {
  const scene = useScene()
  const words = useWords()
  const items = commandsOf('file')
  const opening = items.filter(({ id }) => ['new', 'open', 'designs'].includes(id))
  return (
    <>
      {opening.map((command) => (
        <CommandItem key={command.id} command={command} scene={scene} />
      ))}
      <Menu.Divider />
      <Menu.Label>{words('bar.examples')}</Menu.Label>
      <ExampleItems />
      <Menu.Divider />
      {items
        .filter((command) => !opening.includes(command))
        .map((command) => (
          <CommandItem key={command.id} command={command} scene={scene} />
        ))}
    </>
  )
}

function ExampleItems() {
  const { editor } = useStores()
  const language = useLanguage()
  return editor.examples.map((example) => (
    <Menu.Item key={example.slug} onClick={() => editor.files.openExample(example)}>
      {example.title[language]}
      <span className="mr-example-summary">{example.summary[language]}</span>
    </Menu.Item>
  ))
}
