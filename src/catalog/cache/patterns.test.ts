/** How caches are used: aside, through, behind, around; stampedes and their cures; several nodes. */
import { describe, expect, test } from 'vitest'
import type { Config } from '../fields.ts'
import {
  type Arrow,
  constant,
  design,
  offering,
  type Part,
  Play,
  reads,
  writes,
} from '../../simulation/play.fixture.ts'

const close = { latencyMs: 0 }
const instant: Part = ['server', { cpuTime: constant(0), cores: 64 }]

interface Used {
  readonly cache?: Config
  readonly connection?: Config
  readonly database?: Config
  readonly client?: Part
}

/** A server with a cache before its database; the cache has a connection to the database as well. */
function used({ cache = {}, connection = {}, database = {}, client }: Used): Play {
  const mixed: Part = ['client', offering(300, [reads({ keys: 60, zipf: 0, share: 4 }), writes({ keys: 60, zipf: 0 })])]
  const quick = { readTime: constant(0), writeTime: constant(0), commitTime: constant(0), cores: 64 }
  const arrows: Arrow[] = [
    ['users web', close],
    ['web cache', { ...close, ...connection }],
    ['web db', close],
    ['cache db', close],
  ]
  const parts: Record<string, Part> = {
    users: client ?? mixed,
    web: instant,
    cache: ['cache', { opTime: constant(0), ...cache }],
    db: ['database', { ...quick, maxConnections: 1_000, ...database }],
  }
  return new Play(design(parts, arrows))
}

const misses = (play: Play) => play.of('cache').counter('lookups') - play.of('cache').counter('hits')

describe('writing', () => {
  test('invalidating, each write makes the next read of its key miss', () => {
    const play = used({ connection: { writing: 'invalidate' } }).to(20_000)
    expect(misses(play)).toBeGreaterThan(700)
    expect(play.of('cache').counter('staleHits')).toBe(0)
  })

  test('around, entries stay as they were, and nearly all hits are stale', () => {
    const play = used({ connection: { writing: 'around' } }).to(20_000)
    expect(misses(play)).toBeLessThanOrEqual(60)
    expect(play.of('cache').counter('staleHits') / play.of('cache').counter('hits')).toBeGreaterThan(0.9)
  })

  test('through, the cache has what the database has', () => {
    const play = used({ connection: { writing: 'through' } }).to(20_000)
    expect(misses(play)).toBeLessThanOrEqual(60)
    expect(play.of('cache').counter('staleHits')).toBe(0)
    expect(play.of('db').arrivals - play.of('db').counter('reads')).toBeGreaterThan(1_000)
  })

  test('behind, writes of a key are joined, and those that wait are lost with the cache', () => {
    const play = used({ connection: { writing: 'behind' }, cache: { writeDelayMs: 2_000 } }).to(20_000)
    // Sixty keys, each written once in two seconds and the time to its next write: one of its 60 writes a minute.
    const written = play.of('db').arrivals - play.of('db').counter('reads')
    expect(written).toBeLessThan(60 * 10)
    expect(written).toBeGreaterThan(60 * 4)
    play.break('crash', 'cache')
    const lost = play.of('cache').counter('lostWrites')
    expect(lost).toBeGreaterThan(20)
    expect(lost).toBeLessThanOrEqual(60)
  })
})

describe('reading through', () => {
  test('the cache asks the database, and its caller does not', () => {
    const play = used({ connection: { reading: 'through' } }).to(10_000)
    expect(play.of('db').counter('reads')).toBe(misses(play))
    // Nothing but lookups, and deletes of what was written, comes to the cache.
    expect(play.of('cache').arrivals).toBe(play.of('users').arrivals)
  })
})

describe('a stampede', () => {
  /** One key that everybody wants, and a database that takes a tenth of a second. */
  const hot: Part = ['client', { ...offering(0), load: 'rate', rate: 1_000, classes: [reads({ keys: 1 })] }]
  const slow = { readTime: constant(100) }
  const stampede = (cache: Config, connection: Config = {}) =>
    used({ client: hot, database: slow, cache: { ttlMs: 1_000, ...cache }, connection }).to(20_500)

  test('without a cure all who come during a fetch ask the database', () => {
    const fetched = stampede({}).of('db').counter('reads')
    // Every 1.1 s a hundred of them.
    expect(fetched).toBeGreaterThan(1_500)
    expect(fetched).toBeLessThan(2_200)
  })

  test.each([
    ['single flight of the caller', {}, { singleFlight: true }],
    ['single flight of the cache', { coalesce: true }, { reading: 'through' }],
  ])('with %s one does, and the others wait', (_, cache, connection) => {
    const play = stampede(cache, connection)
    // Every 1.1 s and the time to the next request one of them.
    expect(play.of('db').counter('reads')).toBeGreaterThanOrEqual(18)
    expect(play.of('db').counter('reads')).toBeLessThanOrEqual(20)
    expect(play.of('users').percentile(0.999)).toBeGreaterThan(90)
  })

  test.each([
    ['aside', {}],
    ['through', { reading: 'through' }],
  ])('stale while renewing, read %s: one fetches, and nobody waits', (_, connection) => {
    const play = stampede({ staleMs: 500 }, connection)
    // But for the first ones.
    expect(play.of('db').counter('reads')).toBeLessThan(150)
    expect(play.of('users').percentile(0.99)).toBeLessThan(20)
  })

  test('early expiry: one goes before the end, so that hardly anybody meets it', () => {
    const fetched = stampede({ earlyExpiry: 1 }).of('db').counter('reads')
    expect(fetched).toBeLessThan(0.35 * stampede({}).of('db').counter('reads'))
  })
})

