/** What is published on caches and stampedes. */
import type { Source } from './sources.ts'

export const cachingSources = {
  cacheStampede: {
    title: 'Vattani, Chierichetti, Lowenstein: Optimal probabilistic cache stampede prevention (VLDB 2015)',
    url: 'https://cseweb.ucsd.edu/~avattani/papers/cache_stampede.pdf',
    read: '2026-11',
    note: 'Off unless asked for; the paper finds β = 1 to be the best choice.',
  },
  memcacheAtFacebook: {
    title: 'Nishtala et al.: Scaling Memcache at Facebook (NSDI 2013)',
    url: 'https://www.usenix.org/conference/nsdi13/technical-sessions/presentation/nishtala',
    read: '2026-11',
    note: 'Entries are deleted when the database is written, rather than updated.',
  },
  redisExpire: {
    title: 'Redis: EXPIRE',
    url: 'https://redis.io/docs/latest/commands/expire/',
    read: '2026-11',
    note: 'The time to live runs from when it was set; reading does not change it.',
  },
  staleWhileRevalidate: {
    title: 'RFC 5861: HTTP Cache-Control extensions for stale content',
    url: 'https://www.rfc-editor.org/rfc/rfc5861',
    read: '2026-11',
    note: 'Off unless the answer says how long it may be used after it has expired.',
  },
} as const satisfies Readonly<Record<string, Source>>
