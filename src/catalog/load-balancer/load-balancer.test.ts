import { describe, expect, test } from 'vitest'
import { Journal } from '../../engine/journal.ts'
import { constant, exponential } from '../../simulation/play.fixture.ts'
import { arrivalsOf, balanced } from './balanced.fixture.ts'

/** A check waits in the target's line for a little while. */
const PROBE_MS = 10

const spread = (counts: readonly number[]) => Math.max(...counts) - Math.min(...counts)

describe('the policy', () => {
  test('round robin gives each target the same number, to the request', () => {
    const play = balanced({ targets: 3, perSecond: 1_000 }).to(10_000)
    expect(spread(arrivalsOf(play, 3))).toBeLessThanOrEqual(1)
    expect(play.of('t1').arrivals).toBeGreaterThan(3_000)
  })

  test('counts instances, not boxes', () => {
    const play = balanced({ targets: 2, perSecond: 1_000, target: { instances: 1 } })
    play.set('t1', { instances: 3 }).to(10_000)
    const [three = 0, one = 0] = arrivalsOf(play, 2)
    expect(Math.abs(three - 3 * one)).toBeLessThanOrEqual(3)
  })

  // Mean sojourn of three exponential servers at 80 % load, in service times: joining the shortest line (a Markov chain
  // on sorted states), taking turns (Erlang-3 arrivals at each), at random (three independent M/M/1).
  test.each([
    { policy: 'leastConnections', expected: 2.28555 },
    { policy: 'roundRobin', expected: 3.45942 },
    { policy: 'random', expected: 5 },
  ])('$policy makes requests wait as long as theory says', ({ policy, expected }) => {
    const means = [1, 2, 3, 4].map((seed) => {
      const play = balanced({
        targets: 3,
        perSecond: 2_400,
        balancer: { policy },
        target: { cpuTime: exponential(1) },
        seed,
      }).to(10_000)
      const sums = [1, 2, 3].map((n) => play.of(`t${n}`))
      return sums.reduce((sum, one) => sum + one.meanMs * one.ended, 0) / sums.reduce((sum, one) => sum + one.ended, 0)
    })
    const mean = means.reduce((sum, each) => sum + each, 0) / means.length
    const variance = means.reduce((sum, each) => sum + (each - mean) * (each - mean), 0) / (means.length - 1)
    expect(Math.abs(mean - expected)).toBeLessThan(5 * Math.sqrt(variance / means.length))
    // And the runs are long enough to tell the policies apart.
    expect(Math.sqrt(variance / means.length)).toBeLessThan(0.08 * expected)
  })

  test('least connections avoids a slow target, round robin goes on calling it', () => {
    const shareOfSlow = (policy: string) => {
      const play = balanced({ targets: 2, perSecond: 500, balancer: { policy }, target: { cores: 8 } })
      play.break('slow', 't1', { factor: 50 })
      play.to(10_000)
      return play.of('t1').arrivals / play.of('users').arrivals
    }
    expect(shareOfSlow('leastConnections')).toBeLessThan(0.2)
    expect(shareOfSlow('roundRobin')).toBeGreaterThan(0.49)
  })

  test('hash sends a user always to the same target', () => {
    const single = { users: 1, requestsPerUserPerDay: 10_000, peakFactor: 20 }
    const alone = balanced({ targets: 3, perSecond: 1, client: single, balancer: { policy: 'hash' } }).to(25_000)
    // A health check comes to every target.
    expect(arrivalsOf(alone, 3).filter((count) => count > 1)).toHaveLength(1)
    const crowd = balanced({ targets: 3, perSecond: 1_000, balancer: { policy: 'hash' } }).to(10_000)
    for (const count of arrivalsOf(crowd, 3)) expect(Math.abs(count / 10_000 - 1 / 3)).toBeLessThan(0.02)
  })
})

