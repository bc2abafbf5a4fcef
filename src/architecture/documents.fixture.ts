/** Documents for tests: a small one that reads well, and random ones with whatever a document may hold. */
import * as fc from 'fast-check'
import { faults } from '../catalog/faults.ts'
import type { Config, Field, Fields, FieldValue } from '../catalog/fields.ts'
import { kinds } from '../catalog/index.ts'
import { packTrace } from '../catalog/trace.ts'
import type { Architecture, Component, Connection, TimelineEntry } from './architecture.ts'
import { LAWS, OPERATIONS } from './config.ts'
import { connectable } from './connect.ts'
import { addComponent } from './edits.ts'
import { emptyArchitecture } from './empty.ts'
import { faultsOf } from './lookup.ts'
import { connect } from './wiring.ts'

/** A document with a component of each of the kinds, named after them, that are connected in the order given. */
export function sketch(kindNames: readonly string[], arrows: readonly (readonly [string, string])[]): Architecture {
  let architecture = emptyArchitecture('sketch')
  for (const [index, kind] of kindNames.entries()) {
    const position = { x: index * 200, y: 0 }
    architecture = addComponent(architecture, { kind, title: kind, position }).architecture
  }
  for (const [from, to] of arrows) {
    const link = connectable(architecture, from, to)
    if (!link.ok) throw new Error(`${from} to ${to}: ${link.error.code}`)
    architecture = connect(architecture, link.value).architecture
  }
  return architecture
}

/** Client, resolver, balancer, two servers, cache, primary and replica, queue and worker. */
export function wholeSystem(): Architecture {
  return sketch(
    ['client', 'dns', 'load-balancer', 'server', 'server', 'cache', 'database', 'database', 'queue', 'worker'],
    [
      ['client-1', 'dns-1'],
      ['dns-1', 'load-balancer-1'],
      ['load-balancer-1', 'server-1'],
      ['load-balancer-1', 'server-2'],
      ['server-1', 'cache-1'],
      ['server-2', 'cache-1'],
      ['server-1', 'database-1'],
      ['server-2', 'database-1'],
      ['database-1', 'database-2'],
      ['server-1', 'queue-1'],
      ['queue-1', 'worker-1'],
    ],
  )
}

/** Text as people and enemies write it: any script, quotes, markup, Mermaid's own signs. */
export const anyText = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength }),
    fc.constantFrom('웹 서버 1', '"quoted" & <b>', '%% {"x":1}', 'end', 'a --> b', '#quot;', '#35;', '`md`', '{{x}}'),
    fc.constantFrom(
      ' ',
      '  two  ',
      'line\nbreak',
      'tab\there',
      '\u2028',
      '__proto__',
      '[x](y)',
      '|pipe|',
      'a;b',
      '\\n',
    ),
    fc.constantFrom(
      '&amp;',
      '<br/>',
      '%%{init: {}}%%',
      '```',
      '---',
      '\u0000',
      'subgraph x',
      '‮rtl',
      '\\',
      '</script>',
    ),
  )

const anyId = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/),
  fc.constantFrom(
    'end',
    'graph',
    'subgraph',
    'style',
    'class',
    'o',
    'x1',
    'default',
    '-',
    '_',
    '웹-1',
    'a---b',
    'click',
  ),
)

const anyPosition = fc.record({
  x: fc.integer({ min: -2000, max: 2000 }),
  y: fc.double({ min: -9, max: 9, noNaN: true }),
})

function inRange(min: number, max: number): fc.Arbitrary<number> {
  return fc.double({ min, max, noNaN: true }).map((value) => value + 0)
}

const anyTrace = fc
  .record({
    name: anyText(20),
    isTimed: fc.boolean(),
    rows: fc.array(
      fc.record({
        gapMs: fc.integer({ min: 0, max: 10_000 }),
        key: fc.integer({ min: 0, max: 1_000 }),
        operation: fc.constantFrom(...OPERATIONS),
        bytes: fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 20 },
    ),
  })
  .map(({ name, isTimed, rows }) => {
    let atMs = 0
    return packTrace(
      name.slice(0, 200),
      rows.map((row) => ({ ...row, atMs: isTimed ? (atMs += row.gapMs) : undefined })),
    )
  })

function anyValue(field: Field): fc.Arbitrary<FieldValue> {
  switch (field.type) {
    case 'duration':
      return field.nullable ? fc.option(inRange(field.min, field.max)) : inRange(field.min, field.max)
    case 'number':
    case 'ratio':
      return inRange(field.min, field.max)
    case 'count':
      return fc.integer({ min: field.min, max: field.max })
    case 'choice':
      return fc.constantFrom(...field.options)
    case 'flag':
      return fc.boolean()
    case 'distribution':
      return fc.record({ law: fc.constantFrom(...LAWS), mean: inRange(field.min, field.max), cv: inRange(0, 4) })
    case 'classes':
      return fc.uniqueArray(
        fc.record(
          {
            name: anyText(20).map((name) => name.slice(0, 60) || 'class'),
            operation: fc.constantFrom(...OPERATIONS),
            share: inRange(0.01, 10),
            keys: fc.integer({ min: 1, max: 1_000_000_000 }),
            zipf: inRange(0, 2),
            bytes: fc.integer({ min: 0, max: 1_000_000_000 }),
            priority: fc.integer({ min: 0, max: 9 }),
          },
          { requiredKeys: ['name', 'operation', 'share', 'keys', 'zipf'] },
        ),
        { minLength: 1, maxLength: 4, selector: ({ name }) => name },
      )
    case 'points':
      return fc
        .array(fc.record({ atMs: inRange(0, field.endMs), factor: inRange(field.min, field.max) }), {
          minLength: 1,
          maxLength: 6,
        })
        .map((points) => points.toSorted((a, b) => a.atMs - b.atMs))
    case 'trace':
      return fc.option(anyTrace)
  }
}

function anyConfig(fields: Fields): fc.Arbitrary<Config> {
  return fc.record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, anyValue(field)])))
}

