/** Names whose answers are kept: how long a dead address goes on being called. */
import type { Architecture, TimelineEntry } from '../../architecture/architecture.ts'
import { removeItems } from '../../architecture/edits.ts'
import { estimate } from '../../base/estimate.ts'
import type { Config } from '../../catalog/fields.ts'
import type { KindName } from '../../catalog/index.ts'
import type { Experiment, Reading, ValidationCase } from '../case.ts'
import { simulate } from '../../cli/simulate.ts'
import type { Measured } from '../judge.ts'
import { det, offering, one, serving, trouble, world } from '../documents.ts'
import { traced } from '../trace.ts'

const UNIT_MS = 1_000
const TTL = 60

/** Moments of the first time to live, as shares of it, closer together towards its end. */
const MOMENTS = Array.from({ length: 40 }, (_, n) => 1 - 0.85 ** n)

/**
 * A load by which as many resolvers get their first answer in every second of the first time to live: of those that
 * have none yet, one of as many as are left. What they hold then expires evenly, as after a long time of real life.
 * After that everybody asks; `later` goes on from there, in s.
 */
function filling(
  resolvers: number,
  perSecond: number,
  later: readonly { at: number; perSecond: number }[] = [],
): Config {
  const first = resolvers / TTL
  const pieces = [
    ...MOMENTS.map((part) => ({ at: part * TTL, perSecond: Math.min(perSecond, first / (1 - part)) })),
    { at: TTL, perSecond },
    ...later,
  ]
  const points = pieces.map(({ at, perSecond: rate }) => ({ atMs: at * 1_000, factor: rate / perSecond }))
  return { shape: 'points', shapePoints: points }
}

const INSTANT = serving(det(0), UNIT_MS, 128)

interface Name {
  /** Calls so many a second when all is as usual; who has a name of its own calls that. */
  readonly users: readonly [KindName, Config]
  readonly names: Config
}

/** Groups of users, each with a name of its own that has a record and another that stands by. */
function named(groups: readonly Name[]) {
  const parts: Record<string, readonly [KindName, Config?]> = {}
  groups.forEach(({ users, names }, n) => {
    const instant = { lookupTime: det(0), cachedLookupMs: 0, policy: 'failover', stretchShare: 0 }
    parts[`users${n}`] = users
    parts[`names${n}`] = ['dns', { ...instant, ttlMs: TTL * 1_000, ...names }]
    parts[`a${n}`] = INSTANT
    parts[`b${n}`] = INSTANT
  })
  const arrows = groups.flatMap((_, n) => [`users${n} names${n}`, `names${n} a${n}`, `names${n} b${n}`])
  return { parts, arrows: arrows.map((ends) => [ends] as const) }
}

interface Outage extends Name {
  /** Measured from here on, for so long, s. */
  readonly from: number
  readonly duration: number
  /** When the record dies, s. */
  readonly dies: number
}

function outage({ from, duration, dies, ...name }: Outage): Architecture {
  const timeline = [trouble('crash', 'a0', {}, dies * 1_000)]
  return world({ unitMs: UNIT_MS, ...named([name]), warmUp: from, duration, timeline })
}

/** A check every second, of which one is enough. */
const WATCHED = { healthIntervalMs: 1_000, healthThreshold: 1 }
const ENDED = 'endToEnd.ended'

/** The share of resolvers that hold the dead address so long after the change, which is noticed right at 60 s. */
function stale(after: number, n: number): Experiment {
  const resolvers = 12_000
  const perSecond = 50_000
  // A thousand users share a resolver, so that all of them are asked about equally often.
  const users = offering(perSecond, UNIT_MS, {
    load: 'users',
    users: resolvers * 1_000,
    requestsPerUserPerDay: (perSecond * 86_400) / (resolvers * 1_000),
    peakFactor: 1,
    ...filling(resolvers, perSecond, [{ at: TTL + 0.5, perSecond: 100 }]),
  })
  const architecture = outage({
    users,
    names: { ...WATCHED, resolvers },
    dies: TTL - 0.5,
    from: TTL + after,
    duration: 0.25,
  })
  const reads = { [`stale.${n}`]: one('components.names0.gaugesByCallee.answerShare.a0') }
  return { architecture, replications: 1, jobs: ENDED, reads }
}

/** Of the requests so long after the change, those to the dead address; every user has asked before. */
function pinned(after: number, n: number): Experiment {
  const resolvers = 200
  const perSecond = 2_000
  const changed = 2 * TTL
  // The first is the moment of the change itself: what is called right before it.
  const from = after === 0 ? changed - 0.5 : changed + after
  // In between nobody has to ask.
  const quiet = [
    { at: changed + 0.25, perSecond },
    { at: changed + 0.5, perSecond: 20 },
    { at: from - 0.5, perSecond: 20 },
    { at: from, perSecond },
  ]
  const architecture = outage({
    users: offering(perSecond, UNIT_MS, {
      load: 'users',
      users: 10_000,
      requestsPerUserPerDay: (perSecond * 86_400) / 20_000,
      peakFactor: 2,
      ...filling(resolvers, perSecond, after === 0 ? [] : quiet),
    }),
    names: { ...WATCHED, resolvers, pinnedShare: 0.1 },
    dies: changed - 0.5,
    from,
    duration: 0.5,
  })
  const reads = { [`stale.${n}`]: one('endToEnd.outcomes.refused', { over: ENDED }) }
  return { architecture, replications: 10, jobs: ENDED, reads }
}

