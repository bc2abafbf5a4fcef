/** A web or application server: a thread holds each request, also while it waits for what it calls. */
import { cachingFields } from '../cache/port.ts'
import { callFields } from '../connection/connection.ts'
import { lognormalFromMedian } from '../../engine/distributions.ts'
import { onMachines } from '../bill.ts'
import { machineField, ownCores } from '../machines.ts'
import { defineKind } from '../kind.ts'
import { publicField } from '../places.ts'
import { messagesPort } from '../queue/port.ts'
import { databasePort } from '../database/port.ts'
import { JOB, PROBE, PUBLISH, STATIC, WRITE } from '../operations.ts'
import { answer, call, onAnswer, onOperation } from '../steps.ts'
import { callServices, downstreamFields, serviceFields } from './downstream.ts'
import { lineFields } from './line-fields.ts'
import { linesOf } from './lines.ts'
import { readData, writeData } from './data.ts'
import { sessionFields, sessionsPort, withSession } from './sessions.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

const CACHE_TIMEOUT = {
  assumption: 'well under the deadline of its caller: a slow cache is worth less than the database',
} as const

export const server = defineKind({
  kind: 'server',
  number: 4,
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
    public: publicField,
    machine: machineField('compute', { set: 'm7g.xlarge', measure: 'self.utilization', direction: 'down' }),
    cores: {
      type: 'count',
      default: 2,
      min: 1,
      max: 128,
      when: ownCores,
      provenance: { source: 'ec2Prices' },
      effect: { set: 4, measure: 'self.utilization', direction: 'down' },
    },
    cpuTime: {
      type: 'distribution',
      default: lognormalFromMedian(10, 0.6),
      min: 0,
      max: 60_000,
      provenance: { assumption: 'a templated page: 10 ms at the median; no published distribution was found' },
      effect: { set: { law: 'exponential', mean: 15, cv: 1 }, measure: 'self.utilization', direction: 'up' },
    },
    staticCpuTime: {
      type: 'distribution',
      default: lognormalFromMedian(2, 0.5),
      min: 0,
      max: 60_000,
      provenance: { assumption: 'a file from memory or a short answer: 2 ms at the median' },
      effect: { set: { law: 'exponential', mean: 20, cv: 1 }, measure: 'self.utilization', direction: 'up' },
    },
    ...lineFields,
    ...downstreamFields,
    ...sessionFields,
  },
  offers: ['requests'],
  ports: {
    cache: {
      accepts: ['entries'],
      max: 1,
      fields: { ...callFields(250, CACHE_TIMEOUT), ...cachingFields },
    },
    database: databasePort,
    queue: messagesPort,
    downstream: {
      accepts: ['requests'],
      fields: { ...callFields(15_000, { source: 'envoyRoute' }), ...serviceFields },
    },
    sessions: sessionsPort,
  },
  gauges: {
    utilization: { unit: 'ratio', from: { type: 'utilization', station: 'cores' } },
    threadsBusy: { unit: 'ratio', from: { type: 'utilization', station: 'threads' } },
    line: { unit: 'count', from: { type: 'line', station: 'threads' } },
    sessions: {
      unit: 'count',
      from: { type: 'level', cell: 'sessions' },
      when: { field: 'sessions', is: ['inMemory'] },
    },
  },
  look: { icon: 'server', accent: 'compute', headline: 'utilization' },
  mermaid: {
    shape: 'stadium',
    hints: [
      'web server',
      'server',
      'web',
      'app',
      'api',
      'service',
      'backend',
      '웹 서버',
      '서버',
      '애플리케이션',
      '서비스',
    ],
  },
  faults: ['crash', 'slow', 'errors', 'monkey'],
  bill: onMachines('compute'),
  words: { en, ko },
  plan(kit, config) {
    const lines = linesOf(kit, config)
    const queue = kit.port('queue')
    const work = [...withSession(kit, config), ...lines.work(config.cpuTime, 'request')]
    const done = callServices(kit, config)
    const publish = onAnswer({ ok: [answer('ok')], failed: [answer('asCalled')] })
    return [
      ...lines.enter,
      onOperation(
        {
          [PROBE]: lines.check,
          [STATIC]: [...lines.work(config.staticCpuTime, 'static'), answer('ok')],
          [WRITE]: [...work, ...writeData(kit, done)],
          [JOB]: [...work, ...(queue.peers.length > 0 ? [call(queue, PUBLISH), publish] : done)],
        },
        [...work, ...readData(kit, done)],
      ),
    ]
  },
})
