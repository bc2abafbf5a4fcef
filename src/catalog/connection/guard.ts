/** What a caller does to protect itself, or its callee, from calls that lead nowhere. */
import type { FieldValue, Fields } from '../fields.ts'

/** Calls that take so irregularly long that about one in ten is given up. */
const SHAKY: Readonly<Record<string, FieldValue>> = {
  'connection.latencyMs': 0,
  'connection.jitter': { law: 'exponential', mean: 50, cv: 1 },
  'connection.timeoutMs': 200,
}

/** One call at a time, over a line on which each takes a tenth of a second. */
const NARROW = { 'connection.latencyMs': 50, 'connection.timeoutMs': 1_000, 'connection.poolSize': 1 }

/** `latency` is the measure of whoever waits for the answer; `hopeless` makes every call fail. */
export function guardFields(latency: string, hopeless: Readonly<Record<string, FieldValue>>) {
  return {
    ...hedgeFields,
    ...breakerFields(latency, hopeless),
    throttle: {
      type: 'flag',
      default: false,
      provenance: { assumption: 'few clients have one unless somebody has switched it on' },
      advanced: true,
      effect: { set: true, measure: 'callee.arrivals', direction: 'down', given: hopeless },
    },
    throttleFactor: {
      type: 'number',
      default: 2,
      min: 1,
      max: 10,
      unit: 'factor',
      provenance: { source: 'sreOverload' },
      advanced: true,
      when: { field: 'throttle', is: [true] },
      effect: {
        set: 1.1,
        measure: latency,
        direction: 'down',
        given: { 'connection.timeoutMs': 200, 'connection.throttle': true, 'connection.throttleFactor': 10 },
        // Nothing is accepted any more after a while in which everything was.
        faults: [{ type: 'delay', target: 'connection', atMs: 1_500 }],
      },
    },
    ...poolFields(latency),
    ...handshakeFields(latency),
  } as const satisfies Fields
}

const hedgeFields = {
  hedge: {
    type: 'flag',
    default: false,
    provenance: { assumption: 'a second call is safe only for what may happen twice' },
    advanced: true,
    effect: { set: true, measure: 'callee.arrivals', direction: 'up', given: { 'connection.latencyMs': 50 } },
  },
  hedgeAfterMs: {
    type: 'duration',
    default: 10,
    min: 0,
    max: 60_000,
    provenance: { source: 'tailAtScale' },
    advanced: true,
    when: { field: 'hedge', is: [true] },
    effect: {
      set: 1_000,
      measure: 'callee.arrivals',
      direction: 'down',
      given: { 'connection.latencyMs': 50, 'connection.hedge': true },
    },
  },
} as const satisfies Fields

function breakerFields(latency: string, hopeless: Readonly<Record<string, FieldValue>>) {
  const on = { 'connection.breaker': true, 'connection.breakerWindow': 10 }
  const when = { field: 'breaker', is: [true] } as const
  return {
    breaker: {
      type: 'flag',
      default: false,
      provenance: { assumption: 'few clients have one unless somebody has switched it on' },
      advanced: true,
      effect: {
        set: true,
        measure: 'callee.arrivals',
        direction: 'down',
        given: { ...hopeless, 'connection.breakerWindow': 10 },
      },
    },
    breakerWindow: {
      type: 'count',
      default: 100,
      min: 1,
      max: 1_000,
      scale: 'log',
      provenance: { source: 'resilience4j' },
      advanced: true,
      when,
      effect: {
        set: 10,
        measure: 'callee.arrivals',
        direction: 'down',
        given: { ...hopeless, 'connection.breaker': true },
      },
    },
    breakerThreshold: {
      type: 'ratio',
      default: 0.5,
      min: 0.01,
      max: 1,
      provenance: { source: 'resilience4j' },
      advanced: true,
      when,
      effect: {
        set: 0.1,
        measure: latency,
        direction: 'down',
        given: { ...SHAKY, ...on, 'connection.breakerThreshold': 1 },
      },
    },
    breakerOpenMs: {
      type: 'duration',
      default: 60_000,
      min: 1,
      max: 600_000,
      provenance: { source: 'resilience4j' },
      advanced: true,
      when,
      effect: { set: 300, measure: 'callee.arrivals', direction: 'up', given: { ...hopeless, ...on } },
    },
  } as const satisfies Fields
}

function poolFields(latency: string) {
  const when = { field: 'pool', is: [true] } as const
  return {
    pool: {
      type: 'flag',
      default: false,
      provenance: { assumption: 'without one a caller opens as many connections as it has calls' },
      advanced: true,
      effect: { set: true, measure: latency, direction: 'up', given: NARROW },
    },
    poolSize: {
      type: 'count',
      default: 10,
      min: 1,
      max: 10_000,
      scale: 'log',
      provenance: { source: 'hikari' },
      advanced: true,
      when,
      effect: {
        set: 1,
        measure: latency,
        direction: 'up',
        given: { 'connection.latencyMs': 50, 'connection.timeoutMs': 1_000, 'connection.pool': true },
      },
    },
    poolWaitMs: {
      type: 'duration',
      default: 30_000,
      min: 1,
      max: 600_000,
      provenance: { source: 'hikari' },
      advanced: true,
      when,
      effect: {
        set: 1,
        measure: latency,
        direction: 'down',
        given: { ...NARROW, 'connection.pool': true },
      },
    },
  } as const satisfies Fields
}

function handshakeFields(latency: string) {
  return {
    handshake: {
      type: 'choice',
      options: ['none', 'tcp', 'tls'],
      default: 'none',
      provenance: { assumption: 'connections that were opened long ago cost nothing' },
      advanced: true,
      effect: {
        set: 'tls',
        measure: latency,
        direction: 'up',
        given: { 'connection.latencyMs': 20, 'connection.keepAliveMs': 0 },
      },
    },
    keepAliveMs: {
      type: 'duration',
      default: 60_000,
      min: 0,
      max: 3_600_000,
      provenance: { source: 'nginxUpstream' },
      advanced: true,
      when: { field: 'handshake', is: ['tcp', 'tls'] },
      effect: {
        set: 0,
        measure: latency,
        direction: 'up',
        given: { 'connection.latencyMs': 20, 'connection.handshake': 'tls' },
      },
    },
  } as const satisfies Fields
}
