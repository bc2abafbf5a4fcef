/**
 * One growable buffer that holds everything a run is: frames, requests, event list, stations, stores, logs, random
 * states, statistics. A checkpoint is a copy of it, and nothing is allocated per event.
 *
 * A *pointer* is the index of a 32-bit word in `i32`; every record starts at an even word, so `pointer >> 1` indexes
 * the same place in `f64`. Pointer 0 is "none": the first words are the header below.
 */
import { assert } from '../base/assert.ts'
import * as H from './header.ts'

/** The largest arena, in 32-bit words: 1 GiB. A run that needs more has lost its bounds. */
const MAX_WORDS = 1 << 28

/** Words that small records may take between two calls of `reserve`. */
export const RESERVE_WORDS = 1 << 18

/** Hands out words of the reserve: for small records, in the middle of an event, where views must not be replaced. */
export function take(i32: Int32Array, words: number): number {
  const pointer = i32[H.BUMP]!
  const end = pointer + ((words + 1) & ~1)
  assert(end <= i32.length, 'the reserve of the arena is used up within one event')
  i32[H.BUMP] = end
  return pointer
}

/** A copy of an arena at one moment. */
export interface ArenaCopy {
  readonly words: Int32Array
}

/**
 * The buffer of a run. Views are replaced when it grows: read `i32` and `f64` again after any call that may allocate.
 */
export class Arena {
  i32: Int32Array
  f64: Float64Array

  /** `words` is the first capacity in 32-bit words; the arena doubles when it is used up. */
  constructor(words = 1 << 19) {
    const buffer = new ArrayBuffer(words * 4)
    this.i32 = new Int32Array(buffer)
    this.f64 = new Float64Array(buffer)
    this.i32[H.BUMP] = H.HEADER_WORDS
  }

  /** Hands out `words` zeroed words (rounded up to an even number) that are never taken back. May replace the views. */
  alloc(words: number): number {
    const pointer = this.i32[H.BUMP]!
    const end = pointer + ((words + 1) & ~1)
    if (end + RESERVE_WORDS > this.i32.length) this.grow(end + RESERVE_WORDS)
    this.i32[H.BUMP] = end
    return pointer
  }

  /** Makes sure that the reserve is there: until it is used up, `take` hands out words without replacing the views. */
  reserve(): void {
    if (this.i32[H.BUMP]! + RESERVE_WORDS > this.i32.length) this.grow(this.i32[H.BUMP]! + 2 * RESERVE_WORDS)
  }

  /** Words in use. */
  get usedWords(): number {
    return this.i32[H.BUMP]!
  }

  /** The state at this moment; `restore` brings it back. */
  copy(): ArenaCopy {
    return { words: this.i32.slice(0, this.i32[H.BUMP]) }
  }

  /** Becomes what was copied. The capacity stays; words beyond the copy are zeroed, as if never handed out. */
  restore(copy: ArenaCopy): void {
    if (copy.words.length > this.i32.length) this.grow(copy.words.length)
    const used = this.i32[H.BUMP]!
    this.i32.set(copy.words)
    if (used > copy.words.length) this.i32.fill(0, copy.words.length, used)
  }

  private grow(atLeast: number): void {
    assert(atLeast <= MAX_WORDS, `a run may use ${MAX_WORDS * 4} bytes; it asked for ${atLeast * 4}`)
    let words = this.i32.length
    while (words < atLeast) words *= 2
    const buffer = new ArrayBuffer(words * 4)
    const i32 = new Int32Array(buffer)
    i32.set(this.i32)
    this.i32 = i32
    this.f64 = new Float64Array(buffer)
  }
}
