/** Stations in small cases that can be worked out by hand. */
import { describe, expect, it } from 'vitest'
import { audit, leftovers } from './audit.ts'
import { setSpeed } from './instance.ts'
import type { Journal } from './journal.ts'
import { spentMs } from './journal.ts'
import * as L from './layout.ts'
import type { Steps } from './plan.ts'
import { fillUp, Rig } from './rig.ts'
import { setServers } from './station.ts'

const OWN = 'own'

/** Serves for the ms in register X, set by a list of demands in the order of arrival. */
function serving(demandsMs: readonly number[], how: 'line' | 'share'): Steps {
  let next = 0
  if (how === 'line') {
    return [
      { op: 'acquire', station: 0, full: [{ op: 'answer', outcome: 'turnedAway' }] },
      {
        op: 'branch',
        test: () => Math.min(next++, demandsMs.length - 1),
        cases: demandsMs.map((ms): Steps => [service(ms)]),
      },
      { op: 'release', station: 0 },
      { op: 'answer', outcome: 'ok' },
    ]
  }
  return [
    {
      op: 'branch',
      test: () => Math.min(next++, demandsMs.length - 1),
      cases: demandsMs.map((ms): Steps => [
        { op: 'share', station: 0, time: { law: 'constant', mean: ms, cv: 0 }, purpose: OWN },
      ]),
    },
    { op: 'answer', outcome: 'ok' },
  ]
}

function service(ms: number): Steps[number] {
  return { op: 'hold', time: { law: 'constant', mean: ms, cv: 0 }, purpose: OWN, cause: 'service' }
}

interface Case {
  readonly servers: number
  readonly room?: number
  readonly how?: 'line' | 'share'
  readonly demandsMs: readonly number[]
}

/** A client whose requests are served at its own station. */
function createCase({ servers, room, how = 'line', demandsMs }: Case) {
  const rig = new Rig()
  const discipline = how === 'share' ? L.PROCESSOR_SHARING : L.FIFO
  const client = rig.add('client').station(0, servers, room, discipline)
  const ask = client.asks(serving(demandsMs, how))
  const journal = rig.keepJournal()
  const change = (count: number): void => setServers(rig.arena.i32, rig.arena.f64, client.resource(0), count)
  return { rig, client, ask, journal, change }
}

/** [number of the request, when it ended], in the order of the ends. */
function ends(journal: Journal): [number, number][] {
  return journal.requests.map(({ number, startedMs, latencyMs }) => [number, startedMs + latencyMs])
}

