import { describe, expect, test } from 'vitest'
import { constant, design, exponential, offering, Play, reads } from '../../simulation/play.fixture.ts'

describe('a host', () => {
  test('has the cores of all that stands on it, and their own do not count', () => {
    const play = new Play(
      design(
        {
          box: ['host', { cores: 2 }],
          users: ['client', offering(100)],
          web: ['server', { cpuTime: constant(8), cores: 64 }, 'box'],
          db: ['database', { readTime: constant(7), cores: 64 }, 'box'],
        },
        [['users web'], ['web db']],
      ),
    ).to(30_000)
    const cores = play.of('web').station('cores')
    expect(cores.servers).toBe(2)
    expect(play.of('db').station('cores').granted).toBe(cores.granted)
    // 100 a second × 15 ms on two cores.
    expect(Math.abs(cores.utilization - 0.75)).toBeLessThan(0.03)
  })

  test('makes neighbors wait for each other', () => {
    const meanOf = (parent?: string) =>
      new Play(
        design(
          {
            box: ['host', { cores: 1 }],
            users: ['client', offering(50)],
            web: ['server', { cpuTime: exponential(2), cores: 1 }, ...(parent === undefined ? [] : [parent])] as never,
            crowd: ['client', offering(60)],
            noisy: ['server', { cpuTime: exponential(10), cores: 1 }, 'box'],
          },
          [['users web'], ['crowd noisy']],
        ),
      )
        .to(30_000)
        .of('web').meanMs
    expect(meanOf()).toBeLessThan(3)
    expect(meanOf('box')).toBeGreaterThan(8)
  })

  test('takes everything on it down, and back up', () => {
    const play = new Play(
      design(
        {
          box: ['host', {}],
          users: ['client', offering(100, [reads({ keys: 20 })])],
          web: ['server', { cpuTime: constant(1) }, 'box'],
          cache: ['cache', {}, 'box'],
        },
        [['users web', { timeoutMs: 500 }], ['web cache']],
      ),
    ).to(3_000)
    expect(play.of('cache').level('entries')).toBe(20)
    const repair = play.break('crash', 'box')
    play.to(5_000)
    expect(play.of('cache').level('entries')).toBe(0)
    expect(play.of('users').outcome('timedOut')).toBeGreaterThan(130)
    repair()
    const failed = play.of('users').outcome('timedOut')
    play.to(10_000)
    // Those whom nobody had answered until then.
    expect(play.of('users').outcome('timedOut') - failed).toBeLessThan(70)
    expect(play.of('cache').level('entries')).toBe(20)
  })

  test('can be moved onto and off in the middle of a run', () => {
    const play = new Play(
      design(
        {
          box: ['host', { cores: 1 }],
          users: ['client', offering(150)],
          web: ['server', { cpuTime: constant(10), cores: 2 }],
          db: ['database', { readTime: constant(3) }, 'box'],
        },
        [['users web'], ['web db']],
      ),
    ).to(3_003)
    const put = (parent: string | undefined) =>
      play.edit((architecture) => ({
        ...architecture,
        components: architecture.components.map((component) => {
          if (component.id !== 'web') return component
          const { parent: _, ...alone } = component
          return parent === undefined ? alone : { ...alone, parent }
        }),
      }))
    expect(play.of('web').station('cores').busy).toBeGreaterThan(0)
    put('box')
    play.to(6_003)
    put(undefined)
    play.to(9_000)
    expect(play.of('web').arrivals).toBe(play.of('web').ended + play.of('web').inside)
    play.set('users', { users: 1 }).to(60_000)
    // All that was taken has been given back.
    expect(play.of('web').station('cores').busy).toBeLessThanOrEqual(1)
    expect(play.of('db').station('cores').busy).toBe(0)
    expect(play.of('web').inside).toBeLessThanOrEqual(1)
  })
})
