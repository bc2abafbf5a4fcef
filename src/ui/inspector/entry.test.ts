import { describe, expect, it } from 'vitest'
import { countEntry, durationEntry, numberEntry, parseCount, parseDuration, parseRatio, ratioEntry } from './entry.ts'
import { fromStep, STEPS, toStep } from './scale.ts'

const wide = { min: 0, max: 1e12 }

describe('typed values', () => {
  it.each([
    ['250', 250],
    ['250 ms', 250],
    ['5s', 5_000],
    ['1.5 min', 90_000],
    ['2 h', 7_200_000],
    ['1d', 86_400_000],
    ['1,500 ms', 1_500],
    ['3초', 3_000],
    ['10분', 600_000],
    ['500µs', 0.5],
    ['.5 s', 500],
  ])('take %s for a time of %d ms', (text, value) => {
    expect(parseDuration(text, wide)).toEqual({ ok: true, value })
  })

  it.each(['', 'soon', '5 parsecs', 'ms', '1 2 s'])('refuse %j as a time', (text) => {
    expect(parseDuration(text, wide)).toEqual({ ok: false, reason: 'notANumber' })
  })

  it('say which limit a value breaks', () => {
    expect(parseDuration('2 s', { min: 0, max: 1_000 })).toEqual({ ok: false, reason: 'tooLarge' })
    expect(parseCount('0', { min: 1, max: 10 })).toEqual({ ok: false, reason: 'tooSmall' })
    expect(parseCount('1.5', { min: 1, max: 10 })).toEqual({ ok: false, reason: 'notWhole' })
  })

  it.each([
    ['10k', 10_000],
    ['1.5M', 1_500_000],
    ['1만', 10_000],
    ['1,000,000', 1_000_000],
    ['1b', 1e9],
    ['7', 7],
  ])('take %s for a count of %d', (text, value) => {
    expect(parseCount(text, wide)).toEqual({ ok: true, value })
  })

  it('take percent for a share', () => {
    expect(parseRatio('12.5 %', { min: 0, max: 1 })).toEqual({ ok: true, value: 0.125 })
    expect(parseRatio('7', { min: 0, max: 1 })).toEqual({ ok: true, value: 0.07 })
  })

  it.each([
    [0, '0 ms'],
    [0.05, '0.05 ms'],
    [250, '250 ms'],
    [5_000, '5 s'],
    [90_000, '1.5 min'],
    [86_400_000, '1 d'],
    [1_234, '1234 ms'],
    [1_500, '1.5 s'],
    [11.97, '11.97 ms'],
  ])('show %d ms as %s', (ms, text) => {
    expect(durationEntry(ms)).toBe(text)
    expect(parseDuration(text, wide)).toEqual({ ok: true, value: ms })
  })

  it('are shown so that they can be typed again', () => {
    expect(countEntry(1_234_567)).toBe('1,234,567')
    expect(parseCount(countEntry(1_234_567), wide)).toEqual({ ok: true, value: 1_234_567 })
    expect(ratioEntry(0.07)).toBe('7')
    expect(numberEntry(1.7)).toBe('1.7')
  })
})

describe('a slider', () => {
  it('reaches both ends and comes near to every value between, on either scale', () => {
    for (const [isLog, limits] of [
      [true, { min: 1, max: 1e9 }],
      [true, { min: 0, max: 1e5 }],
      [false, { min: 1, max: 192 }],
    ] as const) {
      expect(fromStep(0, limits, isLog)).toBe(limits.min)
      expect(fromStep(STEPS, limits, isLog)).toBe(limits.max)
      for (const value of [1, 7, 50, 120, 192]) {
        expect(Math.abs(fromStep(toStep(value, limits, isLog), limits, isLog) - value)).toBeLessThanOrEqual(
          value * 0.06 + 1,
        )
      }
    }
  })
})
