/**
 * The fields that a caller's connection has: how far away the callee is, how long to wait, whether to try again, what
 * the caller does to protect itself, and what the network does. They belong to the caller, as in life; every calling
 * port shares them.
 */
import type { FieldValue, Fields, Provenance } from '../fields.ts'
import { guardFields } from './guard.ts'
import { networkFields } from './network.ts'
import { retryFields } from './retries.ts'

/** Calls over a slow line that are given up on the way: what a caller then does shows at both ends. */
const HOPELESS: Readonly<Record<string, FieldValue>> = { 'connection.latencyMs': 50, 'connection.timeoutMs': 20 }

/**
 * Limits and defaults of a calling connection; `timeoutMs` differs by what is called. `waits` names who waits for the
 * answer in the trial design: `self`, unless the calls are made by somebody else than the one who has the port.
 */
export function callFields<const T extends number>(timeoutMs: T, provenance: Provenance, waits = 'self') {
  const latency = `${waits}.latencyMs.mean`
  return {
    latencyMs: {
      type: 'duration',
      default: null,
      nullable: true,
      min: 0,
      max: 10_000,
      provenance: {
        assumption: 'from the places of its two ends (round trips of the network table, halved) unless set',
      },
      effect: { set: 40, measure: latency, direction: 'up' },
    },
    timeoutMs: {
      type: 'duration',
      default: timeoutMs,
      min: 1,
      max: 600_000,
      provenance,
      effect: {
        set: 20,
        measure: 'callee.outcomes.abandoned',
        direction: 'up',
        given: { 'connection.latencyMs': 50 },
      },
    },
    tries: {
      type: 'count',
      default: 1,
      min: 1,
      max: 10,
      provenance: { assumption: 'no retries unless asked for, as in most servers and clients' },
      effect: { set: 3, measure: 'callee.arrivals', direction: 'up', given: HOPELESS },
    },
    ...retryFields(latency, HOPELESS),
    onTimeout: {
      type: 'choice',
      options: ['abandon', 'cancel'],
      default: 'abandon',
      provenance: { assumption: 'most callees are not told that their caller gave up' },
      advanced: true,
      effect: { set: 'cancel', measure: 'callee.outcomes.abandoned', direction: 'down', given: HOPELESS },
    },
    ...guardFields(latency, HOPELESS),
    ...networkFields(latency),
  } as const satisfies Fields
}
