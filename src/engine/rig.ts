/**
 * A few components put together by hand, without documents or kinds: what tests and benchmarks of the kernel build
 * their small plans on.
 */
import { account, createStatistics } from './accounts.ts'
import { RESERVE_WORDS, type Arena } from './arena.ts'
import { type BackoffSpec, createArrivals, createInstance, createLink, createLinkList, setTargets } from './build.ts'
import type { GuardSpec } from './guard.ts'
import { percentiles } from './histogram.ts'
import * as H from './header.ts'
import { stopDaemon } from './instance.ts'
import * as L from './layout.ts'
import { Journal } from './journal.ts'
import { Machine } from './machine.ts'
import { OUTCOMES, type Outcome } from './outcome.ts'
import { assemble, type Steps } from './plan.ts'
import { STRIDE } from './program.ts'
import { createStation } from './station.ts'
import type { WireSpec } from './wire.ts'

/** What a link is made of; everything has a plain default. */
export interface RigLink {
  readonly latencyMs?: number
  readonly timeoutMs?: number
  readonly tries?: number
  readonly backoffMs?: number
  readonly cancel?: boolean
  readonly backoff?: BackoffSpec
  readonly wire?: WireSpec
  readonly guard?: GuardSpec
}

/** One component with one or more instances. */
export class RigComponent {
  readonly index: number
  readonly name: string
  readonly stats: number
  readonly instances: number[] = []
  private readonly rig: Rig

  constructor(rig: Rig, index: number, name: string, instances: number) {
    this.rig = rig
    this.index = index
    this.name = name
    account(rig.arena, index + 1)
    this.stats = createStatistics(rig.arena)
    for (let n = 0; n < instances; n++) {
      const instance = createInstance(rig.arena, { component: index, kind: index & 15, stats: this.stats })
      rig.arena.i32[instance + L.N_NUMBER] = n
      this.instances.push(instance)
    }
  }

  /** Gives every instance a station of its own in that slot. */
  station(slot: number, servers: number, room = 1e9, discipline = L.FIFO): this {
    for (const instance of this.instances) {
      const station = createStation(this.rig.arena, { discipline, servers, room, slot })
      this.rig.arena.i32[instance + L.N_RESOURCES + slot] = station
    }
    return this
  }

  /** Puts a pointer into a resource slot or a cell of every instance. */
  set(at: number, pointer: number): this {
    for (const instance of this.instances) this.rig.arena.i32[instance + at] = pointer
    return this
  }

  /** What it does when it is called. */
  plan(steps: Steps): this {
    const pc = assemble(this.rig.machine, steps)
    for (const instance of this.instances) this.rig.arena.i32[instance + L.N_ENTRY] = pc
    return this
  }

  /** One more instance like the first: the same plan, cells and connections, stations of its own. */
  grow(): number {
    const { arena, links } = this.rig
    const first = this.instances[0]!
    const made = createInstance(arena, { component: this.index, kind: this.index & 15, stats: this.stats })
    arena.i32[made + L.N_NUMBER] = this.instances.length
    this.instances.push(made)
    arena.i32[made + L.N_ENTRY] = arena.i32[first + L.N_ENTRY]!
    for (let at = L.N_RESOURCES; at < L.INSTANCE_WORDS; at++) arena.i32[made + at] = arena.i32[first + at]!
    for (let slot = 0; slot < L.RESOURCE_SLOTS; slot++) {
      const { i32 } = arena
      const model = i32[made + L.N_RESOURCES + slot]!
      if (model === 0 || i32[model + L.STATE] !== L.STATION) continue
      const spec = { servers: i32[model + L.T_SERVERS]!, room: i32[model + L.T_ROOM]!, slot }
      const station = createStation(arena, { discipline: i32[model + L.T_DISCIPLINE]!, ...spec })
      arena.i32[made + L.N_RESOURCES + slot] = station
    }
    for (const { link, callee } of links) if (callee === this) setTargets(arena, link, this.instances)
    return made
  }

  /** Starts a daemon on every instance. */
  daemon(steps: Steps): this {
    const pc = assemble(this.rig.machine, steps)
    for (const instance of this.instances) this.rig.machine.startDaemon(instance, pc)
    return this
  }

  /** Emits Poisson requests that do `steps`; the arrival state goes into cell 0. Returns the daemon. */
  source(ratePerMs: number, steps: Steps, seed = 1): number {
    const arrivals = createArrivals(this.rig.arena, { seed, id: this.name, ratePerMs })
    this.set(L.N_CELLS, arrivals)
    const pc = assemble(this.rig.machine, [{ op: 'source', cell: 0, constant: false, body: steps }])
    return this.rig.machine.startDaemon(this.instances[0]!, pc)
  }

