/** What callers keep watch with: pools, handshakes, breakers, throttles and budgets, each given back exactly once. */
import { describe, expect, it } from 'vitest'
import { audit, leftovers } from './audit.ts'
import type { GuardSpec } from './guard.ts'
import { crashInstance, restoreInstance } from './instance.ts'
import { spentMs } from './journal.ts'
import * as G from './guard-layout.ts'
import * as L from './layout.ts'
import type { PlanFunction, Steps } from './plan.ts'
import { Rig, type RigLink } from './rig.ts'
import { answer, call, exponential, work } from './rig-steps.ts'
import { mmc } from './theory.ts'

const OFF: GuardSpec = {
  hedgeMs: null,
  breaker: null,
  pool: null,
  handshake: null,
  throttle: null,
  retryBudget: null,
}

/** A client that calls a server, which does `steps`. */
function createPair(guard: Partial<GuardSpec>, steps: Steps, link: RigLink = {}) {
  const rig = new Rig()
  const server = rig.add('server').plan(steps)
  const client = rig.add('client')
  const [made] = client.connect(0, [server], { timeoutMs: 1_000, ...link, guard: { ...OFF, ...guard } })
  const ask = client.asks([call(0), answer('asCalled')])
  return { rig, server, client, ask, link: made!, journal: rig.keepJournal() }
}

type Pair = ReturnType<typeof createPair>

const ends = ({ journal }: Pair) => journal.requests.map(({ outcome, latencyMs }) => [outcome, latencyMs])
const countOf = ({ rig, link }: Pair, at: number) => rig.arena.f64[(rig.arena.i32[link + L.L_GUARD]! >> 1) + at]!

/** Fails from one time until another. */
function failing(fromMs: number, toMs: number, ms = 1): Steps {
  const isBad: PlanFunction = ({ nowMs }) => (nowMs >= fromMs && nowMs < toMs ? 1 : 0)
  return [work(ms), { op: 'branch', test: isBad, cases: [[answer()], [answer('error')]] }]
}

describe('a pool', () => {
  const two = { pool: { size: 2, waitMs: Infinity } }

  it('lets so many calls through at once, the others wait for their turn', () => {
    const pair = createPair(two, [work(10), answer()])
    for (let n = 0; n < 5; n++) pair.rig.at(0, pair.ask)
    pair.rig.run(5)
    expect(pair.server.inside).toBe(2)
    expect(audit(pair.rig)).toEqual([])
    pair.rig.run(100)
    expect(ends(pair).map(([, ms]) => ms)).toEqual([10, 10, 20, 20, 30])
    const last = pair.journal.requests.at(-1)!
    expect(spentMs(last, { component: pair.client.index, cause: L.CAUSE_WAITING + L.RESOURCE_SLOTS - 1 })).toBe(20)
    expect(leftovers(pair.rig)).toEqual([])
  })

  it('is waited for no longer than allowed', () => {
    const pair = createPair({ pool: { size: 1, waitMs: 4 } }, [work(10), answer()])
    for (let n = 0; n < 3; n++) pair.rig.at(0, pair.ask)
    pair.rig.run(100)
    expect(ends(pair)).toEqual([
      ['turnedAway', 4],
      ['turnedAway', 4],
      ['ok', 10],
    ])
    expect(pair.journal.requests[0]).toMatchObject({ culprit: pair.client.index })
    expect(spentMs(pair.journal.requests[0]!)).toBe(4)
    expect(leftovers(pair.rig)).toEqual([])
  })

  it.each([true, false])('is given back by a call whose time is up (cancelled: %s)', (cancel) => {
    const pair = createPair(two, [work(10), answer()], { timeoutMs: 6, cancel })
    for (const atMs of [0, 0, 2, 2]) pair.rig.at(atMs, pair.ask)
    pair.rig.at(10, pair.ask)
    pair.rig.run(11)
    expect(audit(pair.rig)).toEqual([])
    pair.rig.run(100)
    expect(ends(pair)).toEqual(Array.from({ length: 5 }, () => ['timedOut', 6]))
    expect(pair.server.outcome(cancel ? 'cancelled' : 'abandoned')).toBe(5)
    expect(leftovers(pair.rig)).toEqual([])
  })

  it.each([true, false])('is given back when the callee crashes (silently: %s)', (silent) => {
    const pair = createPair(two, [work(10), answer()], { timeoutMs: 20 })
    for (let n = 0; n < 3; n++) pair.rig.at(0, pair.ask)
    pair.rig.at(5, () => crashInstance(pair.rig.arena, pair.server.instances[0]!, silent))
    pair.rig.run(6)
    expect(audit(pair.rig)).toEqual([])
    pair.rig.run(100)
    expect(pair.journal.requests).toHaveLength(3)
    expect(leftovers(pair.rig)).toEqual([])
  })

  it('is given back when the caller crashes', () => {
    const pair = createPair(two, [work(10), answer()])
    for (let n = 0; n < 4; n++) pair.rig.at(0, pair.ask)
    pair.rig.at(5, () => crashInstance(pair.rig.arena, pair.client.instances[0]!, false))
    pair.rig.run(100)
    expect(pair.server.outcome('abandoned')).toBe(2)
    expect(leftovers(pair.rig)).toEqual([])
  })
})

