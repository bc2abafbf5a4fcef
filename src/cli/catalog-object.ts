/** The catalog as one object for programs: everything that can be drawn, set, measured and broken. */
import { en as connectionWords } from '../catalog/connection/words.en.ts'
import { connectionFaults, faults } from '../catalog/faults.ts'
import { en as faultWords } from '../catalog/faults.words.en.ts'
import type { Field, Fields, Provenance } from '../catalog/fields.ts'
import { kinds } from '../catalog/index.ts'
import type { KindDefinition, KindWords } from '../catalog/kind.ts'
import { type Source, sources } from '../catalog/sources.ts'

type FieldWords = KindWords['fields']
type Options = KindWords['options']

/** What `kinds --json` prints. */
export function catalogObject() {
  return {
    kinds: kinds.map(kindObject),
    faults: Object.values(faults).map(({ type, aims, momentary, fields }) => {
      const { label, help, fields: words } = faultWords[type]
      return { type, label, help, aims, momentary, fields: fieldObjects(fields, words, {}) }
    }),
    connections: { faults: connectionFaults, fields: connectionFields() },
  }
}

function kindObject(definition: KindDefinition) {
  const { kind, sort, fields, offers, ports, gauges, mermaid } = definition
  const words = definition.words.en
  return {
    kind,
    sort,
    title: words.title,
    summary: words.summary,
    fields: fieldObjects(fields, words.fields, words.options),
    offers,
    ports: Object.entries(ports).map(([name, { accepts, max, fields: ofPort }]) => ({
      name,
      ...words.ports[name],
      accepts,
      max: max ?? null,
      fields: fieldObjects(ofPort, connectionWords.fields, connectionWords.options),
    })),
    gauges: Object.entries(gauges).map(([name, { unit, from }]) => ({ name, label: words.gauges[name], unit, from })),
    faults: definition.faults,
    mermaid,
  }
}

function fieldObjects(fields: Fields, words: FieldWords, options: Options) {
  return Object.entries(fields).map(([name, field]) => fieldObject(name, field, words, options))
}

function fieldObject(name: string, field: Field, words: FieldWords, options: Options) {
  return {
    name,
    ...words[name],
    type: field.type,
    unit: unitOf(field),
    default: field.default,
    ...('min' in field && { min: field.min, max: field.max }),
    ...(field.type === 'duration' && { nullable: field.nullable ?? false }),
    ...(field.type === 'choice' && {
      options: field.options.map((option) => ({ option, label: options?.[option] ?? option })),
    }),
    advanced: field.advanced ?? false,
    provenance: provenanceObject(field.provenance),
    effect: field.effect,
  }
}

/** What numbers of a field stand for; null where there is nothing to count. */
export function unitOf(field: Field): string | null {
  if (field.type === 'duration' || field.type === 'distribution') return 'ms'
  if (field.type === 'number') return field.unit
  return field.type === 'ratio' || field.type === 'count' ? field.type : null
}

/** An assumption, or the source with its address. */
function provenanceObject(provenance: Provenance) {
  if ('assumption' in provenance) return provenance
  const known: Readonly<Record<string, Source>> = sources
  return { source: provenance.source, ...known[provenance.source] }
}

/** The fields that connections can have, each with the ports at which it is found; defaults differ from port to port. */
function connectionFields() {
  const ports = kinds.flatMap(({ kind, ports: all }) =>
    Object.entries(all).map(([name, { fields }]) => ({ port: `${kind}.${name}`, fields })),
  )
  const names = [...new Set(ports.flatMap(({ fields }) => Object.keys(fields)))]
  return names.map((name) => {
    const having = ports.filter(({ fields }) => Object.hasOwn(fields, name))
    const types = having.map(({ fields }) => fields[name]?.type)
    return { name, ...connectionWords.fields[name], type: types[0], ports: having.map(({ port }) => port) }
  })
}
