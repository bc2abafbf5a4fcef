/** An edge cache near the users: what it holds is answered from there, what it misses comes from the origin. */
import { callFields } from '../connection/connection.ts'
import { lognormalFromMedian } from '../../engine/distributions.ts'
import { cdnBill } from '../bill.ts'
import { defineKind } from '../kind.ts'
import { entriesOf } from '../cache/entries.ts'
import { PROBE, SAME, STATIC } from '../operations.ts'
import { act, answer, branch, call, hold, onAnswer, onOperation } from '../steps.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const cdn = defineKind({
  kind: 'cdn',
  number: 2,
  sort: 'component',
  fields: {
    capacity: {
      type: 'count',
      default: 100_000,
      min: 1,
      max: 10_000_000,
      scale: 'log',
      provenance: { assumption: 'an edge holds far more objects than a site of this size has' },
      effect: { set: 20, measure: 'self.gauges.hitRatio', direction: 'down' },
    },
    ttlMs: {
      type: 'duration',
      default: 86_400_000,
      min: 1,
      max: 31_536_000_000,
      provenance: { source: 'cloudFront' },
      effect: { set: 200, measure: 'self.gauges.hitRatio', direction: 'down' },
    },
    serviceTime: {
      type: 'distribution',
      default: lognormalFromMedian(3, 0.5),
      min: 0,
      max: 10_000,
      provenance: { assumption: 'an object from the memory or disk of an edge: 3 ms at the median' },
      effect: { set: { law: 'constant', mean: 40, cv: 0 }, measure: 'self.latencyMs.mean', direction: 'up' },
    },
    coalesce: {
      type: 'flag',
      default: true,
      provenance: { source: 'cloudFront' },
      effect: {
        set: false,
        measure: 'web.arrivals',
        direction: 'up',
        given: { 'self.ttlMs': 200, 'web.staticCpuTime': { law: 'constant', mean: 50, cv: 0 } },
      },
    },
  },
  offers: ['static', 'requests'],
  ports: { origin: { accepts: ['requests'], max: 1, fields: callFields(30_000, { source: 'cloudFront' }) } },
  gauges: {
    hitRatio: { unit: 'ratio', from: { type: 'share', counter: 'hits', of: 'lookups' } },
    entries: { unit: 'count', from: { type: 'level', cell: 'entries' } },
  },
  look: { icon: 'cloud', accent: 'edge', headline: 'hitRatio' },
  mermaid: { shape: 'circle', hints: ['cdn', 'cloudfront', 'edge', 'content delivery'] },
  faults: ['crash', 'slow', 'flush'],
  bill: cdnBill,
  words: { en, ko },
  plan(kit, config) {
    const entries = entriesOf(kit, { ...config, eviction: 'lru' })
    const origin = kit.port('origin')
    const flights = kit.flights('misses')
    const fetch = [
      call(origin, SAME, { none: [answer('error')] }),
      onAnswer({ ok: [act(entries.keep), answer('ok')], failed: [answer('asCalled')] }),
    ]
    // Whoever waited for another's fetch looks again; if that one failed, it fetches for itself.
    const fetchOnce = [
      { op: 'fly', flights, after: [branch(entries.isKept, fetch, [answer('ok')])] } as const,
      ...fetch,
    ]
    return [
      onOperation(
        {
          [PROBE]: [answer('ok')],
          [STATIC]: [
            hold(config.serviceTime, 'edge'),
            branch(entries.look, config.coalesce ? fetchOnce : fetch, [answer('ok')]),
          ],
        },
        [call(origin, SAME, { none: [answer('error')] }), answer('asCalled')],
      ),
    ]
  },
})
