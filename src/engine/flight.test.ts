/** Single flights: of all that want the same key at once, one goes and the others wait for it, however it ends. */
import { describe, expect, it } from 'vitest'
import { RESERVE_WORDS } from './arena.ts'
import { audit, leftovers } from './audit.ts'
import { createFlights } from './flight.ts'
import { crashInstance, stopDaemon } from './instance.ts'
import { spentMs } from './journal.ts'
import * as L from './layout.ts'
import type { Step } from './plan.ts'
import { fillUp, Rig } from './rig.ts'
import { answer, call, count, pause, work } from './rig-steps.ts'

describe('a single flight', () => {
  const KEYS = 3

  /** Looks like a cache that forgets: the leader asks the origin, the others go on when it has landed. */
  function createFlightCase(options: { timeoutMs?: number; cancel?: boolean; instances?: number; keys?: number } = {}) {
    const rig = new Rig()
    const origin = rig.add('origin').plan([pause(20), answer()])
    const cache = rig.add('cache', options.instances)
    cache.set(L.N_RESOURCES, createFlights(rig.arena))
    cache.connect(0, [origin], { timeoutMs: 1000 })
    const fly: Step = { op: 'fly', flights: 0, after: [count(1), answer()] }
    cache.plan([fly, call(0), { op: 'land', flights: 0 }, count(0), answer('asCalled')])
    const client = rig.add('client')
    client.connect(0, [cache], { timeoutMs: options.timeoutMs ?? 1000, cancel: options.cancel ?? false })
    const setKey: Step = {
      op: 'do',
      run: (machine, frame) => {
        const request = machine.i32[frame + L.REQUEST]!
        return (machine.i32[request + L.R_KEY] = machine.f64[(request >> 1) + L.R_NUMBER]! % (options.keys ?? KEYS))
      },
    }
    const ask = client.asks([setKey, call(0), answer('asCalled')])
    return { rig, origin, cache, client, ask, journal: rig.keepJournal() }
  }

  it('lets one ask and the others wait, each key for itself', () => {
    const { rig, origin, cache, ask, journal } = createFlightCase()
    for (let n = 0; n < 3 * KEYS; n++) rig.at(n, ask)
    rig.run(100)
    expect([origin.arrivals, cache.counter(0), cache.counter(1)]).toEqual([KEYS, KEYS, 2 * KEYS])
    // Those who waited were done when their leader was, and know what they waited for.
    const last = journal.requests.find(({ number }) => number === 2 * KEYS)!
    expect(last.latencyMs).toBe(20 - 2 * KEYS)
    expect(spentMs(last, { component: cache.index, cause: L.CAUSE_COALESCED })).toBe(last.latencyMs)
    expect(leftovers(rig)).toEqual([])
    rig.at(200, ask)
    rig.run(300)
    expect(origin.arrivals).toBe(KEYS + 1)
  })

  it('tells keys apart, also those that hang in one bucket of the table', () => {
    const keys = 3000
    const { rig, origin, cache, ask } = createFlightCase({ keys })
    for (let n = 0; n < 2 * keys; n++) ask()
    rig.run(100)
    expect([origin.arrivals, cache.counter(1)]).toEqual([keys, keys])
    expect(leftovers(rig)).toEqual([])
  })

  it('whose leader is cancelled lets the others go on', () => {
    const { rig, cache, ask } = createFlightCase({ timeoutMs: 10, cancel: true })
    rig.at(0, ask)
    rig.at(0, ask)
    rig.at(0, ask)
    rig.at(5, ask)
    rig.run(9)
    expect(audit(rig)).toEqual([])
    rig.run(10)
    expect(cache.counter(1)).toBe(1)
    rig.run(100)
    expect(leftovers(rig)).toEqual([])
  })

  it('is left by one who waits and is cancelled, and goes on without it', () => {
    const { rig, cache, client, ask } = createFlightCase()
    for (let n = 0; n < KEYS; n++) rig.at(0, ask)
    rig.run(1)
    client.connect(0, [cache], { timeoutMs: 5, cancel: true })
    for (let n = 0; n < 2 * KEYS; n++) rig.at(2, ask)
    rig.run(7)
    expect(client.outcome('timedOut')).toBe(2 * KEYS)
    expect(audit(rig)).toEqual([])
    rig.run(100)
    expect([cache.counter(0), cache.counter(1)]).toEqual([KEYS, 0])
    expect(leftovers(rig)).toEqual([])
  })

  it('whose leader goes down lets those at other instances go on', () => {
    const { rig, cache, ask, journal } = createFlightCase({ instances: 2 })
    for (let n = 0; n < 2 * KEYS; n++) rig.at(n, ask)
    rig.at(10, () => crashInstance(rig.arena, cache.instances[0]!, false))
    rig.run(10)
    // Request 3 came to the second instance and waited for the flight of request 0, which was at the first.
    expect(journal.requests.map(({ number, outcome }) => [number, outcome])).toEqual([
      [3, 'ok'],
      [5, 'ok'],
      [0, 'refused'],
      [2, 'refused'],
      [4, 'refused'],
    ])
    rig.run(100)
    expect(leftovers(rig)).toEqual([])
  })

  it('ends only in its own table: a frame may lead one in each of two', () => {
    const rig = new Rig()
    const client = rig.add('client')
    for (const slot of [0, 1]) client.set(L.N_RESOURCES + slot, createFlights(rig.arena))
    const fly = (flights: number): Step => ({ op: 'fly', flights, after: [count(flights), answer()] })
    const leader = client.asks([fly(0), fly(1), pause(10), { op: 'land', flights: 0 }, pause(10), answer()])
    const waits = [0, 1].map((flights) => client.asks([fly(flights), answer('error')]))
    rig.at(0, leader)
    rig.at(1, waits[0]!)
    rig.at(1, waits[1]!)
    rig.run(10)
    expect([client.counter(0), client.counter(1)]).toEqual([1, 0])
    rig.run(20)
    expect([client.counter(0), client.counter(1)]).toEqual([1, 1])
    expect(leftovers(rig)).toEqual([])
  })

  it('lands any number of others at one moment', () => {
    const { rig, origin, cache, client } = createFlightCase({ timeoutMs: 1e6 })
    rig.machine.recorder = null
    origin.plan([pause(100), answer()])
    // More than the arena keeps words in reserve for.
    const source = client.source(700, [work(0.5), call(0), answer('asCalled')])
    rig.at(99, () => stopDaemon(rig.arena, source))
    rig.run(99.6)
    expect(cache.inside).toBeGreaterThan(RESERVE_WORDS / L.SEGMENT_WORDS)
    fillUp(rig.arena)
    rig.run(101)
    expect(cache.inside).toBeLessThan(5000)
    expect(audit(rig)).toEqual([])
  })
})
