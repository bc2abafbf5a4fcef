/** Which saved versions of designs to keep: the newest of each design, older ones the sparser the older they are. */

/** One saved version of a design. */
export interface Save {
  readonly id: string
  readonly designId: string
  readonly name: string
  /** When this version was begun and last written, ms since 1970. */
  readonly beganAtMs: number
  readonly savedAtMs: number
  /** How many components it has, to recognize it in a list. */
  readonly components: number
}

/** Most versions kept over all designs. */
export const SAVES_LIMIT = 20

/** A version is written over for this long; then a new one is begun, so an hour of work leaves several. */
export const VERSION_MS = 10 * 60_000

/** The version that a save at `nowMs` writes over, or undefined when it begins a new one. */
export function openSave(saves: readonly Save[], designId: string, nowMs: number): Save | undefined {
  const newest = saves.find((save) => save.designId === designId)
  return newest !== undefined && nowMs - newest.beganAtMs < VERSION_MS ? newest : undefined
}

/** The list with `written` in front, newest first, and what has to go to keep within the limit. */
export function withSave(saves: readonly Save[], written: Save): { kept: readonly Save[]; dropped: readonly Save[] } {
  let kept = [written, ...saves.filter((save) => save.id !== written.id)].toSorted(newestFirst)
  const dropped: Save[] = []
  while (kept.length > SAVES_LIMIT) {
    const victim = leastMissed(kept, written.savedAtMs)
    dropped.push(victim)
    kept = kept.filter((save) => save !== victim)
  }
  return { kept, dropped }
}

const newestFirst = (a: Save, b: Save) => b.savedAtMs - a.savedAtMs

/**
 * An older version close in time to a newer one of its design says little: the one with the smallest gap relative to
 * its age goes, which leaves versions spaced ever wider into the past. When every save is the newest of its design, the
 * oldest goes.
 */
function leastMissed(saves: readonly Save[], nowMs: number): Save {
  let victim = saves[saves.length - 1] as Save
  let smallest = Infinity
  const newerOf = new Map<string, Save>()
  for (const save of saves) {
    const newer = newerOf.get(save.designId)
    newerOf.set(save.designId, save)
    if (newer === undefined) continue
    const crowding = (newer.savedAtMs - save.savedAtMs) / (nowMs - save.savedAtMs + 1)
    if (crowding < smallest) {
      smallest = crowding
      victim = save
    }
  }
  return victim
}
