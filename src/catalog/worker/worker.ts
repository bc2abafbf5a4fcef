/** Pulls messages from queues and works on them, a few at a time; nobody waits for it. */
import { callFields } from '../connection/connection.ts'
import { lognormalFromMedian } from '../../engine/distributions.ts'
import { DATABASE_TIMEOUT } from '../database/port.ts'
import { onMachines } from '../bill.ts'
import { machineField, ownCores } from '../machines.ts'
import { defineKind } from '../kind.ts'
import { messagesPort } from '../queue/port.ts'
import { workerPlan } from './behavior.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const worker = defineKind({
  kind: 'worker',
  number: 8,
  sort: 'component',
  fields: {
    instances: {
      type: 'count',
      default: 1,
      min: 1,
      max: 100,
      provenance: { assumption: 'one box is one machine until somebody adds more' },
      effect: { set: 3, measure: 'self.utilization', direction: 'down' },
    },
    machine: machineField('compute', { set: 'm7g.2xlarge', measure: 'self.utilization', direction: 'down' }),
    cores: {
      type: 'count',
      default: 2,
      min: 1,
      max: 128,
      when: ownCores,
      provenance: { source: 'ec2Prices' },
      effect: { set: 8, measure: 'self.utilization', direction: 'down' },
    },
    concurrency: {
      type: 'count',
      default: 4,
      min: 1,
      max: 10_000,
      provenance: { assumption: 'two jobs a core, so that one may wait for the database' },
      effect: { set: 1, measure: 'queue.gauges.backlog', direction: 'up' },
    },
    jobTime: {
      type: 'distribution',
      default: lognormalFromMedian(100, 0.9),
      min: 0,
      max: 600_000,
      provenance: { assumption: 'an image or a report: 100 ms of CPU at the median, with a long tail' },
      effect: { set: { law: 'exponential', mean: 10, cv: 1 }, measure: 'self.utilization', direction: 'down' },
    },
  },
  offers: ['jobs'],
  ports: {
    database: { accepts: ['queries'], fields: callFields(5_000, DATABASE_TIMEOUT) },
    queue: messagesPort,
  },
  gauges: {
    utilization: { unit: 'ratio', from: { type: 'utilization', station: 'cores' } },
    done: { unit: 'perSecond', from: { type: 'rate', counter: 'done' } },
  },
  look: { icon: 'cog', accent: 'compute', headline: 'done' },
  mermaid: {
    shape: 'stadium',
    hints: ['worker', 'consumer', 'job', 'processor', '작업 서버', '작업', '소비자', '워커'],
  },
  faults: ['crash', 'slow', 'errors', 'monkey'],
  bill: onMachines('compute'),
  words: { en, ko },
  plan: (kit, config) => workerPlan(kit, config),
})
