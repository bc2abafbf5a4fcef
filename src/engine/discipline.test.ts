/** Lines that are not first come, first served, in small cases that can be worked out by hand. */
import { describe, expect, it } from 'vitest'
import { audit, leftovers } from './audit.ts'
import { setDiscipline } from './discipline.ts'
import type { Journal } from './journal.ts'
import * as L from './layout.ts'
import type { PlanFunction, Steps } from './plan.ts'
import { Rig } from './rig.ts'

interface Case {
  readonly discipline: number
  readonly serviceMs: number
  /** By the number of the request. */
  readonly priorities?: readonly number[]
}

/** A client whose requests are served at its own station, one after the other. */
function createCase({ discipline, serviceMs, priorities = [] }: Case) {
  const rig = new Rig()
  const client = rig.add('client').station(0, 1, 1e9, discipline)
  const order = { discipline, targetMs: 5, intervalMs: 100 }
  setDiscipline(rig.arena.i32, rig.arena.f64, client.resource(0), order)
  const setPriority: PlanFunction = ({ i32, f64 }, frame) => {
    const request = i32[frame + L.REQUEST]!
    return (i32[request + L.R_PRIORITY] = priorities[f64[(request >> 1) + L.R_NUMBER]!] ?? 5)
  }
  const gone: Steps = [{ op: 'answer', outcome: 'asCalled' }]
  const steps: Steps = [
    { op: 'do', run: setPriority },
    { op: 'acquire', station: 0, full: [{ op: 'answer', outcome: 'turnedAway' }], expelled: gone },
    { op: 'hold', time: { law: 'constant', mean: serviceMs, cv: 0 }, purpose: 'own', cause: 'service' },
    { op: 'release', station: 0 },
    { op: 'answer', outcome: 'ok' },
  ]
  return { rig, ask: client.asks(steps), journal: rig.keepJournal() }
}

/** [number of the request, when it ended] of those that ended so, in the order of the ends. */
function ends(journal: Journal, outcome = 'ok'): [number, number][] {
  const ended = journal.requests.filter((request) => request.outcome === outcome)
  return ended.map(({ number, startedMs, latencyMs }) => [number, Math.round((startedMs + latencyMs) * 1e9) / 1e9])
}

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)

describe('last come, first served', () => {
  it('takes the latest, and leaves the earliest for the end', () => {
    const { rig, ask, journal } = createCase({ discipline: L.LIFO, serviceMs: 1.6 })
    for (const n of upTo(8)) rig.at(n + 1, ask)
    rig.run(9.5)
    expect(ends(journal)).toEqual([
      [0, 2.6],
      [1, 4.2],
      [3, 5.8],
      [4, 7.4],
      [6, 9],
    ])
    expect(audit(rig)).toEqual([])
    rig.run(100)
    expect(
      ends(journal)
        .slice(5)
        .map(([number]) => number),
    ).toEqual([7, 5, 2])
    expect(leftovers(rig)).toEqual([])
  })

  it('makes nobody wait longer or shorter on the average', () => {
    const mean = [L.FIFO, L.LIFO].map((discipline) => {
      const { rig, ask, journal } = createCase({ discipline, serviceMs: 3 })
      for (const n of upTo(200)) rig.at(((n * 7919) % 601) + (n % 7) / 8, ask)
      rig.run(10_000)
      expect(journal.requests.length).toBe(200)
      return journal.requests.reduce((sum, { latencyMs }) => sum + latencyMs, 0) / journal.requests.length
    })
    expect(mean[1]).toBeCloseTo(mean[0]!, 9)
  })
})

describe('priorities', () => {
  it('let the most important go first, equals in the order of arrival, and interrupt nobody', () => {
    const priorities = [5, 1, 5, 9, 0, 9, 5, 1]
    const { rig, ask, journal } = createCase({ discipline: L.PRIORITY, serviceMs: 10, priorities })
    for (const n of upTo(8)) rig.at(n, ask)
    rig.run(8)
    expect(audit(rig)).toEqual([])
    rig.run(100)
    expect(ends(journal).map(([number]) => number)).toEqual([0, 3, 5, 2, 6, 1, 7, 4])
    expect(leftovers(rig)).toEqual([])
  })
})

describe('a line that CoDel keeps short', () => {
  it('sends nobody away as long as waits are short, or long for less than an interval', () => {
    const { rig, ask, journal } = createCase({ discipline: L.CODEL, serviceMs: 10 })
    // Ten at once: the last waits 90 ms, and the waits are above 5 ms for 80 ms.
    for (const n of upTo(10)) rig.at(n / 1_000, ask)
    rig.run(1_000)
    expect(ends(journal).length).toBe(10)
    // Later another ten: it starts to count again.
    for (const n of upTo(10)) rig.at(1_000 + n / 1_000, ask)
    rig.run(2_000)
    expect(ends(journal).length).toBe(20)
  })

  it('sends the first away after an interval, then one more at ever shorter distances', () => {
    const { rig, ask, journal } = createCase({ discipline: L.CODEL, serviceMs: 10 })
    for (const n of upTo(100)) rig.at(n / 1_000, ask)
    rig.run(10_000)
    const shed = ends(journal, 'shed').map(([, at]) => at)
    expect(ends(journal).length + shed.length).toBe(100)
    // From 10 ms on waits are too long, so the first goes at 110; then after 100, 100/√2, 100/√3, … ms. It is looked
    // at whenever the server comes free, every 10 ms.
    let due = 110
    const expected = [110]
    for (let count = 1; expected.length < 6; count++) {
      due += 100 / Math.sqrt(count)
      expected.push(Math.ceil(due / 10) * 10)
    }
    expect(shed.slice(0, 6)).toEqual(expected)
    expect(ends(journal, 'shed')[0]).toEqual([11, 110])
    expect(leftovers(rig)).toEqual([])
  })
})
