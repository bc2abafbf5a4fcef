import { describe, expect, test } from 'vitest'
import { type Arrow, constant, design, exponential, type Part, Play, reads } from '../../simulation/play.fixture.ts'
import { factorAt, msUntil, profileOf } from './shape.ts'

const instant = { cpuTime: constant(0), staticCpuTime: constant(0) }

/** A client with that load before one server; no network between. */
function loaded(config: object, web: object = instant): Play {
  const users = ['client', { classes: [{ name: 'read', operation: 'read', share: 1, keys: 10, zipf: 0 }], ...config }]
  return new Play(
    design({ users: users as never, web: ['server', web as never] }, [
      ['users web', { latencyMs: 0, timeoutMs: 600_000 }],
    ]),
  )
}

/** Counts of a Poisson process stay within four standard deviations. */
function expectCount(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt(expected))
}

describe('a closed loop', () => {
  test('each user hears of the own request: a slow place does not slow the users of a fast one', () => {
    const loop = { load: 'closed', population: 100, thinkTime: constant(100), classes: [reads()] }
    const parts: Record<string, Part> = {
      users: ['client', loop],
      fast: ['server', { cpuTime: constant(1), cores: 64 }],
      slow: ['server', { cpuTime: constant(2_000), cores: 64 }],
    }
    const arrows: Arrow[] = [
      ['users fast', { latencyMs: 0 }],
      ['users slow', { latencyMs: 0 }],
    ]
    const play = new Play(design(parts, arrows)).to(60_000)
    // Users belong to one place each: a round takes 101 ms in one and 2,100 ms in the other.
    const inSlow = Math.round(play.of('slow').arrivals / (60_000 / 2_100))
    expect(inSlow).toBeGreaterThan(30)
    expect(inSlow).toBeLessThan(70)
    expect(play.of('fast').arrivals / ((100 - inSlow) * (60_000 / 101))).toBeCloseTo(1, 1)
  })

  test('an edit while all wait adds nobody but those who are added', () => {
    const at = (population: number) => ({ load: 'closed', population, thinkTime: constant(10), classes: [reads()] })
    const stuck: Part = ['server', { cpuTime: constant(1e6), cores: 1 }]
    const play = new Play(design({ users: ['client', at(50)], web: stuck }, [['users web', { timeoutMs: 600_000 }]]))
    play.to(1_000)
    expect(play.of('users').inside).toBe(50)
    play.set('users', { population: 51 }).to(2_000)
    expect(play.of('users').inside).toBe(51)
    play.set('users', { thinkTime: constant(20) }).to(3_000)
    expect(play.of('users').inside).toBe(51)
    play.set('users', { population: 20 }).to(4_000)
    expect(play.of('users').inside).toBe(51)
  })

  test('20 users who think 1 s before a server of 50 ms: the machine-repair model', () => {
    const web = { cores: 1, threads: 1_000, cpuTime: exponential(50) }
    const play = loaded({ load: 'closed', population: 20, thinkTime: exponential(1_000) }, web).to(4_000_000)
    const { ended, meanMs } = play.of('users')
    // X = 16.8222/s and R = 188.908 ms, exactly (M/M/1//20).
    expect(ended / 4_000).toBeGreaterThan(16.8222 * 0.985)
    expect(ended / 4_000).toBeLessThan(16.8222 * 1.015)
    expect(meanMs / 188.908).toBeGreaterThan(0.95)
    expect(meanMs / 188.908).toBeLessThan(1.05)
    expect(play.of('web').inside).toBeLessThanOrEqual(20)
  })

  test('never more are under way than there are people, and a spike makes them think less', () => {
    const play = loaded({ load: 'closed', population: 5, thinkTime: constant(1_000) }).to(100_500)
    const calm = play.of('users').arrivals
    expect(calm).toBe(5 * 100)
    play.break('spike', 'users', { factor: 4 })
    play.to(200_000)
    expect(play.of('users').arrivals - calm).toBeGreaterThan(4 * calm - 50)
  })
})

