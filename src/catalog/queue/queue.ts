/** Stores messages until a consumer has done them: at least once, never lost, sometimes late, sometimes twice. */
import { lognormalFromMedian } from '../../engine/distributions.ts'
import { queueBill } from '../bill.ts'
import { defineKind } from '../kind.ts'
import { queuePlan } from './behavior.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const queue = defineKind({
  kind: 'queue',
  number: 7,
  sort: 'component',
  fields: {
    storeTime: {
      type: 'distribution',
      default: lognormalFromMedian(20, 0.6),
      min: 0,
      max: 60_000,
      provenance: { source: 'awsSqs' },
      effect: { set: { law: 'constant', mean: 200, cv: 0 }, measure: 'self.latencyMs.mean', direction: 'up' },
    },
    visibilityMs: {
      type: 'duration',
      default: 30_000,
      min: 1,
      max: 43_200_000,
      provenance: { source: 'awsSqs' },
      effect: { set: 10, measure: 'self.gauges.redelivered', direction: 'up' },
    },
    maxReceives: {
      type: 'count',
      default: 5,
      min: 1,
      max: 1_000,
      provenance: {
        assumption: 'no limit is set unless asked for; a handful forgives mishaps without repeating a bad job for ever',
      },
      effect: { set: 1, measure: 'self.gauges.deadLetters', direction: 'up', given: { 'self.visibilityMs': 10 } },
    },
    capacity: {
      type: 'count',
      default: 1_000_000,
      min: 1,
      max: 10_000_000,
      scale: 'log',
      provenance: { assumption: 'managed queues have no practical limit; a broker of your own has its disk' },
      effect: {
        set: 10,
        measure: 'self.outcomes.turnedAway',
        direction: 'up',
        faults: [{ type: 'crash', target: 'worker', atMs: 500 }],
      },
    },
  },
  offers: ['messages'],
  ports: {
    consumers: {
      accepts: ['jobs'],
      troubles: {
        cut: { measure: 'self.gauges.backlog', direction: 'up' },
        delay: { measure: 'self.gauges.backlog', direction: 'up' },
        loss: { measure: 'self.gauges.backlog', direction: 'up' },
        bandwidth: { measure: 'self.gauges.backlog', direction: 'up' },
      },
      fields: {
        latencyMs: {
          type: 'duration',
          default: null,
          nullable: true,
          min: 0,
          max: 10_000,
          provenance: { assumption: 'from the places of its two ends unless set' },
          effect: { set: 300, measure: 'self.gauges.backlog', direction: 'up' },
        },
      },
    },
  },
  gauges: {
    backlog: { unit: 'count', from: { type: 'level', cell: 'backlog' } },
    oldestMs: { unit: 'ms', from: { type: 'level', cell: 'oldestMs' } },
    redelivered: { unit: 'count', from: { type: 'total', counter: 'redelivered' } },
    deadLetters: { unit: 'count', from: { type: 'total', counter: 'deadLetters' } },
    published: { unit: 'perSecond', from: { type: 'rate', counter: 'published' } },
    done: { unit: 'perSecond', from: { type: 'rate', counter: 'done' } },
  },
  look: { icon: 'inbox', accent: 'messaging', headline: 'backlog' },
  mermaid: {
    shape: 'odd',
    hints: ['message queue', 'queue', 'mq', 'kafka', 'rabbitmq', 'sqs', 'broker', '메시지 큐', '메세지 큐', '큐'],
  },
  faults: ['crash', 'slow'],
  bill: queueBill,
  words: { en, ko },
  plan: (kit, config) => queuePlan(kit, config),
})
