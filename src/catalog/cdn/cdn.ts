/** Edge caches near the users: what one holds is answered from there, what it misses comes from the origin. */
import { callFields } from '../connection/connection.ts'
import { lognormalFromMedian } from '../../engine/distributions.ts'
import type { Step } from '../../engine/plan.ts'
import { cdnBill } from '../bill.ts'
import { defineKind } from '../kind.ts'
import type { Steps } from '../kit.ts'
import { PROBE, READ, SAME, STATIC } from '../operations.ts'
import { act, answer, branch, call, hold, onAnswer, onOperation } from '../steps.ts'
import { edgeOf } from './edge.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const cdn = defineKind({
  kind: 'cdn',
  number: 2,
  sort: 'component',
  perRegion: true,
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
    urls: {
      type: 'choice',
      options: ['plain', 'versioned'],
      default: 'plain',
      provenance: { assumption: 'files keep their names until a build gives every version a name of its own' },
      effect: {
        set: 'versioned',
        measure: 'self.gauges.staleShare',
        direction: 'down',
        faults: [{ type: 'release', target: 'self', atMs: 3_000 }],
      },
    },
    purgeTime: {
      type: 'distribution',
      default: lognormalFromMedian(4_000, 0.6),
      min: 0,
      max: 3_600_000,
      advanced: true,
      provenance: { source: 'cdnPurge' },
      effect: {
        set: { law: 'constant', mean: 60_000, cv: 0 },
        measure: 'self.gauges.hitRatio',
        direction: 'up',
        faults: [{ type: 'purge', target: 'self', atMs: 3_000 }],
      },
    },
    staleIfError: {
      type: 'flag',
      default: true,
      provenance: { source: 'cloudFront' },
      effect: {
        set: false,
        measure: 'self.outcomes.refused',
        direction: 'up',
        given: { 'self.ttlMs': 200 },
        faults: [{ type: 'crash', target: 'web', atMs: 3_000 }],
      },
    },
    errorTtlMs: {
      type: 'duration',
      default: 10_000,
      min: 0,
      max: 3_600_000,
      advanced: true,
      provenance: { source: 'cloudFront' },
      effect: {
        set: 0,
        measure: 'web.arrivals',
        direction: 'up',
        given: { 'self.ttlMs': 200 },
        faults: [{ type: 'errors', target: 'web', atMs: 500 }],
      },
    },
    shield: {
      type: 'flag',
      default: false,
      provenance: { assumption: 'an extra that is paid for: edges ask the origin themselves until it is wanted' },
      effect: { set: true, measure: 'web.arrivals', direction: 'down' },
    },
    shieldTime: {
      type: 'distribution',
      default: lognormalFromMedian(15, 0.4),
      min: 0,
      max: 10_000,
      advanced: true,
      provenance: { assumption: 'one more hop, as long as that from users to their edge: 15 ms, 2 to 60' },
      when: { field: 'shield', is: [true] },
      effect: {
        set: { law: 'constant', mean: 300, cv: 0 },
        measure: 'endToEnd.latencyMs.mean',
        direction: 'up',
        given: { 'self.shield': true },
      },
    },
    dynamic: {
      type: 'flag',
      default: false,
      provenance: { assumption: 'answers that are made for a request are not kept until somebody says they may be' },
      effect: { set: true, measure: 'web.arrivals', direction: 'down' },
    },
    dynamicTtlMs: {
      type: 'duration',
      default: 10_000,
      min: 1,
      max: 31_536_000_000,
      provenance: { assumption: 'ten seconds: old enough to be asked for twice, young enough for most pages' },
      when: { field: 'dynamic', is: [true] },
      effect: {
        set: 50,
        measure: 'self.gauges.hitRatio',
        direction: 'down',
        given: { 'self.dynamic': true },
      },
    },
    cacheKey: {
      type: 'choice',
      options: ['path', 'query', 'header', 'cookie'],
      default: 'path',
      provenance: { source: 'cloudFront' },
      when: { field: 'dynamic', is: [true] },
      effect: {
        set: 'cookie',
        measure: 'self.gauges.hitRatio',
        direction: 'down',
        given: { 'self.dynamic': true },
      },
    },
    variants: {
      type: 'count',
      default: 20,
      min: 1,
      max: 1_000_000,
      scale: 'log',
      provenance: { assumption: 'languages, or campaigns that put their mark into a link: a few dozen' },
      when: { field: 'cacheKey', is: ['query', 'header'] },
      effect: {
        set: 2_000,
        measure: 'self.gauges.hitRatio',
        direction: 'down',
        given: { 'self.dynamic': true, 'self.cacheKey': 'query' },
      },
    },
  },
  offers: ['static', 'requests'],
  ports: { origin: { accepts: ['requests'], max: 1, fields: callFields(30_000, { source: 'cloudFront' }) } },
  gauges: {
    hitRatio: { unit: 'ratio', from: { type: 'share', counter: 'hits', of: 'lookups' } },
    staleShare: { unit: 'ratio', from: { type: 'share', counter: 'staleHits', of: 'lookups' } },
    shieldHitRatio: { unit: 'ratio', from: { type: 'share', counter: 'shieldHits', of: 'shieldLookups' } },
    entries: { unit: 'count', from: { type: 'level', cell: 'entries' } },
  },
  look: { icon: 'cloud', accent: 'edge', headline: 'hitRatio' },
  mermaid: { shape: 'circle', hints: ['cdn', 'cloudfront', 'edge', 'content delivery'] },
  faults: ['crash', 'slow', 'release', 'purge', 'flush'],
  bill: cdnBill,
  words: { en, ko },
  plan(kit, config) {
    const edge = edgeOf(kit, config)
    const origin = kit.port('origin')
    const askOrigin = call(origin, SAME, { none: [answer('error')] })
    const ask = (kept: Steps): Steps => [
      act(edge.note),
      askOrigin,
      onAnswer({
        ok: [...kept, act(edge.keep), answer('ok')],
        failed: [branch(edge.fail, [answer('asCalled')], [answer('ok')])],
      }),
    ]
    // Whoever waited for another's fetch looks again; where that one left nothing, it fetches for itself.
    const once = (name: string, owner: string | undefined, steps: Steps, look: (miss: Steps) => Step): Steps => {
      if (!config.coalesce) return steps
      return [{ op: 'fly', flights: kit.flights(name, owner), after: [look(steps)], inSpaceOfA: true }, ...steps]
    }
    const askShield = (): Steps => {
      const found: Steps = [act(edge.keep), answer('ok')]
      const miss = once('shield misses', kit.id, ask([act(edge.keepAtShield)]), (still) =>
        branch(edge.lookAgainAtShield, still, found),
      )
      return [hold(config.shieldTime, 'shield'), branch(edge.lookAtShield, miss, found)]
    }
    const fetch = config.shield ? askShield() : ask([])
    const fetchOnce = once('misses', undefined, fetch, (miss) =>
      branch(edge.lookAgain, miss, [answer('ok')], [answer('asCalled')]),
    )
    const passOn: Steps = [askOrigin, answer('asCalled')]
    const kept: Steps = [
      hold(config.serviceTime, 'edge'),
      act(edge.name),
      branch(edge.look, fetchOnce, [answer('ok')], [answer('asCalled')]),
    ]
    return [onOperation({ [PROBE]: [answer('ok')], [STATIC]: kept, ...(config.dynamic && { [READ]: kept }) }, passOn)]
  },
})
