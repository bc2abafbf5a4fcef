/** Gives an instance the contents of its cells: stores, blocks, streams, arrivals. */
import { createArrivals, createStream } from '../engine/build.ts'
import * as L from '../engine/layout.ts'
import type { Machine } from '../engine/machine.ts'
import type { Eviction } from '../catalog/kit.ts'
import { hashText } from '../engine/random.ts'
import * as S from '../engine/store-layout.ts'
import { createStore, setCapacity, setPolicy } from '../engine/store.ts'
import type { Declared } from './declared.ts'

/** Whose cells they are, and how names become pointers. */
export interface Owner {
  readonly id: string
  /** What the instance is known by: its number, or its region. */
  readonly label: string
  readonly seed: number
  pointer(key: string, make: () => number): number
}

const POLICIES: Readonly<Record<Eviction, number>> = {
  lru: S.LRU,
  lfu: S.LFU,
  fifo: S.FIFO_EVICTION,
  random: S.RANDOM,
  clock: S.CLOCK,
  sieve: S.SIEVE,
  s3Fifo: S.S3_FIFO,
}

/** Fills the cells; what was there under the same name stays, adapted to what is declared now. */
export function equip(machine: Machine, instance: number, declared: Declared, owner: Owner): void {
  const { arena } = machine
  const name = (what: string): string => `${owner.id}#${owner.label} ${what}`
  const set = (cell: number, pointer: number): void => {
    machine.i32[instance + L.N_CELLS + cell] = pointer
  }
  for (const [store, { cell, capacity, eviction, owner: shared }] of declared.stores) {
    const policy = POLICIES[eviction]
    const key = shared === undefined ? name(`store ${store}`) : `${shared} shared store ${store}`
    const pointer = owner.pointer(key, () => createStore(arena, capacity, policy, hashText(`${key} ${owner.seed}`)))
    setPolicy(arena, pointer, policy)
    setCapacity(arena, pointer, capacity)
    set(cell, pointer)
  }
  for (const [block, { cell, words, owner: shared }] of declared.blocks) {
    // A block that has to grow is a new one: what it held was laid out for another size.
    const key = shared === undefined ? name(`block ${block} ${words}`) : `${shared} shared ${block} ${words}`
    set(
      cell,
      owner.pointer(key, () => arena.alloc(words)),
    )
  }
  for (const [purpose, cell] of declared.streams) {
    const id = owner.label === '0' ? owner.id : `${owner.id}#${owner.label}`
    set(
      cell,
      owner.pointer(name(`stream ${purpose}`), () => createStream(arena, { seed: owner.seed, id, purpose })),
    )
  }
  if (declared.arrivals !== undefined) {
    const { cell, ratePerMs } = declared.arrivals
    const spec = { seed: owner.seed, id: owner.id, ratePerMs }
    set(
      cell,
      owner.pointer(name('arrivals'), () => createArrivals(arena, spec)),
    )
  }
}
