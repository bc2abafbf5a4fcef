/** How long an answer goes on being called: resolvers that obey and that stretch, clients that keep or pin. */
import { describe, expect, test } from 'vitest'
import type { Config } from '../fields.ts'
import { Journal } from '../../engine/journal.ts'
import { constant, design, offering, Play, reads } from '../../simulation/play.fixture.ts'

const instant = { cpuTime: constant(0), staticCpuTime: constant(0), cores: 64 }

/** Four standard deviations of a share of independent trials. */
const bound = (share: number, trials: number) => 4 * Math.sqrt((share * (1 - share)) / trials)

/** A name with a record and another that stands by; checks every 100 ms notice at the first. */
function standby(users: Config, names: Config): Play {
  const settings = { lookupTime: constant(0), cachedLookupMs: 0, policy: 'failover', stretchShare: 0 }
  return new Play(
    design(
      {
        users: ['client', users],
        names: ['dns', { ...settings, healthIntervalMs: 100, healthThreshold: 1, ...names }],
        a: ['server', instant],
        b: ['server', instant],
      },
      [
        ['users names', { latencyMs: 0 }],
        ['names a', { latencyMs: 0 }],
        ['names b', { latencyMs: 0 }],
      ],
    ),
  )
}

const holding = (play: Play, record: string) => play.of('names').level(`answerShare:${record}`)

/** Share of the requests that are refused while time goes on. */
function refusedShare(play: Play, toMs: number): number {
  const { ended } = play.of('users')
  const refused = play.of('users').outcome('refused')
  play.to(toMs)
  return (play.of('users').outcome('refused') - refused) / (play.of('users').ended - ended)
}

/** Everybody asks ten times a second. */
const loop = (population: number): Config => ({
  load: 'closed',
  population,
  thinkTime: { law: 'exponential', mean: 100, cv: 1 },
  classes: [reads()],
})

describe('after an outage', () => {
  const TTL_MS = 20_000
  const RESOLVERS = 2_000
  /** As many resolvers get their first answer in every second: of those that have none, one of as many as are left. */
  const course = Array.from({ length: 40 }, (_, n) => ({ atMs: (n / 40) * TTL_MS, factor: 1 / (1 - n / 40) }))

  test('the share on the dead address falls in a straight line, over one time to live', () => {
    const users = {
      ...offering(0),
      users: 1_000_000,
      requestsPerUserPerDay: (RESOLVERS / TTL_MS) * 86.4,
      shape: 'points',
      shapePoints: course,
    }
    const play = standby(users, { ttlMs: TTL_MS, resolvers: RESOLVERS }).to(TTL_MS - 50)
    expect(holding(play, 'a')).toBeGreaterThan(0.95)
    play.break('crash', 'a')
    play.to(TTL_MS + 1)
    for (const part of [0.2, 0.4, 0.6, 0.8]) {
      play.to(TTL_MS * (1 + part))
      // Users of a resolver differ in number a little, which bends the line by less than a hundredth.
      expect(Math.abs(holding(play, 'a') - (1 - part))).toBeLessThan(bound(part, RESOLVERS) + 0.02)
      const share = refusedShare(play, TTL_MS * (1 + part) + 200)
      expect(Math.abs(share - (1 - part))).toBeLessThan(bound(part, RESOLVERS) + bound(part, 800) + 0.02)
    }
    play.to(2 * TTL_MS + 1)
    expect(holding(play, 'a')).toBe(0)
    expect(refusedShare(play, 2 * TTL_MS + 1_000)).toBe(0)
  })
})

