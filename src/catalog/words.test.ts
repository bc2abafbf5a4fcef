/** No word is missing, in either language, and none is left over from something that is gone. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { en as connectionEn } from './connection/words.en.ts'
import { ko as connectionKo } from './connection/words.ko.ts'
import { faults } from './faults.ts'
import { en as faultsEn } from './faults.words.en.ts'
import { ko as faultsKo } from './faults.words.ko.ts'
import type { Fields, Operation } from './fields.ts'
import { catalog, kinds } from './index.ts'
import type { KindName } from './index.ts'
import type { KindDefinition, KindWords } from './kind.ts'

const LANGUAGES = ['en', 'ko'] as const

const OPERATIONS: Readonly<Record<Operation, true>> = { static: true, read: true, write: true, job: true }

/** What can be waited for at a component of each kind. */
const STATIONS: Readonly<Record<KindName, readonly string[]>> = {
  client: [],
  dns: [],
  cdn: [],
  gateway: ['places', 'cores', 'pace'],
  'load-balancer': ['connections', 'cores'],
  server: ['threads', 'cores'],
  cache: ['core', 'clients'],
  database: ['connections', 'cores'],
  queue: [],
  worker: ['slots', 'cores'],
  region: [],
  zone: [],
  tier: [],
  host: ['cores'],
}

/** Names that Korean engineers write in Latin letters. */
const LATIN_IN_KOREAN = ['DNS', 'CoDel', 'CDN', 'SIEVE', 'S3-FIFO', 'LRU', 'LFU', 'FIFO', '4G', '5G', 'TCP']

const HANGUL = /[가-힣]/

const BRITISH = /\b\w*(modell(ed|ing)|behaviour|colour|centre|fibre|licence|analyse|favour)\b|\b(organ|optim|util)is/i

const cases = kinds.flatMap((kind) => LANGUAGES.map((language) => ({ name: kind.kind, language, kind })))

const faultCases = Object.values(faults).flatMap(({ type }) => [
  { type, language: 'en', words: faultsEn[type] },
  { type, language: 'ko', words: faultsKo[type] },
])

function wordsOf(kind: KindDefinition, language: 'en' | 'ko'): KindWords {
  return kind.words[language]
}

function sortedKeys(record: object | undefined): string[] {
  return Object.keys(record ?? {}).toSorted()
}

/** The names of all choices that some fields offer. */
function optionsOf(fields: Fields): string[] {
  const options = Object.values(fields).flatMap((field) =>
    field.type === 'choice' ? field.options : field.type === 'classes' ? Object.keys(OPERATIONS) : [],
  )
  return [...new Set(options)].toSorted()
}

/** Every string of a tree of words, with the path to it. */
function strings(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (typeof value === 'string') return [[path + key, value]]
    return strings(value as object, `${path}${key}.`)
  })
}

/** Labels and helps under `fields`, by the manners of both languages. */
function expectTidyFields(fields: KindWords['fields']): void {
  for (const [name, { label, help }] of Object.entries(fields)) {
    expect(label.split(' ').length, `${name}: a label of one to three words`).toBeLessThanOrEqual(3)
    expect(label, `${name}: a label begins large`).toMatch(/^[A-Z가-힣]/)
    expect(help, `${name}: help is whole sentences`).toMatch(/^[A-Z가-힣].*\.$/)
    expect(help.length, `${name}: help is short`).toBeLessThanOrEqual(250)
  }
}

function expectKorean(words: object): void {
  const latin = strings(words).filter(([, text]) => !HANGUL.test(text) && !LATIN_IN_KOREAN.includes(text))
  expect(latin, 'write it in Korean').toEqual([])
}

function expectEnglish(words: object): void {
  const foreign = strings(words).filter(([, text]) => HANGUL.test(text) || BRITISH.test(text))
  expect(foreign, 'write it in American English').toEqual([])
}

