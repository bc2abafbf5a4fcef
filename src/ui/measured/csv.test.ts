import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

const figure = {
  ownerName: 'Web 1',
  label: 'Latency, p99',
  unit: 'ms',
  path: 'components.web-1.latencyMs.p99',
  theory: 47.5,
  estimate: { mean: 48.25, halfWidth: 1.5, standardDeviation: 2, runs: 10 },
} as const

test('a row a figure, with its numbers as they are', () => {
  expect(csvOf([figure])).toBe(
    'component,figure,unit,mean,half_width_95,standard_deviation,runs,theory,path\r\n' +
      'Web 1,"Latency, p99",ms,48.25,1.5,2,10,47.5,components.web-1.latencyMs.p99\r\n',
  )
})

test('a name is neither a cell of its own nor a formula', () => {
  const row = (ownerName: string) => csvOf([{ ...figure, ownerName, label: 'x' }]).split('\r\n')[1]
  expect(row('a "web", b')).toMatch(/^"a ""web"", b",x,/)
  expect(row('=SUM(A1)')).toMatch(/^'=SUM\(A1\),x,/)
  expect(row('웹 1')).toMatch(/^웹 1,x,/)
})

test('what is not known is empty', () => {
  const estimate = { mean: Number.NaN, halfWidth: Number.NaN, standardDeviation: Number.NaN, runs: 0 }
  expect(csvOf([{ ...figure, estimate, theory: null }]).split('\r\n')[1]).toMatch(/,ms,,,,0,,components/)
})
