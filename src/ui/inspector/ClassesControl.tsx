import { ActionIcon, Button, Select, Text, TextInput } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { fieldProblem, OPERATIONS } from '../../architecture/config.ts'
import { CLASS_NAME_LENGTH_MAX, CLASSES_MAX, KEYS_MAX, SHARE_MAX, ZIPF_MAX } from '../../architecture/limits.ts'
import { formatRatio } from '../../base/format.ts'
import type { ClassesField, Operation, RequestClass } from '../../catalog/fields.ts'
import { useSentence } from '../sentences.ts'
import { useDraft } from '../use-draft.ts'
import { useWords } from '../words.ts'
import type { ControlProps } from './Control.tsx'
import { EntryInput } from './EntryInput.tsx'
import { countEntry, numberEntry, parseCount, parseNumber } from './entry.ts'

const KEYS = { min: 1, max: KEYS_MAX }
const SHARE = { min: 0, max: SHARE_MAX }
const ZIPF = { min: 0, max: ZIPF_MAX }

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
  const { operation = 'read', keys = 1_000, zipf = 0 } = rows.at(-1) ?? {}
  return { name: free, operation, share: 0.1, keys, zipf }
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
        <label className="mr-small-field">
          <span>
            {words('inspector.classes.share')} <small>{formatRatio(part)}</small>
          </span>
          <EntryInput
            label={words('inspector.classes.share')}
            value={row.share}
            parse={(text) => parseNumber(text, SHARE)}
            show={numberEntry}
            showLimit={(limit) => numberEntry(SHARE[limit])}
            onChange={(share) => share !== null && onChange({ ...row, share })}
          />
        </label>
        <label className="mr-small-field">
          <span>{words('inspector.classes.keys')}</span>
          <EntryInput
            label={words('inspector.classes.keys')}
            value={row.keys}
            parse={(text) => parseCount(text, KEYS)}
            show={countEntry}
            showLimit={(limit) => countEntry(KEYS[limit])}
            onChange={(keys) => keys !== null && onChange({ ...row, keys })}
          />
        </label>
        <label className="mr-small-field" title={words('inspector.classes.zipfHelp')}>
          <span>{words('inspector.classes.zipf')}</span>
          <EntryInput
            label={words('inspector.classes.zipf')}
            value={row.zipf}
            parse={(text) => parseNumber(text, ZIPF)}
            show={numberEntry}
            showLimit={(limit) => numberEntry(ZIPF[limit])}
            onChange={(zipf) => zipf !== null && onChange({ ...row, zipf })}
          />
        </label>
      </div>
    </fieldset>
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
