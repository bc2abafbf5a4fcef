import { describe, expect, test } from 'vitest'
import { faults } from './faults.ts'
import type { Fields } from './fields.ts'
import { kinds } from './index.ts'
import { sources } from './sources.ts'
import type { Source } from './sources.ts'

/** Every group of fields of the catalog, with a name to find it by. */
const groups: readonly (readonly [string, Fields])[] = [
  ...kinds.map((kind) => [kind.kind, kind.fields] as const),
  ...kinds.flatMap((kind) =>
    Object.entries(kind.ports).map(([name, port]) => [`${kind.kind}.${name}`, port.fields] as const),
  ),
  ...Object.values(faults).map((fault) => [`fault ${fault.type}`, fault.fields] as const),
]

/** The defaults that name a source, as `group.field` and the key they name. */
const citations = groups.flatMap(([group, fields]) =>
  Object.entries(fields).flatMap(([name, { provenance }]) =>
    'source' in provenance ? [{ where: `${group}.${name}`, key: provenance.source }] : [],
  ),
)

const listed: readonly (readonly [string, Source])[] = Object.entries(sources)

describe('sources', () => {
  test('every source that a default names is listed', () => {
    const missing = citations.filter(({ key }) => !Object.hasOwn(sources, key))
    expect(missing, 'add it to sources.ts').toEqual([])
  })

  test('every listed source is named by a default, or by a bill', () => {
    const named = new Set<string | undefined>(citations.map(({ key }) => key))
    for (const { bill } of kinds) named.add(bill?.source)
    expect(
      listed.map(([key]) => key).filter((key) => !named.has(key)),
      'remove it from sources.ts',
    ).toEqual([])
  })

  test('an assumption says why', () => {
    const terse = groups.flatMap(([group, fields]) =>
      Object.entries(fields).flatMap(([name, { provenance }]) =>
        'assumption' in provenance && provenance.assumption.split(' ').length < 4 ? [`${group}.${name}`] : [],
      ),
    )
    expect(terse).toEqual([])
  })

  test.each(listed)('%s has a title, an address and the month it was read', (_key, { title, url, read }) => {
    expect(title.trim()).not.toBe('')
    const address = new URL(url)
    expect(['http:', 'https:']).toContain(address.protocol)
    expect(address.hostname).toContain('.')
    expect(read).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/)
  })

  test('titles tell the sources apart', () => {
    const titles = listed.map(([, { title }]) => title)
    expect(new Set(titles).size).toBe(titles.length)
  })
})
