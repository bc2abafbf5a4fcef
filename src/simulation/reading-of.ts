/** The live reading: how everything is, so to say now. */
import * as L from '../engine/layout.ts'
import type { BuiltComponent } from './built.ts'
import type { History } from './history.ts'
import type { Observed } from './observed.ts'
import { type Health, HEALTHS, type Reading } from './reading.ts'
import type { Stretch } from './stretch.ts'

/** Figures are over this last while, ms: a single window of a small component is mostly chance. */
const LATELY_MS = 1_000
/** A component counts as recovering for so long after its last instance has come up, ms. */
const RECOVERING_MS = 5_000
/** Failing: more than this share of what ended failed by its own doing. */
const FAILING_SHARE = 0.05
/** Slow: a station has been busier than this, or had more in line than it has servers. */
const SLOW_UTILIZATION = 0.95

/**
 * How everything is at the end of the newest complete window, by figures of the last second; null before there is a
 * window. `achievedMsPerSecond` is known to the host only.
 */
export function readingOf(run: Observed, history: History, achievedMsPerSecond: number): Reading | null {
  const { newest } = history
  if (newest === null) return null
  const { scheme, endMs } = newest
  const lately = history.between(endMs - LATELY_MS, endMs)
  const failures = failuresByComponent(lately)
  const health = Uint8Array.from(scheme.parts, ({ index }) => {
    const component = run.built.byIndex.get(index)
    if (component === undefined) return 0
    const sinceDownMs = endMs - history.lastDownMs(index)
    return HEALTHS.indexOf(healthOf(run, { component, lately, sinceDownMs, failures: failures.get(index) ?? 0 }))
  })
  return {
    atMs: endMs,
    layout: scheme.layout.layout,
    values: Float64Array.from(lately.values(scheme.layout.measures)),
    health,
    connectionRates: Float64Array.from(lately.carried(scheme), (calls) => (calls * 1_000) / lately.ms),
    events: run.machine.events,
    achievedMsPerSecond,
  }
}

/** Requests that each component failed by its own doing. */
function failuresByComponent(lately: Stretch): ReadonlyMap<number, number> {
  const failures = new Map<number, number>()
  for (const [key, { requests }] of lately.ledger().failures) {
    const component = key >> L.CAUSE_BITS
    failures.set(component, (failures.get(component) ?? 0) + requests)
  }
  return failures
}

interface Patient {
  readonly component: BuiltComponent
  readonly lately: Stretch
  readonly sinceDownMs: number
  readonly failures: number
}

function healthOf(run: Observed, { component, lately, sinceDownMs, failures }: Patient): Health {
  const { i32 } = run.machine
  const up = component.instances.filter((instance) => i32[instance + L.N_UP] !== 0).length
  if (up === 0) return 'down'
  const failed = lately.figure(component.index, 'failed')
  const ended = lately.figure(component.index, 'ok') + failed
  // Users have no doing of their own that could fail: they are as well off as their requests.
  const missed = component.isClient ? failed : failures
  if (missed > FAILING_SHARE * Math.max(ended, missed)) return 'failing'
  const isBusy = lately
    .stations(component.index)
    .some(({ utilization, line, servers }) => utilization > SLOW_UTILIZATION || line > Math.max(servers, 1))
  if (isBusy) return 'slow'
  if (run.faults.some(({ type, target }) => type === 'slow' && target.id === component.id)) return 'slow'
  return up < component.instances.length || sinceDownMs <= RECOVERING_MS ? 'recovering' : 'healthy'
}
