/** A population of users at a place: offers requests, waits for answers, counts how they end. */
import { callFields } from '../connection/connection.ts'
import { defineKind } from '../kind.ts'
import { behaviorOf } from './behavior.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const client = defineKind({
  kind: 'client',
  sort: 'component',
  fields: {
    users: {
      type: 'count',
      default: 1_000_000,
      min: 1,
      max: 1_000_000_000,
      scale: 'log',
      provenance: { assumption: 'a million daily users: enough to need more than one server' },
      effect: { set: 20000, measure: 'endToEnd.arrivals', direction: 'up' },
    },
    requestsPerUserPerDay: {
      type: 'number',
      default: 20,
      min: 0.1,
      max: 10_000,
      unit: 'perDay',
      provenance: { assumption: 'a site that people use daily: 20 requests, within a range of 5 to 200' },
      effect: { set: 4000, measure: 'endToEnd.arrivals', direction: 'up' },
    },
    peakFactor: {
      type: 'number',
      default: 1.7,
      min: 1,
      max: 20,
      unit: 'factor',
      provenance: { source: 'peakToMean' },
      effect: { set: 2, measure: 'endToEnd.arrivals', direction: 'up' },
    },
    arrivals: {
      type: 'choice',
      options: ['poisson', 'constant'],
      default: 'poisson',
      provenance: { assumption: 'many independent users make a Poisson stream' },
      effect: { set: 'constant', measure: 'endToEnd.waitingMs', direction: 'down' },
    },
    access: {
      type: 'choice',
      options: ['fiber', 'cable', '5g', '4g'],
      default: 'fiber',
      provenance: { source: 'lastMile' },
      effect: { set: '4g', measure: 'endToEnd.latencyMs.mean', direction: 'up' },
    },
    classes: {
      type: 'classes',
      default: [
        { name: 'static', operation: 'static', share: 0.4, keys: 10_000, zipf: 0.8 },
        { name: 'read', operation: 'read', share: 0.5, keys: 100_000, zipf: 0.8 },
        { name: 'write', operation: 'write', share: 0.07, keys: 100_000, zipf: 0.8 },
        { name: 'job', operation: 'job', share: 0.03, keys: 100_000, zipf: 0 },
      ],
      provenance: {
        assumption: 'a site that mostly reads; exponents near 0.8 are usual on the web (Breslau et al., 1999)',
      },
      effect: {
        set: [{ name: 'static', operation: 'static', share: 1, keys: 1_000, zipf: 0.8 }],
        measure: 'db.arrivals',
        direction: 'down',
      },
    },
  },
  offers: [],
  ports: {
    resolver: { accepts: ['lookup'], max: 1, fields: callFields(5_000, { source: 'resolvConf' }) },
    edge: {
      accepts: ['static'],
      max: 1,
      fields: callFields(15_000, { assumption: 'users wait for an edge as long as for the entry behind it' }),
    },
    entry: { accepts: ['requests'], fields: callFields(15_000, { source: 'envoyRoute' }) },
  },
  gauges: {
    offered: { unit: 'perSecond', from: { type: 'rate', counter: 'arrivals' } },
    failedShare: { unit: 'ratio', from: { type: 'share', counter: 'failed', of: 'ended' } },
  },
  look: { icon: 'users', accent: 'traffic', headline: 'offered' },
  mermaid: {
    shape: 'round',
    hints: [
      'client',
      'user',
      'users',
      'browser',
      'mobile',
      'app',
      'visitor',
      '사용자',
      '클라이언트',
      '단말',
      '브라우저',
      '모바일',
    ],
  },
  faults: ['spike'],
  words: { en, ko },
  plan: (kit, config) => behaviorOf(kit, config),
})
