import { describe, expect, test } from 'vitest'
import { formatBytes, formatCount, formatMs, formatRate, formatRatio, formatUsd } from './format.ts'

const plain = (text: string) => text.replaceAll('\u00A0', ' ')

describe('formatMs', () => {
  test.each([
    [0, '0 ms'],
    [0.012, '0.012 ms'],
    [0.05, '0.05 ms'],
    [0.5, '0.5 ms'],
    [1.2, '1.2 ms'],
    [1.24, '1.2 ms'],
    [12, '12 ms'],
    [12.34, '12.3 ms'],
    [123.4, '123 ms'],
    [999.4, '999 ms'],
    [999.7, '1 s'],
    [3_400, '3.4 s'],
    [65_000, '65 s'],
    [119_000, '119 s'],
    [120_000, '2 min'],
    [150_000, '2.5 min'],
    [7_200_000, '2 h'],
    [172_800_000, '2 d'],
    [-1_500, '-1.5 s'],
  ])('%f ms is %s', (ms, words) => expect(plain(formatMs(ms))).toBe(words))
})

describe('formatCount', () => {
  test.each([
    [0, '0'],
    [7, '7'],
    [0.25, '0.25'],
    [950, '950'],
    [999.6, '1 k'],
    [1_234, '1.2 k'],
    [12_345, '12.3 k'],
    [123_456, '123 k'],
    [999_600, '1 M'],
    [3_400_000, '3.4 M'],
    [1e9, '1 B'],
    [-2_000, '-2 k'],
  ])('%f is %s', (count, words) => expect(plain(formatCount(count))).toBe(words))
})

describe('formatRate', () => {
  test.each([
    [0.5, '0.5/s'],
    [393.5, '394/s'],
    [3_400, '3.4 k/s'],
  ])('%f a second is %s', (rate, words) => expect(plain(formatRate(rate))).toBe(words))
})

describe('formatBytes', () => {
  test.each([
    [0, '0 B'],
    [12, '12 B'],
    [999.7, '1 kB'],
    [1_234, '1.2 kB'],
    [3_400_000, '3.4 MB'],
    [12_960_000_000, '13 GB'],
    [4_730_400_000_000, '4.7 TB'],
    [5e18, '5000 PB'],
  ])('%f is %s', (bytes, words) => expect(plain(formatBytes(bytes))).toBe(words))
})

describe('formatUsd', () => {
  test.each([
    [0, '$0'],
    [0.0104, '$0.01'],
    [0.2149, '$0.21'],
    [118.7, '$119'],
    [1_234, '$1.2 k'],
    [Number.NaN, '–'],
  ])('%f USD are %s', (usd, words) => expect(plain(formatUsd(usd))).toBe(words))
})

describe('formatRatio', () => {
  test.each([
    [0, '0 %'],
    [1, '100 %'],
    [0.123, '12.3 %'],
    [0.5, '50 %'],
    [0.9996, '99.96 %'],
    [0.99996, '99.996 %'],
    [0.999_999_9, '>99.999 %'],
    [0.000_46, '0.05 %'],
    [0.000_000_1, '<0.001 %'],
    [1.5, '150 %'],
  ])('%f is %s', (ratio, words) => expect(plain(formatRatio(ratio))).toBe(words))
})

test('a number and its unit stay on one line', () => {
  for (const words of [formatMs(12), formatCount(3_000), formatRate(3_000), formatRatio(0.5)]) {
    expect(words).not.toContain(' ')
  }
})

test('what is not there is a dash, what has no end is infinite', () => {
  for (const format of [formatMs, formatBytes, formatCount, formatRate, formatRatio]) {
    expect(format(Number.NaN)).toBe('–')
    expect(format(Infinity)).toBe('∞')
  }
})
