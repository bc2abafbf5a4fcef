/** Deadlines: one that abandons and one that cancels, of calls and of blocks; everything is given back exactly once. */
import { describe, expect, it } from 'vitest'
import { audit, leftovers } from './audit.ts'
import { spentMs } from './journal.ts'
import * as L from './layout.ts'
import { Rig, type RigLink } from './rig.ts'
import { answer, call, count, line, pause, work } from './rig-steps.ts'

/** A client that calls a server with two threads, which takes 50 ms. */
function createPair(link: RigLink) {
  const rig = new Rig()
  const server = rig.add('server').station(0, 2)
  server.plan([...line(0, work(50), count(0)), answer()])
  const client = rig.add('client')
  client.connect(0, [server], { latencyMs: 1, ...link })
  const ask = client.asks([call(0), answer('asCalled')])
  return { rig, server, client, ask, journal: rig.keepJournal() }
}

/** A client, a server whose threads are held while it calls a second one, and that one's line before one thread. */
function createChain(link: RigLink) {
  const rig = new Rig()
  const back = rig.add('back').station(0, 1)
  back.plan([...line(0, work(100)), answer()])
  const middle = rig.add('middle').station(0, 5).station(1, 5)
  middle.connect(0, [back], { latencyMs: 1 })
  middle.plan([...line(0, ...line(1, call(0))), answer('asCalled')])
  const client = rig.add('client')
  client.connect(0, [middle], { latencyMs: 1, ...link })
  const ask = client.asks([call(0), answer('asCalled')])
  return { rig, back, middle, client, ask, journal: rig.keepJournal() }
}

describe('a call whose deadline abandons', () => {
  it('ends for the caller, while the callee works on for nobody', () => {
    const { rig, server, ask, journal } = createPair({ timeoutMs: 10 })
    rig.at(0, ask)
    rig.run(10)
    expect(journal.requests[0]).toMatchObject({ outcome: 'timedOut', latencyMs: 10, culprit: server.index })
    expect(spentMs(journal.requests[0]!, { component: server.index, cause: L.CAUSE_TIMEOUT })).toBe(10)
    expect(server).toMatchObject({ arrivals: 1, ended: 0, inside: 1 })
    expect(server.stationOf(0).busy).toBe(1)
    expect(audit(rig)).toEqual([])
    rig.run(51)
    expect(server.outcome('abandoned')).toBe(1)
    expect(server.counter(0)).toBe(1)
    expect(server.stationOf(0).busy).toBe(0)
    expect(journal.abandonedCalls).toBe(1)
    expect(leftovers(rig)).toEqual([])
  })

  it('does not end what has been answered before, and its timer does not end anything later', () => {
    const { rig, ask, journal } = createPair({ timeoutMs: 60 })
    rig.at(0, ask)
    rig.at(55, ask)
    rig.run(200)
    expect(journal.requests.map(({ outcome, latencyMs }) => [outcome, latencyMs])).toEqual([
      ['ok', 52],
      ['ok', 52],
    ])
  })

  it('wins over an answer that arrives at the same moment: it was set first', () => {
    const { rig, server, ask, journal } = createPair({ timeoutMs: 52 })
    rig.at(0, ask)
    rig.run(200)
    expect(journal.requests[0]).toMatchObject({ outcome: 'timedOut', latencyMs: 52 })
    // For the callee it was an answer like any other.
    expect(server.outcome('ok')).toBe(1)
    expect(leftovers(rig)).toEqual([])
  })

  it('lets a late answer fall, also while the caller waits for its second try', () => {
    // The first answer would come back at 52, while the second try (from 40 on) is open until 80.
    const { rig, server, ask, journal } = createPair({ timeoutMs: 40, tries: 2 })
    rig.at(0, ask)
    rig.run(200)
    expect(journal.requests[0]).toMatchObject({ outcome: 'timedOut', latencyMs: 80 })
    expect(server.outcome('abandoned')).toBe(2)
    expect(leftovers(rig)).toEqual([])
  })

  it('lets a late answer fall when the frame has been given to another request meanwhile', () => {
    const { rig, ask, journal } = createPair({ timeoutMs: 10 })
    rig.at(0, ask)
    for (let n = 0; n < 5; n++) rig.at(45 + n / 10, ask)
    rig.run(200)
    expect(journal.requests.map(({ latencyMs }) => latencyMs).map(Math.round)).toEqual([10, 10, 10, 10, 10, 10])
    expect(leftovers(rig)).toEqual([])
  })

  it('leaves a whole chain working: the threads are held until it is done', () => {
    const { rig, back, middle, ask } = createChain({ timeoutMs: 10 })
    rig.at(0, ask)
    rig.at(0, ask)
    rig.run(150)
    expect(middle.stationOf(0).busy).toBe(1)
    rig.run(1000)
    expect(middle.outcome('abandoned')).toBe(2)
    expect(back.outcome('ok')).toBe(2)
    expect(leftovers(rig)).toEqual([])
  })
})

