import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { problem } from '../base/problem.ts'
import { kindOf } from '../catalog/index.ts'
import { problems as en } from './problems.en.ts'
import { problems as ko } from './problems.ko.ts'
import { fillIn, problemSentence } from './sentence.ts'

const folders = ['../architecture', '../formats', '../formats/mermaid', '../formats/trace'].map(
  (path) => new URL(`${path}/`, import.meta.url),
)
const sources = folders
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /(?<!\.test|\.fixture)\.ts$/.test(name))
      .map((name) => new URL(name, folder)),
  )
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

/** Codes that the readers and rules name, in all the ways they do. */
function namedCodes(): Set<string> {
  const found = (pattern: RegExp) => [...sources.matchAll(pattern)].map((match) => match[1] ?? '')
  const suggesting = found(/'(unknown[A-Z]\w*)'/g)
  return new Set([
    ...found(/(?:problem|refuse|complain)\(\s*'(\w+)'/g),
    ...found(/report\(\s*intake,\s*'(\w+)'/g),
    ...found(/finding\(\s*'\w+',\s*'(\w+)'/g),
    ...found(/code: '(\w+)'/g),
    ...found(/'(json[A-Z]\w+)'/g),
    ...found(/'(\w+(?:Assumed|Circle))'/g),
    ...suggesting,
    ...suggesting.map((code) => `${code}Near`),
  ])
}

const titleIn = (language: 'en' | 'ko') => (kind: string) => kindOf(kind)?.words[language].title ?? kind

describe('sentences', () => {
  test('every problem has one, and none is left over', () => {
    const named = namedCodes()
    expect([...named].filter((code) => !(code in en))).toEqual([])
    expect(Object.keys(en).filter((code) => code !== 'placeNamed' && !named.has(code))).toEqual([])
  })

  test('both languages say the same with the same parameters', () => {
    expect(Object.keys(ko)).toEqual(Object.keys(en))
    const placeholders = (text: string | undefined) =>
      [...(text ?? '').matchAll(/\{\{\w+\}\}/g)].map(([name]) => name).toSorted()
    for (const code of Object.keys(en))
      expect([code, ...placeholders(ko[code])]).toEqual([code, ...placeholders(en[code])])
  })

  test('Korean is Korean', () => {
    const foreign = Object.entries(ko).filter(([code, text]) => code !== 'placeNamed' && !/[가-힣]/.test(text))
    expect(foreign).toEqual([])
  })
})

describe('problemSentence', () => {
  const field = problem('outOfRange', 'components[3].config.cores', { name: 'Web 1', found: 0, min: 1, max: 128 })

  test('says where and in which component', () => {
    expect(problemSentence(field, en, titleIn('en'))).toBe(
      'components[3].config.cores (“Web 1”): a number from 1 to 128 belongs here; 0 was found.',
    )
    expect(problemSentence(field, ko, titleIn('ko'))).toBe(
      'components[3].config.cores (‘Web 1’): 1부터 128까지의 숫자가 와야 합니다. 발견된 값: 0.',
    )
  })

  test('beside a control it begins with what is wrong', () => {
    expect(problemSentence({ ...field, where: '' }, en, titleIn('en'))).toBe(
      'A number from 1 to 128 belongs here; 0 was found.',
    )
  })

  test('names kinds in its language, and what fits between as a chain', () => {
    const params = { from: 'A', to: 'B', fromKind: 'client', toKind: 'worker', betweenKinds: 'server,queue' }
    const found = problem('connectNeedsBetween', 'client-1', params)
    expect(problemSentence(found, en, titleIn('en'))).toBe(
      '“A” (Client) has no use for “B” (Worker). What fits between: Server → Message queue.',
    )
    expect(problemSentence(found, ko, titleIn('ko'))).toContain('서버 →')
  })

  test('a name with commas or braces in it stays as it is', () => {
    const found = problem('connectSelf', 'a', { name: 'A, {{name}}' })
    expect(problemSentence(found, en, titleIn('en'))).toBe(
      '“A, {{name}}” cannot call itself. Drag to another component.',
    )
  })

  test('a code without a sentence shows as itself', () => {
    expect(problemSentence(problem('strange', ''), en, titleIn('en'))).toBe('strange')
  })
})

test('a placeholder without a parameter stays visible', () => {
  expect(fillIn('{{a}} and {{b}} and {{toString}}', { a: 1 })).toBe('1 and {{b}} and {{toString}}')
})
