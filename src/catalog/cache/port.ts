/** How a caller uses a cache: fields of its connection, besides those of every call. */
import type { Fields } from '../fields.ts'

export const cachingFields = {
  reading: {
    type: 'choice',
    options: ['aside', 'through'],
    default: 'aside',
    provenance: { assumption: 'the commonest way: the application looks aside, and fills what it missed' },
    effect: { set: 'through', measure: 'callee.arrivals', direction: 'down', given: { 'callee.ttlMs': 200 } },
  },
  writing: {
    type: 'choice',
    options: ['invalidate', 'around', 'through', 'behind'],
    default: 'invalidate',
    provenance: { source: 'memcacheAtFacebook' },
    effect: { set: 'around', measure: 'callee.arrivals', direction: 'down' },
  },
  singleFlight: {
    type: 'flag',
    default: false,
    provenance: { assumption: 'every request that misses asks for itself unless the program sees to it' },
    advanced: true,
    when: { field: 'reading', is: ['aside'] },
    effect: {
      set: true,
      measure: 'db.arrivals',
      direction: 'down',
      given: { 'callee.ttlMs': 300, 'db.readTime': { law: 'constant', mean: 200, cv: 0 } },
    },
  },
} as const satisfies Fields
