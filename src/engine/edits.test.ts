/** Edits in the middle of a run: the clock, the requests under way and what was not touched stay as they are. */
import { describe, expect, it } from 'vitest'
import { audit, leftovers } from './audit.ts'
import { setLink, setTargets, type LinkSpec } from './build.ts'
import { setRate, setSpeed } from './instance.ts'
import * as L from './layout.ts'
import { Rig } from './rig.ts'
import { answer, call, count, line, pause, work } from './rig-steps.ts'
import { createTown, stateOf } from './rig-town.ts'
import { setServers } from './station.ts'

/** A client, a server that takes 10 ms, 5 ms of network each way. */
function createPair() {
  const rig = new Rig()
  const server = rig.add('server').station(0, 10)
  server.plan([...line(0, work(10)), answer()])
  const client = rig.add('client')
  const way = { latencyMs: 5, timeoutMs: 100, tries: 1, backoffMs: 0, cancel: false }
  const [link] = client.connect(0, [server], way)
  const spec: LinkSpec = { ...way, caller: client.index, callee: server.index, connection: 0 }
  const ask = client.asks([call(0), answer('asCalled')])
  return { rig, server, client, link: link!, spec, ask, journal: rig.keepJournal() }
}

describe('an edit that changes nothing', () => {
  it('leaves the run as it would have been', () => {
    const edited = createTown()
    const untouched = createTown()
    for (let at = 100; at <= 3000; at += 100) {
      edited.rig.run(at)
      const { arena } = edited.rig
      const { web, client, links, source } = edited
      setServers(arena.i32, arena.f64, web.resource(0), 4)
      for (const instance of web.instances) setSpeed(arena, instance, 1)
      const way = { latencyMs: 10, timeoutMs: 40, tries: 3, backoffMs: 10, cancel: true }
      setLink(arena, links[0]!, { ...way, caller: client.index, callee: web.index, connection: 0 })
      setTargets(arena, links[0]!, web.instances)
      setRate(arena, source, arena.i32[client.instances[0]! + L.N_CELLS]!, 0.5)
    }
    untouched.rig.run(3000)
    expect(stateOf(edited)).toEqual(stateOf(untouched))
  })
})

describe('a new plan', () => {
  it('is followed by who comes now; who is under way ends as begun', () => {
    const { rig, server, ask, journal } = createPair()
    rig.at(0, ask)
    rig.at(8, () => server.plan([pause(1), count(0), answer('shed')]))
    rig.at(9, ask)
    rig.run(100)
    expect(journal.requests.map(({ number, outcome, latencyMs }) => [number, outcome, latencyMs])).toEqual([
      [0, 'ok', 20],
      [1, 'shed', 11],
    ])
    expect(leftovers(rig)).toEqual([])
  })
})

describe('a changed connection', () => {
  it('carries what leaves now; what is under way arrives when it would have', () => {
    const { rig, link, spec, ask, journal } = createPair()
    rig.at(0, ask)
    rig.at(3, () => setLink(rig.arena, link, { ...spec, latencyMs: 1 }))
    rig.at(3, ask)
    rig.run(100)
    // The second overtakes the first: it arrives at 4, the first at 5; both come back in 1 ms.
    expect(journal.requests.map(({ number, latencyMs }) => [number, latencyMs])).toEqual([
      [1, 12],
      [0, 16],
    ])
  })

  it('sets new deadlines; those that are set already stay', () => {
    const { rig, server, link, spec, ask, journal } = createPair()
    server.plan([pause(500), answer()])
    rig.at(0, ask)
    rig.at(10, () => setLink(rig.arena, link, { ...spec, timeoutMs: 30 }))
    rig.at(10, ask)
    rig.run(1000)
    expect(journal.requests.map(({ number, latencyMs }) => [number, latencyMs])).toEqual([
      [1, 30],
      [0, 100],
    ])
  })

  it('that is cut loses calls and answers; callers find out by their deadlines', () => {
    const { rig, server, link, ask, journal } = createPair()
    const cut = (isCut: boolean) => () => (rig.arena.i32[link + L.L_FLAGS] = isCut ? L.CUT : 0)
    rig.at(0, ask)
    rig.at(10, cut(true))
    rig.at(20, ask)
    rig.run(30)
    // The first was in service: it came to its end, its answer did not arrive.
    expect(server.outcome('ok')).toBe(1)
    expect(audit(rig)).toEqual([])
    rig.at(50, cut(false))
    rig.at(60, ask)
    rig.run(1000)
    expect(journal.requests.map(({ number, outcome, latencyMs }) => [number, outcome, latencyMs])).toEqual([
      [2, 'ok', 20],
      [0, 'timedOut', 100],
      [1, 'timedOut', 100],
    ])
    expect(server.arrivals).toBe(2)
    expect(leftovers(rig)).toEqual([])
  })

  it('that leads to fewer instances lets who is at the others come to an end', () => {
    const { rig, server, link, ask, journal } = createPair()
    const added = server.grow()
    for (let n = 0; n < 4; n++) rig.at(0, ask)
    rig.at(7, () => setTargets(rig.arena, link, [added]))
    for (let n = 0; n < 4; n++) rig.at(7, ask)
    rig.run(100)
    expect(journal.requests.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 8 }, () => 'ok'))
    expect(server.stationOf(0, 0).utilization * 10 * 100).toBeCloseTo(20)
    expect(server.stationOf(0, 1).utilization * 10 * 100).toBeCloseTo(60)
  })
})

