import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Problem } from '../base/problem.ts'
import type { Architecture } from './architecture.ts'
import { anyArchitecture, wholeSystem } from './documents.fixture.ts'
import { emptyArchitecture } from './empty.ts'
import { validate } from './validate.ts'

/** A place in a document, `components[3].name`, and what is put there; undefined takes away what was there. */
type Change = readonly [path: string, value: unknown]

/** The problems of a valid document after some changes, as an editor of the file might make them. */
function spoilt(...changes: readonly Change[]): Problem[] {
  const document: unknown = JSON.parse(JSON.stringify(wholeSystem()))
  for (const [path, value] of changes) put(document, path.split(/[.[\]]+/).filter(Boolean), value)
  const result = validate(JSON.parse(JSON.stringify(document)))
  return result.ok ? [] : result.error
}

function put(item: unknown, [key = '', ...rest]: readonly string[], value: unknown): void {
  const record = item as Record<string, unknown>
  if (rest.length > 0) put(record[key], rest, value)
  else if (key === 'push') (item as unknown[]).push(value)
  else record[key] = value
}

const codes = (problems: readonly Problem[]) => problems.map(({ code, where }) => `${code} ${where}`.trim())

describe('a valid document', () => {
  test('is taken in as it is', () => {
    expect(validate(wholeSystem())).toEqual({ ok: true, value: wholeSystem() })
  })

  test('of any kind is taken in as it is', () => {
    fc.assert(
      fc.property(anyArchitecture, (architecture) => {
        expect(validate(JSON.parse(JSON.stringify(architecture)))).toEqual({ ok: true, value: architecture })
      }),
      { numRuns: 60 },
    )
  })

  test('shares nothing with the input', () => {
    const input = JSON.parse(JSON.stringify(wholeSystem())) as Architecture
    const result = validate(input)
    Object.assign(input.components[0] ?? {}, { name: 'changed later' })
    expect(result).toEqual({ ok: true, value: wholeSystem() })
  })

  test('gets defaults for what it leaves out', () => {
    const result = validate({
      version: 1,
      components: [
        { id: 'web', kind: 'server', config: { cores: 8 } },
        { id: 'db', kind: 'database', name: 'DB' },
        { id: 'seoul', kind: 'region' },
      ],
      connections: [{ id: 'c', from: 'web', to: 'db' }],
    })
    expect(result).toMatchObject({ ok: true, value: { ...emptyArchitecture(''), components: {}, connections: {} } })
    if (!result.ok) return
    const [web, , seoul] = result.value.components
    expect(web).toMatchObject({ name: '', position: { x: 0, y: 0 }, config: { cores: 8, threads: 200 } })
    expect(seoul?.size).toEqual({ width: 480, height: 320 })
    expect(result.value.connections[0]).toMatchObject({ port: 'database', config: { tries: 1, reads: 'primary' } })
  })
})

describe('what is no document of ours', () => {
  test.each([
    ['null', null, 'notADocument'],
    ['a text', 'hello', 'notADocument'],
    ['a list', [], 'notADocument'],
    ['a record without version', { components: [] }, 'versionMissing version'],
    ['a version that is no number', { version: '1', components: [] }, 'versionUnknown version'],
    ['a version before the first', { version: 0, components: [] }, 'versionUnknown version'],
    ['a version of a later app', { version: 2, components: [] }, 'versionNewer version'],
    ['a record without components', { version: 1 }, 'expectedList components'],
  ])('%s', (_, input, problem) => {
    const result = validate(input)
    expect(result.ok ? [] : codes(result.error)).toEqual([problem])
  })
})

