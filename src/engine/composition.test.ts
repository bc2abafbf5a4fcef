/** What plans are put together to: pulling from a queue, hedges, quorums, work on the side. */
import { describe, expect, it } from 'vitest'
import { audit, leftovers } from './audit.ts'
import { crashInstance } from './instance.ts'
import { spentMs } from './journal.ts'
import * as L from './layout.ts'
import type { PlanFunction, Step, Steps } from './plan.ts'
import { Rig, type RigComponent } from './rig.ts'
import { answer, call, count, line, pause, work } from './rig-steps.ts'

/** A client that does `steps` with servers that take so many ms each, all over a link without latency. */
function createClient(serversMs: readonly number[], steps: Steps, cancel = true) {
  const rig = new Rig()
  const servers = serversMs.map((ms, n) =>
    rig
      .add(`server ${n}`)
      .station(0, 1)
      .plan([...line(0, work(ms)), count(0), answer()]),
  )
  const client = rig.add('client')
  servers.forEach((server, port) => client.connect(port, [server], { latencyMs: 1, timeoutMs: 1000, cancel }))
  return { rig, servers, client, ask: client.asks(steps), journal: rig.keepJournal() }
}

describe('a queue', () => {
  const MESSAGES = 0
  const GATE = 0
  const amountOf = (component: RigComponent, rig: Rig): number => rig.arena.i32[component.instances[0]! + L.N_CELLS]!

  /** Adds to the number of messages, in a cell of the queue. */
  function add(amount: number): Step {
    return {
      op: 'do',
      run: (machine, frame) => (machine.i32[machine.i32[frame + L.INSTANCE]! + L.N_CELLS + MESSAGES]! += amount),
    }
  }

  const isEmpty: PlanFunction = (machine, frame) => {
    return machine.i32[machine.i32[frame + L.INSTANCE]! + L.N_CELLS + MESSAGES]! > 0 ? 0 : 1
  }

  /** A producer stores messages; workers pull them, each by a call that parks at the queue while it is empty. */
  function createQueue(workers: number) {
    const rig = new Rig()
    const queue = rig.add('queue').station(GATE, 0)
    const take: Steps = [{ op: 'branch', test: isEmpty, cases: [[], [{ op: 'park', gate: GATE }]] }, add(-1), answer()]
    queue.plan([
      { op: 'onOperation', cases: { 1: take }, otherwise: [add(1), { op: 'wake', gate: GATE, count: 1 }, answer()] },
    ])
    const worker = rig.add('worker', workers)
    worker.connect(0, [queue], { latencyMs: 1, timeoutMs: 1e6 })
    worker.daemon([{ op: 'loop', body: [call(0, 1), pause(10), count(0)] }])
    const producer = rig.add('producer')
    producer.connect(0, [queue], { latencyMs: 1, timeoutMs: 1000 })
    return { rig, queue, worker, producer, send: producer.asks([call(0, 0), answer('asCalled')]) }
  }

  it('is pulled from by consumers that park while it is empty', () => {
    const { rig, queue, worker, send } = createQueue(2)
    rig.run(50)
    expect(queue.stationOf(GATE).waiting).toBe(2)
    for (const at of [50, 50, 50, 60]) rig.at(at, send)
    // Stored at 51; pulled at once, at the worker at 52, done at 62; the next pull is at the queue at 63.
    rig.run(61.5)
    expect(worker.counter(0)).toBe(0)
    expect(amountOf(queue, rig)).toBe(2)
    rig.run(63)
    expect([worker.counter(0), amountOf(queue, rig)]).toEqual([2, 0])
    rig.run(200)
    expect([worker.counter(0), amountOf(queue, rig)]).toEqual([4, 0])
    expect(queue.stationOf(GATE).waiting).toBe(2)
    expect(audit(rig)).toEqual([])
    expect(leftovers(rig, 4)).toEqual([])
  })

  it('answers its producer when the message is stored, and keeps what nobody pulls', () => {
    const { rig, queue, worker, producer, send } = createQueue(1)
    crashInstance(rig.arena, worker.instances[0]!, false)
    for (let n = 0; n < 100; n++) rig.at(n, send)
    rig.run(200)
    expect(producer.outcome('ok')).toBe(100)
    expect(producer.meanMs).toBe(2)
    expect(amountOf(queue, rig)).toBe(100)
  })

  it('does not grow in memory while its consumers wait and work for ever', () => {
    const { rig, producer } = createQueue(3)
    producer.source(0.2, [call(0, 0), answer('asCalled')])
    rig.run(20_000)
    const used = rig.arena.usedWords
    rig.run(200_000)
    expect(rig.arena.usedWords - used).toBeLessThan(20_000)
    expect(audit(rig)).toEqual([])
  })
})

