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

  test('follows what is asked for, not what health checks ask', () => {
    const probed = (unit: number) => {
      const balancers = Array.from({ length: 3 }, (_, n) => `lb-${n}`)
      const health = { healthIntervalMs: 100 }
      const tier = { ...provider, metric: 'requests', targetRequests: unit, periodMs: 1_000, datapointsIn: 10_000 }
      return new Play(
        design(
          {
            users: ['client', { load: 'rate', rate: 90, arrivals: 'constant', classes: [reads()] }],
            tier: ['tier', tier],
            web: ['server', { instances: 2, cores: 2, cpuTime: constant(1) }, 'tier'],
            ...Object.fromEntries(balancers.map((id) => [id, ['load-balancer', health]] as const)),
          },
          balancers.flatMap((id) => [[`users ${id}`], [`${id} web`]] as const),
        ),
      ).to(2 * MINUTE)
    }
    // 45 requests a second each, and 30 probes.
    expect(codes(probed(60), 'scaledOut')).toEqual([])
    expect(codes(probed(35), 'scaledOut')).toMatchObject([{ params: { from: 2, to: 3 } }])
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

describe('an instance that leaves', () => {
  /** Two with 40 s of work each for everyone who comes; one of them leaves as soon as the tier may have only one. */
  const leaving = (more: Config = {}) => {
    const quick = { minInstances: 2, maxInstances: 2, periodMs: 1_000, drainMs: 100_000, ...more }
    const play = new Play(web(20, {}, quick, { cpuTime: constant(40_000), cores: 64, threads: 10_000 })).to(1_500)
    play.set('web', { cpuTime: constant(1) }).set('users', { rate: 0.000_1 })
    play.set('tier', { minInstances: 1, maxInstances: 1 }).to(4_000)
    expect(codes(play, 'scaledIn')).toHaveLength(1)
    expect(play.of('web').inside).toBeGreaterThan(10)
    return play
  }

  test('is lost with its zone like the others, and does not come back with it', () => {
    const play = leaving()
    const repair = play.break('crash', 'tier')
    expect(play.of('web').inside).toBe(0)
    repair()
    play.to(6_000)
    expect(play.of('web').inside).toBe(0)
    expect(codes(play, 'scaledIn', 'scaledOut')).toHaveLength(1)
  })

  test('is slowed down like the others', () => {
    const play = leaving()
    play.break('slow', 'web', { factor: 10 })
    play.to(60_000)
    // All were to be done after 42 s; now they have most of 400 s before them.
    expect(play.of('web').outcome('ok')).toBe(0)
  })
})

describe('an instance that gets the number of one that has left', () => {
  const quick = { minInstances: 2, maxInstances: 2, periodMs: 1_000, coolDownMs: 0, warmUpMs: 0, drainMs: 100_000 }
  const soon = { ...quick, bootTime: constant(500), startTime: constant(500) }

  test('keeps what it has learned of its callees when the other one stops', () => {
    const play = new Play(
      design(
        {
          users: ['client', { load: 'rate', rate: 40, classes: [reads()] }],
          tier: ['tier', { ...provider, ...soon }],
          web: ['server', { instances: 2, cores: 64, threads: 10_000, cpuTime: constant(40_000) }, 'tier'],
          db: ['database'],
        },
        [
          ['users web', { timeoutMs: 0 }],
          ['web db', { breaker: true, breakerOpenMs: 1_000_000 }],
        ],
      ),
    ).to(1_500)
    play
      .set('web', { cpuTime: constant(1) })
      .set('tier', { minInstances: 1, maxInstances: 1 })
      .to(4_000)
    play.set('tier', { minInstances: 2, maxInstances: 2 }).to(8_000)
    expect(codes(play, 'scaledIn', 'instancesReady')).toHaveLength(2)
    play.break('crash', 'db')
    play.to(30_000)
    const carried = play.carried('web-db')
    // Those that came before the edit call the database when they are done, and then the one that left has nothing
    // more to do and stops.
    play.to(60_000)
    expect(codes(play, 'scaledIn', 'instancesReady')).toHaveLength(2)
    expect(play.carried('web-db')).toBe(carried)
  })

  test('is not down because the other one was', () => {
    const play = new Play(web(20, {}, soon)).to(1_500)
    play.break('monkey', 'web', { meanIntervalMs: 2_000, meanDownMs: 1e9 }, 1)
    while (codes(play, 'killed').length === 0) play.to(play.run.nowMs + 10)
    play.set('tier', { minInstances: 1, maxInstances: 1 }).to(play.run.nowMs + 3_000)
    play.set('tier', { minInstances: 2, maxInstances: 2 })
    while (codes(play, 'instancesReady').length === 0) play.to(play.run.nowMs + 1)
    const before = play.of('web').station('cores', 1).granted
    play.to(play.run.nowMs + 500)
    expect(play.of('web').station('cores', 1).granted).toBeGreaterThan(before)
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
