/**
 * Values as they are typed on a command line: times with units, counts with k and M, shares with %, laws written like
 * calls. What a field takes of them is for `fieldProblem` to say; here it only matters whether they can be read.
 */
import { fieldProblem } from '../architecture/config.ts'
import { quote } from '../architecture/intake.ts'
import { formatMs } from '../base/format.ts'
import type { Problem } from '../base/problem.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import type { Field, FieldValue } from '../catalog/fields.ts'
import { plain, sayProblem } from './sentences.ts'

const TIMES: Readonly<Record<string, number>> = {
  us: 0.001,
  µs: 0.001,
  μs: 0.001,
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

const SCALES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, b: 1e9, g: 1e9 }

const NUMBER = /^([+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)\s*([\p{L}%]*)$/iu

/** `exponential(12ms)`, `lognormal(10 ms, 0.6)`. */
const LAW = /^(\p{L}*)\s*\(([^,()]*)(?:,([^,()]*))?\)$/u

/** A time in ms, or undefined when it is none. A number without a unit is one only where ms go without saying. */
export function parseTime(text: string, isMsImplied = false): number | undefined {
  const { number, unit } = split(text)
  const isBare = unit === '' && (isMsImplied || number === 0)
  const ms = isBare ? 1 : Object.hasOwn(TIMES, unit) ? TIMES[unit] : undefined
  return ms === undefined || number === undefined ? undefined : clean(number * ms)
}

/** A number, perhaps in thousands (k), millions (M) or billions (B), or undefined. */
export function parseNumber(text: string): number | undefined {
  const { number, unit } = split(text)
  const scale = Object.hasOwn(SCALES, unit) ? SCALES[unit] : undefined
  return scale === undefined || number === undefined ? undefined : clean(number * scale)
}

/** A share: `0.2` or `20%`, or undefined. */
function parseRatio(text: string): number | undefined {
  const { number, unit } = split(text)
  if (number === undefined || !['', '%'].includes(unit)) return undefined
  return unit === '%' ? clean(number / 100) : number
}

/** The value of a field, or a sentence on why it is none; `present` is what a law keeps that is not spelled out. */
export function readValue(field: Field, text: string, present: FieldValue | undefined): Result<FieldValue, string> {
  const value = parseValue(field, text.trim(), present)
  if (value === undefined) return fail(`${expected(field)} belongs here; ${quote(text)} was found.`)
  const problem = fieldProblem(field, value)
  return problem === undefined ? succeed(value as FieldValue) : fail(fieldSentence(problem, field))
}

/** What is typed as a value that may still be out of range, or undefined when it is of another type. */
function parseValue(field: Field, text: string, present: FieldValue | undefined): unknown {
  switch (field.type) {
    case 'duration':
      return field.nullable && text === 'null' ? null : parseTime(text, true)
    case 'count':
    case 'number':
      return parseNumber(text)
    case 'ratio':
      return parseRatio(text)
    case 'choice':
      return text
    case 'flag':
      return text === 'true' || (text === 'false' ? false : undefined)
    case 'distribution':
      return parseLaw(text, present)
    case 'classes':
    case 'points':
    case 'trace':
      return parseJson(text)
  }
}

/** A law with its mean and spread; a spread left out is that of the law or the present. A time alone is a new mean. */
function parseLaw(text: string, present: FieldValue | undefined): unknown {
  const before = typeof present === 'object' && present !== null && 'law' in present ? present : undefined
  const alone = parseTime(text, true)
  if (alone !== undefined && before !== undefined) return { ...before, mean: alone }
  const [, law = '', first = '', second] = LAW.exec(text) ?? []
  const mean = parseTime(first, true)
  const spread = law === 'constant' ? 0 : law === 'exponential' ? 1 : (before?.cv ?? 1)
  const cv = second === undefined ? spread : parseRatio(second.trim())
  return mean === undefined || cv === undefined ? undefined : { law, mean, cv }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** What a field asks for, with an example of how it is typed. */
function expected(field: Field): string {
  switch (field.type) {
    case 'duration':
      return `A time such as 250ms, 1.5s or 2m${field.nullable ? ', or null to leave it to the model,' : ''}`
    case 'count':
      return 'A whole number such as 3, 10k or 1e6'
    case 'number':
      return 'A number such as 1.5'
    case 'ratio':
      return 'A share such as 0.2 or 20%'
    case 'choice':
      return `One of ${field.options.join(', ')}`
    case 'flag':
      return 'Either true or false'
    case 'distribution':
      return 'A law with its mean, such as exponential(12ms) or lognormal(10ms, 0.6),'
    case 'points':
      return 'A list of points as JSON, such as [{"atMs":0,"factor":1},{"atMs":60000,"factor":3}],'
    case 'trace':
      return 'A file given by --trace, or null for none,'
    case 'classes':
      return 'A list of classes as JSON, such as [{"name":"read","operation":"read","share":1,"keys":1000,"zipf":0.8}],'
  }
}

/** A problem of a value that could be read; limits of a time are told with their units. */
function fieldSentence(problem: Problem, field: Field): string {
  const isTime = field.type === 'duration' || (field.type === 'distribution' && problem.where === 'mean')
  if (!isTime || problem.code !== 'outOfRange') return sayProblem(problem)
  const params = Object.entries(problem.params).map(([name, value]) => [name, plain(formatMs(Number(value)))])
  const { found, min, max } = Object.fromEntries(params) as Record<string, string>
  return `A time from ${min} to ${max} belongs here; ${found} was found.`
}

function split(text: string): { number: number | undefined; unit: string } {
  const [, number, unit = ''] = NUMBER.exec(text.trim()) ?? []
  return { number: number === undefined ? undefined : Number(number.replaceAll('_', '')), unit: unit.toLowerCase() }
}

/** Without the noise that multiplying leaves in the last digits. */
function clean(value: number): number {
  return Number(value.toPrecision(12))
}
