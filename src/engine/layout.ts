/**
 * How records lie in the arena, as word offsets. Offsets marked f64 are in doubles from the record's beginning
 * (`(pointer >> 1) + offset`). Records of one sort share a free list, so nothing is allocated per event.
 */

/**
 * All bits that a pointer may have. `word & POINTER` tells the compiler that a word is one, small and not negative, so
 * that offsets are added without a check; it is written where the loop spends its time.
 */
export const POINTER = 0xfffffff

// ── What can stand in the event list: frames, delay lines, processor-sharing stations ───────────────────────────────
export const NEXT = 0
/** State of a frame, or which other sort of node this is. */
export const STATE = 1
/** f64: when it is due. */
export const TIME = 1
/** f64: the sequence number it was given when it was scheduled; ties in time are broken by it. */
export const SEQ = 2

export const FREE = 0
export const READY = 1 // in the ready queue, or running
export const HOLDING = 2 // in the event list
export const WAITING = 3 // in line at a station or gate
export const CALLING = 4 // waiting for children to answer
export const OUTBOUND = 5 // on its way to the callee
export const INBOUND = 6 // its answer on its way to the caller
export const SHARING = 7 // being served by processor sharing
export const ZOMBIE = 8 // cancelled while in a queue that is cheaper to skip than to search
export const FLYING = 9 // waiting for another frame's flight
export const HOP_LINE = 20
export const TIMER_LINE = 21
export const STATION = 22
export const FLIGHT = 23

// ── Frame: one visit of a request to an instance, or a local block, or a daemon ─────────────────────────────────────
export const PC = 6
export const INSTANCE = 7
/** f64: a new frame is zero in six doubles from here on, so these words stand together. */
export const CLEARED = 4
export const CALLER = 8
export const REQUEST = 9
/** The link by which it was called; 0 for roots, local blocks and daemons. */
export const LINK = 10
/** Outcome of the last call; while inbound, the frame's own. */
export const ANSWER = 11
/** 1 + index of the component that caused a failure, or 0. */
export const CULPRIT = 12
/** Which visit of its request to that kind of component this is, and the kind: a part of every draw. */
export const VISIT = 13
export const TRIES = 14
export const FLAGS = 15
/** Registers that plans may use. */
export const A = 16
export const B = 17
export const C = 18
export const OPERATION = 19
/** Bumped whenever the frame stops waiting for its children: an answer with an older ticket is late. */
export const TICKET = 20
export const CALLER_TICKET = 21
export const SEGMENTS = 22 // first and last of its chain
export const LAST_SEGMENT = 23
export const GRANTS = 24 // four words
export const GRANT_COUNT = 4
export const SINCE = 14 // f64: when the present wait or call began
export const ARRIVED = 15 // f64: when it arrived at its instance
export const CHILD = 32
export const SIBLING = 33
export const PREV = 34
/** The station, gate or flight it waits at. */
export const AT = 35
export const DEPTH = 36
/** Why the frame holds: services under way are stretched when the instance changes its speed. */
export const HOLD_CAUSE = 37
/** While it waits in line or shares servers: its place in the heap of the station. */
export const HEAP_AT = 37
export const NEEDED = 38
export const OUTSTANDING = 39
export const TARGET = 40
export const TARGET_LINK = 41
/** The line its deadline stands in, its neighbors there, when it is due and in which order. */
export const TIMER = 42
/** Where it goes on when it is put out of a line; 0: nowhere. */
export const ELSEWHERE = 43
export const TIMER_NEXT = 44
export const TIMER_PREV = 45
export const TIMER_TIME = 23 // f64
export const TIMER_SEQ = 24 // f64
export const X = 25 // f64: a register for a double
export const FRAME_WORDS = 52

/** Flags of a frame. */
export const DOOMED = 1 // will answer with an error
export const DAEMON = 2 // belongs to its instance, not to a request
export const LOCAL = 4 // a block of its caller's plan, not a call
export const ARRIVED_FLAG = 8 // inside its instance, so counted there
export const CANCEL_LOSERS = 16 // when its join is done, the rest is cancelled
export const ROOT = 32 // answers for the whole request
export const RETIRED = 64 // a daemon that ends when it begins its next round
export const HOLDS_MORE = 128 // has held more than one grant at a time
export const COURIER = 256 // carries one attempt of its caller's call over a guarded link
export const APART = 512 // under way in the event list itself, not in a delay line

