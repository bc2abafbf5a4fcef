/** `--set component.field=value`: a field of a component or a connection of the design, changed for this run. */
import type { Architecture } from '../architecture/architecture.ts'
import { setField } from '../architecture/edits.ts'
import { componentOf, connectionOf, definitionOf, fieldsOfConnection } from '../architecture/lookup.ts'
import { nearest } from '../base/problem.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import type { Config, Fields } from '../catalog/fields.ts'
import { nameIn } from './sentences.ts'
import { findTarget, listed } from './targets.ts'
import { readValue } from './values.ts'

/** The design with the field set, or a sentence on what is wrong with the assignment. */
export function assign(architecture: Architecture, text: string): Result<Architecture, string> {
  const refuse = (reason: string) => fail(`--set ${text}: ${reason}`)
  const equals = text.indexOf('=')
  // A name may have dots in it, a field has none.
  const dot = text.slice(0, Math.max(0, equals)).lastIndexOf('.')
  if (dot <= 0) return refuse('A field is set like this: --set web-1.cores=4.')
  const field = text.slice(dot + 1, equals).trim()
  const target = findTarget(architecture, text.slice(0, dot).trim())
  if (!target.ok) return refuse(target.error)
  const { fields, config, owner } = settingsOf(architecture, target.value)
  const definition = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (definition === undefined) return refuse(unknownField(owner, field, Object.keys(fields)))
  const value = readValue(definition, text.slice(equals + 1), config[field])
  if (!value.ok) return refuse(value.error)
  return succeed(setField(architecture, target.value, field, value.value))
}

/** What can be set of a component or connection, what it is now, and what it is called. */
function settingsOf(
  architecture: Architecture,
  { type, id }: { readonly type: 'component' | 'connection'; readonly id: string },
): { fields: Fields; config: Config; owner: string } {
  if (type === 'connection') {
    const connection = connectionOf(architecture, id)
    const owner = `The connection ${nameIn(architecture, id)}`
    return { fields: fieldsOfConnection(architecture, connection), config: connection.config, owner }
  }
  const component = componentOf(architecture, id)
  const { fields, words } = definitionOf(component)
  return { fields, config: component.config, owner: `"${nameIn(architecture, id)}" (${words.en.title})` }
}

function unknownField(owner: string, field: string, known: readonly string[]): string {
  const near = nearest(field, known)
  if (known.length === 0) return `${owner} has no fields.`
  if (near !== undefined) return `${owner} has no field "${field}". Was "${near}" meant?`
  return `${owner} has no field "${field}". It has: ${listed(known)}.`
}
