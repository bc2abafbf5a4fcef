/**
 * What callers keep watch with over a link: a pool of connections that are kept open for a while, hedges, a circuit
 * breaker, a throttle, a budget of retries. Every instance of a caller has an outlet of its own, as each process has
 * its own client library.
 */
import type { Arena } from './arena.ts'
import { delayLine } from './delay-line.ts'
import * as G from './guard-layout.ts'
import * as L from './layout.ts'
import { dropConnections, IDLE_BUCKETS } from './idle.ts'
import { createStation, setServers } from './station.ts'
import { LOG_DOUBLES } from './throttle.ts'

/** How calls over a link are guarded; what is null or 0 is off. */
export interface GuardSpec {
  /** A second call goes out after so many ms without an answer. */
  readonly hedgeMs: number | null
  /** Opens when so many of the last `window` calls have failed; is tried again after `openMs`. */
  readonly breaker: { readonly window: number; readonly failures: number; readonly openMs: number } | null
  /** Most calls at once, and how long to wait for one's turn. */
  readonly pool: { readonly size: number; readonly waitMs: number } | null
  /** Round trips that a new connection costs, and how long an idle one is kept. */
  readonly handshake: { readonly roundTrips: number; readonly keepMs: number } | null
  /** Calls per accepted call beyond which the caller holds back. */
  readonly throttle: number | null
  /** Retries that a call earns. */
  readonly retryBudget: number | null
}

/** The resource slot that waiting for a pool is booked to; no component has a station of its own there. */
export const POOL_SLOT = L.RESOURCE_SLOTS - 1
/** Retries that an outlet may save up; it begins with as many. The example of gRPC's proposal for throttling has 10. */
const RETRY_TOKENS_MAX = 10
const ENDLESS = 1 << 30

/** Sets how a link is guarded for so many instances of its caller; null takes every guard away. */
export function setGuard(arena: Arena, link: number, spec: GuardSpec | null, instances: number): void {
  if (spec === null && arena.i32[link + L.L_GUARD] === 0) return
  let guard = arena.i32[link + L.L_GUARD]!
  if (guard === 0) {
    guard = arena.alloc(G.GUARD_WORDS)
    arena.i32[link + L.L_GUARD] = guard
  }
  const waitMs = spec?.pool?.waitMs ?? Infinity
  const timer = Number.isFinite(waitMs) ? delayLine(arena, L.TIMER_LINE, waitMs) : 0
  const { i32, f64 } = arena
  const half = guard >> 1
  i32[guard + G.G_POOL] = spec?.pool?.size ?? 0
  i32[guard + G.G_POOL_TIMER] = timer
  i32[guard + G.G_ROUND_TRIPS] = spec?.handshake?.roundTrips ?? 0
  i32[guard + G.G_WINDOW] = spec?.breaker?.window ?? 0
  i32[guard + G.G_FAILURES] = spec?.breaker?.failures ?? 0
  f64[half + G.G_HEDGE] = spec?.hedgeMs ?? -1
  f64[half + G.G_KEEP] = spec?.handshake?.keepMs ?? 0
  f64[half + G.G_OPEN] = spec?.breaker?.openMs ?? 0
  f64[half + G.G_THROTTLE] = spec?.throttle ?? 0
  f64[half + G.G_BUDGET] = spec?.retryBudget ?? -1
  i32[link + L.L_FLAGS] = spec === null ? i32[link + L.L_FLAGS]! & ~L.GUARDED : i32[link + L.L_FLAGS]! | L.GUARDED
  provide(arena, guard, instances)
}

/** Makes an outlet for every instance and fits all of them to what the guard says now. */
function provide(arena: Arena, guard: number, instances: number): void {
  const before = arena.i32[guard + G.G_COUNT]!
  if (instances > before) {
    const list = arena.alloc(instances)
    const old = arena.i32[guard + G.G_OUTLETS]!
    arena.i32.copyWithin(list, old, old + before)
    for (let n = before; n < instances; n++) {
      const outlet = arena.alloc(G.OUTLET_WORDS)
      arena.i32[list + n] = outlet
      arena.f64[(outlet >> 1) + G.Q_TOKENS] = RETRY_TOKENS_MAX
    }
    arena.i32[guard + G.G_OUTLETS] = list
    arena.i32[guard + G.G_COUNT] = instances
  }
  for (const outlet of outletsOf(arena.i32, guard)) fit(arena, guard, outlet)
}

