import { expect, test } from 'vitest'
import { kinds } from '../catalog/index.ts'
import { catalogObject } from './catalog-object.ts'
import { catalogReport } from './catalog-report.ts'

const catalog = catalogObject()
const fields = [
  ...catalog.kinds.flatMap(({ kind, fields: own, ports }) => [
    ...Object.entries(own).map(([name, field]) => ({ at: `${kind}.${name}`, field })),
    ...Object.entries(ports).flatMap(([port, { fields: ofPort }]) =>
      Object.entries(ofPort).map(([name, field]) => ({ at: `${kind}.${port}.${name}`, field })),
    ),
  ]),
  ...catalog.faults.flatMap(({ type, fields: params }) =>
    Object.entries(params).map(([name, field]) => ({ at: `${type}.${name}`, field })),
  ),
]

test('every kind is there, in order, with words', () => {
  expect(catalog.kinds.map(({ kind }) => kind)).toEqual(kinds.map(({ kind }) => kind))
  for (const { title, summary, gauges, ports } of catalog.kinds) {
    expect(title && summary).not.toBe('')
    for (const { label } of [...Object.values(gauges), ...Object.values(ports)]) expect(label).toMatch(/./)
  }
})

test('every field is told in full', () => {
  expect(fields.length).toBeGreaterThan(80)
  for (const { at, field } of fields) {
    expect(field.label, at).toMatch(/./)
    expect(field.help, at).toMatch(/./)
    expect(field.effect.measure, at).toMatch(/./)
    const { provenance } = field
    expect('assumption' in provenance ? provenance.assumption : provenance.url, at).toMatch(/./)
    const limited = { duration: 'ms', distribution: 'ms', count: 'count', ratio: 'ratio' }[field.type as string]
    if (limited !== undefined) expect([field.unit, field.min! < field.max!], at).toEqual([limited, true])
    if (field.type === 'choice') expect(field.options?.length, at).toBeGreaterThan(1)
  }
})

test('it survives the way through JSON', () => expect(JSON.parse(JSON.stringify(catalog))).toEqual(catalog))

test('a field of connections says where it is found', () => {
  expect(catalog.connections.fields['reads']).toMatchObject({ label: 'Reads', type: 'choice' })
  expect(catalog.connections.fields['reads']?.ports).toContain('server.database')
  for (const { ports } of Object.values(catalog.connections.fields)) expect(ports.length).toBeGreaterThan(0)
})

test('as text, every kind and field has its line', () => {
  const text = catalogReport()
  for (const { kind, fields: own } of kinds) {
    expect(text).toContain(`${kind}: `)
    for (const name of Object.keys(own)) expect(text).toMatch(new RegExp(`^ {2}${name} {2}`, 'm'))
  }
})
