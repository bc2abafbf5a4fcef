/** Values of fields in words, and whether they are what they were at first. */
import type { Field, FieldValue } from '../../catalog/fields.ts'
import type { Words } from '../words.ts'
import { pointEntry } from './points.ts'
import { countEntry, durationEntry, numberEntry, ratioEntry } from './entry.ts'

export function isDefault(field: Field, value: FieldValue): boolean {
  if (field.type === 'trace') return value === null
  return JSON.stringify(field.default) === JSON.stringify(value)
}

/** A value as it would be typed, with its unit. */
export function valueInWords(
  field: Field,
  value: FieldValue,
  { words, option }: { words: Words; option: (name: string) => string },
): string {
  if (value === null) return words(field.type === 'trace' ? 'inspector.trace.none' : 'inspector.unset')
  if (typeof value === 'boolean') return words(value ? 'inspector.on' : 'inspector.off')
  if (typeof value === 'string') return option(value)
  if (typeof value === 'object') {
    if ('gaps' in value) return value.name
    if (!('law' in value)) return value.map((each) => ('atMs' in each ? pointEntry(each) : each.name)).join(', ')
    return `${words(`inspector.laws.${value.law}`)}, ${durationEntry(Number(value.mean.toPrecision(4)))}`
  }
  switch (field.type) {
    case 'duration':
      return durationEntry(value)
    case 'ratio':
      return `${ratioEntry(value)} %`
    case 'number':
      return `${numberEntry(value)} ${words(`inspector.unit.${field.unit}`)}`
    default:
      return countEntry(value)
  }
}
