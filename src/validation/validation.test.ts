/** A few of the given cases, small enough for every run of the tests; `npm run validate` does them all. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { totalsByKind } from '../ui/trust/totals.ts'
import { cases } from './cases.ts'
import { judge } from './judge.ts'
import { flatten, readOracle } from './oracle.ts'
import { measure, validate } from './run.ts'

const given = readOracle()
const FAST = [
  'Q-02',
  'Q-18',
  'Q-59',
  'LB-W1',
  'LB-W2',
  'G-02',
  'G-03',
  'G-04',
  'G-06',
  'G-07',
  'G-09',
  'R-24',
  'R-51',
  'S-07',
  'N-24',
  'C-42',
]

test.each(FAST)('%s comes out as it should', (id) => {
  const expressed = cases.find((each) => each.id === id)
  if (expressed === undefined || expressed.class === 'outOfScope') throw new Error(`${id} is not expressed`)
  const outcome = validate(
    given.find((each) => each.id === id)!,
    expressed,
  )
  expect(outcome.verdicts.filter(({ isRight }) => !isRight)).toEqual([])
  expect(outcome.verdicts.length).toBeGreaterThan(0)
})

test('every expressed case is a given one, and is expressed once', () => {
  const ids = cases.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(given.map((each) => each.id)).toContain(id)
})

const BESIDE = fileURLToPath(new URL('../../../shared/oracle.json', import.meta.url))

test('what is kept here is all that was given, unchanged', () => {
  const original = existsSync(BESIDE) ? readOracle(BESIDE) : given
  expect(given.length).toBe(206)
  expect(given.map(({ id, kind, expected, source }) => ({ id, kind, expected, source }))).toEqual(
    original.map(({ id, kind, expected, source }) => ({ id, kind, expected, source: source ?? '' })),
  )
})

test('the totals that the app shows are of these cases', () => {
  const kinds = [...new Set(given.map(({ kind }) => kind))]
  expect(Object.keys(totalsByKind)).toEqual(kinds)
  for (const kind of kinds) {
    const own = given.filter((each) => each.kind === kind)
    const expressed = cases.filter(({ id }) => own.some((each) => each.id === id))
    const { given: all, passing, failing, outOfScope } = totalsByKind[kind as keyof typeof totalsByKind]
    expect(all).toBe(own.length)
    expect(outOfScope).toBe(expressed.filter((each) => each.class === 'outOfScope').length)
    expect(passing + failing).toBe(expressed.length - outOfScope)
  }
})

describe('judging', () => {
  const measured = { mean: 1.01, error: 0.001, replications: 20, jobs: 4e5 }

  test('a tolerance shrinks with the root of the jobs, to a floor', () => {
    const tolerance = { tol_rel_1e5: 0.03, tol_rel_1e6: 0.01 }
    expect(judge('T', 1, measured, { tolerance }).allowed).toBeCloseTo(0.015, 12)
    expect(judge('T', 1, measured, { tolerance }).isRight).toBe(true)
    expect(judge('T', 1, { ...measured, jobs: 1e8 }, { tolerance }).allowed).toBeCloseTo(0.002, 12)
    expect(judge('T', 1, { ...measured, jobs: 1e8 }, { tolerance }).isRight).toBe(false)
  })

  test('without one, four standard errors', () => {
    expect(judge('T', 1, measured, {}).isRight).toBe(false)
    expect(judge('T', 1.0065, measured, {}).isRight).toBe(true)
  })

  test('a limit is approached from above', () => {
    const allowance = { type: 'above', share: 0.1 } as const
    expect(judge('T', 1, { ...measured, mean: 1.09 }, { allowance }).isRight).toBe(true)
    expect(judge('T', 1, { ...measured, mean: 0.99 }, { allowance }).isRight).toBe(false)
  })
})

test('expectations are told by path', () => {
  const found = flatten({ T: 1, X: [2, 3], deep: { a: true }, words: 'abc' })
  expect([...found]).toEqual([
    ['T', 1],
    ['X.0', 2],
    ['X.1', 3],
    ['deep.a', 1],
  ])
})

test('what was run is the mean over seeds of what the summary says', () => {
  const [experiment] = experimentsOf('Q-02')
  const few = { ...experiment!, replications: 2 }
  const both = measure(few).get('T')!
  const first = measure({ ...few, replications: 1 }).get('T')!
  expect(both.mean).not.toBe(first.mean)
  expect(both.jobs).toBeGreaterThan(first.jobs)
  expect(both.error).toBeGreaterThan(0)
})

function experimentsOf(id: string) {
  const expressed = cases.find((each) => each.id === id)
  return expressed === undefined || expressed.class === 'outOfScope' ? [] : (expressed.experiments?.() ?? [])
}
