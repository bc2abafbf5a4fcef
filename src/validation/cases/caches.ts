/** Caches against theory: keys that are asked for by one law, and entries that live for a time. */
import type { Config } from '../../catalog/fields.ts'
import { buildZipf } from '../../engine/zipf.ts'
import type { Allowance, Experiment, Reading, Term, ValidationCase } from '../case.ts'
import { cached } from '../documents.ts'

export const HIT_RATIO: Term = { path: 'components.cache.gauges.hitRatio' }
const RATIO: Reading = { terms: [HIT_RATIO] }
const BY_HALF_A_POINT: Allowance = { type: 'absolute', by: 0.005 }

interface Independent {
  readonly keys: number
  readonly zipf: number
  readonly capacity: number
}

const PER_MS = 100

const reading = (keys: number, zipf: number) => [{ name: 'read', operation: 'read', share: 1, keys, zipf }] as const

/** The hit ratio of a policy when every request asks for a key by the same law, whatever came before. */
function independent({ keys, zipf, capacity }: Independent, eviction: string, names: readonly string[]): Experiment {
  const client = { rate: PER_MS * 1_000, classes: reading(keys, zipf) }
  const warmUp = Math.max(1_000, (20 * keys) / PER_MS)
  return {
    architecture: cached(client, { capacity, eviction }, { warmUp, duration: 250_000 / PER_MS }),
    replications: 2,
    jobs: 'components.web.arrivals',
    reads: Object.fromEntries(names.map((name) => [name, RATIO])),
  }
}

function uniform(id: string, keys: number, capacity: number, by: number): ValidationCase {
  return {
    id,
    class: 'engine',
    experiments: () => [independent({ keys, zipf: 0, capacity }, 'lru', ['hit'])],
    allowances: { hit: { type: 'absolute', by } },
  }
}

const APPROXIMATE = 'a time within the approximation, which no cache has'
const PERFECT =
  'perfect LFU knows how often keys were asked for that it does not hold; the LFU of stores counts while it holds them'

/** `isExact`: the case has exact values beside the approximation. */
function zipfian(id: string, spec: Independent, isExact = true): ValidationCase {
  return {
    id,
    class: 'engine',
    experiments: () => [
      independent(spec, 'lru', isExact ? ['hit_lru_che', 'hit_lru'] : ['hit_lru_che']),
      independent(spec, 'fifo', isExact ? ['hit_fifo_che', 'hit_fifo'] : ['hit_fifo_che']),
      ...(isExact ? [independent(spec, 'random', ['hit_random'])] : []),
    ],
    allowances: {
      hit_lru: BY_HALF_A_POINT,
      hit_lru_che: BY_HALF_A_POINT,
      hit_fifo: BY_HALF_A_POINT,
      hit_fifo_che: BY_HALF_A_POINT,
      hit_random: BY_HALF_A_POINT,
    },
    unread: { T_che: APPROXIMATE, hit_lfu_perfect: PERFECT },
  }
}

interface Lived {
  readonly keys: number
  readonly zipf: number
  readonly perS: number
  readonly ttlS: number
  readonly jobs: number
}

const LAZY =
  'the gauge counts entries that have expired until they are asked for, as stores that expire lazily hold them'

/** A second of the case is a ms of the run. */
function lived({ keys, zipf, perS, ttlS, jobs }: Lived, ttlFrom: string, reads: Experiment['reads']): Experiment {
  const cache: Config = { capacity: 1_000_000, ttlMs: ttlS, ttlFrom }
  const client = { rate: perS * 1_000, classes: reading(keys, zipf) }
  return {
    architecture: cached(client, cache, { warmUp: 10 * ttlS, duration: jobs / perS }),
    replications: 4,
    jobs: 'components.web.arrivals',
    reads,
  }
}

function living(id: string, spec: Lived): ValidationCase {
  return {
    id,
    class: 'engine',
    experiments: () => [
      lived(spec, 'fetch', { hit_reset_on_miss: RATIO }),
      lived(spec, 'use', { hit_reset_on_hit: RATIO }),
    ],
    allowances: { hit_reset_on_miss: BY_HALF_A_POINT, hit_reset_on_hit: BY_HALF_A_POINT },
    unread: { items_cached_mean_reset_on_miss: LAZY },
  }
}

/** Misses a second of one key: what comes, less what is found; a second is a ms here. */
const throughput = 'components.web.throughputPerSecond'
const MISS_RATE: Reading = {
  terms: [
    { path: throughput, factor: 0.001 },
    { ...HIT_RATIO, times: throughput, factor: -0.001 },
  ],
}

const single: Lived = { keys: 1, zipf: 0, perS: 0.01, ttlS: 60, jobs: 100_000 }

export const caches: readonly ValidationCase[] = [
  uniform('C-02', 5, 2, 0.005),
  uniform('C-03', 500, 50, 0.004),
  zipfian('C-10', { keys: 100, zipf: 0.8, capacity: 40 }),
  zipfian('C-11', { keys: 100, zipf: 0.8, capacity: 10 }),
  zipfian('C-12', { keys: 100, zipf: 1, capacity: 20 }),
  zipfian('C-14', { keys: 1_000, zipf: 1, capacity: 100 }),
  zipfian('C-16', { keys: 1_000, zipf: 1.2, capacity: 50 }),
  zipfian('C-17', { keys: 10_000, zipf: 0.9, capacity: 500 }, false),
  zipfian('C-18', { keys: 100_000, zipf: 0.8, capacity: 5_000 }, false),
  {
    id: 'C-20',
    class: 'engine',
    experiments: () => [
      lived(single, 'fetch', { hit_reset_on_miss: RATIO, miss_rate_reset_on_miss: MISS_RATE }),
      lived(single, 'use', { hit_reset_on_hit: RATIO }),
    ],
    allowances: { hit_reset_on_miss: BY_HALF_A_POINT, hit_reset_on_hit: BY_HALF_A_POINT },
  },
  living('C-30', { keys: 1_000, zipf: 0.8, perS: 10, ttlS: 60, jobs: 100_000 }),
  living('C-31', { keys: 1_000, zipf: 0.8, perS: 100, ttlS: 60, jobs: 100_000 }),
  living('C-32', { keys: 1_000, zipf: 0.8, perS: 100, ttlS: 300, jobs: 200_000 }),
  {
    id: 'C-44',
    class: 'arithmetic',
    compute: () => {
      const { cumulative } = buildZipf(1_000, 1)
      return { top10: cumulative[9]!, top100: cumulative[99]!, bottom500: 1 - cumulative[499]! }
    },
  },
]
