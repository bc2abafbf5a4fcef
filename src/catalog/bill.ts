/** What is paid for: machines by the hour, services by use, and what travels. Prices in USD, eastern United States. */
import type { MachineFamily } from './machines.ts'
import type { SourceKey } from './sources.ts'

/** The bill of a kind; what is left out costs nothing. */
export interface Bill {
  /** Each instance is a machine of the family, by the field `machine`, else by `cores`. */
  readonly machines?: MachineFamily
  /** For being there. */
  readonly perHour?: number
  /** For each million calls that arrive. */
  readonly perMillionCalls?: number
  /** For a unit of capacity and hour: calls inside, or GB an hour, whichever needs more units. */
  readonly capacity?: { readonly perUnitHour: number; readonly callsInside: number; readonly gbPerHour: number }
  /** For each GB that it answers to users over the internet. */
  readonly egressPerGb?: number
  readonly source?: SourceKey
}

/** A service on machines pays for the machines; its answers to users leave the data center. */
export const onMachines = (machines: MachineFamily): Bill => ({ machines, egressPerGb: EGRESS_PER_GB })

/** First 10 TB of a month; the free first 100 GB are left out. */
const EGRESS_PER_GB = 0.09
/** 0.01 in each direction. */
export const ACROSS_ZONES_PER_GB = 0.02
export const ACROSS_REGIONS_PER_GB = 0.02

/** A hosted zone, and its queries. */
export const dnsBill: Bill = { perHour: 0.5 / 730, perMillionCalls: 0.4, source: 'route53Prices' }

/**
 * HTTPS requests, and what leaves the edges; the free first TB and 10 million requests are left out. A purge of
 * everything is one path, of which a thousand a month are free; a shield is left out, as its prices differ by source.
 */
export const cdnBill: Bill = { perMillionCalls: 1, egressPerGb: 0.085, source: 'cloudFrontPrices' }

/**
 * A managed balancer and its units of capacity: 3,000 open connections or 1 GB an hour each. Its third measure, 25 new
 * connections a second, is left out, as callers are taken to keep theirs.
 */
export const balancerBill: Bill = {
  perHour: 0.0225,
  capacity: { perUnitHour: 0.008, callsInside: 3_000, gbPerHour: 1 },
  egressPerGb: EGRESS_PER_GB,
  source: 'elbPrices',
}

/** Every call to a queue is paid for: publishing, receiving — also in vain — and acknowledging. */
export const queueBill: Bill = { perMillionCalls: 0.4, source: 'sqsPrices' }
