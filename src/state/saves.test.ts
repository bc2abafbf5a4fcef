import { describe, expect, it } from 'vitest'
import { openSave, type Save, SAVES_LIMIT, VERSION_MS, withSave } from './saves.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const save = (id: string, designId: string, savedAtMs: number): Save => ({
  id,
  designId,
  name: designId,
  beganAtMs: savedAtMs,
  savedAtMs,
  components: 1,
})

describe('saved versions', () => {
  it('write over a version that was begun lately, and begin another after a while', () => {
    const saves = [save('1', 'shop', 1_000)]
    expect(openSave(saves, 'shop', 1_000 + VERSION_MS - 1)?.id).toBe('1')
    expect(openSave(saves, 'shop', 1_000 + VERSION_MS)).toBeUndefined()
    expect(openSave(saves, 'other', 1_001)).toBeUndefined()
  })

  it('stand newest first, each once', () => {
    const { kept } = withSave([save('2', 'b', 2), save('1', 'a', 1)], save('1', 'a', 3))
    expect(kept.map(({ id, savedAtMs }) => [id, savedAtMs])).toEqual([
      ['1', 3],
      ['2', 2],
    ])
  })

  it('still hold yesterday after a long day of work on the same design', () => {
    let saves: readonly Save[] = [save('yesterday', 'shop', 0)]
    for (let at = DAY; at < DAY + 10 * HOUR; at += 10 * MINUTE)
      saves = withSave(saves, save(`at ${at}`, 'shop', at)).kept
    expect(saves).toHaveLength(SAVES_LIMIT)
    expect(saves.map(({ id }) => id)).toContain('yesterday')
    expect(saves[0]?.id).toBe(`at ${DAY + 10 * HOUR - 10 * MINUTE}`)
  })

  it('drop the oldest design when each has but one version', () => {
    let saves: readonly Save[] = []
    let dropped: readonly Save[] = []
    for (let at = 0; at <= SAVES_LIMIT; at++)
      ({ kept: saves, dropped } = withSave(saves, save(`${at}`, `design ${at}`, at)))
    expect(dropped.map(({ id }) => id)).toEqual(['0'])
  })
})
