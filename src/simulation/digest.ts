/** The digest of a run: equal digests mean equal completions and equal final counters. */
import * as H from '../engine/header.ts'
import * as L from '../engine/layout.ts'
import { hashText, scatter } from '../engine/random.ts'
import type { Observed } from './observed.ts'

const FINAL_COUNTERS = L.C_SOJOURN_MAX + 1
const KIND_COUNTERS = 16

/**
 * The kernel's hash over completions, in their order, and one over the final counters of all components, by id: it does
 * not depend on pace, windows, tracing or pausing, nor on names, positions or the order of the document.
 */
export function digestOf({ built, machine: { i32, f64 } }: Observed): string {
  const words = [i32[H.DIGEST]!, i32[H.DIGEST + 1]!, 0, 0]
  const bits = new Float64Array(1)
  const halves = new Int32Array(bits.buffer)
  for (const { id, stats } of built.components.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const absorb = (value: number) => {
      bits[0] = value
      words[2] = scatter(words[2]! ^ halves[0]!) + Math.imul(words[3]!, 0x9e3779b1)
      words[3] = scatter(words[3]! ^ halves[1]!) ^ words[2]
    }
    absorb(hashText(id))
    for (let place = 0; place < FINAL_COUNTERS; place++) absorb(f64[(stats >> 1) + place]!)
    for (let counter = 0; counter < KIND_COUNTERS; counter++) absorb(f64[(stats >> 1) + L.C_COUNTERS + counter]!)
  }
  return words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