describe.each(cases)('words of $name in $language', ({ kind, language }) => {
  const words = wordsOf(kind, language)

  test('every field has them, and nothing else', () => {
    expect(sortedKeys(words.fields)).toEqual(sortedKeys(kind.fields))
    expectTidyFields(words.fields)
  })

  test('every option has them, and nothing else', () => {
    expect(sortedKeys(words.options)).toEqual(optionsOf(kind.fields))
  })

  test('every port has them, and nothing else', () => {
    expect(sortedKeys(words.ports)).toEqual(sortedKeys(kind.ports))
  })

  test('every gauge has them, and nothing else', () => {
    expect(sortedKeys(words.gauges)).toEqual(sortedKeys(kind.gauges))
  })

  test('every station has them, and nothing else', () => {
    expect(sortedKeys(words.stations)).toEqual([...STATIONS[kind.kind as KindName]].toSorted())
    for (const { from } of Object.values(kind.gauges)) {
      if ('station' in from) expect(Object.keys(words.stations ?? {})).toContain(from.station)
    }
  })

  test('words that stand inside a sentence begin small', () => {
    const inside = [words.gauges, words.stations ?? {}, words.ports].flatMap((tree) => strings(tree))
    expect(inside.filter(([, text]) => /^[A-Z][a-z]/.test(text))).toEqual([])
  })

  test('no text is empty, padded or doubled in its spaces', () => {
    expect(strings(words).filter(([, text]) => text === '' || text !== text.trim() || text.includes('  '))).toEqual([])
  })

  test('they are in their language', () => {
    if (language === 'ko') expectKorean(words)
    else expectEnglish(words)
  })
})

describe.each([
  { language: 'en', words: connectionEn },
  { language: 'ko', words: connectionKo },
])('words of connections in $language', ({ language, words }) => {
  const portFields = kinds.flatMap((kind) => Object.values(kind.ports).map((port) => port.fields))

  test('every field of every port has them, and nothing else', () => {
    expect(sortedKeys(words.fields)).toEqual(
      [...new Set(portFields.flatMap((fields) => Object.keys(fields)))].toSorted(),
    )
    expectTidyFields(words.fields)
  })

  test('every option has them, and nothing else', () => {
    expect(sortedKeys(words.options)).toEqual([...new Set(portFields.flatMap(optionsOf))].toSorted())
  })

  test('they are in their language', () => {
    if (language === 'ko') expectKorean(words)
    else expectEnglish(words)
  })
})

test('every fault has words in both languages, and nothing else has', () => {
  expect(sortedKeys(faultsEn)).toEqual(sortedKeys(faults))
  expect(sortedKeys(faultsKo)).toEqual(sortedKeys(faults))
})

describe.each(faultCases)('words of the fault $type in $language', ({ type, language, words }) => {
  test('every field has them, and nothing else', () => {
    expect(sortedKeys(words.fields)).toEqual(sortedKeys(faults[type].fields))
    expectTidyFields(words.fields)
  })

  test('every option has them, and nothing else', () => {
    expect(sortedKeys(words.options)).toEqual(optionsOf(faults[type].fields))
  })

  test('a fault that lasts says how it ends, a momentary one does not', () => {
    expect(words.repair !== undefined).toBe(!faults[type].momentary)
  })

  test('they are in their language', () => {
    if (language === 'ko') expectKorean(words)
    else expectEnglish(words)
  })
})

describe.each(Object.keys(catalog))('help of %s', (name) => {
  const [en, ko] = LANGUAGES.map((language) =>
    readFileSync(new URL(`${name}/help.${language}.md`, import.meta.url), 'utf8'),
  ) as [string, string]
  const blocks = (text: string) => text.trim().split(/\n\n+/)
  /** What the blocks are, in order: a heading, so many points, or a paragraph. */
  const shape = (text: string) =>
    blocks(text).map((block) => {
      if (block.startsWith('## ')) return 'heading'
      return block.startsWith('- ') ? `points ${block.split('\n').length}` : 'paragraph'
    })

  test('both languages are built alike', () => {
    expect(shape(ko)).toEqual(shape(en))
    expect(shape(en).filter((block) => block === 'heading')).toHaveLength(5)
  })

  test('every heading has text below it', () => {
    const bare = shape(en).filter(
      (block, index, all) => block === 'heading' && (all[index + 1] ?? 'heading') === 'heading',
    )
    expect(bare).toEqual([])
  })

  test.each([
    ['en', en],
    ['ko', ko],
  ])('%s has 120 to 250 words', (_language, text) => {
    const count = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
    expect(count).toBeGreaterThanOrEqual(120)
    expect(count).toBeLessThanOrEqual(250)
  })

  test('every block is in its language', () => {
    expect(blocks(en).filter((block) => HANGUL.test(block))).toEqual([])
    expect(blocks(ko).filter((block) => !HANGUL.test(block))).toEqual([])
  })

  test('English is spelled the American way', () => {
    expect(en).not.toMatch(BRITISH)
  })
})
