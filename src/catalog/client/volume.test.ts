import { expect, test } from 'vitest'
import { defaultsOf } from '../fields.ts'
import { packTrace } from '../trace.ts'
import { client } from './client.ts'
import { volumeOf } from './volume.ts'

const usual = defaultsOf(client.fields)
const classes = [
  { name: 'read', operation: 'read', share: 3, keys: 10, zipf: 0 },
  { name: 'write', operation: 'write', share: 1, keys: 10, zipf: 0, bytes: 6_000 },
] as const

test('users: a day’s requests over its seconds, and the peak above them', () => {
  const load = { ...usual, users: 864_000, requestsPerUserPerDay: 10, peakFactor: 3, classes }
  expect(volumeOf(load)).toEqual({
    averagePerSecond: 100,
    peakPerSecond: 300,
    isMost: false,
    // 3/4 × 2 kB + 1/4 × 6 kB = 3 kB a request; 25 writes a second of 6 kB.
    averageBytesPerSecond: 300_000,
    peakBytesPerSecond: 900_000,
    writtenPerDay: 12_960_000_000,
    writtenPerYear: 4_730_400_000_000,
  })
})

test('a rate, with the height of its course', () => {
  const load = { ...usual, load: 'rate', rate: 40, shape: 'spike', shapeFactor: 5, classes } as const
  expect(volumeOf(load)).toMatchObject({ averagePerSecond: 40, peakPerSecond: 200, peakBytesPerSecond: 600_000 })
  expect(volumeOf({ ...load, shape: 'steady' })?.peakPerSecond).toBe(40)
})

test('a closed loop asks at most as often as its users think', () => {
  const thinkTime = { law: 'exponential', mean: 5_000, cv: 1 } as const
  const load = { ...usual, load: 'closed', population: 50, thinkTime, shape: 'spike', classes } as const
  expect(volumeOf(load)).toMatchObject({ averagePerSecond: 10, peakPerSecond: 10, isMost: true })
})

test('a recording, as if it went on as it is', () => {
  const at = [0, 100, 200, 5_000, 10_000]
  const rows = at.map((atMs, n) => ({ atMs, key: n, operation: 'write' as const, bytes: n === 0 ? 1_000 : undefined }))
  const timed = { ...usual, load: 'trace', trace: packTrace('x', rows), classes } as const
  expect(volumeOf(timed)).toMatchObject({ averagePerSecond: 0.4, peakPerSecond: 3, averageBytesPerSecond: 2_000 })
  const untimed = packTrace(
    'x',
    rows.map((row) => ({ ...row, atMs: undefined })),
  )
  expect(volumeOf({ ...timed, trace: untimed, rate: 7 })).toMatchObject({ averagePerSecond: 7, peakPerSecond: 7 })
  expect(volumeOf({ ...timed, trace: null })).toBeUndefined()
})
