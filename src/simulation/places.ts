/** Network latency between two components, from where they stand. */
import type { Architecture, Component } from '../architecture/architecture.ts'
import { NO_REGION } from '../architecture/instances.ts'
import { definitionOf, tierOf } from '../architecture/lookup.ts'
import {
  DEFAULT_LOCATION,
  LAST_MILE_MS,
  type Location,
  LOCATIONS,
  ROUND_TRIP_ACROSS_ZONES_MS,
  ROUND_TRIP_EDGE_MS,
  ROUND_TRIP_SAME_HOST_MS,
  ROUND_TRIP_SAME_ZONE_MS,
  roundTripMs,
} from '../catalog/places.ts'

/** Where a component stands. */
export interface Place {
  readonly region: string
  readonly host: string | undefined
  readonly zone: string | undefined
  readonly location: Location
}

/** The place of each component, by id: its host, and the zone and the region around it. */
export function placesOf(architecture: Architecture): Map<string, Place> {
  const byId = new Map(architecture.components.map((component) => [component.id, component]))
  const places = new Map<string, Place>()
  for (const component of architecture.components) {
    let host: string | undefined
    let zone: string | undefined
    let location: Location = DEFAULT_LOCATION
    let region = NO_REGION
    let at: Component | undefined = component
    for (let depth = 0; at !== undefined && depth < 32; depth++) {
      if (at.kind === 'host' && host === undefined) host = at.id
      if (at.kind === 'zone' && zone === undefined) zone = at.id
      if (at.kind === 'region') {
        const found = LOCATIONS.find((name) => name === at?.config['location'])
        if (found !== undefined) location = found
        region = at.id
        break
      }
      at = at.parent === undefined ? undefined : byId.get(at.parent)
    }
    places.set(component.id, { region, host, zone, location })
  }
  return places
}

/** A place in a region, in nobody's zone and on nobody's host. */
export function nearRegion(places: ReadonlyMap<string, Place>, region: string): Place {
  const location = places.get(region)?.location ?? DEFAULT_LOCATION
  return { region, host: undefined, zone: undefined, location }
}

/** The tiers that decide how many instances components have, by component. */
export function tiersOf({ components }: Architecture): Map<string, Component> {
  const byId = new Map(components.map((component) => [component.id, component]))
  const tiers = new Map<string, Component>()
  for (const component of components) {
    const tier = tierOf(component, (id) => byId.get(id))
    if (tier !== undefined) tiers.set(component.id, tier)
  }
  return tiers
}

/** One-way latency between two components in ms: half of the round trip between their places. */
export function latencyMs(a: Component, b: Component, places: ReadonlyMap<string, Place>): number {
  const from = places.get(a.id)
  const to = places.get(b.id)
  const lastMile = lastMileMs(a) + lastMileMs(b)
  // Wherever it is drawn, users call the instance in their own region.
  if (lastMile > 0 && (isNearUsers(a) || isNearUsers(b))) return (lastMile + ROUND_TRIP_EDGE_MS) / 2
  if (from === undefined || to === undefined) return ROUND_TRIP_SAME_ZONE_MS / 2
  if (from.host !== undefined && from.host === to.host) return ROUND_TRIP_SAME_HOST_MS / 2
  // Users are not in a data center: all that are at a place are near to those of the place.
  return (lastMile + betweenMs(from, lastMile > 0 ? { ...to, region: from.region } : to)) / 2
}

function betweenMs(from: Place, to: Place): number {
  if (from.location !== to.location) return roundTripMs(from.location, to.location)
  return areZonesApart(from, to) ? ROUND_TRIP_ACROSS_ZONES_MS : ROUND_TRIP_SAME_ZONE_MS
}

/**
 * Whether two places of one location are different data centers: those of two zones, or of two regions that are drawn
 * at the same location. What stands in none is near to all.
 */
export function areZonesApart(from: Place, to: Place): boolean {
  return (
    areApart(from.zone, to.zone) || (from.region !== NO_REGION && to.region !== NO_REGION && from.region !== to.region)
  )
}

function areApart(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other
}

function isNearUsers(component: Component): boolean {
  return definitionOf(component).perRegion === true
}

function lastMileMs(component: Component): number {
  if (component.kind !== 'client') return 0
  const access = component.config['access']
  return access === 'cable' || access === '5g' || access === '4g' ? LAST_MILE_MS[access] : LAST_MILE_MS.fiber
}
