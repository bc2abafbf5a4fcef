/** Caches against what other simulators count on recorded requests: exact misses. */
import type { Config } from '../../catalog/fields.ts'
import { packTrace } from '../../catalog/trace.ts'
import type { Allowance, Experiment, Reading, ValidationCase } from '../case.ts'
import { cached } from '../documents.ts'
import { ARCHIVE, keysOf, recordedBlocks } from '../recordings.ts'
import { HIT_RATIO } from './caches.ts'

const arrivals = 'components.web.arrivals'
/** Lookups that found nothing: all, less those that did. */
const MISSES: Reading = { terms: [{ path: arrivals }, { ...HIT_RATIO, times: arrivals, factor: -1 }] }
const EXACT: Allowance = { type: 'exact' }

const POLICIES = { LRU: 'lru', FIFO: 'fifo', LFU: 'lfu', Clock: 'clock', Sieve: 'sieve' } as const
const NO_ARC = 'not among the policies'
const NO_BELADY = 'needs to know what will be asked for'
const NO_BYTES = 'the summary counts lookups that missed, not their bytes'

interface More {
  readonly bytes?: readonly number[]
  /** So many requests at the beginning are not counted. */
  readonly skip?: number
}

/** One recorded request after the other, a ms apart. */
function replayed(keys: readonly number[], cache: Config, key: string, { bytes, skip = 0 }: More = {}): Experiment {
  const rows = keys.map((name, n) => ({ atMs: undefined, key: name, operation: 'read' as const, bytes: bytes?.[n] }))
  const client = { load: 'trace', trace: packTrace('recorded', rows), rate: 1_000, arrivals: 'constant' }
  const times = { warmUp: skip === 0 ? 0 : skip + 0.5, duration: keys.length - skip + 1 }
  return { architecture: cached(client, cache, times), replications: 1, jobs: arrivals, reads: { [key]: MISSES } }
}

/** Exact misses by policy and capacity. */
function recorded(id: string, name: string, capacities: readonly number[]): ValidationCase {
  const unread = capacities.flatMap((capacity) => [
    [`misses.ARC.${capacity}`, NO_ARC] as const,
    [`misses.Belady.${capacity}`, NO_BELADY] as const,
  ])
  return {
    id,
    class: 'engine',
    needs: `${ARCHIVE}/${name}.txt.gz`,
    experiments: () => {
      const keys = keysOf(name)
      return Object.entries(POLICIES).flatMap(([policy, eviction]) =>
        capacities.map((capacity) => replayed(keys, { capacity, eviction }, `misses.${policy}.${capacity}`)),
      )
    },
    allowances: { misses: EXACT },
    unread: Object.fromEntries(unread),
  }
}

const BLOCKS = `${ARCHIVE}/cloudPhysicsIO.csv.gz`
const REQUESTS = 113_872
const MIB_128 = 134_217_728
const EIGHT = [1, 2, 3, 4, 5, 6, 7, 8]

interface Blocks {
  readonly eviction: string
  /** The size of a key is that of its first appearance, or else that of the request that puts it in. */
  readonly isFixed?: boolean
  readonly passes?: number
  readonly skip?: number
}

/** Misses by capacity in bytes. */
function blocks(id: string, { eviction, isFixed, passes, skip = 0 }: Blocks, allowance = EXACT): ValidationCase {
  return {
    id,
    class: 'engine',
    needs: BLOCKS,
    experiments: () => {
      const { keys, bytes } = recordedBlocks(isFixed === true, passes ?? 1)
      return EIGHT.map((times, n) => {
        const cache = { bound: 'bytes', capacityBytes: times * MIB_128, entryBytes: 0, eviction }
        return replayed(keys, cache, `misses.${n}`, { bytes, skip })
      })
    },
    allowances: { misses: allowance },
    unread: Object.fromEntries(EIGHT.map((_, n) => [`miss_bytes.${n}`, NO_BYTES])),
  }
}

/** The same requests with all blocks alike. */
function alike(id: string, key: string, capacities: readonly number[], scale: number, by: Allowance): ValidationCase {
  return {
    id,
    class: 'engine',
    needs: BLOCKS,
    experiments: () => {
      const { keys } = recordedBlocks(false, 1)
      return capacities.map((capacity, n): Experiment => {
        const experiment = replayed(keys, { capacity, eviction: 'lru' }, key)
        return { ...experiment, reads: { [`${key}.${n}`]: { ...MISSES, scale } } }
      })
    },
    allowances: { [key]: by },
  }
}

const LOOP = 1_011
const loop = (): number[] => Array.from({ length: 505_500 }, (_, n) => n % LOOP)

export const recordings: readonly ValidationCase[] = [
  {
    id: 'C-45',
    class: 'engine',
    experiments: () => [
      replayed(loop(), { capacity: LOOP - 1, eviction: 'lru' }, 'lru_misses'),
      replayed(loop(), { capacity: LOOP - 1, eviction: 'fifo' }, 'fifo_misses'),
    ],
    allowances: { lru_misses: EXACT, fifo_misses: EXACT },
  },
  blocks('T-01', { eviction: 'lru', isFixed: true }),
  blocks('T-03', { eviction: 'fifo', isFixed: true }),
  // A policy that draws: a point and a half of the hit ratio.
  blocks('T-06', { eviction: 'random', isFixed: true }, { type: 'absolute', by: 0.015 * REQUESTS }),
  blocks('T-20', { eviction: 's3Fifo', isFixed: true }),
  blocks('T-21', { eviction: 'sieve', isFixed: true }),
  alike('T-31', 'misses', [128, 256, 384, 512, 640, 768, 896, 1_024], 1, EXACT),
  // Given to six digits.
  alike('T-32', 'miss_ratio', [1, 2, 3, 4, 5, 20], 1 / REQUESTS, { type: 'absolute', by: 5e-7 }),
  blocks('T-33', { eviction: 'lru' }),
  blocks('T-34', { eviction: 'lru', skip: 22_774 }),
  blocks('T-35', { eviction: 'lru', passes: 2, skip: REQUESTS }),
  recorded('T-40', 'lirs_2_pools', [50, 100, 200, 400, 800]),
  recorded('T-41', 'lirs_cpp', [20, 50, 100, 300, 600]),
  recorded('T-42', 'lirs_cs', [100, 500, 1_000, 1_300]),
  recorded('T-43', 'lirs_gli', [500, 1_000, 1_500, 2_000]),
  recorded('T-47', 'lirs_ps', [100, 1_000, 2_000, 3_000]),
  recorded('T-48', 'lirs_sprite', [100, 500, 1_000, 2_000, 5_000]),
  recorded('T-49', 'lirs_loop', [500, 1_000, 1_010]),
  recorded('T-50', 'lirs_scan', [500, 1_000]),
  recorded('T-53', 'cache2k_web12', [75, 300, 1_200, 3_000]),
]