describe('an instance more', () => {
  it('takes its share of what comes now, and leaves the line of the first alone', () => {
    const { rig, server, ask, journal } = createPair()
    setServers(rig.arena.i32, rig.arena.f64, server.resource(0), 1)
    for (let n = 0; n < 3; n++) rig.at(0, ask)
    rig.at(6, () => server.grow())
    rig.at(6, ask)
    rig.at(6, ask)
    rig.run(1000)
    // One of the two that come later meets the line of three, the other an idle server.
    expect(journal.requests.map(({ latencyMs }) => latencyMs).toSorted((a, b) => a - b)).toEqual([20, 20, 30, 40, 44])
    expect(server.ended).toBe(5)
  })
})

describe('a component more', () => {
  it('that nobody calls changes nothing; connected, it is called', () => {
    const edited = createPair()
    const untouched = createPair()
    for (const { rig, ask } of [edited, untouched]) for (let n = 0; n < 5; n++) rig.at(n, ask)
    const added = edited.rig
      .add('added')
      .station(0, 1)
      .plan([pause(1), answer()])
    for (const { rig, ask } of [edited, untouched]) rig.at(20, ask)
    edited.rig.run(50)
    untouched.rig.run(50)
    expect(edited.journal.requests).toEqual(untouched.journal.requests)
    edited.client.connect(0, [edited.server, added])
    edited.rig.at(60, edited.ask)
    edited.rig.at(60, edited.ask)
    edited.rig.run(100)
    expect([edited.server.arrivals, added.arrivals]).toEqual([7, 1])
  })
})

describe('another rate', () => {
  it('stretches the wait for the next arrival, so that the stream of arrivals stays the same but for its pace', () => {
    const arrivals = (change: (rig: Rig, source: number, state: number) => void): number[] => {
      const rig = new Rig()
      const client = rig.add('client')
      const source = client.source(0.1, [answer()])
      const journal = rig.keepJournal()
      rig.run(100)
      change(rig, source, rig.arena.i32[client.instances[0]! + L.N_CELLS]!)
      rig.run(1000)
      return journal.requests.map(({ startedMs }) => startedMs)
    }
    const plain = arrivals(() => {})
    const doubled = arrivals((rig, source, state) => setRate(rig.arena, source, state, 0.2))
    expect(doubled.length).toBeGreaterThan(plain.length)
    plain.forEach((at, n) => expect(doubled[n]).toBeCloseTo(at < 100 ? at : 100 + (at - 100) / 2, 9))
    const paused = arrivals((rig, source, state) => {
      setRate(rig.arena, source, state, 0)
      rig.run(600)
      setRate(rig.arena, source, state, 0.1)
    })
    expect(paused.length).toBeGreaterThan(20)
    paused.forEach((at, n) => expect(at).toBeCloseTo(plain[n]! < 100 ? plain[n]! : plain[n]! + 500, 3))
  })

  it('of nothing emits nothing, from the beginning on', () => {
    const rig = new Rig()
    const client = rig.add('client')
    const source = client.source(0, [answer()])
    rig.run(1e7)
    expect(client.arrivals).toBe(0)
    setRate(rig.arena, source, rig.arena.i32[client.instances[0]! + L.N_CELLS]!, 1)
    rig.run(1e7 + 1000)
    expect(client.arrivals).toBeGreaterThan(800)
  })
})
