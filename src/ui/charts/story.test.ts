import { describe, expect, it } from 'vitest'
import type { Architecture, Component } from '../../architecture/architecture.ts'
import type { RunEvent } from '../../simulation/reading.ts'
import { namesOf } from '../live/names.ts'
import { speechIn } from '../live/speech.ts'
import { foldEdits, sentenceOf, topicOf } from './story.ts'

const box = (id: string, name: string, instances?: number): Component => {
  return { id, kind: 'server', name, position: { x: 0, y: 0 }, config: instances === undefined ? {} : { instances } }
}

const design: Architecture = {
  version: 1,
  name: 'd',
  components: [box('lb', 'front'), box('web', 'web'), box('app', 'app', 3)],
  connections: [{ id: 'lb-web', from: 'lb', to: 'web', port: 'targets', config: {} }],
  timeline: [],
  notes: [],
  settings: { seed: 1, warmUpMs: 0, endMs: 1_000 },
  objectives: { latencyMs: 500, errorRatio: 0.01 },
}

const names = namesOf(design)
const tell = (event: Partial<RunEvent>, language: 'en' | 'ko' = 'en') =>
  sentenceOf({ atMs: 0, code: 'edited', params: {}, ...event }, speechIn(language), names).replaceAll('\u00A0', ' ')

describe('an event', () => {
  it('of a fault says what broke and how badly', () => {
    const begun = (component: string, params: RunEvent['params']) => tell({ code: 'faultInjected', component, params })
    expect(begun('web', { fault: 'crash', id: 'f' })).toBe('web crashed')
    expect(begun('web', { fault: 'slow', factor: 5 })).toBe('web became ×5 slower')
    expect(begun('web', { fault: 'errors', ratio: 0.2 })).toBe('web began to answer 20 % of its calls with errors')
    expect(begun('app', { fault: 'crash', instance: 2 })).toBe('app #2 crashed')
    expect(tell({ code: 'faultInjected', connection: 'lb-web', params: { fault: 'delay', addMs: 1_000 } })).toBe(
      'the connection front → web became 1 s slower',
    )
    expect(tell({ code: 'faultRepaired', component: 'web', params: { fault: 'crash' } })).toBe('web was restarted')
  })

  it('of health says who noticed what, with the number of an instance where there are several', () => {
    const down = (other: string) =>
      tell({ code: 'targetDown', component: 'lb', other, params: { instance: 1, probes: 2 } })
    expect(down('web')).toBe('front noticed web is down (failed probes in a row: 2)')
    expect(down('app')).toBe('front noticed app #1 is down (failed probes in a row: 2)')
  })

  it('is told in Korean', () => {
    expect(tell({ code: 'faultInjected', component: 'web', params: { fault: 'crash' } }, 'ko')).toBe('web: 다운됨')
  })

  it('of a component that was deleted is told by its id', () => {
    expect(tell({ code: 'faultInjected', component: 'gone-1', params: { fault: 'crash' } })).toBe('gone-1 crashed')
  })

  it('of an unknown code is told plainly', () => {
    expect(tell({ code: 'unheardOf', component: 'web' })).toBe('web: unheardOf')
  })

  it('of a drag is told once, with the number of its edits, at the time of the last', () => {
    const times = [0, 500, 1_000, 9_000]
    const story = times.map((atMs, index) => ({ number: index, event: { atMs, code: 'edited', params: {} } }))
    const folded = foldEdits(story)
    expect(folded.map(({ event }) => [event.atMs, tell(event)])).toEqual([
      [1_000, 'the design was changed 3 times'],
      [9_000, 'the design was changed'],
    ])
    const fault = { number: 9, event: { atMs: 600, code: 'faultInjected', params: { fault: 'crash' } } }
    expect(foldEdits([story[0]!, fault, story[1]!])).toHaveLength(3)
  })

  it('of a change says what it was, and of several the same one', () => {
    const speech = speechIn('en')
    const edited = (atMs: number, code: string) => ({
      number: atMs,
      event: { atMs, code: 'edited', params: {} },
      step: { label: { code, params: {} }, isUndone: false },
    })
    const story = [edited(0, 'set'), edited(100, 'set'), edited(9_000, 'set'), edited(9_100, 'add')]
    const sentences = foldEdits(story).map(({ event, step }) => sentenceOf(event, speech, names, step?.label.code))
    expect(sentences).toEqual(['the design was changed 2 times: set', 'the design was changed 2 times'])
  })

  it('has a topic', () => {
    const topics = ['faultInjected', 'targetUp', 'edited', 'deadLettered'].map((code) =>
      topicOf({ atMs: 0, code, params: {} }),
    )
    expect(topics).toEqual(['faults', 'health', 'edits', 'other'])
  })
})
