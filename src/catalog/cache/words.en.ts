import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the cache, in English. */
export const en = {
  title: 'Cache',
  summary: 'Keeps recent answers in memory',
  fields: {
    machine: {
      label: 'Node',
      help:
        'Size and price of the managed node, by the price list. It changes the bill only: one core serves all ' +
        'commands, and how many entries fit is set apart. A change during a run restarts it.',
    },
    capacity: {
      label: 'Capacity',
      help:
        'Most entries it holds. Small: entries are thrown out before they are wanted again and the hit ratio ' +
        'falls; larger than all keys, only the TTL empties it.',
    },
    eviction: {
      label: 'Eviction',
      help:
        'Which entry makes room when the cache is full: the one unused for longest (LRU), the least often used ' +
        '(LFU), or the oldest (FIFO).',
    },
    ttlMs: {
      label: 'TTL',
      help:
        'How long an entry is used before it has to be read again. Short: more load on the database; long: answers ' +
        'may be stale for longer.',
    },
    opTime: {
      label: 'Operation time',
      help:
        'Time its one core needs for a get, a set or a delete. Its inverse is the most operations a second; beyond ' +
        'that, callers line up.',
    },
    maxClients: {
      label: 'Connections',
      help: 'Most calls it holds at a time. When all are taken, further callers are turned away.',
    },
  },
  options: {
    ...machineOptions('cache', 'en'),
    lru: 'LRU',
    lfu: 'LFU',
    fifo: 'FIFO',
  },
  ports: {
    origin: { label: 'origin', verb: 'loads misses from' },
  },
  gauges: {
    hitRatio: 'hit ratio',
    entries: 'entries',
    evictions: 'evictions',
    staleShare: 'stale hits',
    utilization: 'CPU utilization',
  },
  stations: { core: 'its one core', clients: 'connections' },
} satisfies KindWords
