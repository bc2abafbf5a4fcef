/** The catalog as text: each kind with its fields, whom it calls, and how it can be broken. */
import { formatCount, formatMs, formatRatio } from '../base/format.ts'
import { connectionFaults, faults } from '../catalog/faults.ts'
import { en as faultWords } from '../catalog/faults.words.en.ts'
import type { Field, Fields, FieldValue } from '../catalog/fields.ts'
import { kinds } from '../catalog/index.ts'
import type { FaultType, KindDefinition, KindWords } from '../catalog/kind.ts'
import { plain } from './sentences.ts'
import { list, table } from './table.ts'

const INDENT = '  '

/** All kinds and faults, or one kind. */
export function catalogReport(only?: KindDefinition): string {
  if (only !== undefined) return kindLines(only).join('\n')
  const faultRows = Object.values(faults).map(({ type, aims, fields }) => {
    const params = Object.entries(fields).map(([name, field]) => `${name}=${valueText(field, field.default)}`)
    return [type, aims, params.join(' '), faultWords[type].help]
  })
  return [
    ...kinds.map((kind) => kindLines(kind).join('\n')),
    ['Faults', ...list(faultRows, INDENT), `${INDENT}Connections can suffer: ${connectionFaults.join(', ')}.`].join(
      '\n',
    ),
  ].join('\n\n')
}

function kindLines({ kind, fields, ports, faults: suffers, words: { en } }: KindDefinition): string[] {
  return [
    `${kind}: ${en.title}. ${en.summary}.`,
    ...fieldTable(fields, en),
    ...Object.entries(ports).map(([name, { accepts, max, fields: ofPort }]) => {
      const most = max === undefined ? '' : ` (at most ${max})`
      const verb = en.ports[name]?.verb ?? 'calls'
      const names = Object.keys(ofPort)
      const settings = names.length === 0 ? '' : `; settings: ${names.join(', ')}`
      return `${INDENT}port ${name}${most}: ${verb} what offers ${accepts.join(', ')}${settings}`
    }),
    `${INDENT}faults: ${faultNames(suffers)}`,
  ]
}

function faultNames(suffers: readonly FaultType[]): string {
  return suffers.length === 0 ? 'none' : suffers.join(', ')
}

function fieldTable(fields: Fields, { fields: words }: KindWords): string[] {
  const rows = Object.entries(fields).map(([name, field]) => {
    return [name, valueText(field, field.default), rangeText(field), words[name]?.label ?? name]
  })
  if (rows.length === 0) return []
  const columns = [{ head: 'field' }, { head: 'default' }, { head: 'range' }, { head: 'meaning' }]
  return table(columns, rows, INDENT)
}

/** What may be typed, from the least to the most, or the choices. */
function rangeText(field: Field): string {
  if (field.type === 'choice') return field.options.join(', ')
  if (field.type === 'flag') return 'true, false'
  if (field.type === 'classes' || field.type === 'points') return 'JSON'
  if (field.type === 'trace') return 'a file, by --trace'
  return `${valueText(field, field.min)} to ${valueText(field, field.max)}`
}

/** A value as it may be typed after `--set`, numbers rounded. */
function valueText(field: Field, value: FieldValue): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `${value.length} ${field.type === 'points' ? 'points' : 'classes'}`
  if (typeof value === 'object' && 'gaps' in value) return value.name
  if (typeof value === 'object' && 'law' in value) {
    return `${value.law}(${compact(formatMs(value.mean))}, ${compact(formatCount(value.cv))})`
  }
  if (typeof value !== 'number') return String(value)
  if (field.type === 'ratio') return compact(formatRatio(value))
  return compact(field.type === 'duration' || field.type === 'distribution' ? formatMs(value) : formatCount(value))
}

/** Without the space before the unit, as it is typed. */
function compact(text: string): string {
  return plain(text).replace(' ', '')
}
