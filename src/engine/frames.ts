/**
 * Frames, requests and the segments of their accounts: pools in the arena, handed out and taken back without
 * allocation.
 */
import { take } from './arena.ts'
import * as H from './header.ts'
import * as L from './layout.ts'

const FRAMES_PER_CHUNK = 32
const REQUESTS_PER_CHUNK = 64
const SEGMENTS_PER_CHUNK = 256

/**
 * A frame in state `READY`. Its ticket goes on counting; grants, timer, children and account are empty since it was
 * taken back; the rest that a reader may meet is cleared here, word by word (`fill` would cost ten times as much).
 */
export function newFrame(i32: Int32Array, f64: Float64Array): number {
  let frame = i32[H.FREE_FRAME]! & L.POINTER
  if (frame === 0) frame = moreFrames(i32) & L.POINTER
  i32[H.FREE_FRAME] = i32[frame + L.NEXT]!
  i32[frame + L.STATE] = L.READY
  const cleared = (frame >> 1) + L.CLEARED
  f64[cleared] = 0
  f64[cleared + 1] = 0
  f64[cleared + 2] = 0
  f64[cleared + 3] = 0
  f64[cleared + 4] = 0
  f64[cleared + 5] = 0
  i32[H.FRAMES_IN_USE]!++
  return frame
}

/** Takes a frame back; the last one of an ended request takes the request with it. */
export function freeFrame(i32: Int32Array, frame: number): void {
  frame &= L.POINTER
  const request = i32[frame + L.REQUEST]! & L.POINTER
  if (request !== 0) {
    const refs = i32[request + L.R_REFS]! - 1
    i32[request + L.R_REFS] = refs
    if (refs === 0 && (i32[request + L.R_FLAGS]! & L.ENDED) !== 0) freeRequest(i32, request)
  }
  if (i32[frame + L.SEGMENTS] !== 0) dropSegments(i32, frame)
  i32[frame + L.TICKET]!++
  i32[frame + L.STATE] = L.FREE
  i32[frame + L.NEXT] = i32[H.FREE_FRAME]!
  i32[H.FREE_FRAME] = frame
  i32[H.FRAMES_IN_USE]!--
}

/** Calls `visit` for every frame in use, in an order that only depends on the history of the run. */
export function eachFrame(i32: Int32Array, visit: (frame: number) => void): void {
  for (let chunk = i32[H.FRAME_CHUNKS]!; chunk !== 0; chunk = i32[chunk]!) {
    for (let n = 0; n < FRAMES_PER_CHUNK; n++) {
      const frame = chunk + 2 + n * L.FRAME_WORDS
      if (i32[frame + L.STATE] !== L.FREE) visit(frame)
    }
  }
}

/** A request without visits, flags or references. */
export function newRequest(i32: Int32Array, f64: Float64Array): number {
  let request = i32[H.FREE_REQUEST]! & L.POINTER
  if (request === 0) request = moreRequests(i32) & L.POINTER
  i32[H.FREE_REQUEST] = i32[request]!
  const cleared = (request >> 1) + L.R_CLEARED
  f64[cleared] = 0
  f64[cleared + 1] = 0
  f64[cleared + 2] = 0
  f64[cleared + 3] = 0
  f64[cleared + 4] = 0
  f64[cleared + 5] = 0
  f64[cleared + 6] = 0
  f64[cleared + 7] = 0
  i32[request + L.R_ORIGIN] = 0
  i32[H.REQUESTS_IN_USE]!++
  return request
}

/** More requests for the pool; the first is handed out. */
export function moreRequests(i32: Int32Array): number {
  return moreRecords(i32, H.FREE_REQUEST, L.REQUEST_WORDS, REQUESTS_PER_CHUNK)
}

/** Takes a request back. */
export function freeRequest(i32: Int32Array, request: number): void {
  i32[request] = i32[H.FREE_REQUEST]!
  i32[H.FREE_REQUEST] = request
  i32[H.REQUESTS_IN_USE]!--
}

