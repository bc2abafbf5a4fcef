import { ActionIcon, type MantineColorScheme, Menu, Tooltip, useMantineColorScheme } from '@mantine/core'
import { Languages, type LucideIcon, Monitor, Moon, Sun, SunMoon } from 'lucide-react'
import { useView } from '../stores.ts'
import { LANGUAGES, useWords, type WordKey } from '../words.ts'

const SCHEMES: readonly { readonly scheme: MantineColorScheme; readonly label: WordKey; readonly Icon: LucideIcon }[] =
  [
    { scheme: 'light', label: 'bar.light', Icon: Sun },
    { scheme: 'dark', label: 'bar.dark', Icon: Moon },
    { scheme: 'auto', label: 'bar.system', Icon: Monitor },
  ]

/** Language and light or dark. */
export function SchemeMenu() {
  return (
    <>
      <LanguageMenu />
      <AppearanceMenu />
    </>
  )
}

function LanguageMenu() {
  const words = useWords()
  const language = useView((state) => state.language)
  const prefer = useView((state) => state.prefer)
  return (
    <Menu width={180} position="bottom-end">
      <MenuIcon label={words('bar.language')} Icon={Languages} />
      <Menu.Dropdown>
        {LANGUAGES.map((each) => (
          <Menu.RadioItem
            key={each.language}
            value={each.language}
            checked={language === each.language}
            closeMenuOnClick
            lang={each.language}
            onChange={() => prefer({ language: each.language })}
          >
            {each.name}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function AppearanceMenu() {
  const words = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu width={220} position="bottom-end">
      <MenuIcon label={words('bar.scheme')} Icon={SunMoon} />
      <Menu.Dropdown>
        {SCHEMES.map(({ scheme, label, Icon }) => (
          <Menu.RadioItem
            key={scheme}
            value={scheme}
            checked={colorScheme === scheme}
            closeMenuOnClick
            rightSection={<Icon size={16} strokeWidth={1.5} aria-hidden />}
            onChange={() => setColorScheme(scheme)}
          >
            {words(label)}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function MenuIcon({ label, Icon }: { label: string; Icon: LucideIcon }) {
  return (
    <Menu.Target>
      <Tooltip label={label}>
        <ActionIcon aria-label={label}>
          <Icon size={18} strokeWidth={1.5} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Menu.Target>
  )
}
