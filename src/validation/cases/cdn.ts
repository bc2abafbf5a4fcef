/** Copies near users: what a hit saves, what layers add up to, and what a new version costs. */
import type { Config } from '../../catalog/fields.ts'
import type { KindName } from '../../catalog/index.ts'
import { packTrace } from '../../catalog/trace.ts'
import type { Experiment, ValidationCase } from '../case.ts'
import { det, offering, one, serving, trouble, world } from '../documents.ts'

type Part = readonly [kind: KindName, config?: Config, parent?: string]

const SECOND = 1_000

/** Users who ask for so many files, all equally often. */
const asking = (perSecond: number, keys: number, more: Config = {}) =>
  offering(perSecond, SECOND, { classes: [{ name: 'file', operation: 'static', share: 1, keys, zipf: 0 }], ...more })

/** Copies without any time of their own. */
const caching = (more: Config = {}): Part => ['cdn', { serviceTime: det(0), shieldTime: det(0), ...more }]

const ORIGIN = serving(det(0), SECOND, 16)
const LOAD = one('components.origin.arrivals', { over: 'endToEnd.ended' })

const KEYS = 1_000
/** Simulated ms that stand for one: so short that hardly ever two want the same file at once. */
const SCALE = 0.1
const PER_SECOND = 200

/**
 * An edge with room for a share of the files: of files that are all equally popular, it holds what is asked for that
 * often. A hit takes as long as the way to the edge and back, a miss so much more.
 */
function kept(share: number, edgeMs: number, beyondMs: number, key: string): Experiment {
  const architecture = world({
    unitMs: SECOND,
    parts: { users: asking(PER_SECOND, KEYS), edge: caching({ capacity: KEYS * share }), origin: ORIGIN },
    arrows: [
      ['users edge entry', { latencyMs: (SCALE * edgeMs) / 2 }],
      ['edge origin', { latencyMs: (SCALE * beyondMs) / 2 }],
    ],
    warmUp: (10 * KEYS) / PER_SECOND,
    duration: 12_500 / PER_SECOND,
  })
  const reads = { [key]: { ...one('endToEnd.latencyMs.mean'), scale: 1 / SCALE }, origin_load: LOAD }
  return { architecture, replications: 8, jobs: 'endToEnd.ended', reads }
}

/** A miss is answered by the origin as if there was no edge, or goes to the edge first and then as far again. */
function saved(id: string, share: number): ValidationCase {
  return {
    id,
    class: 'engine',
    experiments: () => [
      kept(share, 30, 90, 'mean_ms_miss_costs_origin'),
      kept(share, 30, 120, 'mean_ms_miss_costs_edge_plus_origin'),
    ],
    allowances: {
      mean_ms_miss_costs_origin: { type: 'relative', share: 0.01 },
      mean_ms_miss_costs_edge_plus_origin: { type: 'relative', share: 0.01 },
    },
  }
}

/** Twenty regions, each with an edge that has all files; then there are new ones, by new names. */
function published(): Experiment[] {
  const regions = Array.from({ length: 20 }, (_, n) => `region-${n}`)
  const parts = Object.fromEntries([
    ...regions.map((region): [string, Part] => [region, ['region']]),
    ...regions.map((region): [string, Part] => [`users-${region}`, [...asking(50, 50), region]]),
    ['edge', caching({ urls: 'versioned' })],
    ['origin', ORIGIN],
  ])
  const architecture = world({
    unitMs: SECOND,
    parts,
    arrows: [...regions.map((region) => [`users-${region} edge entry`] as const), ['edge origin']],
    warmUp: 60,
    duration: 60,
    timeline: [trouble('release', 'edge', {}, 70 * SECOND)],
  })
  const reads = {
    stale: one('components.edge.gauges.staleShare'),
    extra_origin_fetches: one('components.origin.arrivals'),
  }
  return [{ architecture, replications: 3, jobs: 'endToEnd.ended', reads }]
}

/**
 * Two edges that ask a shield, half a second apart. Each asks once for five requests, as the time to live is 4.75 s and
 * requests come every second; the second always finds what the first has asked for.
 */
