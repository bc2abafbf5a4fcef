import { describe, expect, it } from 'vitest'
import {
  erlangB,
  erlangC,
  mg1,
  mg1ProcessorSharing,
  mm1,
  mmc,
  mmck,
  mmcSojournQuantileMs,
  mmcWaitingQuantileMs,
  type SteadyState,
} from './theory.ts'

/** Six significant digits, as the published values are given. */
function expectDigits(found: number, published: number, digits = 6): void {
  expect(Math.abs(found / published - 1)).toBeLessThan(0.6 * 10 ** (1 - digits))
}

/** Little's law, and the server's own: what is in service is what passes times its service time. */
function expectConsistent(state: SteadyState, arrivalRatePerMs: number, serviceTimeMs: number): void {
  expect(state.throughputPerMs).toBeCloseTo(arrivalRatePerMs * (1 - state.blockedRatio), 10)
  expect(state.lengthMean).toBeCloseTo(state.throughputPerMs * state.waitingTimeMs, 8)
  expect(state.numberMean).toBeCloseTo(state.throughputPerMs * state.sojournTimeMs, 8)
  expect(state.sojournTimeMs).toBeCloseTo(state.waitingTimeMs + serviceTimeMs, 10)
}

describe('M/M/1', () => {
  it('has the published steady state at 75 and 100 per second', () => {
    const state = mm1({ arrivalRatePerMs: 0.075, serviceTimeMs: 10 })
    expect(state.utilization).toBeCloseTo(0.75, 12)
    expect(state.waitProbability).toBeCloseTo(0.75, 12)
    expect(state.waitingTimeMs).toBeCloseTo(30, 10)
    expect(state.sojournTimeMs).toBeCloseTo(40, 10)
    expect(state.numberMean).toBeCloseTo(3, 12)
    expect(state.lengthMean).toBeCloseTo(2.25, 12)
  })

  it('has the published percentiles', () => {
    const load = { arrivalRatePerMs: 0.075, serviceTimeMs: 10, servers: 1 }
    const published = [
      [0.5, 27.7259],
      [0.95, 119.829],
      [0.99, 184.207],
    ] as const
    for (const [quantile, timeMs] of published) expectDigits(mmcSojournQuantileMs(load, quantile), timeMs)
    expectDigits(mmcWaitingQuantileMs(load, 0.95), 108.322)
    expectDigits(mmcWaitingQuantileMs(load, 0.99), 172.7)
    expect(mmcWaitingQuantileMs(load, 0.2)).toBe(0)
    expect(mmcSojournQuantileMs(load, 0)).toBeCloseTo(0, 9)
  })
})

describe('M/M/c', () => {
  it.each([
    [3, 2, 1, 0.444444, 0.444444, 0.888889],
    [4, 9, 5, 0.128534, 0.0116849, 0.105164],
    [4, 36, 10, 0.787753, 0.196938, 7.08978],
    [100, 95, 1, 0.506457, 0.101291, 9.62268],
  ])('with %d servers, rates %d and %d has the published values', (servers, arrival, service, wait, timeMs, length) => {
    const state = mmc({ arrivalRatePerMs: arrival, serviceTimeMs: 1 / service, servers })
    expectDigits(state.waitProbability, wait)
    expectDigits(state.waitingTimeMs, timeMs)
    expectDigits(state.lengthMean, length)
    expect(state.utilization).toBeCloseTo(arrival / service / servers, 12)
    expectConsistent(state, arrival, 1 / service)
  })

  it.each([
    [4, 9, 5, [0.151004, 0.619025, 0.941317], [0.0858334, 0.232146]],
    [3, 2, 1, [1.08741, 4.02069, 5.89117], [2.1848, 3.79424]],
    [4, 36, 10, [0.22545, 0.816552, 1.21932], [0.68929, 1.09165]],
  ])(
    'with %d servers, rates %d and %d has the published percentiles',
    (servers, arrival, service, sojourn, waiting) => {
      const load = { arrivalRatePerMs: arrival, serviceTimeMs: 1 / service, servers }
      for (const [i, quantile] of [0.5, 0.95, 0.99].entries()) {
        expectDigits(mmcSojournQuantileMs(load, quantile), sojourn[i]!, 5)
      }
      for (const [i, quantile] of [0.95, 0.99].entries()) {
        expectDigits(mmcWaitingQuantileMs(load, quantile), waiting[i]!, 5)
      }
    },
  )

  it('has percentiles where waiting and service decay alike', () => {
    // Two servers, one erlang: P(T > t) = e^(-t) (1 + t / 3).
    const timeMs = mmcSojournQuantileMs({ arrivalRatePerMs: 1, serviceTimeMs: 1, servers: 2 }, 0.9)
    expect(Math.exp(-timeMs) * (1 + timeMs / 3)).toBeCloseTo(0.1, 12)
  })

  it('says so when the arrivals exceed the servers', () => {
    const load = { arrivalRatePerMs: 2, serviceTimeMs: 1, servers: 2 }
    const state = mmc(load)
    expect([state.waitingTimeMs, state.sojournTimeMs, state.lengthMean]).toEqual([Infinity, Infinity, Infinity])
    expect([state.utilization, state.waitProbability, state.throughputPerMs]).toEqual([1, 1, 2])
    expect(mmcSojournQuantileMs(load, 0.5)).toBe(Infinity)
    expect(mmcWaitingQuantileMs(load, 0.5)).toBe(Infinity)
    expect(mm1({ arrivalRatePerMs: 3, serviceTimeMs: 1 }).throughputPerMs).toBe(1)
  })

  it('of idle servers waits for nothing', () => {
    const state = mmc({ arrivalRatePerMs: 0, serviceTimeMs: 5, servers: 3 })
    expect([state.utilization, state.waitProbability, state.waitingTimeMs, state.sojournTimeMs]).toEqual([0, 0, 0, 5])
  })
})

