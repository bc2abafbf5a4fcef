/**
 * The one buffer that the flat programs keep all their state in. A *word* is 8 bytes; a pointer is the index of a word
 * in `f64`, and twice that in `i32`. Pointer 0 means none.
 */

/** Events of one call of a loop: a call without end would run as on-stack-replacement code, which is slower. */
const BATCH = 1024

// The header. Doubles first, then integers (as indices into `i32`).
const NOW = 1
/** Buckets of the calendar per millisecond. */
const PER_MS = 2
/** A double on its way to or from its bits. */
const SCRATCH = 3
/** The sum of the latencies of requests that ended ok. */
const TOTAL_MS = 4
const ALARM_MS = 5
const DAY = 16
const FREE = 17
/** Where the next draw of each block stands: pointers, and for keys an index into `i32`. */
const EXPONENTIAL = 18
const UNIFORM = 19
const KEY = 20
const EVENTS = 21
const ENDED = 22
const TIMED_OUT = 23
const REJECTED = 24
const TURN = 25
const LOOKUPS = 26
const HITS = 27
const HOP_HEAD = 28
const HOP_TAIL = 29
const CALL_HEAD = 30
const CALL_TAIL = 31
const STORED = 32
/** States of the three generators, four integers each. */
const GENERATORS = 36

// The regions after it, in words, except where said.
const HEADER_WORDS = 32
/** Buckets of the calendar, one integer each: an index into `i32`. */
const BUCKETS = 2 * HEADER_WORDS
const BUCKET_MASK = 1023
/** Draws made ahead: an event needs at most 2 exponentials, 1 uniform and 1 key. */
const EXPONENTIALS = HEADER_WORDS + (BUCKET_MASK + 1) / 2
const UNIFORMS = EXPONENTIALS + 2 * BATCH
/** An index into `i32`. */
const KEYS = 2 * (UNIFORMS + BATCH)
const STATIONS = UNIFORMS + BATCH + BATCH / 2
const STATION_WORDS = 10
const STATIONS_MAX = 16
/** Histograms, one for the requests and then one for each station: indices into `i32`. */
const HISTOGRAMS = 2 * (STATIONS + STATION_WORDS * STATIONS_MAX)
const HISTOGRAM_LENGTH = 4096
const FRAMES = HISTOGRAMS / 2 + (HISTOGRAM_LENGTH / 2) * (STATIONS_MAX + 1)
const FRAME_WORDS = 8
const FRAME_COUNT = 1 << 14
/** The store: two integers for each key and two for the ring's end; then, if entries expire, a double for each key. */
const STORE = FRAMES + FRAME_WORDS * FRAME_COUNT

// A frame: its time in word 0, then these integers (added to twice its pointer), then doubles of each workload's own.
const NEXT = 2
const STATE = 3

// A station: doubles (added to its pointer), then integers (added to twice its pointer).
const SETTLED_MS = 0
const BUSY_AREA = 1
const LINE_AREA = 2
const MEAN_MS = 3
const SOJOURNS_MS = 7
const BUSY = 8
const LENGTH = 9
const HEAD = 10
const TAIL = 11
const CONCURRENCY = 12
const ROOM = 13
/** Calls under way to it, and where its histogram begins. */
const OPEN = 16
const HISTOGRAM = 17
/** Whether it is up, and whether the last probe found it so. */
const UP = 18
const HEALTHY = 19

/**
 * The layout for other modules, which bind what they need to constants of their own at their tops: V8 folds such a
 * constant into the code, but loads an imported one from memory each time, which makes the loops a third slower. For a
 * similar reason the loops are handed the two views and not this module's `Memory`: code that reads them from an object
 * is thrown away when the next run makes another.
 */
export const layout = {
  BATCH,
  NOW,
  PER_MS,
  SCRATCH,
  TOTAL_MS,
  ALARM_MS,
  DAY,
  EXPONENTIAL,
  UNIFORM,
  KEY,
  EVENTS,
  ENDED,
  TIMED_OUT,
  REJECTED,
  TURN,
  LOOKUPS,
  HITS,
  HOP_HEAD,
  HOP_TAIL,
  CALL_HEAD,
  CALL_TAIL,
  STORED,
  GENERATORS,
  BUCKETS,
  BUCKET_MASK,
  EXPONENTIALS,
  UNIFORMS,
  KEYS,
  STATIONS,
  STATION_WORDS,
  HISTOGRAMS,
  HISTOGRAM_LENGTH,
  STORE,
  NEXT,
  STATE,
  SETTLED_MS,
  BUSY_AREA,
  LINE_AREA,
  MEAN_MS,
  SOJOURNS_MS,
  BUSY,
  LENGTH,
  HEAD,
  TAIL,
  CONCURRENCY,
  ROOM,
  OPEN,
  HISTOGRAM,
  UP,
  HEALTHY,
} as const

export interface Memory {
  readonly i32: Int32Array
  readonly f64: Float64Array
}

/** A zeroed buffer with room for a store of `keys`, and all frames linked into the free list. */
export function createMemory(keys = 0): Memory {
  const buffer = new ArrayBuffer(8 * (STORE + 2 * keys + 2))
  const i32 = new Int32Array(buffer)
  const f64 = new Float64Array(buffer)
  for (let index = 0; index < FRAME_COUNT; index++) {
    const frame = FRAMES + FRAME_WORDS * index
    i32[2 * frame + NEXT] = index + 1 < FRAME_COUNT ? frame + FRAME_WORDS : 0
  }
  i32[FREE] = FRAMES
  return { i32, f64 }
}

/** Takes a frame from the free list. */
export function take(i32: Int32Array): number {
  const frame = i32[FREE]!
  if (frame === 0) throw new Error('The flat program has run out of frames: the workload is not stable.')
  i32[FREE] = i32[2 * frame + NEXT]!
  return frame
}

export function giveBack(i32: Int32Array, frame: number): void {
  i32[2 * frame + NEXT] = i32[FREE]!
  i32[FREE] = frame
}
