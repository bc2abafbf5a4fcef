/** What a run depends on and what not, and the bounds that hold for every plan. */
import { describe, expect, it } from 'vitest'
import { audit, leftovers } from './audit.ts'
import { DEPTH_MAX } from './calls.ts'
import { crashInstance, restoreInstance } from './instance.ts'
import type { Ended } from './journal.ts'
import * as L from './layout.ts'
import type { PlanFunction, Steps } from './plan.ts'
import { Rig, type RigComponent } from './rig.ts'
import { answer, call, count, exponential, line, pause, work } from './rig-steps.ts'

/** Two clients that call a server, which crashes now and then; `surroundings` may add to the rig. */
function runPair(surroundings: (rig: Rig, atMs: number) => void = () => {}): Ended[] {
  const rig = new Rig()
  const server = rig.add('server').station(0, 2, 20)
  server.plan([...line(0, work(exponential(3), 'service')), answer()])
  const clients = ['one', 'two'].map((name) => {
    const client = rig.add(name)
    // The second hears of a crash at once: the order in which its requests end shows who was told first.
    client.connect(0, [server], { latencyMs: 2, timeoutMs: 60, tries: name === 'one' ? 2 : 1, backoffMs: 4 })
    client.source(0.3, [call(0), answer('asCalled')])
    return client
  })
  const journal = rig.keepJournal()
  for (let at = 0; at < 2000; at += 50) {
    rig.run(at)
    surroundings(rig, at)
    if (at % 200 === 100) crashInstance(rig.arena, server.instances[0]!, false)
    if (at % 200 === 150) restoreInstance(rig.arena, server.instances[0]!)
  }
  return journal.requests.filter(({ client }) => clients.some(({ index }) => index === client))
}

/** Waits until the clock is a multiple of so many ms. */
function pauseUntilNext(everyMs: number): Steps[number] {
  const wait: PlanFunction = (machine, frame) => {
    const next = (Math.floor(machine.nowMs / everyMs) + 1) * everyMs
    return (machine.f64[(frame >> 1) + L.X] = next - machine.nowMs)
  }
  return { op: 'within', ms: 1e6, cancel: true, body: [{ op: 'do', run: wait }, { op: 'holdX' }, answer()] }
}

describe('a run', () => {
  it('is not changed by a neighbor that is not connected, though it uses the same memory and crashes too', () => {
    let neighbor: RigComponent | undefined
    const withNeighbor = runPair((rig, atMs) => {
      if (atMs === 0) {
        neighbor = rig
          .add('neighbor')
          .station(0, 3)
          .plan([pause(7), answer()])
        neighbor.connect(0, [neighbor], { latencyMs: 1, timeoutMs: 5 })
        neighbor.source(0.7, [...line(0, work(exponential(5), 'service'), call(0)), answer('asCalled')])
      }
      if (atMs % 300 === 250) crashInstance(rig.arena, neighbor!.instances[0]!, atMs % 600 === 250)
      if (atMs % 300 === 0) restoreInstance(rig.arena, neighbor!.instances[0]!)
    })
    expect(neighbor!.arrivals).toBeGreaterThan(100)
    const alone = runPair()
    expect(alone.length).toBeGreaterThan(800)
    expect(alone.filter(({ outcome }) => outcome === 'refused').length).toBeGreaterThan(20)
    expect(withNeighbor).toEqual(alone)
  })

  it('meets the same requests in another design: each brings its own demand', () => {
    const demands = (servers: number): number[] => {
      const rig = new Rig()
      const server = rig.add('server', servers).station(0, 1)
      server.plan([...line(0, work(exponential(3), 'service')), answer()])
      const client = rig.add('client')
      client.connect(0, [server])
      client.source(0.2, [call(0), answer('asCalled')])
      const journal = rig.keepJournal()
      rig.run(2000)
      const demand = ({ spent }: Ended): number => spent.find(({ cause }) => cause === L.CAUSE_SERVICE)?.ms ?? 0
      return journal.requests.toSorted((a, b) => a.number - b.number).map(demand)
    }
    const [one, three] = [demands(1), demands(3)]
    expect(three.slice(0, 300)).toEqual(one.slice(0, 300))
  })

  it('draws for the same purpose anew at every visit, and for every kind', () => {
    const rig = new Rig()
    const [a, b] = ['a', 'b'].map((name) => rig.add(name).plan([work(exponential(1), 'same'), answer()]))
    const client = rig.add('client')
    client.connect(0, [a!])
    client.connect(1, [b!])
    const ask = client.asks([work(exponential(1), 'same'), call(0), call(0), call(1), answer('asCalled')])
    const journal = rig.keepJournal()
    rig.at(0, ask)
    rig.run(100)
    const times = journal.requests[0]!.spent.map(({ ms }) => ms)
    expect(times).toHaveLength(4)
    expect(new Set(times).size).toBe(4)
    rig.at(100, ask)
    rig.run(200)
    expect(journal.requests[1]!.spent.map(({ ms }) => ms)).not.toEqual(times)
  })
})

describe('a call without a request', () => {
  it('as probes make it draws by the time of day: anew each time, and the same in every run', () => {
    const probes = (hasNeighbor: boolean): number[] => {
      const rig = new Rig()
      const server = rig.add('server').plan([work(exponential(3), 'service'), answer()])
      const prober = rig.add('prober')
      prober.connect(0, [server], { latencyMs: 1 })
      const sojourns: number[] = []
      const note: Steps[number] = { op: 'do', run: (machine) => sojourns.push(machine.nowMs % 20) }
      prober.daemon([{ op: 'loop', body: [pauseUntilNext(20), call(0), note] }])
      if (hasNeighbor) rig.add('neighbor').source(1, [work(exponential(1)), answer()])
      rig.run(2000)
      return sojourns
    }
    const alone = probes(false)
    expect(alone).toHaveLength(99)
    expect(new Set(alone).size).toBe(99)
    expect(probes(true)).toEqual(alone)
  })
})

