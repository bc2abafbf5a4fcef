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
    ports: byName(ports, (name, { accepts, max, fields: ofPort }) => ({
      ...words.ports[name],
      accepts,
      max: max ?? null,
      fields: fieldObjects(ofPort, connectionWords.fields, connectionWords.options),
    })),
    gauges: byName(gauges, (name, { unit, from, each }) => ({
      label: words.gauges[name],
      unit,
      from,
      ...(each !== undefined && { each }),
    })),
    faults: definition.faults,
    mermaid,
  }
}

function fieldObjects(fields: Fields, words: FieldWords, options: Options) {
  return byName(fields, (name, field) => fieldObject(field, words[name], options))
}

function byName<T, U>(items: Readonly<Record<string, T>>, tell: (name: string, item: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(items).map(([name, item]) => [name, tell(name, item)]))
}

function fieldObject(field: Field, words: FieldWords[string] | undefined, options: Options) {
  return {
    ...words,
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
function unitOf(field: Field): string | null {
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

/** The fields that connections can have, with the ports at which each is found; defaults differ from port to port. */
function connectionFields() {
  const ports = kinds.flatMap(({ kind, ports: all }) =>
    Object.entries(all).map(([name, { fields }]) => ({ port: `${kind}.${name}`, fields })),
  )
  return byName(connectionWords.fields, (name, words) => {
    const having = ports.filter(({ fields }) => Object.hasOwn(fields, name))
    return { ...words, type: having[0]?.fields[name]?.type, ports: having.map(({ port }) => port) }
  })
}