/** A component that stands in one of the groups before it, or in none. */
const anyComponent = fc.constantFrom(...kinds).chain((kind) =>
  fc.record({
    id: anyId,
    kind: fc.constant(kind.kind),
    name: anyText(30).map((name) => name.slice(0, 200)),
    position: anyPosition.map(({ x, y }) => ({ x: x + 0, y: y + 0 })),
    size: fc.record({ width: inRange(1, 900), height: inRange(1, 900) }),
    within: fc.nat(5),
    config: anyConfig(kind.fields),
  }),
)

const anyArrow = fc.record({ from: fc.nat(30), to: fc.nat(30), id: anyId })

const anyFault = fc.record({
  id: anyId,
  atMs: inRange(0, 60_000),
  durationMs: fc.option(inRange(1, 60_000), { nil: undefined }),
  on: fc.nat(30),
  onConnection: fc.boolean(),
  which: fc.nat(10),
  instance: fc.option(fc.nat(9), { nil: undefined }),
})

/** Any valid document. */
export const anyArchitecture: fc.Arbitrary<Architecture> = fc
  .record({
    name: anyText(20).map((name) => name.slice(0, 200)),
    components: fc.uniqueArray(anyComponent, { maxLength: 16, size: 'max', selector: ({ id }) => id }),
    arrows: fc.uniqueArray(anyArrow, { maxLength: 40, size: 'max', selector: ({ id }) => id }),
    faults: fc.uniqueArray(anyFault, { maxLength: 5, selector: ({ id }) => id }),
    notes: fc.uniqueArray(fc.record({ id: anyId, text: anyText(40), position: anyPosition }), {
      maxLength: 3,
      selector: ({ id }) => id,
    }),
    settings: fc.record({ seed: fc.maxSafeNat(), warmUpMs: inRange(0, 999), endMs: inRange(1_000, 100_000) }),
    objectives: fc.record({ latencyMs: inRange(1, 9_999), errorRatio: inRange(0, 1) }),
  })
  .map(({ components, arrows, faults: planned, notes, ...rest }) => {
    let document: Architecture = { ...emptyArchitecture(''), ...rest, components: settled(components) }
    document = { ...document, notes: notes.map((note) => ({ ...note, position: { x: note.position.x + 0, y: 0 } })) }
    for (const arrow of arrows) document = withArrow(document, arrow)
    return planned.reduce(withFault, document)
  })

function settled(
  drafts: readonly (Omit<Component, 'size'> & { size: { width: number; height: number }; within: number })[],
) {
  const groups: string[] = []
  return drafts.map(({ size, within, ...component }) => {
    const parent = groups[within]
    const isGroup = kinds.some(({ kind, sort }) => kind === component.kind && sort === 'group')
    if (isGroup) groups.push(component.id)
    return { ...component, ...(isGroup && { size }), ...(parent !== undefined && { parent }) }
  })
}

function withArrow(document: Architecture, arrow: { from: number; to: number; id: string }): Architecture {
  const from = document.components[arrow.from % document.components.length]
  const to = document.components[arrow.to % document.components.length]
  const link = from && to ? connectable(document, from.id, to.id) : undefined
  if (!link?.ok) return document
  const { architecture, id } = connect(document, link.value)
  const renamed = (connection: Connection) => (connection.id === id ? { ...connection, id: arrow.id } : connection)
  return { ...architecture, connections: architecture.connections.map(renamed) }
}

type FaultDraft = typeof anyFault extends fc.Arbitrary<infer T> ? T : never

function withFault(document: Architecture, draft: FaultDraft): Architecture {
  const pool = draft.onConnection ? document.connections : document.components
  const id = pool[draft.on % pool.length]?.id
  if (id === undefined) return document
  const aim = { type: draft.onConnection ? 'connection' : 'component', id } as const
  const suffered = faultsOf(document, aim)
  const type = suffered[draft.which % suffered.length]
  if (type === undefined) return document
  const target = draft.onConnection || draft.instance === undefined ? aim : { ...aim, instance: draft.instance }
  const { fields, momentary } = faults[type]
  const params = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default]))
  const lasts = draft.durationMs !== undefined && !momentary
  const entry: TimelineEntry = {
    id: draft.id,
    atMs: draft.atMs,
    ...(lasts && { durationMs: draft.durationMs ?? 1 }),
    fault: { type, target, params },
  }
  return { ...document, timeline: [...document.timeline, entry] }
}
