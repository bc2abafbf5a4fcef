/** Saved designs by day, as people look for them: today, yesterday, earlier. */
import type { Save } from '../../state/saves.ts'

export type Day = 'today' | 'yesterday' | 'earlier'

/** The days that have saves, the nearest first; a day begins at midnight where the reader is. */
export function byDay(
  saves: readonly Save[],
  nowMs: number,
): readonly { readonly day: Day; readonly saves: readonly Save[] }[] {
  const midnight = new Date(nowMs)
  midnight.setHours(0, 0, 0, 0)
  const before = new Date(midnight)
  before.setDate(before.getDate() - 1)
  const dayOf = ({ savedAtMs }: Save): Day => {
    if (savedAtMs >= midnight.getTime()) return 'today'
    return savedAtMs >= before.getTime() ? 'yesterday' : 'earlier'
  }
  const days: readonly Day[] = ['today', 'yesterday', 'earlier']
  return days
    .map((day) => ({ day, saves: saves.filter((save) => dayOf(save) === day) }))
    .filter((each) => each.saves.length > 0)
}
