import { ActionIcon, type MantineColorScheme, Menu, Tooltip, useMantineColorScheme } from '@mantine/core'
import { Check, Languages, Monitor, Moon, Sun, SunMoon } from 'lucide-react'
import { useView } from '../stores.ts'
import { LANGUAGES, useWords, type WordKey } from '../words.ts'

const SCHEMES: readonly { readonly scheme: MantineColorScheme; readonly label: WordKey; readonly Icon: typeof Sun }[] =
  [
    { scheme: 'light', label: 'bar.light', Icon: Sun },
    { scheme: 'dark', label: 'bar.dark', Icon: Moon },
    { scheme: 'auto', label: 'bar.system', Icon: Monitor },
  ]

/** Language and light or dark. */
export function SchemeMenu() {
  const words = useWords()
  const language = useView((state) => state.language)
  const prefer = useView((state) => state.prefer)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const check = <Check size={14} strokeWidth={2} aria-hidden />
  return (
    <>
      <Menu width={180} position="bottom-end">
        <Menu.Target>
          <Tooltip label={words('bar.language')}>
            <ActionIcon aria-label={words('bar.language')}>
              <Languages size={18} strokeWidth={1.5} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {LANGUAGES.map((each) => (
            <Menu.Item
              key={each.language}
              role="menuitemradio"
              aria-checked={language === each.language}
              rightSection={language === each.language && check}
              lang={each.language}
              onClick={() => prefer({ language: each.language })}
            >
              {each.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu width={200} position="bottom-end">
        <Menu.Target>
          <Tooltip label={words('bar.scheme')}>
            <ActionIcon aria-label={words('bar.scheme')}>
              <SunMoon size={18} strokeWidth={1.5} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {SCHEMES.map(({ scheme, label, Icon }) => (
            <Menu.Item
              key={scheme}
              role="menuitemradio"
              aria-checked={colorScheme === scheme}
              leftSection={<Icon size={16} strokeWidth={1.5} aria-hidden />}
              rightSection={colorScheme === scheme && check}
              onClick={() => setColorScheme(scheme)}
            >
              {words(label)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
