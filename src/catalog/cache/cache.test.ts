import { describe, expect, test } from 'vitest'
import type { Config } from '../fields.ts'
import * as L from '../../engine/layout.ts'
import type { Machine, Recorder } from '../../engine/machine.ts'
import { constant, design, offering, Play, reads, writes } from '../../simulation/play.fixture.ts'

const close = { latencyMs: 0 }
const instant = { cpuTime: constant(0) }

/** Reads through a server that asks the cache; everything takes no time, so requests never overlap. */
function asked(cache: Config, keys: number, perSecond = 500): Play {
  return new Play(
    design(
      {
        users: ['client', offering(perSecond, [reads({ keys, zipf: 0.9 })], { arrivals: 'constant' })],
        web: ['server', instant],
        cache: ['cache', { opTime: constant(0), ...cache }],
      },
      [
        ['users web', close],
        ['web cache', close],
      ],
    ),
  )
}

/** Takes down for each request its key, when it ended, and whether it was a hit. */
class Lookups implements Recorder {
  readonly seen: { key: number; atMs: number; isHit: boolean }[] = []
  private readonly play: Play
  private hits = 0

  constructor(play: Play) {
    this.play = play
    play.run.machine.recorder = this
  }

  wants(): boolean {
    return true
  }

  hop(): void {}

  abandoned(): void {}

  ended(machine: Machine, frame: number): void {
    const hits = this.play.of('cache').counter('hits')
    const key = machine.i32[machine.i32[frame + L.REQUEST]! + L.R_KEY]!
    this.seen.push({ key, atMs: machine.nowMs, isHit: hits > this.hits })
    this.hits = hits
  }
}

/** The same cache, as one would write it at first. */
class NaiveCache {
  private readonly entries = new Map<number, { expiresMs: number; uses: number; order: number }>()
  private readonly spec: { capacity: number; eviction: string; ttlMs: number }
  private order = 0

  constructor(spec: { capacity: number; eviction: string; ttlMs: number }) {
    this.spec = spec
  }

  /** Looks a key up and, when it is not there, puts it in. */
  ask(key: number, atMs: number): boolean {
    const entry = this.entries.get(key)
    if (entry && entry.expiresMs > atMs) {
      entry.uses++
      if (this.spec.eviction !== 'fifo') entry.order = ++this.order
      return true
    }
    if (entry) this.entries.delete(key)
    if (this.entries.size >= this.spec.capacity) this.entries.delete(this.victim())
    this.entries.set(key, { expiresMs: atMs + this.spec.ttlMs, uses: 1, order: ++this.order })
    return false
  }

  private victim(): number {
    const isLfu = this.spec.eviction === 'lfu'
    const ranked = [...this.entries].toSorted(([, a], [, b]) => (isLfu ? a.uses - b.uses : 0) || a.order - b.order)
    return ranked[0]![0]
  }
}

describe('entries', () => {
  test.each([
    { eviction: 'lru', capacity: 40, ttlMs: 1e9 },
    { eviction: 'fifo', capacity: 40, ttlMs: 1e9 },
    { eviction: 'lfu', capacity: 40, ttlMs: 1e9 },
    { eviction: 'lru', capacity: 40, ttlMs: 300 },
    { eviction: 'lfu', capacity: 40, ttlMs: 300 },
    { eviction: 'fifo', capacity: 1_000, ttlMs: 300 },
  ])('are hit and missed as a naive $eviction of $capacity with a TTL of $ttlMs ms', (spec) => {
    const play = asked(spec, 200)
    const { seen } = new Lookups(play)
    play.to(10_000)
    const naive = new NaiveCache(spec)
    const expected = seen.map(({ key, atMs }) => naive.ask(key, atMs))
    expect(seen.map(({ isHit }) => isHit)).toEqual(expected)
    const hits = expected.filter(Boolean).length
    expect(hits).toBeGreaterThan(500)
    expect(hits).toBeLessThan(4_900)
    expect(play.of('cache').level('entries')).toBeLessThanOrEqual(spec.capacity)
    expect(play.of('cache').counter('hits')).toBe(hits)
    expect(play.of('cache').counter('lookups')).toBe(seen.length)
  })

  test('are gone after a flush, and after a crash', () => {
    const play = asked({}, 200).to(5_000)
    expect(play.of('cache').level('entries')).toBeGreaterThan(150)
    play.break('flush', 'cache')
    expect(play.of('cache').level('entries')).toBe(0)
    play.to(10_000)
    expect(play.of('cache').level('entries')).toBeGreaterThan(150)
    const repair = play.break('crash', 'cache')
    expect(play.of('cache').level('entries')).toBe(0)
    play.to(11_000)
    repair()
    play.to(11_100)
    expect(play.of('cache').level('entries')).toBeGreaterThan(0)
    expect(play.of('cache').level('entries')).toBeLessThan(51)
  })
})

