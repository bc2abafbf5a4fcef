/** Stores against naive models: whatever is looked up, put, taken or changed, the same keys are present. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Arena } from './arena.ts'
import * as H from './header.ts'
import { scatter } from './random.ts'
import * as K from './store-layout.ts'
import { NaiveStore, POLICIES, type Policy } from './store.fixture.ts'
import * as S from './store.ts'

const key = fc.oneof(fc.nat(12), fc.nat(300))
const move = fc.oneof(
  { weight: 12, arbitrary: fc.record({ does: fc.constant('look' as const), space: fc.nat(1), key }) },
  {
    weight: 12,
    arbitrary: fc.record({
      does: fc.constant('put' as const),
      space: fc.nat(1),
      key,
      ttl: fc.integer({ min: 1, max: 40 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('take' as const), space: fc.nat(1), key }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.nat(10) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('fill' as const), first: fc.nat(300), count: fc.nat(60) }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('resize' as const), capacity: fc.integer({ min: 1, max: 80 }) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('flush' as const) }) },
)
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never

/** Does a move to both; true when they answer alike. */
function agree(arena: Arena, store: number, naive: NaiveStore, does: Move): boolean {
  const now = arena.f64[H.NOW]!
  switch (does.does) {
    case 'look': {
      const entry = S.lookUp(arena.i32, arena.f64, store, does.space, does.key)
      return (entry !== 0) === naive.has(`${does.space}/${does.key}`, now)
    }
    case 'put':
      S.put(arena, store, does.space, does.key, does.ttl)
      naive.put(`${does.space}/${does.key}`, now + does.ttl)
      break
    case 'take':
      return S.take(arena.i32, arena.f64, store, does.space, does.key) === naive.drop(`${does.space}/${does.key}`)
    case 'wait':
      arena.f64[H.NOW] = now + does.ms
      break
    case 'fill':
      for (let n = does.first; n < does.first + does.count; n++) {
        S.put(arena, store, 0, n, 100)
        naive.put(`0/${n}`, now + 100)
      }
      break
    case 'resize':
      S.setCapacity(arena, store, does.capacity)
      naive.resize(does.capacity)
      break
    case 'flush':
      S.flush(arena.i32, arena.f64, store)
      naive.flush()
  }
  return S.countOf(arena.i32, store) === naive.all.length
}

describe.each(Object.keys(POLICIES) as Policy[])('a store with %s eviction', (policy) => {
  it('holds what a naive list would hold, over random moves', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 150 }), fc.integer({ min: 1, max: 60 }), (moves, capacity) => {
        const arena = new Arena()
        const store = S.createStore(arena, capacity, POLICIES[policy])
        const naive = new NaiveStore(capacity, policy)
        for (const does of moves) expect(agree(arena, store, naive, does)).toBe(true)
        const present = naive.all.map((entry) => entry.key.split('/').map(Number) as [number, number])
        for (const [space, name] of present) expect(S.find(arena.i32, store, space, name)).not.toBe(0)
        expect(S.evictionsOf(arena.f64, store)).toBe(naive.evictions)
      }),
      { numRuns: 100 },
    )
  })

  it('allocates nothing by lookups and renewals', () => {
    const arena = new Arena()
    const store = S.createStore(arena, 300, POLICIES[policy])
    for (let n = 0; n < 300; n++) S.put(arena, store, 0, n, 1e9)
    const used = arena.usedWords
    // Key n is used n times, so that under LFU every entry ends up at a frequency of its own.
    let missed = 0
    for (let n = 0; n < 300; n++) {
      for (let use = 0; use < n; use++) if (S.lookUp(arena.i32, arena.f64, store, 0, n) === 0) missed++
      S.put(arena, store, 0, n, 1e9)
    }
    expect(missed).toBe(0)
    expect(arena.usedWords).toBe(used)
    expect(arena.f64[H.NOW]).toBe(0)
  })

  it('levels off in memory when entries come and go', () => {
    const arena = new Arena()
    const store = S.createStore(arena, 100, POLICIES[policy])
    for (let n = 0; n < 1000; n++) S.put(arena, store, 0, n % 150, 1e9)
    const used = arena.usedWords
    for (let n = 0; n < 20_000; n++) {
      if (S.lookUp(arena.i32, arena.f64, store, 0, (n * n) % 211) === 0) S.put(arena, store, 0, (n * n) % 211, 1e9)
    }
    expect(arena.usedWords).toBe(used)
    expect(S.countOf(arena.i32, store)).toBe(100)
  })
})

describe('a store with random eviction', () => {
  it('never holds more than it may, finds what it holds, and throws out anybody alike', () => {
    const arena = new Arena()
    const store = S.createStore(arena, 50, K.RANDOM, 7)
    let hits = 0
    for (let n = 0; n < 40_000; n++) {
      const name = (scatter(n) >>> 0) % 200
      if (S.lookUp(arena.i32, arena.f64, store, 0, name) === 0) S.put(arena, store, 0, name, 1e9)
      else hits++
      if (S.countOf(arena.i32, store) > 50) throw new Error('it holds too much')
    }
    // Of keys that are asked for alike, as many are there as fit.
    expect(hits / 40_000).toBeCloseTo(0.25, 1)
    S.flush(arena.i32, arena.f64, store)
    expect([S.countOf(arena.i32, store), S.usedOf(arena.f64, store)]).toEqual([0, 0])
  })
})

