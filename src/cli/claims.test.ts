import { describe, expect, test } from 'vitest'
import { examples } from '../examples/examples.ts'
import { judgeClaim } from './claims.ts'
import { perform } from './perform.ts'

const claims = examples.flatMap(({ slug, architecture, claims: all = [] }) =>
  all.map((claim) => ({ slug, id: claim.id, architecture, claim })),
)

/** `millrace check` takes ten; two show that a claim is not one of a lucky seed. */
const SEEDS = 2

test.each(claims)('$slug: $id holds, and not where it must not', ({ architecture, claim }) => {
  const { measured, counter, holds, counterFails } = judgeClaim(architecture, claim, SEEDS)
  expect({ measured, holds }).toMatchObject({ holds: true })
  expect({ counter, counterFails }).toMatchObject({ counterFails: true })
})

test('every claim has a bound, a reason and a sentence in both languages', () => {
  for (const { claim } of claims) {
    expect(claim.atLeast === undefined).not.toBe(claim.atMost === undefined)
    expect(claim.because.length).toBeGreaterThan(40)
    expect(claim.says.ko).toMatch(/[가-힣]/)
  }
})

describe('check', () => {
  test('tells each claim with its bound and what was measured', async () => {
    const { code, text } = await perform(['check', 'load-balanced', '--seeds', '1'])
    expect(code).toBe(0)
    expect(text).toContain('detection: A server dies')
    expect(text).toMatch(/measured\s+[\d.]+ at worst\s+≤ 2\.5\s+holds/)
    expect(text).toMatch(/beside it\s+[\d.]+ at best\s+fails, as it must/)
  })

  test('as an object as well', async () => {
    const { text } = await perform(['check', 'load-balanced', '--seeds', '1', '--json'])
    expect(JSON.parse(text)).toMatchObject({ example: 'load-balanced', claims: [{ id: 'detection', holds: true }, {}] })
  })

  test.each([
    [['check'], 'check needs an example, for example: millrace check load-balanced.'],
    [['check', 'first-steps'], /^"first-steps" claims nothing\. These do: single-server, /],
    [['check', 'nothing'], /^There is no example "nothing"\. These do: /],
    [['check', 'load-balanced', '--seeds', '0'], '--seeds 0: A whole number from 1 to 1,000 belongs here, such as 10.'],
  ])('%j is refused in a sentence', async (args, sentence) => {
    const { code, remarks } = await perform(args)
    expect(code).toBe(2)
    expect(remarks[0]).toMatch(sentence)
  })
})