describe('a chain of calls', () => {
  it('that comes back to itself is answered with an error when it is too deep', () => {
    for (const latencyMs of [0, 1]) {
      const rig = new Rig()
      const a = rig.add('a').station(0, 1e6)
      const b = rig.add('b')
      a.connect(0, [b], { latencyMs })
      b.connect(0, [a], { latencyMs })
      a.plan([...line(0, call(0)), answer('asCalled')])
      b.plan([call(0), answer('asCalled')])
      const client = rig.add('client')
      client.connect(0, [a], { latencyMs })
      const journal = rig.keepJournal()
      rig.at(0, client.asks([call(0), answer('asCalled')]))
      rig.run(1000)
      expect(journal.requests[0]).toMatchObject({ outcome: 'error', latencyMs: 2 * latencyMs * (DEPTH_MAX + 1) })
      expect(a.arrivals + b.arrivals).toBe(DEPTH_MAX + 1)
      expect(leftovers(rig)).toEqual([])
    }
  })
})

describe('a plan', () => {
  const runPlan = (steps: Steps): Rig => {
    const rig = new Rig()
    const client = rig.add('client').station(0, 0)
    rig.at(0, client.asks(steps))
    rig.run(100)
    return rig
  }

  it('that goes round without waiting is found out', () => {
    expect(() => runPlan([{ op: 'loop', body: [count(0)] }])).toThrow('goes on for ever')
  })

  it('whose frames wake each other without waiting is found out', () => {
    const branches: Steps[] = [[answer()]]
    const body: Steps = [{ op: 'fork', branches, needed: 1, cancel: false }]
    expect(() => runPlan([{ op: 'loop', body }])).toThrow('for ever')
  })

  it('that comes to its end without an answer is found out', () => {
    expect(() => runPlan([pause(1)])).toThrow('without an answer')
    expect(() => runPlan([{ op: 'within', ms: 5, cancel: false, body: [pause(1)] }, answer()])).toThrow(
      'without an answer',
    )
    expect(() => runPlan([{ op: 'within', ms: 5, cancel: false, body: [pause(9)] }, answer()])).not.toThrow()
  })

  it('that gives back what it does not hold is found out', () => {
    expect(() => runPlan([{ op: 'release', station: 0 }])).toThrow('does not hold')
  })

  it('that joins more branches than it has is refused', () => {
    for (const needed of [0, 3]) {
      const fork: Steps = [{ op: 'fork', branches: [[answer()], [answer()]], needed, cancel: false }]
      expect(() => runPlan(fork)).toThrow('cannot be waited for')
    }
  })

  it('goes on by operation, answer or test with the case that is meant, and then behind it', () => {
    const rig = new Rig()
    const log: number[] = []
    const note = (value: number): Steps[number] => ({ op: 'do', run: () => log.push(value) })
    const server = rig
      .add('server')
      .plan([
        { op: 'onOperation', cases: { 1: [note(1)], 3: [note(3)] }, otherwise: [note(0)] },
        note(9),
        { op: 'onOperation', cases: { 0: [answer('miss')], 2: [answer('error')] }, otherwise: [answer()] },
      ])
    const client = rig.add('client')
    client.connect(0, [server])
    const heard: Steps = [{ op: 'onAnswer', ok: [note(20)], miss: [note(21)], failed: [note(22)] }]
    const steps = [0, 1, 2, 3, 4, 7].flatMap((operation): Steps => [call(0, operation), ...heard])
    let turn = 0
    const turns: Steps = [{ op: 'branch', test: () => turn++, cases: [[note(30)], [], [note(32)]] }]
    rig.at(0, client.asks([...steps, ...turns, ...turns, ...turns, answer()]))
    rig.run(0)
    expect(log).toEqual([0, 9, 21, 1, 9, 20, 0, 9, 22, 3, 9, 20, 0, 9, 20, 0, 9, 20, 30, 32])
    expect(leftovers(rig)).toEqual([])
  })

  it('does what the full line says when there is no room, and goes on behind', () => {
    const rig = new Rig()
    const client = rig.add('client').station(0, 0, 0)
    const ask = client.asks([{ op: 'acquire', station: 0, full: [count(1)] }, count(0), answer()])
    rig.at(0, ask)
    rig.run(0)
    expect([client.counter(0), client.counter(1)]).toEqual([1, 1])
  })
})

describe('an answer', () => {
  it('fails when the call is doomed, names who spoiled it, and not more often than asked', () => {
    const rig = new Rig()
    const server = rig.add('server').plan([pause(1), answer()])
    rig.arena.f64[(server.instances[0]! >> 1) + L.N_DOOM] = 0.25 * 2 ** 32
    const client = rig.add('client')
    client.connect(0, [server])
    client.source(1, [call(0), answer('asCalled')])
    const journal = rig.keepJournal()
    rig.run(20_000)
    const failed = journal.requests.filter(({ outcome }) => outcome === 'error')
    const share = failed.length / journal.requests.length
    expect(Math.abs(share - 0.25) / Math.sqrt((0.25 * 0.75) / journal.requests.length)).toBeLessThan(4)
    expect(failed.every(({ culprit }) => culprit === server.index)).toBe(true)
    expect(audit(rig)).toEqual([])
  })
})
