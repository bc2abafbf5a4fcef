import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { Search } from 'lucide-react'
import { useMemo } from 'react'
import { kinds } from '../../catalog/index.ts'
import type { Group, Scene } from './command.ts'
import { commands, isEnabled } from './commands.ts'
import { KindIcon } from '../icons.tsx'
import { keyLabel } from './keys.ts'
import { isMac, sceneNow, useScene } from './scene.ts'
import { type Stores, useStores } from '../stores.ts'
import { useCommandLabel } from './use-command-label.ts'
import { kindWords, LANGUAGES, useLanguage, useWords, type Words } from '../words.ts'

const GROUPS: readonly Group[] = ['run', 'edit', 'arrange', 'file', 'view']

/** Every command, every kind and every example, found by typing. */
export function CommandPalette() {
  const words = useWords()
  const actions = useActions()
  return (
    <Spotlight
      actions={actions}
      shortcut={null}
      highlightQuery
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      scrollable
      maxHeight={440}
      nothingFound={words('search.nothing')}
      searchProps={{
        leftSection: <Search size={18} strokeWidth={1.5} aria-hidden />,
        placeholder: words('search.placeholder'),
        'aria-label': words('search.label'),
      }}
    />
  )
}

function useActions(): SpotlightActionGroupData[] {
  const words = useWords()
  const label = useCommandLabel()
  const language = useLanguage()
  const stores = useStores()
  const scene = useScene()
  return useMemo(
    () => [
      ...GROUPS.map((group) => ({
        group: words(`groups.${group}`),
        actions: commands
          .filter((command) => command.group === group && command.id !== 'search' && isEnabled(command, scene))
          .map((command) => ({
            id: command.id,
            label: label(command, scene),
            leftSection: <command.icon size={18} strokeWidth={1.5} aria-hidden />,
            rightSection: <Keys keys={command.keys?.[0]} />,
            onClick: () => command.run(sceneNow(stores)),
          })),
      })),
      { group: words('groups.add'), actions: additions(stores, words) },
      { group: words('groups.examples'), actions: examples(scene, words) },
      {
        group: words('bar.language'),
        actions: LANGUAGES.filter((each) => each.language !== language).map((each) => ({
          id: `language-${each.language}`,
          label: words(each.language === 'ko' ? 'commands.korean' : 'commands.english'),
          onClick: () => stores.view.getState().prefer({ language: each.language }),
        })),
      },
    ],
    [words, label, language, stores, scene],
  )
}

function Keys({ keys }: { keys: string | undefined }) {
  return keys === undefined ? null : <span className="mr-keys">{keyLabel(keys, isMac())}</span>
}

function additions({ editor, view }: Stores, words: Words) {
  const { language } = view.getState()
  return kinds.map(({ kind, look }) => ({
    id: `add-${kind}`,
    label: words('commands.add', { kind: kindWords(kind, language).title }),
    description: kindWords(kind, language).summary,
    leftSection: <KindIcon icon={look.icon} size={18} />,
    onClick: () => void editor.place(kind),
  }))
}

function examples({ editor, view }: Scene, words: Words) {
  return editor.examples.map((example) => ({
    id: `example-${example.slug}`,
    label: words('commands.example', { title: example.title[view.language] }),
    description: example.summary[view.language],
    onClick: () => editor.files.openExample(example),
  }))
}
