import { describe, expect, test } from 'vitest'
import { VERSION } from './architecture.ts'
import { type Migration, migrate, migrations, oldestVersion } from './migrations.ts'

/** For each migration by name a document before and after it. A migration without a sample fails the first test. */
const samples: Readonly<Record<string, { before: Record<string, unknown>; after: Record<string, unknown> }>> = {}

describe('the migrations of this app', () => {
  test('each is run by a sample', () => {
    expect(Object.keys(samples)).toEqual(migrations.map(({ name }) => name))
    for (const migration of migrations) {
      const sample = samples[migration.name]
      expect(migrate(sample?.before ?? {}, migration.from, { to: migration.from + 1 })).toEqual(sample?.after)
    }
  })

  test('they follow each other up to the present version', () => {
    expect(migrations.map(({ from }) => from)).toEqual(
      migrations.map((_, index) => VERSION - migrations.length + index),
    )
    expect(oldestVersion()).toBe(VERSION - migrations.length)
  })
})

describe('migrating', () => {
  const list: Migration[] = [
    { name: 'title becomes name', from: 1, migrate: ({ title, ...rest }) => ({ ...rest, name: title }) },
    { name: 'notes are there', from: 2, migrate: (document) => ({ ...document, notes: [] }) },
  ]

  test('runs every migration from the version on, in order', () => {
    expect(migrate({ version: 1, title: 'a' }, 1, { list, to: 3 })).toEqual({ version: 3, name: 'a', notes: [] })
    expect(migrate({ version: 2, name: 'a' }, 2, { list, to: 3 })).toEqual({ version: 3, name: 'a', notes: [] })
    expect(oldestVersion(list)).toBe(1)
  })

  test('leaves the document it was given alone', () => {
    const document = { version: 1, title: 'a' }
    migrate(document, 1, { list, to: 3 })
    expect(document).toEqual({ version: 1, title: 'a' })
  })

  test('a missing migration is a mistake of ours', () => {
    expect(() => migrate({ version: 0 }, 0, { list, to: 3 })).toThrow('from version 0')
  })
})
