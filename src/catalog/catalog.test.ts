/** What every kind owes: help, sources, looks, an example that has it, and gauges that read something. */
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fieldProblem } from '../architecture/config.ts'
import { examples } from '../examples/examples.ts'
import { Play } from '../simulation/play.fixture.ts'
import { trialDesign } from '../simulation/trials.fixture.ts'
import { faults } from './faults.ts'
import { conditionsOf, type Field, type Fields } from './fields.ts'
import { catalog, kindOf, type KindName, kinds } from './index.ts'
import type { Gauge } from './kind.ts'
import { sources } from './sources.ts'

const everyKind = kinds.map((definition) => ({ kind: definition.kind as KindName, definition }))

/** Counters that every component has, beside those its plan declares. */
const COMMON = ['arrivals', 'ended', 'ok', 'failed']

const here = (path: string) => new URL(path, import.meta.url)

/** All groups of fields of a kind: its own, and those of the connections that leave it. */
function fieldsOf(kind: KindName): [string, Field][] {
  const { fields, ports } = kindOf(kind)!
  const groups: [string, Fields][] = [
    ['', fields],
    ...Object.entries(ports).map(([port, each]): [string, Fields] => [`${port}.`, each.fields]),
  ]
  return groups.flatMap(([prefix, group]) =>
    Object.entries(group).map(([name, field]): [string, Field] => [prefix + name, field]),
  )
}

test('a kind stands in the catalog under its own name', () => {
  for (const [name, { kind }] of Object.entries(catalog)) expect(kind).toBe(name)
  expect(kindOf('no such kind')).toBeUndefined()
  expect(kindOf('toString')).toBeUndefined()
})

test('every kind has a number of its own, so that its draws are told apart', () => {
  const numbers = kinds.map(({ number }) => number)
  expect(new Set(numbers).size).toBe(kinds.length)
  expect(numbers.every((number) => number >= 0 && number < 16)).toBe(true)
})

describe.each(everyKind)('$kind', ({ kind, definition }) => {
  test('has help in both languages, and tests of its own', () => {
    for (const file of [`help.en.md`, `help.ko.md`, `${kind}.ts`, `${kind}.test.ts`]) {
      expect(existsSync(here(`./${kind}/${file}`)), file).toBe(true)
    }
  })

  test('every default is one that its field may have, and says where it comes from', () => {
    for (const [name, field] of fieldsOf(kind)) {
      expect(fieldProblem(field, field.default), name).toBeUndefined()
      const { provenance } = field
      if ('source' in provenance) expect(Object.keys(sources), name).toContain(provenance.source)
      else expect(provenance.assumption.length, name).toBeGreaterThan(20)
    }
  })

  test('what means something only beside another field names that field and its values', () => {
    for (const fields of [definition.fields, ...Object.values(definition.ports).map((port) => port.fields)]) {
      for (const [name, field] of Object.entries(fields)) {
        for (const when of conditionsOf(field)) {
          const other = fields[when.field]
          expect(['choice', 'flag', 'trace'], `${name} depends on ${when.field}`).toContain(other?.type)
          for (const value of when.is) {
            if (other?.type === 'choice') expect(other.options, name).toContain(value)
            else if (other?.type === 'trace') expect(['timed', 'untimed'], name).toContain(value)
            else expect(value, name).toBeTypeOf('boolean')
          }
        }
      }
    }
  })

  test('every effect tries a value that differs from the default', () => {
    for (const [name, { default: usual, effect }] of fieldsOf(kind)) expect(effect.set, name).not.toEqual(usual)
  })

  test('can be told in Mermaid, and found again by its name', () => {
    expect(definition.mermaid.shape).toMatch(/^[a-z]+$/)
    expect(definition.mermaid.hints.length).toBeGreaterThan(0)
    for (const hint of definition.mermaid.hints) expect(hint).toBe(hint.toLowerCase().trim())
  })

  test('is in an example, whose picture is kept', () => {
    const showing = examples.filter(({ architecture }) => architecture.components.some((each) => each.kind === kind))
    expect(showing.map(({ slug }) => slug)).not.toEqual([])
    for (const { slug } of showing) expect(existsSync(here(`../examples/__goldens__/${slug}.txt`)), slug).toBe(true)
  })

  test('has a gauge for its face, and gauges that read what its plan declares', () => {
    const { gauges, look } = definition
    if (definition.sort === 'component') expect(Object.keys(gauges)).toContain(look.headline)
    const built = new Play(trialDesign(kind, 1)).run.built.components.find(({ id }) => id === 'self')!
    const counters = [...built.counters, ...COMMON]
    const callees = (port: string) =>
      trialDesign(kind, 1).connections.filter(({ from, port: own }) => from === 'self' && own === port)
    const levelsOf = ({ from, each: port }: Gauge) => {
      if (from.type !== 'level') return []
      return port === undefined ? [from.cell] : callees(port).map(({ to }) => `${from.cell}:${to}`)
    }
    for (const [name, { from, each: port }] of Object.entries(gauges)) {
      if (port !== undefined) {
        expect(Object.keys(definition.ports), name).toContain(port)
        expect(from.type, name).toBe('level')
      } else if (from.type === 'level') expect(Object.keys(built.levels), name).toContain(from.cell)
      else if (from.type === 'utilization' || from.type === 'line')
        expect(Object.keys(built.stations), name).toContain(from.station)
      else if (from.type === 'share')
        expect(
          [from.counter, from.of].filter((each) => !counters.includes(each)),
          name,
        ).toEqual([])
      else if (from.type === 'mean')
        expect(
          [from.sum, from.count].filter((each) => !counters.includes(each)),
          name,
        ).toEqual([])
      else expect(counters, name).toContain(from.counter)
    }
    const levels = Object.values<Gauge>(gauges).flatMap(levelsOf)
    expect(levels.toSorted(), 'every level is shown by a gauge').toEqual(Object.keys(built.levels).toSorted())
  })

  test('names every line that its plan has, and no other', () => {
    const { components } = new Play(trialDesign(kind, 1)).run.built
    const { stations } = components.find(({ id }) => id === 'self')!
    expect(Object.keys(definition.words.en.stations ?? {}).toSorted()).toEqual(Object.keys(stations).toSorted())
  })

  test('suffers only troubles that are aimed at components', () => {
    expect(definition.faults.filter((type) => faults[type].aims !== 'component')).toEqual([])
    expect(new Set(definition.faults).size).toBe(definition.faults.length)
  })

  test('has at each port somebody to call', () => {
    for (const [port, { accepts }] of Object.entries(definition.ports)) {
      const callees = kinds.filter(({ offers }) => accepts.some((role) => offers.includes(role)))
      expect(
        callees.map((each) => each.kind),
        port,
      ).not.toEqual([])
    }
  })
})
