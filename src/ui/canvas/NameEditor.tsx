import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useRef } from 'react'
import { useStores, useView } from '../stores.ts'
import { useWords } from '../words.ts'

/** Edits a name in place: Enter or a click elsewhere takes it, Escape leaves it. */
export function NameEditor({ id, name }: { id: string; name: string }) {
  const words = useWords()
  const { editor } = useStores()
  const rename = useView((state) => state.rename)
  const isDone = useRef(false)
  const finish = (text: string | undefined) => {
    if (isDone.current) return
    isDone.current = true
    if (text !== undefined) editor.rename(id, text)
    rename(null)
    editor.canvas()?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation()
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) finish(event.currentTarget.value)
    if (event.key === 'Escape') finish(undefined)
  }
  return (
    <TextInput
      className="nodrag nopan nokey"
      size="xs"
      aria-label={words('canvas.rename')}
      defaultValue={name}
      data-autofocus
      ref={(input) => {
        if (input !== null && document.activeElement !== input) input.select()
      }}
      onKeyDown={onKeyDown}
      onBlur={(event) => finish(event.currentTarget.value)}
    />
  )
}