// ── Request ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export const R_SEED = 2 // two words
export const R_NUMBER = 2 // f64
export const R_STARTED = 3 // f64
export const R_CLIENT = 8 // component index
export const R_USER = 9
/** f64: a new request is zero in eight doubles from here on. */
export const R_CLEARED = 5
export const R_CLASS = 10
export const R_FLAGS = 11
export const R_OPERATION = 12
export const R_KEY = 13
export const R_SPACE = 14
/** Frames that still refer to it. */
export const R_REFS = 15
/** Visits to each of 16 kinds, half a word each. */
export const R_VISITS = 16 // eight words
/** For plans: the address that a lookup answered, for instance. */
export const R_MARK = 24
/** Draws so far that belong to no visit: of messages under way, of calls that were held back. */
export const R_DRAWS = 25
/** Version of the data that it read last, and the table of current versions that it is judged against. */
export const R_VERSION = 13 // f64
export const R_VERSIONS = 28
/** What travels with it, bytes. */
export const R_BYTES = 29
/** From 0, the first to be shed, to 9. */
export const R_PRIORITY = 30
/** Of a request whose class does not say, and of what an instance does on its own account, such as a health check. */
export const USUAL_PRIORITY = 5
/** A hash of its client's id, by which its users are told apart from those of other clients; 0 for a worker's job. */
export const R_ORIGIN = 31
/** When a cache missed it, µs after it began. */
export const R_MISSED = 32
export const REQUEST_WORDS = 34

export const TRACED = 1
export const ENDED = 2
export const STALE = 4
/** Served from a cache all the same, and to be fetched anew behind its back. */
export const RENEW = 8

// ── Segment of a request's account: so many ms went to (component, cause) ───────────────────────────────────────────
export const S_KEY = 1
export const S_MS = 1 // f64
export const SEGMENT_WORDS = 4

/** Causes, as the low four bits of a segment's key; `CAUSE_WAITING + slot` is the line of that resource. */
export const CAUSE_BITS = 4
export const CAUSE_NETWORK = 0
export const CAUSE_SERVICE = 1
export const CAUSE_BACKOFF = 2
export const CAUSE_TIMEOUT = 3
export const CAUSE_COALESCED = 4
export const CAUSE_LOOKUP = 5
export const CAUSE_WAITING = 8
export const CAUSES = 16

// ── Instance ────────────────────────────────────────────────────────────────────────────────────────────────────────
export const N_COMPONENT = 0
export const N_UP = 1
export const N_ENTRY = 2
export const N_KIND = 3
export const N_STATS = 4
export const N_NUMBER = 5
/** A call is doomed when a random word, unsigned, is below this (stored as f64: 0 to 2³²). */
export const N_DOOM = 3 // f64
/** A crashed instance that is silent lets callers time out; else it resets their connections. */
export const N_SILENT = 8
/** Calls for requests that have arrived, counted modulo 2³². */
export const N_REQUESTS = 9
export const N_SPEED = 5 // f64: service times are multiplied by it
export const N_RESOURCES = 12 // eight words: stations, gates, flight tables
export const N_PORTS = 20 // six words: lists of links
export const N_CELLS = 26 // fourteen words of the kind's own: pointers or integers
export const RESOURCE_SLOTS = 8
export const PORT_SLOTS = 6
export const CELL_SLOTS = 14
export const INSTANCE_WORDS = 40

// ── Link: how a caller component reaches a callee component ─────────────────────────────────────────────────────────
export const L_OUT = 0
export const L_BACK = 1
export const L_TIMER = 2
export const L_TRIES = 3
export const L_FLAGS = 4
export const L_CALLEE = 5 // component index
export const L_CONNECTION = 6 // connection index
export const L_COUNT = 7
export const L_TARGETS = 8 // pointer to the instances
export const L_CURSOR = 9
export const L_BACKOFF = 5 // f64: ms before the first retry
export const L_CARRIED = 6 // f64: requests that left over it
export const L_FAILED = 7 // f64: of these, answered with a failure
export const L_CALLER = 16
export const L_LATENCY = 9 // f64: one way, as configured, without trouble on the line
export const L_BACKOFF_MAX = 10 // f64: no retry waits longer, ms
export const L_BACKOFF_LAW = 22
export const L_BACKOFF_JITTER = 23
/** What happens to messages under way, and what callers keep of a link; 0 while there is nothing of the sort. */
export const L_WIRE = 24
export const L_GUARD = 25
/** Two words by which the link is told apart, wherever it lies: what its own chance begins with. */
export const L_KEY = 26
export const L_BYTES = 14 // f64: what travelled with the good answers
export const L_SENT = 15 // f64: what travelled with the calls
export const LINK_WORDS = 32

