/**
 * How the records of guarded and rough links lie in the arena, as word offsets like those of `layout.ts`.
 */

// ── Wire: what a link does to messages besides a plain delay ────────────────────────────────────────────────────────
export const W_JITTER = 0 // where the law of the extra delay stands among the constants, or -1
export const W_STREAM = 2 // four words, for messages that belong to no request
export const W_LOSS = 3 // f64: share of messages lost, 0 to 1
export const W_PER_BYTE = 4 // f64: ms that a byte takes
export const W_FREE_OUT = 5 // f64: when the messages that are being sent there will all have left
export const W_FREE_BACK = 6 // f64
export const W_OWN_LOSS = 7 // f64: both as configured, without trouble on the line
export const W_OWN_PER_BYTE = 8 // f64
export const WIRE_WORDS = 18

// ── Guard: what callers keep watch with over a link ─────────────────────────────────────────────────────────────────
export const G_OUTLETS = 0 // pointer to one outlet per instance of the caller
export const G_COUNT = 1
export const G_POOL = 2 // most calls at once of an instance, 0 without bound
export const G_POOL_TIMER = 3
export const G_ROUND_TRIPS = 4
export const G_WINDOW = 5 // calls that the breaker judges by, 0 without a breaker
export const G_FAILURES = 6 // so many failures among them open it
export const G_HEDGE = 4 // f64: ms until a second call, below 0 never
export const G_KEEP = 5 // f64: ms that an idle connection is kept
export const G_OPEN = 6 // f64: ms that the breaker stays open
export const G_THROTTLE = 7 // f64: requests per accepted one beyond which callers hold back, 0 never
export const G_BUDGET = 8 // f64: retries that a call earns, below 0 as many as it likes
export const G_HEDGED = 9 // f64: counts from here on
export const G_DENIED = 10 // f64
export const G_BROKEN = 11 // f64
export const G_HELD_BACK = 12 // f64
export const GUARD_WORDS = 28

// ── Outlet: where one instance of a caller keeps its side of a guarded link ─────────────────────────────────────────
export const Q_POOL = 0 // station
export const Q_PROBE = 1 // station with one server: who has it tries a broken circuit
export const Q_STATE = 2
export const Q_SEEN = 3
export const Q_FAILED = 4
export const Q_CURSOR = 5
export const Q_RING = 6 // pointer to the last calls, a word each
export const Q_IDLE = 7 // pointer to the buckets of kept connections
export const Q_SPARE = 8 // records for more of them
export const Q_LOG = 9 // pointer to the counts of the throttle
export const Q_UNTIL = 5 // f64: an open circuit is tried then
export const Q_TOKENS = 6 // f64: retries that may be spent
export const OUTLET_WORDS = 14

export const CLOSED = 0
export const OPEN = 1
export const HALF_OPEN = 2
