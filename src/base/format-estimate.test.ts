import { expect, test } from 'vitest'
import { formatEstimate } from './format-estimate.ts'

test.each([
  [48.3123, 1.234, 'ms', '48.3 ± 1.2 ms'],
  [48.3123, 12.34, 'ms', '48 ± 12 ms'],
  [2_345.6, 123.4, 'ms', '2.35 ± 0.12 s'],
  [101.234, 0.0996, 'perSecond', '101.23 ± 0.10/s'],
  [12_345, 67, 'perSecond', '12.345 ± 0.067 k/s'],
  [0.12345, 0.0021, 'ratio', '12.35 ± 0.21 %'],
  [0.00001, 0.000002, 'ratio', '0.00100 ± 0.00020 %'],
  [2, 0, 'count', '2 ± 0'],
  [0, 0, 'ratio', '0 % ± 0'],
  [7.5, Number.NaN, 'count', '7.5 ± –'],
  [Number.NaN, Number.NaN, 'ms', '–'],
  [5, 1e-12, 'count', '5 ± 0'],
  [3, 45_000, 'count', '3 ± 45000'],
] as const)('%d ± %d as %s is %s', (mean, halfWidth, unit, text) => {
  expect(formatEstimate({ mean, halfWidth }, unit).replaceAll('\u00A0', ' ')).toBe(text)
})
