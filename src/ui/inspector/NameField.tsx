import { TextInput } from '@mantine/core'
import type { Component } from '../../architecture/architecture.ts'
import { useStores } from '../stores.ts'
import { useDraft } from '../use-draft.ts'
import { useWords } from '../words.ts'

export function NameField({ component }: { component: Component }) {
  const words = useWords()
  const { editor } = useStores()
  const [text, setText] = useDraft(component.name)
  const isEmpty = text.trim() === ''
  return (
    <TextInput
      className="mr-name"
      size="sm"
      label={words('inspector.name')}
      value={text}
      error={isEmpty ? words('inspector.errors.nameEmpty') : undefined}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => (isEmpty ? setText(component.name) : editor.rename(component.id, text))}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur()
        if (event.key === 'Escape') setText(component.name)
      }}
    />
  )
}
