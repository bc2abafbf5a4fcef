import { describe, expect, test } from 'vitest'
import { Journal } from '../../engine/journal.ts'
import { constant, design, jobs, offering, Play, reads, statics, writes } from '../../simulation/play.fixture.ts'
import { zipfProbability, buildZipf } from '../../engine/zipf.ts'

/** Users in front of a server that needs no time. */
const instant = { cpuTime: constant(0), staticCpuTime: constant(0) }

describe('what a client offers', () => {
  test('is users × requests a day ÷ 86,400 × peak factor', () => {
    const users = { users: 1_000_000, requestsPerUserPerDay: 20, peakFactor: 1.7, arrivals: 'constant' }
    const play = new Play(design({ users: ['client', users], web: ['server', instant] }, [['users web']])).to(10_000)
    const expected = ((1_000_000 * 20) / 86_400) * 1.7 * 10
    expect(Math.abs(play.of('users').arrivals - expected)).toBeLessThanOrEqual(1)
  })

  test('comes evenly spaced when constant, and bunched by chance when Poisson', () => {
    const gaps = (arrivals: string) => {
      const play = new Play(
        design({ users: ['client', offering(200, [reads()], { arrivals })], web: ['server', instant] }, [
          ['users web'],
        ]),
      )
      const journal = new Journal()
      play.run.machine.recorder = journal
      play.to(20_000)
      const times = journal.requests.map(({ startedMs }) => startedMs).toSorted((a, b) => a - b)
      return times.slice(1).map((time, n) => time - times[n]!)
    }
    const even = gaps('constant')
    expect(Math.max(...even) - Math.min(...even)).toBeLessThan(1e-6)
    const random = gaps('poisson')
    const mean = random.reduce((sum, gap) => sum + gap, 0) / random.length
    const variance = random.reduce((sum, gap) => sum + (gap - mean) * (gap - mean), 0) / random.length
    const count = random.length
    // The mean of n exponential times has a standard error of mean / √n, their squared cv one of √(8 / n).
    expect(Math.abs(mean - 5)).toBeLessThan(4 * (5 / Math.sqrt(count)))
    expect(Math.abs(variance / (mean * mean) - 1)).toBeLessThan(4 * Math.sqrt(8 / count))
  })

  test('is divided among the classes by their shares', () => {
    const classes = [reads({ share: 5 }), writes({ share: 3 }), statics({ share: 2 })]
    const play = new Play(
      design(
        { users: ['client', offering(1_000, classes)], edge: ['cdn'], web: ['server', instant], db: ['database'] },
        [['users edge edge'], ['edge web'], ['users web'], ['web db']],
      ),
    ).to(10_000)
    const all = play.of('users').arrivals
    const isShare = (count: number, share: number) =>
      expect(Math.abs(count / all - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / all))
    isShare(play.carried('users-edge'), 0.2)
    isShare(play.of('db').counter('reads'), 0.5)
    isShare(play.of('db').arrivals - play.of('db').counter('reads'), 0.3)
  })

  test('asks for keys by the law of Zipf', () => {
    const keys = 50
    const play = new Play(
      design(
        {
          users: ['client', offering(2_000, [reads({ keys, zipf: 1 })])],
          web: ['server', instant],
          cache: ['cache', { capacity: keys }],
        },
        [['users web'], ['web cache']],
      ),
    )
    // Once every key has been asked for, all hit: misses count the keys that came up.
    play.to(500)
    const asked = play.of('cache').counter('lookups')
    const table = buildZipf(keys, 1)
    let expected = 0
    let variance = 0
    for (let rank = 0; rank < keys; rank++) {
      const missing = (1 - zipfProbability(table, rank)) ** asked
      expected += 1 - missing
      variance += missing * (1 - missing)
    }
    expect(Math.abs(play.of('cache').level('entries') - expected)).toBeLessThan(4 * Math.sqrt(variance) + 1e-9)
  })

  test('rises by the factor of a spike, and falls back when that is over', () => {
    const play = new Play(
      design({ users: ['client', offering(100, [reads()], { arrivals: 'constant' })], web: ['server', instant] }, [
        ['users web'],
      ]),
    ).to(10_000)
    const before = play.of('users').arrivals
    const end = play.break('spike', 'users', { factor: 4 })
    play.to(20_000)
    const during = play.of('users').arrivals - before
    end()
    play.to(30_000)
    expect(Math.abs(during - 4_000)).toBeLessThanOrEqual(2)
    expect(Math.abs(play.of('users').arrivals - before - during - 1_000)).toBeLessThanOrEqual(2)
  })
})

describe('where a client turns to', () => {
  test('a client with several entries gives each user always the same one', () => {
    const play = new Play(
      design({ users: ['client', offering(1_000)], a: ['server', instant], b: ['server', instant] }, [
        ['users a'],
        ['users b'],
      ]),
    ).to(5_000)
    const share = play.of('a').arrivals / play.of('users').arrivals
    expect(share).toBeGreaterThan(0.45)
    expect(share).toBeLessThan(0.55)
    // A single user has one entry and never sees the other.
    const single = { users: 1, requestsPerUserPerDay: 10_000, peakFactor: 20 }
    const alone = new Play(
      design({ users: ['client', single], a: ['server', instant], b: ['server', instant] }, [['users a'], ['users b']]),
    ).to(100_000)
    const visits = [alone.of('a').arrivals, alone.of('b').arrivals]
    expect(Math.min(...visits)).toBe(0)
    expect(Math.max(...visits)).toBeGreaterThan(100)
  })

  test('only static files go to the edge; when that is dead they come to the entry instead', () => {
    const classes = [statics(), reads(), writes(), jobs()]
    const play = new Play(
      design({ users: ['client', offering(400, classes)], edge: ['cdn'], web: ['server', instant] }, [
        ['users edge edge'],
        ['edge web'],
        ['users web entry'],
      ]),
    ).to(5_000)
    const fromEdge = play.of('edge').arrivals
    expect(play.carried('users-web') + play.carried('users-edge')).toBe(play.of('users').arrivals)
    expect(play.carried('users-edge') / play.of('users').arrivals).toBeLessThan(0.3)
    play.break('crash', 'edge')
    play.to(10_000)
    expect(play.of('edge').arrivals).toBe(fromEdge)
    const { arrivals, inside } = play.of('users')
    expect(play.of('users').outcome('ok')).toBe(arrivals - inside)
  })

  test('what a name server has answered is called over an arrow of its own, if there is one', () => {
    const play = new Play(
      design({ users: ['client', offering(200)], names: ['dns'], a: ['server', instant], b: ['server', instant] }, [
        ['users names'],
        ['names a'],
        ['names b'],
        ['users a', { latencyMs: 100 }],
      ]),
    ).to(5_000)
    expect(play.carried('users-a')).toBeGreaterThan(400)
    expect(play.carried('names-b')).toBeGreaterThan(400)
    expect(play.carried('names-a')).toBe(0)
    expect(play.of('users').percentile(0.9)).toBeGreaterThan(200)
  })

  test('a client that is connected to nothing asks nothing while others are served', () => {
    const play = new Play(
      design({ users: ['client', offering(100)], lost: ['client', offering(100)], web: ['server', instant] }, [
        ['users web'],
      ]),
    ).to(5_000)
    expect(play.of('users').arrivals).toBeGreaterThan(400)
    expect(play.of('lost').arrivals).toBe(0)
    expect(play.of('users').outcome('ok')).toBeGreaterThan(400)
  })
})
