import { describe, expect, test } from 'vitest'
import { present } from '../base/assert.ts'
import { catalog, kindOf } from '../catalog/index.ts'
import type { Field, FieldValue } from '../catalog/fields.ts'
import { parseNumber, parseTime, readValue } from './values.ts'

describe('a time', () => {
  test.each([
    ['500ms', 500],
    ['60s', 60_000],
    ['5m', 300_000],
    ['1.5min', 90_000],
    ['1h', 3_600_000],
    ['2 d', 172_800_000],
    ['250us', 0.25],
    ['0', 0],
    ['.5s', 500],
    ['1e3ms', 1_000],
    ['1.1s', 1_100],
  ])('%s is %d ms', (text, ms) => expect(parseTime(text)).toBe(ms))

  test.each(['60', '', 's', '5 parsecs', '1,5s', 'constructor', '1constructor', 'ten s'])('%j is none', (text) =>
    expect(parseTime(text)).toBeUndefined(),
  )

  test('a bare number is ms where ms go without saying', () => expect(parseTime('40', true)).toBe(40))
})

test.each([
  ['1e6', 1_000_000],
  ['10k', 10_000],
  ['1.5M', 1_500_000],
  ['2B', 2e9],
  ['1_000', 1_000],
  ['-3', -3],
  ['3x', undefined],
  ['', undefined],
])('%j as a number is %s', (text, number) => expect(parseNumber(text)).toBe(number))

describe('the value of a field', () => {
  const { fields } = catalog.server
  const latencyMs = present(kindOf('server')?.ports['cache']?.fields['latencyMs'], 'the latency')
  const { failOpen, policy } = catalog['load-balancer'].fields
  const { classes } = catalog.client.fields
  const share: Field = { ...fields.cores, type: 'ratio', default: 0.2, min: 0.001, max: 1 }
  const before = { law: 'gamma', mean: 8, cv: 0.4 } as const
  const read = (field: Field, text: string, now: FieldValue = before) => {
    const result = readValue(field, text, now)
    return result.ok ? result.value : result.error
  }

  test.each<[string, Field, string, FieldValue]>([
    ['a count', fields.cores, '4', 4],
    ['a time', latencyMs, '40ms', 40],
    ['a time without a unit', latencyMs, '40', 40],
    ['a time left to the model', latencyMs, 'null', null],
    ['a share', share, '0.2', 0.2],
    ['a share in percent', share, '20%', 0.2],
    ['a choice', policy, 'random', 'random'],
    ['a flag', failOpen, 'false', false],
    ['a law with its mean', fields.cpuTime, 'exponential(12ms)', { law: 'exponential', mean: 12, cv: 1 }],
    ['a law with its spread', fields.cpuTime, 'lognormal(1s, 0.6)', { law: 'lognormal', mean: 1_000, cv: 0.6 }],
    ['a law that keeps the spread', fields.cpuTime, 'pareto(3)', { law: 'pareto', mean: 3, cv: 0.4 }],
    ['a law without spread', fields.cpuTime, 'constant(5ms)', { law: 'constant', mean: 5, cv: 0 }],
    ['another mean', fields.cpuTime, '2ms', { law: 'gamma', mean: 2, cv: 0.4 }],
    [
      'classes',
      classes,
      '[{"name":"read","operation":"read","share":1,"keys":1000,"zipf":0.8}]',
      [{ name: 'read', operation: 'read', share: 1, keys: 1_000, zipf: 0.8 }],
    ],
  ])('%s', (_, field, text, value) => expect(read(field, text)).toEqual(value))

  test.each<[Field, string, string]>([
    [fields.cores, 'two', 'A whole number such as 3, 10k or 1e6 belongs here; "two" was found.'],
    [fields.cores, '0', 'A number from 1 to 128 belongs here; 0 was found.'],
    [fields.cores, '1.5', 'A whole number belongs here; 1.5 was found.'],
    [
      latencyMs,
      '1 day',
      'A time such as 250ms, 1.5s or 2m, or null to leave it to the model, belongs here; "1 day" was found.',
    ],
    [latencyMs, '1h', 'A time from 0 ms to 10 s belongs here; 60 min was found.'],
    [share, '200%', 'A number from 0.001 to 1 belongs here; 2 was found.'],
    [policy, 'roundrobin', '"roundrobin" is no choice here. Was “roundRobin” meant?'],
    [failOpen, 'constructor', 'Either true or false belongs here; "constructor" was found.'],
    [failOpen, 'yes', 'Either true or false belongs here; "yes" was found.'],
    [fields.cpuTime, 'gama(3ms)', 'law: "gama" is no choice here. Was “gamma” meant?'],
    [fields.cpuTime, 'gamma(2h)', 'A time from 0 ms to 60 s belongs here; 2 h was found.'],
    [fields.cpuTime, 'gamma(3ms, -1)', 'cv: a number from 0 to 100 belongs here; -1 was found.'],
    [classes, '[]', 'A client needs at least one class of requests.'],
    [
      classes,
      '{',
      'A list of classes as JSON, such as [{"name":"read","operation":"read","share":1,"keys":1000,"zipf":0.8}], ' +
        'belongs here; "{" was found.',
    ],
  ])('%# a wrong one is told in a sentence', (field, text, sentence) => expect(read(field, text)).toBe(sentence))
})
