/** Second calls: when they go out, where they go, which answer counts and what becomes of the other. */
import { describe, expect, it } from 'vitest'
import { leftovers } from './audit.ts'
import type { GuardSpec } from './guard.ts'
import { spentMs } from './journal.ts'
import * as L from './layout.ts'
import type { PlanFunction, Steps } from './plan.ts'
import { drawWords, hashText, uniform } from './random.ts'
import { Rig, type RigLink } from './rig.ts'
import { answer, call, exponential, work } from './rig-steps.ts'

function guardOf(hedgeMs: number): GuardSpec {
  return { hedgeMs, breaker: null, pool: null, handshake: null, throttle: null, retryBudget: null }
}

/** A client that calls a server of several instances, which does `steps`, and calls again after `hedgeMs`. */
function createPair(hedgeMs: number, steps: Steps, { instances = 2, ...link }: RigLink & { instances?: number } = {}) {
  const rig = new Rig()
  const server = rig.add('server', instances).plan(steps)
  const client = rig.add('client')
  const [made] = client.connect(0, [server], { timeoutMs: 1_000, ...link, guard: guardOf(hedgeMs) })
  return { rig, server, client, link: made!, journal: rig.keepJournal() }
}

const asking: Steps = [call(0), answer('asCalled')]

/** 0 at the first instance, 1 at any other. */
const byInstance: PlanFunction = ({ i32 }, frame) => Math.min(1, i32[i32[frame + L.INSTANCE]! + L.N_NUMBER]!)

const slowFirst: Steps = [{ op: 'branch', test: byInstance, cases: [[work(100)], [work(3)]] }, answer()]

describe('a hedge', () => {
  it('goes to another instance, and the first answer wins', () => {
    const { rig, server, client, journal } = createPair(10, slowFirst, { latencyMs: 1 })
    rig.at(0, client.asks(asking))
    rig.run(500)
    expect(journal.requests[0]).toMatchObject({ outcome: 'ok', latencyMs: 15 })
    // What the winner's account says is the whole time: it was waited for before the hedge went out.
    expect(spentMs(journal.requests[0]!)).toBe(15)
    expect(spentMs(journal.requests[0]!, { cause: L.CAUSE_TIMEOUT })).toBe(10)
    expect(server.outcome('abandoned')).toBe(1)
    expect(leftovers(rig)).toEqual([])
  })

  it('has the other call stopped where calls are cancelled', () => {
    const { rig, server, client } = createPair(10, slowFirst, { latencyMs: 1, cancel: true })
    rig.at(0, client.asks(asking))
    rig.run(16)
    expect(server.outcome('cancelled')).toBe(1)
    expect(server.inside).toBe(0)
    expect(leftovers(rig)).toEqual([])
  })

  it('goes over another link of a port whose links are taken in turn', () => {
    const rig = new Rig()
    const slow = rig.add('slow').plan([work(100), answer()])
    const quick = rig.add('quick').plan([work(3), answer()])
    const client = rig.add('client')
    client.connect(0, [slow, quick], { timeoutMs: 1_000, guard: guardOf(10) })
    const journal = rig.keepJournal()
    rig.at(0, client.asks(asking))
    rig.run(500)
    expect([slow.arrivals, quick.arrivals]).toEqual([1, 1])
    expect(journal.requests).toHaveLength(1)
    expect(leftovers(rig)).toEqual([])
  })

  it('does not go out when the answer came before, good or bad', () => {
    const { rig, server, client, journal } = createPair(10, [work(5), answer('error')])
    rig.at(0, client.asks(asking))
    rig.run(500)
    expect(journal.requests[0]).toMatchObject({ outcome: 'error', latencyMs: 5 })
    expect(server.arrivals).toBe(1)
    expect(leftovers(rig)).toEqual([])
  })

  it('is waited for when the first call fails meanwhile', () => {
    const steps: Steps = [
      { op: 'branch', test: byInstance, cases: [[work(20), answer('error')], [work(30)]] },
      answer(),
    ]
    const { rig, client, journal } = createPair(10, steps)
    rig.at(0, client.asks(asking))
    rig.run(500)
    expect(journal.requests[0]).toMatchObject({ outcome: 'ok', latencyMs: 40 })
    expect(leftovers(rig)).toEqual([])
  })

  it('ends with the deadline of the call', () => {
    const { rig, server, client, journal } = createPair(10, [work(100), answer()], { timeoutMs: 50 })
    rig.at(0, client.asks(asking))
    rig.run(500)
    expect(journal.requests[0]).toMatchObject({ outcome: 'timedOut', latencyMs: 50 })
    expect(server.outcome('abandoned')).toBe(2)
    expect(leftovers(rig)).toEqual([])
  })
})

describe('hedged reads', () => {
  it('with exponential times take m (1 − e^(−h/m)) + e^(−h/m) m / 2', () => {
    const { rig, server, client, journal } = createPair(20, [work(exponential(30)), answer()], { timeoutMs: 1e6 })
    client.source(0.1, asking)
    rig.run(400_000)
    const late = Math.exp(-20 / 30)
    const times = journal.requests.map(({ latencyMs }) => latencyMs)
    const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length
    // The standard deviation is below that of the exponential law.
    expect(Math.abs(mean - (30 * (1 - late) + 15 * late))).toBeLessThan((3.5 * 30) / Math.sqrt(times.length))
    const extra = server.arrivals / times.length - 1
    expect(Math.abs(extra - late)).toBeLessThan(4 * Math.sqrt((late * (1 - late)) / times.length) + 1e-3)
  })

  // A read is two one-way delays: 98.2 % Pareto from 1.5 ms with shape 3.8, else exponential with mean 1 / 0.0217 ms.
  const isLong: PlanFunction = ({ i32 }, frame) => {
    const request = i32[frame + L.REQUEST]!
    const which = i32[frame + L.A]!
    i32[frame + L.A] = 1
    drawWords(
      i32,
      i32[request + L.R_SEED]!,
      i32[request + L.R_SEED + 1]!,
      hashText(`way ${which}`),
      i32[frame + L.VISIT]!,
    )
    return uniform(i32) < 0.018 ? 1 : 0
  }
  const shape = 3.8
  const pareto = { law: 'pareto', mean: (1.5 * shape) / (shape - 1), cv: 1 / Math.sqrt(shape * (shape - 2)) } as const
  const way = (n: number): Steps => [
    {
      op: 'branch',
      test: isLong,
      cases: [[work(pareto, `usual ${n}`)], [work(exponential(1 / 0.0217), `long ${n}`)]],
    },
  ]
  const begin: PlanFunction = ({ i32 }, frame) => (i32[frame + L.A] = 0)

  it.each([
    { hedgeMs: 8, p999: 16.7112, extra: 0.0421095 },
    { hedgeMs: 0, p999: 11.0504, extra: 1 },
  ])('of two replicas after $hedgeMs ms have 99.9 % within $p999 ms', ({ hedgeMs, p999, extra }) => {
    const steps: Steps = [{ op: 'do', run: begin }, ...way(0), ...way(1), answer()]
    const { rig, server, client } = createPair(hedgeMs, steps, { timeoutMs: 1e5 })
    client.source(1, asking)
    rig.machine.recorder = null
    rig.run(250_000)
    // Of 250 requests beyond it, one standard deviation is a sixteenth, which is 3 % of the time at this slope.
    expect(Math.abs(client.percentile(0.999) / p999 - 1)).toBeLessThan(0.06)
    expect(Math.abs(server.arrivals / client.arrivals - 1 - extra)).toBeLessThan(0.0025)
  })
})