describe('a line for a pool', () => {
  it('is that of M/M/c', () => {
    const pair = createPair({ pool: { size: 4, waitMs: Infinity } }, [work(exponential(10)), answer()], {
      timeoutMs: 1e6,
    })
    pair.client.source(0.32, [call(0), answer('asCalled')])
    const expected = mmc({ arrivalRatePerMs: 0.32, serviceTimeMs: 10, servers: 4 }).sojournTimeMs
    const batches = Array.from({ length: 20 }, (_, n) => {
      const before = pair.journal.requests.length
      pair.rig.run((n + 1) * 20_000)
      const batch = pair.journal.requests.slice(before)
      return batch.reduce((sum, { latencyMs }) => sum + latencyMs, 0) / batch.length
    })
    const mean = batches.reduce((sum, ms) => sum + ms, 0) / batches.length
    const variance = batches.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / (batches.length - 1)
    expect(Math.abs(mean - expected) / Math.sqrt(variance / batches.length)).toBeLessThan(3.5)
  })
})

describe('a handshake', () => {
  const tls = (keepMs: number) => ({ handshake: { roundTrips: 2, keepMs } })

  it('is paid by a new connection and not by a kept one', () => {
    const pair = createPair(tls(100), [work(10), answer()], { latencyMs: 5 })
    pair.rig.at(0, pair.ask)
    pair.rig.at(50, pair.ask)
    // Two at once: only one connection is kept.
    pair.rig.at(100, pair.ask)
    pair.rig.at(100, pair.ask)
    pair.rig.run(1_000)
    expect(ends(pair).map(([, ms]) => ms)).toEqual([40, 20, 20, 40])
    expect(spentMs(pair.journal.requests[0]!, { cause: L.CAUSE_NETWORK })).toBe(30)
  })

  it('is paid again when the connection has been idle for too long', () => {
    const pair = createPair(tls(100), [work(10), answer()], { latencyMs: 5 })
    for (const atMs of [0, 140, 261, 400]) pair.rig.at(atMs, pair.ask)
    pair.rig.run(1_000)
    // Answered at 40, 160, 301, 420: idle for 100, 101 and 99 ms.
    expect(ends(pair).map(([, ms]) => ms)).toEqual([40, 20, 40, 20])
  })

  it('is paid again after a crash of either side, and by every call when nothing is kept', () => {
    for (const side of ['client', 'server'] as const) {
      const pair = createPair(tls(1e6), [work(10), answer()], { latencyMs: 5 })
      pair.rig.at(0, pair.ask)
      const instance = pair[side].instances[0]!
      pair.rig.at(100, () => crashInstance(pair.rig.arena, instance, false))
      pair.rig.at(110, side === 'server' ? pair.ask : () => {})
      pair.rig.at(200, () => restoreInstance(pair.rig.arena, instance))
      pair.rig.at(300, pair.ask)
      pair.rig.run(1_000)
      expect(ends(pair).at(-1)).toEqual(['ok', 40])
    }
    const never = createPair(tls(0), [work(10), answer()], { latencyMs: 5 })
    for (const atMs of [0, 100]) never.rig.at(atMs, never.ask)
    never.rig.run(1_000)
    expect(ends(never).map(([, ms]) => ms)).toEqual([40, 40])
  })
})