/** Flags of a link. */
export const CUT_OUT = 1 // calls are lost
export const CANCEL = 2
export const CUT_BACK = 4 // answers are lost
export const CUT = 5 // both
export const ROUGH = 8 // its wire is not a plain delay
export const GUARDED = 16 // its guard has something to say

/** Laws of the wait before a retry, and how chance spreads it. */
export const BACKOFF_NONE = 0
export const BACKOFF_FIXED = 1
export const BACKOFF_EXPONENTIAL = 2
export const SPREAD_NONE = 0
export const SPREAD_FULL = 1
export const SPREAD_EQUAL = 2

// ── Delay line: what enters leaves after the same time, so only its head stands in the event list ───────────────────
export const D_HEAD = 6
export const D_TAIL = 7
export const D_COUNT = 8
export const D_LISTED = 9
export const D_DELAY = 5 // f64
export const D_CHAIN = 12
export const DELAY_LINE_WORDS = 14

// ── Station: a line before servers. A gate is a station without servers, where frames park until they are woken ─────
export const T_DISCIPLINE = 6
export const T_SERVERS = 7
export const T_BUSY = 8
export const T_LINE = 9
export const T_HEAD = 10
export const T_TAIL = 11
export const T_ROOM = 12
/** Processor sharing: pointer to the jobs by finishing virtual time; else those in line by when they give up. */
export const T_HEAP = 13
export const T_BUSY_AREA = 7 // f64: integral of busy servers over time
export const T_LINE_AREA = 8 // f64
export const T_UPDATED = 9 // f64
export const T_WAITED = 10 // f64: total ms waited by those that were granted
export const T_GRANTED = 11 // f64
export const T_LINE_MAX = 24
export const T_HEAP_SIZE = 25
/** Whether a line stands in the event list, for the first who gives up. */
export const T_LISTED = 26
export const T_SLOT = 27
export const T_VIRTUAL = 14 // f64: service that every sharing job has had
export const T_VIRTUAL_AT = 15 // f64
export const T_DELAYED = 16 // f64: of these, how many had waited
/** Histogram of the waits, without those that were no wait; 0 as long as nobody has waited. */
export const T_WAITS = 34
/** CoDel: drops in a row so far, its two times; when the head is late, when the next is dropped, or would have been. */
export const T_DROPS = 35
export const T_TARGET_MS = 18 // f64
export const T_INTERVAL_MS = 19 // f64
export const T_LATE_FROM = 20 // f64
export const T_DROP_NEXT = 21 // f64: 0 while nothing is dropped
export const T_WOULD_DROP = 22 // f64: when the last time of dropping ended
/** CoDel: with how many drops the last time of dropping began. */
export const T_DROPS_BEFORE = 46
export const STATION_WORDS = 48

export const FIFO = 0
export const PROCESSOR_SHARING = 1
export const LIFO = 2
export const PRIORITY = 3
export const CODEL = 4

// ── Statistics of a component, in doubles ───────────────────────────────────────────────────────────────────────────
export const C_ARRIVALS = 0
export const C_ENDED = 1
export const C_OUTCOMES = 2 // sixteen
export const C_SOJOURN = 18
export const C_SOJOURN_MAX = 19
export const C_INSIDE = 20
export const C_INSIDE_AREA = 21
export const C_UPDATED = 22
export const C_COUNTERS = 23 // sixteen of the kind's own
/** Instances that take calls, and those that are paid for: how many, and their integrals over time. */
export const C_SERVING = 39
export const C_SERVING_AREA = 40
export const C_PAID = 41
export const C_PAID_AREA = 42
export const C_CREW_UPDATED = 43
export const C_HISTOGRAM = 90 // in words from the beginning: pointer to the histogram of sojourns
export const STATS_DOUBLES = 46
