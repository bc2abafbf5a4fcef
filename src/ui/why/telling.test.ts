import { describe, expect, it } from 'vitest'
import type { Architecture } from '../../architecture/architecture.ts'
import type { WhyReport } from '../../simulation/reading.ts'
import { namesOf } from '../live/names.ts'
import { speechIn } from '../live/speech.ts'
import { causeLabel, headlineOf } from './telling.ts'

const design: Architecture = {
  version: 1,
  name: 'd',
  components: [
    { id: 'web-1', kind: 'server', name: 'web 1', position: { x: 0, y: 0 }, config: {} },
    { id: 'web-2', kind: 'server', name: 'web 2', position: { x: 0, y: 0 }, config: {} },
  ],
  connections: [],
  timeline: [],
  notes: [],
  settings: { seed: 1, warmUpMs: 0, endMs: 1_000 },
  objectives: { latencyMs: 500, errorRatio: 0.01 },
}

const calm: WhyReport = {
  fromMs: 12_000,
  toMs: 42_000,
  ended: 10_000,
  failed: 0,
  slow: 0,
  slowerThanMs: 500,
  failures: [],
  slowness: [],
  cures: [],
  exemplars: [],
}

const failing: WhyReport = {
  ...calm,
  failed: 1_800,
  failures: [
    { component: 'web-2', outcome: 'refused', requests: 1_332, share: 0.74 },
    { component: 'web-1', outcome: 'turnedAway', requests: 468, share: 0.26 },
  ],
}

const slow: WhyReport = {
  ...calm,
  slow: 500,
  slowness: [
    { component: 'web-1', cause: { type: 'waiting', station: 'threads' }, requests: 415, share: 0.83, meanMs: 700 },
  ],
}

const names = namesOf(design)
const tell = (report: WhyReport, language: 'en' | 'ko' = 'en') =>
  headlineOf(report, speechIn(language), names).map((sentence) => sentence.replaceAll('\u00A0', ' '))

describe('the headline', () => {
  it('says how much failed, and mostly because of what', () => {
    expect(tell(failing)).toEqual([
      'From 12.0 s to 42.0 s, 18 % of requests failed; 74 % of these because web 2 was down and refused them.',
    ])
  })

  it('says how much was slow, and mostly waiting for what', () => {
    expect(tell(slow)).toEqual([
      'From 12.0 s to 42.0 s, 5 % of requests took longer than 500 ms; ' +
        '83 % of these lost most time waiting for threads at web 1.',
    ])
  })

  it('says both, failures first', () => {
    const both = tell({ ...slow, failed: failing.failed, failures: failing.failures })
    expect(both[0]).toContain('18 % of requests failed')
    expect(both[1]).toMatch(/^5 % of requests took longer/)
  })

  it('says that all is well, and what to try', () => {
    expect(tell(calm)[0]).toMatch(/^All is well: 10,000 requests ended/)
    expect(tell(calm)).toHaveLength(2)
    expect(tell({ ...calm, ended: 0 })).toEqual(['No request ended between 12.0 s and 42.0 s.'])
  })

  it('says it in Korean with the words of the kind', () => {
    expect(tell(slow, 'ko')[0]).toContain('web 1에서 기다린 시간(스레드)')
  })

  it('leaves no placeholder unfilled, whatever the outcome or cause', () => {
    for (const language of ['en', 'ko'] as const) {
      const { words } = speechIn(language)
      for (const outcome of Object.keys(words.outcomes) as (keyof typeof words.outcomes)[]) {
        const row = { component: 'web-1', outcome, requests: 1, share: 1 }
        expect(tell({ ...failing, failures: [row] }, language).join()).not.toContain('{{')
      }
      for (const type of ['network', 'service', 'backoff', 'timeout', 'coalesced', 'lookup'] as const) {
        const row = { component: 'web-1', cause: { type }, requests: 1, share: 1 }
        expect(tell({ ...slow, slowness: [row] }, language).join()).not.toContain('{{')
      }
    }
  })
})

describe('a cause', () => {
  it('is named by what is waited for', () => {
    const label = causeLabel({ type: 'waiting', station: 'threads' }, 'web-1', speechIn('en'), names)
    expect(label).toBe('waiting for threads')
    expect(causeLabel({ type: 'network' }, 'web-1', speechIn('en'), names)).toBe('network')
  })
})
