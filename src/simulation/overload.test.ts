/**
 * What no design may do, however it is drawn and whatever comes: hang, grow without bound, or leave requests without an
 * outcome.
 */
import { expect, test } from 'vitest'
import { DEPTH_MAX } from '../engine/calls.ts'
import * as H from '../engine/header.ts'
import { OUTCOMES } from '../engine/outcome.ts'
import { type Arrow, constant, design, offering, type Part, Play } from './play.fixture.ts'
import { Run } from './run.ts'

/** 64 MiB in words of four bytes. */
const WORDS_MAX = 1 << 24

function expectAccount(play: Play, id: string): void {
  const { arrivals, ended, inside } = play.of(id)
  expect(ended + inside).toBe(arrivals)
  expect(OUTCOMES.reduce((sum, outcome) => sum + play.of(id).outcome(outcome), 0)).toBe(ended)
  expect(play.run.machine.i32[H.BUMP]).toBeLessThan(WORDS_MAX)
}

/** A server of 100 a second. */
const slow: Part = ['server', { cpuTime: constant(10), cores: 1 }]

test('a hundred times its capacity for a minute: it serves what it can, turns the others away, and recovers', () => {
  const shape = { shape: 'spike', shapeFactor: 200, shapeStartMs: 10_000, shapeDurationMs: 60_000 }
  const users: Part = ['client', { ...offering(50), ...shape }]
  const play = new Play(design({ users, web: slow }, [['users web', { timeoutMs: 5_000 }]])).to(70_000)
  expect(play.of('users').arrivals).toBeGreaterThan(590_000)
  expect(play.of('users').outcome('turnedAway') / play.of('users').ended).toBeGreaterThan(0.98)
  expectAccount(play, 'users')
  const busy = play.of('users').outcome('ok')
  expect(busy).toBeGreaterThan(6_000)
  expect(busy).toBeLessThan(6_700)
  const before = play.to(80_000).of('users')
  const after = { ok: before.outcome('ok'), ended: before.ended }
  play.to(120_000)
  expect(play.of('users').outcome('ok') - after.ok).toBe(play.of('users').ended - after.ended)
})

test('a retry storm: ten tries each, at once, of twice what can be done, and nobody gives up on anything', () => {
  const storm = { timeoutMs: 200, tries: 10, backoff: 'none' }
  const parts: Record<string, Part> = { users: ['client', offering(200)], front: ['server'], back: slow }
  const play = new Play(
    design(parts, [
      ['users front', storm],
      ['front back', storm],
    ]),
  ).to(60_000)
  expect(play.of('front').arrivals).toBeGreaterThan(5 * play.of('users').ended)
  expect(play.of('users').outcome('ok')).toBeLessThan(0.1 * play.of('users').ended)
  expectAccount(play, 'users')
  expectAccount(play, 'front')
  expectAccount(play, 'back')
})

test('calls that never come out of a circle: all time out, and the circle is as busy as its threads allow', () => {
  const chance: Part = ['server', { cpuTime: constant(1), downstreamCalls: 'random', threads: 50, backlog: 10 }]
  const parts: Record<string, Part> = { users: ['client', offering(100)], a: chance, b: chance, c: chance }
  const arrows: Arrow[] = ['users a', 'a b', 'b c', 'c a'].map((ends): Arrow => [ends, { timeoutMs: 1_000 }])
  const play = new Play(design(parts, arrows)).to(60_000)
  expect(play.of('users').outcome('ok')).toBe(0)
  expect(play.of('users').outcome('timedOut')).toBeGreaterThan(0)
  for (const id of Object.keys(parts)) expectAccount(play, id)
})

test('a circle of calls that nobody chooses is refused, with its members named', () => {
  const plain: Part = ['server']
  const arrows: Arrow[] = [['users a'], ['a b'], ['b a']]
  const made = Run.create(design({ users: ['client'], a: plain, b: plain }, arrows))
  expect(made.ok ? [] : made.error.map(({ code, params }) => [code, params['chain']])).toEqual([
    ['callCircle', 'a → b → a'],
  ])
})

test('a thousand components: a balancer before 499 servers, each with a database of its own', () => {
  const numbers = Array.from({ length: 499 }, (_, n) => n)
  const parts: Record<string, Part> = { users: ['client', offering(2_000)], balancer: ['load-balancer'] }
  for (const n of numbers) Object.assign(parts, { [`web-${n}`]: ['server'], [`db-${n}`]: ['database'] })
  const arrows: Arrow[] = numbers.flatMap((n): Arrow[] => [[`balancer web-${n}`], [`web-${n} db-${n}`]])
  const play = new Play(design(parts, [['users balancer'], ...arrows])).to(10_000)
  expect(play.run.architecture.components).toHaveLength(1_000)
  expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
  for (const n of numbers) expect(play.of(`web-${n}`).arrivals).toBeGreaterThan(20)
  expectAccount(play, 'users')
})

test('a row of calls longer than any real one ends in errors, not in a stack without end', () => {
  const row = (length: number): Play => {
    const ids = Array.from({ length }, (_, n) => `s${n}`)
    const parts: Record<string, Part> = { users: ['client', offering(5)] }
    for (const id of ids) parts[id] = ['server', { cpuTime: constant(0.01) }]
    const arrows: Arrow[] = ids.slice(1).map((id, n) => [`s${n} ${id}`, { latencyMs: 0.1 }])
    return new Play(design(parts, [['users s0', { timeoutMs: 30_000 }], ...arrows])).to(20_000)
  }
  const long = row(DEPTH_MAX - 1)
  expect(long.of('users').outcome('ok')).toBeGreaterThan(50)
  const endless = row(999)
  expect(endless.of('users').outcome('error')).toBe(endless.of('users').ended)
  expectAccount(endless, 'users')
})

test('a component that is connected to nothing stands by; without a client there is nothing to run', () => {
  const parts: Record<string, Part> = { users: ['client', offering(10)], web: slow, spare: slow, store: ['cache'] }
  const play = new Play(design(parts, [['users web']])).to(60_000)
  expect([play.of('spare').arrivals, play.of('store').arrivals]).toEqual([0, 0])
  expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
  for (const [few, code] of [
    [{}, 'nothingDrawn'],
    [{ web: slow }, 'noClient'],
  ] as const) {
    const made = Run.create(design(few, []))
    expect(made.ok ? [] : made.error.map((problem) => problem.code)).toEqual([code])
  }
})
