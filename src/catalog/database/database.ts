/** Keeps versions of keys on disk, logs its writes and ships the log to replicas, which apply it at their own pace. */
import { lognormalFromMedian } from '../../engine/distributions.ts'
import { defineKind } from '../kind.ts'
import { databasePlan } from './behavior.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const database = defineKind({
  kind: 'database',
  sort: 'component',
  fields: {
    cores: {
      type: 'count', default: 2, min: 1, max: 128,
      provenance: { source: 'rdsPrices' },
      effect: { set: 8, measure: 'self.utilization', direction: 'down' },
    },
    readTime: {
      type: 'distribution', default: lognormalFromMedian(0.17, 0.5), min: 0, max: 60_000,
      provenance: { source: 'pgbenchReads' },
      effect: { set: { law: 'exponential', mean: 5, cv: 1 }, measure: 'self.utilization', direction: 'up' },
    },
    writeTime: {
      type: 'distribution', default: lognormalFromMedian(1, 0.4), min: 0, max: 60_000,
      provenance: { source: 'postgresBench' },
      effect: { set: { law: 'exponential', mean: 10, cv: 1 }, measure: 'self.utilization', direction: 'up' },
    },
    commitTime: {
      type: 'distribution', default: lognormalFromMedian(1, 0.5), min: 0, max: 60_000,
      provenance: { source: 'pgbenchReads' },
      effect: { set: { law: 'constant', mean: 30, cv: 0 }, measure: 'self.latencyMs.mean', direction: 'up' },
    },
    applyTime: {
      type: 'distribution', default: { law: 'exponential', mean: 0.5, cv: 1 }, min: 0, max: 60_000,
      provenance: { assumption: 'replay of a logged write costs about half of its transaction, on one process' },
      effect: { set: { law: 'exponential', mean: 20, cv: 1 }, measure: 'self.gauges.lagMs', direction: 'up', given: { self: 'replica' } },
    },
    maxConnections: {
      type: 'count', default: 100, min: 1, max: 5_000, scale: 'log',
      provenance: { source: 'postgresConnections' },
      effect: { set: 1, measure: 'self.latencyMs.mean', direction: 'up', given: { 'self.commitTime': { law: 'constant', mean: 30, cv: 0 } } },
    },
    waitingRoom: {
      type: 'count', default: 1_000, min: 0, max: 100_000, scale: 'log',
      provenance: { assumption: 'a pooler lets callers wait for a connection instead of refusing them' },
      effect: {
        set: 0, measure: 'self.outcomes.turnedAway', direction: 'up',
        given: { 'self.maxConnections': 1, 'self.commitTime': { law: 'constant', mean: 30, cv: 0 } },
      },
    },
  },
  offers: ['queries', 'replication'],
  ports: {
    replicas: {
      accepts: ['replication'],
      fields: {
        latencyMs: {
          type: 'duration', default: null, nullable: true, min: 0, max: 10_000,
          provenance: { assumption: 'from the places of its two ends unless set' },
          effect: { set: 400, measure: 'callee.gauges.lagMs', direction: 'up' },
        },
        heartbeatMs: {
          type: 'duration', default: 10_000, min: 10, max: 120_000,
          provenance: { source: 'patroni' },
          effect: { set: 200, measure: 'endToEnd.outcomes.refused', direction: 'down', given: { 'caller.crash': true, 'connection.promotionMs': 100 } },
        },
        missedHeartbeats: {
          type: 'count', default: 3, min: 1, max: 20,
          provenance: { source: 'patroni' },
          effect: {
            set: 10, measure: 'endToEnd.outcomes.refused', direction: 'up',
            given: { 'caller.crash': true, 'connection.heartbeatMs': 200, 'connection.promotionMs': 100 },
          },
        },
        promotionMs: {
          type: 'duration', default: 5_000, min: 0, max: 600_000,
          provenance: { source: 'patroni' },
          effect: {
            set: 100, measure: 'endToEnd.outcomes.refused', direction: 'down',
            given: { 'caller.crash': true, 'connection.heartbeatMs': 200 },
          },
        },
      },
    },
  },
  gauges: {
    utilization: { unit: 'ratio', from: { type: 'utilization', station: 'cores' } },
    lagMs: { unit: 'ms', from: { type: 'level', cell: 'lagMs' } },
    staleShare: { unit: 'ratio', from: { type: 'share', counter: 'staleReads', of: 'reads' } },
    lostWrites: { unit: 'count', from: { type: 'total', counter: 'lostWrites' } },
    connectionsBusy: { unit: 'ratio', from: { type: 'utilization', station: 'connections' } },
  },
  look: { icon: 'database', accent: 'storage', headline: 'utilization' },
  mermaid: {
    shape: 'cylinder',
    hints: ['database', 'db', 'sql', 'nosql', 'mysql', 'postgres', 'mongo', 'primary', 'replica', 'master', 'slave', 'shard', '데이터베이스', '데이터 베이스', '저장소', '샤드', '마스터', '슬레이브'],
  },
  faults: ['crash', 'slow', 'errors'],
  words: { en, ko },
  plan: (kit, config) => databasePlan(kit, config),
})
