import { describe, expect, test } from 'vitest'
import { constant, design, offering, Play, reads } from '../../simulation/play.fixture.ts'
import { takeSnapshot } from '../../simulation/snapshot.ts'
import { summarize } from '../../simulation/summary.ts'

const instant = { cpuTime: constant(0), cores: 64 }

/** Requests that go on from a front to a back, which stand in the given groups. */
function chain(front: string | undefined, back: string | undefined) {
  return new Play(
    design(
      {
        home: ['region', { location: 'seoul' }],
        abroad: ['region', { location: 'tokyo' }],
        twin: ['region', { location: 'seoul' }],
        a: ['zone', {}, 'home'],
        b: ['zone', {}, 'home'],
        c: ['zone', {}, 'abroad'],
        d: ['zone', {}, 'twin'],
        rack: ['host', { cores: 64 }, 'b'],
        users: ['client', offering(20, [reads({ bytes: 1_000_000 })]), 'home'],
        front: front === undefined ? ['server', instant] : ['server', instant, front],
        back: back === undefined ? ['server', instant] : ['server', instant, back],
      },
      [['users front', { latencyMs: 0 }], ['front back']],
    ),
  )
}

test.each([
  ['a', 'a', 0.25],
  ['a', 'b', 0.8],
  ['a', 'rack', 0.8],
  ['b', 'rack', 0.25],
  ['a', 'home', 0.25],
  ['a', 'c', 31],
  // Two regions of one place are two data centers.
  ['a', 'd', 0.8],
  ['home', 'twin', 0.8],
])('a round trip from %s to %s takes %f ms', (front, back, ms) => {
  expect(chain(front, back).to(5_000).of('users').meanMs).toBeCloseTo(ms, 6)
})

test.each([
  ['a', 'a', 0],
  ['a', 'b', 0.02],
  ['a', 'c', 0.02],
  ['a', 'd', 0.02],
  ['home', 'twin', 0.02],
])('a GB answered from %s to %s costs %f USD', (front, back, usdPerGb) => {
  const play = chain(front, back)
  const from = takeSnapshot(play.run)
  const { cost, components } = summarize(play.to(10_000).run, from)
  const gbPerHour = ((components['back']?.outcomes.ok ?? 0) * 1_000_000 * 360) / 1e9
  expect(cost.byComponent['back']?.transferUsd ?? 0).toBeCloseTo(usdPerGb * gbPerHour, 8)
})

test('a zone that is lost takes everything in it along, also what stands on a host in it', () => {
  const play = chain('a', 'rack').set('front-back', { timeoutMs: 500 }).to(5_000)
  const repair = play.break('crash', 'b')
  play.to(6_000)
  const before = play.of('back').arrivals
  play.to(10_000)
  expect(play.of('back').arrivals).toBe(before)
  // Nobody is left to refuse anything.
  expect(play.of('users').outcome('refused')).toBe(0)
  expect(play.of('users').outcome('timedOut')).toBeGreaterThan(50)
  repair()
  play.to(15_000)
  expect(play.of('back').arrivals - before).toBeGreaterThan(60)
})

describe('what callers hear of a crash', () => {
  /** Requests of 100 ms to a server on a host in a zone; whether they hear of its crash before their second is over. */
  const heard = (target: string, callers?: string) => {
    const play = new Play(
      design(
        {
          region: ['region'],
          zone: ['zone', {}, 'region'],
          host: ['host', { cores: 64 }, 'zone'],
          tier: ['tier', {}, 'zone'],
          users: ['client', offering(100)],
          web: ['server', { cpuTime: constant(100), cores: 64 }, target === 'tier' ? 'tier' : 'host'],
        },
        [['users web', { timeoutMs: 1_000 }]],
      ),
    ).to(5_000)
    play.break('crash', target, callers === undefined ? {} : { callers })
    const before = play.of('users').outcome('ok')
    play.to(5_900)
    const atOnce = play.of('users').outcome('refused')
    play.to(8_000)
    expect(play.of('users').outcome('ok') - before).toBeLessThanOrEqual(2)
    return { atOnce, refused: play.of('users').outcome('refused'), timedOut: play.of('users').outcome('timedOut') }
  }

  test.each([
    ['region', undefined],
    ['zone', undefined],
    ['host', undefined],
    ['zone', 'auto'],
    ['web', 'silent'],
  ])('is nothing where %s is lost (%s): they wait until their time is over', (target, callers) => {
    const { refused, timedOut } = heard(target, callers)
    expect(refused).toBe(0)
    expect(timedOut).toBeGreaterThan(150)
  })

  test.each([
    ['web', undefined],
    ['tier', undefined],
    ['zone', 'reset'],
  ])('is a reset where %s is lost (%s), of what they have sent and of what they send', (target, callers) => {
    const { atOnce, timedOut } = heard(target, callers)
    expect(atOnce).toBeGreaterThan(80)
    expect(timedOut).toBe(0)
  })

  test('is nothing any more when its zone is lost after it', () => {
    const play = chain('a', 'b').set('front-back', { timeoutMs: 500 }).to(1_000)
    play.break('crash', 'back')
    play.to(2_000)
    const refused = play.of('users').outcome('refused')
    const repair = play.break('crash', 'b')
    play.to(3_000)
    expect(refused).toBeGreaterThan(10)
    expect(play.of('users').outcome('refused') - refused).toBeLessThanOrEqual(1)
    repair()
    play.to(4_000)
    expect(play.of('users').outcome('refused') - refused).toBeGreaterThan(10)
  })

  test('takes health checks their timeouts to find out, where nothing is heard', () => {
    const spread = (target: string) => {
      const health = { healthIntervalMs: 1_000, healthTimeoutMs: 500, unhealthyThreshold: 2 }
      const play = new Play(
        design(
          {
            a: ['zone'],
            b: ['zone'],
            users: ['client', offering(50)],
            lb: ['load-balancer', health],
            first: ['server', instant, 'a'],
            second: ['server', instant, 'b'],
          },
          [['users lb'], ['lb first'], ['lb second']],
        ),
      ).to(5_000)
      play.break('crash', target)
      play.to(9_000)
      return play
    }
    const down = (play: Play) => play.run.story.find(({ code }) => code === 'targetDown')!.atMs
    const [silent, told] = [spread('b'), spread('second')]
    // Each of two probes in a row fails half a second after it was sent, instead of at once.
    expect(down(silent) - down(told)).toBeCloseTo(1_000, -1)
  })
})

test('what is private answers to components, but not to users', () => {
  const play = new Play(
    design(
      {
        users: ['client', offering(20)],
        others: ['client', offering(20)],
        open: ['server', instant],
        closed: ['server', instant],
      },
      [['users closed', { timeoutMs: 1_000, tries: 1 }], ['others open'], ['open closed']],
    ),
  ).to(5_000)
  play.set('closed', { public: false })
  const before = { users: play.of('users').outcome('timedOut'), closed: play.of('closed').arrivals }
  play.to(10_000)
  expect(before.users).toBe(0)
  expect(play.of('users').outcome('timedOut')).toBeGreaterThan(60)
  expect(play.of('others').outcome('ok')).toBe(play.of('others').ended)
  expect(play.of('closed').arrivals - before.closed).toBeLessThan(130)
})
