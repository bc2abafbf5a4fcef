import { describe, expect, test } from 'vitest'
import type { Config } from '../fields.ts'
import { type Arrow, constant, design, offering, type Part, Play } from '../../simulation/play.fixture.ts'
import { type Location, roundTripMs } from '../places.ts'

const instant = { cpuTime: constant(0), staticCpuTime: constant(0), cores: 64 }
/** Every request is a lookup, and no health check comes in between. */
const asking = { lookupTime: constant(0), cachedLookupMs: 0, ttlMs: 0, healthIntervalMs: 3_600_000 }

const isShare = (count: number, all: number, share: number) =>
  expect(Math.abs(count / all - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / all))

describe('weighted answers', () => {
  function weighted(weights: Readonly<Record<string, number>>, more: Config = {}): Play {
    const names = Object.keys(weights)
    return new Play(
      design(
        {
          users: ['client', offering(1_000)],
          names: ['dns', { ...asking, policy: 'weighted', ...more }],
          ...Object.fromEntries(names.map((name): [string, Part] => [name, ['server', instant]])),
        },
        [
          ['users names', { latencyMs: 0 }],
          ...names.map((name): Arrow => [`names ${name}`, { weight: weights[name]!, latencyMs: 0 }]),
        ],
      ),
    )
  }

  test('are drawn by weight, and nothing at weight 0', () => {
    const play = weighted({ a: 5, b: 3, c: 0 }).to(20_000)
    const all = play.of('users').ended
    expect(all).toBeGreaterThan(19_000)
    isShare(play.of('a').arrivals, all, 5 / 8)
    isShare(play.of('b').arrivals, all, 3 / 8)
    expect(play.of('c').arrivals).toBe(0)
  })

  test('are all alike when no record has a weight', () => {
    const play = weighted({ a: 0, b: 0 }).to(10_000)
    isShare(play.of('a').arrivals, play.of('users').ended, 1 / 2)
    expect(play.of('a').arrivals + play.of('b').arrivals).toBe(play.of('users').ended)
  })

  test('fall to a record of weight 0 only when no other is healthy, and to none when all are dead', () => {
    const play = weighted({ a: 5, b: 3, c: 0 }, { healthIntervalMs: 500, healthThreshold: 1 })
    // Calls over the record of c; probes go over it as well.
    const calls = (id: string) => play.of(id).arrivals - Math.floor(play.run.nowMs / 500)
    play.break('crash', 'a')
    play.to(5_010)
    expect(calls('c')).toBe(0)
    play.break('crash', 'b')
    const before = play.to(6_010).of('users').ended
    play.to(9_010)
    expect(calls('c')).toBeGreaterThan(0.95 * (play.of('users').ended - before))
    play.break('crash', 'c')
    const refused = play.to(10_000).of('users').outcome('refused')
    const since = play.of('users').ended
    const [a, b] = [play.carried('names-a'), play.carried('names-b')]
    play.to(15_000)
    // Everything is answered as if all were healthy: nothing for c.
    const ended = play.of('users').ended - since
    expect(play.of('users').outcome('refused') - refused).toBe(ended)
    expect(play.carried('names-a') - a + play.carried('names-b') - b).toBeGreaterThanOrEqual(ended - 1)
    isShare(play.carried('names-a') - a - 10, ended, 5 / 8)
  })
})

/** A client in each place of `from`, and a record in each of `to`, all behind one name. */
function scattered(policy: string, from: Location[], to: Location[], links: Readonly<Record<string, Config>> = {}) {
  const places = [...new Set([...from, ...to])]
  const own = Object.keys(links).filter((ends) => ends.startsWith('users-'))
  return new Play(
    design(
      {
        names: ['dns', { ...asking, policy, healthIntervalMs: 1_000, healthThreshold: 1 }],
        ...Object.fromEntries(places.map((place): [string, Part] => [place, ['region', { location: place }]])),
        ...Object.fromEntries(
          from.map((place): [string, Part] => [`users-${place}`, ['client', offering(100), place]]),
        ),
        ...Object.fromEntries(to.map((place, n): [string, Part] => [`web-${n}`, ['server', instant, place]])),
      },
      [
        ...from.map((place): Arrow => [`users-${place} names`, { latencyMs: 0 }]),
        ...to.map((_, n): Arrow => [`names web-${n}`, links[`names web-${n}`] ?? {}]),
        ...own.map((ends): Arrow => [`${ends} entry`, links[ends]!]),
      ],
    ),
  )
}