describe('a hedge', () => {
  /** Calls one server, and after 20 ms another as well; the first good answer counts. */
  const hedge: Steps = [
    {
      op: 'fork',
      branches: [
        [call(0), answer('asCalled')],
        [pause(20), call(1), answer('asCalled')],
      ],
      needed: 1,
      cancel: true,
    },
    answer('asCalled'),
  ]

  it('is answered by the second when the first is slow, and takes the first back', () => {
    const { rig, servers, ask, journal } = createClient([500, 10], hedge)
    rig.at(0, ask)
    rig.run(32)
    expect(journal.requests[0]).toMatchObject({ outcome: 'ok', latencyMs: 32 })
    expect(spentMs(journal.requests[0]!)).toBeCloseTo(32)
    expect(servers[0]!.outcome('cancelled')).toBe(1)
    expect(leftovers(rig)).toEqual([])
  })

  it('never calls the second when the first is fast', () => {
    const { rig, servers, ask, journal } = createClient([10, 10], hedge)
    rig.at(0, ask)
    rig.run(100)
    expect(journal.requests[0]).toMatchObject({ outcome: 'ok', latencyMs: 12 })
    expect(servers[1]!.arrivals).toBe(0)
    expect(leftovers(rig)).toEqual([])
  })

  it('fails only when both have failed', () => {
    const { rig, servers, client, ask, journal } = createClient([50, 100], hedge)
    servers.forEach((server, n) =>
      rig.at(5 + 60 * n, () => {
        crashInstance(rig.arena, server.instances[0]!, false)
        if (n === 0) ask()
      }),
    )
    rig.run(200)
    // The first is refused at 7; the second, called at 25, goes down at 65, of which is heard at 66.
    expect(journal.requests[0]).toMatchObject({ outcome: 'refused', latencyMs: 61, culprit: servers[1]!.index })
    expect(client.outcome('refused')).toBe(1)
    expect(leftovers(rig)).toEqual([])
  })
})

