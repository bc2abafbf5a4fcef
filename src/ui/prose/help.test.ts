import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kinds } from '../../catalog/index.ts'
import { limitsOf } from './help.ts'
import { parseMarkdown } from './markdown.ts'

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8')

test.each(kinds.map(({ kind }) => kind))('the help on %s ends with what it leaves out', (kind) => {
  for (const [language, heading] of [
    ['en', '## Not modeled'],
    ['ko', '## 모델링하지 않는 것'],
  ] as const) {
    const help = read(`../../catalog/${kind}/help.${language}.md`)
    expect(limitsOf(help)).toEqual(parseMarkdown(help.slice(help.indexOf(heading) + heading.length)))
    expect(limitsOf(help).length).toBeGreaterThan(0)
  }
})

test('how far to trust it is said paragraph by paragraph in both languages', () => {
  const shapeOf = (language: string) =>
    parseMarkdown(read(`../trust/trust.${language}.md`)).map((block) => {
      return block.type === 'list' ? block.items.length : block.type
    })
  expect(shapeOf('ko')).toEqual(shapeOf('en'))
})