function fit(arena: Arena, guard: number, outlet: number): void {
  const size = arena.i32[guard + G.G_POOL]!
  if (size > 0 && arena.i32[outlet + G.Q_POOL] === 0) arena.i32[outlet + G.Q_POOL] = createLine(arena, size)
  const pool = arena.i32[outlet + G.Q_POOL]!
  const servers = size > 0 ? size : ENDLESS
  if (pool !== 0 && arena.i32[pool + L.T_SERVERS] !== servers) setServers(arena.i32, arena.f64, pool, servers)
  const window = arena.i32[guard + G.G_WINDOW]!
  if (window > 0 && arena.i32[outlet + G.Q_PROBE] === 0) arena.i32[outlet + G.Q_PROBE] = createLine(arena, 1)
  const ring = arena.i32[outlet + G.Q_RING]!
  const isOtherWindow = window !== (ring === 0 ? 0 : arena.i32[ring]!)
  if (isOtherWindow) {
    // What was seen through another window says nothing; the ring begins with its length.
    const made = window > 0 ? arena.alloc(1 + window) : 0
    if (made !== 0) arena.i32[made] = window
    arena.i32[outlet + G.Q_RING] = made
    closeCircuit(arena.i32, outlet)
  }
  if (arena.i32[guard + G.G_ROUND_TRIPS]! > 0 && arena.i32[outlet + G.Q_IDLE] === 0) {
    arena.i32[outlet + G.Q_IDLE] = arena.alloc(IDLE_BUCKETS)
  }
  const isThrottled = arena.f64[(guard >> 1) + G.G_THROTTLE]! > 0
  if (isThrottled && arena.i32[outlet + G.Q_LOG] === 0) arena.i32[outlet + G.Q_LOG] = arena.alloc(2 * LOG_DOUBLES)
}

function createLine(arena: Arena, servers: number): number {
  return createStation(arena, { discipline: L.FIFO, servers, room: ENDLESS, slot: POOL_SLOT })
}

/** A circuit as new: nothing has been seen of it. */
export function closeCircuit(i32: Int32Array, outlet: number): void {
  i32[outlet + G.Q_STATE] = G.CLOSED
  i32[outlet + G.Q_SEEN] = 0
  i32[outlet + G.Q_FAILED] = 0
  i32[outlet + G.Q_CURSOR] = 0
}

/** All outlets of a guard, by the number of their instances. */
export function outletsOf(i32: Int32Array, guard: number): number[] {
  const list = i32[guard + G.G_OUTLETS]!
  return guard === 0 ? [] : [...i32.subarray(list, list + i32[guard + G.G_COUNT]!)]
}

/** The outlet of an instance; those that came after the guard was set share the last one. */
export function outletOf(i32: Int32Array, guard: number, instance: number): number {
  const number = Math.min(i32[instance + L.N_NUMBER]!, i32[guard + G.G_COUNT]! - 1)
  return i32[i32[guard + G.G_OUTLETS]! + number]!
}

/** What an instance kept of its calls goes with it when it crashes; what it held was given back before. */
export function resetOutlets(i32: Int32Array, f64: Float64Array, instance: number): void {
  for (let port = 0; port < L.PORT_SLOTS; port++) {
    const list = i32[instance + L.N_PORTS + port]!
    const links = list === 0 ? 0 : i32[list]!
    for (let n = 0; n < links; n++) {
      const guard = i32[i32[list + 2 + n]! + L.L_GUARD]!
      if (guard === 0) continue
      const outlet = outletOf(i32, guard, instance)
      dropConnections(i32, outlet)
      closeCircuit(i32, outlet)
      f64[(outlet >> 1) + G.Q_TOKENS] = RETRY_TOKENS_MAX
      const log = i32[outlet + G.Q_LOG]! >> 1
      if (log !== 0) f64.fill(0, log, log + LOG_DOUBLES)
    }
  }
}

/** A first try earns its part of a retry. */
export function earnRetry(f64: Float64Array, guard: number, outlet: number): void {
  const earned = f64[(guard >> 1) + G.G_BUDGET]!
  if (earned < 0) return
  const tokens = (outlet >> 1) + G.Q_TOKENS
  f64[tokens] = Math.min(RETRY_TOKENS_MAX, f64[tokens]! + earned)
}

/** Whether the frame may try again over a guarded link; if so, the budget is spent. */
export function mayRetry(i32: Int32Array, f64: Float64Array, frame: number, link: number): boolean {
  const guard = i32[link + L.L_GUARD]!
  // Only calls for requests are guarded, so nobody else earns.
  if (f64[(guard >> 1) + G.G_BUDGET]! < 0 || i32[frame + L.REQUEST] === 0) return true
  const tokens = (outletOf(i32, guard, i32[frame + L.INSTANCE]!) >> 1) + G.Q_TOKENS
  if (f64[tokens]! < 1) {
    f64[(guard >> 1) + G.G_DENIED]!++
    return false
  }
  f64[tokens]! -= 1
  return true
}
