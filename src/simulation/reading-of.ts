/** The live reading: what the newest complete window says about everything. */
import * as L from '../engine/layout.ts'
import type { BuiltComponent } from './built.ts'
import { evaluate } from './figures.ts'
import type { History } from './history.ts'
import type { Observed } from './observed.ts'
import { type Health, HEALTHS, type Reading } from './reading.ts'
import { percentilesOf, type Stretch } from './stretch.ts'

/** Health is judged over this last while, ms: a single window of a small component is mostly chance. */
const JUDGED_MS = 1_000
/** A component counts as recovering for so long after its last instance has come up, ms. */
const RECOVERING_MS = 5_000
/** Failing: more than this share of what ended failed by its own doing. */
const FAILING_SHARE = 0.05
/** Slow: a station has been busier than this, or had more in line than it has servers. */
const SLOW_UTILIZATION = 0.95

/** What the newest complete window says; null before there is one. `achievedMsPerSecond` is known to the host only. */
export function readingOf(run: Observed, history: History, achievedMsPerSecond: number): Reading | null {
  const { newest } = history
  if (newest === null) return null
  const { scheme } = newest
  const formulas = scheme.layout.measures.map((measure) => scheme.formulas.get(measure))
  const percentiles = percentilesOf(formulas, () => newest.latencies)
  const values = Float64Array.from(formulas, (formula, place) => {
    return percentiles.get(place) ?? evaluate([newest], () => formula)
  })
  const { nowMs } = run.machine
  const lately = history.between(newest.endMs - JUDGED_MS, newest.endMs)
  const ownFailures = failuresByComponent(lately)
  const health = Uint8Array.from(scheme.parts, ({ index }) => {
    const component = run.built.byIndex.get(index)
    if (component === undefined) return 0
    const sinceDownMs = nowMs - history.lastDownMs(index)
    return HEALTHS.indexOf(healthOf(run, { component, lately, sinceDownMs, failures: ownFailures.get(index) ?? 0 }))
  })
  return {
    atMs: newest.endMs,
    layout: scheme.layout.layout,
    values,
    health,
    connectionRates: newest.carried.map((calls) => (calls * 1_000) / newest.ms),
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
  const ended = lately.figure(component.index, 'ok') + lately.figure(component.index, 'failed')
  if (failures > FAILING_SHARE * Math.max(ended, failures)) return 'failing'
  const isBusy = lately
    .stations(component.index)
    .some(({ utilization, line, servers }) => utilization > SLOW_UTILIZATION || line > Math.max(servers, 1))
  if (isBusy) return 'slow'
  if (run.faults.some(({ type, target }) => type === 'slow' && target.id === component.id)) return 'slow'
  return up < component.instances.length || sinceDownMs <= RECOVERING_MS ? 'recovering' : 'healthy'
}
