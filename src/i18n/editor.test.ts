import { describe, expect, it } from 'vitest'
import { en as editorEn } from './editor.en.ts'
import { ko as editorKo } from './editor.ko.ts'
import { en as inspectorEn } from './inspector.en.ts'
import { ko as inspectorKo } from './inspector.ko.ts'
import { en as measuredEn } from './measured.en.ts'
import { ko as measuredKo } from './measured.ko.ts'
import { en as trustEn } from './trust.en.ts'
import { ko as trustKo } from './trust.ko.ts'

interface Words {
  readonly [key: string]: string | Words
}

function flat(words: Words, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : flat(value, `${path}${key}.`),
  )
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).toSorted()

describe.each([
  ['editor', editorEn, editorKo],
  ['inspector', inspectorEn, inspectorKo],
  ['measured run', measuredEn, measuredKo],
  ['page on trust', trustEn, trustKo],
] as const)('the words of the %s', (_name, en: Words, ko: Words) => {
  const korean = new Map(flat(ko))

  it('have the same keys in both languages', () => {
    expect([...korean.keys()].toSorted()).toEqual(
      flat(en)
        .map(([key]) => key)
        .toSorted(),
    )
  })

  it('say the same things in both languages', () => {
    for (const [key, text] of flat(en))
      expect([key, placeholders(korean.get(key) ?? '')]).toEqual([key, placeholders(text)])
  })

  it('are never empty, but for the unit of things that are counted', () => {
    const empty = [...flat(en), ...flat(ko)].filter(([, text]) => text.trim() === '').map(([key]) => key)
    expect(new Set(empty)).toEqual(new Set(empty.filter((key) => key === 'unit.count')))
  })
})
