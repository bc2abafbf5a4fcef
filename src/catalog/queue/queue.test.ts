import { describe, expect, test } from 'vitest'
import type { Config } from '../fields.ts'
import { type Arrow, constant, design, jobs, offering, type Part, Play } from '../../simulation/play.fixture.ts'

const close = { latencyMs: 0 }

/** Jobs by way of a server into a queue, and a worker behind it. */
function queued(spec: {
  readonly perSecond: number
  readonly queue?: Config
  readonly worker?: Config
  readonly publish?: Config
  readonly consume?: Config
  readonly parts?: Readonly<Record<string, Part>>
  readonly arrows?: readonly Arrow[]
}): Play {
  return new Play(
    design(
      {
        users: ['client', offering(spec.perSecond, [jobs()])],
        web: ['server', { cpuTime: constant(0), cores: 16, threads: 10_000 }],
        queue: ['queue', { storeTime: constant(5), ...spec.queue }],
        worker: ['worker', { jobTime: constant(20), cores: 4, concurrency: 4, ...spec.worker }],
        ...spec.parts,
      },
      [
        ['users web', close],
        ['web queue', { ...close, ...spec.publish }],
        ['queue worker', { ...close, ...spec.consume }],
        ...(spec.arrows ?? []),
      ],
    ),
  )
}

/** Every message is somewhere: done, given up, or still there. */
function expectNothingLost(play: Play): void {
  const queue = play.of('queue')
  expect(queue.counter('published')).toBe(queue.counter('done') + queue.counter('deadLetters') + queue.level('backlog'))
}

describe('messages', () => {
  test('are answered for when they are stored, not when they are done', () => {
    const play = queued({ perSecond: 50, worker: { jobTime: constant(2_000) } }).to(10_000)
    expect(play.of('queue').percentile(0.99)).toBeLessThan(5.2)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
    expect(play.of('queue').level('backlog')).toBeGreaterThan(400)
    expectNothingLost(play)
  })

  test('wait while no consumer is there, none is lost, and the backlog drains at the speed to spare', () => {
    const play = queued({ perSecond: 100 }).to(5_000)
    expect(play.of('queue').level('backlog')).toBeLessThan(10)
    const repair = play.break('crash', 'worker')
    play.to(25_000)
    expect(Math.abs(play.of('queue').level('backlog') - 2_000)).toBeLessThan(200)
    expect(play.of('queue').level('oldestMs')).toBeGreaterThan(19_900)
    expectNothingLost(play)
    const backlog = play.of('queue').level('backlog')
    repair()
    // Four at a time and 20 ms each are 200 a second, and 100 more come in.
    play.to(35_000)
    expect(Math.abs(backlog - play.of('queue').level('backlog') - 1_000)).toBeLessThan(150)
    play.to(60_000)
    expect(play.of('queue').level('backlog')).toBeLessThan(20)
    expectNothingLost(play)
  })

  test('that a dead worker had in hand come back after the visibility timeout', () => {
    const play = queued({
      perSecond: 20,
      queue: { visibilityMs: 4_000 },
      worker: { jobTime: constant(1_000), cores: 100, concurrency: 100 },
    }).to(5_000)
    const inHand = play.of('worker').inside
    expect(inHand).toBeGreaterThan(10)
    play.break('crash', 'worker')()
    expect(play.of('worker').inside).toBe(0)
    expect(play.of('worker').outcome('cancelled')).toBe(inHand)
    play.to(7_900)
    expect(play.of('queue').counter('redelivered')).toBe(0)
    play.to(9_200)
    expect(play.of('queue').counter('redelivered')).toBe(inHand)
    expect(play.of('queue').counter('deadLetters')).toBe(0)
    expectNothingLost(play)
  })

  test('are done twice when the job outlasts the visibility timeout', () => {
    const play = queued({
      perSecond: 5,
      queue: { visibilityMs: 500, maxReceives: 1_000 },
      worker: { jobTime: constant(800), cores: 100, concurrency: 100 },
    }).to(20_000)
    const { redelivered, done } = {
      redelivered: play.of('queue').counter('redelivered'),
      done: play.of('queue').counter('done'),
    }
    expect(redelivered).toBeGreaterThan(0.9 * done)
    // The work is done twice; the second acknowledgment finds nothing to delete.
    expect(play.of('worker').counter('done')).toBeGreaterThan(1.8 * done)
    expectNothingLost(play)
  })

  test('that fail too often become dead letters', () => {
    const play = queued({ perSecond: 20, queue: { visibilityMs: 200, maxReceives: 3 } })
    play.break('errors', 'worker', { ratio: 1 })
    play.to(10_000)
    const queue = play.of('queue')
    expect(queue.counter('done')).toBe(0)
    expect(queue.counter('deadLetters')).toBeGreaterThan(150)
    expect(play.of('worker').ended).toBeGreaterThanOrEqual(3 * queue.counter('deadLetters'))
    expect(play.run.story.filter(({ code }) => code === 'deadLettered').length).toBe(queue.counter('deadLetters'))
    expectNothingLost(play)
  })

  test('that a share of errors spoils are done again until they succeed', () => {
    const play = queued({ perSecond: 50, queue: { visibilityMs: 100 } })
    play.break('errors', 'worker', { ratio: 0.5 })
    play.to(20_000)
    const queue = play.of('queue')
    // Five tries at one half each: one in 32 is given up.
    const share = queue.counter('deadLetters') / (queue.counter('done') + queue.counter('deadLetters'))
    expect(Math.abs(share - 1 / 32)).toBeLessThan(4 * Math.sqrt(1 / 32 / queue.counter('published')))
    expectNothingLost(play)
  })

  test('beyond the capacity are turned away, and again taken in when there is room', () => {
    const play = queued({ perSecond: 100, queue: { capacity: 50 } })
    const repair = play.break('crash', 'worker')
    play.to(5_000)
    expect(play.of('queue').level('backlog')).toBe(50)
    expect(play.of('users').outcome('turnedAway')).toBeGreaterThan(350)
    repair()
    play.to(7_000)
    const turnedAway = play.of('users').outcome('turnedAway')
    play.to(10_000)
    expect(play.of('users').outcome('turnedAway')).toBe(turnedAway)
    expectNothingLost(play)
  })

  test('stay while the queue itself is down, and so do those in hand', () => {
    const play = queued({ perSecond: 50, worker: { jobTime: constant(100), cores: 4 } }).to(3_000)
    const repair = play.break('crash', 'queue')
    play.to(6_000)
    expect(play.of('users').outcome('refused')).toBeGreaterThan(100)
    repair()
    play.to(60_000)
    expectNothingLost(play)
    expect(play.of('queue').level('backlog')).toBeLessThan(play.of('queue').counter('published') / 4)
  })
})

