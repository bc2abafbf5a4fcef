/** Runs the experiments of a case and judges every figure that the oracle expects. */
import type { Architecture } from '../architecture/architecture.ts'
import { validate as validateDocument } from '../architecture/validate.ts'
import { estimate } from '../base/estimate.ts'
import { summaryObject } from '../cli/summary-json.ts'
import { simulate } from '../cli/simulate.ts'
import { numberAt } from '../cli/summary-path.ts'
import type { Experiment, ExpressedCase, Order, Reading, Sequence, Term } from './case.ts'
import { judge, type Measured, type Verdict } from './judge.ts'
import { flatten, flattenWords, type GivenCase } from './oracle.ts'

export interface Outcome {
  readonly given: GivenCase
  readonly verdicts: readonly Verdict[]
  /** Keys that are expected but not read, with the reason. */
  readonly unread: Readonly<Record<string, string>>
  readonly isPassing: boolean
}

/** Runs and judges a case; throws when it reads what is not expected, or leaves out what is without saying why. */
export function validate(given: GivenCase, expressed: ExpressedCase): Outcome {
  const expected = flatten(given.expected)
  const measured = new Map<string, Measured>()
  for (const [key, value] of Object.entries({ ...expressed.compute?.(), ...expressed.traces?.() })) {
    measured.set(key, typeof value === 'number' ? { mean: value, error: 0, replications: 1, jobs: 1 } : value)
  }
  for (const experiment of expressed.experiments?.() ?? []) {
    for (const [key, figure] of measure(experiment)) measured.set(key, figure)
  }
  const told = new Map([
    ...(expressed.sequences?.() ?? []).map((sequence) => [sequence.key, play(sequence)] as const),
    ...(expressed.order === undefined ? [] : inOrder(expressed.order, measured)),
  ])
  const words = flattenWords(given.expected)
  const unread = expressed.unread ?? {}
  for (const key of [...expected.keys(), ...words.keys()]) {
    if (!measured.has(key) && !told.has(key) && !(key in unread))
      throw new Error(`${given.id}: ${key} is expected, but not read`)
  }
  const judged = Array.from(measured, ([key, figure]) => {
    const right = expected.get(key)
    if (right === undefined) throw new Error(`${given.id}: ${key} is read, but not expected`)
    const [stem = key] = key.split('.')
    const allowances = expressed.allowances ?? {}
    return judge(key, right, figure, {
      tolerance: given.tolerance?.[key],
      allowance: allowances[key] ?? allowances[stem],
    })
  })
  const literal = Array.from(told, ([key, text]): Verdict => {
    const right = words.get(key)
    if (right === undefined) throw new Error(`${given.id}: ${key} is read, but not expected`)
    return { key, expected: right, measured: text, allowed: 0, rule: 'exact', isRight: text === right }
  })
  const verdicts = [...judged, ...literal]
  const isPassing = verdicts.length > 0 && verdicts.every(({ isRight }) => isRight)
  return { given, verdicts, unread, isPassing }
}

/** The letters of a sequence. */
function play({ architecture, everyMs, count, paths }: Sequence): string {
  const letters = Object.keys(paths)
  let before = letters.map(() => 0)
  let text = ''
  for (let n = 1; n <= count; n++) {
    // The first comes after one pace; half a pace later it is where it belongs.
    const settings = { ...architecture.settings, endMs: (n + 0.5) * everyMs }
    const summary = summaryOf({ ...architecture, settings })
    const now = letters.map((letter) => numberAt(summary, paths[letter]!))
    text += letters.filter((_, index) => now[index]! > before[index]!).join('') || '-'
    before = now
  }
  return text
}

function inOrder({ key, of }: Order, measured: ReadonlyMap<string, Measured>): (readonly [string, string])[] {
  return of
    .toSorted((a, b) => measured.get(a.key)!.mean - measured.get(b.key)!.mean)
    .map(({ name }, n) => [`${key}.${n}`, name] as const)
}

/** The object that `run --json` prints. */
export function summaryOf(architecture: Architecture) {
  const valid = validateDocument(structuredClone(architecture))
  if (!valid.ok) throw new Error(`this is no valid design: ${JSON.stringify(valid.error)}`)
  const ran = simulate(architecture)
  if (!ran.ok) throw new Error(`this design cannot run: ${JSON.stringify(ran.error)}`)
  return summaryObject(ran.value.summary, ran.value.wall)
}

/** The figures of an experiment: means over its replications, each with its standard error. */
export function measure({ architecture, replications, jobs, reads }: Experiment): Map<string, Measured> {
  const keys = Object.keys(reads)
  const values = new Map<string, number[]>(keys.map((key) => [key, []]))
  let counted = 0
  for (let n = 0; n < replications; n++) {
    const seed = architecture.settings.seed + n
    const summary = summaryOf({ ...architecture, settings: { ...architecture.settings, seed } })
    counted += numberAt(summary, jobs)
    for (const key of keys) values.get(key)?.push(read(summary, reads[key]!))
  }
  return new Map(Array.from(values, ([key, list]) => [key, { ...meanOf(list), replications, jobs: counted }]))
}

/** One run alone has no error that could be known: it is held against what is exact. */
function meanOf(values: readonly number[]): { mean: number; error: number } {
  const { mean, standardDeviation, runs } = estimate(values)
  return { mean, error: runs < 2 ? 0 : standardDeviation / Math.sqrt(runs) }
}

function read(summary: object, { terms, scale = 1, offset = 0, atLeast }: Reading): number {
  const sum = offset + scale * terms.reduce((total, term) => total + valueOf(summary, term), 0)
  return atLeast === undefined ? sum : Number(sum >= atLeast)
}

function valueOf(summary: object, { path, times, over, factor = 1 }: Term): number {
  const value = factor * numberAt(summary, path) * (times === undefined ? 1 : numberAt(summary, times))
  return over === undefined ? value : value / numberAt(summary, over)
}
