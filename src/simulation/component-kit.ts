/** The kit that a component's plan is built with: it hands out slots and cells, and remembers what was declared. */
import type { Connection } from '../architecture/architecture.ts'
import type { Config, FaultType } from '../catalog/fields.ts'
import type { Eviction, Family, Kit, Level, LineOrder, Peer, PortHandle, StationHandle, Steps } from '../catalog/kit.ts'
import type { BackoffSpec } from '../engine/build.ts'
import type { GuardSpec } from '../engine/guard.ts'
import { CELL_SLOTS, PORT_SLOTS, RESOURCE_SLOTS } from '../engine/layout.ts'
import type { Machine } from '../engine/machine.ts'
import type { Declared } from './declared.ts'
import { backoffOf, guardOf, numberOf, type WantedWire, wireOf } from './link-policy.ts'
import type { Site } from './site.ts'

/** A link that a port needs: who is called over which connection. */
export interface WantedLink {
  /** Names it within the run: the same caller, connection and callee meet the same record again after an edit. */
  readonly key: string
  readonly connection: Connection
  readonly callee: string
  readonly timeoutMs: number
  readonly tries: number
  readonly backoffMs: number
  readonly cancel: boolean
  /** One way; set by hand, or from places. */
  readonly latencyMs: number
  readonly isLatencySet: boolean
  readonly backoff: BackoffSpec
  readonly wire: WantedWire | null
  readonly guard: GuardSpec | null
}

/** Slots that names have been given for good: frames under way still use them after an edit. */
export type Assigned = Map<string, number>

/** The resource slot of cores, the same in every component, so that those of a host can stand in for them. */
export const CORES_SLOT = 1
/** How long a consumer waits for a message before it asks again: the longest of long polls. */
const LONG_POLL_MS = 20_000
const LIMITS = { resource: RESOURCE_SLOTS - 1, cell: CELL_SLOTS, port: PORT_SLOTS, counter: 16 }

export class ComponentKit implements Kit {
  readonly declared: Declared = {
    stations: new Map(),
    gates: new Map(),
    flights: new Map(),
    stores: new Map(),
    blocks: new Map(),
    streams: new Map(),
    arrivals: undefined,
    counters: [],
    ports: new Map(),
    daemons: [],
    levels: {},
    crash: [],
    restart: [],
    moments: [],
    built: [],
  }
  readonly seed: number
  readonly id: string
  readonly instances: number
  private readonly site: Site
  private readonly assigned: Assigned

  constructor(site: Site, spec: { seed: number; id: string; instances: number; assigned: Assigned }) {
    this.site = site
    this.seed = spec.seed
    this.id = spec.id
    this.instances = spec.instances
    this.assigned = spec.assigned
  }

  /** The number that a name has, or the next free one of its sort. */
  private assign(sort: keyof typeof LIMITS, name: string): number {
    const known = this.assigned.get(`${sort} ${name}`)
    if (known !== undefined) return known
    const used = new Set<number>()
    for (const [key, number] of this.assigned) if (key.startsWith(`${sort} `)) used.add(number)
    if (sort === 'resource') used.add(CORES_SLOT)
    let number = 0
    while (used.has(number)) number++
    if (number >= LIMITS[sort]) throw new Error(`a component needs more than ${LIMITS[sort]} slots (${sort} ${name})`)
    this.assigned.set(`${sort} ${name}`, number)
    return number
  }

  station(name: string, spec: { servers: number; room?: number; order?: LineOrder }): StationHandle {
    const isCores = name === 'cores' || name === 'core'
    const wanted = spec.order ?? { discipline: 'fifo' }
    // The cores of a host are the host's, and so is their line.
    const isShared = wanted.discipline === 'shared' && !(isCores && this.site.hostOf(this.id) !== undefined)
    const order: LineOrder = wanted.discipline === 'shared' && !isShared ? { discipline: 'fifo' } : wanted
    // Sharing is another sort of station, with a slot of its own: who stands in the line of before is served there.
    const slot = isCores && !isShared ? CORES_SLOT : this.assign('resource', isShared ? `${name} shared` : name)
    this.declared.stations.set(name, { slot, servers: spec.servers, room: spec.room ?? ENDLESS, order })
    const acquire: StationHandle['acquire'] = (full, expelled, patience) => {
      const limit: Steps = patience === undefined ? [] : [{ op: 'patience', time: patience }]
      return { op: 'acquire', station: slot, full, ...(expelled && { expelled: [...limit, ...expelled] }) }
    }
    return {
      slot,
      acquire,
      release: () => ({ op: 'release', station: slot }),
      serve: (time, purpose, expelled, patience) =>
        isShared
          ? [{ op: 'share', station: slot, time, purpose: `${name} ${purpose}` }]
          : [
              acquire([], expelled, patience),
              { op: 'hold', time, purpose: `${name} ${purpose}`, cause: 'service' },
              { op: 'release', station: slot },
            ],
    }
  }

  gate(name: string): number {
    const slot = this.assign('resource', name)
    this.declared.gates.set(name, slot)
    return slot
  }

  flights(name: string, owner?: string): number {
    const slot = this.assign('resource', name)
    this.declared.flights.set(name, { slot, ...(owner !== undefined && { owner }) })
    return slot
  }

  store(name: string, spec: { capacity: number; eviction: Eviction; owner?: string }): number {
    const cell = this.assign('cell', name)
    this.declared.stores.set(name, { cell, ...spec })
    return cell
  }

