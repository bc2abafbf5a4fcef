/**
 * Makes a document into machinery and keeps both alike: built once at the start, and again by every edit. Records are
 * keyed by component id and resource name, so whatever an edit does not touch stays as it is, contents and all.
 */
import type { Architecture, Component } from '../architecture/architecture.ts'
import { present } from '../base/assert.ts'
import { kindOf } from '../catalog/index.ts'
import { account, createStatistics } from '../engine/accounts.ts'
import type { LineOrder } from '../catalog/kit.ts'
import { createInstance } from '../engine/build.ts'
import { BARE, UPLOADS } from '../catalog/operations.ts'
import { setDiscipline } from '../engine/discipline.ts'
import { createFlights } from '../engine/flight.ts'
import * as H from '../engine/header.ts'
import { crashInstance } from '../engine/instance.ts'
import * as L from '../engine/layout.ts'
import type { Machine } from '../engine/machine.ts'
import { assemble, type Steps } from '../engine/plan.ts'
import { createStation, setServers } from '../engine/station.ts'
import type { Built, BuiltComponent, BuiltConnection } from './built.ts'
import { type Assigned, ComponentKit, CORES_SLOT } from './component-kit.ts'
import { Daemons, NEXT_ROUND } from './daemons.ts'
import { equip } from './equip.ts'
import { Site } from './site.ts'
import { knownOf, pointerOf, type Structure } from './structure.ts'
import { Wiring } from './wiring.ts'

export class Builder {
  readonly daemons: Daemons
  private readonly machine: Machine
  private readonly structure: Structure
  private readonly seed: number
  private site: Site

  constructor(machine: Machine, structure: Structure, architecture: Architecture) {
    this.machine = machine
    this.structure = structure
    this.seed = architecture.settings.seed
    this.site = new Site(architecture)
    this.daemons = new Daemons(machine, structure)
    machine.i32[H.UPLOADS] = UPLOADS.reduce((bits, operation) => bits | (1 << operation), 0)
    machine.i32[H.BARE] = BARE.reduce((bits, operation) => bits | (1 << operation), 0)
  }

  /** Brings the machinery in line with the document. */
  build(architecture: Architecture): void {
    this.site = new Site(architecture)
    const before = this.structure.built.components
    for (const gone of before.filter(({ id }) => !architecture.components.some((one) => one.id === id))) {
      this.dismantle(gone)
    }
    for (const connection of architecture.connections) {
      const { connections } = this.structure
      if (!connections.has(connection.id)) connections.set(connection.id, connections.size)
    }
    // Hosts first: what stands in them shares their cores.
    const ordered = this.site.components.toSorted((a, b) => Number(b.kind === 'host') - Number(a.kind === 'host'))
    const fresh = ordered.filter((component) => this.prepare(component))
    for (const component of fresh) this.furnish(component)
    const wiring = new Wiring({
      machine: this.machine,
      structure: this.structure,
      seed: this.seed,
      site: this.site,
      instancesOf: (component) => this.instancesOf(component),
    })
    for (const component of ordered) wiring.wire(component)
    this.structure.built = this.describe(architecture)
    for (const component of fresh) this.complete(component)
  }

  /** Looks at a document whose machinery stands already. */
  look(architecture: Architecture): void {
    this.site = new Site(architecture)
  }

  private pointer(name: string, make: () => number): number {
    return pointerOf(this.structure, name, make)
  }

  /** Pointers of a component's instances, made as needed. */
  instancesOf(component: Component): number[] {
    const known = knownOf(this.structure, component.id)
    // Requests count their visits by kind, so that a kind's draws are told apart.
    const kind = present(kindOf(component.kind), `kind ${component.kind}`).number
    return Array.from({ length: this.site.instancesOf(component) }, (_, number) => {
      const instance = this.pointer(`${component.id}#${this.site.labelOf(component, number)}`, () => {
        const stats = this.statisticsOf(component.id)
        return createInstance(this.machine.arena, { component: known.index, kind, stats })
      })
      this.machine.i32[instance + L.N_NUMBER] = number
      return instance
    })
  }

  private statisticsOf(id: string): number {
    return this.pointer(`${id} statistics`, () => createStatistics(this.machine.arena))
  }

  /** Plans a component anew when something it depends on has changed; true when so. */
  private prepare(component: Component): boolean {
    const signature = this.site.signature(component.id)
    const known = this.structure.components.get(component.id)
    if (known?.signature === signature && known.entry >= 0) return false
    const definition = present(kindOf(component.kind), `kind ${component.kind}`)
    const index = known?.index ?? this.structure.components.size
    const assigned: Assigned = new Map(known?.assigned)
    account(this.machine.arena, index + 1)
    const kit = new ComponentKit(this.site, {
      seed: this.seed,
      id: component.id,
      instances: this.site.instancesOf(component),
      assigned,
    })
    const steps: Steps = definition.plan?.(kit, component.config as never) ?? []
    if (component.kind === 'host') kit.station('cores', { servers: component.config['cores'] as number })
    this.structure.components.set(component.id, {
      index,
      signature,
      declared: kit.declared,
      assigned,
      entry: assemble(this.machine, steps),
      daemons: kit.declared.daemons.map(({ name, body, count }) => ({
        name,
        count,
        pc: assemble(this.machine, [{ op: 'loop', body: [...NEXT_ROUND, ...body] }]),
      })),
    })
    return true
  }