describe('a rate given directly', () => {
  test('is the rate', () => {
    expectCount(loaded({ load: 'rate', rate: 250 }).to(40_000).of('users').arrivals, 10_000)
  })

  test('evenly spaced it is exact', () => {
    expect(loaded({ load: 'rate', rate: 250, arrivals: 'constant' }).to(40_000).of('users').arrivals).toBe(10_000)
  })

  test('in batches: the mean wait of M[X]/M/1', () => {
    const load = { load: 'rate', rate: 50, arrivals: 'batch', batchSize: 4 }
    const play = loaded(load, { cores: 1, threads: 100_000, cpuTime: exponential(10) }).to(4_000_000)
    expect(play.of('users').arrivals / 4_000).toBeGreaterThan(48.5)
    expect(play.of('users').arrivals / 4_000).toBeLessThan(51.5)
    // T = (1/μ)(1 + E[X(X-1)]/(2E[X]))/(1 - ρ) with E[X(X-1)]/(2E[X]) = mean - 1 of a geometric batch: 10·4/0.5 ms.
    expect(play.of('users').meanMs).toBeGreaterThan(80 * 0.93)
    expect(play.of('users').meanMs).toBeLessThan(80 * 1.07)
  })

  test('with uneven gaps lines form: H2/M/1 waits longer than M/M/1, D/M/1 less', () => {
    const web = { cores: 1, threads: 100_000, cpuTime: exponential(10) }
    const meanOf = (gapCv: number) =>
      loaded({ load: 'rate', rate: 70, arrivals: 'varied', gapCv }, web).to(1_000_000).of('users').meanMs
    expect(meanOf(0)).toBeLessThan(25)
    expect(meanOf(1)).toBeGreaterThan(29)
    expect(meanOf(1)).toBeLessThan(38)
    expect(meanOf(4)).toBeGreaterThan(100)
  })
})

describe('the course of the load', () => {
  const step = { load: 'rate', rate: 200, shape: 'step', shapeFactor: 3, shapeStartMs: 20_000 }

  test('a step: so many before, three times as many after', () => {
    const play = loaded(step).to(20_000)
    expectCount(play.of('users').arrivals, 4_000)
    const before = play.of('users').arrivals
    play.to(40_000)
    expectCount(play.of('users').arrivals - before, 12_000)
  })

  test('a ramp of evenly spaced requests is exact to one', () => {
    const ramp = { ...step, shape: 'ramp', arrivals: 'constant', shapeDurationMs: 10_000 }
    const play = loaded(ramp).to(30_000)
    // 20 s at 200/s, then the mean of 200/s and 600/s for 10 s.
    expect(Math.abs(play.of('users').arrivals - 8_000)).toBeLessThanOrEqual(1)
  })

  test('a spike passes', () => {
    const play = loaded({ ...step, shape: 'spike', shapeDurationMs: 5_000 }).to(25_000)
    const before = play.of('users').arrivals
    expectCount(before, 4_000 + 3_000)
    play.to(45_000)
    expectCount(play.of('users').arrivals - before, 4_000)
  })

  test('down to nothing, and nobody comes', () => {
    const play = loaded({ ...step, shapeFactor: 0 }).to(20_000)
    const before = play.of('users').arrivals
    play.to(60_000)
    expect(play.of('users').arrivals).toBe(before)
  })

  test('drawn by points: straight lines between them, level outside, a jump where two are at one time', () => {
    const shapePoints = [
      { atMs: 10_000, factor: 2 },
      { atMs: 20_000, factor: 4 },
      { atMs: 20_000, factor: 0 },
      { atMs: 30_000, factor: 0 },
      { atMs: 40_000, factor: 1 },
    ]
    const play = loaded({ load: 'rate', rate: 100, arrivals: 'constant', shape: 'points', shapePoints })
    const counts = [10_000, 20_000, 30_000, 40_000, 50_000].map((until) => play.to(until).of('users').arrivals)
    const areas = [2_000, 5_000, 5_000, 5_500, 6_500]
    counts.forEach((count, n) => expect(Math.abs(count - areas[n]!), String(n)).toBeLessThanOrEqual(1))
  })

  test('a day begins at night and has its height at noon; the next day is the same', () => {
    const profile = profileOf({ shape: 'diurnal', factor: 5, startMs: 0, durationMs: 1_000, points: [] })
    expect(factorAt(profile, 0)).toBeCloseTo(1, 9)
    expect(factorAt(profile, 500)).toBeCloseTo(5, 9)
    expect(factorAt(profile, 1_250)).toBeCloseTo(3, 9)
    // A whole day's area, from anywhere in it, takes a day.
    expect(msUntil(profile, 130, 3_000)).toBeCloseTo(1_000, 0)
    expect(msUntil(profile, 130, 6_000)).toBeCloseTo(2_000, 0)
  })
})
