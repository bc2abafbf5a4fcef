import { describe, expect, test } from 'vitest'
import { constant, design, exponential, jobs, offering, Play, reads } from '../../simulation/play.fixture.ts'
import { takeSnapshot } from '../../simulation/snapshot.ts'
import { summarize } from '../../simulation/summary.ts'
import type { Config } from '../fields.ts'
import { desiredInstances } from './desired.ts'

const MINUTE = 60_000

/** As a provider has them: a look a minute, and a minute until an instance is there. */
const provider = { bootTime: constant(30_000), startTime: constant(30_000), warmUpMs: 60_000, coolDownMs: 60_000 }

/** A client of so many requests a second at first, and a server that does 100 a second on one core. */
function web(rate: number, shape: Config, tier: Config = {}, server: Config = {}) {
  return design(
    {
      users: ['client', { load: 'rate', rate, classes: [reads()], ...shape }],
      tier: ['tier', { ...provider, ...tier }],
      web: ['server', { instances: 2, cores: 1, cpuTime: constant(10), backlog: 100_000, ...server }, 'tier'],
    },
    [['users web', { timeoutMs: 0 }]],
  )
}

const codes = (play: Play, ...wanted: string[]) => play.run.story.filter(({ code }) => wanted.includes(code))

describe('the number of instances', () => {
  test.each([
    [50, 90, 75, 60],
    [3, 200, 100, 6],
    [4, 50, 100, 2],
    [10, 105, 100, 10],
    [7, 61, 50, 9],
  ])('for %i with %f where %f ought to be is %i', (instances, metric, target, wanted) => {
    const tolerance = { toleranceOut: 0.1, toleranceIn: 0.1 }
    expect(desiredInstances({ instances, metric, target, ...tolerance })).toBe(wanted)
  })

  test('follows a step after looks, boot and start, and not before', () => {
    const step = { shape: 'step', shapeFactor: 2, shapeStartMs: 4 * MINUTE }
    const play = new Play(web(80, step)).to(4 * MINUTE)
    expect(play.run.story).toEqual([])
    // Two instances at 80 % from then on: the looks at the minutes 5, 6 and 7 are above 50 %.
    play.to(7 * MINUTE - 1)
    expect(play.run.story).toEqual([])
    play.to(7 * MINUTE)
    expect(play.run.story).toMatchObject([{ code: 'scaledOut', component: 'web', params: { from: 2, to: 4 } }])
    expect(play.run.built.components.find(({ id }) => id === 'web')?.instances).toHaveLength(2)
    play.to(8 * MINUTE)
    expect(codes(play, 'instancesReady')).toMatchObject([{ atMs: 8 * MINUTE, params: { instances: 4 } }])
    const before = play.of('web').station('cores', 3).granted
    play.to(8 * MINUTE + 1_000)
    expect(before).toBe(0)
    expect(play.of('web').station('cores', 3).granted).toBeGreaterThan(20)
    // At 40 % each it stays.
    play.to(30 * MINUTE)
    expect(play.run.story).toHaveLength(2)
  })

  test('does not count instances that are not warm: it adds nothing twice', () => {
    const play = new Play(web(100, { shape: 'step', shapeFactor: 2, shapeStartMs: 1 }, { warmUpMs: 10 * MINUTE }))
    play.to(12 * MINUTE)
    expect(codes(play, 'scaledOut')).toMatchObject([{ atMs: 3 * MINUTE, params: { from: 2, to: 4 } }])
  })

  test('falls again when the load does, one cool-down and fifteen looks later, within its limits', () => {
    const spike = { shape: 'spike', shapeFactor: 4, shapeStartMs: MINUTE, shapeDurationMs: 5 * MINUTE }
    const play = new Play(web(40, spike, { minInstances: 2 })).to(60 * MINUTE)
    const out = codes(play, 'scaledOut')
    const down = codes(play, 'scaledIn')
    expect(out.length).toBeGreaterThan(0)
    expect(down.at(-1)).toMatchObject({ params: { to: 2 } })
    // The spike is over after six minutes, and the first look below the target is at the sixth at the earliest.
    expect(down[0]!.atMs).toBeGreaterThanOrEqual(20 * MINUTE)
    expect(play.of('web').ended).toBe(play.of('users').ended)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
  })

  test('lets an instance that leaves finish what it has in hand', () => {
    const leaving = (drainMs: number) =>
      new Play(
        web(
          20,
          {},
          { periodMs: 1_000, datapointsIn: 1, coolDownMs: 0, drainMs },
          { instances: 10, cpuTime: constant(900), cores: 30 },
        ),
      ).to(20_000)
    expect(codes(leaving(10_000), 'scaledIn').length).toBeGreaterThan(0)
    expect(leaving(10_000).of('web').outcome('cancelled')).toBe(0)
    expect(leaving(10_000).of('users').outcome('refused')).toBe(0)
    expect(leaving(0).of('users').outcome('refused')).toBeGreaterThan(0)
  })

  test('of workers follows the backlog of their queue', () => {
    const play = new Play(
      design(
        {
          users: ['client', { load: 'rate', rate: 40, classes: [jobs()] }],
          web: ['server', { cpuTime: constant(1) }],
          queue: ['queue'],
          tier: ['tier', { ...provider, metric: 'backlog', targetBacklog: 100, maxInstances: 20 }],
          worker: ['worker', { cores: 1, concurrency: 1, jobTime: constant(100) }, 'tier'],
        },
        [['users web'], ['web queue'], ['queue worker']],
      ),
    ).to(3 * MINUTE)
    const backlog = play.of('queue').level('backlog')
    // 30 a second have been too many for three minutes.
    expect(backlog).toBeGreaterThan(5_000)
    expect(codes(play, 'scaledOut')).toMatchObject([{ params: { from: 1, to: 20 } }])
    play.to(10 * MINUTE)
    expect(play.of('queue').level('backlog')).toBeLessThan(backlog / 5)
  })
})

