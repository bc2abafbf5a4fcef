/** Who of many is one of a few: by a hash, so that nobody changes sides within a run. */
import { scatter, streamKey, uniformOfWord } from '../../engine/random.ts'
import type { Kit } from '../kit.ts'

/**
 * Whether each of some numbered things is in a share of them, which is the component's own for that purpose. Who is in
 * a small share is also in a larger one.
 */
export function fixedShare(kit: Kit, purpose: string, share: number): (number: number) => boolean {
  const [first, second] = streamKey(kit.seed, kit.id, purpose)
  return (number) => share > 0 && uniformOfWord(scatter(scatter(number ^ first) ^ second)) < share
}