describe('a call whose deadline cancels', () => {
  it('unwinds all that works for it at once: in line, in service, holding threads, waiting for a callee', () => {
    const { rig, back, middle, ask, journal } = createChain({ timeoutMs: 10, cancel: true })
    for (let n = 0; n < 3; n++) rig.at(0, ask)
    rig.run(9.9)
    expect([back.stationOf(0).busy, back.stationOf(0).waiting]).toEqual([1, 2])
    expect([middle.stationOf(0).busy, middle.stationOf(1).busy]).toEqual([3, 3])
    rig.run(10)
    expect(journal.requests.map(({ outcome, latencyMs }) => [outcome, latencyMs])).toEqual(
      Array.from({ length: 3 }, () => ['timedOut', 10]),
    )
    expect(middle.outcome('cancelled')).toBe(3)
    expect(back.outcome('cancelled')).toBe(3)
    expect(leftovers(rig)).toEqual([])
    rig.run(1000)
    expect(back.ended).toBe(3)
  })

  it('takes back a call that is still on its way, and an answer that is', () => {
    for (const timeoutMs of [0.5, 51.5]) {
      const { rig, server, ask, journal } = createPair({ timeoutMs, cancel: true })
      rig.at(0, ask)
      rig.run(timeoutMs)
      expect(journal.requests[0]).toMatchObject({ outcome: 'timedOut', latencyMs: timeoutMs })
      rig.run(100)
      expect(server.outcome('ok')).toBe(timeoutMs < 1 ? 0 : 1)
      expect(leftovers(rig)).toEqual([])
    }
  })

  it('takes back the whole tree of a callee that forks', () => {
    const rig = new Rig()
    const leaf = rig.add('leaf').station(0, 2)
    leaf.plan([...line(0, work(100)), answer()])
    const middle = rig.add('middle').station(0, 1, 1e9, L.PROCESSOR_SHARING)
    middle.connect(0, [leaf], { latencyMs: 1 })
    const branch = [call(0), answer('asCalled')]
    const shared = [
      { op: 'share', station: 0, time: { law: 'constant', mean: 90, cv: 0 }, purpose: 'share' } as const,
      answer(),
    ]
    middle.plan([
      { op: 'fork', branches: [branch, branch, branch, shared, [pause(99), answer()]], needed: 5, cancel: false },
      answer('asCalled'),
    ])
    const client = rig.add('client')
    client.connect(0, [middle], { latencyMs: 1, timeoutMs: 20, cancel: true })
    rig.at(0, client.asks([call(0), answer('asCalled')]))
    rig.run(19)
    expect(audit(rig)).toEqual([])
    rig.run(20)
    expect(leftovers(rig)).toEqual([])
    expect(leaf.outcome('cancelled')).toBe(3)
  })
})