/** Mean latency of a client's requests while time goes on. */
function meanMs(play: Play, client: string, toMs: number): number {
  const { ended, meanMs: mean } = play.of(client)
  const sum = ended === 0 ? 0 : ended * mean
  play.to(toMs)
  const now = play.of(client)
  return (now.ended * now.meanMs - sum) / (now.ended - ended)
}

const LAST_MILE_MS = 12

describe('answers by place', () => {
  const to: Location[] = ['us-west', 'seoul', 'eu-west']

  test('lead to the own region, else to the nearest on the map', () => {
    const play = scattered('geo', ['seoul', 'tokyo', 'us-east'], to)
    expect(meanMs(play, 'users-seoul', 3_000)).toBeCloseTo(LAST_MILE_MS + 0.25, 6)
    // Of 31 ms, 118 + 31 ms and 242 + 31 ms; of 67 ms, 70 ms and 184 ms.
    expect(meanMs(play, 'users-tokyo', 6_000)).toBeCloseTo(LAST_MILE_MS + roundTripMs('tokyo', 'seoul'), 6)
    expect(meanMs(play, 'users-us-east', 9_000)).toBeCloseTo(LAST_MILE_MS + roundTripMs('us-east', 'us-west'), 6)
  })

  test('lead to the next nearest while that one is dead', () => {
    const play = scattered('geo', ['seoul'], to).to(100)
    play.break('crash', 'web-1')
    play.to(3_000)
    expect(meanMs(play, 'users-seoul', 8_000)).toBeCloseTo(LAST_MILE_MS + roundTripMs('seoul', 'us-west'), 6)
  })

  test('are shared by those that are equally near', () => {
    const play = scattered('geo', ['tokyo'], ['seoul', 'us-east', 'seoul']).to(60_000)
    const all = play.of('users-tokyo').ended
    isShare(play.of('web-0').arrivals - 60, all, 1 / 2)
    expect(play.of('web-1').arrivals).toBeLessThanOrEqual(60)
  })

  test('mind no latency that is set', () => {
    const play = scattered('geo', ['seoul'], to, { 'names web-1': { latencyMs: 300 } }).to(3_000)
    expect(meanMs(play, 'users-seoul', 9_000)).toBeCloseTo(600, 6)
  })
})

describe('answers by latency', () => {
  const to: Location[] = ['us-west', 'seoul', 'eu-west']

  test('lead to where the network is quickest from the client', () => {
    const play = scattered('latency', ['tokyo', 'us-east'], to)
    expect(meanMs(play, 'users-tokyo', 3_000)).toBeCloseTo(LAST_MILE_MS + roundTripMs('tokyo', 'seoul'), 6)
    expect(meanMs(play, 'users-us-east', 6_000)).toBeCloseTo(LAST_MILE_MS + roundTripMs('us-east', 'us-west'), 6)
  })

  test('mind a latency that is set at the record, and before it one at the connection of the client', () => {
    const slow = { 'names web-1': { latencyMs: 300 } }
    const away = scattered('latency', ['seoul'], to, slow).to(3_000)
    expect(meanMs(away, 'users-seoul', 9_000)).toBeCloseTo(LAST_MILE_MS + roundTripMs('seoul', 'us-west'), 6)
    const back = scattered('latency', ['seoul'], to, { ...slow, 'users-seoul web-1': { latencyMs: 3 } }).to(3_000)
    expect(meanMs(back, 'users-seoul', 9_000)).toBeCloseTo(6, 6)
  })

  test('follow an edit of the place of a client', () => {
    const play = scattered('latency', ['seoul', 'us-east'], to).to(2_000)
    play.edit((architecture) => ({
      ...architecture,
      components: architecture.components.map((each) =>
        each.id === 'users-seoul' ? { ...each, parent: 'us-east' } : each,
      ),
    }))
    play.to(3_000)
    expect(meanMs(play, 'users-seoul', 9_000)).toBeCloseTo(LAST_MILE_MS + roundTripMs('us-east', 'us-west'), 6)
  })
})
