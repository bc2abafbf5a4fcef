import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { perform } from './perform.ts'
import type { summaryObject } from './summary-json.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const SIMPLE = file('simple.mmd', 'flowchart LR\n  users([Users]) --> web[Web server]\n')
const SHORT = ['--duration', '12s', '--warm-up', '0', '--json']

async function arrivals(...args: string[]) {
  const { code, text, remarks } = await perform(['run', SIMPLE, ...SHORT, ...args])
  expect([code, ...remarks]).toEqual([0, ...remarks])
  const { endToEnd } = JSON.parse(text) as ReturnType<typeof summaryObject>
  return { arrivals: endToEnd.arrivals, remarks: remarks.join('\n') }
}

describe('--trace', () => {
  const whole = file('whole.csv', 'timeMs,key\n0,a\n10,b\n11000,a\n')
  const broken = file('broken.csv', '0,a\nlater,b\n20,c\n30\n')

  test('sends what is recorded, also at time 0, and says what that is', async () => {
    const ran = await arrivals('--trace', whole)
    expect(ran.arrivals).toBe(3)
    expect(ran.remarks).not.toContain('Not all')
    const long = await arrivals('--trace', file('long.csv', '0,a\n60000,b\n'))
    expect(long.remarks).toContain('the run ends at 12 s, and the last request comes at 60 s')
    expect(ran.remarks).toContain('whole.csv has 3 requests for 2 keys, from 0 ms to 11 s.')
  })

  test('keys alone come at the rate of the client: what its users make, or what is set', async () => {
    const keys = file('keys.txt', 'a\nb\n'.repeat(1_000))
    const set = ['--set', 'users.arrivals=constant']
    expect((await arrivals('--trace', keys, ...set, '--set', 'users.rate=50')).arrivals).toBe(600)
    // 864,000 users × 10 a day ÷ 86,400: 100 a second.
    const one = file('one.json', await named({ users: 864_000, requestsPerUserPerDay: 10, peakFactor: 1 }))
    const { text } = await perform(['run', one, ...SHORT, '--trace', keys, ...set])
    expect((JSON.parse(text) as ReturnType<typeof summaryObject>).endToEnd.arrivals).toBe(1_200)
  })

  test('is refused with the numbers of its broken lines, unless they are to be skipped', async () => {
    const { code, remarks, text } = await perform(['run', SIMPLE, ...SHORT, '--trace', broken])
    expect([code, text]).toEqual([2, ''])
    expect(remarks).toEqual([
      `${broken}: Line 2: a time in milliseconds belongs here; “later” was found.`,
      `${broken}: Line 4: timeMs,key and perhaps operation,bytes belong here; “30” was found.`,
      `2 lines of ${broken} cannot be read. To send the other requests all the same, add --trace-errors skip.`,
    ])
    const skipped = await arrivals('--trace', broken, '--trace-errors', 'skip')
    expect(skipped.arrivals).toBe(2)
    expect(skipped.remarks).toContain('Line 4')
    expect((await perform(['run', SIMPLE, '--trace', whole, '--trace-errors', 'maybe'])).code).toBe(2)
    expect((await perform(['run', SIMPLE, '--trace-errors', 'skip'])).code).toBe(2)
  })

  test('says what is wrong with the file or the client', async () => {
    const remarks = async (...args: string[]) => (await perform(['run', ...args])).remarks.join('\n')
    expect(await remarks(SIMPLE, '--trace', 'gone.csv')).toContain('There is no file "gone.csv".')
    expect(await remarks(SIMPLE, '--trace', folder)).toContain('is a folder')
    expect(await remarks(SIMPLE, '--trace', file('empty.csv', '\n'))).toContain('There are no requests in it.')
    const two = file('two.mmd', 'flowchart LR\n  a([Users]) --> web[Web server]\n  b([Users]) --> web\n')
    expect(await remarks(two, '--trace', whole)).toMatch(/Say which client sends them, as in --trace [\w-]+=FILE/)
    const [, id] = /--trace ([\w-]+)=/.exec(await remarks(two, '--trace', whole))!
    expect((await perform(['run', two, ...SHORT, '--trace', `${id}=${whole}`])).code).toBe(0)
  })
})

/** The simple design as JSON, its client set. */
async function named(config: Readonly<Record<string, number>>): Promise<string> {
  const { text } = await perform(['convert', SIMPLE, '--to', 'json'])
  const design = JSON.parse(text) as { components: { kind: string; config: object }[] }
  for (const component of design.components) if (component.kind === 'client') Object.assign(component.config, config)
  return JSON.stringify(design)
}
