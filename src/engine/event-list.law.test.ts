/** The calendar against a plain binary heap: the same nodes leave in the same order, whatever goes in and out. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Arena } from './arena.ts'
import { createCalendar, dequeue, enqueue, withdraw } from './event-list.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import { nextWord, seedStream, uniformOfWord } from './random.ts'

const NODE_WORDS = 6

interface Due {
  readonly time: number
  readonly seq: number
  readonly node: number
}

function isBefore(a: Due, b: Due): boolean {
  return a.time < b.time || (a.time === b.time && a.seq < b.seq)
}

/** The reference: an array that is kept a heap. */
class Heap {
  readonly items: Due[] = []

  push(item: Due): void {
    let at = this.items.push(item) - 1
    while (at > 0 && isBefore(item, this.items[(at - 1) >> 1]!)) {
      this.items[at] = this.items[(at - 1) >> 1]!
      at = (at - 1) >> 1
    }
    this.items[at] = item
  }

  pop(): Due | undefined {
    const first = this.items[0]
    const last = this.items.pop()
    if (last === undefined || this.items.length === 0) return first
    let at = 0
    for (let child = 1; child < this.items.length; child = 2 * at + 1) {
      if (child + 1 < this.items.length && isBefore(this.items[child + 1]!, this.items[child]!)) child++
      if (!isBefore(this.items[child]!, last)) break
      this.items[at] = this.items[child]!
      at = child
    }
    this.items[at] = last
    return first
  }

  /** Takes one out, wherever it stands. */
  remove(index: number): Due {
    const item = this.items[index]!
    const rest = this.items.filter((other) => other !== item)
    this.items.length = 0
    for (const other of rest) this.push(other)
    return item
  }
}

/** A calendar and the reference, fed alike; every step compares them. */
class Pair {
  readonly arena = new Arena()
  readonly heap = new Heap()
  private readonly spare: number[] = []

  constructor() {
    createCalendar(this.arena)
  }

  get now(): number {
    return this.arena.f64[H.NOW]!
  }

  push(delayMs: number): void {
    const node = this.spare.pop() ?? this.arena.alloc(NODE_WORDS)
    const { i32, f64 } = this.arena
    const seq = f64[H.SEQUENCE]!
    f64[H.SEQUENCE] = seq + 1
    f64[(node >> 1) + L.TIME] = this.now + delayMs
    f64[(node >> 1) + L.SEQ] = seq
    enqueue(i32, f64, node)
    this.heap.push({ time: this.now + delayMs, seq, node })
  }

  /** Takes out the first of what is due within `withinMs`; afterwards the clock is there, as in the machine. */
  pop(withinMs = Infinity): boolean {
    const until = this.now + withinMs
    this.arena.f64[H.UNTIL] = until
    const expected = this.heap.items[0]
    const node = dequeue(this.arena, H.UNTIL)
    if (expected === undefined || expected.time > until) {
      if (node !== 0) throw new Error(`node ${node} left before it was due`)
      if (withinMs < Infinity) this.arena.f64[H.NOW] = until
      return false
    }
    if (node !== expected.node) throw new Error(`expected node ${expected.node}, got ${node}`)
    if (this.now !== expected.time) throw new Error(`the clock is ${this.now}, due was ${expected.time}`)
    this.heap.pop()
    this.spare.push(node)
    return true
  }

  withdraw(index: number): void {
    if (this.heap.items.length === 0) return
    const { node } = this.heap.remove(index % this.heap.items.length)
    withdraw(this.arena.i32, this.arena.f64, node)
    this.spare.push(node)
  }

  drain(): void {
    while (this.heap.items.length > 0) this.pop()
    expect(dequeue(this.arena, H.UNTIL)).toBe(0)
    expect(this.arena.i32[H.CALENDAR_COUNT]).toBe(0)
  }
}

/** Uniform numbers for the long cases, where fast-check would draw too many. */
function uniforms(seed: number): () => number {
  const { i32 } = new Arena()
  seedStream(i32, 100, [seed, 1])
  return () => uniformOfWord(nextWord(i32, 100))
}

