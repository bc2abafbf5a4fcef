import { describe, expect, test } from 'vitest'
import type { Config } from '../fields.ts'
import { Journal } from '../../engine/journal.ts'
import { constant, design, offering, Play, reads } from '../../simulation/play.fixture.ts'

const instant = { cpuTime: constant(0) }

/** Users who ask a name server with two records. */
function named(config: Config, perSecond = 200): Play {
  return new Play(
    design(
      {
        users: ['client', offering(perSecond, [reads()], { arrivals: 'constant' })],
        names: ['dns', { lookupTime: constant(0), cachedLookupMs: 0, resolvers: 1, stretchShare: 0, ...config }],
        a: ['server', instant],
        b: ['server', instant],
      },
      [['users names', { latencyMs: 0 }], ['names a'], ['names b']],
    ),
  )
}

/** Starts of the requests that ended so, in order. */
function startsOf(journal: Journal, outcome: string): number[] {
  const ended = journal.requests.filter((request) => request.outcome === outcome)
  return ended.map(({ startedMs }) => startedMs).toSorted((x, y) => x - y)
}

describe('answers', () => {
  test('are kept exactly as long as the TTL says', () => {
    const play = named({ ttlMs: 1_000 }).to(10_002)
    const { arrivals } = play.of('names')
    // A request every 5 ms; the first after each second looks up anew.
    expect(arrivals).toBeGreaterThanOrEqual(10)
    expect(arrivals).toBeLessThanOrEqual(11)
    const lookups = play.of('names').counter('answers') - play.of('names').counter('cachedAnswers')
    expect(lookups).toBe(arrivals)
  })

  test('are looked up by every request at a TTL of 0, each record in its turn', () => {
    const play = named({ ttlMs: 0 }).to(10_002)
    expect(play.of('names').arrivals).toBe(play.of('users').arrivals)
    expect(Math.abs(play.of('a').arrivals - play.of('b').arrivals)).toBeLessThanOrEqual(1)
  })

  test('are kept by each resolver for itself', () => {
    const one = named({ ttlMs: 60_000 }).to(5_000)
    const many = named({ ttlMs: 60_000, resolvers: 20 }).to(5_000)
    expect(one.of('names').arrivals).toBe(1)
    expect(many.of('names').arrivals).toBe(20)
  })

  test('take the time of a full lookup, or of a cached one', () => {
    const play = named({ ttlMs: 60_000, lookupTime: constant(150), cachedLookupMs: 10 }, 4)
    const journal = new Journal()
    play.run.machine.recorder = journal
    play.to(10_000)
    const [first = NaN, ...others] = journal.requests.map(({ latencyMs }) => latencyMs)
    const rest = Math.max(...others)
    expect(first - rest).toBeCloseTo(150, 6)
    expect(rest - Math.min(...others)).toBeLessThan(1e-6)
  })

  test('fail when the name server is dead and the resolvers have none left', () => {
    const play = named({ ttlMs: 2_000 }).to(1_000)
    play.break('crash', 'names')
    const journal = new Journal()
    play.run.machine.recorder = journal
    play.to(5_000)
    const failed = startsOf(journal, 'dnsFailure')
    expect(failed[0]).toBeGreaterThan(2_000)
    expect(failed[0]).toBeLessThan(2_020)
    expect(play.of('users').counter('failed')).toBe(failed.length)
    expect(journal.requests.at(-1)!.outcome).toBe('dnsFailure')
  })
})

describe('an edit', () => {
  test('of the number of resolvers meets requests that are on their way', () => {
    const play = named({ ttlMs: 1_000, resolvers: 500, cachedLookupMs: 10, lookupTime: constant(20) }, 2_000).to(2_000)
    for (const resolvers of [3, 700, 1, 50]) {
      play.set('names', { resolvers }).to(play.run.nowMs + 700)
      expect(play.of('users').outcome('ok')).toBe(play.of('users').ended)
      expect(play.of('users').arrivals).toBe(play.of('users').ended + play.of('users').inside)
    }
  })

  test('that takes the name server away lets those who are asking go on as before or fail', () => {
    const play = new Play(
      design(
        {
          users: ['client', offering(1_000)],
          names: ['dns', { cachedLookupMs: 10 }],
          web: ['server', { ...instant, cores: 8 }],
        },
        [['users names'], ['users web']],
      ),
    ).to(1_000)
    expect(play.of('users').inside).toBeGreaterThan(20)
    play.edit((architecture) => ({
      ...architecture,
      components: architecture.components.filter(({ id }) => id !== 'names'),
      connections: architecture.connections.filter(({ id }) => id === 'users-web'),
    }))
    const ended = play.of('users').ended
    play.to(3_000)
    const { arrivals, inside } = play.of('users')
    expect(arrivals).toBe(play.of('users').ended + inside)
    expect(play.of('users').ended - ended).toBeGreaterThan(1_900)
    expect(play.of('users').outcome('dnsFailure')).toBeLessThan(400)
    play.set('users', { users: 1 }).to(60_000)
    expect(play.of('users').inside).toBe(0)
  })
})

