/** A place on the map: what stands inside is near each other and far from the rest, and can be lost together. */
import { defineKind } from '../kind.ts'
import { LOCATIONS } from '../places.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const region = defineKind({
  kind: 'region',
  number: 9,
  sort: 'group',
  fields: {
    location: {
      type: 'choice',
      options: LOCATIONS,
      default: 'us-east',
      provenance: { source: 'azureLatency' },
      effect: { set: 'seoul', measure: 'endToEnd.latencyMs.mean', direction: 'up' },
    },
  },
  offers: [],
  ports: {},
  gauges: {},
  look: { icon: 'map', accent: 'place', headline: '' },
  mermaid: {
    shape: 'square',
    hints: [
      'region',
      'data center',
      'datacenter',
      'us-east',
      'us-west',
      'uc-east',
      'uc-west',
      '데이터 센터',
      '리전',
      '지역',
    ],
  },
  faults: ['crash', 'monkey'],
  words: { en, ko },
})
