/** Who is logged in: sessions in the memory of instances, and in a store. */
import { describe, expect, test } from 'vitest'
import type { Config } from '../fields.ts'
import {
  type Arrow,
  constant,
  design,
  offering,
  type Part,
  Play,
  reads,
  statics,
} from '../../simulation/play.fixture.ts'

const close = { latencyMs: 0 }
const USERS = 50
/** 50 users who ask so often a second together. */
const asking = (perSecond: number, more: Config = {}): Part => [
  'client',
  { ...offering(0), users: USERS, requestsPerUserPerDay: 8_640, peakFactor: perSecond / 5, ...more },
]
/** Each of them asks within a few seconds. */
const users = asking(100)

function serving(
  server: Config,
  parts: Readonly<Record<string, Part>> = {},
  arrows: readonly Arrow[] = [['users web', close]],
): Play {
  return new Play(design({ users, web: ['server', { cpuTime: constant(1), cores: 8, ...server }], ...parts }, arrows))
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const lost = (play: Play) => play.of('users').outcome('sessionLost')

describe('sessions in memory', () => {
  test('are as many as there are users, and nobody loses one at a single instance', () => {
    const play = serving({ sessions: 'inMemory' }).to(10_000)
    expect(lost(play)).toBe(0)
    expect(play.of('web').level('sessions')).toBe(USERS)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
  })

  test('are lost in a crash, each user learns it once and begins a new one', () => {
    const play = serving({ sessions: 'inMemory' }).to(10_000)
    const repair = play.break('crash', 'web')
    play.to(11_000)
    expect(play.of('web').level('sessions')).toBe(0)
    expect(lost(play)).toBe(0)
    repair()
    play.to(30_000)
    expect(lost(play)).toBe(USERS)
    expect(play.of('web').level('sessions')).toBe(USERS)
  })

  test('belong to one instance: two requests of three find none where three take turns', () => {
    const play = serving({ sessions: 'inMemory', instances: 3 }).to(10_000)
    const before = { lost: lost(play), ended: play.of('users').ended }
    play.to(90_000)
    const share = (lost(play) - before.lost) / (play.of('users').ended - before.ended)
    expect(Math.abs(share - 2 / 3)).toBeLessThan(5 * Math.sqrt(2 / 9 / 8_000))
  })

  test('are found behind a sticky balancer, and a crash loses those of one instance', () => {
    const play = serving(
      { sessions: 'inMemory', instances: 3 },
      { balancer: ['load-balancer', { policy: 'sticky', healthIntervalMs: 500, healthTimeoutMs: 400 }] },
      [
        ['users balancer', close],
        ['balancer web', close],
      ],
    ).to(10_000)
    expect(lost(play)).toBe(0)
    const there = play.of('web').level('sessions', 1)
    expect(play.of('web').level('sessions', 0) + there + play.of('web').level('sessions', 2)).toBe(USERS)
    play.break('crash', 'web', {}, 1)
    play.to(40_000)
    expect(there).toBeGreaterThan(5)
    expect(lost(play)).toBe(there)
  })

  test('belong to one server of several behind a balancer; who is called directly is the same for a user', () => {
    const web: Part = ['server', { cpuTime: constant(1), sessions: 'inMemory' }]
    const boxes = { users, web, more: web }
    const each = (from: string): Arrow[] => ['web', 'more'].map((to): Arrow => [`${from} ${to}`, close])
    const shareOf = (parts: Readonly<Record<string, Part>>, arrows: readonly Arrow[]) => {
      const play = new Play(design(parts, arrows)).to(60_000)
      return lost(play) / play.of('users').ended
    }
    const behind: Arrow[] = [['users balancer', close], ...each('balancer')]
    expect(shareOf({ ...boxes, balancer: ['load-balancer'] }, behind)).toBeCloseTo(1 / 2, 1)
    expect(shareOf(boxes, each('users'))).toBe(0)
  })

  test('are found by each of thousands of users, who come one at a time', () => {
    const crowd: Part = [
      'client',
      { load: 'closed', population: 4_000, thinkTime: constant(2_000), classes: [reads()] },
    ]
    const web: Part = ['server', { cpuTime: constant(1), cores: 8, sessions: 'inMemory', instances: 4 }]
    const balancer: Part = ['load-balancer', { policy: 'sticky' }]
    const arrows: Arrow[] = [
      ['users balancer', close],
      ['balancer web', close],
    ]
    const play = new Play(design({ users: crowd, balancer, web }, arrows)).to(20_000)
    expect(lost(play)).toBe(0)
    expect(sum([0, 1, 2, 3].map((n) => play.of('web').level('sessions', n)))).toBe(4_000)
  })

  test('end when their user stays away for long, which loses nothing', () => {
    // Each of 50 asks once in ten seconds on the average.
    const web: Part = ['server', { cpuTime: constant(1), sessions: 'inMemory', sessionTtlMs: 1_000 }]
    const play = new Play(design({ users: asking(5), web }, [['users web', close]])).to(60_000)
    expect(lost(play)).toBe(0)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
  })

  test('beyond the room for them drive out the one used longest ago', () => {
    const play = serving({ sessions: 'inMemory', maxSessions: 10 }).to(20_000)
    expect(play.of('web').level('sessions')).toBe(10)
    // The user of a request is one of the last ten different ones in a fifth of the cases.
    const share = lost(play) / play.of('users').ended
    expect(Math.abs(share - 0.8)).toBeLessThan(0.06)
  })

  test('are not asked for by files', () => {
    const web: Part = ['server', { cpuTime: constant(1), sessions: 'inMemory', instances: 3 }]
    const play = new Play(design({ users: asking(100, { classes: [statics()] }), web }, [['users web', close]])).to(
      5_000,
    )
    expect(lost(play)).toBe(0)
    expect(play.of('web').level('sessions')).toBe(0)
  })

  test('survive an edit of the server', () => {
    const play = serving({ sessions: 'inMemory' }).to(10_000)
    play.set('web', { cpuTime: constant(2) }).to(20_000)
    expect(lost(play)).toBe(0)
  })
})

describe('sessions in a store', () => {
  const stored = (kind: 'cache' | 'database', server: Config = {}) =>
    serving({ sessions: 'store', instances: 3, ...server }, { kept: [kind] }, [
      ['users web', close],
      ['web kept sessions', close],
    ])

  test('are found by every instance, and survive the crash of one', () => {
    const play = stored('cache').to(10_000)
    expect(play.of('kept').level('entries')).toBe(USERS)
    // Everybody is looked up at each request but the first.
    expect(play.of('kept').counter('lookups')).toBe(play.of('users').arrivals - USERS)
    play.break('crash', 'web', {}, 1)()
    play.to(20_000)
    expect(lost(play)).toBe(0)
  })

  test('are lost when the store is emptied: each user learns it once', () => {
    const play = stored('cache').to(10_000)
    play.break('flush', 'kept')
    play.to(30_000)
    expect(lost(play)).toBe(USERS)
  })

  test('are lost one by one where the store is too small', () => {
    const play = stored('cache')
    play.set('kept', { capacity: 10 }).to(20_000)
    expect(lost(play) / play.of('users').ended).toBeGreaterThan(0.7)
  })

  test('cost a call, and nothing goes on while the store is down', () => {
    const play = stored('cache').to(10_000)
    play.break('crash', 'kept')
    const ok = play.of('users').outcome('ok')
    play.to(20_000)
    expect(play.of('users').outcome('ok') - ok).toBeLessThan(3)
    expect(play.of('users').outcome('refused')).toBeGreaterThan(900)
  })

  test('in a database are written once and read ever after', () => {
    const play = stored('database').to(10_000)
    expect(lost(play)).toBe(0)
    expect(play.of('kept').arrivals).toBe(play.of('users').arrivals)
    expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
    // Nothing of it is data: no read of it is counted as one.
    expect(play.of('kept').counter('reads')).toBe(0)
  })

  test('beside data in the same cache leave the data alone', () => {
    const web: Part = ['server', { cpuTime: constant(1), sessions: 'store' }]
    const play = new Play(
      design(
        { users: asking(100, { classes: [reads({ keys: 20, zipf: 0 })] }), web, cache: ['cache'], db: ['database'] },
        [
          ['users web', close],
          ['web cache cache', close],
          ['web cache sessions', close],
          ['web db', close],
        ],
      ),
    ).to(10_000)
    expect(play.of('cache').level('entries')).toBe(20 + USERS)
    expect(play.of('db').arrivals).toBe(20)
  })
})
