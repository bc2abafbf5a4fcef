/**
 * Words at the beginning of the arena, by name. Imported as a whole (`H.NOW`), so that builds can put the numbers in.
 */

// The ones that index `f64`, then the ones that index `i32`.
export const NOW = 1 // the clock, simulated ms
export const SEQUENCE = 2 // sequence number of the next scheduled event
export const SAMPLE = 3 // what a sampler drew last: a double returned from a call would be an allocation
export const EVENTS = 4 // events processed since the run began
export const SLOW_MS = 5 // a request slower than this counts as slow
export const UNTIL = 6 // where the present batch ends
export const CALENDAR_BASE = 7 // time from which the calendar counts its buckets
export const CALENDAR_PER_MS = 8 // buckets a ms
export const CALENDAR_MARK = 9 // when the bucket width was measured last
export const COUNTED = 10 // requests that a client emitted, all clients

export const BITS = 24 // two random words handed to a sampler
export const READY_HEAD = 26 // frames that can go on at the present time
export const READY_TAIL = 27
export const FREE_FRAME = 28
export const FREE_REQUEST = 29
export const FREE_SEGMENT = 30
export const FREE_FLIGHT = 31
export const DIGEST = 32 // two words, the hash over completions
export const FRAMES_IN_USE = 34
export const REQUESTS_IN_USE = 35
export const FRAME_CHUNKS = 36 // newest chunk of frames, a linked list
export const BUMP = 37 // first word that was never handed out
export const DELAY_LINES = 38 // newest delay line, a linked list
export const CALENDAR_HEADS = 40
export const CALENDAR_MASK = 41
export const CALENDAR_COUNT = 42
export const CALENDAR_CURRENT = 43 // bucket counted from the base
export const CALENDAR_POPS = 44
export const CALENDAR_WORK = 45
export const TABLE = 46 // accounts of time by component and cause
export const TABLE_ROWS = 47
export const UPLOADS = 48 // operations whose payload travels with the call, a bit each; else it comes with the answer
export const BARE = 49 // operations that carry no payload either way
/** Words that the header takes. */
export const HEADER_WORDS = 64