describe('consumers', () => {
  test('share the messages of a queue', () => {
    const play = queued({
      perSecond: 100,
      parts: { other: ['worker', { jobTime: constant(20), cores: 4, concurrency: 4 }] },
      arrows: [['queue other', close]],
    }).to(20_000)
    const { done, others } = { done: play.of('worker').counter('done'), others: play.of('other').counter('done') }
    expect(done + others).toBeGreaterThan(1_900)
    expect(Math.min(done, others)).toBeGreaterThan(600)
    expectNothingLost(play)
  })

  test('of two queues serve both, each message acknowledged where it came from', () => {
    const play = queued({
      perSecond: 60,
      worker: { concurrency: 4 },
      parts: {
        busy: ['client', offering(60, [jobs()])],
        api: ['server', { cpuTime: constant(0), cores: 16 }],
        second: ['queue', { storeTime: constant(5) }],
      },
      arrows: [
        ['busy api', close],
        ['api second', close],
        ['second worker', close],
      ],
    }).to(20_000)
    for (const id of ['queue', 'second']) {
      const queue = play.of(id)
      expect(queue.level('backlog')).toBe(queue.counter('published') - queue.counter('done'))
      expect(queue.level('backlog')).toBeLessThan(30)
      expect(queue.counter('done')).toBeGreaterThan(1_000)
      expect(queue.counter('redelivered')).toBe(0)
    }
  })

  test('wake up when a message comes, however long they have waited', () => {
    const play = queued({ perSecond: 0.2, queue: { storeTime: constant(0) } }).to(120_000)
    expect(play.of('queue').counter('published')).toBeGreaterThan(10)
    play.to(300_000)
    expect(play.of('queue').level('oldestMs')).toBeLessThan(21)
    expect(play.of('queue').counter('redelivered')).toBe(0)
  })
})
