/** What the fields of a connection make of the links that carry its calls: retries, wire and guard. */
import type { Config, Distribution } from '../catalog/fields.ts'
import type { BackoffSpec } from '../engine/build.ts'
import type { GuardSpec } from '../engine/guard.ts'
import * as L from '../engine/layout.ts'

/** How messages are treated; the law of the jitter is still to be encoded. */
export interface WantedWire {
  readonly jitter: Distribution | null
  readonly loss: number
  readonly bandwidthMbps: number | null
}

const LAWS: Readonly<Record<string, number>> = {
  none: L.BACKOFF_NONE,
  fixed: L.BACKOFF_FIXED,
  exponential: L.BACKOFF_EXPONENTIAL,
}

const JITTERS: Readonly<Record<string, number>> = {
  none: L.SPREAD_NONE,
  full: L.SPREAD_FULL,
  equal: L.SPREAD_EQUAL,
}

/** Round trips of a handshake: that of TCP (RFC 9293), and one more for TLS 1.3 (RFC 8446). */
const ROUND_TRIPS: Readonly<Record<string, number>> = { tcp: 1, tls: 2 }

/** How a caller waits before a retry. */
export function backoffOf(config: Config): BackoffSpec {
  return {
    law: LAWS[String(config['backoff'])] ?? L.BACKOFF_EXPONENTIAL,
    jitter: JITTERS[String(config['backoffJitter'])] ?? L.SPREAD_FULL,
    maxMs: numberOf(config, 'backoffMaxMs') ?? Infinity,
  }
}

/** What the network does besides a plain delay; null when it does nothing else. */
export function wireOf(config: Config): WantedWire | null {
  const wanted = config['jitter']
  const isRandom = typeof wanted === 'object' && wanted !== null && 'law' in wanted && wanted.mean > 0
  const jitter = isRandom ? wanted : null
  const loss = numberOf(config, 'loss') ?? 0
  const bandwidthMbps = config['limited'] === true ? (numberOf(config, 'bandwidthMbps') ?? null) : null
  return jitter === null && loss === 0 && bandwidthMbps === null ? null : { jitter, loss, bandwidthMbps }
}

/** What the caller keeps watch with; null when it does not. */
export function guardOf(config: Config): GuardSpec | null {
  const isOn = (flag: string): boolean => config[flag] === true
  const window = numberOf(config, 'breakerWindow') ?? 1
  const roundTrips = ROUND_TRIPS[String(config['handshake'])] ?? 0
  const spec: GuardSpec = {
    hedgeMs: isOn('hedge') ? (numberOf(config, 'hedgeAfterMs') ?? null) : null,
    breaker: isOn('breaker')
      ? {
          window,
          failures: Math.max(1, Math.ceil(window * (numberOf(config, 'breakerThreshold') ?? 1))),
          openMs: numberOf(config, 'breakerOpenMs') ?? 0,
        }
      : null,
    pool: isOn('pool')
      ? { size: numberOf(config, 'poolSize') ?? 1, waitMs: numberOf(config, 'poolWaitMs') ?? Infinity }
      : null,
    handshake: roundTrips > 0 ? { roundTrips, keepMs: numberOf(config, 'keepAliveMs') ?? 0 } : null,
    throttle: isOn('throttle') ? (numberOf(config, 'throttleFactor') ?? null) : null,
    retryBudget: isOn('retryBudget') ? (numberOf(config, 'retryRatio') ?? null) : null,
  }
  return Object.values(spec).every((part) => part === null) ? null : spec
}

/** The number in a field; undefined when it holds something else. */
export function numberOf(config: Config, field: string): number | undefined {
  const value = config[field]
  return typeof value === 'number' ? value : undefined
}
