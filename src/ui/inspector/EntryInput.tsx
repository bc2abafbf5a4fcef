import { TextInput } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useDraft } from '../use-draft.ts'
import { useWords } from '../words.ts'
import type { Entry } from './entry.ts'

interface EntryInputProps {
  label: string
  value: number | null
  /** What typed text says. */
  parse: (text: string) => Entry
  /** A value as it would be typed; also a good example. */
  show: (value: number) => string
  showLimit: (limit: 'min' | 'max') => string
  onChange: (value: number | null) => void
  isNullable?: boolean
  placeholder?: string
  unit?: ReactNode
  /** The value that an arrow key makes of another. */
  step?: (value: number, direction: 1 | -1) => number
}

/** A pause in typing that counts as "done": without it a run would see 2, 20 and 200 on the way to 200. */
const PAUSE_MS = 700

/** A number with its unit as text. What cannot be is said in words beside it; until then the old value applies. */
export function EntryInput(props: EntryInputProps) {
  const { label, value, show, isNullable = false, placeholder, unit } = props
  const { text, error, type, commit, stepBy } = useEntry(props)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) commit()
    if (event.key === 'Escape') type(value === null ? '' : show(value))
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') stepBy(event)
  }
  return (
    <TextInput
      size="xs"
      className="mr-entry"
      aria-label={label}
      value={text}
      {...(isNullable && placeholder !== undefined ? { placeholder } : {})}
      {...(unit === undefined ? {} : { rightSection: unit, rightSectionWidth: 'auto' })}
      error={error}
      inputMode="text"
      autoComplete="off"
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  )
}

function useEntry({ value, parse, show, showLimit, onChange, isNullable = false, step }: EntryInputProps) {
  const words = useWords()
  const shown = value === null ? '' : show(value)
  const [text, setText] = useDraft(shown)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const isLeft = isNullable && text.trim() === ''
  const entry = parse(text)
  const take = (typed: string) => {
    if (isNullable && typed.trim() === '') return value !== null && onChange(null)
    // What is shown may be rounded: untouched it is no change.
    if (typed.trim() === shown) return
    const read = parse(typed)
    if (read.ok && read.value !== value) onChange(read.value)
  }
  const commit = () => {
    clearTimeout(timer.current)
    take(text)
    if (entry.ok) setText(show(entry.value))
  }
  const type = (typed: string) => {
    setText(typed)
    clearTimeout(timer.current)
    timer.current = setTimeout(take, PAUSE_MS, typed)
  }
  const stepBy = (event: KeyboardEvent) => {
    if (step === undefined || value === null) return
    event.preventDefault()
    onChange(step(value, event.key === 'ArrowUp' ? 1 : -1))
  }
  const complaint = () => {
    if (entry.ok || isLeft) return undefined
    const params = { text, min: showLimit('min'), max: showLimit('max'), example: shown || showLimit('min') }
    const kept = value === null ? '' : ` ${words('inspector.errors.kept', { value: shown })}`
    return words(`inspector.errors.${entry.reason}`, params) + kept
  }
  return { text, error: complaint(), type, commit, stepBy }
}
