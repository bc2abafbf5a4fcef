/**
 * What stations keep of the time that passes: how many are busy and in line, and where waits and services are booked.
 */
import * as H from './header.ts'
import * as L from './layout.ts'

/** Brings the integrals over time up to now; every change of busy or line is preceded by it. */
export function touch(i32: Int32Array, f64: Float64Array, station: number): void {
  station &= L.POINTER
  const half = station >> 1
  const now = f64[H.NOW]!
  const elapsed = now - f64[half + L.T_UPDATED]!
  if (elapsed === 0) return
  f64[half + L.T_BUSY_AREA]! += elapsed * i32[station + L.T_BUSY]!
  f64[half + L.T_LINE_AREA]! += elapsed * i32[station + L.T_LINE]!
  f64[half + L.T_UPDATED] = now
}

/** The key under which a frame's waiting in a station's line is booked. */
export function waitingKey(i32: Int32Array, frame: number, station: number): number {
  const component = i32[(i32[(frame & L.POINTER) + L.INSTANCE]! & L.POINTER) + L.N_COMPONENT]!
  return (component << L.CAUSE_BITS) | (L.CAUSE_WAITING + i32[(station & L.POINTER) + L.T_SLOT]!)
}

/** The key under which service at its instance is booked. */
export function serviceKey(i32: Int32Array, frame: number): number {
  return (i32[i32[frame + L.INSTANCE]! + L.N_COMPONENT]! << L.CAUSE_BITS) | L.CAUSE_SERVICE
}
