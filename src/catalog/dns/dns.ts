/** Names to addresses: answers are cached by resolvers until they expire, so a change takes time to be seen. */
import { callFields } from '../connection/connection.ts'
import { lognormalFromMedian } from '../../engine/distributions.ts'
import { dnsBill } from '../bill.ts'
import { defineKind } from '../kind.ts'
import { cachingFields } from './fields.ts'
import { nameServer } from './name-server.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const dns = defineKind({
  kind: 'dns',
  number: 1,
  sort: 'component',
  fields: {
    ...cachingFields,
    lookupTime: {
      type: 'distribution',
      default: lognormalFromMedian(120, 0.7),
      min: 0,
      max: 10_000,
      provenance: { source: 'dnsLatency' },
      effect: { set: { law: 'constant', mean: 600, cv: 0 }, measure: 'self.latencyMs.mean', direction: 'up' },
    },
    policy: {
      type: 'choice',
      options: ['roundRobin', 'weighted', 'geo', 'latency', 'failover'],
      default: 'roundRobin',
      provenance: { source: 'route53Policies' },
      effect: { set: 'failover', measure: 'second.arrivals', direction: 'down' },
    },
    healthIntervalMs: {
      type: 'duration',
      default: 30_000,
      min: 100,
      max: 3_600_000,
      provenance: { source: 'route53Health' },
      effect: {
        set: 300,
        measure: 'endToEnd.outcomes.refused',
        direction: 'down',
        given: { 'self.ttlMs': 500 },
        faults: [{ type: 'crash', target: 'first', atMs: 1_000 }],
      },
    },
    healthThreshold: {
      type: 'count',
      default: 3,
      min: 1,
      max: 10,
      provenance: { source: 'route53Health' },
      effect: {
        set: 10,
        measure: 'endToEnd.outcomes.refused',
        direction: 'up',
        given: { 'self.ttlMs': 500, 'self.healthIntervalMs': 300 },
        faults: [{ type: 'crash', target: 'first', atMs: 1_000 }],
      },
    },
  },
  offers: ['lookup'],
  ports: {
    records: {
      accepts: ['requests'],
      troubles: {
        delay: { measure: 'users.latencyMs.mean', direction: 'up' },
        loss: { measure: 'users.latencyMs.mean', direction: 'up' },
        bandwidth: { measure: 'users.latencyMs.mean', direction: 'up' },
      },
      fields: {
        ...callFields(15_000, { source: 'envoyRoute' }, 'users'),
        weight: {
          type: 'count',
          default: 1,
          min: 0,
          max: 255,
          provenance: { source: 'route53Weights' },
          advanced: true,
          effect: {
            set: 5,
            measure: 'callee.arrivals',
            direction: 'up',
            given: { 'self.policy': 'weighted', 'self.ttlMs': 500 },
          },
        },
      },
    },
  },
  gauges: {
    cachedShare: { unit: 'ratio', from: { type: 'share', counter: 'cachedAnswers', of: 'answers' } },
    answerShare: { unit: 'ratio', from: { type: 'level', cell: 'answerShare' }, each: 'records' },
  },
  look: { icon: 'globe', accent: 'edge', headline: 'cachedShare' },
  mermaid: { shape: 'circle', hints: ['dns', 'domain', 'route 53', 'route53', 'name server', '도메인', '네임 서버'] },
  faults: ['crash', 'slow'],
  bill: dnsBill,
  words: { en, ko },
  plan: (kit, config) => nameServer(kit, config),
})
