/** The frames at a station by their `L.TIME`, the first on top: who is done next, or who gives up next. */
import type { Arena } from './arena.ts'
import * as L from './layout.ts'

function heapCapacity(i32: Int32Array, station: number): number {
  return i32[i32[station + L.T_HEAP]! - 1]!
}

/** Makes a station's heap, or a larger one. */
function growHeap(arena: Arena, station: number, capacity: number): void {
  const block = arena.alloc(capacity + 2)
  const { i32 } = arena
  i32[block + 1] = capacity
  const old = i32[station + L.T_HEAP]!
  if (old !== 0) i32.copyWithin(block + 2, old, old + i32[station + L.T_HEAP_SIZE]!)
  i32[station + L.T_HEAP] = block + 2
}

function isBefore(f64: Float64Array, a: number, b: number): boolean {
  const x = f64[(a >> 1) + L.TIME]!
  const y = f64[(b >> 1) + L.TIME]!
  return x < y || (x === y && f64[(a >> 1) + L.SEQ]! < f64[(b >> 1) + L.SEQ]!)
}

/** Makes sure that one more frame has a place. May replace the arena's views. */
export function makeRoom(arena: Arena, station: number): void {
  const heap = arena.i32[station + L.T_HEAP]!
  if (heap === 0) growHeap(arena, station, 64)
  else if (arena.i32[station + L.T_HEAP_SIZE]! >= heapCapacity(arena.i32, station)) {
    growHeap(arena, station, 2 * heapCapacity(arena.i32, station))
  }
}

/** Puts a frame in, whose `L.TIME` and `L.SEQ` are set; there has to be room. */
export function push(i32: Int32Array, f64: Float64Array, station: number, frame: number): void {
  const size = i32[station + L.T_HEAP_SIZE]!
  i32[station + L.T_HEAP_SIZE] = size + 1
  siftUp(i32, f64, station, size, frame)
}

function siftUp(i32: Int32Array, f64: Float64Array, station: number, from: number, frame: number): void {
  const heap = i32[station + L.T_HEAP]!
  let at = from
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = i32[heap + parent]!
    if (!isBefore(f64, frame, above)) break
    i32[heap + at] = above
    i32[above + L.HEAP_AT] = at
    at = parent
  }
  i32[heap + at] = frame
  i32[frame + L.HEAP_AT] = at
}

/** Takes out whoever stands at that place of the heap. */
export function removeAt(i32: Int32Array, f64: Float64Array, station: number, index: number): void {
  const heap = i32[station + L.T_HEAP]!
  const size = i32[station + L.T_HEAP_SIZE]! - 1
  i32[station + L.T_HEAP_SIZE] = size
  if (index === size) return
  const moved = i32[heap + size]!
  let at = index
  for (;;) {
    let child = 2 * at + 1
    if (child >= size) break
    if (child + 1 < size && isBefore(f64, i32[heap + child + 1]!, i32[heap + child]!)) child++
    if (!isBefore(f64, i32[heap + child]!, moved)) break
    const below = i32[heap + child]!
    i32[heap + at] = below
    i32[below + L.HEAP_AT] = at
    at = child
  }
  siftUp(i32, f64, station, at, moved)
}
