/**
 * Closed forms of queueing theory, for tests of the engine and for the "theory" line beside what a run shows. They
 * share no code with the machinery they judge. Rates are per ms, times in ms. Where the arrivals exceed what the
 * servers can do there is no steady state: the line and every time that contains waiting are Infinity.
 *
 * Sources: L. Kleinrock, "Queueing Systems, Volume I: Theory" (1975), and where named M. Harchol-Balter, "Performance
 * Modeling and Design of Computer Systems" (2013).
 */
import { assert } from '../base/assert.ts'
import { exp, log } from './maths.ts'

/** What is offered: Poisson arrivals (per ms) and the mean service time (ms) of one server. */
export interface OfferedLoad {
  readonly arrivalRatePerMs: number
  readonly serviceTimeMs: number
}

/** An offered load before `servers` equal servers. */
export interface ServersLoad extends OfferedLoad {
  readonly servers: number
}

/** A load before servers with room for at most `capacity` calls, those in service included. */
export interface BoundedLoad extends ServersLoad {
  readonly capacity: number
}

/** A load whose service times have the coefficient of variation `cv`. */
export interface VariedLoad extends OfferedLoad {
  readonly cv: number
}

/** The steady state of a station. Times and `waitProbability` are those of calls that were let in. */
export interface SteadyState {
  /** Mean share of the servers that are busy, 0 … 1. */
  readonly utilization: number
  /** Probability that a call has to wait before its service begins. */
  readonly waitProbability: number
  /** Mean waiting time W, ms. */
  readonly waitingTimeMs: number
  /** Mean sojourn time T, waiting and service, ms. */
  readonly sojournTimeMs: number
  /** Mean number waiting, Lq. */
  readonly lengthMean: number
  /** Mean number in the system L, waiting and in service. */
  readonly numberMean: number
  /** Share of the arrivals that are turned away. */
  readonly blockedRatio: number
  /** Completions per ms. */
  readonly throughputPerMs: number
}

/** M/M/1, first come first served (Kleinrock §3.2): T = s / (1 - ρ). */
export function mm1(load: OfferedLoad): SteadyState {
  return mmc({ ...load, servers: 1 })
}

/** M/M/c, first come first served (Kleinrock §3.5): W = C(c, a) · s / (c - a) with Erlang's C. */
export function mmc(load: ServersLoad): SteadyState {
  const { serviceTimeMs, servers } = load
  const offered = erlangs(load)
  if (offered >= servers) return overloaded(load)
  const waitProbability = erlangC(servers, offered)
  const waitingTimeMs = (waitProbability * serviceTimeMs) / (servers - offered)
  return unblocked(load, servers, waitProbability, waitingTimeMs)
}

/**
 * M/M/c/K, arrivals that find K calls in the system turned away: a birth-death process with p(n + 1) / p(n) = a /
 * min(n + 1, c) (Kleinrock §3.1; §3.6 for c = 1). K = c is Erlang's loss system.
 */
export function mmck(load: BoundedLoad): SteadyState {
  const { arrivalRatePerMs, serviceTimeMs, servers, capacity } = load
  assert(Number.isInteger(capacity) && capacity >= servers, `no M/M/${servers} system has room for ${capacity}`)
  const offered = erlangs(load)
  // Unnormalized probabilities, scaled down before they overflow; what was scaled away was negligible.
  let weight = 1
  let total = 1
  let busy = 0
  let waiting = 0
  let delayed = 0
  for (let n = 1; n <= capacity; n++) {
    // An arrival that finds n - 1 calls, at least c of them, is let in and waits.
    if (n > servers) delayed += weight
    weight *= offered / Math.min(n, servers)
    total += weight
    busy += Math.min(n, servers) * weight
    waiting += Math.max(0, n - servers) * weight
    if (weight > 1e200) {
      weight *= 1e-200
      total *= 1e-200
      busy *= 1e-200
      waiting *= 1e-200
      delayed *= 1e-200
    }
  }
  const blockedRatio = weight / total
  const throughputPerMs = busy / total / serviceTimeMs
  const lengthMean = waiting / total
  const waitingTimeMs = arrivalRatePerMs === 0 ? 0 : (waiting / busy) * serviceTimeMs
  return {
    utilization: busy / total / servers,
    waitProbability: delayed / (total - weight),
    waitingTimeMs,
    sojournTimeMs: waitingTimeMs + serviceTimeMs,
    lengthMean,
    numberMean: lengthMean + busy / total,
    blockedRatio,
    throughputPerMs,
  }
}

/** M/G/1, first come first served, by Pollaczek and Khinchine (Kleinrock §5.5): W = ρ s (1 + cv²) / (2 (1 - ρ)). */
export function mg1(load: VariedLoad): SteadyState {
  const utilization = erlangs(load)
  if (utilization >= 1) return overloaded({ ...load, servers: 1 })
  const waitingTimeMs = (utilization * load.serviceTimeMs * (1 + load.cv * load.cv)) / (2 * (1 - utilization))
  return unblocked(load, 1, utilization, waitingTimeMs)
}

