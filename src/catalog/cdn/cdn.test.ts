import { describe, expect, test } from 'vitest'
import type { Config, RequestClass } from '../fields.ts'
import { constant, design, jobs, offering, Play, reads, statics, writes } from '../../simulation/play.fixture.ts'

/** An edge before an origin that takes its time. */
function edged(edge: Config, classes: readonly RequestClass[], perSecond: number, originMs = 0): Play {
  return new Play(
    design(
      {
        users: ['client', offering(perSecond, classes)],
        edge: ['cdn', { serviceTime: constant(0), ...edge }],
        origin: ['server', { staticCpuTime: constant(originMs), cpuTime: constant(1), cores: 64, threads: 5_000 }],
      },
      [['users edge edge', { latencyMs: 0 }], ['edge origin', { latencyMs: 0 }], ['users origin entry']],
    ),
  )
}

describe('entries', () => {
  test('hit as often as theory says of a TTL that begins at the fill', () => {
    // Zipf(0.8) over 1,000 keys at 1,000 requests a second with a TTL of 6 s: Σ p λT p / (1 + λT p).
    const play = edged({ ttlMs: 6_000 }, [statics()], 1_000).to(20_000)
    const before = { hits: play.of('edge').counter('hits'), lookups: play.of('edge').counter('lookups') }
    play.to(80_000)
    const hits = play.of('edge').counter('hits') - before.hits
    const lookups = play.of('edge').counter('lookups') - before.lookups
    expect(Math.abs(hits / lookups - 0.875224)).toBeLessThan(0.006)
    expect(play.of('origin').arrivals).toBe(play.of('edge').counter('lookups') - play.of('edge').counter('hits'))
  })

  test('are thrown out when there is no room for all, the one unused for longest first', () => {
    // Zipf(1) over 100 keys with room for 20: the hit ratio of LRU, exact.
    const play = edged({ capacity: 20 }, [statics({ keys: 100, zipf: 1 })], 1_000).to(100_000)
    const ratio = play.of('edge').counter('hits') / play.of('edge').counter('lookups')
    expect(Math.abs(ratio - 0.56768)).toBeLessThan(0.005)
    expect(play.of('edge').level('entries')).toBe(20)
  })

  test('are gone after a flush, and the origin gets everything until they are back', () => {
    const play = edged({}, [statics({ keys: 200, zipf: 0 })], 500).to(10_000)
    const before = play.of('origin').arrivals
    expect(before).toBe(200)
    play.break('flush', 'edge')
    play.to(20_000)
    expect(play.of('origin').arrivals - before).toBe(200)
  })
})

describe('misses', () => {
  const hot = [statics({ keys: 1 })]

  test('of one object make one request when they are coalesced', () => {
    // Each cycle: a fetch of 100 ms, a TTL of 1 s from then on, and the wait for the next request of 1 ms.
    const play = edged({ ttlMs: 1_000 }, hot, 1_000, 100).to(60_000)
    expect(Math.abs(play.of('origin').arrivals - 60_000 / 1_101)).toBeLessThanOrEqual(2)
    const { arrivals, inside } = play.of('users')
    expect(play.of('users').outcome('ok')).toBe(arrivals - inside)
  })

  test('make one request each when they are not', () => {
    const play = edged({ ttlMs: 1_000, coalesce: false }, hot, 1_000, 100).to(60_000)
    const cycles = 60_000 / 1_001
    expect(play.of('origin').arrivals / cycles).toBeGreaterThan(80)
    expect(play.of('origin').arrivals / cycles).toBeLessThan(120)
  })

  test('that fail are not kept, and whoever waited fetches for itself', () => {
    const play = edged({}, hot, 200, 100).to(50)
    play.break('crash', 'origin')
    play.to(2_000)
    expect(play.of('edge').level('entries')).toBe(0)
    expect(play.of('edge').outcome('refused')).toBeGreaterThan(300)
    expect(play.of('users').outcome('refused')).toBeGreaterThan(300)
  })

  test('do not keep their waiters after the edge has crashed', () => {
    const play = edged({}, hot, 200, 500).to(400)
    expect(play.of('edge').inside).toBeGreaterThan(40)
    play.break('crash', 'edge')()
    expect(play.of('edge').inside).toBe(0)
    play.to(3_000)
    expect(play.of('edge').level('entries')).toBe(1)
    expect(play.of('edge').inside).toBe(0)
  })
})

test('what is not a static file passes through', () => {
  const play = new Play(
    design({ users: ['client', offering(300, [reads(), writes(), jobs()])], edge: ['cdn'], origin: ['server'] }, [
      ['users edge entry'],
      ['edge origin'],
    ]),
  ).to(5_000)
  expect(play.of('edge').counter('lookups')).toBe(0)
  expect(play.carried('edge-origin')).toBe(play.of('edge').arrivals - play.of('edge').inside + play.of('edge').inside)
  expect(play.of('origin').arrivals).toBeGreaterThan(1_300)
})

