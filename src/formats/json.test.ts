import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Architecture } from '../architecture/architecture.ts'
import { anyArchitecture, wholeSystem } from '../architecture/documents.fixture.ts'
import { copy } from '../architecture/fragment.ts'
import { exportFragment, exportJson, importFragment, importJson, TEXT_LENGTH_MAX } from './json.ts'
import { jsonFault } from './json-fault.ts'

/** The same document with the keys of all its records in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, turned(inner)]),
  )
}

describe('a design as JSON', () => {
  test('export, then import, is the identity', () => {
    fc.assert(
      fc.property(anyArchitecture, (architecture) => {
        expect(importJson(exportJson(architecture))).toEqual({ ok: true, value: architecture })
      }),
      { numRuns: 60 },
    )
  })

  test('the text does not depend on how the objects were made', () => {
    fc.assert(
      fc.property(anyArchitecture, (architecture) => {
        expect(exportJson(turned(architecture) as Architecture)).toBe(exportJson(architecture))
      }),
      { numRuns: 60 },
    )
  })

  test('the text reads', () => {
    expect(exportJson(wholeSystem()).split('\n').slice(0, 12)).toEqual([
      '{',
      '  "version": 1,',
      '  "name": "sketch",',
      '  "components": [',
      '    {',
      '      "id": "client-1",',
      '      "kind": "client",',
      '      "name": "client 1",',
      '      "position": {',
      '        "x": 0,',
      '        "y": 0',
      '      },',
    ])
  })

  test('a byte order mark before it does no harm', () => {
    expect(importJson(`\uFEFF${exportJson(wholeSystem())}`).ok).toBe(true)
  })
})

describe('what is no design', () => {
  test.each([
    ['nothing', ' \n ', 'textBlank', {}],
    [
      'a package',
      '{"name":"x","version":"1.0.0","dependencies":{}}',
      'notOursBut',
      { found: 'package.json', keys: 'name, version, dependencies' },
    ],
    ['a drawing', '{"nodes":[],"edges":[]}', 'notOursBut', { found: 'React Flow' }],
    ['something else', '{"a":1,"b":2}', 'notOurs', { keys: 'a, b' }],
    ['an empty object', '{}', 'notOurs', { keys: '–' }],
    ['a list', '[1, 2]', 'notADocument', { found: '[…]' }],
    ['a Mermaid text', 'flowchart LR\n  a --> b\n', 'mermaidNotJson', {}],
    ['a later version', '{"version":9,"components":[]}', 'versionNewer', { found: '9', known: 1 }],
    ['a version that is a text', '{"version":"1.0.0","components":[]}', 'versionUnknown', { found: '"1.0.0"' }],
  ])('%s', (_, text, code, params) => {
    expect(importJson(text)).toMatchObject({ ok: false, error: [{ code, params }] })
  })

  test('a text too large is not even read', () => {
    expect(importJson(' '.repeat(TEXT_LENGTH_MAX + 1))).toMatchObject({ error: [{ code: 'textTooLarge' }] })
  })
})

describe('broken JSON', () => {
  test.each([
    ['a comma too many in a list', '{\n  "a": [1, 2,]\n}', 'jsonTrailingComma', 2, 13, ','],
    ['a comma too many in an object', '{\n  "a": 1,\n}', 'jsonTrailingComma', 2, 9, ','],
    ['a comma too few', '{\n  "a": 1\n  "b": 2\n}', 'jsonMissingComma', 3, 3, '"'],
    ['single quotes', "{ 'a': 1 }", 'jsonSingleQuotes', 1, 3, "'"],
    ['curly quotes', '{ “a”: 1 }', 'jsonSingleQuotes', 1, 3, '“'],
    ['a comment', '{\n  // no\n  "a": 1 }', 'jsonComment', 2, 3, '/'],
    ['a key without quotes', '{ a: 1 }', 'jsonBareKey', 1, 3, 'a'],
    ['a text that is not closed', '{ "a": "x\n}', 'jsonOpenText', 1, 8, '"'],
    ['a bad escape', '{ "a": "\\x" }', 'jsonUnexpected', 1, 9, '\\'],
    ['an end in the middle', '{ "a": [1, 2', 'jsonEnds', 1, 13, ''],
    ['an end after a key', '{ "a"', 'jsonEnds', 1, 6, ''],
    ['something after the end', '{}\n{}', 'jsonAfterEnd', 2, 1, '{'],
    ['a number as nobody writes it', '[01]', 'jsonMissingComma', 1, 3, '1'],
    ['a word nobody knows', '[True]', 'jsonUnexpected', 1, 2, 'T'],
    ['a missing value', '{ "a": , "b": 1 }', 'jsonUnexpected', 1, 8, ','],
    ['a semicolon', '{ "a": 1; }', 'jsonUnexpected', 1, 9, ';'],
    ['a sign of two units', '[🚀]', 'jsonUnexpected', 1, 2, '🚀'],
    ['far too deep', '['.repeat(1_000), 'jsonTooDeep', 1, 202, '['],
  ])('%s', (_, text, code, line, column, found) => {
    expect(importJson(text)).toMatchObject({
      error: [{ code, where: `${line}:${column}`, params: { line, column, found } }],
    })
  })

  test('whatever JSON.parse takes has no fault, and the other way round', () => {
    const parses = (text: string) => {
      try {
        JSON.parse(text)
        return true
      } catch {
        return false
      }
    }
    const anyPiece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '.5',
      'e3',
      'true',
      'nul',
      ' ',
      '\n',
      '\\',
      '\u0001',
    )
    const anyBroken = fc.array(anyPiece, { maxLength: 12 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(fc.oneof(anyBroken, fc.json(), fc.string()), (text) => {
        expect(jsonFault(text) === undefined, text).toBe(parses(text))
      }),
      { numRuns: 3_000 },
    )
  })
})

describe('copied components as text', () => {
  test('come back as they were', () => {
    const fragment = copy(wholeSystem(), ['server-1', 'cache-1'])
    expect(importFragment(exportFragment(fragment))).toEqual({ ok: true, value: fragment })
  })

  test('other text is none of ours, a broken fragment is said', () => {
    expect(importFragment('hello')).toBeUndefined()
    expect(importFragment('{"about":"millrace-fragment"}')).toBeUndefined()
    const broken = exportFragment(copy(wholeSystem(), ['server-1'])).replace('"threads": 200', '"threads": 0')
    expect(importFragment(broken)).toMatchObject({ ok: false, error: [{ code: 'outOfRange' }] })
  })
})