describe('a line before servers', () => {
  it('serves in the order of arrival, as many at once as there are servers', () => {
    const { rig, ask, journal, client } = createCase({ servers: 2, demandsMs: [5, 3, 4, 1, 1] })
    for (const at of [0, 0, 1, 1, 2]) rig.at(at, ask)
    rig.run(100)
    // Servers: 5 until 5; 3 until 3, then the third until 7; the fourth from 5 to 6, the fifth from 6 to 7.
    expect(ends(journal)).toEqual([
      [1, 3],
      [0, 5],
      [3, 6],
      [2, 7],
      [4, 7],
    ])
    expect(journal.requests.map((request) => spentMs(request, { cause: L.CAUSE_WAITING }))).toEqual([0, 0, 4, 2, 4])
    expect(client.stationOf(0).utilization * 2 * 100).toBeCloseTo(14)
    expect(client.stationOf(0).line * 100).toBeCloseTo(10)
    expect(leftovers(rig)).toEqual([])
  })

  it('turns away who finds the waiting room full, and only then', () => {
    const { rig, ask, journal } = createCase({ servers: 1, room: 2, demandsMs: [10] })
    for (const at of [0, 1, 2, 3, 10.5, 11]) rig.at(at, ask)
    rig.run(100)
    expect(journal.requests.map(({ number, outcome }) => [number, outcome])).toEqual([
      [3, 'turnedAway'],
      [0, 'ok'],
      [5, 'turnedAway'],
      [1, 'ok'],
      [2, 'ok'],
      [4, 'ok'],
    ])
    expect(leftovers(rig)).toEqual([])
  })

  it('with no room at all serves only who finds a server free', () => {
    const { rig, ask, journal } = createCase({ servers: 1, room: 0, demandsMs: [10] })
    for (const at of [0, 9.9, 10]) rig.at(at, ask)
    rig.run(100)
    expect(journal.requests.map(({ outcome }) => outcome)).toEqual(['turnedAway', 'ok', 'ok'])
  })

  it('lets those in line in at once when servers are added', () => {
    const { rig, ask, journal, change } = createCase({ servers: 1, demandsMs: [10] })
    for (const at of [0, 0, 0, 0]) rig.at(at, ask)
    rig.at(2, () => change(3))
    expect(audit(rig)).not.toEqual([])
    rig.run(2)
    expect(audit(rig)).toEqual([])
    rig.run(100)
    expect(ends(journal)).toEqual([
      [0, 10],
      [1, 12],
      [2, 12],
      [3, 20],
    ])
  })

  it('throws nobody out when servers are taken away, and lets nobody in until there are fewer', () => {
    const { rig, ask, journal, change, client } = createCase({ servers: 3, demandsMs: [4, 8, 12, 5, 5] })
    for (const at of [0, 0, 0, 0, 0]) rig.at(at, ask)
    rig.at(1, () => change(1))
    rig.run(2)
    expect(client.stationOf(0)).toMatchObject({ busy: 3, waiting: 2 })
    rig.run(100)
    expect(ends(journal)).toEqual([
      [0, 4],
      [1, 8],
      [2, 12],
      [3, 17],
      [4, 22],
    ])
    expect(leftovers(rig)).toEqual([])
  })

  it('stretches services under way when the instance gets slower, and books the longer service', () => {
    const { rig, ask, journal, client } = createCase({ servers: 1, demandsMs: [10] })
    rig.at(0, ask)
    rig.at(4, () => setSpeed(rig.arena, client.instances[0]!, 3))
    rig.at(13, () => setSpeed(rig.arena, client.instances[0]!, 1))
    rig.at(13, ask)
    rig.run(100)
    // 4 ms done, 9 ms at a third of the speed: 3 ms done, 3 ms left.
    expect(ends(journal)).toEqual([
      [0, 16],
      [1, 26],
    ])
    expect(spentMs(journal.requests[0]!, { cause: L.CAUSE_SERVICE })).toBeCloseTo(16)
    expect(spentMs(journal.requests[1]!)).toBeCloseTo(13)
  })

  it('does not stretch what is no service: a wait before a retry', () => {
    const rig = new Rig()
    const dead = rig.add('dead').plan([service(1), { op: 'answer', outcome: 'error' }])
    const client = rig.add('client')
    client.connect(0, [dead], { tries: 2, backoffMs: 100 })
    // The step before the call is a service: its cause must not stick to the wait.
    const ask = client.asks([
      service(2),
      { op: 'call', port: 0, operation: 0, none: [] },
      { op: 'answer', outcome: 'asCalled' },
    ])
    const journal = rig.keepJournal()
    rig.at(0, ask)
    rig.at(3.0001, () => setSpeed(rig.arena, client.instances[0]!, 1000))
    rig.run(1e6)
    const [request] = journal.requests
    expect(spentMs(request!, { cause: L.CAUSE_BACKOFF })).toBeGreaterThan(0)
    expect(request!.latencyMs).toBeLessThan(105)
    expect(spentMs(request!)).toBeCloseTo(request!.latencyMs)
  })
})

