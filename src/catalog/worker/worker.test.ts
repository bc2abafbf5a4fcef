import { describe, expect, test } from 'vitest'
import type { Config } from '../fields.ts'
import { type Arrow, constant, design, jobs, offering, type Part, Play } from '../../simulation/play.fixture.ts'

const close = { latencyMs: 0 }

/** Jobs by way of a server and a queue to a worker. */
function working(
  perSecond: number,
  worker: Config,
  parts: Readonly<Record<string, Part>> = {},
  arrows: readonly Arrow[] = [],
): Play {
  return new Play(
    design(
      {
        users: ['client', offering(perSecond, [jobs()])],
        web: ['server', { cpuTime: constant(0), cores: 16, threads: 10_000 }],
        queue: ['queue', { storeTime: constant(0), visibilityMs: 5_000 }],
        worker: ['worker', worker],
        ...parts,
      },
      [['users web', close], ['web queue', close], ['queue worker', close], ...arrows],
    ),
  )
}

const doneEachSecond = (play: Play, fromMs: number, toMs: number) => {
  play.to(fromMs)
  const before = play.of('worker').counter('done')
  play.to(toMs)
  return ((play.of('worker').counter('done') - before) * 1_000) / (toMs - fromMs)
}

describe('jobs', () => {
  test('are done as fast as cores allow', () => {
    const play = working(200, { jobTime: constant(100), cores: 2, concurrency: 8 })
    expect(doneEachSecond(play, 2_000, 12_000)).toBeCloseTo(20, 0)
    expect(play.of('worker').station('cores').utilization).toBeGreaterThan(0.99)
    expect(play.of('worker').inside).toBe(8)
  })

  test('are no more in hand than there are slots, in each instance', () => {
    const play = working(200, { jobTime: constant(100), cores: 4, concurrency: 3, instances: 2 })
    expect(doneEachSecond(play, 2_000, 12_000)).toBeCloseTo(60, 0)
    expect(play.of('worker').inside).toBe(6)
  })

  test('write to the database, and are given up when that fails', () => {
    const play = working(
      20,
      { jobTime: constant(10), cores: 8 },
      { db: ['database', { writeTime: constant(1), commitTime: constant(1) }] },
      [['worker db', close]],
    ).to(10_000)
    expect(play.of('db').arrivals).toBe(play.of('worker').arrivals - play.of('worker').inside)
    play.break('crash', 'db')
    const done = play.of('worker').counter('done')
    play.to(14_000)
    expect(play.of('worker').counter('done') - done).toBeLessThanOrEqual(1)
    expect(play.of('worker').outcome('error')).toBeGreaterThan(50)
    // Nothing is lost: what was given up is done when the database is back.
    expect(play.of('queue').level('backlog')).toBeGreaterThan(50)
  })

  test('hand on to the next queue what they have done', () => {
    const play = working(
      20,
      { jobTime: constant(10), cores: 8 },
      { results: ['queue', { storeTime: constant(5) }], mailer: ['worker', { jobTime: constant(5) }] },
      [['worker results'], ['results mailer']],
    ).to(10_000)
    expect(play.of('results').counter('published')).toBeGreaterThan(150)
    expect(play.of('worker').counter('done') - play.of('results').counter('published')).toBeLessThanOrEqual(0)
    expect(play.of('mailer').counter('done')).toBeGreaterThan(150)
  })

  test('that fail are counted as errors and not acknowledged', () => {
    const play = working(50, { jobTime: constant(10), cores: 8 })
    play.break('errors', 'worker', { ratio: 0.3 })
    play.to(4_000)
    const { errors, ended } = { errors: play.of('worker').outcome('error'), ended: play.of('worker').ended }
    expect(Math.abs(errors / ended - 0.3)).toBeLessThan(4 * Math.sqrt(0.21 / ended))
    expect(play.of('queue').counter('done')).toBe(ended - errors)
  })
})

describe('an instance that crashes', () => {
  test('takes its jobs with it, and the others go on', () => {
    const play = working(100, { jobTime: constant(200), cores: 4, concurrency: 4, instances: 2 }).to(10_000)
    const { inside } = play.of('worker')
    play.break('crash', 'worker', {}, 0)
    expect(play.of('worker').inside).toBe(inside / 2)
    expect(doneEachSecond(play, 11_000, 15_000)).toBeCloseTo(20, 0)
    expect(play.of('queue').counter('redelivered')).toBe(0)
    // The backlog is long: what was in hand is at its end when it is visible again.
    const { published, done } = {
      published: play.of('queue').counter('published'),
      done: play.of('queue').counter('done'),
    }
    expect(play.of('queue').level('backlog')).toBe(published - done)
  })

  test('a worker that is edited finishes what it has in hand on the old plan', () => {
    const play = working(100, { jobTime: constant(500), cores: 4, concurrency: 4 }).to(10_000)
    const done = play.of('worker').counter('done')
    const inHand = play.of('worker').inside
    play.set('worker', { jobTime: constant(50) })
    // For the while the old ones finish, while the new ones begin.
    expect(play.of('worker').inside).toBeLessThanOrEqual(2 * inHand)
    play.to(11_000)
    expect(play.of('worker').inside).toBe(4)
    play.to(20_000)
    expect(play.of('worker').counter('done') - done).toBeGreaterThan(600)
    expect(play.of('queue').counter('redelivered')).toBe(0)
    expect(play.of('worker').outcome('cancelled')).toBe(0)
    expect(play.of('worker').inside).toBeLessThanOrEqual(4)
  })
})
