/** An instance goes down with requests inside, wherever they are, and comes back. */
import { describe, expect, it } from 'vitest'
import { audit, leftovers } from './audit.ts'
import { RESERVE_WORDS } from './arena.ts'
import { createFlights } from './flight.ts'
import { crashInstance, restoreInstance, stopDaemon } from './instance.ts'
import { spentMs } from './journal.ts'
import * as L from './layout.ts'
import { assemble, type Steps } from './plan.ts'
import { fillUp, Rig, type RigLink } from './rig.ts'
import { answer, call, constant, count, line, pause, work } from './rig-steps.ts'

const SHARED: Steps = [{ op: 'share', station: 2, time: constant(50), purpose: 'share' }]
const FLYING: Steps = [{ op: 'fly', flights: 3, after: [answer()] }, pause(50), { op: 'land', flights: 3 }]

/** What a request may be doing inside when the instance goes down. */
const INSIDE: Readonly<Record<string, Steps>> = {
  'in service': line(0, work(50)),
  'in line': line(0, work(80)),
  'being served by processor sharing': SHARED,
  'waiting for a call': [call(0)],
  'holding several grants while it waits for a call': line(0, ...line(1, call(0))),
  'leading or waiting for a flight': FLYING,
  'parked at a gate': [{ op: 'park', gate: 4 }],
  'in a block with a deadline': [{ op: 'within', ms: 40, cancel: true, body: [...line(0, call(0)), answer()] }],
  'in branches side by side': [
    {
      op: 'fork',
      branches: [
        [...line(0, call(0)), answer()],
        [...SHARED, answer()],
      ],
      needed: 2,
      cancel: false,
    },
  ],
  'waiting before another try': [call(1)],
}

/** A client that calls a server over 1 ms; the server does `inside`, and may call a third one that takes 30 ms. */
function createTrio(inside: Steps, link: RigLink = { timeoutMs: 500 }) {
  const rig = new Rig()
  const back = rig.add('back').plan([pause(30), count(0), answer()])
  const broken = rig.add('broken').plan([answer('error')])
  const server = rig.add('server').station(0, 1).station(1, 2).station(2, 1, 0, L.PROCESSOR_SHARING).station(4, 0)
  server.set(L.N_RESOURCES + 3, createFlights(rig.arena))
  server.connect(0, [back], { latencyMs: 1, timeoutMs: 100 })
  server.connect(1, [broken], { tries: 5, backoffMs: 1e6 })
  server.plan([...inside, answer()])
  const client = rig.add('client')
  const [made] = client.connect(0, [server], { latencyMs: 1, ...link })
  const ask = client.asks([call(0), answer('asCalled')])
  const crash = (silent: boolean): void => crashInstance(rig.arena, server.instances[0]!, silent)
  return { rig, back, server, client, link: made!, ask, crash, journal: rig.keepJournal() }
}

describe.each(Object.entries(INSIDE))('a crash with requests %s', (_name, inside) => {
  it('gives everything back once and tells the callers as soon as a message can reach them', () => {
    const { rig, server, ask, crash, journal } = createTrio(inside)
    for (let n = 0; n < 3; n++) rig.at(0, ask)
    rig.at(20, () => crash(false))
    rig.run(20)
    expect(audit(rig)).toEqual([])
    expect(server).toMatchObject({ arrivals: 3, ended: 3, inside: 0 })
    expect(server.outcome('cancelled')).toBe(3)
    expect(journal.requests).toEqual([])
    rig.run(21)
    expect(audit(rig)).toEqual([])
    expect(journal.requests.map(({ outcome, latencyMs, culprit }) => ({ outcome, latencyMs, culprit }))).toEqual(
      Array.from({ length: 3 }, () => ({ outcome: 'refused', latencyMs: 21, culprit: server.index })),
    )
    for (const request of journal.requests) {
      expect(spentMs(request)).toBeCloseTo(21)
      expect(spentMs(request, { cause: L.CAUSE_NETWORK })).toBeCloseTo(1)
    }
    rig.run(1000)
    expect(leftovers(rig)).toEqual([])
  })

  it('lets callers find out by their deadlines when it is silent', () => {
    const { rig, server, ask, crash, journal } = createTrio(inside)
    for (let n = 0; n < 3; n++) rig.at(0, ask)
    rig.at(20, () => crash(true))
    rig.run(499)
    expect(journal.requests).toEqual([])
    expect(audit(rig)).toEqual([])
    rig.run(1000)
    expect(journal.requests.map(({ outcome, latencyMs }) => [outcome, latencyMs])).toEqual(
      Array.from({ length: 3 }, () => ['timedOut', 500]),
    )
    expect(server).toMatchObject({ arrivals: 3, ended: 3, inside: 0 })
    expect(leftovers(rig)).toEqual([])
  })

  it('leaves the instance as new: what comes after the repair is served as ever', () => {
    const { rig, server, ask, crash, journal } = createTrio(inside)
    const latencies = [false, true].map((isAfterCrash) => {
      const begin = rig.machine.nowMs
      if (isAfterCrash) {
        ask()
        rig.at(begin + 20, () => crash(false))
        rig.at(begin + 30, () => restoreInstance(rig.arena, server.instances[0]!))
      }
      rig.run(rig.machine.nowMs + 10)
      ask()
      rig.run(rig.machine.nowMs + 1000)
      return journal.requests.at(-1)!.latencyMs
    })
    expect(latencies[1]).toBeCloseTo(latencies[0]!, 9)
  })
})

