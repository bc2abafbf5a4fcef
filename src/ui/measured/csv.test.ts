import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

const interval = { mean: 1.5, halfWidth: 0.25, standardDeviation: 0.5, replications: 10 }

test('names may hold anything, and formulas stay text', () => {
  const rows = ['Web "1", east', '=1+1'].map((of) => ({ path: 'p', of, figure: 'ok', unit: 'ms' as const, interval }))
  expect(toCsv(rows).split('\r\n')).toEqual([
    'of,figure,unit,mean,half_width_95,standard_deviation,replications,path',
    '"Web ""1"", east",ok,ms,1.5,0.25,0.5,10,p',
    "'=1+1,ok,ms,1.5,0.25,0.5,10,p",
  ])
})
