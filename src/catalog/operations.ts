/** What a call is for, as frames carry it. The first four are the operations of requests. */
import type { Operation } from './fields.ts'

export const STATIC = 1
export const READ = 2
export const WRITE = 3
export const JOB = 4
export const GET = 5
export const SET = 6
export const DELETE = 7
export const LOOKUP = 8
export const PUBLISH = 9
export const RECEIVE = 10
export const ACKNOWLEDGE = 11
export const PROBE = 12
/** Of the session of the request's user: look it up, and keep a new one. */
export const FIND_SESSION = 13
export const KEEP_SESSION = 14
/** Of a cache with a store behind it: write later, and say yes at once. */
export const WRITE_BEHIND = 15
/** A call for what its own frame was called for. */
export const SAME = -1

/** Operations that bring their payload along; the others are answered with it. */
export const UPLOADS: readonly number[] = [WRITE, WRITE_BEHIND, JOB, SET, PUBLISH, KEEP_SESSION]
/** Operations without a payload: their calls and answers are small. */
export const BARE: readonly number[] = [DELETE, LOOKUP, ACKNOWLEDGE, PROBE]

export const REQUEST_OPERATIONS: Readonly<Record<Operation, number>> = {
  static: STATIC,
  read: READ,
  write: WRITE,
  job: JOB,
}
