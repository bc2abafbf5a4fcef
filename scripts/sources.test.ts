import { expect, test } from 'vitest'
import { COMPUTED, projectFiles, readSource, readText } from './sources.ts'

const edgesOf = (text: string) =>
  readSource('src/ui/canvas/Canvas.tsx', text).edges.map((edge) => [edge.to, edge.manner])

test('tells imports that are loaded from those of types only', () => {
  expect(edgesOf(`import { a } from '../../base/a.ts'`)).toEqual([['src/base/a.ts', 'static']])
  expect(edgesOf(`import '@mantine/core/styles.css'`)).toEqual([['@mantine/core/styles.css', 'static']])
  expect(edgesOf(`import type { A } from './a.ts'`)).toEqual([['src/ui/canvas/a.ts', 'type']])
  expect(edgesOf(`import { type A, b } from './a.ts'`)).toEqual([['src/ui/canvas/a.ts', 'static']])
  expect(edgesOf(`const a: import('../a.ts').A = 1`)).toEqual([['src/ui/a.ts', 'type']])
})

test('reads what is exported from elsewhere', () => {
  expect(edgesOf(`export { a } from '../a.ts'`)).toEqual([['src/ui/a.ts', 'static']])
  expect(edgesOf(`export type { A } from '../a.ts'`)).toEqual([['src/ui/a.ts', 'type']])
  expect(edgesOf(`export const a = 1`)).toEqual([])
})

test('finds files that are loaded later: dynamic imports, globs, workers', () => {
  expect(edgesOf(`const a = await import('mermaid')`)).toEqual([['mermaid', 'dynamic']])
  expect(edgesOf(`import.meta.glob(['../x/*.md', '../y/*.md'])`)).toEqual([
    ['src/ui/x/*.md', 'dynamic'],
    ['src/ui/y/*.md', 'dynamic'],
  ])
  expect(edgesOf(`new Worker(new URL('../../worker/simulation.worker.ts', import.meta.url))`)).toEqual([
    ['src/worker/simulation.worker.ts', 'dynamic'],
  ])
  expect(edgesOf(`new URL('../a.ts', 'https://example.org')`)).toEqual([])
})

test('shows an import whose address is only known at run time', () => {
  expect(edgesOf('const a = await import(`./${name}.ts`)')).toEqual([[COMPUTED, 'dynamic']])
})

test('ignores what only looks like an import, in comments and strings', () => {
  expect(edgesOf(`// import { a } from './a.ts'\nconst text = "import { b } from './b.ts'"`)).toEqual([])
})

test('drops the query of an import', () => {
  expect(edgesOf(`import help from './help.md?raw'`)).toEqual([['src/ui/canvas/help.md', 'static']])
})

test('recognizes a barrel by what it does', () => {
  const isBarrel = (text: string) => readSource('src/a.ts', text).isBarrel
  expect(isBarrel(`export { a } from './a.ts'\nexport type { B } from './b.ts'`)).toBe(true)
  expect(isBarrel(`export { a } from './a.ts'\nexport const b = 1`)).toBe(false)
  expect(isBarrel(`export const b = 1`)).toBe(false)
})

test('counts powers, except those of two in digits', () => {
  const powersOf = (text: string) => readSource('src/a.ts', text).powers
  expect(powersOf(`export const a = 2 ** 32 + 2 ** -53`)).toBe(0)
  expect(powersOf(`export const a = (x: number) => x ** 2`)).toBe(1)
  expect(powersOf(`export const a = (x: number) => (x **= 0.5)`)).toBe(1)
})

test('refuses a file that does not parse, since its imports would go unseen', () => {
  expect(() => readSource('src/a.ts', 'import {')).toThrow('src/a.ts does not parse')
})

test('lists this very file and reads it', () => {
  expect(projectFiles()).toContain('scripts/sources.test.ts')
  expect(readText('scripts/sources.test.ts')).toContain('lists this very file')
  expect(readText('none.ts')).toBeUndefined()
})
