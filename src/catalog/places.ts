/** Where things can stand and how far apart that is: round trips in ms between places, from published measurements. */

/** Regions of the map, by the names used in the source. */
export const LOCATIONS = [
  'us-east', 'us-west', 'eu-west', 'seoul', 'tokyo', 'singapore', 'sydney', 'sao-paulo', 'mumbai',
] as const

export type Location = (typeof LOCATIONS)[number]

/** Where a component without a region stands. */
export const DEFAULT_LOCATION: Location = 'us-east'

export const ROUND_TRIP_SAME_HOST_MS = 0.05
export const ROUND_TRIP_SAME_ZONE_MS = 0.25

/** Round trip of the last mile between a user and the network, by access. */
export const LAST_MILE_MS = { fibre: 12, cable: 20, '5g': 35, '4g': 55 } as const

/** From an access network to the nearest edge of a CDN and back. */
export const ROUND_TRIP_EDGE_MS = 15