describe('a change of the records', () => {
  const holding = (play: Play, record: string) => play.of('names').level(`answerShare:${record}`)
  const without = (play: Play, connection: string) =>
    play.edit((architecture) => ({
      ...architecture,
      connections: architecture.connections.filter(({ id }) => id !== connection),
    }))

  test('leaves those on a record that was taken off who hold its address, until it expires', () => {
    const play = named({ ttlMs: 4_000, resolvers: 200 }, 1_000).to(2_000)
    const share = holding(play, 'a')
    expect(share).toBeGreaterThan(0.4)
    expect(share).toBeLessThan(0.6)
    without(play, 'names-a')
    const before = play.of('a').arrivals
    const journal = new Journal()
    play.run.machine.recorder = journal
    play.to(3_000)
    // What stands there is alive, and answers as before.
    const calls = play.of('a').arrivals - before
    expect(calls / journal.requests.length).toBeGreaterThan(share - 0.1)
    expect(calls / journal.requests.length).toBeLessThan(share + 0.1)
    // The last answers were got within the first second.
    const late = play.to(6_100).of('a').arrivals
    expect(play.to(9_000).of('a').arrivals).toBe(late)
    expect(journal.requests.every(({ outcome }) => outcome === 'ok')).toBe(true)
  })

  test('takes nobody off the address of what is gone before the answer expires', () => {
    const play = named({ ttlMs: 4_000, resolvers: 200 }, 1_000).to(2_000)
    play.edit((architecture) => ({
      ...architecture,
      components: architecture.components.filter(({ id }) => id !== 'a'),
      connections: architecture.connections.filter(({ id }) => id !== 'names-a'),
    }))
    const journal = new Journal()
    play.run.machine.recorder = journal
    play.to(3_000)
    const share = startsOf(journal, 'refused').length / journal.requests.length
    expect(share).toBeGreaterThan(0.4)
    expect(share).toBeLessThan(0.6)
    play.to(8_000)
    const late = journal.requests.filter(({ startedMs }) => startedMs > 6_100)
    expect(late.every(({ outcome }) => outcome === 'ok')).toBe(true)
  })

  test('of weight, policy or time to live changes no answer that is held', () => {
    const changes: readonly (readonly [string, Config])[] = [
      ['names', { policy: 'failover' }],
      ['names', { ttlMs: 0 }],
      ['names-b', { weight: 0 }],
      ['names-b', { timeoutMs: 700 }],
    ]
    for (const [id, change] of changes) {
      const play = named({ ttlMs: 4_000, resolvers: 200, policy: 'weighted' }, 1_000).to(1_990)
      const share = holding(play, 'b')
      play.set(id, change).to(3_900)
      // The first answer was got after a ms, when the first user came.
      expect(holding(play, 'b'), id).toBe(share)
      play.to(6_100)
      if (!('timeoutMs' in change)) expect(holding(play, 'b'), id).toBe(0)
    }
  })

  test('adds a record to the answers of those whose own has expired', () => {
    const play = named({ ttlMs: 4_000, resolvers: 200 }, 1_000).to(100)
    const wired = play.run.architecture
    without(play, 'names-b')
    const held = holding(play.to(2_000), 'a')
    play.edit(() => wired).to(3_900)
    expect(holding(play, 'a')).toBe(held)
    play.to(6_200)
    expect(holding(play, 'b')).toBeGreaterThan(0.4)
  })
})

describe('failover', () => {
  const settings = { ttlMs: 2_500, policy: 'failover', healthIntervalMs: 1_000, healthThreshold: 3 }

  test('hands out the first record as long as it is healthy', () => {
    const play = named(settings).to(10_000)
    // Nothing but a health check each second, the first of them somewhere within the first second.
    expect(play.of('b').arrivals).toBeGreaterThanOrEqual(9)
    expect(play.of('b').arrivals).toBeLessThanOrEqual(10)
    expect(play.of('a').arrivals).toBeGreaterThan(1_900)
  })

  test('clients call the dead address until the checks have noticed and the last answer has expired', () => {
    const play = named(settings).to(5_500)
    const repair = play.break('crash', 'a')
    const journal = new Journal()
    play.run.machine.recorder = journal
    play.to(20_000)
    const refused = startsOf(journal, 'refused')
    const noticed = play.run.story.find(({ code }) => code === 'targetDown')!.atMs
    // The next three checks fail; the last answer that was got before lasts for its 2.5 s.
    expect(noticed).toBeGreaterThan(7_500)
    expect(noticed).toBeLessThan(8_510)
    expect(refused.at(-1)!).toBeLessThan(noticed + 2_500)
    expect(refused.at(-1)!).toBeGreaterThan(noticed)
    expect(refused.length).toBeGreaterThan((noticed - 5_500) / 6)
    const standby = play.of('b').arrivals
    expect(standby).toBeGreaterThan(1_900)
    repair()
    play.to(30_000)
    const back = play.run.story.find(({ code }) => code === 'targetUp')!.atMs
    expect(back).toBeGreaterThan(22_000)
    expect(back).toBeLessThan(23_010)
    // After that the first one is called again, apart from health checks.
    const before = play.of('b').arrivals
    play.to(40_000)
    expect(play.of('b').arrivals - before).toBeLessThanOrEqual(11)
  })
})
