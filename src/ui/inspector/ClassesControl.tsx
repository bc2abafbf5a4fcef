import { ActionIcon, Button, Select, Text, TextInput } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { fieldProblem, OPERATIONS } from '../../architecture/config.ts'
import {
  BYTES_MAX,
  CLASS_NAME_LENGTH_MAX,
  CLASSES_MAX,
  KEYS_MAX,
  PRIORITY_MAX,
  SHARE_MAX,
  ZIPF_MAX,
} from '../../architecture/limits.ts'
import { formatRatio } from '../../base/format.ts'
import { type ClassesField, type Operation, PAYLOAD_BYTES, PRIORITY, type RequestClass } from '../../catalog/fields.ts'
import { useSentence } from '../sentences.ts'
import { useDraft } from '../use-draft.ts'
import { useWords } from '../words.ts'
import type { ControlProps } from './Control.tsx'
import { EntryInput } from './EntryInput.tsx'
import { countEntry, numberEntry, parseCount, parseNumber } from './entry.ts'

/** Numbers of a class, and what they may be. */
const NUMBERS = {
  share: { limits: { min: 0, max: SHARE_MAX }, isWhole: false },
  keys: { limits: { min: 1, max: KEYS_MAX }, isWhole: true },
  zipf: { limits: { min: 0, max: ZIPF_MAX }, isWhole: false },
  bytes: { limits: { min: 0, max: BYTES_MAX }, isWhole: true },
  priority: { limits: { min: 0, max: PRIORITY_MAX }, isWhole: true },
} as const
type NumberName = keyof typeof NUMBERS
const HELPED: readonly NumberName[] = ['zipf', 'bytes', 'priority']

/** The request classes of a client. What cannot stand together is said, and kept here until it can. */
export function ClassesControl({ field, value, onChange }: ControlProps<ClassesField, readonly RequestClass[]>) {
  const words = useWords()
  const sentence = useSentence()
  const [rows, setRows] = useDraft(value)
  const problem = fieldProblem(field, rows)
  const change = (next: readonly RequestClass[]) => {
    setRows(next)
    if (fieldProblem(field, next) === undefined) onChange(next)
  }
  const total = rows.reduce((sum, { share }) => sum + share, 0)
  return (
    <div className="mr-classes">
      {rows.map((row, index) => (
        <ClassRow
          key={index}
          row={row}
          part={total > 0 ? row.share / total : 0}
          onChange={(changed) => change(rows.map((each, at) => (at === index ? changed : each)))}
          onRemove={rows.length > 1 ? () => change(rows.filter((_, at) => at !== index)) : undefined}
        />
      ))}
      {problem !== undefined && (
        <Text size="xs" c="red" role="alert">
          {sentence({ ...problem, where: placeOf(problem.where, rows) })}
        </Text>
      )}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<Plus size={14} strokeWidth={1.75} aria-hidden />}
        disabled={rows.length >= CLASSES_MAX}
        onClick={() => change([...rows, freshClass(rows, words('inspector.classes.new', { number: rows.length + 1 }))])}
      >
        {words('inspector.classes.add')}
      </Button>
    </div>
  )
}

/** The class that a problem is in, by its name. */
function placeOf(where: string, rows: readonly RequestClass[]): string {
  const index = /^\[(\d+)\]/.exec(where)?.[1]
  return rows[Number(index)]?.name ?? where
}

/** Another class like the last one, under a name that is free. */
function freshClass(rows: readonly RequestClass[], name: string): RequestClass {
  const names = new Set(rows.map((row) => row.name))
  let free = name
  while (names.has(free)) free += '′'
  const like = rows.at(-1) ?? { operation: 'read' as const, keys: 1_000, zipf: 0 }
  return { ...like, name: free, share: 0.1 }
}

interface ClassRowProps {
  row: RequestClass
  /** Its part of all requests. */
  part: number
  onChange: (row: RequestClass) => void
  onRemove: (() => void) | undefined
}

function ClassRow({ row, part, onChange, onRemove }: ClassRowProps) {
  const words = useWords()
  const remove = words('inspector.classes.remove', { name: row.name })
  return (
    <fieldset className="mr-class" aria-label={row.name}>
      <div className="mr-class-head">
        <ClassName row={row} onChange={onChange} />
        <Select
          size="xs"
          aria-label={words('inspector.classes.operation')}
          data={OPERATIONS.map((operation) => ({
            value: operation,
            label: words(`inspector.classes.operations.${operation}`),
          }))}
          value={row.operation}
          onChange={(operation) => operation !== null && onChange({ ...row, operation: operation as Operation })}
        />
        {onRemove !== undefined && (
          <ActionIcon size="sm" aria-label={remove} onClick={onRemove}>
            <X size={14} strokeWidth={1.75} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <ClassNumbers row={row} part={part} onChange={onChange} />
    </fieldset>
  )
}

/** What can be counted of a class; what a name does not explain has a tip. */
function ClassNumbers({ row, part, onChange }: Pick<ClassRowProps, 'row' | 'part' | 'onChange'>) {
  const words = useWords()
  const entry = (name: NumberName, value: number, aside?: string) => {
    const { limits, isWhole } = NUMBERS[name]
    const label = words(`inspector.classes.${name}`)
    const show = isWhole ? countEntry : numberEntry
    const help = HELPED.includes(name) ? words(`inspector.classes.${name as 'zipf'}Help`) : undefined
    return (
      <label className="mr-small-field" {...(help === undefined ? {} : { title: help })}>
        <span>
          {label} {aside !== undefined && <small>{aside}</small>}
        </span>
        <EntryInput
          label={label}
          value={value}
          parse={(text) => (isWhole ? parseCount : parseNumber)(text, limits)}
          show={show}
          showLimit={(limit) => show(limits[limit])}
          onChange={(next) => next !== null && onChange({ ...row, [name]: next })}
        />
      </label>
    )
  }
  return (
    <div className="mr-class-numbers">
      {entry('share', row.share, formatRatio(part))}
      {entry('keys', row.keys)}
      {entry('zipf', row.zipf)}
      {entry('bytes', row.bytes ?? PAYLOAD_BYTES)}
      {entry('priority', row.priority ?? PRIORITY)}
    </div>
  )
}

function ClassName({ row, onChange }: Pick<ClassRowProps, 'row' | 'onChange'>) {
  const words = useWords()
  const [text, setText] = useDraft(row.name)
  return (
    <TextInput
      size="xs"
      aria-label={words('inspector.classes.name')}
      value={text}
      maxLength={CLASS_NAME_LENGTH_MAX}
      error={text.trim() === '' ? words('inspector.errors.nameEmpty') : undefined}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() =>
        text.trim() === '' ? setText(row.name) : text !== row.name && onChange({ ...row, name: text.trim() })
      }
    />
  )
}
