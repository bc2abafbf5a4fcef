import { describe, expect, test } from 'vitest'
import { Journal } from '../../engine/journal.ts'
import {
  constant,
  design,
  exponential,
  jobs,
  offering,
  Play,
  reads,
  statics,
  writes,
} from '../../simulation/play.fixture.ts'

const close = { latencyMs: 0 }

describe('threads', () => {
  test('are held while the server waits for a slow database, though its cores idle', () => {
    const play = new Play(
      design(
        {
          users: ['client', offering(100)],
          web: ['server', { cpuTime: constant(1), threads: 10, backlog: 20 }],
          db: ['database', { readTime: constant(1), cores: 100, maxConnections: 1_000 }],
        },
        [['users web'], ['web db', close]],
      ),
    ).to(5_000)
    expect(play.of('web').station('threads').utilization).toBeLessThan(0.05)
    // 500 ms a read: ten threads can do twenty requests a second, of a hundred.
    play.break('slow', 'db', { factor: 500 })
    const ok = play.of('users').outcome('ok')
    play.to(25_000)
    const { threads, cores } = { threads: play.of('web').station('threads'), cores: play.of('web').station('cores') }
    expect(threads.busy).toBe(10)
    expect(threads.line).toBe(20)
    expect(threads.lineMax).toBe(20)
    expect(cores.utilization).toBeLessThan(0.05)
    expect(Math.abs(play.of('users').outcome('ok') - ok - 400)).toBeLessThan(20)
    expect(play.of('users').outcome('turnedAway')).toBeGreaterThan(0.7 * 80 * 20)
  })

  test('with none free and no backlog, requests are turned away', () => {
    const play = new Play(
      design({ users: ['client', offering(50)], web: ['server', { cpuTime: constant(100), threads: 1, backlog: 0 }] }, [
        ['users web', close],
      ]),
    ).to(20_000)
    const { arrivals, ended } = play.of('web')
    expect(play.of('web').outcome('turnedAway') + play.of('web').outcome('ok')).toBe(ended)
    // Erlang's loss formula for one server and five erlangs offered: 5 / 6 are lost.
    expect(Math.abs(play.of('web').outcome('turnedAway') / arrivals - 5 / 6)).toBeLessThan(0.05)
  })
})

describe('work', () => {
  test('keeps cores busy for rate × CPU time', () => {
    const play = new Play(
      design({ users: ['client', offering(150)], web: ['server', { cpuTime: exponential(10), cores: 2 }] }, [
        ['users web'],
      ]),
    ).to(60_000)
    const expected = (play.of('web').arrivals / 60_000) * 10
    expect(Math.abs(play.of('web').station('cores').utilization - expected / 2)).toBeLessThan(0.03)
  })

  test('of a static file takes its own CPU time and calls nobody', () => {
    const play = new Play(
      design(
        {
          users: ['client', offering(20, [statics()], { arrivals: 'constant' })],
          web: ['server', { staticCpuTime: constant(3), cpuTime: constant(50) }],
          db: ['database'],
        },
        [['users web'], ['web db']],
      ),
    ).to(10_000)
    expect(play.of('web').meanMs).toBeCloseTo(3, 6)
    expect(play.of('db').arrivals).toBe(0)
  })

  test('of a job ends with a message in the queue', () => {
    const play = new Play(
      design(
        {
          users: ['client', offering(50, [jobs()])],
          web: ['server', { cpuTime: constant(1), cores: 8 }],
          queue: ['queue', { storeTime: constant(25) }],
          worker: ['worker'],
        },
        [['users web'], ['web queue', close], ['queue worker']],
      ),
    ).to(10_000)
    expect(play.of('queue').counter('published')).toBeGreaterThan(400)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
    expect(play.of('web').percentile(0.5)).toBeGreaterThan(25)
  })

  test('on its own data comes before the call of another service', () => {
    const play = new Play(
      design(
        {
          users: ['client', offering(50, [reads(), writes()])],
          web: ['server', { cpuTime: constant(1) }],
          db: ['database'],
          service: ['server', { cpuTime: constant(1) }],
        },
        [['users web'], ['web db'], ['web service']],
      ),
    ).to(10_000)
    expect(play.of('db').arrivals).toBeGreaterThan(400)
    expect(play.of('db').ended - play.of('service').arrivals).toBeLessThanOrEqual(1)
    play.break('crash', 'service')
    const ok = play.of('users').outcome('ok')
    play.to(20_000)
    expect(play.of('users').outcome('ok') - ok).toBeLessThanOrEqual(2)
  })

  test('without anything connected is done by the server alone', () => {
    const classes = [reads(), writes(), jobs(), statics()]
    const play = new Play(
      design({ users: ['client', offering(100, classes)], web: ['server', { cpuTime: constant(1) }] }, [['users web']]),
    ).to(10_000)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
  })
})

describe('a cache beside the database', () => {
  const cached = () =>
    new Play(
      design(
        {
          users: ['client', offering(200, [reads({ keys: 50 })])],
          web: ['server', { cpuTime: constant(1) }],
          cache: ['cache'],
          db: ['database'],
        },
        [['users web'], ['web cache', { ...close, timeoutMs: 250 }], ['web db', close]],
      ),
    ).to(10_000)

  test('takes reads off the database once the keys are in it', () => {
    const play = cached()
    expect(play.of('cache').level('entries')).toBe(50)
    expect(play.of('db').arrivals).toBe(play.of('cache').counter('lookups') - play.of('cache').counter('hits'))
    expect(play.of('db').arrivals).toBeLessThan(100)
  })

  test('when it is dead, is passed by at once', () => {
    const play = cached()
    const before = { db: play.of('db').arrivals, users: play.of('users').arrivals }
    play.break('crash', 'cache')
    play.to(20_000)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
    expect(play.of('db').arrivals - before.db).toBeGreaterThan(play.of('users').arrivals - before.users - 5)
    expect(play.of('web').percentile(0.99)).toBeLessThan(10)
  })

  test('when it is silent, costs each read its timeout', () => {
    const play = cached()
    play.break('cut', 'web-cache')
    const journal = new Journal()
    play.run.machine.recorder = journal
    play.to(20_000)
    const late = journal.requests.filter(({ startedMs }) => startedMs > 10_000)
    expect(late.length).toBeGreaterThan(1_500)
    expect(Math.min(...late.map(({ latencyMs }) => latencyMs))).toBeGreaterThan(250)
    expect(late.every(({ outcome }) => outcome === 'ok')).toBe(true)
  })
})

describe('instances', () => {
  test('share the calls and the fate of one another only when all of them crash', () => {
    const play = new Play(
      design({ users: ['client', offering(300)], web: ['server', { instances: 3, cpuTime: constant(1) }] }, [
        ['users web'],
      ]),
    ).to(2_000)
    expect(play.of('web').station('threads', 0).granted).toBeCloseTo(play.of('web').station('threads', 2).granted, -1)
    const ended = play.of('users').ended
    play.break('crash', 'web', {}, 1)
    play.to(12_000)
    const refused = play.of('users').outcome('refused') / (play.of('users').ended - ended)
    expect(Math.abs(refused - 1 / 3)).toBeLessThan(0.01)
    play.break('crash', 'web')
    play.to(12_100)
    const ok = play.of('users').outcome('ok')
    play.to(14_000)
    expect(play.of('users').outcome('ok')).toBe(ok)
  })
})
