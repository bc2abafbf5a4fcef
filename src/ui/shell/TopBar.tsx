import { ActionIcon, Button, Group, Menu, TextInput, Tooltip, UnstyledButton } from '@mantine/core'
import { CloudOff, Ellipsis, Search, Share2 } from 'lucide-react'
import { commands } from '../commands/commands.ts'
import { ControlButton } from '../canvas/CanvasControls.tsx'
import { keyLabel } from '../commands/keys.ts'
import { isMac, sceneNow } from '../commands/scene.ts'
import { useDocument, useStores, useView } from '../stores.ts'
import { useDraft } from '../use-draft.ts'
import { useWords } from '../words.ts'
import { ExampleItems, ExamplesMenu, FileMenu } from './FileMenu.tsx'
import { Logo } from './Logo.tsx'
import { EditMenu, ViewMenu } from './EditViewMenus.tsx'
import { SchemeMenu } from './SchemeMenu.tsx'

export function TopBar({ isNarrow }: { isNarrow: boolean }) {
  const words = useWords()
  return (
    <header className="mr-bar" aria-label={words('panes.bar')}>
      <Logo />
      {isNarrow ? (
        <NarrowMenus />
      ) : (
        <Group gap={2} wrap="nowrap">
          <FileMenu />
          <EditMenu />
          <ViewMenu />
          <ExamplesMenu />
        </Group>
      )}
      <DesignName />
      <UndoButtons />
      <div className="mr-bar-space" />
      <KeptMark />
      {!isNarrow && (
        <>
          <SearchButton />
          <ExportButton />
        </>
      )}
      <SchemeMenu />
    </header>
  )
}

function DesignName() {
  const words = useWords()
  const { editor } = useStores()
  const name = useDocument((state) => state.architecture.name)
  const [text, setText] = useDraft(name)
  return (
    <TextInput
      className="mr-design-name"
      variant="unstyled"
      size="sm"
      aria-label={words('bar.name')}
      placeholder={words('bar.untitled')}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => editor.nameDesign(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur()
        if (event.key === 'Escape') setText(name)
      }}
    />
  )
}

function UndoButtons() {
  return (
    <Group gap={0} wrap="nowrap">
      {['undo', 'redo']
        .map((id) => commands.find((command) => command.id === id))
        .filter((command) => command !== undefined)
        .map((command) => (
          <ControlButton key={command.id} command={command} />
        ))}
    </Group>
  )
}

/** Silence means that everything is kept; only the contrary is worth a word. */
function KeptMark() {
  const words = useWords()
  const isKept = useView((state) => state.isKept)
  if (isKept) return null
  return (
    <Tooltip label={words('bar.notSaved')} multiline w={260}>
      <UnstyledButton className="mr-not-kept" aria-label={words('bar.notSaved')}>
        <CloudOff size={18} strokeWidth={1.75} aria-hidden />
      </UnstyledButton>
    </Tooltip>
  )
}

function SearchButton() {
  const words = useWords()
  const stores = useStores()
  const command = commands.find(({ id }) => id === 'search')
  return (
    <Button
      variant="default"
      size="xs"
      className="mr-search"
      leftSection={<Search size={15} strokeWidth={1.5} aria-hidden />}
      rightSection={<span className="mr-keys">{keyLabel('mod+K', isMac())}</span>}
      onClick={() => command?.run(sceneNow(stores))}
    >
      {words('commands.search')}
    </Button>
  )
}

function ExportButton() {
  const words = useWords()
  const show = useView((state) => state.show)
  const isEmpty = useDocument((state) => state.architecture.components.length === 0)
  return (
    <Button
      size="xs"
      variant="light"
      leftSection={<Share2 size={15} strokeWidth={1.5} aria-hidden />}
      disabled={isEmpty}
      onClick={() => show({ type: 'export' })}
    >
      {words('bar.export')}
    </Button>
  )
}

/** On a phone all menus are behind one button. */
function NarrowMenus() {
  const words = useWords()
  return (
    <FileMenu
      target={
        <ActionIcon aria-label={words('bar.more')}>
          <Ellipsis size={20} strokeWidth={1.5} aria-hidden />
        </ActionIcon>
      }
    >
      <Menu.Divider />
      <Menu.Label>{words('bar.examples')}</Menu.Label>
      <ExampleItems />
      <Menu.Divider />
      <EditMenu isInline />
      <Menu.Divider />
      <ViewMenu isInline />
    </FileMenu>
  )
}
