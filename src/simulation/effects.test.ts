/** No field without effect: each does to a run what it says, by more than three standard errors. */
import { describe, expect, test } from 'vitest'
import type { Architecture, Fault } from '../architecture/architecture.ts'
import { fieldProblem } from '../architecture/config.ts'
import { connectionFaults, faults } from '../catalog/faults.ts'
import { defaultsOf, type Effect, type Field, type Fields, type FieldValue, type Shift } from '../catalog/fields.ts'
import { kinds, type KindName } from '../catalog/index.ts'
import { type Aliases, measureOf } from './measure.ts'
import type { Summary } from './reading.ts'
import { takeSnapshot } from './snapshot.ts'
import { summarize } from './summary.ts'
import { TRIAL_MS, trialDesign, trials } from './trials.fixture.ts'
import { Watch } from './watch.fixture.ts'

const SEEDS = [1, 2, 3, 4]
const STANDARD_ERRORS = 3
/** A momentary trouble happens in the middle, another one at the beginning. */
const SUDDEN_MS = 3_000

/** Who is meant by the words that effects use. */
interface Cast {
  readonly kind: KindName
  /** Words for parts of the design, besides their ids. */
  readonly roles: Aliases
}

/** A set of circumstances: fields of parts, and troubles. */
interface Circumstances {
  readonly fields: Readonly<Record<string, FieldValue>>
  readonly troubles: readonly Trouble[]
}

type Trouble = Omit<Fault, 'id' | 'target'> & {
  readonly target: string
  readonly atMs: number
  readonly durationMs?: number
}

/** The design of a trial under some circumstances, with the troubles on its timeline. */
function staged(cast: Cast, { fields, troubles }: Circumstances, seed: number): Architecture {
  const drawn = trialDesign(cast.kind, seed)
  const set = <T extends { readonly id: string; readonly config: object }>(item: T): T => {
    const own = Object.entries(fields).filter(([path]) => idOf(cast, path.slice(0, path.lastIndexOf('.'))) === item.id)
    const changed = own.map(([path, value]) => [path.slice(path.lastIndexOf('.') + 1), value] as const)
    for (const [name] of changed) expect(item.config, `${cast.kind}: ${item.id}`).toHaveProperty(name)
    return { ...item, config: { ...item.config, ...Object.fromEntries(changed) } }
  }
  const ids = [...drawn.components, ...drawn.connections].map(({ id }) => id)
  for (const path of Object.keys(fields)) expect(ids).toContain(idOf(cast, path.slice(0, path.lastIndexOf('.'))))
  const timeline = troubles.map(({ type, target, atMs, durationMs, params }, index) => {
    const id = idOf(cast, target)
    expect(ids, `${cast.kind} has no ${target}`).toContain(id)
    const isConnection = drawn.connections.some((connection) => connection.id === id)
    const aim = { type: isConnection ? 'connection' : 'component', id } as const
    const lasts = durationMs === undefined ? {} : { durationMs }
    return { id: `trouble-${index}`, atMs, ...lasts, fault: { type, target: aim, params } }
  })
  return { ...drawn, components: drawn.components.map(set), connections: drawn.connections.map(set), timeline }
}

function idOf({ roles }: Cast, part: string): string {
  return roles[part] ?? part
}

const played = new Map<string, readonly Summary[]>()

/** The summaries of a trial, one a seed; the same circumstances are played once. */
function play(cast: Cast, circumstances: Circumstances): readonly Summary[] {
  const resolved = Object.entries(circumstances.fields).map(([path, value]) => {
    const dot = path.lastIndexOf('.')
    return [idOf(cast, path.slice(0, dot)), path.slice(dot + 1), value]
  })
  const key = JSON.stringify([
    cast.kind,
    resolved,
    circumstances.troubles.map((each) => ({ ...each, target: idOf(cast, each.target) })),
  ])
  const known = played.get(key)
  if (known !== undefined) return known
  const summaries = SEEDS.map((seed) => {
    const watch = new Watch(staged(cast, circumstances, seed))
    const from = takeSnapshot(watch.run)
    return summarize(watch.to(TRIAL_MS).run, from, watch.history)
  })
  played.set(key, summaries)
  return summaries
}

