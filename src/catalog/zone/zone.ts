/** A zone of a region: a data center with a power supply of its own, near the others but lost alone. */
import { defineKind } from '../kind.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const zone = defineKind({
  kind: 'zone',
  number: 13,
  sort: 'group',
  fields: {},
  offers: [],
  ports: {},
  gauges: {},
  look: { icon: 'building', accent: 'place', headline: '' },
  mermaid: {
    shape: 'square',
    hints: ['availability zone', 'zone', 'az', '가용 영역', '가용영역', '존'],
  },
  faults: ['crash', 'monkey'],
  words: { en, ko },
})
