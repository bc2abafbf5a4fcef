/** The given truth: what well-known models and measured systems say, with tolerances and sources. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** How far a figure may be off, relative to it, after so many measured jobs; or in words. */
export type Tolerance = { readonly tol_rel_1e5: number; readonly tol_rel_1e6: number } | string

export interface GivenCase {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly basis: string
  readonly expected: Readonly<Record<string, unknown>>
  readonly tolerance?: Readonly<Record<string, Tolerance>>
  readonly source: string
}

const KEPT = fileURLToPath(new URL('./oracle.json', import.meta.url))

/** The cases, as they are kept here or in another file of the same form. */
export function readOracle(path = KEPT): readonly GivenCase[] {
  const read = JSON.parse(readFileSync(path, 'utf8')) as readonly GivenCase[] | { readonly cases: readonly GivenCase[] }
  return 'cases' in read ? read.cases : read
}

/** Numbers and truths of an expectation by path: `T`, `X.2`, `p999_ms.wait1_of_2`. */
export function flatten(expected: Readonly<Record<string, unknown>>, prefix = ''): Map<string, number> {
  const found = new Map<string, number>()
  for (const [key, value] of Object.entries(expected)) {
    const path = prefix + key
    if (typeof value === 'number') found.set(path, value)
    else if (typeof value === 'boolean') found.set(path, value ? 1 : 0)
    else if (typeof value === 'object' && value !== null) {
      const inner = flatten(value as Readonly<Record<string, unknown>>, `${path}.`)
      for (const [name, number] of inner) found.set(name, number)
    }
  }
  return found
}

/** What is expected in words: `sequence`, `order.2`. */
export function flattenWords(expected: Readonly<Record<string, unknown>>, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(expected)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else if (typeof value === 'object' && value !== null) {
      const inner = flattenWords(value as Readonly<Record<string, unknown>>, `${prefix}${key}.`)
      for (const [name, text] of inner) found.set(name, text)
    }
  }
  return found
}
