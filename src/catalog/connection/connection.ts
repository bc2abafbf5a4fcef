/**
 * The fields that a caller's connection has: how far away the callee is, how long to wait, whether to try again. They
 * belong to the caller, as in life; every calling port shares them.
 */
import type { Field, Fields } from '../fields.ts'

const latencyMs = {
  type: 'duration',
  default: null,
  nullable: true,
  min: 0,
  max: 10_000,
  provenance: { assumption: 'from the places of its two ends (round trips of the network table, halved) unless set' },
  effect: { set: 40, measure: 'endToEnd.latencyMs.mean', direction: 'up' },
} as const satisfies Field

/** Limits and defaults of a calling connection; `timeoutMs` differs by what is called. */
export function callFields<const T extends number>(timeoutMs: T, timeoutSource: string) {
  return {
    latencyMs,
    timeoutMs: {
      type: 'duration',
      default: timeoutMs,
      min: 1,
      max: 600_000,
      provenance: { source: timeoutSource },
      effect: {
        set: 10,
        measure: 'endToEnd.outcomes.timedOut',
        direction: 'up',
        given: { 'connection.tries': 1, 'callee.slow': 50 },
      },
    },
    tries: {
      type: 'count',
      default: 1,
      min: 1,
      max: 10,
      provenance: { assumption: 'no retries unless asked for, as in most servers and clients' },
      effect: { set: 3, measure: 'callee.arrivals', direction: 'up', given: { 'callee.errors': 0.3 } },
    },
    backoffMs: {
      type: 'duration',
      default: 50,
      min: 0,
      max: 60_000,
      provenance: { source: 'awsSdkRetries' },
      advanced: true,
      effect: {
        set: 400,
        measure: 'endToEnd.latencyMs.mean',
        direction: 'up',
        given: { 'callee.errors': 0.3, 'connection.tries': 3 },
      },
    },
    onTimeout: {
      type: 'choice',
      options: ['abandon', 'cancel'],
      default: 'abandon',
      provenance: { assumption: 'most callees are not told that their caller gave up' },
      advanced: true,
      effect: {
        set: 'cancel',
        measure: 'callee.outcomes.abandoned',
        direction: 'down',
        given: { 'connection.timeoutMs': 10, 'callee.slow': 50 },
      },
    },
  } as const satisfies Fields
}
