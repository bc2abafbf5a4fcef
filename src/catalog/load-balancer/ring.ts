/** A ring for consistent hashing: every target stands at many places, and a key belongs to the next one clockwise. */
import { hashText } from '../../engine/random.ts'

export interface Ring {
  /** Places in ascending order, unsigned. */
  readonly places: Uint32Array
  /** Whose they are: indexes of targets. */
  readonly owners: Int32Array
}

/** The ring of targets that are told apart by name, each at so many places. */
export function createRing(names: readonly string[], virtualNodes: number): Ring {
  const all = names.flatMap((name, owner) =>
    Array.from({ length: virtualNodes }, (_, n) => ({ place: hashText(`${name}/${n}`) >>> 0, owner })),
  )
  all.sort((a, b) => a.place - b.place || a.owner - b.owner)
  return {
    places: Uint32Array.from(all, ({ place }) => place),
    owners: Int32Array.from(all, ({ owner }) => owner),
  }
}

/** Index of the first place at or after a hash; past the last one it begins again. */
export function ringStart({ places }: Ring, hash: number): number {
  const wanted = hash >>> 0
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (places[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low === places.length ? 0 : low
}
