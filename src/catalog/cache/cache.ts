/** Real entries in memory: a hit answers at once; what is not there has to come from somewhere else. */
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { onMachines } from '../bill.ts'
import { readDatabase, routesOf, writeTo } from '../database/access.ts'
import { databasePort } from '../database/port.ts'
import { defineKind } from '../kind.ts'
import type { Steps } from '../kit.ts'
import { DELETE, FIND_SESSION, GET, KEEP_SESSION, PROBE, READ, WRITE, WRITE_BEHIND } from '../operations.ts'
import { act, answer, branch, onOperation } from '../steps.ts'
import { entriesOf } from './entries.ts'
import { cacheFields } from './fields.ts'
import { countMoves } from './nodes.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'
import { writeLater } from './write-behind.ts'

export const cache = defineKind({
  kind: 'cache',
  number: 5,
  sort: 'component',
  fields: cacheFields,
  offers: ['entries'],
  ports: { origin: { ...databasePort, max: 1 } },
  gauges: {
    hitRatio: { unit: 'ratio', from: { type: 'share', counter: 'hits', of: 'lookups' } },
    entries: { unit: 'count', from: { type: 'level', cell: 'entries' } },
    evictions: { unit: 'perSecond', from: { type: 'rate', counter: 'evictions' } },
    staleShare: { unit: 'ratio', from: { type: 'share', counter: 'staleHits', of: 'hits' } },
    movedKeys: { unit: 'count', from: { type: 'total', counter: 'moved' } },
    lostWrites: { unit: 'count', from: { type: 'total', counter: 'lostWrites' } },
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
    const delayed = writeLater(kit, config.writeDelayMs)
    const entries = entriesOf(kit, {
      ...config,
      capacity: config.bound === 'bytes' ? config.capacityBytes : config.capacity,
      entryBytes: config.bound === 'bytes' ? config.entryBytes : undefined,
      isRenewedByUse: config.ttlFrom === 'use',
      isPending: delayed.isPending,
    })
    const noteCount = countMoves(kit, config, { cell: entries.cell, moved: kit.counter('moved') })
    const origin = routesOf(kit, 'origin')
    const lookUp = core.serve(config.opTime, 'look up')
    const put = core.serve(config.opTime, 'put')
    const keep: Steps = [...put, act(entries.keep), act(noteCount)]
    const hit: Steps = [answer('ok')]
    const failed: Steps = [answer('asCalled')]
    // Without a store behind it, it cannot fetch what is missing.
    const fetch = origin === undefined ? [answer('miss')] : readDatabase(origin, [...keep, answer('ok')])
    const flights = kit.flights('misses')
    // Whoever waited for another's fetch looks again; if that one failed, it fetches for itself.
    const fetchOnce: Steps = [{ op: 'fly', flights, after: [branch(entries.isKept, fetch, hit)] }, ...fetch]
    const renew: Steps = [{ op: 'spawn', body: fetch }, ...hit]
    const drop = [...lookUp, act(entries.drop), answer('ok')]
    const writeThrough: Steps = origin === undefined ? drop : writeTo(origin, { ok: [...keep, ...hit], failed })
    return [
      clients.acquire([answer('turnedAway')]),
      onOperation(
        {
          [PROBE]: [answer('ok')],
          // The caller fetches what is missing, and what it is told to fetch anew.
          [GET]: [...lookUp, branch(entries.look, [answer('miss')], hit, [act(askToRenew), ...hit])],
          [READ]: [...lookUp, branch(entries.look, config.coalesce ? fetchOnce : fetch, hit, renew)],
          [FIND_SESSION]: [...lookUp, branch(entries.hasSession, [answer('miss')], hit)],
          [KEEP_SESSION]: [...put, act(entries.keepSession), ...hit],
          [DELETE]: drop,
          [WRITE]: writeThrough,
          [WRITE_BEHIND]: origin === undefined ? drop : [...keep, ...delayed.write(origin), ...hit],
        },
        [...keep, ...hit],
      ),
    ]
  },
})

/** The answer says that somebody has to fetch the key anew. */
function askToRenew({ i32 }: Machine, frame: number): void {
  const request = i32[frame + L.REQUEST]!
  i32[request + L.R_FLAGS] = i32[request + L.R_FLAGS]! | L.RENEW
}
