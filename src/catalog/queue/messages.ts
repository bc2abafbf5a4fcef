/**
 * The messages of a queue. A message is visible until a consumer takes it, then in flight until it is acknowledged or
 * its visibility timeout is over; then it is visible again, or, received too often, a dead letter. Each has a record;
 * free records hang in a list.
 */
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { JOB } from '../operations.ts'

// The queue's own block: lists of visible and in-flight messages (oldest first), counts, free records.
const Q_VISIBLE = 0 // head, tail
const Q_FLIGHT = 2 // head, tail
const Q_FREE = 4
const Q_COUNT = 5 // visible and in flight
export const QUEUE_WORDS = 8

// A message.
const M_NEXT = 0
const M_PREV = 1
/** Bumped when the record is used again: an acknowledgment with another serial comes too late. */
const M_SERIAL = 2
const M_RECEIVES = 3
const M_SPACE = 4
const M_KEY = 5
const M_SEED = 6 // two words
const M_STORED = 4 // f64
const M_DUE = 5 // f64: when it becomes visible again
const M_NUMBER = 6 // f64
const M_CLIENT = 14
const M_TAKEN = 15
const MESSAGE_WORDS = 16
const MESSAGES_PER_CHUNK = 64

/** Stores a message for the frame's request. */
export function store(machine: Machine, frame: number, queue: number): void {
  if (machine.i32[queue + Q_FREE] === 0) addRecords(machine, queue)
  const { i32, f64 } = machine
  const request = i32[frame + L.REQUEST]!
  const message = i32[queue + Q_FREE]!
  i32[queue + Q_FREE] = i32[message + M_NEXT]!
  i32[message + M_SERIAL] = i32[message + M_SERIAL]! + 1
  i32[message + M_RECEIVES] = 0
  i32[message + M_SPACE] = i32[request + L.R_SPACE]!
  i32[message + M_KEY] = i32[request + L.R_KEY]!
  i32[message + M_SEED] = i32[request + L.R_SEED]!
  i32[message + M_SEED + 1] = i32[request + L.R_SEED + 1]!
  i32[message + M_CLIENT] = i32[request + L.R_CLIENT]!
  f64[(message >> 1) + M_NUMBER] = f64[(request >> 1) + L.R_NUMBER]!
  f64[(message >> 1) + M_STORED] = f64[H.NOW]!
  i32[queue + Q_COUNT] = i32[queue + Q_COUNT]! + 1
  append(i32, queue + Q_VISIBLE, message)
}

/** Messages stored and not yet done. */
export function backlogOf(machine: Machine, queue: number): number {
  return machine.i32[queue + Q_COUNT]!
}

/** Age of the oldest message, ms. */
export function oldestMs(machine: Machine, queue: number): number {
  const { i32, f64 } = machine
  let oldest = Infinity
  for (const list of [Q_VISIBLE, Q_FLIGHT]) {
    const head = i32[queue + list]!
    if (head !== 0) oldest = Math.min(oldest, f64[(head >> 1) + M_STORED]!)
  }
  return oldest === Infinity ? 0 : f64[H.NOW]! - oldest
}

/**
 * Hands the oldest visible message to the frame's caller, in its registers A (the message) and B (its serial). Returns
 * 0 when there is none, 1 for a first delivery, 2 for another one.
 */
export function deliver(machine: Machine, frame: number, queue: number, visibilityMs: number): number {
  const { i32, f64 } = machine
  const message = i32[queue + Q_VISIBLE]!
  if (message === 0) return 0
  const consumer = consumerOf(i32, frame)
  remove(i32, queue + Q_VISIBLE, message)
  append(i32, queue + Q_FLIGHT, message)
  i32[message + M_TAKEN] = 1
  i32[message + M_RECEIVES] = i32[message + M_RECEIVES]! + 1
  f64[(message >> 1) + M_DUE] = f64[H.NOW]! + visibilityMs
  i32[consumer + L.A] = message
  i32[consumer + L.B] = i32[message + M_SERIAL]!
  return i32[message + M_RECEIVES]! > 1 ? 2 : 1
}