/** Users in two regions before one edge each; the origin is in the first. */
function twoRegions(edge: Config = {}, classes = [statics({ keys: 100, zipf: 0 })], perSecond = 200): Play {
  const users = (): Config => offering(perSecond, classes)
  return new Play(
    design(
      {
        home: ['region', { location: 'us-east' }],
        far: ['region', { location: 'seoul' }],
        users: ['client', users(), 'home'],
        guests: ['client', users(), 'far'],
        edge: ['cdn', { serviceTime: constant(0), purgeTime: constant(2_000), ...edge }],
        origin: ['server', { staticCpuTime: constant(0), cpuTime: constant(0), cores: 64, threads: 5_000 }, 'home'],
      },
      [['users edge edge'], ['guests edge edge'], ['edge origin'], ['users origin entry'], ['guests origin entry']],
    ),
  )
}

describe('edges', () => {
  test('stand one in each region that is called from, and keep their own copies', () => {
    const play = twoRegions().to(10_000)
    expect(play.run.built.components.find(({ id }) => id === 'edge')!.instances).toHaveLength(2)
    expect([play.of('edge').level('entries', 0), play.of('edge').level('entries', 1)]).toEqual([100, 100])
    expect(play.of('origin').arrivals).toBe(200)
  })

  test('are near their users, and as far from the origin as these', () => {
    const play = twoRegions({ ttlMs: 1, coalesce: false }).to(10_000)
    // Last mile 12 and the way to the edge 15, then from Seoul to the eastern United States and back.
    expect(play.of('guests').meanMs).toBeGreaterThan(27 + 182)
    expect(play.of('guests').meanMs).toBeLessThan(27 + 185)
    expect(play.of('users').meanMs).toBeLessThan(27 + 1)
    expect(twoRegions().to(60_000).of('guests').percentile(0.9)).toBeLessThan(28)
  })

  test('die alone: the others do not notice, and users of that region turn to their entry', () => {
    const play = twoRegions().to(5_000)
    const before = play.of('origin').arrivals
    const repair = play.break('crash', 'edge', {}, 0)
    play.to(10_000)
    // Edges stand in the order of their regions' ids: far comes before home.
    const fallen = play.of('origin').arrivals - before
    expect(fallen).toBeGreaterThan(900)
    expect(fallen).toBeLessThan(1_100)
    expect(play.of('edge').level('entries', 1)).toBe(100)
    expect(play.of('guests').outcome('ok') + play.of('guests').inside).toBe(play.of('guests').arrivals)
    repair()
    expect(play.to(15_000).of('edge').level('entries', 0)).toBe(100)
  })

  test('keep what they hold when users come from one region more', () => {
    const play = twoRegions().to(5_000)
    play.edit((architecture) => ({
      ...architecture,
      components: [
        ...architecture.components,
        { id: 'a-new', kind: 'region', name: 'new', position: { x: 0, y: 0 }, config: { location: 'tokyo' } },
      ].map((component) => (component.id === 'users' ? { ...component, parent: 'a-new' } : component)),
    }))
    // Now it is the regions a-new and far; what far holds is still there.
    expect([play.of('edge').level('entries', 0), play.of('edge').level('entries', 1)]).toEqual([0, 100])
    const before = play.of('origin').arrivals
    expect(play.to(10_000).of('origin').arrivals - before).toBe(100)
  })
})

describe('a shield', () => {
  test('asks the origin once for what every edge wants once', () => {
    const play = twoRegions({ shield: true, shieldTime: constant(15) }).to(10_000)
    expect(play.of('origin').arrivals).toBe(100)
    expect(play.of('edge').counter('shieldLookups')).toBe(200)
    // Of those whom the first edge was before, some still found its fetch under way.
    expect(play.of('edge').counter('shieldHits')).toBeGreaterThan(60)
    expect(play.of('edge').counter('shieldHits')).toBeLessThanOrEqual(100)
  })

  test('makes one request of what two edges want at once, and two without coalescing', () => {
    const fetches = (coalesce: boolean) => {
      const play = twoRegions({ shield: true, coalesce, ttlMs: 3_600_000 }, [statics({ keys: 1 })], 1_000)
      play.set('origin', { staticCpuTime: constant(100) })
      return play.to(5_000).of('origin').arrivals
    }
    expect(fetches(true)).toBe(1)
    expect(fetches(false)).toBeGreaterThan(10)
  })

  test('takes its time from misses only', () => {
    const [without, within] = [false, true].map((shield) => {
      const classes = [statics({ keys: 100, zipf: 0 })]
      const play = twoRegions({ shield, shieldTime: constant(500) }, classes, 4).to(600_000)
      return play.of('edge').meanMs * play.of('edge').ended
    })
    // 200 misses, each 500 ms longer; of those from afar, the ones that the shield answers save the way.
    expect(within! - without!).toBeLessThan(200 * 500)
    expect(within! - without!).toBeGreaterThan(200 * 500 - 100 * 190)
  })
})

