import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Hop, Trace } from '../../simulation/reading.ts'
import { createSwarm, flightsOf, freeBox, pointAt, stretchOf } from './dots.ts'

function hop(connection: string, departMs: number, arriveMs: number, back = false): Hop {
  return { connection, departMs, arriveMs, back, outcome: 'ok' }
}

function trace(hops: Hop[]): Trace {
  return { client: 'c', request: 1, className: 'read', key: 1, startMs: 0, endMs: 9, outcome: 'ok', spans: [], hops }
}

const simple = trace([hop('c-web', 0, 1), hop('web-db', 5, 6), hop('web-db', 16, 17, true), hop('c-web', 20, 21, true)])

describe('the stretch of time', () => {
  it('is a round factor that makes the usual hop visible', () => {
    expect(stretchOf([simple])).toBe(500)
    expect(stretchOf([trace([hop('a', 0, 400)])])).toBe(2)
    expect(stretchOf([trace([hop('a', 0, 0.1)])])).toBe(5_000)
    expect(stretchOf([trace([])])).toBeNull()
  })
})

describe('flights', () => {
  it('keep the order of hops, with visible lengths and short stays', () => {
    const flights = flightsOf(simple, 500)
    expect(flights.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [0, 500],
      [1_200, 1_700],
      [2_400, 2_900],
      [3_600, 4_100],
    ])
  })

  it('that overlapped still overlap', () => {
    const [first, second] = flightsOf(trace([hop('a', 0, 2), hop('b', 1, 3)]), 500)
    expect(second?.fromMs).toBeGreaterThan(first?.fromMs ?? 0)
    expect(second?.fromMs).toBeLessThan(first?.toMs ?? 0)
  })

  it('never take less than can be seen nor begin before what went before, whatever the hops', () => {
    const length = fc.double({ min: 0, max: 1_000, noNaN: true })
    const hops = fc.array(fc.tuple(length, length), { maxLength: 12 })
    fc.assert(
      fc.property(hops, fc.constantFrom(1, 50, 5_000), (lengths, stretch) => {
        let now = 0
        const sequence = lengths.map(([stay, flight]) => {
          const departMs = (now += stay)
          return hop('a', departMs, (now += flight))
        })
        const flights = flightsOf(trace(sequence), stretch)
        for (const [index, flight] of flights.entries()) {
          expect(flight.toMs - flight.fromMs).toBeGreaterThanOrEqual(279.999)
          const before = flights[index - 1]
          if (before) expect(flight.fromMs).toBeGreaterThanOrEqual(before.fromMs)
        }
      }),
    )
  })
})

describe('a swarm', () => {
  it('moves a dot from caller to callee and back', () => {
    const swarm = createSwarm(10)
    swarm.add([simple], 1_000, 0)
    expect(swarm.dotsAt(1_250)).toEqual([{ connection: 'c-web', share: 0.5, isBack: false, outcome: 'ok' }])
    expect(swarm.dotsAt(1_600)).toEqual([])
    const [back] = swarm.dotsAt(1_000 + 3_725)
    expect(back).toMatchObject({ connection: 'c-web', isBack: true })
    expect(back?.share).toBeCloseTo(0.75)
  })

  it('forgets journeys that are over and never has more than its capacity', () => {
    const swarm = createSwarm(3)
    swarm.add(
      Array.from({ length: 50 }, () => simple),
      0,
      0,
    )
    expect(swarm.size()).toBe(3)
    swarm.dotsAt(10_000)
    expect(swarm.size()).toBe(0)
  })

  it('lets requests that come together leave one after the other', () => {
    const swarm = createSwarm(10)
    swarm.add([simple, simple], 0, 400)
    expect(swarm.dotsAt(100)).toHaveLength(1)
    expect(swarm.dotsAt(300)).toHaveLength(2)
  })

  it('is empty after it was cleared', () => {
    const swarm = createSwarm(10)
    swarm.add([simple], 0, 0)
    swarm.clear()
    expect(swarm.dotsAt(10)).toEqual([])
  })
})

describe('a point on a path', () => {
  const corner = Float32Array.of(0, 0, 10, 0, 10, 20)

  it('lies between sampled points, and at the ends beyond them', () => {
    expect(pointAt(corner, 0.25)).toEqual({ x: 5, y: 0 })
    expect(pointAt(corner, 0.75)).toEqual({ x: 10, y: 10 })
    expect(pointAt(corner, 1)).toEqual({ x: 10, y: 20 })
    expect(pointAt(corner, 7)).toEqual({ x: 10, y: 20 })
    expect(pointAt(corner, -1)).toEqual({ x: 0, y: 0 })
  })
})

describe('a label', () => {
  const at = (x: number, y: number) => ({ x, y, width: 20, height: 10 })

  it('stands where no other does, or nowhere', () => {
    expect(freeBox([at(0, 0), at(30, 0)], [at(5, 5)])).toEqual(at(30, 0))
    expect(freeBox([at(0, 0)], [at(0, 10)])).toEqual(at(0, 0))
    expect(freeBox([at(0, 0), at(2, 2)], [at(5, 5)])).toBeUndefined()
  })
})