describe('a tier', () => {
  test('is the same run at every pace, and after going back to a moment of it', () => {
    const document = web(
      60,
      { shape: 'ramp', shapeFactor: 5, shapeStartMs: 0, shapeDurationMs: 10 * MINUTE },
      {},
      {
        cpuTime: exponential(10),
      },
    )
    const whole = new Play(document).to(15 * MINUTE)
    expect(codes(whole, 'scaledOut').length).toBeGreaterThan(1)
    expect(new Play(document).to(15 * MINUTE, 7_777).digest).toBe(whole.digest)
    const play = new Play(document).to(7 * MINUTE + 30_000)
    const saved = play.run.save()
    play.break('slow', 'web', { factor: 2 })
    play.to(9 * MINUTE)
    const slowed = play.to(15 * MINUTE).digest
    expect(slowed).not.toBe(whole.digest)
    play.run.load(saved)
    expect(play.to(15 * MINUTE).digest).toBe(slowed)
  })

  test('never loses a request on the way up and down', () => {
    const play = new Play(
      web(
        30,
        { shape: 'spike', shapeFactor: 6, shapeStartMs: MINUTE, shapeDurationMs: 5 * MINUTE },
        { periodMs: 10_000, datapointsOut: 1, datapointsIn: 2, warmUpMs: 0, coolDownMs: 0, drainMs: 5_000 },
        { cpuTime: exponential(10) },
      ),
    ).to(20 * MINUTE)
    expect(codes(play, 'scaledIn').length).toBeGreaterThan(0)
    const users = play.of('users')
    expect(users.arrivals).toBe(users.ended + users.inside)
    expect(users.outcome('ok')).toBe(users.ended)
  })

  test('pays instances from their launch until they have stopped', () => {
    const step = { shape: 'step', shapeFactor: 2, shapeStartMs: 1 }
    const play = new Play(web(80, step))
    const from = takeSnapshot(play.run)
    const { cost, components } = summarize(play.to(10 * MINUTE).run, from)
    // Two for ten minutes, and two launched after the third; these take calls from the fourth on.
    expect(cost.byComponent['web']?.hoursUsd).toBeCloseTo(0.0408 * (2 + 2 * 0.7), 8)
    expect(components['web']?.instancesMean).toBeCloseTo(2 + 2 * 0.6, 8)
    expect(components['web']?.stations['cores']?.utilization).toBeGreaterThan(0.4)
    expect(components['web']?.stations['cores']?.utilization).toBeLessThan(0.6)
  })

  test.each(['queue', 'share'])('counts what the cores of those that left have done (%s)', (cpuSharing) => {
    const quick = { periodMs: 5_000, datapointsIn: 1, warmUpMs: 0, coolDownMs: 20_000, drainMs: 5_000 }
    const play = new Play(web(80, {}, quick, { instances: 6, cpuSharing }))
    const from = takeSnapshot(play.run)
    const { components } = summarize(play.to(MINUTE).run, from)
    expect(codes(play, 'scaledIn').length).toBeGreaterThan(0)
    const { instancesMean, stations } = components['web']!
    // 80 a second × 10 ms: four fifths of a core, however many there are.
    expect(Math.abs(instancesMean * stations['cores']!.utilization - 0.8)).toBeLessThan(0.05)
  })

  test('adds what its least asks for, and takes away what its most does not allow, when edited', () => {
    const play = new Play(web(10, {})).to(MINUTE)
    play.set('tier', { minInstances: 4 }).to(4 * MINUTE)
    expect(play.run.built.components.find(({ id }) => id === 'web')?.instances).toHaveLength(4)
    play.set('tier', { minInstances: 1, maxInstances: 2 }).to(10 * MINUTE)
    expect(play.run.built.components.find(({ id }) => id === 'web')?.instances).toHaveLength(2)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
  })
})

test('a group of users and servers that is no tier scales nothing', () => {
  const play = new Play(
    design({ users: ['client', offering(400)], zone: ['zone'], web: ['server', { cores: 1 }, 'zone'] }, [
      ['users web'],
    ]),
  ).to(10 * MINUTE)
  expect(play.run.story).toEqual([])
})