describe('a join', () => {
  const branchTo = (port: number): Steps => [call(port), answer('asCalled')]
  const quorum = (needed: number, cancel = false): Steps => [
    { op: 'fork', branches: [0, 1, 2, 3, 4].map(branchTo), needed, cancel },
    answer('asCalled'),
  ]

  it('of 3 of 5 is answered when the third has answered; the others go on for nobody', () => {
    const { rig, servers, ask, journal } = createClient([50, 10, 40, 30, 20], quorum(3))
    rig.at(0, ask)
    rig.run(1000)
    expect(journal.requests[0]).toMatchObject({ outcome: 'ok', latencyMs: 32 })
    expect(spentMs(journal.requests[0]!)).toBeCloseTo(32)
    expect(servers.map((server) => server.counter(0))).toEqual([1, 1, 1, 1, 1])
    expect(leftovers(rig)).toEqual([])
  })

  it('may take the others back', () => {
    const { rig, servers, ask } = createClient([50, 10, 40, 30, 20], quorum(3, true))
    rig.at(0, ask)
    rig.run(1000)
    expect(servers.map((server) => server.outcome('cancelled'))).toEqual([1, 0, 1, 0, 0])
    expect(leftovers(rig)).toEqual([])
  })

  it('of 3 of 5 fails as soon as three have failed, and not before', () => {
    const { rig, servers, ask, journal } = createClient([50, 10, 40, 30, 20], quorum(3))
    for (const server of [servers[2]!, servers[4]!]) crashInstance(rig.arena, server.instances[0]!, false)
    rig.at(0, ask)
    rig.at(15, () => crashInstance(rig.arena, servers[3]!.instances[0]!, false))
    rig.at(20, ask)
    rig.run(1000)
    expect(journal.requests.map(({ outcome, latencyMs }) => [outcome, latencyMs])).toEqual([
      ['refused', 16],
      ['refused', 2],
    ])
    expect(spentMs(journal.requests[0]!)).toBeCloseTo(16)
    expect(leftovers(rig)).toEqual([])
  })

  it('of all is as slow as the slowest', () => {
    const { rig, ask, journal } = createClient([50, 10, 40, 30, 20], quorum(5))
    rig.at(0, ask)
    rig.run(1000)
    expect(journal.requests[0]).toMatchObject({ outcome: 'ok', latencyMs: 52 })
  })

  it('counts branches that answer at the very moment they begin', () => {
    const rig = new Rig()
    const client = rig.add('client')
    const branches: Steps[] = [[answer('error')], [count(0), answer()], [pause(5), answer()], [answer()]]
    const ask = client.asks([{ op: 'fork', branches, needed: 2, cancel: true }, answer('asCalled')])
    const journal = rig.keepJournal()
    rig.at(0, ask)
    rig.run(0)
    expect(journal.requests[0]).toMatchObject({ outcome: 'ok', latencyMs: 0 })
    expect(client.counter(0)).toBe(1)
    expect(leftovers(rig)).toEqual([])
  })

  it('takes back branches that are ready but have not gone on yet', () => {
    const rig = new Rig()
    const client = rig.add('client')
    // The first answers at once: the others stand in the ready queue and must not do anything any more.
    const branches: Steps[] = [[answer()], ...[1, 2, 3].map((): Steps => [count(0), pause(5), answer()])]
    const ask = client.asks([{ op: 'fork', branches, needed: 1, cancel: true }, answer('asCalled')])
    rig.at(0, ask)
    rig.run(100)
    expect(client.counter(0)).toBe(0)
    expect(leftovers(rig)).toEqual([])
  })

  it('hands the registers of the frame to its branches', () => {
    const rig = new Rig()
    const client = rig.add('client')
    const set: PlanFunction = (machine, frame) => {
      machine.i32[frame + L.A] = 7
      return (machine.f64[(frame >> 1) + L.X] = 12.5)
    }
    const isSeven: PlanFunction = (machine, frame) => (machine.i32[frame + L.A] === 7 ? 1 : 0)
    const branch: Steps = [{ op: 'branch', test: isSeven, cases: [[], [{ op: 'holdX' }]] }, answer()]
    const ask = client.asks([
      { op: 'do', run: set },
      { op: 'fork', branches: [branch, branch], needed: 2, cancel: false },
      answer('asCalled'),
    ])
    const journal = rig.keepJournal()
    rig.at(0, ask)
    rig.run(100)
    expect(journal.requests[0]!.latencyMs).toBe(12.5)
  })
})

describe('work on the side', () => {
  it('is waited for by nobody, and keeps its request until it is done', () => {
    const rig = new Rig()
    const client = rig.add('client').station(0, 1)
    const ask = client.asks([{ op: 'spawn', body: [...line(0, pause(50)), count(0)] }, pause(5), answer()])
    const journal = rig.keepJournal()
    rig.at(0, ask)
    rig.run(49)
    expect(journal.requests[0]).toMatchObject({ outcome: 'ok', latencyMs: 5 })
    expect(audit(rig)).toEqual([])
    rig.run(100)
    expect(client.counter(0)).toBe(1)
    expect(leftovers(rig)).toEqual([])
  })
})
