import { describe, expect, it } from 'vitest'
import { faults } from '../../catalog/faults.ts'
import { activeFault, chooseParam, paramShort, paramsOf, parseParam } from './faulting.ts'

const web = { type: 'component', id: 'web' } as const

describe('a fault of a target', () => {
  const all = { id: 'f1', type: 'crash', target: web, sinceMs: 1 } as const
  const second = { id: 'f2', type: 'crash', target: { ...web, instance: 1 }, sinceMs: 2 } as const

  it('is active only at exactly that target, and of that type', () => {
    expect(activeFault([all, second], 'crash', web)).toBe(all)
    expect(activeFault([all, second], 'crash', { ...web, instance: 1 })).toBe(second)
    expect(activeFault([all, second], 'crash', { ...web, instance: 0 })).toBeUndefined()
    expect(activeFault([all], 'slow', web)).toBeUndefined()
    expect(activeFault([all], 'crash', { type: 'connection', id: 'web' })).toBeUndefined()
  })
})

describe('the parameters of a fault', () => {
  const factor = faults.slow.fields['factor']!
  const ratio = faults.errors.fields['ratio']!
  const addMs = faults.delay.fields['addMs']!

  it('begin with their defaults and remember what was chosen', () => {
    expect(paramsOf('slow')).toEqual({ factor: 5 })
    chooseParam('slow', 'factor', 20)
    expect(paramsOf('slow')).toEqual({ factor: 20 })
    expect(paramsOf('crash')).toEqual({ callers: 'auto' })
    expect(paramsOf('flush')).toEqual({})
  })

  it('are short on a button', () => {
    expect([paramShort(factor, 5), paramShort(ratio, 0.2), paramShort(addMs, 1_000)]).toEqual(['×5', '20 %', '1 s'])
    expect(paramShort(faults.crash.fields['callers']!, 'auto')).toBe('')
  })

  it('are typed with their units, within their limits', () => {
    expect(parseParam(ratio, '35 %')).toEqual({ ok: true, value: 0.35 })
    expect(parseParam(addMs, '2 s')).toEqual({ ok: true, value: 2_000 })
    expect(parseParam(factor, '1')).toEqual({ ok: false, reason: 'tooSmall' })
  })
})