describe('components', () => {
  test.each<[what: string, changes: readonly Change[], expected: string]>([
    ['one that is no record', [['components[9]', 7]], 'expectedObject components[9]'],
    ['an unknown key', [['components[3].colour', 'red']], 'unknownKey components[3].colour'],
    ['a mistyped key', [['components[3].postion', {}]], 'unknownKeyNear components[3].postion'],
    ['a mistyped kind', [['components[3].kind', 'sever']], 'unknownKindNear components[3].kind'],
    ['an unknown kind', [['components[3].kind', 'blockchain']], 'unknownKind components[3].kind'],
    ['no kind', [['components[3].kind', undefined]], 'expectedText components[3].kind'],
    ['no id', [['components[9].id', undefined]], 'expectedText components[9].id'],
    ['an id with a space', [['components[9].id', 'a b']], 'badId components[9].id'],
    ['an id taken', [['components[9].id', 'server-1']], 'idTwice components[9].id'],
    ['a name that is no text', [['components[3].name', 5]], 'expectedText components[3].name'],
    ['a name too long', [['components[3].name', 'x'.repeat(201)]], 'textTooLong components[3].name'],
    ['a size on what is no group', [['components[3].size', {}]], 'unknownKey components[3].size'],
    ['a position that is no number', [['components[3].position.x', null]], 'expectedNumber components[3].position.x'],
    ['a parent that is not there', [['components[3].parent', 'zone']], 'unknownParent components[3].parent'],
    ['a parent that is no group', [['components[3].parent', 'dns-1']], 'parentNotGroup components[3].parent'],
    ['more than fit', [['components', Array.from({ length: 2001 }, () => 0)]], 'tooMany components'],
  ])('%s', (_, changes, expected) => {
    expect(codes(spoilt(...changes))).toContain(expected)
  })

  test('groups that stand in each other are found, all of them', () => {
    const regions = ['a', 'b'].map((id) => ({ id, kind: 'region', parent: id === 'a' ? 'b' : 'a' }))
    const result = validate({ version: 1, components: [...regions, { id: 'c', kind: 'host', parent: 'a' }] })
    expect(result.ok ? [] : codes(result.error)).toEqual([
      'parentCircle components[0].parent',
      'parentCircle components[1].parent',
    ])
  })

  test('a problem names the component and what was probably meant', () => {
    expect(spoilt(['components[3].kind', 'sever'])[0]?.params).toEqual({
      name: 'server 1',
      found: '"sever"',
      nearest: 'server',
    })
  })
})

describe('fields', () => {
  const server = 'components[3].config'
  const classes = 'components[0].config.classes'
  const law = (change: object) => ({ law: 'gamma', mean: 1, cv: 1, ...change })

  test.each<[what: string, path: string, value: unknown, expected: string]>([
    ['a count below its range', `${server}.cores`, 0, `outOfRange ${server}.cores`],
    ['a count above its range', `${server}.cores`, 129, `outOfRange ${server}.cores`],
    ['a count with a fraction', `${server}.cores`, 1.5, `expectedWhole ${server}.cores`],
    ['a count as text', `${server}.cores`, '4', `expectedNumber ${server}.cores`],
    [
      'a duration that may not be null',
      'components[1].config.ttlMs',
      null,
      'expectedNumber components[1].config.ttlMs',
    ],
    [
      'an option nobody knows',
      'components[5].config.eviction',
      'newest',
      'unknownOption components[5].config.eviction',
    ],
    ['a flag as a number', 'components[2].config.failOpen', 1, 'expectedFlag components[2].config.failOpen'],
    ['a distribution as a number', `${server}.cpuTime`, 10, `expectedObject ${server}.cpuTime`],
    ['a mistyped law', `${server}.cpuTime`, law({ law: 'gama' }), `unknownOptionNear ${server}.cpuTime.law`],
    ['a mean out of range', `${server}.cpuTime`, law({ mean: -1 }), `outOfRange ${server}.cpuTime.mean`],
    ['a cv below nothing', `${server}.cpuTime`, law({ cv: -1 }), `outOfRange ${server}.cpuTime.cv`],
    ['a field nobody knows', `${server}.memory`, 1, `unknownKey ${server}.memory`],
    ['a mistyped field', `${server}.thread`, 1, `unknownKeyNear ${server}.thread`],
    ['a config that is a list', server, [], `expectedObject ${server}`],
    ['classes that are no list', classes, {}, `expectedList ${classes}`],
    ['no classes', classes, [], `noClasses ${classes}`],
    ['two classes of one name', `${classes}[1].name`, 'static', `classTwice ${classes}[1].name`],
    ['a class without a name', `${classes}[1].name`, '', `textEmpty ${classes}[1].name`],
    ['a mistyped operation', `${classes}[1].operation`, 'writ', `unknownOptionNear ${classes}[1].operation`],
    ['no keys', `${classes}[1].keys`, 0, `outOfRange ${classes}[1].keys`],
  ])('%s', (_, path, value, expected) => {
    expect(codes(spoilt([path, value]))).toEqual([expected])
  })

  test('shares that add up to nothing', () => {
    const empty = [0, 1, 2, 3].map((index): Change => [`${classes}[${index}].share`, 0])
    expect(codes(spoilt(...empty))).toEqual([`noShares ${classes}`])
  })
})

