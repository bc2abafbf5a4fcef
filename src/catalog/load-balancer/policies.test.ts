/** What the policies do beyond taking turns: theory where there is one, sequences by hand where there is none. */
import { describe, expect, test } from 'vitest'
import { constant, exponential } from '../../simulation/play.fixture.ts'
import { arrivalsOf, balanced, type Balanced } from './balanced.fixture.ts'
import { createRing, ringStart } from './ring.ts'

const STANDARD_ERRORS = 5

/** Mean sojourn at the targets over some seeds, and its standard error, ms. */
function sojourn(spec: Balanced, ms: number): { mean: number; error: number } {
  const means = [1, 2, 3, 4, 5].map((seed) => {
    const play = balanced({ ...spec, seed }).to(ms)
    const each = Array.from({ length: spec.targets }, (_, n) => play.of(`t${n + 1}`))
    return each.reduce((sum, one) => sum + one.meanMs * one.ended, 0) / each.reduce((sum, one) => sum + one.ended, 0)
  })
  const mean = means.reduce((sum, each) => sum + each, 0) / means.length
  const variance = means.reduce((sum, each) => sum + (each - mean) * (each - mean), 0) / (means.length - 1)
  return { mean, error: Math.sqrt(variance / means.length) }
}

describe('weights', () => {
  test('are taken smoothly: five to one to one is a a b a c a a', () => {
    const play = balanced({
      balancer: { policy: 'weighted' },
      weights: [5, 1, 1],
      targets: 3,
      perSecond: 10,
      client: { arrivals: 'constant' },
    })
    const order: string[] = []
    let before = [0, 0, 0]
    for (let ms = 150; order.length < 14; ms += 100) {
      play.to(ms)
      const now = arrivalsOf(play, 3)
      const called = now.findIndex((count, n) => count > before[n]!)
      if (called >= 0) order.push('abc'[called]!)
      before = now
    }
    expect(order.join('')).toBe('aabacaaaabacaa')
  })

  test('do not matter to the other policies', () => {
    const play = balanced({ balancer: {}, weights: [5, 1], targets: 2, perSecond: 500 }).to(10_000)
    const [a = 0, b = 0] = arrivalsOf(play, 2)
    expect(Math.abs(a - b)).toBeLessThanOrEqual(1)
  })
})

describe('two choices', () => {
  // Mean sojourn with d choices among so many servers that each is on its own: the sum of rho^((d^k − d)/(d − 1))
  // over k (Mitzenmacher 2001). At 70 %: 3.3333 service times with one choice, 1.6144 with two; a hundred servers
  // come close to it.
  test.each([
    { choices: 1, low: 3.3333, high: 3.3333 },
    { choices: 2, low: 1.6144, high: 1.6144 * 1.03 },
  ])('with $choices, requests stay as long as theory says', ({ choices, low, high }) => {
    const { mean, error } = sojourn(
      {
        balancer: { policy: 'powerOfTwo', choices, healthIntervalMs: 300_000 },
        target: { cpuTime: exponential(10) },
        targets: 100,
        perSecond: 7_000,
      },
      choices === 1 ? 8_000 : 3_000,
    )
    expect(mean / 10).toBeGreaterThan(low - (STANDARD_ERRORS * error) / 10)
    expect(mean / 10).toBeLessThan(high + (STANDARD_ERRORS * error) / 10)
    expect(error / mean).toBeLessThan(0.02)
  })
})

describe('peak EWMA', () => {
  test('leaves a slow target to the others, and comes back to it when its memory has faded', () => {
    const play = balanced({
      balancer: { policy: 'peakEwma', decayMs: 1_000 },
      targets: 3,
      perSecond: 300,
      target: { cores: 8 },
    }).to(2_000)
    const share = (toMs: number) => {
      const before = arrivalsOf(play, 3)
      const after = arrivalsOf(play.to(toMs), 3)
      const gained = after.map((count, n) => count - before[n]!)
      return gained[0]! / gained.reduce((sum, each) => sum + each, 0)
    }
    const repair = play.break('slow', 't1', { factor: 100 })
    expect(share(6_000)).toBeLessThan(0.1)
    repair()
    play.to(16_000)
    expect(share(20_000)).toBeGreaterThan(0.2)
  })
})

describe('peak EWMA of two', () => {
  test('compares drawn targets, so that one is never called next to which every other is better', () => {
    const shares = (choices: number) => {
      const spec = { targets: 4, perSecond: 40, target: { cores: 8, cpuTime: constant(5) } }
      const play = balanced({ ...spec, balancer: { policy: 'peakEwma', decayMs: 600_000, choices } })
      // Latencies of 20, 15, 10 and 5 ms, and hardly ever two calls at a time.
      for (const [n, factor] of [4, 3, 2].entries()) play.break('slow', `t${n + 1}`, { factor })
      const before = arrivalsOf(play.to(5_000), 4)
      const gained = arrivalsOf(play.to(65_000), 4).map((count, n) => count - before[n]!)
      const sum = gained.reduce((total, each) => total + each, 0)
      return gained.map((each) => each / sum)
    }
    // Of two drawn among four the better one: never the worst, then one pair in six, two, three.
    shares(2).forEach((share, n) => expect(Math.abs(share - n / 6)).toBeLessThan(0.08))
    expect(shares(4)[3]).toBeGreaterThan(0.8)
  })
})

