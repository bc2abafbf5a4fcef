import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Problem } from '../../base/problem.ts'
import {
  figuresOf,
  packTrace,
  TRACE_OPERATIONS,
  TRACE_ROWS_MAX,
  type TraceRow,
  unpackTrace,
} from '../../catalog/trace.ts'
import { readTrace, type TraceReading } from './trace.ts'

function reading(text: string): TraceReading {
  const read = readTrace('file', text)
  if (!read.ok) throw new Error(read.error.map(({ code }) => code).join())
  return read.value
}

/** Requests as `time key operation bytes`. */
function rowsOf({ trace }: TraceReading): readonly string[] {
  const rows = unpackTrace(trace)!
  return Array.from(rows.keys, (key, n) =>
    [rows.atMs?.[n] ?? '·', key, TRACE_OPERATIONS[rows.operations[n]!], rows.bytes[n]].join(' '),
  )
}

function codesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, where }) => `${where} ${code}`)
}

function refusal(text: string): readonly string[] {
  const read = readTrace('file', text)
  return read.ok ? [] : codesOf(read.error)
}

describe('CSV', () => {
  test('with a header or without, two columns to four', () => {
    const text = '0,a\n500.25,b,write\n1500,a,,300\n1500,c,STATIC,0\n'
    const rows = ['0 0 read -1', '500.25 1 write -1', '1500 0 read 300', '1500 2 static 0']
    expect(rowsOf(reading(text))).toEqual(rows)
    expect(rowsOf(reading(`\uFEFFtimeMs,key,operation,bytes\r\n${text.replaceAll('\n', '\r\n')}`))).toEqual(rows)
  })

  test('with the columns in another order, and others that nobody asks for', () => {
    expect(rowsOf(reading('host,Key,bytes,timems\nx,a,10,7\ny,b,,9\n'))).toEqual(['7 0 read 10', '9 1 read -1'])
  })

  test('keys may be any text: commas and quotes in quotes', () => {
    const { trace, broken } = reading('0,"a,b"\n1,"say ""hi"""\n2,"a,b"\n3, 카페 ☕\n')
    expect([figuresOf(trace).keys, broken]).toEqual([3, 0])
  })

  test('in any order of time: sorted, those of the same time as they stand', () => {
    const rows = rowsOf(reading('20,b\n10,a\n20,c\n10,b\n'))
    expect(rows).toEqual(['10 0 read -1', '10 1 read -1', '20 1 read -1', '20 2 read -1'])
  })

  test('times since 1970 count from the first', () => {
    expect(rowsOf(reading('1700000000250,a\n1700000000000,b\n'))).toEqual(['0 0 read -1', '250 1 read -1'])
  })

  test('broken lines are told by number, blank ones do not count as such', () => {
    const text = '0,a\n\nsoon,b\n5\n6,\n7,c,swim\n8,d,read,-1\n9,"e\n10,f,read,1,2\n11,g\n'
    const { problems, broken, trace } = reading(text)
    expect(codesOf(problems)).toEqual([
      '3 traceTime',
      '4 traceColumns',
      '5 traceKey',
      '6 traceOperation',
      '7 traceBytes',
      '8 traceQuote',
      '9 traceColumns',
    ])
    expect(broken).toBe(7)
    expect(figuresOf(trace)).toMatchObject({ requests: 2, keys: 2, spanMs: 11 })
  })

  test('a header without a column that is needed', () => {
    expect(refusal('timeMs,id\n1,a\n')).toEqual([' traceNoColumn'])
  })
})

describe('one key a line', () => {
  test('whatever the keys are', () => {
    expect(rowsOf(reading('17\n4\n17\n'))).toEqual(['· 0 read -1', '· 1 read -1', '· 0 read -1'])
    expect(reading('/a\n/b c\n').form).toBe('keys')
    expect(figuresOf(reading('/a\n/b, c\n').trace)).toEqual({ requests: 2, keys: 2, spanMs: null, startMs: 0 })
  })
})

const COMMON = `192.0.2.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326
192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] "POST /orders?id=1 HTTP/1.1" 201 -
198.51.100.2 - - [10/Oct/2000:20:55:38 +0000] "HEAD /orders HTTP/2" 304 0
192.0.2.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /orders HTTP/1.0" 200 512
`

