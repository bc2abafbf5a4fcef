/** Cures as sentences, and applied to the document. */
import type { Architecture } from '../../architecture/architecture.ts'
import { setField } from '../../architecture/edits.ts'
import { findComponent, findConnection, definitionOf, fieldsOfConnection } from '../../architecture/lookup.ts'
import { formatMs, formatRatio } from '../../base/format.ts'
import type { Field, Fields } from '../../catalog/fields.ts'
import type { Cure } from '../../simulation/reading.ts'
import { wordsOfFields } from '../field-words.ts'
import type { Names } from '../live/names.ts'
import type { Speech } from '../live/speech.ts'

type Value = number | string | boolean

/** The fields of what a cure changes; none when it has been deleted since. */
function fieldsOf(architecture: Architecture, { target }: Cure): Fields {
  if (target.type === 'component') {
    const component = findComponent(architecture, target.id)
    return component ? definitionOf(component).fields : {}
  }
  const connection = findConnection(architecture, target.id)
  return connection ? fieldsOfConnection(architecture, connection) : {}
}

function configOf(architecture: Architecture, { target }: Cure) {
  const item =
    target.type === 'component' ? findComponent(architecture, target.id) : findConnection(architecture, target.id)
  return item?.config ?? {}
}

/** A value of a field in words. */
function valueWords(
  field: Field | undefined,
  value: unknown,
  { story }: Speech,
  options: Readonly<Record<string, string>>,
): string {
  if (typeof value === 'boolean') return value ? story.on : story.off
  if (typeof value === 'string') return options[value] ?? value
  if (typeof value !== 'number') return '–'
  if (field?.type === 'duration') return formatMs(value)
  if (field?.type === 'ratio') return formatRatio(value)
  return value.toLocaleString('en-US')
}

/** What a cure does: "Run web on 3 instances". */
export function cureTitle(cure: Cure, architecture: Architecture, speech: Speech, names: Names): string {
  const known: Readonly<Record<string, string>> = speech.story.cures
  const [field, value] = Object.entries(cure.set)[0] ?? ['', '']
  const options = wordsOfFields(architecture, cure.target, speech.language).options ?? {}
  return speech.say(known[cure.code] ?? speech.story.cures.other, {
    ...cure.params,
    component: names.target(cure.target),
    to: valueWords(fieldsOf(architecture, cure)[field], value, speech, options),
  })
}

/** The fields it changes, each from what it is to what it would be. */
export function cureChanges(cure: Cure, architecture: Architecture, speech: Speech): readonly string[] {
  const fields = fieldsOf(architecture, cure)
  const config = configOf(architecture, cure)
  const words = wordsOfFields(architecture, cure.target, speech.language)
  const options = words.options ?? {}
  return Object.entries(cure.set).map(([name, value]: [string, Value]) =>
    speech.say(speech.story.change, {
      field: words.fields[name]?.label ?? name,
      from: valueWords(fields[name], config[name], speech, options),
      to: valueWords(fields[name], value, speech, options),
    }),
  )
}

/** The document with the cure's fields set; those that it no longer has are passed over. */
export function applyCure(architecture: Architecture, cure: Cure): Architecture {
  const fields = fieldsOf(architecture, cure)
  return Object.entries(cure.set)
    .filter(([name]) => Object.hasOwn(fields, name))
    .reduce((design, [name, value]) => setField(design, cure.target, name, value), architecture)
}

/** Whether the document already is as the cure would have it. */
export function isInPlace(cure: Cure, architecture: Architecture): boolean {
  const config = configOf(architecture, cure)
  return Object.entries(cure.set).every(([name, value]) => Object.is(config[name], value))
}