describe('health checks', () => {
  const checks = { healthIntervalMs: 1_000, healthTimeoutMs: 400, unhealthyThreshold: 2, healthyThreshold: 3 }

  test('take a dead target out after so many failures, and put it back after so many passes', () => {
    const play = balanced({ targets: 2, perSecond: 200, balancer: checks }).to(4_500)
    const repair = play.break('crash', 't1')
    const journal = new Journal()
    play.run.machine.recorder = journal
    play.to(20_500)
    // The next check, and the one a second later, find nobody.
    const [down] = play.run.story.filter(({ code }) => code === 'targetDown')
    expect(down).toMatchObject({ component: 'balancer', other: 't1' })
    expect(Math.abs(down!.atMs - 6_000)).toBeLessThan(500 + PROBE_MS)
    const refused = journal.requests.filter(({ outcome }) => outcome === 'refused')
    expect(refused.length).toBeGreaterThan(0.4 * 1_000 * 0.2)
    expect(refused.every(({ startedMs }) => startedMs <= down!.atMs)).toBe(true)
    expect(play.of('balancer').level('healthyTargets')).toBe(1)
    repair()
    play.to(30_000)
    const [up] = play.run.story.filter(({ code }) => code === 'targetUp')
    // Checks still come each second; the third that is passed.
    expect(Math.abs(up!.atMs - 23_000)).toBeLessThan(500 + PROBE_MS)
    expect(Math.abs(((up!.atMs - down!.atMs + 500) % 1_000) - 500)).toBeLessThan(PROBE_MS)
    expect(play.of('balancer').level('healthyTargets')).toBe(2)
  })

  test('notice a target that is silent when the check times out', () => {
    const play = balanced({ targets: 2, perSecond: 200, balancer: checks, link: { timeoutMs: 600 } }).to(4_500)
    play.break('cut', 'balancer-t1')
    play.to(10_000)
    const [down] = play.run.story.filter(({ code }) => code === 'targetDown')
    // Two checks of 400 ms each, the second an interval after the first has failed.
    expect(Math.abs(down!.atMs - 6_800)).toBeLessThan(500 + PROBE_MS)
    expect(play.of('users').outcome('timedOut')).toBeGreaterThan(0.4 * 1_800 * 0.2)
  })

  test('wait in the line of an overloaded target like any request', () => {
    const play = balanced({ targets: 2, perSecond: 300, balancer: checks, target: { cpuTime: constant(5) } }).to(2_500)
    play.break('slow', 't1', { factor: 5 })
    play.to(20_000)
    expect(play.run.story.some(({ code, other }) => code === 'targetDown' && other === 't1')).toBe(true)
  })

  test('go on while the document is edited', () => {
    const play = balanced({ targets: 2, perSecond: 50, balancer: checks }).to(4_500)
    play.break('crash', 't1')
    for (let ms = 4_800; ms < 8_000; ms += 300) play.to(ms).set('t2', { backlog: ms })
    const [down] = play.run.story.filter(({ code }) => code === 'targetDown')
    expect(down!.atMs).toBeLessThan(6_400)
  })
})

describe('without a healthy target', () => {
  const checks = { healthIntervalMs: 500, healthTimeoutMs: 400 }

  test.each([
    { failOpen: true, outcome: 'refused' as const },
    { failOpen: false, outcome: 'noHealthyTarget' as const },
  ])('requests end as $outcome when fail open is $failOpen', ({ failOpen, outcome }) => {
    const play = balanced({ targets: 2, perSecond: 200, balancer: { ...checks, failOpen } }).to(1_000)
    play.break('crash', 't1')
    play.break('crash', 't2')
    play.to(3_000)
    const before = play.of('users').outcome(outcome)
    const all = play.of('users').ended
    play.to(6_000)
    expect(play.of('users').outcome(outcome) - before).toBe(play.of('users').ended - all)
    expect(play.of('users').ended - all).toBeGreaterThan(500)
  })
})

describe('connections', () => {
  test('are counted back after a crash and after timeouts', () => {
    const play = balanced({
      targets: 2,
      perSecond: 400,
      balancer: { policy: 'leastConnections' },
      target: { cores: 8, cpuTime: constant(5) },
      link: { timeoutMs: 50 },
    }).to(2_000)
    const share = (fromMs: number, toMs: number) => {
      play.to(fromMs)
      const [a = 0, b = 0] = arrivalsOf(play, 2)
      play.to(toMs)
      const [later = 0, other = 0] = arrivalsOf(play, 2)
      return (later - a) / (later - a + other - b)
    }
    const unslow = play.break('slow', 't1', { factor: 100 })
    play.to(4_000)
    expect(play.of('users').outcome('timedOut')).toBeGreaterThan(20)
    play.break('crash', 't1')()
    unslow()
    expect(Math.abs(share(5_000, 9_000) - 0.5)).toBeLessThan(0.06)
  })

  test('all taken, further requests are turned away', () => {
    const play = balanced({
      targets: 1,
      perSecond: 100,
      balancer: { maxConnections: 3 },
      target: { cpuTime: constant(1_000), cores: 8 },
    }).to(10_000)
    expect(play.of('balancer').station('connections').busy).toBeLessThanOrEqual(3)
    expect(play.of('t1').arrivals).toBeLessThanOrEqual(30)
    const { arrivals, inside } = play.of('users')
    expect(play.of('users').outcome('turnedAway')).toBe(arrivals - inside - play.of('users').outcome('ok'))
    expect(play.of('users').outcome('turnedAway')).toBeGreaterThan(900)
  })

  test('a request that is tried again meets another target', () => {
    const play = balanced({ targets: 2, perSecond: 200, link: { tries: 2, backoffMs: 0 } }).to(1_000)
    play.break('crash', 't1')
    play.to(10_000)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
    expect(play.of('t2').arrivals).toBeGreaterThan(1_700)
  })
})
