/** Recorded requests that caches are judged by; they stand beside the project where they are at hand. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

/** Where they stand. */
export const ARCHIVE = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'shared', 'traces')

function linesOf(path: string): string[] {
  return gunzipSync(readFileSync(path)).toString().trim().split('\n')
}

/** One key a line. */
export function keysOf(name: string): number[] {
  return linesOf(`${ARCHIVE}/${name}.txt.gz`).map(Number)
}

/**
 * Blocks of a disk with their sizes: as each request says, or as the first of the key said; so many times one after the
 * other.
 */
export function recordedBlocks(isFixed: boolean, passes: number): { keys: number[]; bytes: number[] } {
  const rows = linesOf(`${ARCHIVE}/cloudPhysicsIO.csv.gz`)
    .slice(1)
    .map((line) => line.split(','))
  const keys = rows.map((row) => Number(row[4]))
  const first = new Map<number, number>()
  const bytes = rows.map((row, n) => {
    const size = Number(row[3])
    if (!first.has(keys[n]!)) first.set(keys[n]!, size)
    return isFixed ? first.get(keys[n]!)! : size
  })
  const again = <T>(list: T[]): T[] => Array.from({ length: passes }, () => list).flat()
  return { keys: again(keys), bytes: again(bytes) }
}