describe('access logs', () => {
  test('the common format: zones, methods, static files, nothing sent; a second is spread out', () => {
    const third = 1_000 / 3
    const rows = rowsOf(reading(COMMON))
    expect(rows).toEqual([
      '0 0 static 2326',
      `${Math.round(third * 1_000) / 1_000} 1 write 0`,
      `${Math.round(2 * third * 1_000) / 1_000} 2 read 512`,
      '2000 2 read 0',
    ])
  })

  test('the combined format with quotes in it, and lines that no server wrote', () => {
    const text = `203.0.113.9 - - [29/Feb/2024:23:59:59 +0000] "GET /a HTTP/1.1" 200 5 "https://e.org/\\"x\\"" "curl/8"
203.0.113.9 - - [01/Mar/2024:00:00:01 +0000] "GET /a?v=2 HTTP/1.1" 200 5 "-" "curl/8"
203.0.113.9 - - [29/Feb/2023:00:00:01 +0000] "GET /a HTTP/1.1" 200 5 "-" "curl/8"
203.0.113.9 - - [01/Mar/2024:00:00:01 +0000] "\\x16\\x03\\x01" 400 150 "-" "-"
203.0.113.9 - - [01/Mar/2024:00:00:01 +0000] "GET /a HTT`
    const { form, problems, trace } = reading(`${text}\n`)
    expect(form).toBe('log')
    expect(codesOf(problems)).toEqual(['3 traceLogLine', '4 traceRequest', '5 traceLogLine'])
    expect(figuresOf(trace)).toEqual({ requests: 2, keys: 2, spanMs: 2_000, startMs: 0 })
  })
})

describe('what is no trace', () => {
  test('is told as such', () => {
    expect(refusal('')).toEqual([' traceBlank'])
    expect(refusal(' \n\n')).toEqual([' traceBlank'])
    expect(refusal('PK\0\0')).toEqual([' traceNotText'])
    expect(refusal('timeMs,key\n')).toEqual([' traceBlank'])
    expect(refusal('timeMs,key\nx,a\n')).toEqual(['2 traceTime'])
    expect(refusal('0,a\n99000000000,b\n')).toEqual([' traceSpan'])
    expect(refusal('a\n'.repeat(TRACE_ROWS_MAX + 1))).toEqual([' traceLong'])
  })

  test('a line that a pattern could choke on takes no time', () => {
    const evil = `${'1 - - ['.repeat(20_000)}\n`
    const started = performance.now()
    readTrace('file', `${COMMON}${evil}`)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

describe('packing', () => {
  const rows = fc.array(
    fc.record({
      gapUs: fc.integer({ min: 0, max: 10_000_000 }),
      key: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      operation: fc.constantFrom(...TRACE_OPERATIONS),
      bytes: fc.option(fc.integer({ min: 0, max: 1e9 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 50 },
  )

  test('keeps every request, to the microsecond, through JSON', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (list, isTimed) => {
        let us = 0
        const given: TraceRow[] = list.map(({ gapUs, ...row }) => {
          us += gapUs
          return { ...row, atMs: isTimed ? us / 1_000 : undefined }
        })
        const back = unpackTrace(JSON.parse(JSON.stringify(packTrace('x', given))) as ReturnType<typeof packTrace>)!
        expect(back.atMs === null ? null : Array.from(back.atMs)).toEqual(
          isTimed ? given.map(({ atMs }) => atMs) : null,
        )
        expect(Array.from(back.keys)).toEqual(given.map(({ key }) => key))
        expect(Array.from(back.operations, (each) => TRACE_OPERATIONS[each])).toEqual(
          given.map(({ operation }) => operation),
        )
        expect(Array.from(back.bytes)).toEqual(given.map(({ bytes }) => bytes ?? -1))
      }),
    )
  })

  test('what does not fit together is no trace', () => {
    const whole = packTrace('x', [
      { atMs: 0, key: 0, operation: 'read', bytes: 1 },
      { atMs: 5, key: 1, operation: 'write', bytes: 2 },
    ])
    expect(unpackTrace(whole)).toBeDefined()
    for (const damage of [{ gaps: '0' }, { keys: '0 1 2' }, { operations: 'rx' }, { bytes: '1 -1' }, { keys: '' }]) {
      expect(unpackTrace({ ...whole, ...damage }), JSON.stringify(damage)).toBeUndefined()
    }
  })
})
