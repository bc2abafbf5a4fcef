import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../simulation/reading.ts'
import { backAtMs } from './restarts.ts'

const told = (...events: readonly Partial<RunEvent>[]) =>
  events.map((event, number) => ({ number, event: { atMs: 0, code: '', params: {}, component: 'web', ...event } }))
const resized = { atMs: 10_000, code: 'resized', params: { seconds: 56, instances: 2 } }

describe('a restart', () => {
  it('of another machine takes every instance in turn', () => {
    expect(backAtMs(told(resized), 'web', true)).toBe(66_000)
    expect(backAtMs(told(resized), 'web', false)).toBe(122_000)
    const first = { atMs: 66_000, code: 'restarted', params: { instance: 1 } }
    expect(backAtMs(told(resized, first), 'web', true)).toBe(122_000)
    const second = { atMs: 122_000, code: 'restarted', params: { instance: 2 } }
    expect(backAtMs(told(resized, first, second), 'web', true)).toBeNaN()
  })

  it('after a death by chance is over when it is told', () => {
    const killed = { atMs: 5_000, code: 'killed', params: { instance: 3, downMs: 2_500 } }
    expect(backAtMs(told(killed), 'web', true)).toBe(7_500)
    expect(backAtMs(told({ ...killed, component: 'db' }), 'web', true)).toBeNaN()
    expect(backAtMs(told(killed, { code: 'restarted', params: { instance: 3 } }), 'web', false)).toBeNaN()
  })
})
