/**
 * The calendar queue: buckets of equal width, each a list of frames in the order of their times. A bucket serves many
 * "days", one every `BUCKET_MASK + 1`, and the day a frame belongs to is computed from its time, always in the same
 * way. The loops know their workloads, so the width is worked out beforehand: a day is 2.5 times the mean gap of
 * events.
 */
import { layout } from './memory.ts'

const { BUCKETS, BUCKET_MASK, NEXT, PER_MS } = layout

/** Days per millisecond at a rate of events. */
export function daysPerMs(eventsPerMs: number): number {
  return eventsPerMs / 2.5
}

/** Puts a frame into its bucket, behind all that are not later. */
export function insert(i32: Int32Array, f64: Float64Array, frame: number): void {
  const timeMs = f64[frame]!
  const day = (timeMs * f64[PER_MS]!) | 0
  let link = (BUCKETS + (day & BUCKET_MASK)) | 0
  let next = i32[link]!
  while (next !== 0 && f64[next]! <= timeMs) {
    link = 2 * next + NEXT
    next = i32[link]!
  }
  i32[link] = frame
  i32[2 * frame + NEXT] = next
}

/** The first day, from `from` on, that has a frame, which is the next of all. There has to be one. */
export function nextDay(i32: Int32Array, f64: Float64Array, from: number): number {
  const perMs = f64[PER_MS]!
  let day = from
  for (;;) {
    const frame = i32[BUCKETS + (day & BUCKET_MASK)]!
    if (frame !== 0 && ((f64[frame]! * perMs) | 0) <= day) return day
    day = (day + 1) | 0
  }
}

/** Takes the first frame of a day out of the calendar. */
export function takeFirst(i32: Int32Array, day: number): number {
  const bucket = (BUCKETS + (day & BUCKET_MASK)) | 0
  const frame = i32[bucket]!
  i32[bucket] = i32[2 * frame + NEXT]!
  return frame
}
