import { describe, expect, test } from 'vitest'
import type { Architecture } from '../architecture/architecture.ts'
import { rename } from '../architecture/edits.ts'
import { componentOf, connectionOf } from '../architecture/lookup.ts'
import { validate } from '../architecture/validate.ts'
import { firstSteps } from '../examples/first-steps.ts'
import { succeed } from '../base/result.ts'
import { carryOut, readAssignment } from './assignments.ts'
import { helpOn } from './help.ts'
import { prepare } from './prepare.ts'
import { plan } from './troubles.ts'

const design: Architecture = {
  ...firstSteps.architecture,
  settings: { seed: 1, warmUpMs: 10_000, endMs: 60_000 },
}

function assign(architecture: Architecture, text: string) {
  const read = readAssignment(architecture, text)
  return read.ok ? succeed(carryOut(architecture, read.value)) : read
}

function changed(result: ReturnType<typeof assign>): Architecture {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

function complaint(result: ReturnType<typeof assign>): string {
  return result.ok ? 'nothing' : result.error
}

describe('--set', () => {
  test('reaches a component by its id and by its name', () => {
    for (const text of ['web-1.cores=4', 'Web 1.cores=4', 'web 1.cores = 4']) {
      expect(componentOf(changed(assign(design, text)), 'web-1').config['cores']).toBe(4)
    }
  })

  test('reaches a connection by its id and by its ends', () => {
    for (const name of ['web-1-primary', 'web-1->primary', 'Web 1 → Primary', 'web-1 -> Primary']) {
      const { config } = connectionOf(changed(assign(design, `${name}.timeoutMs=2s`)), 'web-1-primary')
      expect(config['timeoutMs']).toBe(2_000)
    }
  })

  test('reads a law against what the component has now', () => {
    const { cpuTime: before } = componentOf(design, 'web-1').config
    const { cpuTime } = componentOf(changed(assign(design, 'web-1.cpuTime=20ms')), 'web-1').config
    expect(cpuTime).toEqual({ ...(before as object), mean: 20 })
  })

  test('with a time waits for it, and comes after what was set from the start', () => {
    const texts = ['web-1.cores=8 at 30s', 'web-1.cores=2', 'web-1.cores=4 at 20s']
    const prepared = prepare(design, { set: texts })
    if (!prepared.ok) throw new Error(prepared.error)
    const { architecture, edits } = prepared.value
    const cores = (at: Architecture) => componentOf(at, 'web-1').config['cores']
    expect(cores(architecture)).toBe(2)
    expect(edits.map(({ atMs, change }) => [atMs, cores(change(architecture))])).toEqual([
      [20_000, 4],
      [30_000, 8],
    ])
  })

  test.each([
    ['web-1', '--set web-1: A field is set like this: --set web-1.cores=4.'],
    ['=3', '--set =3: A field is set like this: --set web-1.cores=4.'],
    ['wbe-1.cores=2', '--set wbe-1.cores=2: There is no component or connection "wbe-1". Was "web-1" meant?'],
    ['web-1.core=2', '--set web-1.core=2: "Web 1" (Server) has no field "core". Was "cores" meant?'],
    ['web-1.toString=2', '--set web-1.toString=2: "Web 1" (Server) has no field "toString". It has: '],
    [
      'primary->web-1.tries=2',
      '--set primary->web-1.tries=2: No connection leads from "Primary" to "Web 1"; ' +
        'the one the other way round is "web-1->primary".',
    ],
    ['web-1.cores=2 at noon', '--set web-1.cores=2 at noon: After "at" belongs a time such as 20s; "noon" was found.'],
    ['web-1.cores=2 at 2m', 'The run has ended by then, at 60 s. Make it longer with --duration.'],
    ['users-dns.trys=2', '--set users-dns.trys=2: The connection Users → DNS has no field "trys". Was "tries" meant?'],
  ])('%s is refused in a sentence', (text, sentence) => {
    expect(complaint(assign(design, text))).toContain(sentence)
  })

  test('a name that two have is asked about', () => {
    const twins = rename(design, 'web-2', 'Web 1')
    expect(complaint(assign(twins, 'Web 1.cores=2'))).toBe(
      '--set Web 1.cores=2: 2 components are named "Web 1". Say which by its id: web-1, web-2.',
    )
  })
})

describe('--fault', () => {
  const entry = (text: string, from = design) => changed(plan(from, text)).timeline.at(-1)
  const component = (id: string) => ({ type: 'component', id })

  test.each([
    ['crash web-1 at 20s for 10s', { atMs: 20_000, durationMs: 10_000 }],
    ['crash Web 1 for 10s at 20s', { atMs: 20_000, durationMs: 10_000 }],
    ['Crash web-1', { atMs: 10_000 }],
    ['crash web-1 at 20s', { atMs: 20_000 }],
    ['crash web-1 at 50s for 1h', { atMs: 50_000 }],
  ])('%s', (text, times) => {
    expect(entry(text)).toEqual({
      id: 'crash-1',
      ...times,
      fault: { type: 'crash', target: component('web-1'), params: { callers: 'auto' } },
    })
  })

  test('takes parameters, of which the rest are defaults', () => {
    expect(entry('slow primary factor=8 at 30s')?.fault.params).toEqual({ factor: 8 })
    expect(entry('slow primary')?.fault.params).toEqual({ factor: 5 })
    expect(entry('errors web-1 ratio=50%')?.fault.params).toEqual({ ratio: 0.5 })
    expect(entry('delay web-1->primary addMs=2s')?.fault.params).toEqual({ addMs: 2_000 })
  })

  test('breaks a connection, or one instance of several', () => {
    expect(entry('cut web-1->primary at 20s')?.fault.target).toEqual({ type: 'connection', id: 'web-1-primary' })
    expect(entry('crash workers#2')?.fault.target).toEqual({ ...component('workers'), instance: 1 })
    expect(entry('crash Workers #1')?.fault.target).toEqual({ ...component('workers'), instance: 0 })
  })

  test('what is planned is a valid document', () => {
    const planned = changed(plan(changed(plan(design, 'crash web-1 at 20s')), 'flush cache at 30s'))
    expect(validate(planned)).toEqual({ ok: true, value: planned })
  })

  test.each([
    ['crash', 'A fault is planned like this: --fault "crash web-1 at 20s for 10s".'],
    ['crush web-1', 'There is no fault "crush". Was "crash" meant?'],
    ['crash web-11', 'There is no component or connection "web-11". Was "web-1" meant?'],
    ['spike web-1', '"Web 1" cannot suffer "spike". It can suffer: crash, slow, errors, monkey.'],
    [
      'crash web-1->primary',
      'The connection Web 1 → Primary cannot suffer "crash". It can suffer: cut, delay, loss, bandwidth.',
    ],
    ['crash web-1 at noon', 'After "at" belongs a time such as 20s; "noon" was found.'],
    ['crash web-1 at 20', 'After "at" belongs a time such as 20s; "20" was found.'],
    ['crash web-1 for 0s', 'After "for" belongs a time such as 10s; "0s" was found.'],
    ['crash web-1 at 2m', 'The run has ended by then, at 60 s.'],
    ['flush cache for 3s', '"flush" happens at once and has no duration. Leave "for 3s" out.'],
    ['slow primary facter=3', '"slow" has no parameter "facter". It has factor.'],
    ['crash primary factor=3', '"crash" has no parameter "factor". It has callers.'],
    ['flush cache factor=3', '"flush" has no parameter "factor". It has none.'],
    ['slow primary factor=100000', 'factor: A number from 1.5 to 10000 belongs here; 100000 was found.'],
    ['crash workers#3', '"Workers" has instances 1 to 2, and no number 3.'],
  ])('%s is refused in a sentence', (text, sentence) => {
    expect(complaint(plan(design, text))).toContain(`--fault "${text}": ${sentence}`)
  })
})

describe('seed and times', () => {
  const settings = (values: Parameters<typeof prepare>[1], from = design) => {
    const prepared = prepare(from, values)
    return prepared.ok ? prepared.value.architecture.settings : prepared.error
  }

  test('are those of the design unless they are given', () => {
    expect(settings({})).toEqual(design.settings)
    expect(settings({ seed: '7', duration: '5m', 'warm-up': '1s' })).toEqual({
      seed: 7,
      warmUpMs: 1_000,
      endMs: 300_000,
    })
  })

  test('a design that asks for nothing special runs for a minute', () => {
    const { settings: usual } = firstSteps.architecture
    expect(settings({}, { ...design, settings: { ...usual, endMs: 86_400_000 } })).toMatchObject({ endMs: 60_000 })
  })

  test.each([
    [{ seed: '1.5' }, '--seed 1.5: A whole number from 0 belongs here, such as 7.'],
    [{ seed: '99999999999999999999' }, '--seed 99999999999999999999: A whole number from 0 belongs here, such as 7.'],
    [{ duration: '60' }, '--duration 60: A time such as 500ms, 60s, 5m or 1h belongs here.'],
    [{ duration: '0s' }, '--duration 0s: A time such as 500ms, 60s, 5m or 1h belongs here.'],
    [{ 'warm-up': 'long' }, '--warm-up long: A time such as 10s belongs here, or 0.'],
    [{ duration: '5s' }, 'Nothing would be measured: the warm-up (10 s) would outlast the run (5 s).'],
  ])('%j is refused in a sentence', (values, sentence) => expect(settings(values)).toContain(sentence))
})

test('what the help shows can be typed', () => {
  // Samples stand further in than the options, and end at the gap before what is said of them.
  const samples = [...helpOn('run').matchAll(/^ {10,}--(set|fault) (.+?)(?: {2,}.*)?$/gm)]
  const typed = (option: string) =>
    samples.filter(([, name]) => name === option).map(([, , text = '']) => text.replaceAll('"', ''))
  expect([typed('set').length, typed('fault').length]).toEqual([5, 3])
  for (const text of typed('set')) changed(assign(design, text))
  for (const text of typed('fault')) changed(plan(design, text))
})
