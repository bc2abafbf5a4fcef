import { describe, expect, it } from 'vitest'
import { createTicker, formatClock } from './clock.ts'

const plain = (ms: number, decimals?: number) => formatClock(ms, decimals).replaceAll('\u00A0', ' ')

describe('the clock', () => {
  it.each([
    [0, '0.0 s'],
    [12_400, '12.4 s'],
    [59_960, '59.9 s'],
    [60_000, '1:00.0'],
    [125_350, '2:05.3'],
    [3_725_300, '1:02:05.3'],
    [Number.NaN, '–'],
  ])('shows %d ms as %s', (ms, shown) => expect(plain(ms)).toBe(shown))

  it('shows single events apart when it is asked for more places', () => {
    expect(plain(12_400.25, 6)).toBe('12.400250 s')
    expect(plain(60_000.25, 6)).toBe('1:00.000250')
  })

  it('never shows a time that has not come', () => {
    expect(plain(299.99)).toBe('0.2 s')
    expect(plain(300)).toBe('0.3 s')
  })
})

describe('a clock between two tellings', () => {
  const slow = { pace: 100, mostMs: 250 }

  it('runs on at the pace of the run, but not beyond the next window', () => {
    const tick = createTicker()
    const shown = [0, 1_000, 2_000, 9_000].map((wallMs) => tick({ ...slow, atMs: 500, wallMs }))
    expect(shown).toEqual([500, 600, 700, 750])
  })

  it('never goes back within a run, and begins anew with the next', () => {
    const tick = createTicker()
    tick({ ...slow, atMs: 500, wallMs: 0 })
    expect(tick({ ...slow, atMs: 500, wallMs: 2_000 })).toBe(700)
    expect(tick({ ...slow, atMs: 600, wallMs: 2_100 })).toBe(700)
    expect(tick({ ...slow, atMs: 0, wallMs: 2_200 })).toBe(0)
  })

  it('stands still with a run that does', () => {
    const tick = createTicker()
    tick({ atMs: 500, pace: 0, mostMs: 250, wallMs: 0 })
    expect(tick({ atMs: 500, pace: 0, mostMs: 250, wallMs: 5_000 })).toBe(500)
  })
})
