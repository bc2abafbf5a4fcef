/** Purges: word goes to every edge, and takes its time to get there. */
import { type Distribution, encodeLaw, LAW_WORDS, sample } from '../../engine/distributions.ts'
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { nextWords } from '../../engine/random.ts'
import { flush } from '../../engine/store.ts'
import type { Kit } from '../kit.ts'

export interface Purging {
  readonly purgeTime: Distribution
}

/** Purges that can be on their way to an edge at once; one beyond that arrives together with the last of these. */
const PURGES_MAX = 16
/** How many are on their way, then (f64) when each arrives. */
const BLOCK_WORDS = 2 + 2 * PURGES_MAX

/**
 * Declares what empties the stores of an edge, and the shield. Nobody sees a store between two looks, so a purge that
 * has arrived is carried out by whoever looks next.
 */
export function purgesOf(kit: Kit, { purgeTime }: Purging, cells: readonly number[], shield: number) {
  const block = kit.block('purges', BLOCK_WORDS)
  const stream = kit.stream('purges')
  const law = new Float64Array(LAW_WORDS)
  encodeLaw(law, 0, purgeTime)
  const empty = (machine: Machine, instance: number): void => {
    for (const cell of cells) flushAt(machine, instance, cell)
    machine.i32[machine.i32[instance + L.N_CELLS + block]!] = 0
  }
  kit.onFlush((machine, instance) => {
    empty(machine, instance)
    flushAt(machine, instance, shield)
  })
  kit.onMoment('purge', (machine, instance) => {
    const { i32, f64 } = machine
    nextWords(i32, i32[instance + L.N_CELLS + stream]!)
    sample(i32, f64, law, 0)
    const list = i32[instance + L.N_CELLS + block]!
    const count = Math.min(i32[list]!, PURGES_MAX - 1)
    const at = (list >> 1) + 1 + count
    const arrival = f64[H.NOW]! + f64[H.SAMPLE]!
    f64[at] = i32[list]! > count ? Math.max(f64[at]!, arrival) : arrival
    i32[list] = count + 1
    // Before any edge, or one that is empty would get the old copies from there.
    flushAt(machine, instance, shield)
  })
  const isDue = ({ i32, f64 }: Machine, instance: number): boolean => {
    const list = i32[instance + L.N_CELLS + block]!
    for (let n = 0; n < i32[list]!; n++) if (f64[(list >> 1) + 1 + n]! <= f64[H.NOW]!) return true
    return false
  }
  /** Carries out what has arrived. */
  const settle = (machine: Machine, instance: number): void => {
    if (!isDue(machine, instance)) return
    const { i32, f64 } = machine
    const list = i32[instance + L.N_CELLS + block]!
    const first = (list >> 1) + 1
    let waiting = 0
    for (let n = 0; n < i32[list]!; n++) if (f64[first + n]! > f64[H.NOW]!) f64[first + waiting++] = f64[first + n]!
    for (const cell of cells) flushAt(machine, instance, cell)
    i32[list] = waiting
  }
  return { empty, settle, isDue }
}

function flushAt({ i32, f64 }: Machine, instance: number, cell: number): void {
  flush(i32, f64, i32[instance + L.N_CELLS + cell]!)
}
