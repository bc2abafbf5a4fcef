/** A target that is new or has come back gets its share by and by, and takes nobody away from another one. */
import { describe, expect, test } from 'vitest'
import { constant, exponential, type Play } from '../../simulation/play.fixture.ts'
import { arrivalsOf, balanced } from './balanced.fixture.ts'

/** Users who come again and again, about half of them for the first time only after the growth. */
const crowd = { load: 'closed', population: 400, thinkTime: exponential(8_000) }
/** Users who ask once. */
const strangers = { users: 86_400_000, requestsPerUserPerDay: 1, peakFactor: 1 }

/** Grows from two instances to three after five seconds; the servers remember their users. */
function grown(policy: string, slowStartMs: number): Play {
  const play = balanced({
    balancer: { policy, slowStartMs, healthIntervalMs: 1_000 },
    target: { instances: 2, sessions: 'inMemory', cores: 8 },
    targets: 1,
    perSecond: 1,
    client: crowd,
  }).to(5_000)
  return play.set('t1', { instances: 3 }).to(40_000)
}

describe('slow start', () => {
  // Whoever is passed over goes to the other one: at random that is half of a half; by turns, and so it is with the
  // fewest connections where hardly any are open, the newcomer is next again, as if it had half the weight.
  test.each([
    { policy: 'random', halfway: 1 / 4 },
    { policy: 'sticky', halfway: 1 / 3 },
  ])('by $policy gives a target that came back its share by and by', ({ policy, halfway }) => {
    const checks = { healthIntervalMs: 200, healthyThreshold: 1, unhealthyThreshold: 1 }
    const play = balanced({
      balancer: { ...checks, slowStartMs: 10_000, policy },
      targets: 2,
      perSecond: 1_000,
      client: strangers,
      target: { cores: 8, cpuTime: constant(0.01) },
    }).to(1_000)
    const repair = play.break('crash', 't1')
    play.to(3_000)
    repair()
    const shareUntil = (ms: number) => {
      const before = arrivalsOf(play, 2)
      const after = arrivalsOf(play.to(ms), 2)
      return (after[0]! - before[0]!) / (after[0]! + after[1]! - before[0]! - before[1]!)
    }
    expect(Math.abs(shareUntil(4_200) - 0.03)).toBeLessThan(0.03)
    play.to(7_700)
    expect(Math.abs(shareUntil(8_700) - halfway)).toBeLessThan(0.07)
    play.to(14_000)
    expect(Math.abs(shareUntil(18_000) - 0.5)).toBeLessThan(0.03)
  })

  test('sends nobody away from where his cookie is', () => {
    const play = grown('sticky', 30_000)
    expect(play.of('users').outcome('sessionLost')).toBe(0)
    expect(play.of('users').outcome('ok')).toBeGreaterThan(1_000)
  })

  test('of a ring moves no more users than the ring itself', () => {
    const plain = grown('ring', 0).of('users').outcome('sessionLost')
    expect(plain).toBeGreaterThan(5)
    expect(grown('ring', 30_000).of('users').outcome('sessionLost')).toBe(plain)
  })
})