describe('resolvers that stretch', () => {
  const RESOLVERS = 1_000

  test('are a fixed share of them, and stay on the dead address for as long as they stretch', () => {
    const stretching = { ttlMs: 500, resolvers: RESOLVERS, stretchShare: 0.3, stretchedTtlMs: 10_000 }
    const play = standby(offering(20_000), stretching).to(1_950)
    play.break('crash', 'a')
    play.to(2_600)
    const share = holding(play, 'a')
    expect(Math.abs(share - 0.3)).toBeLessThan(bound(0.3, RESOLVERS))
    expect(holding(play, 'a') + holding(play, 'b')).toBeGreaterThan(0.9)
    // All of them got their answer in the first second.
    play.to(9_900)
    expect(holding(play, 'a')).toBe(share)
    play.to(11_100)
    expect(holding(play, 'a')).toBe(0)
    // The same ones hold the next answer as long.
    const journal = new Journal()
    play.run.machine.recorder = journal
    play.to(12_000)
    expect(play.of('users').outcome('refused')).toBeGreaterThan(0)
    expect(journal.requests.every(({ outcome }) => outcome === 'ok')).toBe(true)
  })

  test('never make an answer shorter, and keep none that is not to be kept', () => {
    const long = standby(offering(200), { ttlMs: 60_000, resolvers: 1, stretchShare: 1, stretchedTtlMs: 100 })
    expect(long.to(10_000).of('names').arrivals).toBe(1)
    const none = standby(offering(200), { ttlMs: 0, resolvers: 1, stretchShare: 1 }).to(10_000)
    expect(none.of('names').arrivals).toBe(none.of('users').arrivals)
  })
})

describe('clients', () => {
  const USERS = 400

  test('that pin go on calling the address they got first, for ever', () => {
    const play = standby(loop(USERS), { ttlMs: 0, pinnedShare: 0.25 }).to(9_950)
    play.break('crash', 'a')
    play.to(11_000)
    const soon = refusedShare(play, 41_000)
    const late = refusedShare(play, 71_000)
    expect(Math.abs(soon - 0.25)).toBeLessThan(bound(0.25, USERS))
    // The same people: only how often they asked differs.
    expect(Math.abs(late - soon)).toBeLessThan(2 * bound(0.25, 30_000))
    play.set('names', { pinnedShare: 0 }).to(71_010)
    expect(refusedShare(play, 80_000)).toBe(0)
  })

  test('with a cache of their own ask nobody while it lasts', () => {
    const even = { ...loop(1), thinkTime: constant(100) }
    const asked = standby(even, { ttlMs: 0, cachedLookupMs: 50 }).to(60_000)
    expect(asked.of('names').arrivals).toBe(asked.of('users').arrivals)
    const play = standby(even, { ttlMs: 0, cachedLookupMs: 50, clientCacheMs: 990 })
    const journal = new Journal()
    play.run.machine.recorder = journal
    play.to(60_000)
    // A lookup of 50 ms; then nine requests, 100 ms apart each, and the next one finds it too old.
    expect(play.of('names').arrivals).toBe(Math.ceil(journal.requests.length / 10))
    expect(new Set(journal.requests.map(({ latencyMs }) => Math.round(latencyMs)))).toEqual(new Set([50, 0]))
  })

  test('with a cache of their own call a dead address for so much longer than the TTL', () => {
    const play = standby(loop(USERS), { ttlMs: 3_000, resolvers: 1_000, clientCacheMs: 2_000 }).to(19_950)
    play.break('crash', 'a')
    const journal = new Journal()
    play.run.machine.recorder = journal
    play.to(40_000)
    const refused = journal.requests.filter(({ outcome }) => outcome === 'refused')
    const last = Math.max(...refused.map(({ startedMs }) => startedMs))
    expect(last).toBeGreaterThan(20_000 + 3_000)
    expect(last).toBeLessThan(20_001 + 3_000 + 2_000)
  })
})

describe('the share of resolvers that hold an answer', () => {
  test('counts those of all clients, and forgets those of clients that are gone', () => {
    const play = new Play(
      design(
        {
          busy: ['client', offering(5_000)],
          idle: ['client', { ...offering(1), users: 1, requestsPerUserPerDay: 0.1 }],
          names: ['dns', { ttlMs: 60_000, resolvers: 100, policy: 'failover' }],
          a: ['server', instant],
        },
        [['busy names'], ['idle names'], ['names a']],
      ),
    ).to(10_000)
    expect(holding(play, 'a')).toBe(0.5)
    play.edit((architecture) => ({
      ...architecture,
      components: architecture.components.filter(({ id }) => id !== 'idle'),
      connections: architecture.connections.filter(({ from }) => from !== 'idle'),
    }))
    expect(holding(play, 'a')).toBe(1)
  })
})
