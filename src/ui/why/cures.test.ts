import { describe, expect, it } from 'vitest'
import type { Architecture } from '../../architecture/architecture.ts'
import { defaultsOf } from '../../catalog/fields.ts'
import { catalog } from '../../catalog/index.ts'
import type { Cure } from '../../simulation/reading.ts'
import { namesOf } from '../live/names.ts'
import { speechIn } from '../live/speech.ts'
import { applyCure, cureChanges, cureTitle, isInPlace } from './cures.ts'

const design: Architecture = {
  version: 1,
  name: 'd',
  components: [
    {
      id: 'lb',
      kind: 'load-balancer',
      name: 'front',
      position: { x: 0, y: 0 },
      config: defaultsOf(catalog['load-balancer'].fields),
    },
    { id: 'web', kind: 'server', name: 'web', position: { x: 0, y: 0 }, config: defaultsOf(catalog.server.fields) },
  ],
  connections: [
    {
      id: 'lb-web',
      from: 'lb',
      to: 'web',
      port: 'targets',
      config: defaultsOf(catalog['load-balancer'].ports['targets']?.fields ?? {}),
    },
  ],
  timeline: [],
  notes: [],
  settings: { seed: 1, warmUpMs: 0, endMs: 1_000 },
  objectives: { latencyMs: 500, errorRatio: 0.01 },
}

const speech = speechIn('en')
const names = namesOf(design)
const plain = (text: string) => text.replaceAll('\u00A0', ' ')

const probeFaster: Cure = {
  code: 'probeFaster',
  params: {},
  target: { type: 'component', id: 'lb' },
  set: { healthIntervalMs: 1_000 },
}
const retry: Cure = { code: 'retry', params: {}, target: { type: 'connection', id: 'lb-web' }, set: { tries: 3 } }

describe('a cure', () => {
  it('is told with the name of what it changes and the value in its unit', () => {
    expect(plain(cureTitle(probeFaster, design, speech, names))).toBe('Let front probe every 1 s')
    expect(plain(cureTitle(retry, design, speech, names))).toBe('Try front → web up to 3 times')
  })

  it('says what each field is now and would be', () => {
    expect(plain(cureChanges(probeFaster, design, speech)[0] ?? '')).toMatch(/: 30 s → 1 s$/)
    const policy: Cure = { ...probeFaster, set: { policy: 'leastConnections', failOpen: false } }
    expect(cureChanges(policy, design, speech).at(-1)).toMatch(/: on → off$/)
  })

  it('is applied to a component or a connection, and is in place then', () => {
    for (const cure of [probeFaster, retry]) {
      expect(isInPlace(cure, design)).toBe(false)
      expect(isInPlace(cure, applyCure(design, cure))).toBe(true)
    }
  })

  it('changes nothing when what it is for has been deleted', () => {
    const gone: Cure = { ...probeFaster, target: { type: 'component', id: 'nobody' } }
    expect(applyCure(design, gone)).toBe(design)
    expect(cureChanges(gone, design, speech)).toHaveLength(1)
  })

  it('of an unknown code is still told', () => {
    expect(cureTitle({ ...probeFaster, code: 'unheardOf' }, design, speech, names)).toBe('Change front')
  })
})
