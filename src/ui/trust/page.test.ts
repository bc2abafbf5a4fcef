import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kinds } from '../../catalog/index.ts'
import { en } from '../../i18n/trust.en.ts'
import { readOracle } from '../../validation/oracle.ts'
import { parseMarkdown } from '../inspector/markdown.ts'
import { limitsOf, piecesOf } from './page.ts'

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8')
const shapeOf = (text: string) =>
  parseMarkdown(text).map((block) => (block.type === 'list' ? block.items.length : block.type))

describe('the page on trust', () => {
  test.each(['en', 'ko'])('has the table and the limits in their places (%s)', (language) => {
    const pieces = piecesOf(read(`trust.${language}.md`))
    expect(pieces.map(({ type }) => type)).toEqual(['blocks', 'totals', 'blocks', 'limits'])
  })

  test('says the same in both languages, paragraph by paragraph', () => {
    expect(shapeOf(read('trust.ko.md'))).toEqual(shapeOf(read('trust.en.md')))
  })

  test('has a name for every kind of case', () => {
    expect(Object.keys(en.kinds).toSorted()).toEqual([...new Set(readOracle().map(({ kind }) => kind))].toSorted())
  })

  test.each(kinds.map(({ kind }) => kind))('knows what %s leaves out', (kind) => {
    for (const [language, heading] of [
      ['en', '## Not modeled'],
      ['ko', '## 모델링하지 않는 것'],
    ] as const) {
      const help = read(`../../catalog/${kind}/help.${language}.md`)
      expect(limitsOf(help)).toEqual(parseMarkdown(help.slice(help.indexOf(heading) + heading.length)))
      expect(limitsOf(help).length).toBeGreaterThan(0)
    }
  })
})
