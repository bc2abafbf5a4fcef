/** Whether an example shows what it claims: with every seed, and not where it must not. */
import type { Architecture } from '../architecture/architecture.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import type { Circumstances, Claim, Example } from '../examples/example.ts'
import { prepare } from './prepare.ts'
import { plain } from './sentences.ts'
import { simulate } from './simulate.ts'
import { summaryObject } from './summary-json.ts'
import { numberAt } from './summary-path.ts'
import { table } from './table.ts'

const SEEDS = 10
const SEEDS_MAX = 1_000

export interface JudgedClaim {
  readonly claim: Claim
  /** The figure by seed, from seed 1 on: of the design, and of the one beside it. */
  readonly measured: readonly number[]
  readonly counter: readonly number[]
  /** True for every seed. */
  readonly holds: boolean
  /** Untrue of the design beside it, for every seed. */
  readonly counterFails: boolean
}

/** The number of seeds that was asked for, or a sentence on what is wrong with it. */
export function readSeeds(text: string | undefined): Result<number, string> {
  if (text === undefined) return succeed(SEEDS)
  const count = Number(text)
  if (/^\d+$/.test(text) && count >= 1 && count <= SEEDS_MAX) return succeed(count)
  return fail(`--seeds ${text}: A whole number from 1 to 1,000 belongs here, such as 10.`)
}

/** Runs the design and the one beside it with seeds 1, 2, … */
export function judgeClaim(architecture: Architecture, claim: Claim, seeds: number): JudgedClaim {
  const { under, counter } = claim
  const beside: Circumstances = {
    ...under,
    ...counter,
    set: [...(under.set ?? []), ...(counter.set ?? [])],
    fault: [...(counter.instead ? [] : (under.fault ?? [])), ...(counter.fault ?? [])],
  }
  const figures = (circumstances: Circumstances) =>
    Array.from({ length: seeds }, (_, n) => figureOf(architecture, claim, circumstances, n + 1))
  const measured = figures(under)
  const other = figures(beside)
  return {
    claim,
    measured,
    counter: other,
    holds: measured.every((value) => isTrue(claim, value)),
    counterFails: other.every((value) => !isTrue(claim, value)),
  }
}

function isTrue({ atLeast, atMost }: Claim, value: number): boolean {
  return value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity)
}

function figureOf(architecture: Architecture, claim: Claim, circumstances: Circumstances, seed: number): number {
  const { set, fault, duration, 'warm-up': warmUp } = circumstances
  const prepared = prepare(architecture, {
    seed: String(seed),
    ...(set && { set: [...set] }),
    ...(fault && { fault: [...fault] }),
    ...(duration !== undefined && { duration }),
    ...(warmUp !== undefined && { 'warm-up': warmUp }),
  })
  if (!prepared.ok) throw new Error(`the claim ${claim.id} cannot be run: ${prepared.error}`)
  const { edits } = prepared.value
  const ran = simulate(prepared.value.architecture, { edits })
  if (!ran.ok) throw new Error(`the claim ${claim.id} cannot be run: ${JSON.stringify(ran.error)}`)
  const summary = summaryObject(ran.value.summary, ran.value.wall)
  const value = numberAt(summary, claim.measure.path)
  return claim.measure.over === undefined ? value : value / numberAt(summary, claim.measure.over)
}

/** What `check --json` prints. */
export function claimsObject(slug: string, judged: readonly JudgedClaim[]) {
  return {
    example: slug,
    claims: judged.map(({ claim, ...verdict }) => {
      const { id, says, measure, atLeast, atMost, because } = claim
      return { id, says: says.en, measure, atLeast, atMost, because, ...verdict }
    }),
  }
}

/** The same as text: each claim, what was measured at worst, and how the design beside it fares. */
export function claimsReport({ slug, title }: Example, judged: readonly JudgedClaim[]): string {
  const parts = judged.map(({ claim, measured, counter, holds, counterFails }) => {
    const [sign, bound] = claim.atMost === undefined ? ['≥', claim.atLeast ?? 0] : ['≤', claim.atMost]
    const worst = claim.atMost === undefined ? Math.min(...measured) : Math.max(...measured)
    const best = claim.atMost === undefined ? Math.max(...counter) : Math.min(...counter)
    const changes = [...(claim.counter.set ?? []), ...(claim.counter.fault ?? [])].join(', ') || 'nothing breaks'
    const rows = [
      ['measured', `${shown(worst)} at worst`, `${sign} ${shown(bound)}`, holds ? 'holds' : 'DOES NOT HOLD'],
      ['beside it', `${shown(best)} at best`, '', counterFails ? 'fails, as it must' : 'HOLDS AS WELL'],
    ]
    const measure = claim.measure.over === undefined ? '' : ` ÷ ${claim.measure.over}`
    return [
      `${claim.id}: ${claim.says.en}`,
      `  ${claim.measure.path}${measure}`,
      ...table([{ head: '' }, { head: '' }, { head: 'bound' }, { head: '' }], rows, '  ').slice(1),
      `  because  ${claim.because}`,
      `  beside   ${changes}`,
    ].join('\n')
  })
  const text = [`${title.en} (${slug}), ${judged[0]?.measured.length ?? 0} seeds`, ...parts].join('\n\n')
  return text.split('\n').map(plain).join('\n')
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)))
}
