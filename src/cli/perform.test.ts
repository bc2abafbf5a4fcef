import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { succeed } from '../base/result.ts'
import { exampleOf } from '../examples/examples.ts'
import { importJson } from '../formats/json.ts'
import { Run } from '../simulation/run.ts'
import { perform } from './perform.ts'
import type { summaryObject } from './summary-json.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const KOREAN = `flowchart LR
  사용자([사용자]) --> 분배{로드 밸런서}
  분배 --> 웹1(웹 서버 1)
  분배 --> 웹2(웹 서버 2)
  웹1 --> 디비[(데이터베이스)]
  웹2 --> 디비
`

const SHORT = ['--duration', '12s', '--warm-up', '2s']

async function summaryOf(...args: string[]) {
  const { code, text, remarks } = await perform(['run', ...args, '--json'])
  expect([code, ...remarks]).toEqual([0])
  return JSON.parse(text) as ReturnType<typeof summaryObject>
}

describe('run', () => {
  test('the same seed gives the same run, another seed another one', async () => {
    const first = await summaryOf('first-steps', ...SHORT)
    const again = await summaryOf('first-steps', ...SHORT)
    const other = await summaryOf('first-steps', '--seed', '2', ...SHORT)
    expect({ ...again, wall: null }).toEqual({ ...first, wall: null })
    expect([other.seed, other.digest === first.digest]).toEqual([2, false])
  })

  test('what arrived has ended or is in flight, everywhere, and outcomes add up', async () => {
    const { endToEnd, components } = await summaryOf('first-steps', '--fault', 'crash web-1 at 5s for 3s', ...SHORT)
    const all = [endToEnd, ...Object.values(components)]
    expect(all.length).toBe((exampleOf('first-steps')?.architecture.components.length ?? 0) + 1)
    for (const { arrivals, ended, inFlightAtStart, inFlight, outcomes } of all) {
      expect(arrivals + inFlightAtStart).toBe(ended + inFlight)
      expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(ended)
      expect(outcomes.ok).toBeGreaterThanOrEqual(0)
    }
    const caused = Object.values(components).flatMap(({ causes }) => causes.map(({ requests }) => requests))
    expect(caused.reduce((sum, requests) => sum + requests, 0)).toBe(endToEnd.ended - (endToEnd.outcomes.ok ?? 0))
  })

  test('is measured from the end of the warm-up, and faults and settings reach it', async () => {
    const args = ['--set', 'users.users=800k', '--set', 'web-1->primary.timeoutMs=1s', '--fault', 'crash web-1']
    const usual = await summaryOf('first-steps', ...SHORT)
    const broken = await summaryOf('first-steps', ...SHORT, ...args)
    expect([usual.warmUpMs, usual.durationMs]).toEqual([2_000, 10_000])
    expect(broken.endToEnd.offeredPerSecond / usual.endToEnd.offeredPerSecond).toBeCloseTo(2, 0)
    expect(broken.story[0]).toMatchObject({ atMs: 2_000, code: 'faultInjected', component: 'web-1' })
    expect(broken.components['web-1']?.outcomes.ok).toBeLessThan(usual.components['web-1']?.outcomes.ok ?? 0)
    expect(usual.wall.ms).toBeGreaterThan(0)
  })

  test('is changed while it goes on: a larger machine, for which the host of the server restarts', async () => {
    const set = (...texts: string[]) => texts.flatMap((text) => ['--set', text])
    const small = set('web-host.machine=m7g.medium', 'users.load=rate', 'users.rate=20')
    const times = ['--duration', '180s', '--warm-up', '10s']
    const kept = await summaryOf('web-db-split', ...times, ...small)
    const resized = await summaryOf('web-db-split', ...times, ...small, ...set('web-host.machine=m7g.xlarge at 60s'))
    expect(kept.endToEnd.outcomes.refused).toBeUndefined()
    // Down for 56 s of 170 s.
    const away = (resized.endToEnd.outcomes.refused ?? 0) / resized.endToEnd.ended
    expect(away).toBeGreaterThan(0.25)
    expect(away).toBeLessThan(0.42)
  })

  test('a Mermaid text in Korean runs under its file’s name, and says what was assumed', async () => {
    const { code, text, remarks } = await perform(['run', file('설계.mmd', KOREAN), ...SHORT])
    expect(code).toBe(0)
    expect(text).toMatch(/^설계: seed 1, 10 s measured after 2 s of warm-up$/m)
    expect(text).toMatch(/^ {2}로드 밸런서 +Load balancer /m)
    expect(text).toMatch(/events\/s.*Digest [0-9a-f]{32}\.\n$/)
    for (const remark of remarks) expect(remark).toMatch(/^Note: ./)
  })

  test('what cannot run says why', async () => {
    const alone = file('alone.mmd', 'flowchart LR\n  web(Web server)')
    expect(await perform(['run', alone])).toEqual({
      code: 2,
      text: '',
      remarks: ['Nobody asks anything: there is no client. Add one and connect it.'],
    })
  })

  test('our own mistake ends with its moment and seed, and exit code 70', async () => {
    const create: typeof Run.create = (architecture) => {
      const made = Run.create(architecture)
      if (!made.ok) return made
      const advance = made.value.advance.bind(made.value)
      made.value.advance = (untilMs, maxEvents) => {
        if (untilMs > 3_000) throw new Error('a frame was freed twice')
        return advance(untilMs, maxEvents)
      }
      return succeed(made.value)
    }
    const { code, text, remarks } = await perform(['run', 'first-steps', '--seed', '9', ...SHORT], { create })
    expect([code, text]).toEqual([70, ''])
    expect(remarks[0]).toBe(
      'Millrace itself broke down at 3 s of simulated time (seed 9): a frame was freed twice. ' +
        'Please report it with the design, the arguments and the seed.',
    )
  })
})

describe('convert', () => {
  test('to Mermaid and back is the same design', async () => {
    const mermaid = await perform(['convert', 'first-steps', '--to', 'mermaid'])
    const json = await perform(['convert', file('first.mmd', mermaid.text), '--to', 'json'])
    expect([mermaid.code, json.code]).toEqual([0, 0])
    expect(importJson(json.text)).toEqual({ ok: true, value: exampleOf('first-steps')?.architecture })
  })
})

describe('bad arguments are told in one line', () => {
  const broken = file('broken.json', '{ "version": 1, ')
  const stranger = file('package.json', '{ "name": "x", "dependencies": {} }')
  const untyped = file('design', '[1]')

  test.each<[string[], string]>([
    [
      [],
      'Say what to do, for example: millrace run first-steps. ' +
        'The commands are: run, check, kinds, examples, convert, help.',
    ],
    [['rnu', 'first-steps'], 'There is no command "rnu". Was "run" meant?'],
    [['run'], 'run needs an example or a file, for example: millrace run first-steps.'],
    [['run', 'frist-steps'], 'There is no example and no file "frist-steps". Was "first-steps" meant?'],
    [['run', 'nowhere.json'], 'There is no file "nowhere.json".'],
    [['run', folder], `"${folder}" is a folder. A design is a file of JSON or Mermaid text.`],
    [['run', broken], `${broken}: Line 1, column 17: the text ends in the middle. Is a part of the file missing?`],
    [['run', stranger], `${stranger}: This seems to be from package.json, not a Millrace design.`],
    [['run', untyped], `${untyped}: A design is an object with components and connections; this is […].`],
    [['run', 'first-steps', 'more'], 'One design at a time; "more" is one too many.'],
    [['run', 'first-steps', '--sede', '3'], 'There is no option --sede. Was --seed meant?'],
    [['run', 'first-steps', '-x'], 'There is no option -x. See: millrace help.'],
    [['run', 'first-steps', '--seed'], '--seed needs a value, for example --seed 7.'],
    [['run', 'first-steps', '--seed', '-1'], '--seed needs a value, for example --seed 7; "-1" was found.'],
    [['run', 'first-steps', '--seed=-1'], '--seed -1: A whole number from 0 belongs here, such as 7.'],
    [['run', 'first-steps', '--json=yes'], '--json takes no value; "yes" was found.'],
    [['run', 'first-steps', '--to', 'json'], 'The command "run" takes no --to. See: millrace help run.'],
    [['run', 'first-steps', '--set', 'web-1.cors=2'], '--set web-1.cors=2: "Web 1" (Server) has no field "cors".'],
    [
      ['run', 'first-steps', '--fault', 'crash web-9'],
      '--fault "crash web-9": There is no component or connection "web-9".',
    ],
    [['kinds', 'srever'], 'There is no kind "srever". Was "server" meant?'],
    [['examples', 'all'], 'examples takes nothing besides --json; "all" was found.'],
    [['convert', 'first-steps'], 'convert needs --to mermaid or --to json. It is missing.'],
    [['convert', 'first-steps', '--to', 'png'], 'convert needs --to mermaid or --to json. "png" was found.'],
    [['help', 'rnu'], 'There is no command "rnu". The commands are: run, check, kinds, examples, convert, help.'],
  ])('%j', async (args, sentence) => {
    const { code, text, remarks } = await perform(args)
    expect({ code, text, lines: remarks.length }).toEqual({ code: 2, text: '', lines: 1 })
    expect(remarks[0]?.slice(0, sentence.length)).toBe(sentence)
    expect(remarks[0]).not.toContain('\n')
  })
})

test('help, version, kinds and examples are printed', async () => {
  const said = async (...args: string[]) => (await perform(args)).text
  expect(await said('help')).toBe(await said('--help'))
  expect(await said('help', 'run')).toBe(await said('run', '--help'))
  expect(await said('--version')).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect(await said('examples')).toContain('\nfirst-steps')
  expect(JSON.parse(await said('kinds', 'server', '--json'))).toMatchObject({ kind: 'server', title: 'Server' })
  expect(JSON.parse(await said('examples', '--json'))).toContainEqual(expect.objectContaining({ slug: 'first-steps' }))
})
