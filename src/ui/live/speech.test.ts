import { describe, expect, it } from 'vitest'
import { faults } from '../../catalog/faults.ts'
import { OUTCOMES } from '../../engine/outcome.ts'
import { HEALTHS } from '../../simulation/reading.ts'
import { speechIn } from './speech.ts'

/** Every sentence of some words, by its path. */
function sentences(words: object, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(words) as [string, unknown][]) {
    if (typeof value === 'string') found.set(path + key, value)
    else if (typeof value === 'object' && value)
      for (const entry of sentences(value, `${path}${key}.`)) found.set(...entry)
  }
  return found
}

const placeholders = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).toSorted()

/** The same in every language by its nature. */
const NEUTRAL = ['change', 'charts.at', 'charts.brokenBand', 'cures.repair', 'events.other', 'charts.picked']

describe.each(['en', 'ko'] as const)('the words of a run, in %s', (language) => {
  const { words, story } = speechIn(language)

  it('name every outcome and say why it happened', () => {
    expect(OUTCOMES.filter((outcome) => !words.outcomes[outcome] || !words.reasons[outcome])).toEqual([])
  })

  it('name every health and tell the begin and end of every fault', () => {
    expect(HEALTHS.filter((health) => !words.health[health])).toEqual([])
    expect(Object.values(faults).filter(({ type }) => !story.begun[type] || !story.ended[type])).toEqual([])
  })
})

describe('Korean', () => {
  const en = speechIn('en')
  const ko = speechIn('ko')

  it.each([
    ['words', sentences(en.words), sentences(ko.words)],
    ['story', sentences(en.story), sentences(ko.story)],
  ])('has the same placeholders in each of its %s', (_, english, korean) => {
    const different = [...english].filter(
      ([path, sentence]) => placeholders(sentence).join() !== placeholders(korean.get(path) ?? '').join(),
    )
    expect(different.map(([path]) => path)).toEqual([])
  })

  it('is Korean', () => {
    const all = [...sentences(ko.words), ...sentences(ko.story)]
    const foreign = all.filter(([path, sentence]) => !/[가-힣]/.test(sentence) && !NEUTRAL.includes(path))
    expect(foreign.map(([path]) => path)).toEqual([])
  })
})
