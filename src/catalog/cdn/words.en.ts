import type { KindWords } from '../kind.ts'

/** What people read about the CDN, in English. */
export const en = {
  title: 'CDN',
  summary: 'Answers files, and more if wanted, from near the users',
  fields: {
    capacity: {
      label: 'Capacity',
      help:
        'Most objects the edge keeps. Smaller than what is asked for, it throws out objects that are wanted again ' +
        'and the origin gets the misses.',
    },
    ttlMs: {
      label: 'TTL',
      help:
        'How long an object is served before it is fetched again. Short: the origin is asked often; long: hardly ' +
        'ever.',
    },
    serviceTime: {
      label: 'Service time',
      help: 'Time the edge needs for a request, hit or miss. It is added to every request that goes through the edge.',
    },
    coalesce: {
      label: 'Coalesce misses',
      help:
        'On: requests for an object that is already being fetched wait for that one fetch. Off: each miss asks the ' +
        'origin for itself.',
    },
    urls: {
      label: 'File names',
      help:
        'Plain: after a release old copies are served until the TTL or a purge ends them. A name per version: no ' +
        'copy is ever stale, and each edge fetches every file once more.',
    },
    purgeTime: {
      label: 'Purge time',
      help:
        'From a purge to the moment an edge carries it out, drawn for each edge. Fractions of a second hardly show; ' +
        'with minutes, old copies are served that long.',
    },
    staleIfError: {
      label: 'Stale on error',
      help:
        'On: while the origin fails, an expired copy is served all the same, and counted as stale. Off: users get ' +
        'the error.',
    },
    errorTtlMs: {
      label: 'Error TTL',
      help:
        'How long an edge remembers that the origin failed for an object, and does not ask again. 0: every request ' +
        'asks; long: a short failure is felt long after it.',
    },
    shield: {
      label: 'Origin shield',
      help:
        'One more cache between all edges and the origin: an object that one edge has fetched costs the origin ' +
        'nothing when the others want it.',
    },
    shieldTime: {
      label: 'Shield time',
      help: 'Time that the way over the shield adds to every miss of an edge. Near 0 it is free; the more, the slower.',
    },
    dynamic: {
      label: 'Dynamic content',
      help:
        'On: answers to reads are kept as well, and may be older than the data. Off: they all come from the origin. ' +
        'Writes and jobs always pass through.',
    },
    dynamicTtlMs: {
      label: 'Dynamic TTL',
      help:
        'How long the answer to a read is served again. Short: few requests find it; long: more of what is served ' +
        'is out of date.',
    },
    cacheKey: {
      label: 'Cache key',
      help:
        'What answers are told apart by, beside the path. The more goes in, the fewer requests share a copy: a query ' +
        'differs by request, a header by group of users, a cookie by user.',
    },
    variants: {
      label: 'Variants',
      help:
        'How many query strings, or values of the header, there are for each path, all equally likely. 1 changes ' +
        'nothing; with many, hardly anybody asks for what another has.',
    },
  },
  options: {
    plain: 'Plain names',
    versioned: 'A name per version',
    path: 'Path',
    query: 'Path and query',
    header: 'Path and header',
    cookie: 'Path and cookie',
  },
  ports: {
    origin: { label: 'origin', verb: 'fetches from' },
  },
  gauges: {
    hitRatio: 'hit ratio',
    staleShare: 'stale answers',
    shieldHitRatio: 'hit ratio of the shield',
    entries: 'objects held',
  },
} satisfies KindWords
