/** Tries after failed ones: how many, how long between, and where they go. */
import { describe, expect, it } from 'vitest'
import { leftovers } from './audit.ts'
import { spentMs } from './journal.ts'
import * as L from './layout.ts'
import type { PlanFunction, Step } from './plan.ts'
import { Rig } from './rig.ts'
import { answer, call, count, work } from './rig-steps.ts'

describe('retries', () => {
  /** A server that fails, and a client that tries it `tries` times. */
  function createRetries(tries: number, backoffMs: number) {
    const rig = new Rig()
    const server = rig.add('server').plan([work(1), answer('error')])
    const client = rig.add('client')
    const [link] = client.connect(0, [server], { tries, backoffMs, latencyMs: 1 })
    const ask = client.asks([call(0), answer('asCalled')])
    return { rig, server, client, link: link!, ask, journal: rig.keepJournal() }
  }

  it('end after so many tries with the last failure', () => {
    const { rig, server, ask, journal } = createRetries(4, 0)
    rig.at(0, ask)
    rig.run(100)
    expect(server.arrivals).toBe(4)
    expect(journal.requests[0]).toMatchObject({ outcome: 'error', latencyMs: 12, culprit: server.index })
  })

  it('wait longer and longer between, anything up to base · 2ⁿ', () => {
    const { rig, ask, journal } = createRetries(5, 10)
    for (let n = 0; n < 400; n++) rig.at(n, ask)
    rig.run(10_000)
    const waits = journal.requests.map((request) => spentMs(request, { cause: L.CAUSE_BACKOFF }))
    // Uniform up to 10, 20, 40 and 80: 75 ms on the average, with a standard deviation of 26.6 ms.
    const mean = waits.reduce((sum, ms) => sum + ms, 0) / waits.length
    expect(Math.abs(mean - 75) / (26.6 / Math.sqrt(400))).toBeLessThan(4)
    expect(Math.max(...waits)).toBeLessThan(150)
    for (const request of journal.requests) expect(spentMs(request)).toBeCloseTo(request.latencyMs)
  })

  it.each([
    { law: L.BACKOFF_NONE, jitter: L.SPREAD_FULL, waits: [0, 0] },
    { law: L.BACKOFF_FIXED, jitter: L.SPREAD_NONE, waits: [40, 40] },
    { law: L.BACKOFF_FIXED, jitter: L.SPREAD_FULL, waits: [0, 40] },
    { law: L.BACKOFF_EXPONENTIAL, jitter: L.SPREAD_NONE, waits: [10 + 20 + 25 + 25, 80] },
    { law: L.BACKOFF_EXPONENTIAL, jitter: L.SPREAD_FULL, waits: [0, 80] },
    { law: L.BACKOFF_EXPONENTIAL, jitter: L.SPREAD_EQUAL, waits: [40, 80] },
  ])('wait by law $law with jitter $jitter: four times between $waits ms in all', ({ law, jitter, waits }) => {
    const rig = new Rig()
    const server = rig.add('server').plan([answer('error')])
    const client = rig.add('client')
    client.connect(0, [server], { tries: 5, backoffMs: 10, backoff: { law, jitter, maxMs: 25 } })
    const journal = rig.keepJournal()
    const ask = client.asks([call(0), answer('asCalled')])
    for (let n = 0; n < 400; n++) rig.at(n, ask)
    rig.run(10_000)
    const [least = 0, most = 0] = waits
    const seen = journal.requests.map(({ latencyMs }) => latencyMs)
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(least - 1e-9)
    expect(Math.max(...seen)).toBeLessThanOrEqual(most + 1e-9)
    // Uniform in each wait: the mean is in the middle, whose standard deviation is at most 12 ms a request.
    const mean = seen.reduce((sum, ms) => sum + ms, 0) / seen.length
    expect(Math.abs(mean - (least + most) / 2)).toBeLessThan((4 * 12) / Math.sqrt(400))
    expect(Math.max(...seen) - Math.min(...seen)).toBeGreaterThan(most > least ? 0.4 * (most - least) : -1)
  })

  it('begin anew with every call, also when the one before found nowhere to go on its second try', () => {
    const { rig, server, client, link } = createRetries(3, 0)
    const connect = (targets: number): Step => ({
      op: 'do',
      run: (machine) => (machine.i32[link + L.L_COUNT] = targets),
    })
    const isFirst: PlanFunction = (machine, frame) => (machine.i32[frame + L.VISIT]! % 256 === 0 ? 0 : 1)
    server.plan([{ op: 'branch', test: isFirst, cases: [[connect(0)], []] }, answer('error')])
    const tryIt: Step = { op: 'call', port: 0, operation: 0, none: [count(0)] }
    const ask = client.asks([tryIt, connect(1), tryIt, answer('asCalled')])
    rig.at(0, ask)
    rig.run(100)
    expect(client.counter(0)).toBe(1)
    expect(server.arrivals).toBe(1 + 3)
    expect(leftovers(rig)).toEqual([])
  })

  it('go on with the next link of a port when one leads nowhere', () => {
    const { rig, server, client } = createRetries(1, 0)
    const other = rig.add('other').plan([answer()])
    const links = client.connect(0, [server, other])
    rig.arena.i32[links[0]! + L.L_COUNT] = 0
    const ask = client.asks([call(0), answer('asCalled')])
    for (let n = 0; n < 4; n++) rig.at(n, ask)
    rig.run(100)
    expect(other.arrivals).toBe(4)
    rig.arena.i32[links[1]! + L.L_COUNT] = 0
    rig.at(200, ask)
    rig.run(300)
    expect(client.outcome('refused')).toBe(1)
  })
})
