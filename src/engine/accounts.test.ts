/** What a run adds up to: where time went and why requests failed, against the requests one by one. */
import { describe, expect, it } from 'vitest'
import { account, failureRow, timeRow } from './accounts.ts'
import * as H from './header.ts'
import { spentMs, type Ended } from './journal.ts'
import * as L from './layout.ts'
import { OUTCOMES } from './outcome.ts'
import { Rig } from './rig.ts'
import { answer, call, pause, work } from './rig-steps.ts'
import { createTown, liveWithCrashes } from './rig-town.ts'

const END_MS = 4000
const SLOW_MS = 60

/** A town with crashes, its requests one by one, and a reader of its table. */
function runTown() {
  const town = createTown()
  const journal = town.rig.keepJournal()
  town.rig.arena.f64[H.SLOW_MS] = SLOW_MS
  liveWithCrashes(town, END_MS)
  const { i32, f64 } = town.rig.arena
  const timeOf = (component: number, cause: number, at = 0): number => {
    return f64[timeRow(i32, (component << L.CAUSE_BITS) | cause) + at]!
  }
  return { ...town, requests: journal.requests, i32, f64, timeOf }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Components and causes, as pairs. */
const keys = [0, 1, 2, 3, 4].flatMap((component) =>
  Array.from({ length: L.CAUSES }, (_, cause) => ({ component, cause })),
)

describe('the table of time', () => {
  it('holds every ms of every request, at the component and cause it went to', () => {
    const { requests, timeOf } = runTown()
    for (const key of keys) {
      const expected = sum(requests.map((request) => spentMs(request, key)))
      expect(timeOf(key.component, key.cause)).toBeCloseTo(expected, 6)
    }
    const latencies = sum(requests.map(({ latencyMs }) => latencyMs))
    expect(sum(keys.map(({ component, cause }) => timeOf(component, cause)))).toBeCloseTo(latencies, 4)
    for (const request of requests) expect(Math.abs(spentMs(request) - request.latencyMs)).toBeLessThan(1e-6)
  })

  it('tells which requests were slow, and what cost each of them the most', () => {
    const { requests, timeOf } = runTown()
    const slow = requests.filter(({ latencyMs }) => latencyMs > SLOW_MS)
    expect(slow.length).toBeGreaterThan(50)
    const worstOf = (request: Ended): string => {
      const spent = keys.map((key) => ({ key, ms: spentMs(request, key) }))
      const { key } = spent.reduce((worst, part) => (part.ms > worst.ms ? part : worst))
      return `${key.component}/${key.cause}`
    }
    const worst = slow.map(worstOf)
    for (const { component, cause } of keys) {
      const expected = sum(slow.map((request) => spentMs(request, { component, cause })))
      expect(timeOf(component, cause, 1)).toBeCloseTo(expected, 6)
      expect(timeOf(component, cause, 2)).toBe(worst.filter((key) => key === `${component}/${cause}`).length)
    }
    const last = slow.at(-1)!
    const [component, cause] = worstOf(last).split('/').map(Number) as [number, number]
    expect(timeOf(component, cause, 3)).toBe(last.number)
    expect(timeOf(component, cause, 5)).toBe(last.startedMs)
  })
})

describe('the table of failures', () => {
  it('counts every failure once, at the component that caused it, and remembers the last', () => {
    const { requests, i32, f64 } = runTown()
    const failures = requests.filter(({ outcome }) => outcome !== 'ok')
    expect(failures.length).toBeGreaterThan(20)
    let counted = 0
    for (const { component, cause } of keys) {
      const outcome = OUTCOMES[cause]
      if (outcome === undefined || cause === 0) continue
      const mine = failures.filter((request) => request.culprit === component && request.outcome === outcome)
      const row = failureRow(i32, component, cause)
      expect(f64[row]).toBe(mine.length)
      counted += mine.length
      if (mine.length > 0) expect(f64[row + 1]).toBe(mine.at(-1)!.number)
    }
    expect(counted).toBe(failures.length)
  })
})

describe('the table', () => {
  it('keeps what is booked when it is made larger in the middle of a run', () => {
    const plain = runTown()
    const town = createTown()
    town.rig.arena.f64[H.SLOW_MS] = SLOW_MS
    liveWithCrashes(town, END_MS / 2)
    account(town.rig.arena, 100)
    liveWithCrashes(town, END_MS)
    const { i32, f64 } = town.rig.arena
    for (const { component, cause } of keys) {
      expect(f64[timeRow(i32, (component << L.CAUSE_BITS) | cause)]).toBe(plain.timeOf(component, cause))
    }
    expect(f64[H.SLOW_MS]).toBe(SLOW_MS)
  })
})

describe('the digest', () => {
  /** A client that asks at these times, of a server that takes so many ms, and what comes out. */
  function digestOf(atMs: readonly number[], serviceMs: number, outcome: 'ok' | 'error' = 'ok'): string {
    const rig = new Rig()
    const server = rig.add('server').plan([work(serviceMs), answer(outcome)])
    const client = rig.add('client')
    client.connect(0, [server])
    const ask = client.asks([call(0), answer('asCalled')])
    for (const at of atMs) rig.at(at, ask)
    rig.run(1000)
    return rig.digest
  }

  it('tells runs apart by latency, outcome, number and order of what ended', () => {
    const runs = [
      digestOf([0, 1, 2], 5),
      digestOf([0, 1, 2], 5),
      digestOf([0, 1, 2], 5.000001),
      digestOf([0, 1, 2], 5, 'error'),
      digestOf([0, 1], 5),
      digestOf([], 5),
    ]
    expect(runs[0]).toBe(runs[1])
    expect(new Set(runs).size).toBe(5)
  })

  it('is that of what ended, not of what was on the way or when anybody looked', () => {
    const rig = new Rig()
    const client = rig.add('client')
    const ask = client.asks([pause(5), answer()])
    rig.at(0, ask)
    rig.run(4)
    expect(rig.digest).toBe(new Rig().digest)
    rig.run(5)
    const digest = rig.digest
    rig.at(6, ask)
    rig.run(10)
    expect(rig.digest).toBe(digest)
  })
})
