import { expect, test } from 'vitest'
import { list, table, widthOf } from './table.ts'

test('columns are as wide as what stands in them, numbers at the right', () => {
  const columns = [{ head: 'name' }, { head: 'count', align: 'right' }, { head: 'note' }] as const
  const rows = [
    ['web', '7', 'fine'],
    ['database', '1200', ''],
  ]
  expect(table(columns, rows, '  ')).toEqual([
    '  name      count  note', //
    '  web           7  fine',
    '  database   1200',
  ])
})

test('what is drawn twice as wide counts twice', () => {
  expect([widthOf('web'), widthOf('웹 서버'), widthOf('服务器'), widthOf('e\u0301'), widthOf('🚀')]).toEqual([
    3, 7, 6, 1, 2,
  ])
  expect(
    list([
      ['캐시', 'a'],
      ['cache', 'b'],
    ]),
  ).toEqual(['캐시   a', 'cache  b'])
})

test('a name that is too long is cut, and one cannot steer the terminal', () => {
  const [line = ''] = list([['가'.repeat(50), 'x']])
  expect(line).toBe(`${'가'.repeat(19)}…  x`)
  expect(list([['a\u001B[31m\nb', 'x']])).toEqual(['a [31m b  x'])
})

test('nothing is no lines', () => expect(list([])).toEqual([]))