  block(name: string, words: number): number {
    const cell = this.assign('cell', name)
    this.declared.blocks.set(name, { cell, words })
    return cell
  }

  shared(name: string, owner: string, words: number): number {
    const cell = this.assign('cell', name)
    this.declared.blocks.set(name, { cell, words, owner })
    return cell
  }

  stream(purpose: string): number {
    const cell = this.assign('cell', `stream ${purpose}`)
    this.declared.streams.set(purpose, cell)
    return cell
  }

  arrivals(ratePerMs: number): number {
    const cell = this.assign('cell', 'arrivals')
    this.declared.arrivals = { cell, ratePerMs }
    return cell
  }

  counter(name: string): number {
    const index = this.assign('counter', name)
    this.declared.counters[index] = name
    return index
  }

  port(name: string): PortHandle {
    return this.connect(name, () =>
      this.site.leaving(this.id, name).map((connection) => this.entry(connection, connection.to, connection.id)),
    )
  }

  via(port: string, through: string): PortHandle {
    return this.connect(`${port}/${through}`, () =>
      this.site
        .leaving(this.id, port)
        .flatMap(({ to }) => this.site.leaving(to, through))
        .map((connection) => this.entry(connection, connection.to, connection.id)),
    )
  }

  reach(port: string, through: string): PortHandle {
    return this.connect(`${port}+${through}`, () =>
      this.site.leaving(this.id, port).flatMap((connection) => {
        const { root, members } = this.site.family(connection.to, through)
        return members.map((member) => {
          const entry = this.entry(connection, member, `${connection.id}@${member}`)
          return { ...entry, peer: { ...entry.peer, root, isDrawn: member === connection.to } }
        })
      }),
    )
  }

  back(port: string): PortHandle {
    return this.connect(`<${port}`, () =>
      this.site.arriving(this.id, port).map((connection) => {
        const entry = this.entry(connection, connection.from, `<${connection.id}`)
        return { ...entry, link: { ...entry.link, timeoutMs: LONG_POLL_MS, cancel: true, guard: null } }
      }),
    )
  }

  callers(port: string): readonly string[] {
    return [...new Set(this.site.arriving(this.id, port).map(({ from }) => from))].toSorted()
  }

  latencyMs(from: string, to: string, over: Config): number {
    return numberOf(this.site.between(from, to)?.config ?? over, 'latencyMs') ?? this.site.latencyMs(from, to)
  }

  family(port: string): Family {
    const { root, members } = this.site.family(this.id, port)
    let beyondMs = 0
    let at = this.site.arriving(this.id, port)[0]?.from
    // There are no circles of replication, and no way is longer than the family is large.
    for (let hops = 0; at !== undefined && hops < members.length; hops++) {
      const connection = this.site.arriving(at, port)[0]
      if (connection !== undefined) beyondMs += this.latencyOf(connection, at)
      at = connection?.from
    }
    return { root, members, beyondMs }
  }

  daemon(name: string, body: Steps, count = 1): void {
    this.declared.daemons.push({ name, body, count })
  }

  level(name: string, read: Level): void {
    this.declared.levels[name] = read
  }

  onCrash(forget: (machine: Machine, instance: number) => void): void {
    this.declared.crash.push(forget)
  }

  onRestart(begin: (machine: Machine, instance: number) => void): void {
    this.declared.restart.push(begin)
  }

  onFlush(act: (machine: Machine, instance: number) => void): void {
    this.onMoment('flush', act)
  }

  onMoment(type: FaultType, act: (machine: Machine, instance: number) => void): void {
    this.declared.moments.push({ type, act })
  }

  onBuilt(act: (machine: Machine, instances: readonly number[]) => void): void {
    this.declared.built.push(act)
  }

  /** What one link of a port is to be, and who stands at its other end. */
  private entry(connection: Connection, callee: string, suffix: string): PortEntry {
    const { config } = connection
    const peer = this.site.component(callee)
    return {
      link: {
        key: `${this.id}>${suffix}`,
        connection,
        callee,
        timeoutMs: numberOf(config, 'timeoutMs') ?? 0,
        tries: numberOf(config, 'tries') ?? 1,
        backoffMs: numberOf(config, 'backoffMs') ?? 0,
        cancel: config['onTimeout'] === 'cancel',
        latencyMs: this.latencyOf(connection, this.id, callee),
        isLatencySet: numberOf(config, 'latencyMs') !== undefined,
        backoff: backoffOf(config),
        wire: wireOf(config),
        guard: guardOf(config),
      },
      peer: {
        id: callee,
        kind: peer.kind,
        config: peer.config,
        instances: this.site.instancesOf(peer),
        location: this.site.locationOf(callee),
        connection: config,
        root: callee,
        isDrawn: true,
      },
    }
  }

  /** One-way latency of a connection: as set, or from the places of two ends that talk over it. */
  private latencyOf(connection: Connection, from: string, to = connection.from): number {
    return numberOf(connection.config, 'latencyMs') ?? this.site.latencyMs(from, to)
  }

  private connect(name: string, list: () => PortEntry[]): PortHandle {
    const known = this.declared.ports.get(name)
    if (known !== undefined) return known.handle
    const entries = list()
    const slot = this.assign('port', name)
    const handle: PortHandle = { slot, peers: entries.map(({ peer }, index) => ({ ...peer, index })) }
    this.declared.ports.set(name, { slot, links: entries.map(({ link }) => link), handle })
    return handle
  }
}

const ENDLESS = 1 << 30

interface PortEntry {
  readonly peer: Omit<Peer, 'index'>
  readonly link: WantedLink
}