/** Books the ms in `f64[H.SAMPLE]` to `key` (component and cause) on the frame's account. */
export function addSegment(i32: Int32Array, f64: Float64Array, frame: number, key: number): void {
  frame &= L.POINTER
  const last = i32[frame + L.LAST_SEGMENT]! & L.POINTER
  if (last !== 0 && i32[last + L.S_KEY] === key) {
    f64[(last >> 1) + L.S_MS]! += f64[H.SAMPLE]!
    return
  }
  let segment = i32[H.FREE_SEGMENT]! & L.POINTER
  if (segment === 0) {
    segment = moreRecords(i32, H.FREE_SEGMENT, L.SEGMENT_WORDS, SEGMENTS_PER_CHUNK) & L.POINTER
  }
  i32[H.FREE_SEGMENT] = i32[segment]!
  i32[segment] = 0
  i32[segment + L.S_KEY] = key
  f64[(segment >> 1) + L.S_MS] = f64[H.SAMPLE]!
  if (last === 0) i32[frame + L.SEGMENTS] = segment
  else i32[last] = segment
  i32[frame + L.LAST_SEGMENT] = segment
}

/** Appends the account of one frame to that of another and leaves it empty. */
export function moveSegments(i32: Int32Array, from: number, to: number): void {
  from &= L.POINTER
  to &= L.POINTER
  const first = i32[from + L.SEGMENTS]!
  if (first === 0) return
  const last = i32[to + L.LAST_SEGMENT]! & L.POINTER
  if (last === 0) i32[to + L.SEGMENTS] = first
  else i32[last] = first
  i32[to + L.LAST_SEGMENT] = i32[from + L.LAST_SEGMENT]!
  i32[from + L.SEGMENTS] = 0
  i32[from + L.LAST_SEGMENT] = 0
}

/** Throws a frame's account away. */
export function dropSegments(i32: Int32Array, frame: number): void {
  frame &= L.POINTER
  const first = i32[frame + L.SEGMENTS]!
  if (first === 0) return
  i32[i32[frame + L.LAST_SEGMENT]! & L.POINTER] = i32[H.FREE_SEGMENT]!
  i32[H.FREE_SEGMENT] = first
  i32[frame + L.SEGMENTS] = 0
  i32[frame + L.LAST_SEGMENT] = 0
}

/** Lets a frame go on at the present time, after those that are ready already. */
export function makeReady(i32: Int32Array, frame: number): void {
  frame &= L.POINTER
  i32[frame + L.STATE] = L.READY
  i32[frame + L.NEXT] = 0
  if (i32[H.READY_HEAD] === 0) i32[H.READY_HEAD] = frame
  else i32[(i32[H.READY_TAIL]! & L.POINTER) + L.NEXT] = frame
  i32[H.READY_TAIL] = frame
}

function moreFrames(i32: Int32Array): number {
  const chunk = take(i32, 2 + L.FRAME_WORDS * FRAMES_PER_CHUNK)
  i32[chunk] = i32[H.FRAME_CHUNKS]!
  i32[H.FRAME_CHUNKS] = chunk
  for (let n = 0; n < FRAMES_PER_CHUNK - 1; n++) {
    i32[chunk + 2 + n * L.FRAME_WORDS + L.NEXT] = chunk + 2 + (n + 1) * L.FRAME_WORDS
  }
  i32[chunk + 2 + (FRAMES_PER_CHUNK - 1) * L.FRAME_WORDS + L.NEXT] = 0
  return chunk + 2
}

function moreRecords(i32: Int32Array, freeList: number, words: number, count: number): number {
  const first = take(i32, words * count)
  for (let n = 0; n < count - 1; n++) i32[first + n * words] = first + (n + 1) * words
  i32[first + (count - 1) * words] = i32[freeList]!
  return first
}
