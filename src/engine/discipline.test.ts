/** Lines that are not first come, first served, in small cases that can be worked out by hand. */
import { describe, expect, it } from 'vitest'
import { audit, leftovers } from './audit.ts'
import { setDiscipline } from './discipline.ts'
import * as H from './header.ts'
import { crashInstance } from './instance.ts'
import { type Journal, spentMs } from './journal.ts'
import * as L from './layout.ts'
import type { PlanFunction, Steps } from './plan.ts'
import { Rig } from './rig.ts'

interface Case {
  readonly discipline?: number
  readonly room?: number
  readonly serviceMs: number
  readonly patienceMs?: number
  /** By the number of the request. */
  readonly priorities?: readonly number[]
}

/** A client whose requests are served at its own station, one after the other. */
function createCase({ discipline = L.FIFO, room = 1e9, serviceMs, patienceMs, priorities = [] }: Case) {
  const rig = new Rig()
  const client = rig.add('client').station(0, 1, room, discipline)
  const order = { discipline, targetMs: 5, intervalMs: 100 }
  setDiscipline(rig.arena.i32, rig.arena.f64, client.resource(0), order)
  const setPriority: PlanFunction = ({ i32, f64 }, frame) => {
    const request = i32[frame + L.REQUEST]!
    return (i32[request + L.R_PRIORITY] = priorities[f64[(request >> 1) + L.R_NUMBER]!] ?? 5)
  }
  const gone: Steps = [{ op: 'answer', outcome: 'asCalled' }]
  const steps: Steps = [
    { op: 'do', run: setPriority },
    {
      op: 'acquire',
      station: 0,
      full: [{ op: 'answer', outcome: 'turnedAway' }],
      expelled: patienceMs === undefined ? gone : [{ op: 'patience', time: constant(patienceMs) }, ...gone],
    },
    { op: 'hold', time: constant(serviceMs), purpose: 'own', cause: 'service' },
    { op: 'release', station: 0 },
    { op: 'answer', outcome: 'ok' },
  ]
  return { rig, client, ask: client.asks(steps), journal: rig.keepJournal() }
}

const constant = (ms: number) => ({ law: 'constant', mean: ms, cv: 0 }) as const

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

describe('patience', () => {
  it('ends the wait of those who have waited so long, and of nobody who is served by then', () => {
    const { rig, ask, journal } = createCase({ serviceMs: 10, patienceMs: 15 })
    for (const n of upTo(4)) rig.at(n, ask)
    rig.run(12)
    expect(audit(rig)).toEqual([])
    rig.run(100)
    expect(ends(journal)).toEqual([
      [0, 10],
      [1, 20],
    ])
    expect(ends(journal, 'shed')).toEqual([
      [2, 17],
      [3, 18],
    ])
    const waited = journal.requests.map((request) => spentMs(request, { cause: L.CAUSE_WAITING }))
    expect(waited.toSorted((a, b) => a - b)).toEqual([0, 9, 15, 15])
    expect(leftovers(rig)).toEqual([])
  })

  it('frees a place in the waiting room', () => {
    const { rig, ask, journal } = createCase({ room: 1, serviceMs: 100, patienceMs: 5 })
    for (const at of [0, 1, 2, 7]) rig.at(at, ask)
    rig.run(50)
    expect(ends(journal, 'turnedAway')).toEqual([[2, 2]])
    expect(ends(journal, 'shed')).toEqual([
      [1, 6],
      [3, 12],
    ])
  })

  it('holds in a line by priority when one in the middle goes', () => {
    const { rig, ask, journal } = createCase({
      discipline: L.PRIORITY,
      serviceMs: 10,
      patienceMs: 12,
      priorities: [5, 5, 7, 7, 5],
    })
    for (const n of upTo(5)) rig.at(n, ask)
    for (const at of [5, 13.5, 20]) {
      rig.run(at)
      expect(audit(rig)).toEqual([])
    }
    rig.run(100)
    // 2 is let in at 10; 1 gives up at 13, 3 at 15, 4 at 16.
    expect(ends(journal).map(([number]) => number)).toEqual([0, 2])
    expect(ends(journal, 'shed')).toEqual([
      [1, 13],
      [3, 15],
      [4, 16],
    ])
  })

  it('is forgotten with those who are crashed out of the line', () => {
    const { rig, client, ask } = createCase({ serviceMs: 10, patienceMs: 15 })
    for (const n of upTo(4)) rig.at(n, ask)
    rig.run(5)
    crashInstance(rig.arena, client.instances[0]!, false)
    expect(rig.arena.i32[client.resource(0) + L.T_HEAP_SIZE]).toBe(0)
    rig.run(100)
    expect(audit(rig)).toEqual([])
  })

  it('costs nothing for those who do not wait: who is turned away leaves nothing behind', () => {
    const { rig, ask, journal } = createCase({ room: 1, serviceMs: 10, patienceMs: 60_000 })
    for (const n of upTo(1_000)) rig.at(n, ask)
    rig.run(1_000)
    expect(ends(journal, 'turnedAway').length).toBeGreaterThan(800)
    expect(rig.arena.i32[H.FRAMES_IN_USE]).toBeLessThanOrEqual(2)
  })
})
