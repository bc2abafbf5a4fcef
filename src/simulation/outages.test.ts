import { describe, expect, it } from 'vitest'
import type { Config } from '../catalog/fields.ts'
import * as L from '../engine/layout.ts'
import { constant, design, offering, Play } from './play.fixture.ts'
import { takeSnapshot } from './snapshot.ts'
import { summarize } from './summary.ts'

const RESTART_MS = 56_000

function upOf(play: Play, id: string): readonly boolean[] {
  const component = play.run.built.components.find((each) => each.id === id)!
  return component.instances.map((instance) => play.run.machine.i32[instance + L.N_UP] !== 0)
}

describe('another machine', () => {
  const web = (server: Config) =>
    design({ users: ['client', offering(20)], web: ['server', { cpuTime: constant(5), ...server }] }, [['users web']])

  it('restarts the instances one after the other, and each is as large as before until then', () => {
    const play = new Play(web({ instances: 3, machine: 'm7g.large' })).to(10_000)
    const cores = () => [0, 1, 2].map((instance) => play.of('web').station('cores', instance).servers)
    play.set('web', { machine: 'm7g.xlarge' })
    expect(upOf(play, 'web')).toEqual([false, true, true])
    expect(cores()).toEqual([4, 2, 2])
    play.to(10_000 + RESTART_MS + 1)
    expect(upOf(play, 'web')).toEqual([true, false, true])
    expect(cores()).toEqual([4, 4, 2])
    // An edit of something else changes nothing about it.
    play.set('users', { users: 300 })
    expect(cores()).toEqual([4, 4, 2])
    play.to(10_000 + 2 * RESTART_MS + 1)
    expect(upOf(play, 'web')).toEqual([true, true, false])
    play.to(10_000 + 3 * RESTART_MS + 1)
    expect(upOf(play, 'web')).toEqual([true, true, true])
    expect(cores()).toEqual([4, 4, 4])
    const told = play.run.story.map(({ code, params }) => [code, params['from'] ?? params['instance']])
    expect(told.filter(([code]) => code !== 'edited')).toEqual([
      ['resized', 'm7g.large'],
      ['restarted', 1],
      ['restarted', 2],
      ['restarted', 3],
    ])
  })

  it('takes a host and all on it down, where a given number of cores changes at once', () => {
    const play = new Play(
      design({ users: ['client', offering(20)], host: ['host', { cores: 2 }], web: ['server', {}, 'host'] }, [
        ['users web'],
      ]),
    ).to(5_000)
    play.set('host', { cores: 4 })
    expect(upOf(play, 'web')).toEqual([true])
    play.set('host', { machine: 't3.micro' })
    expect(upOf(play, 'web')).toEqual([false])
    play.to(5_000 + RESTART_MS + 1)
    expect(upOf(play, 'web')).toEqual([true])
    expect(play.of('host').station('cores').servers).toBe(2)
  })

  it('of what stands on a host is nothing that anybody has to restart for', () => {
    const play = new Play(
      design({ users: ['client', offering(20)], host: ['host'], web: ['server', {}, 'host'] }, [['users web']]),
    ).to(5_000)
    const before = play.of('host').station('cores').servers
    play.set('web', { machine: 't3.micro' }).to(6_000)
    expect(upOf(play, 'web')).toEqual([true])
    expect(play.of('host').station('cores').servers).toBe(before)
    expect(play.run.story.map(({ code }) => code)).toEqual(['edited'])
  })

  it('is the same run when a moment of it is loaded again', () => {
    const play = new Play(web({ instances: 2 })).to(5_000)
    const saved = play.run.save()
    play.set('web', { machine: 't3.large' }).to(40_000)
    const between = play.run.save()
    const end = play.to(150_000).digest
    play.run.load(between)
    expect(play.to(150_000).digest).toBe(end)
    play.run.load(saved)
    expect(play.to(150_000, 999).digest).toBe(end)
  })

  it('has its cores and its price from the beginning of a run, without a restart', () => {
    const play = new Play(web({ machine: 'm7i.48xlarge' }))
    const from = takeSnapshot(play.run)
    play.to(1_000)
    expect(play.of('web').station('cores').servers).toBe(192)
    expect(summarize(play.run, from).cost.byComponent['web']?.hoursUsd).toBeCloseTo(9.216, 10)
  })
})

describe('random killing', () => {
  /** Servers without work, so that the run is all about being up or down. */
  const fleet = (instances: number, seed: number) =>
    new Play(
      design(
        { users: ['client', { load: 'rate', rate: 0.01 }], zone: ['zone'], web: ['server', { instances }, 'zone'] },
        [['users web']],
        seed,
      ),
    )

  it('leaves each instance up for mean time to failure over that and mean time to repair', () => {
    // Four instances, one killed every 250 s: each runs 1,000 s and is down 100 s on average, as often as it is up.
    const shares = [1, 2, 3, 4, 5].map((seed) => {
      const play = fleet(4, seed)
      play.break('monkey', 'zone', { meanIntervalMs: 250_000, meanDownMs: 100_000 })
      const from = takeSnapshot(play.run)
      return summarize(play.to(400_000_000).run, from).components['web']!.instancesMean / 4
    })
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
    const error = Math.sqrt(shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / 4 / 5)
    expect(Math.abs(mean - 1_000 / 1_100)).toBeLessThan(4 * error)
    expect(error).toBeLessThan(0.002)
  })

  it('ends with its repair, and brings back what it killed', () => {
    const play = fleet(3, 1)
    const repair = play.break('monkey', 'web', { meanIntervalMs: 1_000, meanDownMs: 1e9 })
    play.to(30_000)
    expect(upOf(play, 'web')).toEqual([false, false, false])
    repair()
    expect(upOf(play, 'web')).toEqual([true, true, true])
    play.to(60_000)
    expect(upOf(play, 'web')).toEqual([true, true, true])
    expect(play.run.story.filter(({ code }) => code === 'killed')).toHaveLength(3)
  })

  it('is the same at every pace and after going back, and a neighbor changes nothing', () => {
    const troubled = (instances: number, slice: number) => {
      const play = fleet(instances, 7)
      play.break('monkey', 'web', { meanIntervalMs: 5_000, meanDownMs: 20_000 })
      return play.to(200_000, slice)
    }
    const play = troubled(3, 4_096)
    expect(troubled(3, 3).run.story).toEqual(play.run.story)
    const saved = play.run.save()
    const story = play.to(400_000).run.story
    play.run.load(saved)
    expect(play.to(400_000).run.story).toEqual(story)
  })
})
