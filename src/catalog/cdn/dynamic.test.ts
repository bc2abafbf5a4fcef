import { describe, expect, test } from 'vitest'
import type { Config } from '../fields.ts'
import { constant, design, offering, Play, reads, writes } from '../../simulation/play.fixture.ts'

describe('dynamic content', () => {
  const asking = (edge: Config, more: Config = {}) =>
    new Play(
      design(
        {
          users: ['client', offering(400, [reads({ keys: 10, zipf: 0 })], more)],
          edge: ['cdn', { serviceTime: constant(0), dynamic: true, dynamicTtlMs: 3_600_000, ...edge }],
          origin: ['server', { cpuTime: constant(0), cores: 64, threads: 5_000 }],
        },
        [['users edge edge'], ['edge origin'], ['users origin entry']],
      ),
    )

  test('is kept when that is wanted, and passes the edge by when not', () => {
    expect(asking({}).to(10_000).of('origin').arrivals).toBe(10)
    const without = asking({ dynamic: false }).to(10_000)
    expect(without.of('edge').arrivals).toBe(0)
    expect(without.of('origin').arrivals).toBeGreaterThan(3_800)
  })

  test('is fetched once for every variant: no two share a copy, and none is fetched twice', () => {
    // 200,000 requests for 10 × 50 copies: each is asked for, and none is told from itself.
    for (const cacheKey of ['query', 'header']) {
      expect(asking({ cacheKey, variants: 50 }, { users: 40_000 }).to(50_000).of('origin').arrivals).toBe(500)
    }
  })

  test('by cookie is fetched once for every user', () => {
    // 20 users, each of whom asks for everything.
    const few = { load: 'rate', rate: 20, users: 20 }
    expect(asking({ cacheKey: 'cookie' }, few).to(200_000).of('origin').arrivals).toBe(20 * 10)
  })

  test('waits for no other variant that is on its way', () => {
    const slow = asking({ cacheKey: 'query', variants: 1_000_000 })
    slow.set('origin', { cpuTime: constant(100) })
    slow.to(10_000)
    // Each is a key of its own, so each takes its own fetch, and no more.
    expect(slow.of('edge').percentile(0.999)).toBeLessThan(105)
  })

  test('is stale when the data has changed since', () => {
    const staleOf = (dynamicTtlMs: number) => {
      const play = new Play(
        design(
          {
            users: ['client', offering(300, [reads({ keys: 10, share: 9 }), writes({ keys: 10 })])],
            edge: ['cdn', { dynamic: true, dynamicTtlMs }],
            origin: ['server', { cores: 16 }],
            db: ['database', { cores: 16 }],
          },
          [['users edge edge'], ['edge origin'], ['users origin entry'], ['origin db']],
        ),
      ).to(20_000)
      return play.of('edge').counter('staleHits') / play.of('edge').counter('lookups')
    }
    expect(staleOf(20_000)).toBeGreaterThan(0.6)
    expect(staleOf(20)).toBeLessThan(0.15)
  })
})