describe('connections', () => {
  test.each<[what: string, changes: readonly Change[], expected: string]>([
    ['an end that is not there', [['connections[2].to', 'nobody-here']], 'unknownEnd connections[2].to'],
    ['a mistyped end', [['connections[2].to', 'serv-1']], 'unknownEndNear connections[2].to'],
    [
      'an end that is a group',
      [
        ['components.push', { id: 'seoul', kind: 'region' }],
        ['connections[2].to', 'seoul'],
      ],
      'endIsGroup connections[2].to',
    ],
    ['both ends the same', [['connections[2].to', 'load-balancer-1']], 'selfConnection connections[2]'],
    ['a port nobody knows', [['connections[2].port', 'target']], 'unknownPortNear connections[2].port'],
    ['a port with no use for the callee', [['connections[4].port', 'database']], 'portRefuses connections[4].port'],
    [
      'no port, and none that fits',
      [['connections[4]', { id: 'x', from: 'server-1', to: 'client-1' }]],
      'noPort connections[4].port',
    ],
    ['an id taken', [['connections[2].id', 'client-1-to-dns-1']], 'idTwice connections[2].id'],
    ['the same twice', [['connections[3].to', 'server-1']], 'connectedTwice connections[3]'],
    [
      'more at a port than it takes',
      [
        ['components.push', { id: 'cache-2', kind: 'cache' }],
        ['connections.push', { id: 'x', from: 'server-1', to: 'cache-2', port: 'cache' }],
      ],
      'portOverfull connections[11]',
    ],
    ['a field out of range', [['connections[2].config.tries', 0]], 'outOfRange connections[2].config.tries'],
    [
      'a field of another port',
      [['connections[2].config.reads', 'replicas']],
      'unknownKey connections[2].config.reads',
    ],
  ])('%s', (_, changes, expected) => {
    expect(codes(spoilt(...changes))).toEqual([expected])
  })
})

describe('timeline, settings, notes and objectives', () => {
  const web = { type: 'component', id: 'server-1' }
  const wire = { type: 'connection', id: 'client-1-to-dns-1' }
  const cache = { type: 'component', id: 'cache-1' }
  const entry = (fault: object, more: object = {}): Change => ['timeline', [{ id: 'f', atMs: 5, fault, ...more }]]

  test.each<[what: string, change: Change, expected: string]>([
    ['a fault nobody knows', entry({ type: 'melt', target: web }), 'unknownFault timeline[0].fault.type'],
    ['a fault that is not suffered', entry({ type: 'flush', target: web }), 'faultRefused timeline[0].fault.type'],
    ['a crash of a connection', entry({ type: 'crash', target: wire }), 'faultRefused timeline[0].fault.type'],
    [
      'a target that is not there',
      entry({ type: 'crash', target: { ...web, id: 'nobody-here' } }),
      'unknownTarget timeline[0].fault.target.id',
    ],
    [
      'an instance of a connection',
      entry({ type: 'cut', target: { ...wire, instance: 0 } }),
      'unknownKey timeline[0].fault.target.instance',
    ],
    [
      'a parameter out of range',
      entry({ type: 'slow', target: web, params: { factor: 1 } }),
      'outOfRange timeline[0].fault.params.factor',
    ],
    [
      'a parameter nobody knows',
      entry({ type: 'crash', target: web, params: { factor: 2 } }),
      'unknownKey timeline[0].fault.params.factor',
    ],
    [
      'a momentary fault that lasts',
      entry({ type: 'flush', target: cache }, { durationMs: 9 }),
      'momentaryLasts timeline[0].durationMs',
    ],
    ['a time before the start', entry({ type: 'crash', target: web }, { atMs: -1 }), 'outOfRange timeline[0].atMs'],
    ['a seed with a fraction', ['settings.seed', 0.5], 'expectedWhole settings.seed'],
    ['a warm-up beyond the end', ['settings.warmUpMs', 86_400_000], 'warmUpTooLong settings.warmUpMs'],
    ['a note without text', ['notes', [{ id: 'n' }]], 'expectedText notes[0].text'],
    ['an objective beyond all', ['objectives.errorRatio', 2], 'outOfRange objectives.errorRatio'],
    ['a key nobody knows', ['author', 'me'], 'unknownKey author'],
  ])('%s', (_, change, expected) => {
    expect(codes(spoilt(change))).toEqual([expected])
  })
})

describe('all of it', () => {
  test('everything that is wrong is listed at once', () => {
    const problems = spoilt(
      ['components[3].config.cores', -1],
      ['components[4].config.cores', -1],
      ['connections[0].config.tries', 99],
      ['settings.seed', -1],
    )
    expect(codes(problems)).toEqual([
      'outOfRange components[3].config.cores',
      'outOfRange components[4].config.cores',
      'outOfRange connections[0].config.tries',
      'outOfRange settings.seed',
    ])
  })

  test('a flood of problems is cut and counted', () => {
    const problems = spoilt(['components', Array.from({ length: 300 }, () => 0)])
    expect(problems).toHaveLength(101)
    expect(problems.at(-1)).toMatchObject({ code: 'moreProblems' })
  })
})
