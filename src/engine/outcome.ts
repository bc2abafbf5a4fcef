/**
 * How a call or a request ends: a closed set. The kernel itself produces `timedOut`, `refused`, `turnedAway`,
 * `error` (injected), `circuitOpen`, `throttled` (both by the caller itself), `abandoned` and `cancelled`; the rest are
 * answered by plans.
 */
export const OUTCOMES = [
  'ok',
  'dnsFailure',
  'refused',
  'noHealthyTarget',
  'turnedAway',
  'shed',
  'rateLimited',
  'timedOut',
  'error',
  'sessionLost',
  'circuitOpen',
  'partitioned',
  'abandoned',
  'cancelled',
  'miss',
  'throttled',
] as const

/**
 * One way to end. `abandoned` is work finished for nobody, `cancelled` work stopped by its caller's deadline or a
 * crash; `miss` is an answer among components, never a request's.
 */
export type Outcome = (typeof OUTCOMES)[number]

/** The number of an outcome, as frames carry it. */
export function outcomeCode(outcome: Outcome): number {
  return OUTCOMES.indexOf(outcome)
}

export const OK = 0
export const REFUSED = 2
export const NO_HEALTHY_TARGET = 3
export const TURNED_AWAY = 4
export const SHED = 5
export const RATE_LIMITED = 6
export const TIMED_OUT = 7
export const ERROR = 8
export const SESSION_LOST = 9
export const CIRCUIT_OPEN = 10
export const ABANDONED = 12
export const CANCELLED = 13
export const MISS = 14
export const THROTTLED = 15
