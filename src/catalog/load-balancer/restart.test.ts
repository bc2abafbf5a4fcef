/** What a balancer still knows after it has been down: what is configured, nothing that it has seen. */
import { describe, expect, test } from 'vitest'
import { balanced, callsOf } from './balanced.fixture.ts'

describe('a balancer that has restarted', () => {
  test('takes all targets for healthy until checks say otherwise', () => {
    const checks = { healthIntervalMs: 1_000, healthTimeoutMs: 500, unhealthyThreshold: 2 }
    const play = balanced({ balancer: checks, targets: 2, perSecond: 50 }).to(1_000)
    play.break('crash', 't1')
    play.to(5_000)
    expect(play.of('balancer').level('healthyTargets')).toBe(1)
    play.break('crash', 'balancer')()
    expect(play.of('balancer').level('healthyTargets')).toBe(2)
    play.to(9_000)
    expect(play.of('balancer').level('healthyTargets')).toBe(1)
    expect(play.run.story.filter(({ code }) => code === 'targetDown')).toHaveLength(2)
  })

  test('has forgotten whom it ejected, and how often', () => {
    const rules = { ejection: true, ejectAfter: 5, ejectMs: 30_000, ejectMaxShare: 1, healthIntervalMs: 300_000 }
    const play = balanced({ balancer: rules, targets: 2, perSecond: 200 }).to(1_000)
    play.break('errors', 't1', { ratio: 1 })
    play.to(3_000)
    expect(play.of('balancer').level('healthyTargets')).toBe(1)
    play.break('crash', 'balancer')()
    expect(play.of('balancer').level('healthyTargets')).toBe(2)
    play.to(5_000)
    const told = play.run.story.filter(({ code }) => code === 'targetEjected')
    expect(told.map(({ params }) => params?.['seconds'])).toEqual([30, 30])
  })

  test('has forgotten how slow a target was', () => {
    const balancer = { policy: 'peakEwma', decayMs: 600_000, healthIntervalMs: 300_000 }
    const play = balanced({ balancer, targets: 2, perSecond: 200, target: { cores: 8 } }).to(1_000)
    const repair = play.break('slow', 't1', { factor: 100 })
    play.to(3_000)
    repair()
    const [before = 0] = callsOf(play.to(6_000), 2)
    const [idle = 0] = callsOf(play.to(8_000), 2)
    expect(idle - before).toBeLessThan(20)
    play.break('crash', 'balancer')()
    const [after = 0] = callsOf(play.to(10_000), 2)
    expect(after - idle).toBeGreaterThan(100)
  })
})