  /** Returns a function that emits one request now, which does `steps`; the arrival state goes into cell 0. */
  asks(steps: Steps, seed = 1): () => void {
    const { arena, machine } = this.rig
    this.set(L.N_CELLS, createArrivals(arena, { seed, id: this.name, ratePerMs: 0 }))
    const pc = assemble(machine, [{ op: 'source', cell: 0, constant: false, body: steps }])
    return () => {
      // Behind the wait for the first arrival stands the instruction that emits it.
      const daemon = machine.startDaemon(this.instances[0]!, pc + STRIDE)
      machine.run(machine.nowMs, 0)
      stopDaemon(arena, daemon)
    }
  }

  /** Connects a port to other components; returns the links. */
  connect(port: number, callees: readonly RigComponent[], link: RigLink = {}): number[] {
    const { arena } = this.rig
    const links = callees.map((callee) => {
      const made = createLink(arena, {
        caller: this.index,
        callee: callee.index,
        connection: 0,
        latencyMs: link.latencyMs ?? 0,
        timeoutMs: link.timeoutMs ?? 0,
        tries: link.tries ?? 1,
        backoffMs: link.backoffMs ?? 0,
        cancel: link.cancel ?? false,
        callers: this.instances.length,
        ...(link.backoff && { backoff: link.backoff }),
        wire: link.wire ?? null,
        guard: link.guard ?? null,
      })
      setTargets(arena, made, callee.instances)
      this.rig.links.push({ link: made, callee })
      return made
    })
    this.set(L.N_PORTS + port, createLinkList(arena, links))
    return links
  }

  private statistic(at: number): number {
    return this.rig.arena.f64[(this.stats >> 1) + at]!
  }

  get arrivals(): number {
    return this.statistic(L.C_ARRIVALS)
  }

  get ended(): number {
    return this.statistic(L.C_ENDED)
  }

  get inside(): number {
    return this.statistic(L.C_INSIDE)
  }

  /** Mean sojourn of those that ended, ms. */
  get meanMs(): number {
    return this.statistic(L.C_SOJOURN) / this.ended
  }

  /** Time-weighted mean number inside since the beginning. */
  get insideMean(): number {
    const now = this.rig.machine.nowMs
    const open = this.inside * (now - this.statistic(L.C_UPDATED))
    return (this.statistic(L.C_INSIDE_AREA) + open) / now
  }

  outcome(outcome: Outcome): number {
    return this.statistic(L.C_OUTCOMES + OUTCOMES.indexOf(outcome))
  }

  counter(counter: number): number {
    return this.statistic(L.C_COUNTERS + counter)
  }

  percentile(share: number): number {
    const { i32 } = this.rig.arena
    return percentiles(i32, i32[this.stats + L.C_HISTOGRAM]!, [share])[0]!
  }

  /** The pointer in a resource slot of an instance. */
  resource(slot: number, instance = 0): number {
    return this.rig.arena.i32[this.instances[instance]! + L.N_RESOURCES + slot]!
  }

  /** Mean share of an instance's servers that were busy, and the mean line, since the beginning. */
  stationOf(slot: number, instance = 0): { utilization: number; line: number; busy: number; waiting: number } {
    const { i32, f64 } = this.rig.arena
    const station = i32[this.instances[instance]! + L.N_RESOURCES + slot]!
    const now = this.rig.machine.nowMs
    const open = now - f64[(station >> 1) + L.T_UPDATED]!
    const busy = i32[station + L.T_BUSY]!
    const waiting = i32[station + L.T_LINE]!
    return {
      utilization: (f64[(station >> 1) + L.T_BUSY_AREA]! + open * busy) / now / i32[station + L.T_SERVERS]!,
      line: (f64[(station >> 1) + L.T_LINE_AREA]! + open * waiting) / now,
      busy,
      waiting,
    }
  }
}

/** Takes all the memory that an arena has beyond its reserve, so that a test sees whether the reserve is enough. */
export function fillUp(arena: Arena): void {
  arena.reserve()
  arena.alloc(arena.i32.length - arena.usedWords - RESERVE_WORDS)
}

/** A machine with components. */
export class Rig {
  readonly machine = new Machine()
  readonly components: RigComponent[] = []
  readonly links: { readonly link: number; readonly callee: RigComponent }[] = []

  get arena() {
    return this.machine.arena
  }

  add(name: string, instances = 1): RigComponent {
    const component = new RigComponent(this, this.components.length, name, instances)
    this.components.push(component)
    return component
  }

  /** Runs until a time, in batches of some thousand events. */
  run(untilMs: number, batch = 4096): void {
    while (!this.machine.run(untilMs, batch));
  }

  /** Runs until a time at which `act` is done from outside. */
  at(timeMs: number, act: () => void): void {
    this.run(timeMs)
    act()
  }

  /** Writes down how every request ends from now on. */
  keepJournal(): Journal {
    const journal = new Journal()
    this.machine.recorder = journal
    return journal
  }

  /** The hash over completions so far. */
  get digest(): string {
    const words = [this.arena.i32[H.DIGEST]!, this.arena.i32[H.DIGEST + 1]!]
    return words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
  }
}