  /** Gives every instance what the plan declared. */
  private furnish(component: Component): void {
    const { declared, entry } = knownOf(this.structure, component.id)
    const host = this.site.hostOf(component.id)
    this.instancesOf(component).forEach((instance, number) => {
      const label = this.site.labelOf(component, number)
      const name = (what: string): string => `${component.id}#${label} ${what}`
      const { arena } = this.machine
      for (const [station, { slot, servers, room, order }] of declared.stations) {
        const isShared = slot === CORES_SLOT && host !== undefined && component.kind !== 'host'
        const discipline = DISCIPLINES[order.discipline]
        const sort = discipline === L.PROCESSOR_SHARING ? 'sharing' : 'station'
        const key = isShared ? `${host}#0 station cores` : name(`${sort} ${station}`)
        const pointer = this.pointer(key, () => createStation(arena, { discipline, servers, room, slot }))
        if (!isShared) {
          orderLine(this.machine, pointer, order)
          setServers(this.machine.i32, this.machine.f64, pointer, servers)
          this.machine.i32[pointer + L.T_ROOM] = room
        }
        this.machine.i32[instance + L.N_RESOURCES + slot] = pointer
      }
      for (const [gate, slot] of declared.gates) {
        const spec = { discipline: L.FIFO, servers: 0, room: 1 << 30, slot }
        this.machine.i32[instance + L.N_RESOURCES + slot] = this.pointer(name(`gate ${gate}`), () =>
          createStation(arena, spec),
        )
      }
      for (const [table, { slot, owner }] of declared.flights) {
        const key = owner === undefined ? name(`flights ${table}`) : `${owner} shared flights ${table}`
        this.machine.i32[instance + L.N_RESOURCES + slot] = this.pointer(key, () => createFlights(arena))
      }
      equip(this.machine, instance, declared, {
        id: component.id,
        label,
        seed: this.seed,
        pointer: (key, make) => this.pointer(key, make),
      })
      this.machine.i32[instance + L.N_ENTRY] = entry
    })
  }

  /** Runs what is to run when all stands, and starts the daemons of the new plan. */
  private complete(component: Component): void {
    const { declared } = knownOf(this.structure, component.id)
    const instances = this.instancesOf(component)
    for (const act of declared.built) act(this.machine, instances)
    this.daemons.retireAll(component.id)
    for (const instance of instances) {
      if (this.machine.i32[instance + L.N_UP] !== 0) this.daemons.start(component.id, instance)
    }
  }

  /** Takes a component that is no longer in the document out of service; whoever waits for it learns at once. */
  private dismantle(gone: BuiltComponent): void {
    const known = this.structure.components.get(gone.id)
    if (known === undefined) return
    for (const instance of gone.instances) {
      crashInstance(this.machine.arena, instance, false)
      this.daemons.forget(gone.id, instance)
    }
    // Should it come back (undo), it is planned anew.
    this.structure.components.set(gone.id, { ...known, entry: -1 })
  }

  private describe(architecture: Architecture): Built {
    const components = architecture.components.map((component): BuiltComponent => {
      const { index, declared } = knownOf(this.structure, component.id)
      const instances = this.instancesOf(component)
      const stations = Object.fromEntries(
        [...declared.stations].map(([name, { slot }]) => [
          name,
          {
            slot,
            pointers: instances.map((instance) => this.machine.i32[instance + L.N_RESOURCES + slot]!),
            former: this.structure.former.get(component.id)?.get(name) ?? [],
          },
        ]),
      )
      return {
        index,
        id: component.id,
        name: component.name,
        definition: present(kindOf(component.kind), component.kind),
        instances,
        stats: this.statisticsOf(component.id),
        stations,
        counters: declared.counters,
        levels: declared.levels,
        isClient: declared.arrivals !== undefined,
        isScaled: this.site.isScaled(component.id),
      }
    })
    const connections = architecture.connections.map(({ id, from, to }): BuiltConnection => {
      const index = present(this.structure.connections.get(id), id)
      const links = [...this.structure.pointers].filter(([key]) => key.includes('>') && isLinkOf(key, id))
      return { index, id, from, to, links: links.map(([, pointer]) => pointer) }
    })
    return {
      components,
      connections,
      byIndex: new Map(components.map((component) => [component.index, component])),
      connectionByIndex: new Map(connections.map((connection) => [connection.index, connection])),
    }
  }
}

const DISCIPLINES = {
  fifo: L.FIFO,
  lifo: L.LIFO,
  priority: L.PRIORITY,
  codel: L.CODEL,
  shared: L.PROCESSOR_SHARING,
} as const

function orderLine({ i32, f64 }: Machine, station: number, order: LineOrder): void {
  const { targetMs, intervalMs } = order.discipline === 'codel' ? order : { targetMs: 0, intervalMs: 0 }
  setDiscipline(i32, f64, station, { discipline: DISCIPLINES[order.discipline], targetMs, intervalMs })
}

function isLinkOf(key: string, connection: string): boolean {
  const suffix = key.slice(key.indexOf('>') + 1)
  return suffix === connection || suffix === `<${connection}` || suffix.startsWith(`${connection}@`)
}