describe('an origin that fails', () => {
  const expired = (edge: Config) => {
    const play = edged({ ttlMs: 1_000, errorTtlMs: 0, ...edge }, [statics({ keys: 10 })], 200).to(5_000)
    play.break('crash', 'origin')
    return play
  }

  test('leaves its old copies, which are told stale', () => {
    const play = expired({}).to(20_000)
    expect(play.of('users').outcome('refused')).toBe(0)
    expect(play.of('edge').counter('staleHits')).toBeGreaterThan(0.9 * 200 * 14)
  })

  test('leaves nothing where they are not wanted', () => {
    const play = expired({ staleIfError: false }).to(20_000)
    expect(play.of('users').outcome('refused')).toBeGreaterThan(0.9 * 200 * 14)
    expect(play.of('edge').counter('staleHits')).toBe(0)
  })

  test('has its copies renewed once it is back', () => {
    const play = edged({ ttlMs: 1_000, errorTtlMs: 0 }, [statics({ keys: 10 })], 200).to(5_000)
    const repair = play.break('crash', 'origin')
    play.to(10_000)
    repair()
    const stale = play.to(11_000).of('edge').counter('staleHits')
    expect(play.to(20_000).of('edge').counter('staleHits')).toBe(stale)
  })

  test('is asked once for each object until its error is forgotten', () => {
    // Ten objects that never were there, for ten seconds: once every second, or at every request.
    const asked = (errorTtlMs: number) => {
      const play = edged({ errorTtlMs, coalesce: false }, [statics({ keys: 10, zipf: 0 })], 200)
      play.break('errors', 'origin', { ratio: 1 })
      return play.to(10_000)
    }
    const remembered = asked(1_000)
    // Cycles of the TTL and the wait for the next request for it, 50 ms on average.
    expect(remembered.carried('edge-origin')).toBeGreaterThan((10 * 10_000) / 1_050 - 15)
    expect(remembered.carried('edge-origin')).toBeLessThan((10 * 10_000) / 1_050 + 15)
    expect(remembered.of('edge').outcome('error')).toBeGreaterThan(1_900)
    expect(asked(0).carried('edge-origin')).toBeGreaterThan(1_900)
  })
})

describe('new files', () => {
  const released = (edge: Config) => {
    const play = twoRegions(edge).to(10_000)
    play.break('release', 'edge')
    return play
  }

  test('leave old copies until they are purged, edge by edge', () => {
    const play = released({}).to(15_000)
    expect(play.of('edge').counter('staleHits')).toBeGreaterThan(0.95 * 400 * 5)
    play.break('purge', 'edge')
    const before = play.of('edge').counter('staleHits')
    const fetched = play.of('origin').arrivals
    play.to(16_900)
    expect(play.of('edge').counter('staleHits') - before).toBeGreaterThan(0.95 * 400 * 1.9)
    expect(play.of('edge').level('entries', 0)).toBe(100)
    const late = play.to(17_050).of('edge').counter('staleHits')
    expect(play.to(25_000).of('edge').counter('staleHits')).toBe(late)
    expect(play.of('origin').arrivals - fetched).toBe(200)
  })

  test('are purged at the edge at once where word travels at once', () => {
    const play = released({ purgeTime: constant(0) })
    play.break('purge', 'edge')
    expect(play.to(20_000).of('edge').counter('staleHits')).toBe(0)
  })

  test('end with the TTL where nobody purges', () => {
    const play = released({ ttlMs: 3_000 }).to(13_100)
    const late = play.of('edge').counter('staleHits')
    expect(late).toBeGreaterThan(100)
    expect(play.to(30_000).of('edge').counter('staleHits')).toBe(late)
  })

  test('with names of their own are never stale, and every file is fetched once by every edge', () => {
    const play = released({ urls: 'versioned' }).to(30_000)
    expect(play.of('edge').counter('staleHits')).toBe(0)
    expect(play.of('origin').arrivals).toBe(2 * 200)
  })

  test('do not come out of the shield in their old shape after a purge', () => {
    const play = twoRegions({ shield: true }).to(10_000)
    play.break('release', 'edge')
    play.break('purge', 'edge')
    const late = play.to(12_500).of('edge').counter('staleHits')
    expect(play.to(30_000).of('edge').counter('staleHits')).toBe(late)
  })

  test('come one after another, each released once', () => {
    const play = twoRegions({ urls: 'versioned' }).to(10_000)
    play.break('release', 'edge')
    play.to(20_000).break('release', 'edge', {}, 1)
    expect(play.to(30_000).of('origin').arrivals).toBe(3 * 200)
  })
})