/** Deletes the message that the frame's caller has done; false when it was done by somebody else already. */
export function acknowledge(machine: Machine, frame: number, queue: number): boolean {
  const { i32 } = machine
  const consumer = consumerOf(i32, frame)
  const message = i32[consumer + L.A]!
  if (message === 0 || i32[message + M_SERIAL] !== i32[consumer + L.B]) return false
  free(i32, queue, message)
  return true
}

/**
 * The visibility of the first message in flight is over now: 0 no, 1 it is visible again, 2 it became a dead letter.
 */
export function reappear(machine: Machine, queue: number, maxReceives: number): number {
  const { i32, f64 } = machine
  const message = i32[queue + Q_FLIGHT]!
  if (message === 0 || f64[(message >> 1) + M_DUE]! > f64[H.NOW]!) return 0
  if (i32[message + M_RECEIVES]! >= maxReceives) {
    free(i32, queue, message)
    return 2
  }
  remove(i32, queue + Q_FLIGHT, message)
  i32[message + M_TAKEN] = 0
  append(i32, queue + Q_VISIBLE, message)
  return 1
}

/** When the first message in flight becomes visible again, ms of the clock; 0 when none is in flight. */
export function nextDueMs(machine: Machine, queue: number): number {
  const message = machine.i32[queue + Q_FLIGHT]!
  return message === 0 ? 0 : machine.f64[(message >> 1) + M_DUE]!
}

/** What a consumer needs to know of the message in its register A: whose request it was, and its key. */
export function readMessage(machine: Machine, frame: number, request: number): void {
  const { i32, f64 } = machine
  const message = i32[frame + L.A]!
  i32[request + L.R_SPACE] = i32[message + M_SPACE]!
  i32[request + L.R_KEY] = i32[message + M_KEY]!
  i32[request + L.R_SEED] = i32[message + M_SEED]! ^ i32[message + M_RECEIVES]!
  i32[request + L.R_SEED + 1] = i32[message + M_SEED + 1]!
  i32[request + L.R_CLIENT] = i32[message + M_CLIENT]!
  i32[request + L.R_OPERATION] = JOB
  i32[request + L.R_USER] = 0
  i32[request + L.R_VERSIONS] = 0
  f64[(request >> 1) + L.R_NUMBER] = f64[(message >> 1) + M_NUMBER]!
  f64[(request >> 1) + L.R_STARTED] = f64[H.NOW]!
}

/** The frame at the other end: the call may come from a block of the consumer's plan. */
function consumerOf(i32: Int32Array, frame: number): number {
  return i32[frame + L.CALLER]!
}

function free(i32: Int32Array, queue: number, message: number): void {
  remove(i32, queue + (i32[message + M_TAKEN] === 1 ? Q_FLIGHT : Q_VISIBLE), message)
  i32[message + M_TAKEN] = 0
  i32[message + M_SERIAL] = i32[message + M_SERIAL]! + 1
  i32[message + M_NEXT] = i32[queue + Q_FREE]!
  i32[queue + Q_FREE] = message
  i32[queue + Q_COUNT] = i32[queue + Q_COUNT]! - 1
}

function append(i32: Int32Array, list: number, message: number): void {
  const tail = i32[list + 1]!
  i32[message + M_NEXT] = 0
  i32[message + M_PREV] = tail
  i32[list + 1] = message
  if (tail === 0) i32[list] = message
  else i32[tail + M_NEXT] = message
}

function remove(i32: Int32Array, list: number, message: number): void {
  const next = i32[message + M_NEXT]!
  const previous = i32[message + M_PREV]!
  if (previous === 0) i32[list] = next
  else i32[previous + M_NEXT] = next
  if (next === 0) i32[list + 1] = previous
  else i32[next + M_PREV] = previous
}

function addRecords(machine: Machine, queue: number): void {
  const first = machine.arena.alloc(MESSAGE_WORDS * MESSAGES_PER_CHUNK)
  const { i32 } = machine
  for (let n = MESSAGES_PER_CHUNK - 1; n >= 0; n--) {
    i32[first + n * MESSAGE_WORDS + M_NEXT] = i32[queue + Q_FREE]!
    i32[queue + Q_FREE] = first + n * MESSAGE_WORDS
  }
}
