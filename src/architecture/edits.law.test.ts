/** Any sequence of edits leaves a document that `validate` takes as it is. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { faults } from '../catalog/faults.ts'
import { defaultsOf } from '../catalog/fields.ts'
import { kinds } from '../catalog/index.ts'
import type { Architecture } from './architecture.ts'
import { connectable } from './connect.ts'
import { anyArchitecture, anyText } from './documents.fixture.ts'
import {
  addComponent,
  moveComponents,
  removeItems,
  rename,
  renameDocument,
  resizeGroup,
  setField,
  setObjectives,
  setParent,
  setSettings,
} from './edits.ts'
import { copy, duplicate, paste } from './fragment.ts'
import { faultsOf, isGroup } from './lookup.ts'
import { addTimelineEntry, removeTimelineEntries } from './timeline.ts'
import { validate } from './validate.ts'
import { connect, connectThrough, insertOnConnection, setPort } from './wiring.ts'

/** Numbers to choose by, whatever the edit needs them for. */
interface Dice {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly text: string
}

const pick = <T>(list: readonly T[], die: number): T | undefined => list[die % list.length]
const componentAt = (architecture: Architecture, die: number) => pick(architecture.components, die)
const groupAt = (architecture: Architecture, die: number) => pick(architecture.components.filter(isGroup), die)

const edits: Readonly<Record<string, (architecture: Architecture, dice: Dice) => Architecture>> = {
  add: (architecture, { a, b, c, text }) => {
    const parent = c % 2 === 0 ? groupAt(architecture, b)?.id : undefined
    const kind = pick(kinds, a)?.kind ?? 'server'
    const position = { x: a - b, y: Number.NaN }
    return addComponent(architecture, {
      kind,
      title: text.slice(0, 40),
      position,
      ...(parent !== undefined && { parent }),
    }).architecture
  },
  connect: (architecture, { a, b }) => {
    const [from, to] = [componentAt(architecture, a), componentAt(architecture, b)]
    const link = from && to ? connectable(architecture, from.id, to.id) : undefined
    return link?.ok ? connect(architecture, link.value).architecture : architecture
  },
  connectThrough: (architecture, { a, b }) => {
    const [from, to] = [componentAt(architecture, a), componentAt(architecture, b)]
    const link = from && to ? connectable(architecture, from.id, to.id) : undefined
    if (!from || !to || !link || link.ok || link.error.code !== 'connectNeedsBetween') return architecture
    const through = String(link.error.params['betweenKinds'])
      .split(',')
      .map((kind) => ({ kind, title: kind }))
    const joined = connectThrough(architecture, { from: from.id, to: to.id }, through)
    return joined.ok ? joined.value.architecture : architecture
  },
  insert: (architecture, { a, b }) => {
    const connection = pick(architecture.connections, a)
    const component = componentAt(architecture, b)
    const inserted = connection && component ? insertOnConnection(architecture, connection.id, component.id) : undefined
    return inserted?.ok ? inserted.value : architecture
  },
  setPort: (architecture, { a }) => {
    const connection = pick(architecture.connections, a)
    const link = connection && connectable(architecture, connection.from, connection.to)
    return link?.ok && !link.value.reversed
      ? setPort(architecture, connection?.id ?? '', link.value.port)
      : architecture
  },
  remove: (architecture, { a, b, c }) =>
    removeItems(architecture, {
      components: c % 3 === 0 ? [componentAt(architecture, a)?.id ?? 'nobody'] : [],
      connections: [pick(architecture.connections, b)?.id ?? 'nothing'],
    }),
  rename: (architecture, { a, text }) => {
    const component = componentAt(architecture, a)
    return component ? rename(architecture, component.id, text.repeat(9)) : renameDocument(architecture, text.repeat(9))
  },
  setField: (architecture, { a }) => {
    const component = componentAt(architecture, a)
    return component && Object.hasOwn(component.config, 'cores')
      ? setField(architecture, { type: 'component', id: component.id }, 'cores', 3)
      : architecture
  },
  move: (architecture, { a, b }) =>
    moveComponents(architecture, [{ id: componentAt(architecture, a)?.id ?? '', position: { x: b, y: Infinity } }]),
  setParent: (architecture, { a, b, c }) =>
    setParent(
      architecture,
      [a, b].flatMap((die) => componentAt(architecture, die)?.id ?? []),
      groupAt(architecture, c)?.id,
    ),
  resize: (architecture, { a, b, c }) => {
    const group = groupAt(architecture, a)
    return group
      ? resizeGroup(architecture, group.id, { position: { x: b, y: c }, size: { width: -b, height: c } })
      : architecture
  },
  paste: (architecture, { a, b }) =>
    paste(
      architecture,
      copy(
        architecture,
        [a, b].flatMap((die) => componentAt(architecture, die)?.id ?? []),
      ),
      { x: 20, y: 20 },
    ).architecture,
  duplicate: (architecture, { a, b }) =>
    duplicate(
      architecture,
      [a, b].flatMap((die) => componentAt(architecture, die)?.id ?? []),
      { x: 20, y: 20 },
    ).architecture,
  plan: (architecture, { a, b, c }) => {
    const component = componentAt(architecture, a)
    const target = { type: 'component', id: component?.id ?? '' } as const
    const type = pick(faultsOf(architecture, target), b)
    const params = type === undefined ? {} : defaultsOf(faults[type].fields)
    return type
      ? addTimelineEntry(architecture, { atMs: c, fault: { type, target, params } }).architecture
      : architecture
  },
  unplan: (architecture, { a }) => removeTimelineEntries(architecture, [pick(architecture.timeline, a)?.id ?? '']),
  settings: (architecture, { a, b }) => setObjectives(setSettings(architecture, { seed: a }), { latencyMs: b + 1 }),
}

const anyEdit = fc.record({
  name: fc.constantFrom(...Object.keys(edits)),
  dice: fc.record({ a: fc.nat(999), b: fc.nat(999), c: fc.nat(999), text: anyText(30) }),
})

test('any sequence of edits stays valid', () => {
  fc.assert(
    fc.property(anyArchitecture, fc.array(anyEdit, { maxLength: 25 }), (start, sequence) => {
      let architecture = start
      for (const { name, dice } of sequence) {
        architecture = edits[name]?.(architecture, dice) ?? architecture
        if (architecture.components.length > 150) break
      }
      expect(validate(JSON.parse(JSON.stringify(architecture)))).toEqual({ ok: true, value: architecture })
    }),
    { numRuns: 150 },
  )
})

test('an edit leaves the document it was made on alone', () => {
  fc.assert(
    fc.property(anyArchitecture, anyEdit, (architecture, { name, dice }) => {
      const before = JSON.stringify(architecture)
      edits[name]?.(architecture, dice)
      expect(JSON.stringify(architecture)).toBe(before)
    }),
    { numRuns: 150 },
  )
})