describe('a crash', () => {
  it('leaves what was called working on for nobody', () => {
    const { rig, back, ask, crash } = createTrio(line(0, call(0)))
    rig.at(0, ask)
    rig.at(20, () => crash(false))
    rig.run(100)
    expect(back.counter(0)).toBe(1)
    expect(back.outcome('abandoned')).toBe(1)
  })

  it('is not heard of over a line that is cut', () => {
    const { rig, link, ask, crash, journal } = createTrio([pause(100)])
    rig.at(0, ask)
    rig.at(10, () => (rig.arena.i32[link + L.L_FLAGS]! |= L.CUT_BACK))
    rig.at(20, () => crash(false))
    rig.run(1000)
    expect(journal.requests.map(({ outcome, latencyMs }) => [outcome, latencyMs])).toEqual([['timedOut', 500]])
    expect(leftovers(rig)).toEqual([])
  })

  it('is forgotten by a caller whose deadline passes before the message comes', () => {
    for (const cancel of [false, true]) {
      const { rig, ask, crash, journal } = createTrio([pause(100)], { latencyMs: 10, timeoutMs: 25, cancel })
      rig.at(0, ask)
      rig.at(20, () => crash(false))
      rig.run(1000)
      expect(journal.requests.map(({ outcome, latencyMs }) => [outcome, latencyMs])).toEqual([['timedOut', 25]])
      expect(leftovers(rig)).toEqual([])
    }
  })

  it('lets an answer that had left arrive', () => {
    const { rig, server, ask, crash, journal } = createTrio([pause(10)])
    rig.at(0, ask)
    rig.at(11.5, () => crash(false))
    rig.run(100)
    expect(journal.requests[0]).toMatchObject({ outcome: 'ok', latencyMs: 12 })
    expect(server.outcome('ok')).toBe(1)
  })

  it.each([
    [false, 'refused', 2],
    [true, 'timedOut', 500],
  ] as const)('(silent: %s) meets calls on their way as if they came later', (silent, outcome, latencyMs) => {
    const { rig, server, ask, crash, journal } = createTrio([pause(10)])
    rig.at(0, ask)
    rig.at(0.5, () => crash(silent))
    rig.at(50, ask)
    rig.run(2000)
    expect(journal.requests.map((request) => [request.outcome, request.latencyMs])).toEqual([
      [outcome, latencyMs],
      [outcome, latencyMs],
    ])
    expect(journal.requests.every(({ culprit }) => culprit === server.index)).toBe(true)
    // It never came to be inside.
    expect(server.arrivals).toBe(0)
    expect(leftovers(rig)).toEqual([])
  })

  it('is met by callers that try again, and the next try may find it up', () => {
    const { rig, server, ask, crash, journal } = createTrio([pause(10)], { tries: 3, backoffMs: 20, timeoutMs: 500 })
    rig.at(0, ask)
    rig.at(5, () => crash(false))
    rig.at(6, () => restoreInstance(rig.arena, server.instances[0]!))
    rig.run(1000)
    const [request] = journal.requests
    expect(request!.outcome).toBe('ok')
    expect(spentMs(request!, { cause: L.CAUSE_BACKOFF })).toBeGreaterThan(0)
    expect(spentMs(request!)).toBeCloseTo(request!.latencyMs)
  })

  it('lets in those who wait for a grant that one of the dead held at a station they share', () => {
    const rig = new Rig()
    const twins = rig.add('twins', 2).station(0, 1)
    // Both stand on one host: the same cores.
    twins.set(L.N_RESOURCES, twins.resource(0))
    twins.plan([...line(0, work(50)), answer()])
    const client = rig.add('client')
    client.connect(0, [twins], { timeoutMs: 1000 })
    const ask = client.asks([call(0), answer('asCalled')])
    const journal = rig.keepJournal()
    for (let n = 0; n < 4; n++) rig.at(0, ask)
    rig.at(20, () => crashInstance(rig.arena, twins.instances[0]!, false))
    rig.run(1000)
    expect(journal.requests.map(({ number, outcome, latencyMs }) => [number, outcome, latencyMs])).toEqual([
      [0, 'refused', 20],
      [2, 'refused', 20],
      [1, 'ok', 70],
      [3, 'ok', 120],
    ])
    expect(leftovers(rig)).toEqual([])
  })

  it('ends daemons, and a daemon that is stopped gives back what it holds', () => {
    const rig = new Rig()
    const server = rig.add('server').station(0, 1)
    const [instance] = server.instances
    const pc = assemble(rig.machine, [{ op: 'loop', body: [...line(0, pause(10)), count(0)] }])
    rig.machine.startDaemon(instance!, pc)
    rig.at(25, () => crashInstance(rig.arena, instance!, false))
    rig.run(100)
    expect(server.counter(0)).toBe(2)
    expect(leftovers(rig)).toEqual([])
    restoreInstance(rig.arena, instance!)
    const daemon = rig.machine.startDaemon(instance!, pc)
    rig.run(125)
    expect(server.counter(0)).toBe(4)
    expect(server.stationOf(0).busy).toBe(1)
    stopDaemon(rig.arena, daemon)
    expect(leftovers(rig)).toEqual([])
  })

  it('of the client ends its requests, which are forgotten with the last that works for them', () => {
    const { rig, back, client, ask } = createTrio([call(0)])
    for (let n = 0; n < 3; n++) rig.at(0, ask)
    rig.at(10, () => crashInstance(rig.arena, client.instances[0]!, false))
    rig.run(10)
    expect(client.outcome('cancelled')).toBe(3)
    expect(audit(rig)).toEqual([])
    rig.run(100)
    expect(back.counter(0)).toBe(3)
    expect(leftovers(rig)).toEqual([])
  })

  it('may be brought about by a plan of the instance itself', () => {
    const rig = new Rig()
    const fatal: Steps = [
      {
        op: 'do',
        run: (machine, frame) => {
          crashInstance(machine.arena, machine.i32[frame + L.INSTANCE]!, false)
          return 0
        },
      },
      pause(5),
      count(0),
      answer(),
    ]
    const server = rig.add('server').station(0, 3)
    server.plan([{ op: 'onOperation', cases: { 1: fatal }, otherwise: [...line(0, pause(50)), answer()] }])
    const client = rig.add('client')
    client.connect(0, [server], { timeoutMs: 100 })
    const asks = [0, 1].map((operation) => client.asks([call(0, operation), answer('asCalled')], operation))
    const journal = rig.keepJournal()
    rig.at(0, asks[0]!)
    rig.at(10, asks[1]!)
    rig.run(1000)
    expect(journal.requests.map(({ outcome, latencyMs }) => [outcome, latencyMs])).toEqual([
      ['refused', 10],
      ['refused', 0],
    ])
    expect(server.counter(0)).toBe(0)
    expect(leftovers(rig)).toEqual([])
  })

  it('ends as many requests as there are, in line or as callers to tell', () => {
    const { rig, client, crash } = createTrio(line(0, work(50)), { latencyMs: 0, timeoutMs: 500 })
    rig.machine.recorder = null
    // More than fit into the words that the arena keeps in reserve: every caller's account takes a record.
    const source = client.source(10_000, [call(0), answer('asCalled')])
    rig.at(8, () => stopDaemon(rig.arena, source))
    expect(client.arrivals).toBeGreaterThan(RESERVE_WORDS / L.SEGMENT_WORDS)
    rig.run(20)
    fillUp(rig.arena)
    crash(false)
    rig.run(20)
    expect(client.outcome('refused')).toBe(client.arrivals)
    expect(leftovers(rig)).toEqual([])
  })
})
