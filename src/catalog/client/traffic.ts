/** Which request comes next: class, key and user, all drawn from the request itself. */
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import { drawWords, hashText, uniform } from '../../engine/random.ts'
import { buildZipf, zipfRank } from '../../engine/zipf.ts'
import { type Operation, PAYLOAD_BYTES, PRIORITY, type RequestClass } from '../fields.ts'
import type { PlanFunction } from '../kit.ts'
import { REQUEST_OPERATIONS } from '../operations.ts'

const CLASS_PURPOSE = hashText('class')
const KEY_PURPOSE = hashText('key')
export const USER_PURPOSE = hashText('user')
/** Static objects and data live in key spaces of their own; classes that read, write or work on data share theirs. */
const STATIC_SPACE = 0
const DATA_SPACE = 1
/** How many there are; numbers from here on are free. */
export const KEY_SPACES = 2

/** The key space of what a request does. */
export function spaceOf(operation: Operation): number {
  return operation === 'static' ? STATIC_SPACE : DATA_SPACE
}

/** Requests a second at the peak: users × requests per user per day ÷ 86 400 × peak factor. */
export function peakRatePerSecond(config: {
  readonly users: number
  readonly requestsPerUserPerDay: number
  readonly peakFactor: number
}): number {
  return ((config.users * config.requestsPerUserPerDay) / 86_400) * config.peakFactor
}

/** Draws class, key and user of a new request and tells the frame what it is for; without users it has its own. */
export function drawRequest(classes: readonly RequestClass[], users: number | null): PlanFunction {
  const total = classes.reduce((sum, { share }) => sum + share, 0)
  let sum = 0
  const upTo = Float64Array.from(classes, ({ share }) => (sum += share) / total)
  const tables = classes.map(({ keys, zipf }) => buildZipf(keys, zipf))
  const operations = Int32Array.from(classes, ({ operation }) => REQUEST_OPERATIONS[operation])
  const spaces = Int32Array.from(classes, ({ operation }) => spaceOf(operation))
  const bytes = Int32Array.from(classes, (each) => each.bytes ?? PAYLOAD_BYTES)
  const priorities = Int32Array.from(classes, (each) => each.priority ?? PRIORITY)
  const last = classes.length - 1
  return (machine, frame) => {
    const { i32 } = machine
    const request = i32[frame + L.REQUEST]!
    const s0 = i32[request + L.R_SEED]!
    const s1 = i32[request + L.R_SEED + 1]!
    let index = 0
    if (last > 0) {
      drawWords(i32, s0, s1, CLASS_PURPOSE, 0)
      const u = uniform(i32)
      while (index < last && u >= upTo[index]!) index++
    }
    drawWords(i32, s0, s1, KEY_PURPOSE, 0)
    i32[request + L.R_KEY] = zipfRank(tables[index]!, i32[H.BITS]!, i32[H.BITS + 1]!)
    i32[request + L.R_SPACE] = spaces[index]!
    if (users !== null) {
      drawWords(i32, s0, s1, USER_PURPOSE, 0)
      i32[request + L.R_USER] = Math.floor(uniform(i32) * users)
    }
    i32[request + L.R_CLASS] = index
    i32[request + L.R_OPERATION] = operations[index]!
    i32[request + L.R_BYTES] = bytes[index]!
    i32[request + L.R_PRIORITY] = priorities[index]!
    // Nothing has been read yet.
    i32[request + L.R_VERSIONS] = 0
    i32[frame + L.OPERATION] = operations[index]!
    return 0
  }
}
