import { describe, expect, test } from 'vitest'
import { perform } from './perform.ts'
import type { replicationsObject } from './replicate.ts'
import type { summaryObject } from './summary-json.ts'

const SHORT = ['single-server', '--duration', '6s', '--warm-up', '2s'] as const

async function told(...args: string[]) {
  const { code, text, remarks } = await perform(['run', ...SHORT, ...args])
  expect([code, ...remarks.filter((remark) => !remark.startsWith('Note: '))]).toEqual([0])
  return text
}

describe('run --replications', () => {
  test('are the runs of one seed after the other, and their means', async () => {
    const object = JSON.parse(await told('--seed', '7', '--replications', '3', '--json')) as ReturnType<
      typeof replicationsObject
    >
    const single = []
    for (const seed of ['7', '8', '9']) {
      single.push(JSON.parse(await told('--seed', seed, '--json')) as ReturnType<typeof summaryObject>)
    }
    expect(object).toMatchObject({ replications: 3, seeds: [7, 8, 9], warmUpMs: 2_000, durationMs: 4_000 })
    expect(object.digests).toEqual(single.map(({ digest }) => digest))
    const means = single.map(({ endToEnd }) => endToEnd.latencyMs.mean)
    const mean = means.reduce((sum, value) => sum + value, 0) / 3
    const deviation = Math.sqrt(means.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / 2)
    const figure = object.figures['endToEnd.latencyMs.mean']
    expect(figure?.mean).toBeCloseTo(mean, 9)
    expect(figure?.standardDeviation).toBeCloseTo(deviation, 9)
    expect(figure?.halfWidth).toBeCloseTo((4.3027 * deviation) / Math.sqrt(3), 3)
    expect(figure?.runs).toBe(3)
  })

  test('are told as main figures with what they are uncertain by', async () => {
    const text = await told('--replications', '2')
    expect(text).toMatch(/: 2 runs, seeds 1 to 2, 4 s measured after 2 s of warm-up each\n/)
    expect(text).toMatch(/^End to end\n {2}offered +[\d.]+( k)? ± [\d.]+(\/s| k\/s)$/m)
    expect(text).toMatch(/^ {2}p99 latency +[\d.]+ ± [\d.]+ (ms|s)$/m)
    expect(text).toMatch(/^ {2}busy +[\d.]+ ± [\d.]+ %$/m)
  })

  test('say which run it is while they go', async () => {
    const turns: string[] = []
    const onProgress = (atMs: number, turn?: { number: number; of: number }) => {
      if (atMs === 6_000) turns.push(`${turn?.number} of ${turn?.of}`)
    }
    await perform(['run', ...SHORT, '--replications', '3'], { onProgress })
    expect(turns).toEqual(['1 of 3', '2 of 3', '3 of 3'])
  })

  test.each(['0', '1', '1.5', '10001', '2e1', 'many'])('%s are none', async (text) => {
    expect(await perform(['run', ...SHORT, '--replications', text])).toEqual({
      code: 2,
      text: '',
      remarks: [`--replications ${text}: A whole number from 2 to 10000 belongs here, such as 20.`],
    })
  })
})