/** Users who ask once a second each, fifty at a resolver. */
const RESOLVERS = 100
const USERS = 50 * RESOLVERS

function calling(users: number, resolvers: number) {
  return offering(users, UNIT_MS, filling(resolvers, users))
}

/** Thirty seconds between checks of which three have to fail. */
const SLOW = { healthIntervalMs: 30_000, healthThreshold: 3 }
const DIES = 90.001

function undetected(users: number): Architecture {
  return outage({
    users: calling(users, users / 50),
    names: { ...SLOW, resolvers: users / 50 },
    dies: DIES,
    from: DIES - 0.001,
    duration: 155,
  })
}

/**
 * Calls of a user to the dead address when its record is taken off after 90 s, as a check would that fails for the last
 * time then: health checks themselves notice at moments of their own.
 */
function failedPerUser(): Measured {
  const unwatched = { healthIntervalMs: 3_600_000, healthThreshold: 10, resolvers: RESOLVERS }
  const users = calling(USERS, RESOLVERS)
  const design = outage({ users, names: unwatched, dies: DIES, from: DIES - 0.001, duration: 155 })
  const off = { connections: ['names0-a0'] }
  const edits = [{ atMs: (DIES + 90) * 1_000, change: (now: Architecture) => removeItems(now, off) }]
  const failed = Array.from({ length: 8 }, (_, n) => {
    const ran = simulate({ ...design, settings: { ...design.settings, seed: n + 1 } }, { edits })
    if (!ran.ok) throw new Error(`this design cannot run: ${JSON.stringify(ran.error)}`)
    return (ran.value.summary.endToEnd.outcomes.refused ?? 0) / USERS
  })
  const { mean, standardDeviation, runs } = estimate(failed)
  return { mean, error: standardDeviation / Math.sqrt(runs), replications: runs, jobs: runs * USERS }
}

/** When the last call to the dead address began, s after it died. */
function lastRefused(): number {
  const refused = traced(undetected(1_000), UNIT_MS).filter(({ outcome }) => outcome === 'refused')
  return refused.reduce((last, { came }) => Math.max(last, came), 0) - DIES
}

/** Names whose records die at all phases between two checks. */
const PHASES = Array.from({ length: 10 }, (_, n) => 3 * n + 1.5)

function phases(): Experiment {
  const users = 500
  const groups = PHASES.map(() => ({ users: calling(users, 20), names: { ...SLOW, resolvers: 20 } }))
  const timeline = PHASES.map((phase, n): TimelineEntry => trouble('crash', `a${n}`, {}, (90 + phase) * 1_000))
  const architecture = world({ unitMs: UNIT_MS, ...named(groups), warmUp: 90, duration: 185, timeline })
  const outageOfOne: Reading = one('endToEnd.outcomes.refused', { factor: 1 / (users * PHASES.length) })
  return { architecture, replications: 5, jobs: ENDED, reads: { mean_client_outage_s: outageOfOne } }
}

/** How long after its death the checks take a record out, at the longest. */
function detection(): Experiment {
  const noticed: Reading = { terms: [{ path: 'story.1.atMs' }], scale: 0.001, offset: -DIES }
  return { architecture: undetected(50), replications: 1, jobs: ENDED, reads: { detect_max_s: noticed } }
}

/** Resolvers by their own will, with a time to live of a second: who still holds the dead address then stretches it. */
function stretching(): Experiment {
  const resolvers = 8_524
  const architecture = outage({
    users: offering(100_000, UNIT_MS),
    names: { ...WATCHED, resolvers, ttlMs: 1_000, stretchShare: 0.0874 },
    dies: 2.5,
    from: 4.5,
    duration: 0.25,
  })
  const reads = { extend: one('components.names0.gaugesByCallee.answerShare.a0') }
  return { architecture, replications: 10, jobs: ENDED, reads }
}

export const dns: readonly ValidationCase[] = [
  {
    id: 'N-01',
    class: 'engine',
    experiments: () => [0, 15, 30, 45, 60].map(stale),
    allowances: { stale: { type: 'absolute', by: 0.02 } },
  },
  { id: 'N-02', class: 'engine', experiments: () => [0, 30, 60, 600].map(pinned) },
  {
    id: 'N-03',
    class: 'engine',
    compute: () => ({ failed_mean: failedPerUser() }),
    // At a request a second: as many as the seconds from the outage to the last of them.
    traces: () => ({ failed_max: lastRefused() }),
    allowances: { failed_max: { type: 'atMost' } },
  },
  {
    id: 'N-04',
    class: 'engine',
    experiments: () => [detection(), phases()],
    traces: () => ({ last_client_s: lastRefused() }),
    allowances: { detect_max_s: { type: 'atMost' }, last_client_s: { type: 'atMost' } },
  },
  {
    id: 'N-06',
    class: 'engine',
    experiments: () => [stretching()],
    unread: { n: 'how many resolvers were measured: as many are set' },
  },
  {
    id: 'N-07',
    class: 'outOfScope',
    reason: 'Latencies of one real zone, whose resolvers and round trips were not published; nothing to build it from.',
  },
]
