/** What counts against a target, and how that is forgotten. */
import { describe, expect, test } from 'vitest'
import { constant, design, exponential, offering, Play } from '../../simulation/play.fixture.ts'
import { balanced } from './balanced.fixture.ts'

const rules = { ejection: true, ejectAfter: 5, ejectMs: 1_000, ejectMaxShare: 1, healthIntervalMs: 300_000 }

const ejectedIn = (play: Play) => play.run.story.filter(({ code }) => code === 'targetEjected')

describe('ejection', () => {
  test('leaves in a target that tells its callers they are too many', () => {
    const play = new Play(
      design(
        {
          users: ['client', offering(200)],
          balancer: ['load-balancer', rules],
          door: ['gateway', { rateLimit: 10, burst: 1 }],
          web: ['server', { cores: 8 }],
        },
        [['users balancer'], ['balancer door'], ['door web']],
      ),
    ).to(5_000)
    expect(play.of('users').outcome('rateLimited')).toBeGreaterThan(700)
    expect(ejectedIn(play)).toEqual([])
  })

  test('leaves in a target that does not know the session', () => {
    const play = balanced({
      balancer: { ...rules, ejectAfter: 1 },
      target: { sessions: 'inMemory', cores: 8 },
      targets: 3,
      perSecond: 1,
      client: { load: 'closed', population: 20, thinkTime: exponential(100) },
    }).to(5_000)
    expect(play.of('users').outcome('sessionLost')).toBeGreaterThan(100)
    expect(ejectedIn(play)).toEqual([])
  })

  test('counts failures in a row, which another answer ends', () => {
    const failing = (ratio: number) => {
      const play = balanced({ balancer: rules, targets: 2, perSecond: 400, target: { cores: 8 } }).to(1_000)
      play.break('errors', 't1', { ratio })
      return ejectedIn(play.to(4_000)).length
    }
    expect(failing(1)).toBeGreaterThan(1)
    expect(failing(0.1)).toBe(0)
  })

  test('forgets one ejection for every ten seconds that a target is well', () => {
    const play = balanced({ balancer: rules, targets: 2, perSecond: 400, target: { cpuTime: constant(0.1) } })
    play.to(1_000)
    const repair = play.break('errors', 't1', { ratio: 1 })
    // Out for one second, two, three, and in again soon after seven.
    play.to(5_000)
    repair()
    play.to(32_000)
    play.break('errors', 't1', { ratio: 1 })
    play.to(33_000)
    const seconds = ejectedIn(play).map(({ params }) => params?.['seconds'])
    // Twenty-five seconds later it counts as one that was out once.
    expect(seconds).toEqual([1, 2, 3, 2])
  })
})
