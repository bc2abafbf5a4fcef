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
    instances: {
      label: 'Nodes',
      help:
        'Nodes that share the keys. More: more memory and more cores in all; a change moves keys to other nodes, ' +
        'where they are missed at first.',
    },
    placement: {
      label: 'Placement',
      help:
        'Which node has a key. Modulo the number of nodes: even, but nearly all keys move when that changes; a ring ' +
        'moves only the share of the node that came or went.',
    },
    virtualNodes: {
      label: 'Virtual nodes',
      help: 'Places of each node on the ring. Few: some nodes have much more to do than others; many: all alike.',
    },
    bound: {
      label: 'Bounded by',
      help:
        'What its capacity is counted in: entries, or bytes as in a real machine, where large entries drive out ' +
        'many.',
    },
    capacity: {
      label: 'Capacity',
      help:
        'Most entries a node holds. Small: entries are thrown out before they are wanted again and the hit ratio ' +
        'falls; larger than all keys, only the TTL empties it.',
    },
    capacityBytes: {
      label: 'Capacity in bytes',
      help:
        'Most bytes a node holds; an entry takes the bytes of its answer and more. Small: entries are thrown out ' +
        'before they are wanted again.',
    },
    entryBytes: {
      label: 'Bytes beside it',
      help: 'What an entry takes besides the bytes of its answer. Much, with small answers: few of them fit.',
    },
    eviction: {
      label: 'Eviction',
      help:
        'Which entry makes room: unused for longest (LRU), least often used (LFU), oldest (FIFO), any, or oldest ' +
        'with a second chance (Clock; SIEVE, which leaves order alone; S3-FIFO, which tries newcomers first).',
    },
    ttlMs: {
      label: 'TTL',
      help:
        'How long an entry is used before it has to be read again. Short: more load on the database; long: answers ' +
        'may be stale for longer.',
    },
    ttlFrom: {
      label: 'TTL runs from',
      help:
        'From the fetch: an entry is never older than its TTL. From the last use: what is asked for often never ' +
        'expires, and stays as stale as it is.',
    },
    ttlJitter: {
      label: 'TTL jitter',
      help:
        'How far each TTL is drawn around the set one, evenly. At 0 what was filled together expires together, all ' +
        'at once; at 100 % it is spread over twice the time.',
    },
    coalesce: {
      label: 'Single flight',
      help:
        'When callers read through it: of those who miss the same key at once, one fetches it and the others wait. ' +
        'Without, all of them ask the database.',
    },
    earlyExpiry: {
      label: 'Early expiry',
      help:
        'The nearer the end of an entry and the longer its fetch takes, the likelier one request fetches it early. ' +
        'At 0 none does; 1 is what the paper advises (its β); more: earlier.',
    },
    staleMs: {
      label: 'Stale while renewing',
      help:
        'For so long after its end an entry is still served, while one request fetches it anew in the background. ' +
        '0: everybody waits; long: nobody does, and answers are older.',
    },
    writeDelayMs: {
      label: 'Write delay',
      help:
        'When callers write behind: so long a write waits, and others of its key join it. Long: fewer writes reach ' +
        'the database, and more are lost when a node dies.',
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
    random: 'Random',
    clock: 'Clock',
    sieve: 'SIEVE',
    s3Fifo: 'S3-FIFO',
    modulo: 'Modulo',
    ring: 'Ring',
    entries: 'Entries',
    bytes: 'Bytes',
    fetch: 'The fetch',
    use: 'The last use',
  },
  ports: {
    origin: { label: 'origin', verb: 'loads misses from' },
  },
  gauges: {
    hitRatio: 'hit ratio',
    entries: 'entries',
    evictions: 'evictions',
    staleShare: 'stale hits',
    movedKeys: 'keys moved',
    lostWrites: 'lost writes',
    utilization: 'CPU utilization',
  },
  stations: { core: 'its one core', clients: 'connections' },
} satisfies KindWords