describe('processor sharing', () => {
  it('serves all that are there at equal shares', () => {
    const { rig, ask, journal, client } = createCase({ servers: 1, how: 'share', demandsMs: [3, 1, 2] })
    for (const at of [0, 1, 1]) rig.at(at, ask)
    rig.run(100)
    // From 1 on three jobs at a third each: the second ends at 4; then two with 1 left each end at 6, and at 6.
    expect(ends(journal)).toEqual([
      [1, 4],
      [0, 6],
      [2, 6],
    ])
    expect(journal.requests.map((request) => spentMs(request, { cause: L.CAUSE_SERVICE }))).toEqual([1, 3, 2])
    expect(journal.requests.map((request) => spentMs(request, { cause: L.CAUSE_WAITING }))).toEqual([2, 3, 3])
    expect(client.stationOf(0).utilization * 100).toBeCloseTo(6)
    expect(leftovers(rig)).toEqual([])
  })

  it('gives nobody more than one server', () => {
    const { rig, ask, journal } = createCase({ servers: 2, how: 'share', demandsMs: [4, 4, 4] })
    for (const at of [0, 0, 2]) rig.at(at, ask)
    rig.run(100)
    // Two alone until 2; then three share two servers, two thirds each: 2 ms left take 3 ms; the last has 2 left,
    // alone.
    expect(ends(journal)).toEqual([
      [0, 5],
      [1, 5],
      [2, 7],
    ])
  })

  it('shares anew when servers are added or taken away', () => {
    const { rig, ask, journal, change } = createCase({ servers: 1, how: 'share', demandsMs: [6, 6] })
    rig.at(0, ask)
    rig.at(0, ask)
    rig.at(4, () => change(2))
    rig.at(5, () => change(0))
    rig.at(9, () => change(1))
    rig.run(9)
    expect(audit(rig)).toEqual([])
    rig.run(100)
    // 2 ms done by 4, 3 by 5, nothing until 9, then the 3 left at half speed.
    expect(ends(journal)).toEqual([
      [0, 15],
      [1, 15],
    ])
  })

  it('stretches what is left of every job when the instance gets slower', () => {
    const { rig, ask, journal, client } = createCase({ servers: 1, how: 'share', demandsMs: [4, 2] })
    rig.at(0, ask)
    rig.at(0, ask)
    rig.at(2, () => setSpeed(rig.arena, client.instances[0]!, 2))
    rig.run(100)
    // By 2 each has had 1 ms; 3 and 1 left become 6 and 2: the second ends at 6, the first 4 ms later.
    expect(ends(journal)).toEqual([
      [1, 6],
      [0, 10],
    ])
    for (const request of journal.requests) expect(spentMs(request)).toBeCloseTo(request.latencyMs)
    expect(spentMs(journal.requests[1]!, { cause: L.CAUSE_SERVICE })).toBeCloseTo(7)
    expect(leftovers(rig)).toEqual([])
  })

  it('makes room for more jobs in the middle of a moment, though the arena is replaced by that', () => {
    const jobs = 300
    const rig = new Rig()
    const client = rig.add('client').station(0, 1, 0, L.PROCESSOR_SHARING)
    const all = (step: Steps[number]): Steps => {
      const branches = Array.from({ length: jobs }, (): Steps => [step, { op: 'answer', outcome: 'ok' }])
      return [
        { op: 'fork', branches, needed: jobs, cancel: false },
        { op: 'answer', outcome: 'asCalled' },
      ]
    }
    const time = { law: 'constant', mean: 1, cv: 0 } as const
    const asks = [service(1), { op: 'share', station: 0, time, purpose: OWN } as const].map((step, n) =>
      client.asks(all(step), n),
    )
    const journal = rig.keepJournal()
    // The first makes all the frames that will be needed, so that only the station's own growth is left.
    rig.at(0, asks[0]!)
    rig.run(10)
    const { i32 } = rig.arena
    fillUp(rig.arena)
    rig.at(10, asks[1]!)
    expect(rig.arena.i32).not.toBe(i32)
    rig.run(1000)
    expect(journal.requests.map(({ latencyMs }) => Math.round(latencyMs))).toEqual([1, jobs])
    expect(leftovers(rig)).toEqual([])
  })

  it('bears more jobs at once than it had room for at first', () => {
    const { rig, ask, journal } = createCase({ servers: 1, how: 'share', demandsMs: [1] })
    const jobs = 5000
    for (let n = 0; n < jobs; n++) rig.at(0, ask)
    rig.run(1e6)
    expect(journal.requests).toHaveLength(jobs)
    expect(journal.requests.every(({ latencyMs }) => Math.abs(latencyMs - jobs) < 1e-6)).toBe(true)
    expect(leftovers(rig)).toEqual([])
  })
})
