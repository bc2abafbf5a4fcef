/** Where defaults come from is told in Korean too: nothing is missing, and nothing is left over. */
import { describe, expect, test } from 'vitest'
import { faults } from './faults.ts'
import type { Fields } from './fields.ts'
import { kinds } from './index.ts'
import { ko as notes } from './sources.notes.ko.ts'
import { type Source, sources } from './sources.ts'

type Sentences = Readonly<Record<string, string>>

const HANGUL = /[가-힣]/

const files = import.meta.glob<Sentences>('./**/*assumptions.ko.ts', { import: 'ko', eager: true })

/** Every Korean assumption: the file it stands in, the English sentence, the Korean one. */
const korean = Object.entries(files).flatMap(([file, sentences]) =>
  Object.entries(sentences).map(([english, sentence]) => ({ file, english, sentence })),
)
const translated = new Set(korean.map(({ english }) => english))

const groups: readonly (readonly [string, Fields])[] = [
  ...kinds.map(({ kind, fields }) => [kind, fields] as const),
  ...kinds.flatMap(({ kind, ports }) =>
    Object.entries(ports).map(([name, { fields }]) => [`${kind}.${name}`, fields] as const),
  ),
  ...Object.values(faults).map(({ type, fields }) => [`fault ${type}`, fields] as const),
]

/** English assumptions, each with the first field that makes it. */
const assumptions = new Map<string, string>()
for (const [group, fields] of groups) {
  for (const [name, { provenance }] of Object.entries(fields)) {
    if (!('assumption' in provenance) || assumptions.has(provenance.assumption)) continue
    assumptions.set(provenance.assumption, `${group}.${name}`)
  }
}

const noted = Object.entries(sources as Readonly<Record<string, Source>>).flatMap(([key, { note }]) =>
  note === undefined ? [] : [{ key, english: note }],
)

/** Numbers in digits; those of names and of units (`r7g`, `5G`) are none. */
function figures(text: string): string[] {
  const written = text.replaceAll(/(?<=\d) million/g, ',000,000')
  return written.match(/(?<![\w.])\d[\d,]*(\.\d+)?(?![A-Za-z])/g)?.map((figure) => figure.replace(/,$/, '')) ?? []
}

function lostFigures(english: string, sentence: string): string[] {
  const kept = figures(sentence)
  return figures(english).filter((figure) => !kept.includes(figure))
}

describe('assumptions in Korean', () => {
  test('no assumption is without one', () => {
    const missing = [...assumptions].filter(([english]) => !translated.has(english))
    expect(
      missing.map(([english, field]) => `${field}: ${english}`),
      'add the Korean sentence to assumptions.ko.ts beside the field, by the English one',
    ).toEqual([])
  })

  test('none is left over', () => {
    const left = korean.filter(({ english }) => !assumptions.has(english))
    expect(
      left.map(({ file, english }) => `${file}: ${english}`),
      'no field says this in English any more: change the sentence with it, or remove it',
    ).toEqual([])
  })

  test('none stands in two files', () => {
    const twice = korean.filter(({ file, english }) =>
      korean.some((other) => other.english === english && other.file < file),
    )
    expect(
      twice.map(({ file, english }) => `${file}: ${english}`),
      'shared: catalog/assumptions.ko.ts',
    ).toEqual([])
  })

  test('they are Korean sentences, polite, and end without a full stop, as the English ones do', () => {
    const wrong = korean.filter(({ sentence }) => !HANGUL.test(sentence) || !sentence.endsWith('니다'))
    expect(wrong).toEqual([])
  })

  test('they keep the figures', () => {
    const lost = korean.filter(({ english, sentence }) => lostFigures(english, sentence).length > 0)
    expect(lost).toEqual([])
  })
})

describe('notes on sources in Korean', () => {
  test('every note has one, and nothing else', () => {
    expect(Object.keys(notes).toSorted()).toEqual(noted.map(({ key }) => key).toSorted())
  })

  test('they are whole Korean sentences', () => {
    expect(Object.entries(notes).filter(([, note]) => !HANGUL.test(note) || !note.endsWith('니다.'))).toEqual([])
  })

  test('they keep the figures', () => {
    const lost = noted.map(({ key, english }) => ({ key, lost: lostFigures(english, notes[key] ?? english) }))
    expect(lost.filter((each) => each.lost.length > 0)).toEqual([])
  })
})