describe('with an origin', () => {
  const behind = (more: Config = {}, cache: Config = {}) =>
    new Play(
      design(
        {
          users: ['client', offering(300, [reads({ keys: 100, share: 4 }), writes({ keys: 100 })])],
          web: ['server', { cpuTime: constant(0.1) }],
          cache: ['cache', cache],
          db: ['database', { readTime: constant(0.1), writeTime: constant(0.1), commitTime: constant(0) }],
          replica: ['database', { readTime: constant(0.1) }],
        },
        [['users web'], ['web cache', close], ['cache db', { ...close, ...more }], ['db replica', { latencyMs: 1 }]],
      ),
    )

  test('a miss is read from it, and a write goes through to it', () => {
    const play = behind().to(10_000)
    const misses = play.of('cache').counter('lookups') - play.of('cache').counter('hits')
    expect(play.of('db').counter('reads')).toBe(misses)
    // What is written stays: only the first read of a key can miss, unless it was written before.
    expect(misses).toBeGreaterThan(50)
    expect(misses).toBeLessThanOrEqual(100)
    expect(play.of('cache').counter('staleHits')).toBe(0)
    expect(play.of('db').arrivals - misses).toBeGreaterThan(400)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
  })

  test('a replica that is dead is answered for by the primary', () => {
    const play = behind({ reads: 'replicas' }, { capacity: 10 }).to(2_000)
    expect(play.of('replica').arrivals).toBeGreaterThan(50)
    play.break('crash', 'replica')
    play.to(10_000)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
    expect(play.of('db').counter('reads')).toBeGreaterThan(100)
  })
})

describe('writes', () => {
  const written = (database: Config, arrow: Config, replicas: Config) =>
    new Play(
      design(
        {
          users: ['client', offering(300, [reads({ keys: 60, zipf: 0, share: 4 }), writes({ keys: 60, zipf: 0 })])],
          web: ['server', { cpuTime: constant(0), cores: 16 }],
          cache: ['cache', { opTime: constant(0) }],
          db: ['database', { readTime: constant(0), writeTime: constant(0), commitTime: constant(0), ...database }],
          replica: ['database', { readTime: constant(0), applyTime: constant(0) }],
        },
        [
          ['users web', close],
          ['web cache', close],
          ['web db', { ...close, ...arrow }],
          ['db replica', replicas],
        ],
      ),
    )

  test('take the key out of the cache, so that the next read misses', () => {
    const play = written({}, {}, { latencyMs: 0 }).to(20_000)
    const misses = play.of('cache').counter('lookups') - play.of('cache').counter('hits')
    const commits = play.of('db').arrivals - play.of('db').counter('reads')
    // Of uniform keys, a write comes between two reads of a key with the share of writes: one miss each, at most.
    expect(misses).toBeLessThanOrEqual(commits + 60)
    expect(misses).toBeGreaterThan(0.7 * commits)
    expect(play.of('cache').counter('staleHits')).toBe(0)
  })

  test('leave stale entries behind when reads come from a replica that lags', () => {
    const play = written({}, { reads: 'replicas' }, { latencyMs: 200 }).to(20_000)
    const { hits, staleHits } = {
      hits: play.of('cache').counter('hits'),
      staleHits: play.of('cache').counter('staleHits'),
    }
    expect(play.of('replica').counter('staleReads')).toBeGreaterThan(100)
    expect(staleHits).toBeGreaterThan(100)
    expect(staleHits).toBeLessThan(hits)
    // Without lag nothing is stale.
    const fresh = written({}, { reads: 'replicas' }, { latencyMs: 0 }).to(20_000)
    expect(fresh.of('replica').counter('staleReads')).toBe(0)
    expect(fresh.of('cache').counter('staleHits')).toBe(0)
  })
})

test('beyond its connections callers are turned away, and pass it by', () => {
  const play = new Play(
    design(
      {
        users: ['client', offering(500)],
        web: ['server', { cpuTime: constant(1), cores: 8 }],
        cache: ['cache', { opTime: constant(10), maxClients: 2 }],
        db: ['database'],
      },
      [['users web'], ['web cache', close], ['web db', close]],
    ),
  ).to(5_000)
  expect(play.of('cache').outcome('turnedAway')).toBeGreaterThan(1_000)
  expect(play.of('cache').station('core').utilization).toBeGreaterThan(0.95)
  expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
})
