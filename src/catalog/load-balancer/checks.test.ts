/** How health checks fare among requests, and when they come. */
import { describe, expect, test } from 'vitest'
import { exponential } from '../../simulation/play.fixture.ts'
import { balanced } from './balanced.fixture.ts'

describe('in a line by priority', () => {
  test('checks stand where requests stand whose class says nothing', () => {
    const outcomes = (discipline: string) => {
      const play = balanced({
        balancer: { failOpen: false, healthIntervalMs: 300, healthTimeoutMs: 250, healthyThreshold: 2 },
        target: { discipline, cpuTime: exponential(10) },
        targets: 2,
        perSecond: 2 * 97,
      }).to(60_000)
      return ['ok', 'noHealthyTarget'].map((outcome) => play.of('users').outcome(outcome as 'ok'))
    }
    const fifo = outcomes('fifo')
    // They do fail at times, so that a place further back would be noticed.
    expect(fifo[1]).toBeGreaterThan(50)
    expect(outcomes('priority')).toEqual(fifo)
  })
})

describe('a target that crashes', () => {
  const CRASH_MS = 31_000
  /** How long after the crash of `t1` it is taken out, with the defaults: two failed checks, 30 s between them. */
  const noticedMs = (seed: number, targets = 2) => {
    const play = balanced({ targets, perSecond: 1, seed, target: { cpuTime: exponential(1) } }).to(CRASH_MS)
    play.break('crash', 't1')
    play.to(100_000)
    return play.run.story.find(({ code }) => code === 'targetDown')!.atMs - CRASH_MS
  }

  test('is noticed at any moment of an interval, by the seed', () => {
    const seeds = Array.from({ length: 60 }, (_, n) => n + 1)
    const times = seeds.map((seed) => noticedMs(seed))
    // Until the first failed check it is anywhere within an interval, and one more until the second.
    for (const ms of times) {
      expect(ms).toBeGreaterThan(30_000)
      expect(ms).toBeLessThan(60_100)
    }
    const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length
    const error = 30_000 / Math.sqrt(12 * times.length)
    expect(Math.abs(mean - 45_000)).toBeLessThan(4 * error)
    for (const quarter of [30_000, 37_500, 45_000, 52_500]) {
      const share = times.filter((ms) => ms >= quarter && ms < quarter + 7_500).length / times.length
      expect(Math.abs(share - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / times.length))
    }
  })

  test('is noticed when it is, whoever stands beside it', () => {
    for (const seed of [1, 2, 3]) expect(noticedMs(seed, 5)).toBeCloseTo(noticedMs(seed, 2), 6)
  })

  test('is noticed apart from its twins', () => {
    const play = balanced({ targets: 1, perSecond: 1, target: { instances: 4 } }).to(CRASH_MS)
    for (const instance of [0, 1, 2, 3]) play.break('crash', 't1', {}, instance)
    play.to(100_000)
    const downs = play.run.story.filter(({ code }) => code === 'targetDown').map(({ atMs }) => Math.round(atMs))
    expect(new Set(downs).size).toBe(4)
  })
})
