import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Problem } from '../base/problem.ts'
import { validate } from './validate.ts'

const codes = (problems: readonly Problem[]) => problems.map(({ code, where }) => `${code} ${where}`.trim())

describe('hostile input', () => {
  test('keys of JavaScript itself are unknown keys and change nothing', () => {
    const hostile =
      '{"version":1,"components":[{"id":"a","kind":"server","__proto__":{"x":1},"config":{"constructor":1}}],' +
      '"__proto__":{"polluted":1}}'
    const result = validate(JSON.parse(hostile))
    expect(result.ok ? [] : codes(result.error)).toEqual([
      'unknownKey __proto__',
      'unknownKey components[0].__proto__',
      'unknownKey components[0].config.constructor',
    ])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test.each(['__proto__', 'constructor'])('%s is no id and no kind', (name) => {
    const result = validate({ version: 1, components: [{ id: name, kind: name }] })
    expect(result.ok ? [] : codes(result.error)).toEqual(['badId components[0].id', 'unknownKind components[0].kind'])
  })

  test('nothing throws, whatever the input', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, maxDepth: 4 }), (value) => {
        expect(typeof validate(value).ok).toBe('boolean')
        expect(typeof validate({ version: 1, components: value, connections: value, timeline: value }).ok).toBe(
          'boolean',
        )
        expect(typeof validate({ version: 1, components: [value], connections: [value], timeline: [value] }).ok).toBe(
          'boolean',
        )
      }),
      { numRuns: 300 },
    )
  })
})