/** Holds two sets of circumstances against each other, seed by seed. */
function expectShift(cast: Cast, shift: Shift, before: Circumstances, after: Circumstances): void {
  const base = play(cast, before)
  const changed = play(cast, after)
  const sign = shift.direction === 'up' ? 1 : -1
  const values = [base, changed].map((runs) => runs.map((summary) => measureOf(summary, shift.measure, cast.roles)))
  const differences = SEEDS.map((_, n) => sign * (values[1]![n]! - values[0]![n]!))
  const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length
  const variance = differences.reduce((sum, each) => sum + (each - mean) * (each - mean), 0) / (differences.length - 1)
  const error = Math.sqrt(variance / differences.length)
  const seen = `${shift.measure} went from ${String(values[0])} to ${String(values[1])}`
  expect(mean, seen).toBeGreaterThan(0)
  expect(mean, seen).toBeGreaterThan(STANDARD_ERRORS * error)
}

/** Tries a field: both runs have what is given, one of them also the other value. */
function expectEffect(cast: Cast, name: string, field: Field, worsened: readonly Trouble[] = []): void {
  const { set, given = {}, faults: planned = [], on = 'self' }: Effect = field.effect
  expect(fieldProblem(field, set), 'the value has to be one that the field can have').toBeUndefined()
  const troubles = [
    ...planned.map((fault) => ({ ...fault, params: defaultsOf(faults[fault.type].fields) })),
    ...worsened,
  ]
  const before = { fields: given, troubles }
  if (worsened.length > 0) {
    const worse = worsened.map((each) => ({ ...each, params: { ...each.params, [name]: set } }))
    return expectShift(cast, field.effect, before, { fields: given, troubles: worse })
  }
  expectShift(cast, field.effect, before, { fields: { ...given, [`${on}.${name}`]: set }, troubles })
}

function castOf(kind: KindName): Cast {
  return { kind, roles: { victim: trials[kind].victim ?? 'self' } }
}

/** The connection under test of a port: the first that leaves there. */
function portCast(kind: KindName, port: string): Cast {
  const connection = trialDesign(kind, 1).connections.find((each) => each.from === 'self' && each.port === port)
  if (connection === undefined) throw new Error(`the trial of ${kind} has nothing at its port ${port}`)
  return { kind, roles: { connection: connection.id, callee: connection.to } }
}

function trouble(type: Fault['type'], target: string): Trouble {
  const { momentary, fields, trial } = faults[type]
  return { type, target, atMs: momentary ? SUDDEN_MS : 500, params: { ...defaultsOf(fields), ...trial } }
}

const named = (fields: Fields) => Object.entries(fields).map(([name, field]) => ({ name, field }))

const everyKind = kinds.map((definition) => ({ kind: definition.kind as KindName, definition }))
const everyPort = everyKind.flatMap(({ kind, definition }) =>
  Object.entries(definition.ports).map(([port, { fields, troubles }]) => ({ kind, port, fields, troubles })),
)

describe.each(everyKind)('of $kind', ({ kind, definition }) => {
  test.each(named(definition.fields))('the field $name does what it says', ({ name, field }) => {
    expectEffect(castOf(kind), name, field)
  })

  test.each(definition.faults.map((type) => ({ type })))('the fault $type shows', ({ type }) => {
    const after = { fields: {}, troubles: [trouble(type, 'self')] }
    expectShift(castOf(kind), faults[type].effect, { fields: {}, troubles: [] }, after)
  })
})

describe.each(everyPort)('of connections at the port $port of $kind', ({ kind, port, fields, troubles }) => {
  test.each(named(fields))('the field $name does what it says', ({ name, field }) => {
    const on = { ...field, effect: { ...field.effect, on: field.effect.on ?? 'connection' } }
    expectEffect(portCast(kind, port), name, on)
  })

  test.each(connectionFaults.map((type) => ({ type })))('the fault $type shows', ({ type }) => {
    const shift = troubles?.[type] ?? faults[type].effect
    const after = { fields: {}, troubles: [trouble(type, 'connection')] }
    expectShift(portCast(kind, port), shift, { fields: {}, troubles: [] }, after)
  })
})

describe.each(Object.values(faults).filter(({ fields }) => Object.keys(fields).length > 0))(
  'of the fault $type',
  ({ type, aims, fields }) => {
    const sufferer = kinds.find((definition) => definition.faults.includes(type))?.kind ?? 'load-balancer'
    test.each(named(fields))('the field $name does what it says', ({ name, field }) => {
      const kind = sufferer as KindName
      const cast = aims === 'component' ? castOf(kind) : portCast(kind, 'targets')
      expectEffect(cast, name, field, [trouble(type, aims === 'component' ? 'self' : 'connection')])
    })
  },
)