describe('a block with a deadline', () => {
  /** A client that does something for 50 ms with a thread and a server's thread, but waits for it only 20 ms. */
  function createBlock(cancel: boolean) {
    const rig = new Rig()
    const server = rig.add('server').station(0, 1)
    server.plan([...line(0, work(50)), answer()])
    const client = rig.add('client').station(0, 1)
    client.connect(0, [server], {})
    const body = [...line(0, call(0)), count(0), answer('asCalled')]
    const ask = client.asks([{ op: 'within', ms: 20, cancel, body }, answer('asCalled')])
    return { rig, server, client, ask, journal: rig.keepJournal() }
  }

  it('that abandons goes on without its block, which goes on without it', () => {
    const { rig, server, client, ask, journal } = createBlock(false)
    rig.at(0, ask)
    rig.run(20)
    expect(journal.requests[0]).toMatchObject({ outcome: 'timedOut', latencyMs: 20, culprit: client.index })
    expect(client.stationOf(0).busy).toBe(1)
    rig.run(60)
    expect(client.counter(0)).toBe(1)
    expect(server.outcome('ok')).toBe(1)
    expect(leftovers(rig)).toEqual([])
  })

  it('that cancels takes everything back', () => {
    const { rig, server, client, ask, journal } = createBlock(true)
    rig.at(0, ask)
    rig.run(20)
    expect(journal.requests[0]).toMatchObject({ outcome: 'timedOut', latencyMs: 20 })
    expect(server.outcome('cancelled')).toBe(1)
    expect(leftovers(rig)).toEqual([])
    rig.run(60)
    expect(client.counter(0)).toBe(0)
  })

  it('that is met goes on as the block answered, and its timer ends nothing later', () => {
    const rig = new Rig()
    const client = rig.add('client')
    const ask = client.asks([
      { op: 'within', ms: 20, cancel: true, body: [pause(5), answer('error')] },
      { op: 'within', ms: 20, cancel: true, body: [pause(18), answer()] },
      answer('asCalled'),
    ])
    const journal = rig.keepJournal()
    rig.at(0, ask)
    rig.run(100)
    expect(journal.requests[0]).toMatchObject({ outcome: 'ok', latencyMs: 23 })
  })

  it('is the fault of who set it, also behind a call', () => {
    const rig = new Rig()
    const server = rig.add('server').plan([answer()])
    const client = rig.add('client')
    const [link] = client.connect(0, [server])
    const ask = client.asks([
      call(0),
      { op: 'within', ms: 10, cancel: true, body: [pause(50), answer()] },
      answer('asCalled'),
    ])
    const journal = rig.keepJournal()
    rig.at(0, ask)
    rig.run(100)
    expect(journal.requests[0]).toMatchObject({ outcome: 'timedOut', culprit: client.index })
    expect(spentMs(journal.requests[0]!, { component: client.index, cause: L.CAUSE_TIMEOUT })).toBe(10)
    expect(rig.arena.f64[(link! >> 1) + L.L_FAILED]).toBe(0)
  })

  it('inside another: the outer one ends both', () => {
    const rig = new Rig()
    const client = rig.add('client')
    const inner = { op: 'within', ms: 50, cancel: false, body: [pause(80), count(0), answer()] } as const
    const ask = client.asks([
      { op: 'within', ms: 10, cancel: true, body: [inner, count(1), answer()] },
      answer('asCalled'),
    ])
    const journal = rig.keepJournal()
    rig.at(0, ask)
    rig.run(10)
    expect(journal.requests[0]).toMatchObject({ outcome: 'timedOut', latencyMs: 10 })
    expect(leftovers(rig)).toEqual([])
    rig.run(100)
    expect([client.counter(0), client.counter(1)]).toEqual([0, 0])
  })

  it('of one call does not decide what becomes of the next: each says itself whether it cancels', () => {
    const rig = new Rig()
    const server = rig.add('server').station(0, 9)
    server.plan([...line(0, work(50)), count(0), answer()])
    const client = rig.add('client')
    client.connect(0, [server], { timeoutMs: 10 })
    const ask = client.asks([
      { op: 'within', ms: 5, cancel: true, body: [call(0), answer('asCalled')] },
      call(0),
      { op: 'within', ms: 5, cancel: true, body: [call(0), answer('asCalled')] },
      answer('asCalled'),
    ])
    rig.at(0, ask)
    rig.run(200)
    // The one in the middle abandons: only its callee comes to the end.
    expect([server.outcome('cancelled'), server.outcome('abandoned'), server.counter(0)]).toEqual([2, 1, 1])
    expect(leftovers(rig)).toEqual([])
  })
})
