import { describe, expect, it } from 'vitest'
import { check } from '../architecture/check.ts'
import { validate } from '../architecture/validate.ts'
import { inLanguage } from './example.ts'
import { examples } from './examples.ts'

describe.each(examples)('$slug', (example) => {
  it('is a valid document that lacks nothing', () => {
    const { architecture } = example
    expect(validate(structuredClone(architecture))).toEqual({ ok: true, value: architecture })
    expect(check(architecture).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('is named in Korean, all but for names that are the same', () => {
    const same = inLanguage(example, 'ko').components.filter(({ id }) => example.korean[id] === undefined)
    expect(same.map(({ kind }) => kind).filter((kind) => kind !== 'dns' && kind !== 'cdn')).toEqual([])
    expect(inLanguage(example, 'en').components).toEqual(example.architecture.components)
  })
})