function layered(): Experiment[] {
  const evenly: Config = { arrivals: 'constant' }
  const architecture = world({
    unitMs: SECOND,
    parts: {
      first: ['region'],
      second: ['region'],
      early: [...asking(1, 1, evenly), 'first'],
      late: [...asking(1, 1, evenly), 'second'],
      edge: caching({ shield: true, ttlMs: 4_750 }),
      origin: ORIGIN,
    },
    arrows: [['early edge entry'], ['late edge entry', { latencyMs: 500 }], ['edge origin']],
    warmUp: 20.25,
    duration: 1_000,
  })
  const reads = { origin: LOAD, overall: { ...LOAD, scale: -1, offset: 1 } }
  return [{ architecture, replications: 1, jobs: 'endToEnd.ended', reads }]
}

const TTL = 60
const FETCH = 0.2
const CYCLES = 10

/** One file that everybody wants, over whole cycles; the window begins in the middle of one. */
function hot(): Experiment[] {
  const perSecond = 1_000
  const cycle = TTL + FETCH + 1 / perSecond
  const architecture = world({
    unitMs: SECOND,
    parts: { users: asking(perSecond, 1), edge: caching({ ttlMs: TTL * SECOND }), origin: ORIGIN },
    arrows: [['users edge entry'], ['edge origin', { latencyMs: (FETCH * SECOND) / 2 }]],
    warmUp: cycle / 2,
    duration: CYCLES * cycle,
  })
  const reads = {
    origin_rate: one('components.origin.arrivals', { factor: 1 / (CYCLES * cycle) }),
    hit_ratio: one('components.edge.gauges.hitRatio'),
  }
  return [{ architecture, replications: 5, jobs: 'endToEnd.ended', reads }]
}

/** Of a thousand requests for photos: answered by the browser, the edge, the origin's cache, or the backend. */
const SHARES = { again: 655, recent: 200, older: 46, never: 99 }
const ROUND = 1_000
const ROUNDS = 11
const EVERY_MS = 10

/**
 * Recorded requests that are answered by one of the layers each, in turn as their shares say: the last photo again; the
 * one before it; one of fifty photos ago; and one that nobody has seen.
 */
function photos(): number[] {
  const keys: number[] = []
  const due = { again: 0, recent: 0, older: 0, never: ROUND }
  let newest = -1
  let last = 0
  let before = 0
  for (let n = 0; n < ROUND * ROUNDS; n++) {
    const kinds = Object.keys(SHARES) as (keyof typeof SHARES)[]
    for (const kind of kinds) due[kind] += SHARES[kind]
    const kind = kinds.reduce((most, each) => (due[each] > due[most] ? each : most))
    due[kind] -= ROUND
    const wanted = { again: last, recent: before, older: Math.max(0, newest - 50), never: newest + 1 }[kind]
    if (kind === 'never') newest++
    if (wanted !== last) before = last
    last = wanted
    keys.push(wanted)
  }
  return keys
}

function stacked(): Experiment[] {
  const rows = photos().map((key, n) => ({ atMs: n * EVERY_MS, key, operation: 'static' as const, bytes: undefined }))
  const architecture = world({
    unitMs: SECOND,
    parts: {
      users: asking(1, 1, { load: 'trace', trace: packTrace('photos.csv', rows) }),
      browser: caching({ capacity: 1 }),
      edge: caching({ capacity: 10 }),
      cache: caching({ capacity: 1_000 }),
      origin: ORIGIN,
    },
    arrows: [['users browser entry'], ['browser edge'], ['edge cache'], ['cache origin']],
    warmUp: (ROUND * EVERY_MS - EVERY_MS / 2) / SECOND,
    duration: ((ROUNDS - 1) * ROUND * EVERY_MS) / SECOND,
  })
  const reads = {
    edge_hit_ratio: one('components.edge.gauges.hitRatio'),
    origin_hit_ratio: one('components.cache.gauges.hitRatio'),
    backend_share: LOAD,
    combined_hit: { ...LOAD, scale: -1, offset: 1 },
  }
  return [{ architecture, replications: 1, jobs: 'endToEnd.ended', reads }]
}

export const cdn: readonly ValidationCase[] = [
  saved('N-10', 0.5),
  saved('N-11', 0.8),
  saved('N-12', 0.9),
  saved('N-13', 0.95),
  saved('N-14', 0.99),
  { id: 'N-23', class: 'engine', experiments: published },
  { id: 'N-24', class: 'engine', experiments: layered },
  { id: 'C-41', class: 'engine', experiments: hot },
  { id: 'C-42', class: 'engine', experiments: stacked },
]
