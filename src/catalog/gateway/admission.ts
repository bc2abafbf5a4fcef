/** Who may pass a gateway: as many at a time as it takes, by priority, and as many a second as a token bucket gives. */
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import type { PlanFunction } from '../kit.ts'
import { cellOf } from '../memory.ts'

/** Words of a bucket: tokens that are missing, and when that was so, both f64. */
export const BUCKET_WORDS = 4
/** The highest of the priorities; the lowest is 0. */
const PRIORITY_MAX = 9

export interface Bucket {
  /** The cell that points to the bucket. */
  readonly cell: number
  /** Tokens a second. */
  readonly rate: number
  /** Most tokens it holds; it begins full. */
  readonly burst: number
}

/** Tokens that are missing now. What is kept is what is missing, so that a bucket of zeros is a full one. */
function missing(machine: Machine, frame: number, { cell, rate }: Bucket): number {
  const half = cellOf(machine, frame, cell) >> 1
  const { f64 } = machine
  return Math.max(0, f64[half]! - ((f64[H.NOW]! - f64[half + 1]!) * rate) / 1_000)
}

function setMissing(machine: Machine, frame: number, { cell }: Bucket, tokens: number): void {
  const half = cellOf(machine, frame, cell) >> 1
  machine.f64[half] = tokens
  machine.f64[half + 1] = machine.f64[H.NOW]!
}

/** What has been taken is forgotten with the instance that counted it. */
export function fillBucket({ i32 }: Machine, instance: number, { cell }: Bucket): void {
  const at = i32[instance + L.N_CELLS + cell]!
  i32.fill(0, at, at + BUCKET_WORDS)
}

/** Takes a token: 1 when there was one, else 0. */
export function takeToken(bucket: Bucket): PlanFunction {
  return (machine, frame) => {
    const before = missing(machine, frame, bucket)
    if (before + 1 > bucket.burst) return 0
    setMissing(machine, frame, bucket, before + 1)
    return 1
  }
}

/** Takes a token where nobody waits for one: 1 when there was one, else 0. */
export function takeTokenBefore(line: number, bucket: Bucket): PlanFunction {
  const take = takeToken(bucket)
  return (machine, frame) => {
    const station = machine.i32[machine.i32[frame + L.INSTANCE]! + L.N_RESOURCES + line]!
    return machine.i32[station + L.T_BUSY] === 0 ? take(machine, frame) : 0
  }
}

/** Puts the time until the next token into the frame's register X, ms. */
export function awaitToken(bucket: Bucket): PlanFunction {
  return (machine, frame) => {
    const short = missing(machine, frame, bucket) + 1 - bucket.burst
    machine.f64[(frame >> 1) + L.X] = Math.max(0, (short / bucket.rate) * 1_000)
    return 0
  }
}

/** Takes the token that was waited for. */
export function takeAwaited(bucket: Bucket): PlanFunction {
  return (machine, frame) => {
    setMissing(machine, frame, bucket, Math.min(bucket.burst, missing(machine, frame, bucket) + 1))
    return 0
  }
}

/**
 * Which of the places a priority may use: the lowest all but the reserved ones, the highest all, those in between
 * evenly more. 1 when a request of that priority finds a place among its own.
 */
export function hasPlace(station: number, places: number, reserved: number): PlanFunction {
  return ({ i32 }, frame) => {
    const busy = i32[i32[i32[frame + L.INSTANCE]! + L.N_RESOURCES + station]! + L.T_BUSY]!
    const priority = i32[i32[frame + L.REQUEST]! + L.R_PRIORITY]!
    const kept = Math.floor((places * reserved * (PRIORITY_MAX - priority)) / PRIORITY_MAX)
    return busy < places - kept ? 1 : 0
  }
}