describe('a circuit breaker', () => {
  const breaker = { window: 20, failures: 10, openMs: 5_000 }

  it('opens, lets one call through every five seconds, and closes again', () => {
    const pair = createPair({ breaker }, failing(10_000, 18_000))
    const told: [string, number][] = []
    pair.rig.machine.tell = (code) => told.push([code, pair.rig.machine.nowMs])
    for (let n = 0; n < 300; n++) pair.rig.at(n * 100, pair.ask)
    pair.rig.run(40_000)
    // Ten of the last twenty have failed with the call at 10.9 s, whose answer comes 1 ms later.
    expect(told).toEqual([
      ['circuitOpened', 10_901],
      ['circuitTried', 16_000],
      ['circuitOpened', 16_001],
      ['circuitTried', 21_100],
      ['circuitClosed', 21_101],
    ])
    const during = pair.journal.requests.filter(({ startedMs }) => startedMs > 10_900 && startedMs < 21_100)
    expect(during.filter(({ outcome }) => outcome !== 'circuitOpen').map(({ startedMs }) => startedMs)).toEqual([
      16_000,
    ])
    expect(during.every(({ latencyMs, outcome }) => outcome !== 'circuitOpen' || latencyMs === 0)).toBe(true)
    expect(pair.server.arrivals).toBe(300 - countOf(pair, G.G_BROKEN))
    expect(pair.client.outcome('circuitOpen')).toBe(100)
    expect(leftovers(pair.rig)).toEqual([])
  })

  it('stays closed while too few calls have been seen, or too few of them failed', () => {
    const pair = createPair({ breaker: { ...breaker, window: 30, failures: 16 } }, failing(0, 1_500))
    for (let n = 0; n < 100; n++) pair.rig.at(n * 100, pair.ask)
    pair.rig.run(40_000)
    expect(pair.client.outcome('circuitOpen')).toBe(0)
  })

  it('counts calls whose time is up, and is not left half open by a try that nobody waits for any more', () => {
    const slow = { timeoutMs: 50 }
    const pair = createPair({ breaker: { window: 2, failures: 2, openMs: 100 } }, failing(0, 1e9, 80), slow)
    pair.rig.at(0, pair.ask)
    pair.rig.at(0, pair.ask)
    pair.rig.at(120, pair.ask)
    // Opened at 50, refused at 120, tried at 160; its caller crashes meanwhile.
    pair.rig.at(160, pair.ask)
    pair.rig.at(165, pair.ask)
    const instance = pair.client.instances[0]!
    pair.rig.at(170, () => crashInstance(pair.rig.arena, instance, false))
    pair.rig.at(180, () => restoreInstance(pair.rig.arena, instance))
    pair.rig.at(190, pair.ask)
    pair.rig.run(1_000)
    expect(ends(pair)).toEqual([
      ['timedOut', 50],
      ['timedOut', 50],
      ['circuitOpen', 0],
      ['circuitOpen', 0],
      ['timedOut', 50],
    ])
    expect(leftovers(pair.rig)).toEqual([])
  })
})

describe('a throttle', () => {
  it.each([
    { offered: 150, share: 0 },
    { offered: 200, share: 0 },
    { offered: 300, share: 0.332226 },
    { offered: 1_000, share: 0.799201 },
  ])('of a callee that accepts 100 of $offered calls a second holds back $share of them', ({ offered, share }) => {
    // A hundred a second are accepted, whenever they come.
    let accepted = 0
    const isFull: PlanFunction = ({ f64, nowMs }) => {
      if (f64[accepted]! >= nowMs / 10) return 1
      f64[accepted]!++
      return 0
    }
    const steps: Steps = [{ op: 'branch', test: isFull, cases: [[answer()], [answer('turnedAway')]] }]
    const pair = createPair({ throttle: 2 }, steps)
    accepted = pair.rig.arena.alloc(2) >> 1
    pair.client.source(offered / 1_000, [call(0), answer('asCalled')])
    // What the formula sees is two minutes long: it takes some of these until it has settled.
    pair.rig.run(600_000)
    const heldBack = countOf(pair, G.G_HELD_BACK)
    const { arrivals } = pair.client
    pair.rig.run(900_000)
    const seen = (countOf(pair, G.G_HELD_BACK) - heldBack) / (pair.client.arrivals - arrivals)
    expect(Math.abs(seen - share)).toBeLessThan(0.02)
  })
})

describe('a budget of retries', () => {
  it('lets a fifth more calls through, and those that were saved up', () => {
    const pair = createPair({ retryBudget: 0.2 }, [answer('error')], { tries: 5 })
    for (let n = 0; n < 1_000; n++) pair.rig.at(n, pair.ask)
    pair.rig.run(2_000)
    // Ten were saved up in the beginning; what a call adds to a full budget is lost.
    expect(pair.server.arrivals - 1_000).toBeGreaterThan(0.2 * 1_000 + 5)
    expect(pair.server.arrivals - 1_000).toBeLessThanOrEqual(0.2 * 1_000 + 10)
    expect(countOf(pair, G.G_DENIED)).toBeGreaterThan(700)
    expect(pair.client.outcome('error')).toBe(1_000)
  })

  it('is not felt while few calls fail', () => {
    const isRare: PlanFunction = (machine, frame) => (machine.i32[frame + L.TRIES]! % 9 === 8 ? 1 : 0)
    const pair = createPair({ retryBudget: 0.2 }, [{ op: 'branch', test: isRare, cases: [[answer()], []] }, answer()])
    for (let n = 0; n < 100; n++) pair.rig.at(n, pair.ask)
    pair.rig.run(2_000)
    expect(pair.client.outcome('ok')).toBe(100)
    expect(countOf(pair, G.G_DENIED)).toBe(0)
  })
})
