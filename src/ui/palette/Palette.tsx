import { useId } from 'react'
import { ScrollArea, Text, Tooltip } from '@mantine/core'
import { kinds } from '../../catalog/index.ts'
import type { KindDefinition } from '../../catalog/kind.ts'
import { KindIcon } from '../icons.tsx'
import { useStores } from '../stores.ts'
import { useKindWords, useWords } from '../words.ts'
import { Ghost } from './Ghost.tsx'
import { usePaletteDrag } from './use-palette-drag.ts'

/** Everything that can be added. `onAdded` is told when something was, so that a sheet can get out of the way. */
export function Palette({ onAdded }: { onAdded?: () => void }) {
  const words = useWords()
  return (
    <ScrollArea className="mr-palette" type="auto" scrollbarSize={8}>
      <Section title={words('palette.components')} sort="component" onAdded={onAdded} />
      <Section title={words('palette.groups')} sort="group" onAdded={onAdded} />
      <Text size="xs" c="dimmed" px="xs" pb="md">
        {words('palette.hint')}
      </Text>
    </ScrollArea>
  )
}

interface SectionProps {
  title: string
  sort: KindDefinition['sort']
  onAdded: (() => void) | undefined
}

function Section({ title, sort, onAdded }: SectionProps) {
  return (
    <section aria-label={title}>
      <h2 className="mr-section-title">{title}</h2>
      <ul className="mr-palette-list">
        {kinds
          .filter((kind) => kind.sort === sort)
          .map((kind) => (
            <li key={kind.kind}>
              <Item kind={kind} onAdded={onAdded} />
            </li>
          ))}
      </ul>
    </section>
  )
}

function Item({ kind, onAdded }: { kind: KindDefinition; onAdded: (() => void) | undefined }) {
  const words = useWords()
  const { editor } = useStores()
  const summaryId = useId()
  const { title, summary } = useKindWords(kind.kind)
  const { drag, handlers, wasDragged } = usePaletteDrag(kind.kind, onAdded)
  return (
    <>
      <Tooltip label={summary} position="right" multiline maw={240} disabled={drag !== null}>
        <button
          type="button"
          className="mr-palette-item"
          data-accent={kind.look.accent}
          aria-label={words('palette.add', { kind: title })}
          aria-describedby={summaryId}
          {...handlers}
          onClick={() => {
            if (wasDragged()) return
            editor.place(kind.kind)
            onAdded?.()
          }}
        >
          <span className="mr-tile mr-soft">
            <KindIcon icon={kind.look.icon} />
          </span>
          <span className="mr-palette-words">
            <strong>{title}</strong>
            <small id={summaryId}>{summary}</small>
          </span>
        </button>
      </Tooltip>
      {drag !== null && <Ghost kind={kind} at={drag} />}
    </>
  )
}
