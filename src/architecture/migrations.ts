/**
 * Documents of earlier versions, brought up one version at a time. Migrations are pure, named, appended and never
 * removed; each has a sample in `migrations.test.ts`.
 */
import { assert } from '../base/assert.ts'
import { VERSION } from './architecture.ts'

/** Turns a document of version `from` into one of the next. It meets unchecked data and must bear with it. */
export interface Migration {
  readonly name: string
  readonly from: number
  readonly migrate: (document: Readonly<Record<string, unknown>>) => Record<string, unknown>
}

/** All migrations, the oldest first: version 1 has none before it. */
export const migrations: readonly Migration[] = []

/** The oldest version that can be read. */
export function oldestVersion(list: readonly Migration[] = migrations): number {
  return list[0]?.from ?? VERSION
}

/** A document of version `from`, brought to `to` by the migrations between. */
export function migrate(
  document: Readonly<Record<string, unknown>>,
  from: number,
  { list = migrations, to = VERSION as number }: { list?: readonly Migration[]; to?: number } = {},
): Readonly<Record<string, unknown>> {
  let present = document
  for (let version = from; version < to; version++) {
    const migration = list.find((candidate) => candidate.from === version)
    assert(migration, `there is a migration from version ${version}`)
    present = { ...migration.migrate(present), version: version + 1 }
  }
  return present
}
