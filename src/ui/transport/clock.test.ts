import { describe, expect, it } from 'vitest'
import { formatClock } from './clock.ts'

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
