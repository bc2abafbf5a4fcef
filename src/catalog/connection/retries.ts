/** How a caller waits before it tries again, and how often it may. */
import type { FieldValue, Fields } from '../fields.ts'

/** `latency` is the measure of whoever waits for the answer; `hopeless` makes every call fail. */
export function retryFields(latency: string, hopeless: Readonly<Record<string, FieldValue>>) {
  const again = { ...hopeless, 'connection.tries': 3 }
  const long = { ...again, 'connection.backoffMs': 500 }
  const waits = { field: 'backoff', is: ['fixed', 'exponential'] } as const
  return {
    backoff: {
      type: 'choice',
      options: ['none', 'fixed', 'exponential'],
      default: 'exponential',
      provenance: { source: 'awsSdkRetries' },
      advanced: true,
      effect: { set: 'none', measure: latency, direction: 'down', given: { ...again, 'connection.backoffMs': 1_500 } },
    },
    backoffMs: {
      type: 'duration',
      default: 50,
      min: 0,
      max: 60_000,
      provenance: { source: 'awsSdkRetries' },
      advanced: true,
      when: waits,
      effect: { set: 500, measure: latency, direction: 'up', given: again },
    },
    backoffMaxMs: {
      type: 'duration',
      default: 20_000,
      min: 1,
      max: 600_000,
      provenance: { source: 'awsSdkRetries' },
      advanced: true,
      when: { field: 'backoff', is: ['exponential'] },
      effect: { set: 50, measure: latency, direction: 'down', given: long },
    },
    backoffJitter: {
      type: 'choice',
      options: ['none', 'full', 'equal'],
      default: 'full',
      provenance: { source: 'awsSdkRetries' },
      advanced: true,
      when: waits,
      effect: { set: 'none', measure: latency, direction: 'up', given: long },
    },
    retryBudget: {
      type: 'flag',
      default: false,
      provenance: { assumption: 'few clients have one unless somebody has switched it on' },
      advanced: true,
      effect: { set: true, measure: 'callee.arrivals', direction: 'down', given: again },
    },
    retryRatio: {
      type: 'ratio',
      default: 0.2,
      min: 0,
      max: 1,
      provenance: { source: 'finagle' },
      advanced: true,
      when: { field: 'retryBudget', is: [true] },
      effect: {
        set: 1,
        measure: 'callee.arrivals',
        direction: 'up',
        given: { ...again, 'connection.retryBudget': true },
      },
    },
  } as const satisfies Fields
}
