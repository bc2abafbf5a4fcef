/** Real entries in memory: a hit answers at once; what is not there has to come from somewhere else. */
import { databasePort } from '../database/port.ts'
import { onMachines } from '../bill.ts'
import { nodeField } from '../machines.ts'
import { defineKind } from '../kind.ts'
import { readDatabase, routesOf } from '../database/access.ts'
import { DELETE, FIND_SESSION, GET, KEEP_SESSION, PROBE, WRITE } from '../operations.ts'
import { act, answer, branch, call, onAnswer, onOperation } from '../steps.ts'
import { entriesOf } from './entries.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const cache = defineKind({
  kind: 'cache',
  number: 5,
  sort: 'component',
  fields: {
    machine: nodeField('cache', 'cache.m6g.large', {
      set: 'cache.r7g.large',
      measure: 'cost.perHourUsd',
      direction: 'up',
    }),
    capacity: {
      type: 'count',
      default: 10_000,
      min: 1,
      max: 10_000_000,
      scale: 'log',
      provenance: { assumption: 'a tenth of the default key space, so that evictions show' },
      effect: { set: 50, measure: 'self.gauges.hitRatio', direction: 'down' },
    },
    eviction: {
      type: 'choice',
      options: ['lru', 'lfu', 'fifo'],
      default: 'lru',
      provenance: { assumption: 'the usual choice for a cache; as shipped, the commonest one evicts nothing' },
      effect: { set: 'fifo', measure: 'self.gauges.hitRatio', direction: 'down', given: { 'self.capacity': 100 } },
    },
    ttlMs: {
      type: 'duration',
      default: 300_000,
      min: 1,
      max: 2_592_000_000,
      provenance: {
        assumption: 'five minutes: between the minute and the half day that are commonest at a large site',
      },
      effect: { set: 200, measure: 'self.gauges.hitRatio', direction: 'down' },
    },
    opTime: {
      type: 'distribution',
      default: { law: 'lognormal', mean: 0.01, cv: 0.3 },
      min: 0,
      max: 1_000,
      provenance: { source: 'redisBenchmark' },
      effect: { set: { law: 'constant', mean: 0.5, cv: 0 }, measure: 'self.utilization', direction: 'up' },
    },
    maxClients: {
      type: 'count',
      default: 10_000,
      min: 1,
      max: 65_000,
      scale: 'log',
      provenance: { source: 'redisConf' },
      advanced: true,
      effect: {
        set: 1,
        measure: 'self.outcomes.turnedAway',
        direction: 'up',
        given: { 'self.opTime': { law: 'exponential', mean: 2, cv: 1 } },
      },
    },
  },
  offers: ['entries'],
  ports: { origin: { ...databasePort, max: 1 } },
  gauges: {
    hitRatio: { unit: 'ratio', from: { type: 'share', counter: 'hits', of: 'lookups' } },
    entries: { unit: 'count', from: { type: 'level', cell: 'entries' } },
    evictions: { unit: 'perSecond', from: { type: 'rate', counter: 'evictions' } },
    staleShare: { unit: 'ratio', from: { type: 'share', counter: 'staleHits', of: 'hits' } },
    utilization: { unit: 'ratio', from: { type: 'utilization', station: 'core' } },
  },
  look: { icon: 'bolt', accent: 'storage', headline: 'hitRatio' },
  mermaid: { shape: 'hexagon', hints: ['cache', 'redis', 'memcached', 'memcache', '캐시'] },
  faults: ['crash', 'slow', 'flush'],
  bill: onMachines('cache'),
  words: { en, ko },
  plan(kit, config) {
    const clients = kit.station('clients', { servers: config.maxClients, room: 0 })
    const core = kit.station('core', { servers: 1 })
    const entries = entriesOf(kit, config)
    const origin = routesOf(kit, 'origin')
    const lookUp = core.serve(config.opTime, 'look up')
    const put = core.serve(config.opTime, 'put')
    const failed = [answer('asCalled')]
    // Without an origin the caller has to fetch what is missing; with one the cache does (read-through, write-around).
    const onMiss =
      origin === undefined ? [answer('miss')] : readDatabase(origin, [...put, act(entries.keep), answer('ok')])
    const drop = [...lookUp, act(entries.drop), answer('ok')]
    const write =
      origin === undefined ? drop : [call(origin.port, WRITE, { choose: origin.write }), onAnswer({ ok: drop, failed })]
    return [
      clients.acquire([answer('turnedAway')]),
      onOperation(
        {
          [PROBE]: [answer('ok')],
          [GET]: [...lookUp, branch(entries.isHit, onMiss, [answer('ok')])],
          [FIND_SESSION]: [...lookUp, branch(entries.hasSession, [answer('miss')], [answer('ok')])],
          [KEEP_SESSION]: [...put, act(entries.keepSession), answer('ok')],
          [DELETE]: drop,
          [WRITE]: write,
        },
        [...put, act(entries.keep), answer('ok')],
      ),
    ]
  },
})
