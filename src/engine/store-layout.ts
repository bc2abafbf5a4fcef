/** Records of stores and their entries, in words of the arena; imported as a namespace by those who work on them. */

export const LRU = 0
export const FIFO_EVICTION = 1
export const LFU = 2
export const RANDOM = 3
export const CLOCK = 4
export const SIEVE = 5
export const S3_FIFO = 6

// ── Store ───────────────────────────────────────────────────────────────────────────────────────────────────────────
export const K_POLICY = 0
export const K_COUNT = 1
export const K_BUCKETS = 2
export const K_MASK = 3
export const K_NEWEST = 4 // LFU: frequency node of the rarest
export const K_OLDEST = 5
export const K_FREE = 6
export const K_FREE_NODES = 7
/** Frequency nodes allocated, in use or free. */
export const K_NODES = 8
/** SIEVE: the entry that is looked at next; 0: the oldest. */
export const K_HAND = 9
export const K_EVICTIONS = 5 // f64
export const K_CAPACITY = 6 // f64
export const K_USED = 7 // f64: what the entries take of it together
/** S3-FIFO: the line of newcomers (newest, oldest), what it takes, and the names of those it let go. */
export const K_SMALL_NEWEST = 16
export const K_SMALL_OLDEST = 17
export const K_SMALL_USED = 9 // f64
export const K_GHOSTS = 20
/** Random eviction: the entries side by side, how many fit, and the state of its chance. */
export const K_TABLE = 21
export const K_TABLE_SIZE = 22
export const K_CHANCE = 23
export const STORE_WORDS = 24

// ── Entry ───────────────────────────────────────────────────────────────────────────────────────────────────────────
export const E_CHAIN = 0
export const E_NEWER = 1
export const E_OLDER = 2
export const E_SPACE = 3
export const E_KEY = 4
/** What the kind keeps with an entry: a version, for instance. */
export const E_VALUE = 5
export const E_EXPIRES = 3 // f64
/** LFU: its frequency node; S3-FIFO: whether it is a newcomer; random eviction: its place in the table. */
export const E_NODE = 8
/** A second word of the kind's: the table of versions that the first is judged against. */
export const E_VERSIONS = 9
/** What it takes of the capacity. */
export const E_SIZE = 10
/** Clock, SIEVE: whether it was used since it was last looked at; S3-FIFO: how often. */
export const E_USES = 11
/** For the kind: what it took to get, µs; and whether somebody is getting it anew. */
export const E_COST = 12
export const E_RENEWING = 13
export const ENTRY_WORDS = 14

// ── Frequency node of LFU: a list of the entries used so often, newest first ────────────────────────────────────────
export const Q_FREQUENCY = 0
export const Q_RARER = 1
export const Q_OFTENER = 2
export const Q_NEWEST = 3
export const Q_OLDEST = 4
export const NODE_WORDS = 6
