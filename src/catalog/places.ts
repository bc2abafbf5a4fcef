/** Where things can stand and how far apart that is: round trips in ms between places, from published measurements. */
import type { FlagField } from './fields.ts'

/** Regions of the map, by the names used in the source. */
export const LOCATIONS = [
  'us-east',
  'us-west',
  'eu-west',
  'seoul',
  'tokyo',
  'singapore',
  'sydney',
  'sao-paulo',
  'mumbai',
] as const

export type Location = (typeof LOCATIONS)[number]

/** Where a component without a region stands. */
export const DEFAULT_LOCATION: Location = 'us-east'

export const ROUND_TRIP_SAME_HOST_MS = 0.05
export const ROUND_TRIP_SAME_ZONE_MS = 0.25
/** Between two zones of one region. */
export const ROUND_TRIP_ACROSS_ZONES_MS = 0.8

/** Round trip of the last mile between a user and the network, by access. */
export const LAST_MILE_MS = { fiber: 12, cable: 20, '5g': 35, '4g': 55 } as const

/** From an access network to the nearest edge of a CDN and back. */
export const ROUND_TRIP_EDGE_MS = 15

/** Round trips that were measured, at the median. */
const MEASURED: readonly (readonly [Location, Location, number])[] = [
  ['us-east', 'us-west', 67],
  ['us-east', 'eu-west', 70],
  ['us-east', 'seoul', 184],
  ['us-east', 'tokyo', 158],
  ['us-east', 'singapore', 227],
  ['us-east', 'sydney', 204],
  ['us-east', 'sao-paulo', 118],
  ['us-east', 'mumbai', 210],
  ['us-west', 'seoul', 118],
  ['eu-west', 'seoul', 242],
  ['seoul', 'tokyo', 31],
  ['seoul', 'singapore', 72],
]

/**
 * Round trip between two regions in ms: as measured where there is a measurement, else the shortest way over measured
 * ones (a bound from above: a direct cable may be shorter).
 */
export function roundTripMs(from: Location, to: Location): number {
  return shortest.get(`${from} ${to}`) ?? ROUND_TRIP_SAME_ZONE_MS
}

const shortest = shortestWays()

/** All shortest ways by the method of Floyd and Warshall. */
function shortestWays(): Map<string, number> {
  const ways = new Map<string, number>()
  for (const place of LOCATIONS) ways.set(`${place} ${place}`, ROUND_TRIP_SAME_ZONE_MS)
  for (const [a, b, ms] of MEASURED) {
    ways.set(`${a} ${b}`, ms)
    ways.set(`${b} ${a}`, ms)
  }
  const isMeasured = new Set(MEASURED.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))
  for (const by of LOCATIONS) {
    for (const a of LOCATIONS) {
      for (const b of LOCATIONS) {
        if (isMeasured.has(`${a} ${b}`)) continue
        const way = (ways.get(`${a} ${by}`) ?? Infinity) + (ways.get(`${by} ${b}`) ?? Infinity)
        if (way < (ways.get(`${a} ${b}`) ?? Infinity)) ways.set(`${a} ${b}`, way)
      }
    }
  }
  return ways
}

/** Whether users may call a component over the internet; what is private answers only to other components. */
export const publicField = {
  type: 'flag',
  default: true,
  advanced: true,
  provenance: { assumption: 'open to users, so that a first design works; what stands behind others may be closed' },
  effect: { set: false, measure: 'self.arrivals', direction: 'down' },
} as const satisfies FlagField

/** Whether users can get at a component with that configuration. */
export function isPrivate(config: Readonly<Record<string, unknown>>): boolean {
  return config['public'] === false
}
