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
        'address; 0: nobody keeps one, and every request pays for an uncached lookup.',
    },
    stretchShare: {
      label: 'Stretching resolvers',
      help:
        'Share of resolvers that keep answers longer than they may, always the same ones. At 0 all obey; the larger ' +
        'it is, the more users go on calling a dead address long after the TTL.',
    },
    stretchedTtlMs: {
      label: 'Stretched to',
      help:
        'How long a stretching resolver keeps an answer, unless the TTL is longer. Short: it hardly differs from the ' +
        'rest; long: its users stay on an old answer for that time.',
    },
    pinnedShare: {
      label: 'Pinned clients',
      help:
        'Share of users who keep their first address for ever. At 0 everybody asks again; the larger it is, the more ' +
        'users follow no change of records, however short the TTL.',
    },
    clientCacheMs: {
      label: 'Client cache',
      help:
        'How long a user keeps an address without asking a resolver. 0: every request asks; long: lookups cost less ' +
        'time, and a dead address is called for longer, on top of the TTL.',
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
        'Which healthy record is answered: each in turn, drawn by weight, the nearest on the map (own region first), ' +
        'the one of least network latency to the client, or the first, with the others standing by.',
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
  options: {
    roundRobin: 'Round robin',
    weighted: 'Weighted',
    geo: 'Nearest place',
    latency: 'Lowest latency',
    failover: 'Failover',
  },
  ports: {
    records: { label: 'record', verb: 'points to' },
  },
  gauges: { cachedShare: 'cached answers', answerShare: 'resolvers holding' },
} satisfies KindWords
