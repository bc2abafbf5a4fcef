import type { KindWords } from '../kind.ts'

/** What people read about the CDN, in English. */
export const en = {
  title: 'CDN',
  summary: 'Answers static files from near the users',
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
  },
  ports: {
    origin: { label: 'origin', verb: 'fetches from' },
  },
  gauges: { hitRatio: 'hit ratio', entries: 'objects held' },
} satisfies KindWords
