/** A balancer knows as many targets as there are. */
import { expect, test } from 'vitest'
import { constant } from '../../simulation/play.fixture.ts'
import { arrivalsOf, balanced } from './balanced.fixture.ts'

test('of more than a thousand targets none is left out', () => {
  const play = balanced({
    balancer: { policy: 'roundRobin', healthIntervalMs: 300_000 },
    target: { instances: 100, cpuTime: constant(1) },
    targets: 11,
    perSecond: 1_100,
    client: { arrivals: 'constant' },
  })
  expect(play.of('balancer').level('healthyTargets')).toBe(1_100)
  const counts = arrivalsOf(play.to(2_000), 11)
  // Twice a hundred instances, and a health check at some of them.
  for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(10)
})

test('what is known of targets stays when there are more of them, or fewer', () => {
  const play = balanced({
    balancer: { healthIntervalMs: 500, healthTimeoutMs: 400 },
    target: { instances: 60 },
    targets: 2,
    perSecond: 100,
  })
  play.break('crash', 't1', {}, 7)
  play.to(5_000)
  expect(play.of('balancer').level('healthyTargets')).toBe(119)
  play.set('t2', { instances: 90 })
  expect(play.of('balancer').level('healthyTargets')).toBe(149)
  play.to(5_200).set('t2', { instances: 1 })
  expect(play.of('balancer').level('healthyTargets')).toBe(60)
  play.to(5_400).set('t2', { instances: 90 })
  expect(play.of('balancer').level('healthyTargets')).toBe(149)
})

test('a request that waits to try again finds another target, also where all have been listed anew meanwhile', () => {
  const play = balanced({
    balancer: { policy: 'random', healthIntervalMs: 300_000 },
    target: { instances: 40 },
    targets: 2,
    perSecond: 200,
    link: { tries: 3, backoffMs: 2_000, backoff: 'fixed' },
  })
  play.break('crash', 't1')
  play.to(1_500).set('t2', { instances: 30 }).to(2_000).set('t1', { instances: 1 })
  play.to(4_000)
  const { arrivals, inside, ended } = play.of('users')
  expect(arrivals).toBe(ended + inside)
  expect(ended).toBeGreaterThan(300)
})
