/**
 * `--set "component.field=value at 20s"`: a field of a component or a connection of the design, changed for this run or
 * during it.
 */
import type { Architecture } from '../architecture/architecture.ts'
import { setField } from '../architecture/edits.ts'
import { componentOf, connectionOf, definitionOf, fieldsOfConnection } from '../architecture/lookup.ts'
import { formatMs } from '../base/format.ts'
import { nearest } from '../base/problem.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import type { Config, Fields, FieldValue } from '../catalog/fields.ts'
import { nameIn, plain } from './sentences.ts'
import { findTarget, listed } from './targets.ts'
import { parseTime, readValue } from './values.ts'

/** A field that is to be set, and to what. */
export interface Assignment {
  readonly target: { readonly type: 'component' | 'connection'; readonly id: string }
  readonly field: string
  readonly value: FieldValue
  /** When, in ms of simulated time; without it from the beginning. */
  readonly atMs?: number
}

/** The design with the field set. */
export function carryOut(architecture: Architecture, { target, field, value }: Assignment): Architecture {
  return setField(architecture, target, field, value)
}

/** What an assignment says, or a sentence on what is wrong with it; `web-1.cores=4 at 20s` is one during the run. */
export function readAssignment(architecture: Architecture, text: string): Result<Assignment, string> {
  const refuse = (reason: string) => fail(`--set ${text}: ${reason}`)
  const [, beginning = text, at] = /^(.*\S)\s+at\s+([^\s"\]}]+)$/su.exec(text) ?? []
  const atMs = at === undefined ? undefined : parseTime(at)
  if (at !== undefined && atMs === undefined) {
    return refuse(`After "at" belongs a time such as 20s; "${at}" was found.`)
  }
  const { endMs } = architecture.settings
  if (atMs !== undefined && atMs >= endMs) {
    return refuse(`The run has ended by then, at ${plain(formatMs(endMs))}. Make it longer with --duration.`)
  }
  const equals = beginning.indexOf('=')
  // A name may have dots in it, a field has none.
  const dot = beginning.slice(0, Math.max(0, equals)).lastIndexOf('.')
  if (dot <= 0) return refuse('A field is set like this: --set web-1.cores=4.')
  const field = beginning.slice(dot + 1, equals).trim()
  const target = findTarget(architecture, beginning.slice(0, dot).trim())
  if (!target.ok) return refuse(target.error)
  const { fields, config, owner } = settingsOf(architecture, target.value)
  const definition = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (definition === undefined) return refuse(unknownField(owner, field, Object.keys(fields)))
  const value = readValue(definition, beginning.slice(equals + 1), config[field])
  if (!value.ok) return refuse(value.error)
  return succeed({ target: target.value, field, value: value.value, ...(atMs !== undefined && { atMs }) })
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
