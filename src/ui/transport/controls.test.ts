import { describe, expect, it } from 'vitest'
import { isLagging, PACES, paceFactor, parseSeed } from './controls.ts'

describe('paces', () => {
  it('go from a tenth of real time to a hundred times, and as fast as possible', () => {
    expect(PACES.map((pace) => (pace === 'fastest' ? pace : paceFactor(pace)))).toEqual([
      '0.1',
      '0.25',
      '0.5',
      '1',
      '2',
      '5',
      '10',
      '20',
      '50',
      '100',
      'fastest',
    ])
  })

  it('are read with two figures below ten', () => {
    expect([6_234, 9_960, 61_700].map(paceFactor)).toEqual(['6.2', '10', '62'])
  })

  it('lag when clearly less is reached than was asked; as fast as possible never lags', () => {
    expect(isLagging(10_000, 6_200)).toBe(true)
    expect(isLagging(10_000, 9_500)).toBe(false)
    expect(isLagging('fastest', 100)).toBe(false)
    expect(isLagging(10_000, Number.NaN)).toBe(false)
  })
})

describe('a seed', () => {
  it('is a whole number from 0, and nothing else', () => {
    expect(['0', ' 42 ', '9007199254740991'].map(parseSeed)).toEqual([0, 42, 9_007_199_254_740_991])
    expect(['', '-1', '1.5', '7a', '9007199254740993'].map(parseSeed)).toEqual(Array.from({ length: 5 }))
  })
})
