import { describe, expect, it } from 'vitest'
import type { Cause, Span, Trace } from '../../simulation/reading.ts'
import { axisOf, placeOf, ROWS_MAX, waterfallOf } from './waterfall.ts'

const service: Cause = { type: 'service' }
const network: Cause = { type: 'network' }

function span(component: string, depth: number, cause: Cause, startMs: number, endMs: number, more = {}): Span {
  return { component, depth, cause, startMs, endMs, attempt: 1, abandoned: false, ...more }
}

function trace(spans: Span[], endMs = 100): Trace {
  return {
    client: 'users',
    request: 1,
    className: 'read',
    key: 1,
    startMs: 0,
    endMs,
    outcome: 'ok',
    spans,
    hops: [],
  }
}

describe('a waterfall', () => {
  it('has a row a visit, callees under the callers that began before them', () => {
    const { rows } = waterfallOf(
      trace([span('db', 2, service, 30, 60), span('web', 1, service, 10, 30), span('users', 0, network, 0, 10)]),
    )
    expect(rows.map((row) => [row.component, row.depth])).toEqual([
      ['users', 0],
      ['web', 1],
      ['db', 2],
    ])
  })

  it('puts pieces of a visit side by side and joins neighbors of the same cause', () => {
    const threads: Cause = { type: 'waiting', station: 'threads' }
    const cores: Cause = { type: 'waiting', station: 'cores' }
    const { rows } = waterfallOf(
      trace([
        span('web', 1, cores, 20, 30),
        span('web', 1, threads, 0, 20),
        span('web', 1, service, 30, 40),
        span('web', 1, service, 40, 50),
        span('web', 1, service, 80, 90),
      ]),
    )
    expect(rows[0]?.pieces.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 20],
      [20, 30],
      [30, 50],
      [80, 90],
    ])
  })

  it('keeps tries apart, and work that nobody waits for', () => {
    const { rows, endMs } = waterfallOf(
      trace([span('web', 1, service, 0, 150, { abandoned: true }), span('web', 1, service, 60, 90, { attempt: 2 })]),
    )
    expect(rows.map((row) => [row.attempt, row.isAbandoned])).toEqual([
      [1, true],
      [2, false],
    ])
    expect(endMs).toBe(150)
  })

  it('shows so many rows and counts the rest', () => {
    const many = Array.from({ length: ROWS_MAX + 7 }, (_, index) => {
      return span('web', 1, service, index, index + 1, { attempt: index + 1 })
    })
    const waterfall = waterfallOf(trace(many))
    expect(waterfall.rows).toHaveLength(ROWS_MAX)
    expect(waterfall.left).toBe(7)
  })

  it('places pieces and round times on its axis', () => {
    const waterfall = waterfallOf(trace([span('web', 1, service, 25, 75)], 100))
    expect(placeOf({ cause: service, startMs: 25, endMs: 75 }, waterfall)).toEqual({ left: 0.25, width: 0.5 })
    expect(axisOf(waterfall).map(({ ms }) => ms)).toEqual([0, 20, 40, 60, 80, 100])
    expect(axisOf({ ...waterfall, startMs: 5_000, endMs: 5_000.37 }).map(({ ms }) => ms)).toEqual([0, 0.1, 0.2, 0.3])
    expect(axisOf({ ...waterfall, startMs: 5, endMs: 5 })).toEqual([])
  })
})
