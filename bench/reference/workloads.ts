/**
 * The workloads the engine's speed is judged on, stated once and to the number. The two reference programs beside this
 * file read their parameters here, and the engine's plans of the same workloads are written to the same parameters.
 *
 * Common to all: arrivals are Poisson; service times are exponential and independent; every line is first in, first
 * out; a run starts empty and idle, with empty caches, and ends with the event that ends the last request asked for
 * (arrivals go on until then). Time is in milliseconds, rates are per millisecond.
 *
 * Measured in all: requests ended by outcome; mean and p99 of the latency of requests that ended ok, from a histogram
 * with logarithmic buckets; for every station the time integrals of servers busy and of the line's length.
 */

export type WorkloadName = 'W1' | 'W2' | 'W3' | 'W4' | 'W5'

export const WORKLOAD_NAMES: readonly WorkloadName[] = ['W1', 'W2', 'W3', 'W4', 'W5']

/** A station: `concurrency` equal servers and a mean service time. */
export interface StationParameters {
  readonly concurrency: number
  readonly meanServiceMs: number
}

/** Keys of requests: drawn from 0 … keys − 1 with P(key = k) proportional to 1 / (k + 1)^exponent. */
export interface CacheParameters {
  readonly keys: number
  readonly exponent: number
  /** Entries the LRU store holds. */
  readonly capacity: number
}

export interface SingleParameters {
  readonly arrivalsPerMs: number
  readonly server: StationParameters
}

export interface TandemParameters {
  readonly arrivalsPerMs: number
  readonly servers: number
  readonly server: StationParameters
  readonly database: StationParameters
}

export interface CachedTandemParameters extends TandemParameters {
  readonly cache: CacheParameters
}

export interface RepliesParameters extends CachedTandemParameters {
  readonly hopMs: number
  readonly waitingRoom: number
  readonly ttlMs: number
  readonly writeRatio: number
  readonly replicas: number
  readonly timeoutMs: number
  readonly tries: number
}

export interface ThreadsParameters extends CachedTandemParameters {
  readonly threads: number
  readonly timeoutMs: number
  readonly probeIntervalMs: number
}

/** W1, M/M/1 at utilization 0.8: one server, mean service 1 ms, a line without bound. */
export const W1: SingleParameters = { arrivalsPerMs: 0.8, server: { concurrency: 1, meanServiceMs: 1 } }

/**
 * W2, a tandem: a round-robin balancer (no time, no line) over 4 stations of 8 servers with 10 ms, then one station of
 * 16 servers with 5 ms. Utilization 0.7 everywhere. Lines without bound.
 */
export const W2: TandemParameters = {
  arrivalsPerMs: 2.24,
  servers: 4,
  server: { concurrency: 8, meanServiceMs: 10 },
  database: { concurrency: 16, meanServiceMs: 5 },
}

/**
 * W3, W2 with a cache before the last station. The request's key is drawn at arrival and looked up when its first
 * station is done, taking no time. A hit becomes the newest entry and the request ends; a miss goes to the last station
 * and is written when that is done (as the newest entry; the oldest is evicted when the store is full). Misses on one
 * key are not joined.
 */
export const W3: CachedTandemParameters = { ...W2, cache: { keys: 100_000, exponent: 0.9, capacity: 10_000 } }

/**
 * W4, what a real engine does. Balancer, 4 servers, a cache, a primary and 2 replicas; every message between two of
 * them takes `hopMs`, one way. Step by step:
 * - A request arrives at the balancer, draws its key, and is a write with probability `writeRatio`.
 * - The balancer sends a call to the server with the fewest open calls (the first of several). A call is open from its
 *   sending until its answer is back or its time is up.
 * - Every station holds at most `waitingRoom` waiting calls and turns a further one away; a call turned away is
 *   answered `rejected` by the way it came, the server passing on a rejection by a database.
 * - A server holds a core for its service time only, not while it waits for others.
 * - A write then goes to the primary, and its answer back. It leaves the cache alone and is not replicated.
 * - A read then goes to the cache, which answers in no time. An entry older than `ttlMs` since it was last written is
 *   dropped and is a miss. A hit becomes the newest entry, its age unchanged. On a miss the server asks the replica
 *   with the fewest calls under way from all servers (from sending to the answer's return; the first of several), and
 *   writes the entry when the answer is back, in no time and without a message.
 * - A call not answered within `timeoutMs` of its sending is abandoned: the work goes on and its answer is dropped (an
 *   entry is still written). A call abandoned or rejected is followed at once by another, to a newly chosen server,
 *   until `tries` calls were made; then the request ends as the last call did.
 * Measured besides: a histogram of the sojourn (line and service) at each server and each database, hit ratio of the
 * lookups. Utilization: servers 0.7, primary 0.07, replicas below 0.2; a timeout is rare.
 */
export const W4: RepliesParameters = {
  ...W3,
  hopMs: 0.5,
  waitingRoom: 256,
  ttlMs: 10_000,
  writeRatio: 0.1,
  replicas: 2,
  timeoutMs: 200,
  tries: 3,
}

/**
 * W5, threads held. A round-robin balancer over 4 servers, a cache and a database; messages take no time.
 * - A call takes one of its server's `threads` (or waits for one, in a line without bound) and keeps it until it
 *   answers. With it, it takes one of 8 cores (or waits, likewise) for an exponential time of 2 ms.
 * - It then looks its key up, in no time. A hit (which becomes the newest entry) is answered at once. A miss waits for
 *   the database, M/M/16 with 3 ms, writes the entry, and answers. Misses on one key are not joined.
 * - A call not answered within `timeoutMs` ends its request as timed out; the work goes on, thread and all.
 * - Each server is probed every `probeIntervalMs`, first after one interval. A probe takes no time, no thread and no
 *   core; it marks the server as healthy or not, and the balancer passes over unhealthy ones. No server ever fails.
 * Measured besides: a histogram of each server's time for a call (from its coming to its answer) and of the sojourn at
 * the database, time integrals of threads held and of lines for threads, hit ratio.
 * Utilization: cores 0.58, database about 0.7 (hit ratio about 0.6); about 8 of 64 threads are held. The cold store
 * makes a line of some 200 calls at the database and takes nearly all threads in the first second or two, which weighs
 * on every mean: compare runs of equal length.
 */
export const W5: ThreadsParameters = {
  arrivalsPerMs: 9.33,
  servers: 4,
  server: { concurrency: 8, meanServiceMs: 2 },
  database: { concurrency: 16, meanServiceMs: 3 },
  cache: { keys: 100_000, exponent: 0.9, capacity: 10_000 },
  threads: 64,
  timeoutMs: 1000,
  probeIntervalMs: 1000,
}

/** What one station showed over the whole run. */
export interface StationResult {
  readonly name: string
  readonly utilization: number
  /** Time-weighted mean number waiting. */
  readonly queueLength: number
  /** Mean and 99th percentile of the time a call spent there, where the workload asks for its histogram. */
  readonly meanMs?: number
  readonly p99Ms?: number
}

/** What a reference program hands back. */
export interface Result {
  /** Requests ended; the latencies are of those that ended ok. */
  readonly requests: number
  readonly ok: number
  readonly timedOut: number
  readonly rejected: number
  readonly meanMs: number
  readonly p99Ms: number
  readonly hitRatio?: number
  readonly stations: readonly StationResult[]
  /** Times the clock was moved to something that happened: arrivals, service ends, messages, timeouts, probes. */
  readonly events: number
  readonly simulatedMs: number
}
