/** The document as a plan sees it: who is connected to whom, and how far apart they stand. Order never matters. */
import type { Architecture, Component, Connection } from '../architecture/architecture.ts'
import { NO_REGION, regionsServed } from '../architecture/instances.ts'
import { definitionOf, isClient } from '../architecture/lookup.ts'
import { present } from '../base/assert.ts'
import { sized } from '../catalog/machines.ts'
import { DEFAULT_LOCATION, type Location } from '../catalog/places.ts'
import { latencyMs, nearRegion, type Place, placesOf, tiersOf } from './places.ts'

/** Compares ids by their code units, so that every machine sorts alike. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** The port by which components hang together as a family. */
const FAMILY_PORT = 'replicas'

export class Site {
  readonly components: readonly Component[]
  private readonly byComponent = new Map<string, Component>()
  private readonly out = new Map<string, Connection[]>()
  private readonly in = new Map<string, Connection[]>()
  private readonly places: Map<string, Place>
  private readonly tiers: ReadonlyMap<string, Component>
  /** Regions that those components stand in that have an instance in each of several. */
  private readonly served: ReadonlyMap<string, readonly string[]>

  constructor(architecture: Architecture) {
    this.components = architecture.components
      .toSorted(byId)
      .map((component) => ({ ...component, config: sized(component.config) }))
    for (const component of this.components) this.byComponent.set(component.id, component)
    for (const connection of architecture.connections.toSorted(byId)) {
      push(this.out, connection.from, connection)
      push(this.in, connection.to, connection)
    }
    this.places = placesOf(architecture)
    this.tiers = tiersOf(architecture)
    const spread = this.components.filter((component) => definitionOf(component).perRegion)
    this.served = new Map(spread.map((component) => [component.id, regionsServed(architecture, component)]))
  }

  component(id: string): Component {
    return present(this.byComponent.get(id), `component ${id}`)
  }

  /** Connections that leave a component at a port. */
  leaving(id: string, port: string): readonly Connection[] {
    return (this.out.get(id) ?? []).filter((connection) => connection.port === port)
  }

  /** Connections that arrive at a component from a port of that name. */
  arriving(id: string, port: string): readonly Connection[] {
    return (this.in.get(id) ?? []).filter((connection) => connection.port === port)
  }

  /** The first connection that leads from one component to another, if any does. */
  between(from: string, to: string): Connection | undefined {
    return this.out.get(from)?.find((connection) => connection.to === to)
  }

  /** All that hang together by a port: the root (nobody's callee; of a ring the first by id) and the rest by id. */
  family(id: string, port: string): { root: string; members: readonly string[] } {
    const members = new Set([id])
    for (const member of members) {
      for (const { to } of this.leaving(member, port)) members.add(to)
      for (const { from } of this.arriving(member, port)) members.add(from)
    }
    const sorted = [...members].toSorted()
    const root = sorted.find((member) => this.arriving(member, port).length === 0) ?? sorted[0] ?? id
    return { root, members: [root, ...sorted.filter((member) => member !== root)] }
  }

  /** Number of instances that a component has. */
  instancesOf(component: Component): number {
    const instances = this.served.get(component.id)?.length ?? component.config['instances']
    return typeof instances === 'number' ? instances : 1
  }

  /** What an instance is known by for good: its number, or the region it stands in, however many there are. */
  labelOf(component: Component, number: number): string {
    return this.served.get(component.id)?.[number] ?? String(number)
  }

  /** Of a component that is near users: which of its instances is near these; undefined where any will do. */
  nearestTo(caller: string, callee: string): number | undefined {
    const regions = this.served.get(callee)
    if (regions === undefined || !isClient(this.component(caller))) return undefined
    const number = regions.indexOf(this.places.get(caller)?.region ?? NO_REGION)
    return number < 0 ? undefined : number
  }

  /** One-way latency from the instance of that number to another component, ms; undefined where all are alike. */
  latencyFrom(id: string, number: number, to: string): number | undefined {
    const region = this.served.get(id)?.[number]
    if (region === undefined) return undefined
    const there = nearRegion(this.places, region)
    return latencyMs(this.component(id), this.component(to), new Map([...this.places, [id, there]]))
  }

  /** Whether the number of its instances follows the load. */
  isScaled(id: string): boolean {
    return this.tiers.has(id)
  }

  /** One-way latency between two components by their places, ms. */
  latencyMs(a: string, b: string): number {
    return latencyMs(this.component(a), this.component(b), this.places)
  }

  /** Where on the map a component stands. */
  locationOf(id: string): Location {
    return this.places.get(id)?.location ?? DEFAULT_LOCATION
  }

  /** The host that a component stands in. */
  hostOf(id: string): string | undefined {
    return this.places.get(id)?.host
  }

  /** Everything that a component's plan may depend on, as a text: equal texts mean equal plans. */
  signature(id: string): string {
    const around = new Set<string>([id])
    for (let hops = 0; hops < 2; hops++) {
      for (const member of Array.from(around)) {
        for (const { to } of this.out.get(member) ?? []) around.add(to)
        for (const { from } of this.in.get(member) ?? []) around.add(from)
      }
    }
    // The members of a family are planned together, however long the chain of replicas is.
    for (const member of around) {
      for (const { port, to } of this.out.get(member) ?? []) if (port === FAMILY_PORT) around.add(to)
      for (const { port, from } of this.in.get(member) ?? []) if (port === FAMILY_PORT) around.add(from)
    }
    const parts = [...around].toSorted().map((member) => {
      const { kind, config } = this.component(member)
      const out = (this.out.get(member) ?? []).map(({ id: connection, port, to, config: fields }) => [
        connection,
        port,
        to,
        fields,
      ])
      return [member, kind, member === id || this.isNear(id, member) ? config : null, this.places.get(member), out]
    })
    return JSON.stringify(parts)
  }

  private isNear(id: string, other: string): boolean {
    return [...(this.out.get(id) ?? []), ...(this.in.get(id) ?? [])].some(
      ({ from, to }) => from === other || to === other,
    )
  }
}

function push(map: Map<string, Connection[]>, key: string, connection: Connection): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [connection])
  else list.push(connection)
}
