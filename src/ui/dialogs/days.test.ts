import { expect, it } from 'vitest'
import type { Save } from '../../state/saves.ts'
import { byDay } from './days.ts'

const at = (hours: number, day: number): Save => {
  const savedAtMs = new Date(2026, 2, day, hours).getTime()
  return { id: `${day} ${hours}`, designId: 'd', name: 'd', beganAtMs: savedAtMs, savedAtMs, components: 1 }
}

it('days begin at midnight, also where a day had 23 hours', () => {
  // In Europe and the USA the clocks change in March; the calendar decides, not 24 hours.
  const days = byDay([at(1, 30), at(23, 29), at(0, 29), at(23, 28)], new Date(2026, 2, 30, 2).getTime())
  expect(days.map(({ day, saves }) => [day, saves.map(({ id }) => id)])).toEqual([
    ['today', ['30 1']],
    ['yesterday', ['29 23', '29 0']],
    ['earlier', ['28 23']],
  ])
})