describe('a ring', () => {
  const names = (count: number) => Array.from({ length: count }, (_, n) => `node-${n}`)
  const ownerOf = (ring: ReturnType<typeof createRing>, hash: number) => ring.owners[ringStart(ring, hash)]!
  const hashes = Array.from({ length: 20_000 }, (_, n) => Math.imul(n, 0x9e3779b1))

  test('moves only the keys of the target that comes: about one in so many', () => {
    const before = createRing(names(10), 100)
    const after = createRing(names(11), 100)
    const moved = hashes.filter((hash) => ownerOf(before, hash) !== ownerOf(after, hash))
    expect(moved.every((hash) => ownerOf(after, hash) === 10)).toBe(true)
    expect(Math.abs(moved.length / hashes.length - 1 / 11)).toBeLessThan(0.03)
  })

  test('is the more even the more often each target stands on it', () => {
    const spread = (virtualNodes: number) => {
      const ring = createRing(names(10), virtualNodes)
      const counts = names(10).map((_, n) => hashes.filter((hash) => ownerOf(ring, hash) === n).length)
      return Math.max(...counts) / (hashes.length / 10)
    }
    expect(spread(1)).toBeGreaterThan(1.5)
    expect(spread(1_000)).toBeLessThan(1.12)
  })

  test('with a bound, no target has more than a quarter above the mean of open calls', () => {
    const client = { load: 'closed', population: 400, thinkTime: exponential(10) }
    const target = { cpuTime: exponential(400), cores: 128, threads: 1_000 }
    const spec = { targets: 5, perSecond: 1, target, client }
    const most = (policy: string, boundFactor = 1.25) => {
      const play = balanced({ ...spec, balancer: { policy, virtualNodes: 1, boundFactor } })
      let worst = 0
      for (let ms = 4_000; ms <= 10_000; ms += 50) {
        play.to(ms)
        const inside = Array.from({ length: 5 }, (_, n) => play.of(`t${n + 1}`).inside)
        const open = inside.reduce((sum, each) => sum + each, 0)
        worst = Math.max(worst, Math.max(...inside) - Math.ceil((1.25 * (open + 1)) / 5))
      }
      return worst
    }
    // A call that ended leaves the others as they are, so that the bound of a moment ago may be kept a while.
    expect(most('boundedLoad')).toBeLessThanOrEqual(4)
    expect(most('ring')).toBeGreaterThan(6)
    expect(most('boundedLoad', 3)).toBeGreaterThan(6)
  })
})

describe('a sticky session', () => {
  test('goes to the same target until that one is gone, and stays where it went then', () => {
    const single = { load: 'closed', population: 1, thinkTime: constant(10) }
    const play = balanced({
      balancer: { policy: 'sticky', healthIntervalMs: 300, unhealthyThreshold: 2, healthyThreshold: 1 },
      targets: 3,
      perSecond: 1,
      client: single,
    }).to(2_000)
    const first = arrivalsOf(play, 3).findIndex((count) => count > 50)
    expect(arrivalsOf(play, 3).filter((count) => count > 50)).toHaveLength(1)
    const repair = play.break('crash', `t${first + 1}`)
    play.to(4_000)
    const second = arrivalsOf(play, 3).findIndex((count, n) => n !== first && count > 50)
    expect(second).toBeGreaterThanOrEqual(0)
    repair()
    const before = arrivalsOf(play.to(5_000), 3)
    const after = arrivalsOf(play.to(7_000), 3)
    expect(after[second]! - before[second]!).toBeGreaterThan(100)
    // Health checks come to every target; users to one.
    expect(after[first]! - before[first]!).toBeLessThan(15)
  })
})

describe('ejection', () => {
  const rules = { ejection: true, ejectAfter: 5, ejectMs: 1_000, healthIntervalMs: 300_000 }

  test('takes a target out whose calls fail in a row, longer each time', () => {
    const play = balanced({ balancer: { ...rules, ejectMaxShare: 0.5 }, targets: 4, perSecond: 400 }).to(1_000)
    play.break('errors', 't1', { ratio: 1 })
    play.to(9_000)
    const told = play.run.story.filter(({ code }) => code === 'targetEjected')
    expect(told.map(({ params }) => params?.['seconds'])).toEqual([1, 2, 3, 4])
    // Five failures an ejection, and nothing in between.
    expect(play.of('users').outcome('error')).toBeGreaterThanOrEqual(20)
    expect(play.of('users').outcome('error')).toBeLessThan(30)
  })

  test('leaves in what is above the share that may be out', () => {
    const play = balanced({ balancer: { ...rules, ejectMaxShare: 0.25, ejectMs: 60_000 }, targets: 4, perSecond: 400 })
    play.to(1_000)
    play.break('errors', 't1', { ratio: 1 })
    play.break('errors', 't2', { ratio: 1 })
    play.to(5_000)
    expect(play.of('balancer').level('healthyTargets')).toBe(3)
  })
})
