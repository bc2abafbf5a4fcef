import type { KindWords } from '../kind.ts'

/** What people read about the DNS, in English. */
export const en = {
  title: 'DNS',
  summary: 'Tells clients which address to call',
  fields: {
    ttlMs: {
      label: 'TTL',
      help:
        'How long a resolver keeps an answer. Long: few lookups, but after a failure users go on calling the dead ' +
        'address; 0: every request pays for an uncached lookup.',
    },
    lookupTime: {
      label: 'Uncached lookup',
      help:
        'Time of a lookup that the resolver has to take through the chain of name servers. Its slowest draws show ' +
        'up in the highest percentiles.',
    },
    cachedLookupMs: {
      label: 'Cached lookup',
      help:
        'Time to get an answer that the resolver still holds. Nearly every request pays it; 0 would be a resolver ' +
        'on the same machine.',
    },
    resolvers: {
      label: 'Resolvers',
      help:
        'How many resolvers the users share, each with a cache of its own. Many: more uncached lookups; few: one ' +
        'expiry moves a large part of the users at once.',
    },
    policy: {
      label: 'Policy',
      help:
        'Round robin hands out the healthy records in turn. Failover hands out the first one as long as it is ' +
        'healthy; the others stand by.',
    },
    healthIntervalMs: {
      label: 'Check interval',
      help:
        'Time between two health checks of a record. Short intervals notice a dead target soon; long ones leave ' +
        'users with its address.',
    },
    healthThreshold: {
      label: 'Failure threshold',
      help:
        'Failed checks in a row before a record is taken out of the answers. At 1 a single lost check is enough; ' +
        'higher values are calmer and slower.',
    },
  },
  options: { roundRobin: 'Round robin', failover: 'Failover' },
  ports: {
    records: { label: 'record', verb: 'points to' },
  },
  gauges: { cachedShare: 'cached answers' },
} satisfies KindWords
