/** Designs and copied parts of them as JSON text: readable, in a stable order, so that two versions can be compared. */
import type { Architecture, Component, Connection } from '../architecture/architecture.ts'
import { VERSION } from '../architecture/architecture.ts'
import type { Fragment } from '../architecture/fragment.ts'
import { validate } from '../architecture/validate.ts'
import { type Problem, problem } from '../base/problem.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import type { Config, FieldValue, RequestClass } from '../catalog/fields.ts'
import { jsonFault } from './json-fault.ts'

/** The longest text that is read, in UTF-16 units: more than the largest design takes, several recordings included. */
export const TEXT_LENGTH_MAX = 32_000_000

/** Marks text on the clipboard as part of a design. */
const FRAGMENT_MARK = 'millrace-fragment'

/** What else people have in JSON files, by keys that only such a file has together. */
const OTHERS: readonly { readonly name: string; readonly keys: readonly string[] }[] = [
  { name: 'package.json', keys: ['name', 'dependencies'] },
  { name: 'package.json', keys: ['name', 'scripts'] },
  { name: 'package.json', keys: ['name', 'devDependencies'] },
  { name: 'package-lock.json', keys: ['lockfileVersion'] },
  { name: 'tsconfig.json', keys: ['compilerOptions'] },
  { name: 'Excalidraw', keys: ['elements', 'appState'] },
  { name: 'React Flow', keys: ['nodes', 'edges'] },
  { name: 'GeoJSON', keys: ['features'] },
  { name: 'OpenAPI', keys: ['openapi'] },
  { name: 'JSON Schema', keys: ['$schema', 'properties'] },
]

/** The first words of a Mermaid text. */
const MERMAID = /^\s*(?:---\s|%%|flowchart\b|graph\b|architecture-beta\b|sequenceDiagram\b|C4Context\b)/

/** A design as text: the same for the same design, whatever order its objects were made in. */
export function exportJson(architecture: Architecture): string {
  const { version, name, components, connections, timeline, settings, notes, objectives } = architecture
  const ordered = {
    version,
    name,
    components: components.map(orderedComponent),
    connections: connections.map(orderedConnection),
    timeline: timeline.map(({ id, atMs, durationMs, fault }) => {
      const { type, target, params } = fault
      return { id, atMs, durationMs, fault: { type, target: orderedTarget(target), params: byName(params) } }
    }),
    settings: { seed: settings.seed, warmUpMs: settings.warmUpMs, endMs: settings.endMs },
    notes: notes.map(({ id, text, position }) => ({ id, text, position: { x: position.x, y: position.y } })),
    objectives: { latencyMs: objectives.latencyMs, errorRatio: objectives.errorRatio },
  }
  return `${JSON.stringify(ordered, null, 2)}\n`
}

/** The design in a text, or what keeps the text from being one: located by line, or by path once it is JSON. */
export function importJson(text: string): Result<Architecture, Problem[]> {
  const parsed = parseJson(text)
  if (!parsed.ok) return parsed
  const { value } = parsed
  const stranger = strangerProblem(value)
  return stranger ? fail([stranger]) : validate(value)
}

/** Copied components as text for the clipboard. */
export function exportFragment({ components, connections }: Fragment): string {
  const ordered = {
    type: FRAGMENT_MARK,
    version: VERSION,
    components: components.map(orderedComponent),
    connections: connections.map(orderedConnection),
  }
  return JSON.stringify(ordered, null, 2)
}

/** The copied components in a text, or undefined when it is some other text; problems when it is a broken fragment. */
export function importFragment(text: string): Result<Fragment, Problem[]> | undefined {
  if (!text.includes(FRAGMENT_MARK)) return undefined
  const parsed = parseJson(text)
  if (!parsed.ok) return parsed
  const { value } = parsed
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== FRAGMENT_MARK)
    return undefined
  const { type: _mark, ...document } = value
  const read = validate(document)
  return read.ok ? succeed({ components: read.value.components, connections: read.value.connections }) : read
}

function parseJson(text: string): Result<unknown, Problem[]> {
  if (text.length > TEXT_LENGTH_MAX) {
    return fail([problem('textTooLarge', '', { found: text.length, max: TEXT_LENGTH_MAX })])
  }
  // A byte order mark is no part of the text.
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (json.trim() === '') return fail([problem('textBlank', '')])
  if (MERMAID.test(json)) return fail([problem('mermaidNotJson', '')])
  const fault = jsonFault(json)
  if (!fault) return succeed(JSON.parse(json) as unknown)
  const { code, line, column, found } = fault
  return fail([problem(code, `${line}:${column}`, { line, column, found })])
}

/** Why a value is none of ours, if it surely is not: it says what was found instead. */
function strangerProblem(value: unknown): Problem | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const keys = Object.keys(value)
  if (keys.includes('components')) return undefined
  const other = OTHERS.find((candidate) => candidate.keys.every((key) => keys.includes(key)))
  const shown = keys.slice(0, 12).map((key) => key.slice(0, 30))
  const params = { keys: shown.join(', ') || '–' }
  return other ? problem('notOursBut', '', { ...params, found: other.name }) : problem('notOurs', '', params)
}

function orderedComponent({ id, kind, name, position, size, parent, config }: Component) {
  return {
    id,
    kind,
    name,
    position: { x: position.x, y: position.y },
    size: size && { width: size.width, height: size.height },
    parent,
    config: byName(config),
  }
}

function orderedConnection({ id, from, to, port, config }: Connection) {
  return { id, from, to, port, config: byName(config) }
}

function orderedTarget({ type, id, instance }: Architecture['timeline'][number]['fault']['target']) {
  return { type, id, instance }
}

/** A configuration with its fields in the order of their names. */
function byName(config: Config): Config {
  const names = Object.keys(config).toSorted()
  return Object.fromEntries(names.map((name) => [name, orderedValue(config[name] ?? null)]))
}

function orderedValue(value: FieldValue): FieldValue {
  if (typeof value !== 'object' || value === null) return value
  if ('law' in value) return { law: value.law, mean: value.mean, cv: value.cv }
  if ('gaps' in value) {
    const { name, gaps, keys, operations, bytes } = value
    return { name, gaps, keys, operations, bytes }
  }
  return value.map((each) =>
    'atMs' in each ? { atMs: each.atMs, factor: each.factor } : orderedClass(each),
  ) as FieldValue
}

function orderedClass({ name, operation, share, keys, zipf, bytes, priority }: RequestClass): RequestClass {
  return {
    name,
    operation,
    share,
    keys,
    zipf,
    ...(bytes === undefined ? {} : { bytes }),
    ...(priority === undefined ? {} : { priority }),
  }
}
