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
  const last = rows.at(-1) ?? { operation: 'read', keys: 1_000, zipf: 0 }
  return { ...last, name: free, share: 0.1 }
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
      <div className="mr-class-numbers">
        {NUMBERS.map(({ key, ...number }) => (
          <ClassNumber
            key={key}
            name={key}
            {...number}
            {...(key === 'share' && { beside: formatRatio(part) })}
            value={row[key] ?? USUAL[key] ?? 0}
            onChange={(value) => onChange({ ...row, [key]: value })}
          />
        ))}
      </div>
    </fieldset>
  )
}

type NumberName = 'share' | 'keys' | 'zipf' | 'bytes' | 'priority'

interface NumberSpec {
  readonly isWhole: boolean
  readonly limits: { readonly min: number; readonly max: number }
}

const NUMBERS: readonly (NumberSpec & { readonly key: NumberName })[] = [
  { key: 'share', isWhole: false, limits: { min: 0, max: SHARE_MAX } },
  { key: 'keys', isWhole: true, limits: { min: 1, max: KEYS_MAX } },
  { key: 'zipf', isWhole: false, limits: { min: 0, max: ZIPF_MAX } },
  { key: 'bytes', isWhole: true, limits: { min: 0, max: BYTES_MAX } },
  { key: 'priority', isWhole: true, limits: { min: 0, max: PRIORITY_MAX } },
]

/** What a class that does not say has. */
const USUAL: Readonly<Partial<Record<NumberName, number>>> = { bytes: PAYLOAD_BYTES, priority: PRIORITY }

interface ClassNumberProps extends NumberSpec {
  readonly name: NumberName
  readonly value: number
  /** Told behind the label. */
  readonly beside?: string
  readonly onChange: (value: number) => void
}

function ClassNumber({ name, isWhole, limits, value, beside, onChange }: ClassNumberProps) {
  const words = useWords()
  const label = words(`inspector.classes.${name}`)
  const show = isWhole ? countEntry : numberEntry
  return (
    <label className="mr-small-field" title={words(`inspector.classes.${name}Help`)}>
      <span>
        {label} {beside !== undefined && <small>{beside}</small>}
      </span>
      <EntryInput
        label={label}
        value={value}
        parse={(text) => (isWhole ? parseCount(text, limits) : parseNumber(text, limits))}
        show={show}
        showLimit={(limit) => show(limits[limit])}
        onChange={(changed) => changed !== null && onChange(changed)}
      />
    </label>
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
