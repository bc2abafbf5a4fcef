import { expect, test } from 'vitest'
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
        a: ['zone', {}, 'home'],
        b: ['zone', {}, 'home'],
        c: ['zone', {}, 'abroad'],
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
])('a round trip from %s to %s takes %f ms', (front, back, ms) => {
  expect(chain(front, back).to(5_000).of('users').meanMs).toBeCloseTo(ms, 6)
})

test.each([
  ['a', 'a', 0],
  ['a', 'b', 0.02],
  ['a', 'c', 0.02],
])('a GB answered from %s to %s costs %f USD', (front, back, usdPerGb) => {
  const play = chain(front, back)
  const from = takeSnapshot(play.run)
  const { cost, components } = summarize(play.to(10_000).run, from)
  const gbPerHour = ((components['back']?.outcomes.ok ?? 0) * 1_000_000 * 360) / 1e9
  expect(cost.byComponent['back']?.transferUsd ?? 0).toBeCloseTo(usdPerGb * gbPerHour, 8)
})

test('a zone that is lost takes everything in it along, also what stands on a host in it', () => {
  const play = chain('a', 'rack').to(5_000)
  const repair = play.break('crash', 'b')
  play.to(6_000)
  const before = play.of('back').arrivals
  play.to(10_000)
  expect(play.of('back').arrivals).toBe(before)
  expect(play.of('users').outcome('refused')).toBeGreaterThan(50)
  repair()
  play.to(15_000)
  expect(play.of('back').arrivals - before).toBeGreaterThan(60)
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