describe('time to live', () => {
  test('from the last use, what is asked for often never expires', () => {
    const hits = (ttlFrom: string) => {
      const play = used({ cache: { ttlMs: 500, ttlFrom }, connection: { writing: 'around' } }).to(20_000)
      return play.of('cache').counter('hits') / play.of('cache').counter('lookups')
    }
    // Of 4 reads a second each key gets: a TTL of 0.5 s from the fetch, by renewal theory 1 − 1/(1 + 4 × 0.5).
    expect(hits('fetch')).toBeCloseTo(2 / 3, 1)
    // From the last use: the gap between two reads is shorter than half a second, 1 − e^(−4 × 0.5).
    expect(hits('use')).toBeCloseTo(1 - Math.exp(-2), 1)
  })

  test('drawn with jitter, lies between the ends', () => {
    const one: Part = ['client', { ...offering(0), load: 'rate', rate: 1_000, classes: [reads({ keys: 1 })] }]
    const play = used({ client: one, cache: { ttlMs: 1_000, ttlJitter: 0.5 }, connection: { singleFlight: true } })
    let fetched = 0
    const gaps: number[] = []
    for (let ms = 1; ms < 60_000; ms++) {
      const now = play.to(ms).of('db').counter('reads')
      if (now > fetched) gaps.push(ms)
      fetched = now
    }
    const spans = gaps.slice(1).map((ms, n) => ms - gaps[n]!)
    expect(Math.min(...spans)).toBeGreaterThan(495)
    expect(Math.max(...spans)).toBeLessThan(1_510)
    expect(Math.max(...spans) - Math.min(...spans)).toBeGreaterThan(700)
  })
})

describe('several nodes', () => {
  const keys = 4_000
  const spread = (cache: Config) => {
    const client: Part = ['client', { ...offering(0), load: 'rate', rate: 2_000, classes: [reads({ keys, zipf: 0 })] }]
    return used({ client, cache: { ttlMs: 1e9, ...cache } }).to(15_000)
  }
  const entries = (play: Play, nodes: number) =>
    Array.from({ length: nodes }, (_, n) => play.of('cache').level('entries', n))
  const moves = (play: Play) => play.run.story.find(({ code }) => code === 'keysMoved')?.params

  test('share the keys, each key on one of them', () => {
    const play = spread({ instances: 4 })
    const each = entries(play, 4)
    const all = each.reduce((sum, count) => sum + count, 0)
    expect(all).toBeLessThanOrEqual(keys)
    for (const count of each) expect(Math.abs(count - all / 4)).toBeLessThan(4 * Math.sqrt((all * 3) / 16))
  })

  test.each([
    ['modulo', 5, 4 / 5],
    ['ring', 5, 1 / 5],
    ['modulo', 3, 3 / 4],
    ['ring', 3, 1 / 4],
  ])(
    'by %s, from 4 to %d nodes: so many keys belong elsewhere, are counted, and are missed',
    (placement, to, share) => {
      const play = spread({ instances: 4, placement, virtualNodes: 500 })
      const before = misses(play)
      play.set('cache', { instances: to })
      const { moved, of } = moves(play) as { moved: number; of: number }
      expect(moved / of).toBeGreaterThan(share - 0.06)
      expect(moved / of).toBeLessThan(share + 0.06)
      expect(play.of('cache').counter('moved')).toBe(moved)
      play.to(30_000)
      // Whoever was moved is missed once; the rest of the misses are keys that had never been asked for.
      expect(misses(play) - before).toBeGreaterThan(0.9 * moved)
      expect(misses(play) - before).toBeLessThan(1.05 * moved + (keys - of))
    },
  )

  test('one of them dies, and only its keys meet the database', () => {
    const play = spread({ instances: 4 })
    const before = play.of('db').counter('reads')
    const asked = play.of('users').ended
    play.break('crash', 'cache', {}, 2)
    play.to(20_000)
    const share = (play.of('db').counter('reads') - before) / (play.of('users').ended - asked)
    expect(share).toBeGreaterThan(0.22)
    expect(share).toBeLessThan(0.29)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
  })
})

test('in bytes, as many entries fit as their sizes allow', () => {
  const client: Part = ['client', offering(500, [reads({ keys: 5_000, zipf: 0, bytes: 900 })])]
  const play = used({ client, cache: { bound: 'bytes', capacityBytes: 100_000 } }).to(10_000)
  // An entry takes 900 bytes and 100 more.
  expect(play.of('cache').level('entries')).toBe(100)
})