/**
 * One server shared equally among all present (processor sharing), any law of service times: T = s / (1 - ρ), of the
 * mean only (Harchol-Balter ch. 30). Nobody stands in line: `lengthMean` is 0 and `waitingTimeMs` is what sharing adds
 * to the service time.
 */
export function mg1ProcessorSharing(load: OfferedLoad): SteadyState {
  const utilization = erlangs(load)
  const state = utilization >= 1 ? overloaded({ ...load, servers: 1 }) : mm1(load)
  return { ...state, waitProbability: 0, lengthMean: 0 }
}

/**
 * Erlang's loss formula B(c, a) for c servers and a erlangs offered, by the recursion B(n) = a B(n-1) / (n + a
 * B(n-1)).
 */
export function erlangB(servers: number, offered: number): number {
  assert(
    Number.isInteger(servers) && servers >= 0 && offered >= 0,
    `Erlang B of ${servers} servers, ${offered} erlangs`,
  )
  let blocked = 1
  for (let n = 1; n <= servers; n++) blocked = (offered * blocked) / (n + offered * blocked)
  return blocked
}

/** Erlang's delay formula C(c, a) = c B / (c - a (1 - B)): the probability of waiting; 1 from a = c on. */
export function erlangC(servers: number, offered: number): number {
  if (offered >= servers) return 1
  const blocked = erlangB(servers, offered)
  return (servers * blocked) / (servers - offered * (1 - blocked))
}

/**
 * The sojourn time (ms) that the share `quantile` (0 ≤ q < 1) of the calls at an M/M/c stays below, first come first
 * served. P(T > t) = e^(-t/s) + C e^(-t/s) (1 - e^(-(c - a - 1) t/s)) / (c - a - 1), inverted by bisection
 * (Kleinrock §3.5; for c = 1 it is e^(-(1 - ρ) t/s)).
 */
export function mmcSojournQuantileMs(load: ServersLoad, quantile: number): number {
  const offered = erlangs(load)
  assert(quantile >= 0 && quantile < 1, `no quantile ${quantile}`)
  if (offered >= load.servers) return Infinity
  const spare = load.servers - offered
  const waits = erlangC(load.servers, offered)
  const above = (t: number): number => exp(-t) * (1 + waits * decayIntegral(spare - 1, t))
  let low = 0
  let high = 1
  while (above(high) > 1 - quantile) high *= 2
  for (let i = 0; i < 80; i++) {
    const middle = 0.5 * (low + high)
    if (above(middle) > 1 - quantile) low = middle
    else high = middle
  }
  return 0.5 * (low + high) * load.serviceTimeMs
}

/**
 * The waiting time (ms) below which the share `quantile` of the calls at an M/M/c waits: P(W > t) = C e^(-(c - a)
 * t/s).
 */
export function mmcWaitingQuantileMs(load: ServersLoad, quantile: number): number {
  const offered = erlangs(load)
  assert(quantile >= 0 && quantile < 1, `no quantile ${quantile}`)
  if (offered >= load.servers) return Infinity
  const excess = erlangC(load.servers, offered) / (1 - quantile)
  return excess <= 1 ? 0 : (log(excess) * load.serviceTimeMs) / (load.servers - offered)
}

/** Offered load a = λ s, in erlangs. */
function erlangs({ arrivalRatePerMs, serviceTimeMs }: OfferedLoad): number {
  assert(arrivalRatePerMs >= 0 && serviceTimeMs > 0, `no load of ${arrivalRatePerMs}/ms at ${serviceTimeMs} ms`)
  return arrivalRatePerMs * serviceTimeMs
}

/** (1 - e^(-rate t)) / rate, which is t where the rate is 0. */
function decayIntegral(rate: number, t: number): number {
  const y = rate * t
  return y < 1e-6 && y > -1e-6 ? t * (1 - 0.5 * y) : (1 - exp(-y)) / rate
}

/** The steady state that follows by Little's law from the waiting time when everybody is let in. */
function unblocked(load: OfferedLoad, servers: number, waitProbability: number, waitingTimeMs: number): SteadyState {
  const { arrivalRatePerMs, serviceTimeMs } = load
  const sojournTimeMs = waitingTimeMs + serviceTimeMs
  return {
    utilization: (arrivalRatePerMs * serviceTimeMs) / servers,
    waitProbability,
    waitingTimeMs,
    sojournTimeMs,
    lengthMean: arrivalRatePerMs * waitingTimeMs,
    numberMean: arrivalRatePerMs * sojournTimeMs,
    blockedRatio: 0,
    throughputPerMs: arrivalRatePerMs,
  }
}

/** More than the servers can do: all are busy, everybody waits, the line grows without end. */
function overloaded({ serviceTimeMs, servers }: ServersLoad): SteadyState {
  return {
    utilization: 1,
    waitProbability: 1,
    waitingTimeMs: Infinity,
    sojournTimeMs: Infinity,
    lengthMean: Infinity,
    numberMean: Infinity,
    blockedRatio: 0,
    throughputPerMs: servers / serviceTimeMs,
  }
}
