/**
 * Taking in plain values that may be anything: each reader returns what it was asked for, or undefined after adding a
 * located problem, so that one pass finds everything that is wrong.
 */
import { type Problem, nearest, problem } from '../base/problem.ts'

/** What the readers of one input share. */
export interface Intake {
  readonly problems: Problem[]
  /** Added to every problem found while it is set: whose part of the input is being read. */
  context: Problem['params']
}

/** A place in the input and what stands there. */
export interface Spot {
  readonly where: string
  readonly value: unknown
}

/** The longest piece of an input that a problem quotes. */
const QUOTE_LENGTH = 40

/** Adds a problem at a place. */
export function report(intake: Intake, code: string, where: string, params: Problem['params'] = {}): void {
  intake.problems.push(problem(code, where, { ...intake.context, ...params }))
}

/** A value as a problem quotes it: as it stands in a file, cut short. */
export function quote(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '[…]'
  if (typeof value === 'object' && value !== null) return '{…}'
  if (typeof value === 'string') return `"${value.length > QUOTE_LENGTH ? `${value.slice(0, QUOTE_LENGTH)}…` : value}"`
  return String(value)
}

/** The part of a record under a key of its own; what it inherits (`__proto__`, `constructor`) is not there. */
export function part(where: string, record: object, key: string): Spot {
  const at = where === '' ? key : `${where}.${key}`
  return { where: at, value: Object.hasOwn(record, key) ? (record as Record<string, unknown>)[key] : undefined }
}

/** A record with none but the known keys. Unknown ones are reported with the known one that was probably meant. */
export function readRecord(
  intake: Intake,
  { where, value }: Spot,
  known: readonly string[],
): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report(intake, 'expectedObject', where, { found: quote(value) })
    return undefined
  }
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) reportUnknown(intake, 'unknownKey', where === '' ? key : `${where}.${key}`, key, known)
  }
  return value as Record<string, unknown>
}

/** A list of at most `max` items; more are not looked at. */
export function readList(intake: Intake, { where, value }: Spot, max: number): readonly unknown[] {
  if (!Array.isArray(value)) {
    report(intake, 'expectedList', where, { found: quote(value) })
    return []
  }
  if (value.length > max) report(intake, 'tooMany', where, { found: value.length, max })
  return value.slice(0, max)
}

/** A text of `min` to `max` UTF-16 units. */
export function readText(
  intake: Intake,
  { where, value }: Spot,
  limits: { min?: number; max: number },
): string | undefined {
  if (typeof value !== 'string') {
    report(intake, 'expectedText', where, { found: quote(value) })
    return undefined
  }
  if (value.length > limits.max) {
    report(intake, 'textTooLong', where, { found: value.length, max: limits.max })
    return undefined
  }
  if (value.length < (limits.min ?? 0)) {
    report(intake, 'textEmpty', where)
    return undefined
  }
  return value
}

/** A finite number from `min` to `max`; a whole one if asked. */
export function readNumber(
  intake: Intake,
  { where, value }: Spot,
  limits: { min: number; max: number; whole?: boolean },
): number | undefined {
  if (typeof value !== 'number' || Number.isNaN(value)) {
    report(intake, 'expectedNumber', where, { found: quote(value) })
    return undefined
  }
  if (value < limits.min || value > limits.max) {
    report(intake, 'outOfRange', where, { found: value, min: limits.min, max: limits.max })
    return undefined
  }
  if (limits.whole && !Number.isInteger(value)) {
    report(intake, 'expectedWhole', where, { found: value })
    return undefined
  }
  // A zero has no sign here: -0 does not survive a file, and nothing asks for it.
  return value === 0 ? 0 : value
}

/** One of some names; a mistyped one is reported with the nearest. */
export function readName<N extends string>(
  intake: Intake,
  { where, value }: Spot,
  code: string,
  known: readonly N[],
): N | undefined {
  if (typeof value !== 'string') {
    report(intake, 'expectedText', where, { found: quote(value) })
    return undefined
  }
  const name = known.find((candidate) => candidate === value)
  if (name === undefined) reportUnknown(intake, code, where, value, known)
  return name
}

/** Reports a name nobody knows; with `Near` after the code when a known one is probably meant. */
export function reportUnknown(
  intake: Intake,
  code: string,
  where: string,
  found: string,
  known: readonly string[],
): void {
  const quoted = quote(found)
  const near = found.length <= QUOTE_LENGTH ? nearest(found, known) : undefined
  if (near !== undefined) report(intake, `${code}Near`, where, { found: quoted, nearest: near })
  else report(intake, code, where, { found: quoted, known: known.slice(0, 20).join(', ') })
}
