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