describe('sizes', () => {
  it.each(Object.values({ ...POLICIES, random: K.RANDOM }))('are what capacity is in: policy %i', (policy) => {
    const sizes = fc.array(fc.record({ key: fc.nat(60), size: fc.integer({ min: 1, max: 400 }) }), { maxLength: 200 })
    fc.assert(
      fc.property(sizes, (asked) => {
        const arena = new Arena()
        const store = S.createStore(arena, 300, policy)
        for (const { key: name, size } of asked) {
          const isThere = S.find(arena.i32, store, 0, name) !== 0
          const entry = S.put(arena, store, 0, name, 1e9, size)
          // Whatever is larger than the store stays outside, and drives nobody out.
          expect(entry === 0).toBe(!isThere && size > 300)
          expect(S.usedOf(arena.f64, store)).toBeLessThanOrEqual(300)
          expect(S.usedOf(arena.f64, store)).toBe(sizesOf(arena, store, 61))
        }
      }),
      { numRuns: 40 },
    )
  })
})

/** What the entries of the first keys take together. */
function sizesOf({ i32 }: Arena, store: number, keys: number): number {
  let sum = 0
  for (let name = 0; name < keys; name++) {
    const entry = S.find(i32, store, 0, name)
    if (entry !== 0) sum += i32[entry + K.E_SIZE]!
  }
  return sum
}

describe('a store', () => {
  it('with LRU eviction holds all that a smaller one holds, at every moment', () => {
    const keys = fc.array(fc.nat(40), { maxLength: 300 })
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (asked, small, more) => {
        const arena = new Arena()
        const stores = [small, small + more].map((capacity) => S.createStore(arena, capacity, K.LRU))
        for (const name of asked) {
          const [inSmall, inLarge] = stores.map((store) => S.lookUp(arena.i32, arena.f64, store, 0, name) !== 0)
          if (inSmall && !inLarge) throw new Error(`only the smaller one holds ${name}`)
          for (const store of stores) S.put(arena, store, 0, name, 1e9)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('keeps its contents when the policy changes, and who would have gone first still goes first', () => {
    const names = Array.from({ length: 16 }, (_, n) => n)
    const policies = fc.shuffledSubarray([K.LRU, K.FIFO_EVICTION, K.LFU], { minLength: 2, maxLength: 2 })
    fc.assert(
      fc.property(policies, fc.array(fc.nat(15), { maxLength: 60 }), ([before, after], uses) => {
        const arena = new Arena()
        const [changed, kept] = [0, 0].map(() => S.createStore(arena, 16, before!)) as [number, number]
        for (const store of [changed, kept]) {
          for (const name of names) S.put(arena, store, 0, name, 1e9)
          for (const name of uses) S.lookUp(arena.i32, arena.f64, store, 0, name)
        }
        S.setPolicy(arena, changed, after!)
        expect(S.countOf(arena.i32, changed)).toBe(16)
        for (let capacity = 15; capacity >= 1; capacity--) {
          for (const store of [changed, kept]) S.setCapacity(arena, store, capacity)
          const present = [changed, kept].map((store) => names.filter((n) => S.find(arena.i32, store, 0, n) !== 0))
          expect(present[0]).toEqual(present[1])
        }
      }),
      { numRuns: 60 },
    )
  })

  it('keeps a word of the kind with an entry until the entry goes', () => {
    const arena = new Arena()
    const store = S.createStore(arena, 2, K.LRU)
    arena.i32[S.put(arena, store, 0, 1, 10) + K.E_VALUE] = 77
    expect(arena.i32[S.put(arena, store, 0, 1, 20) + K.E_VALUE]).toBe(77)
    S.take(arena.i32, arena.f64, store, 0, 1)
    expect(arena.i32[S.put(arena, store, 0, 1, 20) + K.E_VALUE]).toBe(0)
  })

  it('lets an entry expire at its time, not before; one that is renewed stays', () => {
    const arena = new Arena()
    const store = S.createStore(arena, 2, K.LRU)
    S.put(arena, store, 0, 1, 10)
    S.put(arena, store, 0, 2, 10)
    arena.f64[H.NOW] = 9.999
    expect(S.lookUp(arena.i32, arena.f64, store, 0, 1)).not.toBe(0)
    S.put(arena, store, 0, 2, 10)
    arena.f64[H.NOW] = 10
    expect(S.lookUp(arena.i32, arena.f64, store, 0, 1)).toBe(0)
    expect(S.lookUp(arena.i32, arena.f64, store, 0, 2)).not.toBe(0)
    expect(S.countOf(arena.i32, store)).toBe(1)
  })

  it('claims that it has room for an entry', () => {
    const arena = new Arena()
    expect(() => S.createStore(arena, 0, K.LRU)).toThrow('room')
    const store = S.createStore(arena, 1, K.LRU)
    expect(() => S.setCapacity(arena, store, 0)).toThrow('room')
  })
})