describe('M/M/c/K', () => {
  it.each([
    [3, 7, 40, 30, 0.00393132, 1.45494, 0.126846, 0.442697],
    [4, 6, 50, 10, 0.293543, 4.35421, 0.82192, 0.883071],
    [2, 5, 3, 2, 0.0851138, 2.00595, 0.633625, 0.686165],
    [1, 10, 20, 10, 0.500244, 9.00537, 8.00586, 0.999511],
    [2, 2, 1, 1, 0.2, 0.8, 0, 0.4],
  ])('%d servers, room %d, rates %d and %d', (servers, capacity, arrival, service, blocked, number, length, busy) => {
    const state = mmck({ arrivalRatePerMs: arrival, serviceTimeMs: 1 / service, servers, capacity })
    expectDigits(state.blockedRatio, blocked)
    expectDigits(state.numberMean, number)
    if (length > 0) expectDigits(state.lengthMean, length)
    else expect(state.lengthMean).toBe(0)
    expectDigits(state.utilization, busy)
    expectConsistent(state, arrival, 1 / service)
  })

  it('counts as waiting those let in that found all servers busy', () => {
    // One server, room for two, ρ = 1: three equal states; of the two that let in, one finds the server busy.
    const state = mmck({ arrivalRatePerMs: 1, serviceTimeMs: 1, servers: 1, capacity: 2 })
    expect(state.waitProbability).toBeCloseTo(0.5, 12)
    expect(state.waitingTimeMs).toBeCloseTo(0.5, 12)
  })

  it('becomes M/M/c with much room, and full with far too many arrivals', () => {
    const load = { arrivalRatePerMs: 9, serviceTimeMs: 0.2, servers: 4 }
    const bounded = mmck({ ...load, capacity: 400 })
    const open = mmc(load)
    for (const name of ['waitProbability', 'waitingTimeMs', 'numberMean'] as const) {
      expect(bounded[name]).toBeCloseTo(open[name], 10)
    }
    const flooded = mmck({ arrivalRatePerMs: 1000, serviceTimeMs: 1, servers: 2, capacity: 500 })
    expect(flooded.blockedRatio).toBeCloseTo(0.998, 10)
    expect(flooded.numberMean).toBeCloseTo(500 - 2 / 998, 8)
    expectConsistent(flooded, 1000, 1)
  })

  it('without arrivals is empty, and refuses less room than servers', () => {
    const idle = mmck({ arrivalRatePerMs: 0, serviceTimeMs: 1, servers: 2, capacity: 4 })
    expect([idle.numberMean, idle.waitingTimeMs, idle.blockedRatio, idle.waitProbability]).toEqual([0, 0, 0, 0])
    expect(() => mmck({ arrivalRatePerMs: 1, serviceTimeMs: 1, servers: 4, capacity: 3 })).toThrow('room for 3')
  })
})

describe("Erlang's formulas", () => {
  it.each([
    [1, 1, 0.5],
    [2, 1, 0.2],
    [10, 10, 0.214582],
    [17, 10, 0.0129489],
    [110, 100, 0.0274634],
  ])('B of %d servers and %d erlangs is the published one', (servers, offered, blocked) => {
    expectDigits(erlangB(servers, offered), blocked)
  })

  it('B stays stable for thousands of servers and agrees with the birth-death process', () => {
    const servers = 5000
    const offered = 4950
    const state = mmck({ arrivalRatePerMs: offered, serviceTimeMs: 1, servers, capacity: servers })
    expect(erlangB(servers, offered) / state.blockedRatio).toBeCloseTo(1, 9)
  })

  it('C is certain when the servers cannot keep up', () => {
    expect(erlangC(3, 2)).toBeCloseTo(4 / 9, 12)
    expect(erlangC(3, 3)).toBe(1)
    expect(erlangC(3, 0)).toBe(0)
  })
})

describe('one server with any service time', () => {
  it.each([
    ['M/D/1', 0.8, 1, 0, 2],
    ['M/M/1', 0.9, 1, 1, 9],
    ['Coxian, squared cv 4', 1, 0.5, 2, 1.25],
    ['M/E2/1', 1, 0.5, Math.SQRT1_2, 0.375],
    ['M/H2/1', 0.7, 1, Math.sqrt(1.5), 2.91667],
    ['M/U/1', 0.75, 1, 0.5 / Math.sqrt(3), 1.625],
  ])('%s waits as Pollaczek and Khinchine say', (_, arrivalRatePerMs, serviceTimeMs, cv, waitingTimeMs) => {
    const state = mg1({ arrivalRatePerMs, serviceTimeMs, cv })
    expectDigits(state.waitingTimeMs, waitingTimeMs)
    expectConsistent(state, arrivalRatePerMs, serviceTimeMs)
    expect(mg1({ arrivalRatePerMs: 2, serviceTimeMs, cv }).waitingTimeMs).toBe(Infinity)
  })

  it('shared among all present takes s / (1 - ρ), and nobody stands in line', () => {
    const state = mg1ProcessorSharing({ arrivalRatePerMs: 4, serviceTimeMs: 1 / 9 })
    expect(state.sojournTimeMs).toBeCloseTo(0.2, 12)
    expect(state.numberMean).toBeCloseTo(0.8, 12)
    expect([state.lengthMean, state.waitProbability]).toEqual([0, 0])
    expect(mg1ProcessorSharing({ arrivalRatePerMs: 9, serviceTimeMs: 1 }).sojournTimeMs).toBe(Infinity)
  })
})
