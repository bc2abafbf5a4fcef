import { Button, Menu } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { CommandItem } from '../commands/CommandItem.tsx'
import { commandsOf } from '../commands/commands.ts'
import { useScene } from '../commands/scene.ts'
import { useStores } from '../stores.ts'
import { useLanguage, useWords } from '../words.ts'

/** New, open, save, export; `children` are menus that a narrow page puts behind the same button. */
export function FileMenu({ target, children }: { target?: ReactNode; children?: ReactNode }) {
  const words = useWords()
  return (
    <Menu width={280} position="bottom-start">
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
  return commandsOf('file').map((command) => (
    <Fragment key={command.id}>
      {command.id === 'save' && <Menu.Divider />}
      <CommandItem command={command} scene={scene} />
    </Fragment>
  ))
}

/** Designs to start from, each with what it shows. */
export function ExamplesMenu() {
  const words = useWords()
  return (
    <Menu width={680} position="bottom-start">
      <Menu.Target>
        <MenuButton label={words('bar.examples')} />
      </Menu.Target>
      <Menu.Dropdown className="mr-menu mr-menu-wide">
        <ExampleItems />
      </Menu.Dropdown>
    </Menu>
  )
}

export function ExampleItems() {
  const { editor } = useStores()
  const language = useLanguage()
  return editor.examples.map((example) => (
    <Menu.Item key={example.slug} onClick={() => editor.files.openExample(example)}>
      {example.title[language]}
      <span className="mr-example-summary">{example.summary[language]}</span>
    </Menu.Item>
  ))
}