const delay = fc.oneof(
  fc.constantFrom(0, 0, 1, 1, 0.5, 5, 1e-7, 1e6, 8.64e7, 1e12),
  fc.double({ min: 0, max: 10, noNaN: true }),
  fc.double({ min: 0, max: 1e5, noNaN: true }),
)
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('push' as const), delay }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('burst' as const), delay, count: fc.integer({ min: 2, max: 300 }) }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('pop' as const) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('until' as const), delay }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('withdraw' as const), index: fc.nat(1000) }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('popAll' as const), count: fc.integer({ min: 10, max: 400 }) }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function follow(pair: Pair, does: Step): void {
  if (does.does === 'push') pair.push(does.delay)
  else if (does.does === 'burst') for (let n = 0; n < does.count; n++) pair.push(does.delay)
  else if (does.does === 'pop') pair.pop()
  else if (does.does === 'until') while (pair.pop(does.delay) && pair.heap.items.length > 0);
  else if (does.does === 'withdraw') pair.withdraw(does.index)
  else for (let n = 0; n < does.count && pair.pop(); n++);
}

describe('the event list', () => {
  it('lets nodes leave by (time, sequence), like a heap, over random pushes, pops and withdrawals', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const pair = new Pair()
        for (const does of steps) follow(pair, does)
        pair.drain()
      }),
      { numRuns: 150 },
    )
  })

  it('lets ties leave in the order they were scheduled', () => {
    const pair = new Pair()
    for (let n = 0; n < 300; n++) pair.push(n % 3)
    pair.drain()
  })

  it('keeps the order while the pace of events changes a millionfold and the list grows and shrinks', () => {
    const draw = uniforms(7)
    const pair = new Pair()
    for (const [pending, meanMs] of [
      [10, 1],
      [3000, 1e-3],
      [200, 1000],
      [1, 1e6],
      [1000, 1],
      [30, 1e-4],
    ] as const) {
      while (pair.heap.items.length < pending) pair.push(draw() * meanMs * pending)
      while (pair.heap.items.length > pending) pair.pop()
      for (let n = 0; n < 9000; n++) {
        pair.pop()
        pair.push(draw() * 2 * meanMs * pending)
      }
    }
    pair.drain()
  })

  it('bears idle gaps that are long beside the gaps between events', () => {
    const draw = uniforms(8)
    const pair = new Pair()
    for (const gapMs of [1e4, 1e7, 1e10]) {
      for (let n = 0; n < 50; n++) pair.push(draw())
      for (let n = 0; n < 10_000; n++) {
        pair.pop()
        pair.push(draw() / 1000)
      }
      pair.drain()
      pair.push(gapMs)
      // What is scheduled while the list waits for something far away still goes first.
      expect(pair.pop(gapMs / 2)).toBe(false)
      for (let n = 0; n < 100; n++) pair.push(draw())
      pair.drain()
    }
  })

  it('keeps the order when many events fall into next to no time', () => {
    const pair = new Pair()
    for (let n = 0; n < 6000; n++) pair.push(n * 1e-13)
    for (let n = 0; n < 5000; n++) pair.pop()
    for (let n = 0; n < 2000; n++) pair.push(1 + n * 1e-3)
    pair.drain()
  })

  it('claims that nothing is scheduled for a time that never comes', () => {
    const pair = new Pair()
    pair.push(Infinity)
    expect(() => pair.pop()).toThrow('never comes')
  })

  it('leaves what is due later than asked for where it is', () => {
    const pair = new Pair()
    pair.push(5)
    pair.push(7)
    expect(pair.pop(4)).toBe(false)
    expect(pair.now).toBe(4)
    expect(pair.pop(1)).toBe(true)
    expect(pair.now).toBe(5)
    expect(pair.pop(1.5)).toBe(false)
    pair.push(0)
    expect(pair.pop(0)).toBe(true)
    expect(pair.pop(0)).toBe(false)
    expect(pair.pop(0.5)).toBe(true)
  })
})
