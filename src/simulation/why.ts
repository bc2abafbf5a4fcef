/** Why requests failed or were slow over an interval: ranked by component and mechanism, with what would help. */
import * as H from '../engine/header.ts'
import * as L from '../engine/layout.ts'
import { OUTCOMES } from '../engine/outcome.ts'
import { curesFor } from './cures.ts'
import type { Directory } from './directory.ts'
import type { History } from './history.ts'
import { type Ledger, type Seen, tookMs } from './ledger.ts'
import type { Observed } from './observed.ts'
import type { RequestRef, WhyReport, WhyRow } from './reading.ts'
import { Scene } from './scene.ts'

/** Rows of each ranking that an example is shown of. */
const EXEMPLARS_A_RANKING = 3
/** What cost slow requests less than this share of their time, and none of them the most, is left out. */
const TELLING_SHARE = 0.01

/**
 * The answer over an interval. Its ends are those of the windows that lie in it, so they may differ a little from what
 * was asked for.
 */
export function why(run: Observed, history: History, fromMs: number, toMs: number): WhyReport {
  const stretch = history.between(fromMs, toMs)
  const { directory } = history
  const ledger = stretch.ledger()
  const failures = failuresOf(ledger, directory)
  const slowness = slownessOf(ledger, directory)
  return {
    fromMs: stretch.rows[0]?.startMs ?? fromMs,
    toMs: stretch.rows.at(-1)?.endMs ?? toMs,
    ended: stretch.requests('ended'),
    failed: sumOf(failures),
    slow: sumOf(slowness),
    slowerThanMs: run.machine.f64[H.SLOW_MS]!,
    failures,
    slowness,
    cures: curesFor({ failures, slowness }, new Scene(run, stretch)),
    exemplars: exemplarsOf(ledger, directory),
  }
}

function sumOf(rows: readonly WhyRow[]): number {
  return rows.reduce((sum, { requests }) => sum + requests, 0)
}

function failuresOf({ failures }: Ledger, directory: Directory): readonly WhyRow[] {
  const total = [...failures.values()].reduce((sum, { requests }) => sum + requests, 0)
  return [...failures]
    .toSorted(([, a], [, b]) => b.requests - a.requests)
    .flatMap(([key, { requests }]) => {
      const component = directory.idOf(key >> L.CAUSE_BITS)
      const outcome = OUTCOMES[key & (L.CAUSES - 1)]
      return component === undefined || outcome === undefined
        ? []
        : [{ component, outcome, requests, share: requests / total }]
    })
}

/** Every slow request counts once, where it lost the most; the mean cost is over all slow requests. */
function slownessOf({ slowness }: Ledger, directory: Directory): readonly WhyRow[] {
  const total = [...slowness.values()].reduce((sum, { requests }) => sum + requests, 0)
  if (total === 0) return []
  const totalMs = [...slowness.values()].reduce((sum, { ms }) => sum + ms, 0)
  return [...slowness]
    .filter(([, { ms, requests }]) => requests > 0 || ms > TELLING_SHARE * totalMs)
    .toSorted(([, a], [, b]) => (b.requests === a.requests ? b.ms - a.ms : b.requests - a.requests))
    .flatMap(([key, { ms, requests }]) => {
      const component = directory.idOf(key >> L.CAUSE_BITS)
      if (component === undefined) return []
      const cause = directory.causeOf(key)
      return [{ component, cause, requests, share: requests / total, meanMs: ms / total }]
    })
}

/** The slowest of the leading causes and one of each leading failure; what there is more of comes first. */
function exemplarsOf({ failures, slowness }: Ledger, directory: Directory): readonly RequestRef[] {
  const failed = [...failures.values()].toSorted((a, b) => b.requests - a.requests).slice(0, EXEMPLARS_A_RANKING)
  const slow = [...slowness.values()].toSorted((a, b) => b.requests - a.requests).slice(0, EXEMPLARS_A_RANKING)
  const ofFailures = failed.map(({ seen }) => seen)
  const ofSlow = slow.flatMap(({ seen }) => (seen === null ? [] : [seen])).toSorted((a, b) => tookMs(b) - tookMs(a))
  const isMoreFailed = (failed[0]?.requests ?? 0) >= (slow[0]?.requests ?? 0)
  const ordered = isMoreFailed ? [...ofFailures, ...ofSlow] : [...ofSlow, ...ofFailures]
  const distinct = new Map(ordered.toReversed().map((seen) => [`${seen.client} ${seen.number}`, seen]))
  return [...distinct.values()].toReversed().flatMap((seen) => refOf(seen, directory))
}

function refOf({ client, number, startMs, endMs, outcome }: Seen, directory: Directory): RequestRef[] {
  const id = directory.idOf(client)
  const name = OUTCOMES[outcome]
  return id === undefined || name === undefined ? [] : [{ client: id, request: number, startMs, endMs, outcome: name }]
}
