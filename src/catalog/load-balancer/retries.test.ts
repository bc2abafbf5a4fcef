/** What a balancer learns from a try that failed, and when. */
import { describe, expect, test } from 'vitest'
import { balanced, callsOf } from './balanced.fixture.ts'

describe('a target that refuses at once', () => {
  /** The part of all first tries that goes to the target that refuses. */
  const shareOfBad = (policy: string, tries: number) => {
    const play = balanced({
      balancer: { policy, healthIntervalMs: 300_000 },
      targets: 2,
      perSecond: 300,
      link: { tries, backoffMs: 1_000, backoff: 'fixed', jitter: 'none' },
    })
    play.break('crash', 't1')
    play.to(10_000)
    return callsOf(play, 2)[0]! / play.of('users').arrivals
  }

  test('has no open connection while its caller waits to try again', () => {
    // It is idle as often as the other one, or more often: whoever asks for the fewest connections finds it.
    expect(shareOfBad('leastConnections', 1)).toBeGreaterThan(0.45)
    expect(shareOfBad('leastConnections', 2)).toBeGreaterThan(0.45)
  })

  test('looks as fast as it answered, not as slow as the wait for the next try', () => {
    expect(shareOfBad('peakEwma', 1)).toBeGreaterThan(0.9)
    expect(shareOfBad('peakEwma', 2)).toBeGreaterThan(0.9)
  })
})
