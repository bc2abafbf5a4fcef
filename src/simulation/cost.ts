/** What a run costs: machines for as long as they are paid, services by use, and what travels. */
import { ACROSS_REGIONS_PER_GB, ACROSS_ZONES_PER_GB, type Bill } from '../catalog/bill.ts'
import { HOURS_PER_MONTH, instanceUsdPerHour } from '../catalog/machines.ts'
import * as L from '../engine/layout.ts'
import type { Built, BuiltComponent } from './built.ts'
import type { Observed } from './observed.ts'
import { areZonesApart, type Place, placesOf } from './places.ts'
import type { ComponentCost, CostSummary } from './reading.ts'
import { BYTES, growth, SENT, type Snapshot } from './snapshot.ts'

const MS_PER_HOUR = 3_600_000
const BYTES_PER_GB = 1e9

/** USD that a component has cost in an interval, by what for. */
export interface Costs {
  /** Machines, or a service that is paid for being there. */
  readonly hours: number
  /** Calls, or units of capacity. */
  readonly use: number
  /** What it answered to users, and sent to other zones and to other regions; what users send costs nothing. */
  readonly transfer: number
}

/** What a component is charged for. */
interface Tariff {
  readonly usdPerInstanceHour: number
  readonly bill: Bill
  /** What it is charged for of what travels over links. */
  readonly charged: readonly Charge[]
}

/** Bytes with the answers or the calls of a link, paid for by whoever sends them. */
interface Charge {
  readonly link: number
  readonly figure: typeof BYTES | typeof SENT
  readonly usdPerGb: number
  /** Whether a unit of capacity counts them: what it is asked, and what it answers. */
  readonly isServed: boolean
}

/** Tariffs of a document; it is replaced as a whole by edits, and they with it. */
const known = new WeakMap<Built, ReadonlyMap<number, Tariff>>()

/** What a component has cost between two moments, the second one being now; machines at the prices of now. */
export function costsOf(
  run: Observed,
  component: BuiltComponent,
  { before, after }: { before: Snapshot; after: Snapshot },
): Costs {
  const tariff = tariffsOf(run).get(component.index)
  if (tariff === undefined) return { hours: 0, use: 0, transfer: 0 }
  const { bill, usdPerInstanceHour, charged } = tariff
  const grown = (place: number) => growth(before.statistics, after.statistics, component.index, place)
  const hours = (after.atMs - before.atMs) / MS_PER_HOUR
  let bytes = 0
  let transfer = 0
  for (const { link, figure, usdPerGb, isServed } of charged) {
    const travelled = growth(before.links, after.links, link, figure)
    if (isServed) bytes += travelled
    transfer += (travelled / BYTES_PER_GB) * usdPerGb
  }
  let use = (grown(L.C_ARRIVALS) / 1e6) * (bill.perMillionCalls ?? 0)
  if (bill.capacity !== undefined && hours > 0) {
    const { perUnitHour, callsInside, gbPerHour } = bill.capacity
    const inside = grown(L.C_INSIDE_AREA) / (hours * MS_PER_HOUR)
    use += hours * perUnitHour * Math.max(inside / callsInside, bytes / BYTES_PER_GB / hours / gbPerHour)
  }
  const machines = (grown(L.C_PAID_AREA) / MS_PER_HOUR) * usdPerInstanceHour
  return { hours: machines + hours * (bill.perHour ?? 0), use, transfer }
}

/** What everything costs an hour, a month and a million requests, as it was between two moments. */
export function summarizeCosts({
  run,
  before,
  after,
}: {
  run: Observed
  before: Snapshot
  after: Snapshot
}): CostSummary {
  const hours = (after.atMs - before.atMs) / MS_PER_HOUR
  const rows = run.built.components.map((component): [string, ComponentCost] => {
    const costs = costsOf(run, component, { before, after })
    const [hoursUsd, useUsd, transferUsd] = [costs.hours / hours, costs.use / hours, costs.transfer / hours]
    return [component.id, { perHourUsd: hoursUsd + useUsd + transferUsd, hoursUsd, useUsd, transferUsd }]
  })
  const perHourUsd = rows.reduce((sum, [, cost]) => sum + cost.perHourUsd, 0)
  const clients = run.built.components.filter(({ isClient }) => isClient)
  const ended = clients.reduce(
    (sum, { index }) => sum + growth(before.statistics, after.statistics, index, L.C_ENDED),
    0,
  )
  return {
    perHourUsd,
    perMonthUsd: perHourUsd * HOURS_PER_MONTH,
    perMillionRequestsUsd: (perHourUsd * hours * 1e6) / ended,
    byComponent: Object.fromEntries(rows.filter(([, cost]) => cost.perHourUsd !== 0)),
  }
}

function tariffsOf(run: Observed): ReadonlyMap<number, Tariff> {
  const found = known.get(run.built)
  if (found !== undefined) return found
  const made = makeTariffs(run)
  known.set(run.built, made)
  return made
}

function makeTariffs({ built, architecture, machine }: Observed): ReadonlyMap<number, Tariff> {
  const places = placesOf(architecture)
  const configs = new Map(architecture.components.map(({ id, config }) => [id, config]))
  const links = built.connections.flatMap((connection) => connection.links)
  return new Map(
    built.components.map((component): [number, Tariff] => {
      const { id, index, definition } = component
      const bill = definition.bill ?? {}
      // What stands on a host is paid with it.
      const isOnHost = definition.sort === 'component' && places.get(id)?.host !== undefined
      const isOnMachines = bill.machines !== undefined && !isOnHost
      const usdPerInstanceHour = isOnMachines ? instanceUsdPerHour(bill.machines, configs.get(id) ?? {}) : 0
      const charged = links
        .flatMap((link): Charge[] => {
          const callee = built.byIndex.get(machine.i32[link + L.L_CALLEE]!)
          const caller = built.byIndex.get(machine.i32[link + L.L_CALLER]!)
          const toUsers = caller?.isClient === true
          // What an origin sends to edges of the same provider is free, wherever they are.
          const isFree = toUsers || caller?.definition.perRegion === true
          const inside = isFree ? 0 : transferUsdPerGb(places.get(caller?.id ?? ''), places.get(callee?.id ?? ''))
          const answered = toUsers ? (bill.egressPerGb ?? 0) : inside
          const own: Charge[] = [
            { link, figure: BYTES, usdPerGb: answered, isServed: true },
            { link, figure: SENT, usdPerGb: 0, isServed: true },
          ]
          const sent: Charge[] = [{ link, figure: SENT, usdPerGb: inside, isServed: false }]
          return [...(callee === component ? own : []), ...(caller === component ? sent : [])]
        })
        .filter(({ usdPerGb, isServed }) => usdPerGb > 0 || (isServed && bill.capacity !== undefined))
      return [index, { usdPerInstanceHour, bill, charged }]
    }),
  )
}

/** What a GB costs from one place to another, between components. */
function transferUsdPerGb(from: Place | undefined, to: Place | undefined): number {
  if (from === undefined || to === undefined) return 0
  if (from.location !== to.location) return ACROSS_REGIONS_PER_GB
  return areZonesApart(from, to) ? ACROSS_ZONES_PER_GB : 0
}
