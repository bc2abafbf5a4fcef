/** Makes the records that plans run on: instances, links between components, arrivals. */
import type { Arena } from './arena.ts'
import { delayLine } from './delay-line.ts'
import { setGuard, type GuardSpec } from './guard.ts'
import * as L from './layout.ts'
import { hashText, seedStream, streamKey } from './random.ts'
import { setWire, type WireSpec } from './wire.ts'

/** Makes an instance of a component, up, at normal speed, with the statistics of the component. */
export function createInstance(arena: Arena, spec: { component: number; kind: number; stats: number }): number {
  const instance = arena.alloc(L.INSTANCE_WORDS)
  arena.i32[instance + L.N_COMPONENT] = spec.component
  arena.i32[instance + L.N_KIND] = spec.kind
  arena.i32[instance + L.N_STATS] = spec.stats
  arena.i32[instance + L.N_UP] = 1
  arena.f64[(instance >> 1) + L.N_SPEED] = 1
  return instance
}

/** How calls travel over a link. `timeoutMs` 0 means none: only for callers whose callee always answers. */
export interface LinkSpec {
  readonly caller: number
  readonly callee: number
  readonly connection: number
  /** One way, there and back alike. */
  readonly latencyMs: number
  readonly timeoutMs: number
  readonly tries: number
  readonly backoffMs: number
  readonly cancel: boolean
  /** How the wait before a retry follows from `backoffMs`; exponential with full jitter unless told otherwise. */
  readonly backoff?: BackoffSpec
  readonly wire?: WireSpec | null
  readonly guard?: GuardSpec | null
  /** Instances of the caller; each has its own side of the guard. */
  readonly callers?: number
  /** Two words that tell the link apart, for chance that belongs to no request. */
  readonly key?: readonly [number, number]
}

/** The wait before a retry: its law and jitter by their codes (`BACKOFF_…`, `SPREAD_…`), and the longest, ms. */
export interface BackoffSpec {
  readonly law: number
  readonly jitter: number
  readonly maxMs: number
}

const PLAIN_BACKOFF: BackoffSpec = { law: L.BACKOFF_EXPONENTIAL, jitter: L.SPREAD_FULL, maxMs: Infinity }

/** Makes a link without targets; `setTargets` and `setLink` complete and change it. */
export function createLink(arena: Arena, spec: LinkSpec): number {
  const link = arena.alloc(L.LINK_WORDS)
  setLink(arena, link, spec)
  return link
}

/** Changes how a link carries calls; those under way keep the lines they entered. */
export function setLink(arena: Arena, link: number, spec: LinkSpec): void {
  const hop = delayLine(arena, L.HOP_LINE, spec.latencyMs)
  const timer = spec.timeoutMs > 0 ? delayLine(arena, L.TIMER_LINE, spec.timeoutMs) : 0
  const { i32, f64 } = arena
  f64[(link >> 1) + L.L_LATENCY] = spec.latencyMs
  i32[link + L.L_OUT] = hop
  i32[link + L.L_BACK] = hop
  i32[link + L.L_TIMER] = timer
  i32[link + L.L_TRIES] = spec.tries
  i32[link + L.L_CALLER] = spec.caller
  i32[link + L.L_CALLEE] = spec.callee
  i32[link + L.L_CONNECTION] = spec.connection
  f64[(link >> 1) + L.L_BACKOFF] = spec.backoffMs
  const { law, jitter, maxMs } = spec.backoff ?? PLAIN_BACKOFF
  f64[(link >> 1) + L.L_BACKOFF_MAX] = maxMs
  i32[link + L.L_BACKOFF_LAW] = law
  i32[link + L.L_BACKOFF_JITTER] = jitter
  i32[link + L.L_FLAGS] = (i32[link + L.L_FLAGS]! & ~L.CANCEL) | (spec.cancel ? L.CANCEL : 0)
  const [low, high] = spec.key ?? [spec.caller, spec.callee]
  i32[link + L.L_KEY] = low
  i32[link + L.L_KEY + 1] = high
  setWire(arena, link, spec.wire ?? null)
  setGuard(arena, link, spec.guard ?? null, spec.callers ?? 1)
}

/** Sets the instances that a link leads to. */
export function setTargets(arena: Arena, link: number, instances: readonly number[]): void {
  const list = arena.alloc(Math.max(2, instances.length))
  arena.i32.set(instances, list)
  arena.i32[link + L.L_TARGETS] = list
  arena.i32[link + L.L_COUNT] = instances.length
  if (arena.i32[link + L.L_CURSOR]! >= instances.length) arena.i32[link + L.L_CURSOR] = 0
}

/** A list of links for a port: count, whose turn it is, the links. */
export function createLinkList(arena: Arena, links: readonly number[]): number {
  const list = arena.alloc(2 + links.length)
  arena.i32[list] = links.length
  arena.i32.set(links, list + 2)
  return list
}

/** A rate of 0 is taken as this one: about one request in thirty years, so that the next one is due at some time. */
export const RATE_MIN_PER_MS = 1e-12

/**
 * State of a client's arrivals: a stream, the mean gap in ms, the number of the next request, the key of its requests,
 * and a hash of its id.
 */
export function createArrivals(arena: Arena, spec: { seed: number; id: string; ratePerMs: number }): number {
  const arrivals = arena.alloc(12)
  seedStream(arena.i32, arrivals, streamKey(spec.seed, spec.id, 'arrivals'))
  arena.f64[(arrivals >> 1) + 2] = 1 / Math.max(spec.ratePerMs, RATE_MIN_PER_MS)
  const key = streamKey(spec.seed, spec.id, 'requests')
  arena.i32[arrivals + 8] = key[0]
  arena.i32[arrivals + 9] = key[1]
  arena.i32[arrivals + 10] = hashText(spec.id)
  return arrivals
}

/** A stream of a component's own, keyed by its id and a purpose. */
export function createStream(arena: Arena, spec: { seed: number; id: string; purpose: string }): number {
  const stream = arena.alloc(4)
  seedStream(arena.i32, stream, streamKey(spec.seed, spec.id, spec.purpose))
  return stream
}
