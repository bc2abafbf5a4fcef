/** Measured against expected: how far off is still right follows from the oracle, never from the outcome. */
import type { Allowance } from './case.ts'
import type { Tolerance } from './oracle.ts'

/** A figure over the replications of an experiment. */
export interface Measured {
  readonly mean: number
  /** Standard error of the mean, over the replications. */
  readonly error: number
  readonly replications: number
  /** Measured jobs in all. */
  readonly jobs: number
}

export interface Verdict {
  readonly key: string
  readonly expected: number | string
  readonly measured: number | string
  /** Largest distance that is right. */
  readonly allowed: number
  readonly rule: string
  readonly isRight: boolean
}

/** Standard errors within which a stochastic figure without a tolerance has to lie. */
const STANDARD_ERRORS = 4
const FLOOR_1E5 = 0.003
const FLOOR_1E6 = 0.002
const EXACT = 1e-6

/** Judges one figure. */
export function judge(
  key: string,
  expected: number,
  measured: Measured,
  rules: { readonly tolerance?: Tolerance | undefined; readonly allowance?: Allowance | undefined },
): Verdict {
  const { mean } = measured
  const { allowed, below = allowed, rule } = allowedOf(expected, measured, rules)
  const isRight = mean - expected <= allowed && expected - mean <= below
  return { key, expected, measured: mean, allowed, rule, isRight }
}

interface Allowed {
  readonly allowed: number
  readonly below?: number
  readonly rule: string
}

function allowedOf(
  expected: number,
  { error, jobs }: Measured,
  { tolerance, allowance }: { tolerance?: Tolerance | undefined; allowance?: Allowance | undefined },
): Allowed {
  const size = Math.abs(expected)
  const byErrors = { allowed: STANDARD_ERRORS * error + EXACT * size, rule: '4 s.e.' }
  switch (allowance?.type) {
    case 'relative':
      return { allowed: allowance.share * size, rule: percent(allowance.share) }
    case 'absolute':
      return { allowed: allowance.by, rule: `± ${allowance.by}` }
    case 'binomial': {
      const deviation = Math.sqrt(Math.max(expected * (1 - expected), 0) / jobs)
      return { allowed: STANDARD_ERRORS * deviation, rule: 'binomial, 4 s.d.' }
    }
    case 'above':
      return {
        allowed: allowance.share * size + byErrors.allowed,
        below: byErrors.allowed,
        rule: `+${percent(allowance.share)}`,
      }
    case 'atMost':
      return { allowed: EXACT * size, below: Infinity, rule: 'at most' }
    case 'exact':
      return { allowed: EXACT * Math.max(size, EXACT), rule: 'exact' }
    case undefined:
  }
  if (typeof tolerance !== 'object') return byErrors
  const isLong = jobs >= 1e6
  const given = isLong ? tolerance.tol_rel_1e6 * Math.sqrt(1e6 / jobs) : tolerance.tol_rel_1e5 * Math.sqrt(1e5 / jobs)
  const share = Math.max(given, isLong ? FLOOR_1E6 : FLOOR_1E5)
  return { allowed: share * size, rule: percent(share) }
}

function percent(share: number): string {
  return `${(100 * share).toPrecision(2)} %`
}
