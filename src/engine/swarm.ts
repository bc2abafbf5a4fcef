/** A random rig with random traffic, to which random things happen at random times: all of it follows from a seed. */
import { type BackoffSpec, setLink, setTargets, type LinkSpec } from './build.ts'
import { setDiscipline } from './discipline.ts'
import type { Distribution } from './distributions.ts'
import { createFlights } from './flight.ts'
import { eachFrame } from './frames.ts'
import type { GuardSpec } from './guard.ts'
import { crashInstance, restoreInstance, setRate, setSpeed, stopDaemon } from './instance.ts'
import * as L from './layout.ts'
import { assemble, type Steps } from './plan.ts'
import { Rig, type RigComponent } from './rig.ts'
import { setServers, wake } from './station.ts'
import { disturbWire, setWire, type WireSpec } from './wire.ts'
import { Dice, FIRST_LINE, FLIGHTS, GATE, randomPlan, SECOND_LINE, SHARED } from './swarm-plans.ts'

const END_MS = 300
/** What fifteen losses of one message take at most, and some of that again. */
const LONGEST_WAY_MS = 8e6
const ACTIONS = 25

interface Daemon {
  readonly component: RigComponent
  readonly pc: number
}

/** Something that happens from outside. */
interface Action {
  readonly atMs: number
  readonly act: () => void
}

/** The rig, and what will happen to it. */
export class Swarm {
  readonly rig = new Rig()
  readonly actions: Action[]
  private readonly dice: Dice
  private readonly links: { link: number; spec: LinkSpec; callee: RigComponent }[] = []
  private readonly daemons: Daemon[] = []
  private readonly client: RigComponent
  private readonly servers: RigComponent[]
  private readonly source: number
  private readonly portsOf = new Map<RigComponent, number>()

  constructor(seed: number) {
    this.dice = new Dice(seed)
    const { rig, dice } = this
    this.client = this.equip(rig.add('client'))
    this.servers = Array.from({ length: dice.between(1, 3) }, (_, n) =>
      this.equip(rig.add(`server ${n}`, dice.between(1, 3))),
    )
    const all = [this.client, ...this.servers]
    all.forEach((caller, n) => this.connect(caller, all.slice(n + 1)))
    for (const server of this.servers) this.plan(server)
    const calls = { ports: this.portsOf.get(this.client)!, calls: 2, hasRequest: true }
    const setKey: Steps[number] = {
      op: 'do',
      run: (machine, frame) => {
        const request = machine.i32[frame + L.REQUEST]!
        machine.i32[request + L.R_PRIORITY] = (machine.i32[request + L.R_SEED]! >>> 3) % 10
        return (machine.i32[request + L.R_KEY] = machine.i32[request + L.R_SEED]! & 1)
      },
    }
    this.source = this.client.source(dice.pick([0.2, 0.5, 1]), [setKey, ...randomPlan(dice, calls)], seed)
    for (const component of all) if (dice.happens(0.4)) this.addDaemon(component)
    const times = Array.from({ length: ACTIONS }, () => dice.upTo(END_MS)).toSorted((a, b) => a - b)
    this.actions = times.map((atMs) => {
      // Sometimes several things happen at one moment, and nothing goes on in between.
      const acts = Array.from({ length: dice.pick([1, 1, 2, 3]) }, () => this.draw())
      return { atMs, act: () => acts.forEach((act) => act()) }
    })
  }

  /** Mends everything, stops what emits and lets what is under way come to its end. */
  drain(): void {
    const { rig } = this
    rig.run(END_MS)
    for (const server of this.servers) {
      for (const instance of server.instances) restoreInstance(rig.arena, instance)
    }
    for (const { link } of this.links) {
      rig.arena.i32[link + L.L_FLAGS]! &= ~L.CUT
      setWire(rig.arena, link, null)
    }
    const daemons: number[] = []
    eachFrame(rig.arena.i32, (frame) => {
      if ((rig.arena.i32[frame + L.FLAGS]! & L.DAEMON) !== 0) daemons.push(frame)
    })
    for (const daemon of daemons) stopDaemon(rig.arena, daemon)
    // Messages that were lost again and again are still under way.
    rig.run(END_MS + LONGEST_WAY_MS)
    for (let round = 1; round <= 40; round++) {
      for (const component of rig.components) this.open(component)
      rig.run(END_MS + LONGEST_WAY_MS + round * 500)
    }
  }

  /** Gives every station servers and wakes all that are parked. */
  private open(component: RigComponent): void {
    const { arena } = this.rig
    for (let n = 0; n < component.instances.length; n++) {
      for (const slot of [FIRST_LINE, SECOND_LINE, SHARED]) {
        setServers(arena.i32, arena.f64, component.resource(slot, n), 2)
      }
      setSpeed(arena, component.instances[n]!, 1)
      while (wake(arena.i32, arena.f64, component.resource(GATE, n)));
    }
  }

  private equip(component: RigComponent): RigComponent {
    const { dice } = this
    component.station(FIRST_LINE, dice.between(1, 3), dice.pick([0, 2, 50]), this.discipline())
    component.station(SECOND_LINE, dice.between(1, 2), dice.pick([0, 1, 50]), this.discipline())
    component.station(SHARED, dice.between(1, 2), 0, L.PROCESSOR_SHARING)
    component.station(GATE, 0)
    return component.set(L.N_RESOURCES + FLIGHTS, createFlights(this.rig.arena))
  }

  private discipline(): number {
    return this.dice.pick([L.FIFO, L.FIFO, L.LIFO, L.PRIORITY, L.CODEL])
  }

  /** Connects a component to one or two of those behind it; the rest stays out of its reach. */
  private connect(caller: RigComponent, behind: readonly RigComponent[]): void {
    const { dice } = this
    const ports = Math.min(behind.length, 2)
    this.portsOf.set(caller, ports)
    for (let port = 0; port < ports; port++) {
      const callee = dice.pick(behind)
      const way = {
        latencyMs: dice.pick([0, 0, 0.5, 2]),
        timeoutMs: dice.pick([3, 10, 40]),
        tries: dice.between(1, 2),
        backoffMs: dice.pick([0, 3]),
        cancel: dice.happens(0.5),
        ...this.policy(),
      }
      const [link] = caller.connect(port, [callee], way)
      this.links.push({
        link: link!,
        callee,
        spec: { ...way, caller: caller.index, callee: callee.index, connection: 0 },
      })
    }
  }

  /** How calls over a link are guarded and what its wire does to them: half of the links are plain. */
  private policy(): { wire: WireSpec; guard: GuardSpec; backoff: BackoffSpec } {
    const { dice } = this
    const maybe = <T>(value: T): T | null => (dice.happens(0.4) ? value : null)
    const law: Distribution = { law: 'exponential', mean: 2, cv: 1 }
    return {
      wire: {
        jitterLaw: dice.happens(0.3) ? this.rig.machine.program.law(law) : -1,
        loss: dice.pick([0, 0, 0.1, 0.9]),
        bandwidthMbps: dice.pick([null, null, 2]),
      },
      guard: {
        hedgeMs: maybe(dice.pick([0, 1, 5])),
        breaker: maybe({ window: dice.between(1, 5), failures: 1, openMs: dice.pick([1, 10]) }),
        pool: maybe({ size: dice.between(1, 2), waitMs: dice.pick([1, 8, Infinity]) }),
        handshake: maybe({ roundTrips: dice.between(1, 2), keepMs: dice.pick([0, 3, 100]) }),
        throttle: maybe(1.2),
        retryBudget: maybe(0.3),
      },
      backoff: { law: dice.between(0, 2), jitter: dice.between(0, 2), maxMs: 20 },
    }
  }

  private plan(server: RigComponent): void {
    server.plan(randomPlan(this.dice, { ports: this.portsOf.get(server)!, calls: 1, hasRequest: false }))
  }

  /** A daemon that does something for nobody now and then. */
  private addDaemon(component: RigComponent): void {
    const { dice } = this
    const body = randomPlan(dice, { ports: this.portsOf.get(component)!, calls: 1, hasRequest: false })
    const waitMs = dice.pick([5, 20])
    const steps: Steps = [
      {
        op: 'loop',
        body: [
          { op: 'do', run: (machine, frame) => (machine.f64[(frame >> 1) + L.X] = waitMs) },
          { op: 'holdX' },
          { op: 'within', ms: 30, cancel: dice.happens(0.5), body },
        ],
      },
    ]
    const daemon = { component, pc: assemble(this.rig.machine, steps) }
    this.daemons.push(daemon)
    for (const instance of component.instances) this.rig.machine.startDaemon(instance, daemon.pc)
  }

  /** Draws what will happen; nothing of it depends on the state of the run. */
  private draw(): () => void {
    const { dice, rig, links } = this
    const { arena } = rig
    const server = dice.pick(this.servers)
    const at = dice.upTo(1)
    const instanceOf = (): number => server.instances[Math.floor(at * server.instances.length)]!
    const chosen = dice.pick(links)
    const factor = dice.pick([0.5, 1, 4])
    const count = dice.between(0, 3)
    const isOn = dice.happens(0.5)
    const another = this.policy()
    const slot = isOn ? FIRST_LINE : SECOND_LINE
    const order = { discipline: this.discipline(), targetMs: 0.5, intervalMs: 5 }
    const cut = dice.pick([L.CUT, L.CUT_OUT, L.CUT_BACK])
    const choices: readonly (() => void)[] = [
      () => crashInstance(arena, instanceOf(), isOn),
      () => crashInstance(arena, instanceOf(), isOn),
      () => this.bringUp(server, instanceOf()),
      () => this.bringUp(server, instanceOf()),
      () => setSpeed(arena, instanceOf(), factor),
      () => setServers(arena.i32, arena.f64, arena.i32[instanceOf() + L.N_RESOURCES + (count % 3)]!, count),
      () => setDiscipline(arena.i32, arena.f64, arena.i32[instanceOf() + L.N_RESOURCES + slot]!, order),
      () => setLink(arena, chosen.link, { ...chosen.spec, latencyMs: factor, tries: count + 1, cancel: isOn }),
      () => (arena.i32[chosen.link + L.L_FLAGS]! ^= cut),
      () => setLink(arena, chosen.link, { ...chosen.spec, wire: null, guard: null }),
      () => setLink(arena, chosen.link, { ...chosen.spec, ...another }),
      () => disturbWire(arena, chosen.link, { loss: isOn ? 0.5 : 0, bandwidthMbps: isOn ? 1 : null }),
      () => setRate(arena, this.source, arena.i32[this.client.instances[0]! + L.N_CELLS]!, isOn ? factor : 0),
      () => this.plan(server),
      () => server.grow(),
      () => setTargets(arena, chosen.link, isOn ? chosen.callee.instances : chosen.callee.instances.slice(0, 1)),
      () => wake(arena.i32, arena.f64, arena.i32[instanceOf() + L.N_RESOURCES + GATE]!),
    ]
    return dice.pick(choices)
  }

  /** Brings an instance up if it is down, with the daemons it should have. */
  private bringUp(component: RigComponent, instance: number): void {
    if (this.rig.arena.i32[instance + L.N_UP] !== 0) return
    restoreInstance(this.rig.arena, instance)
    for (const daemon of this.daemons) {
      if (daemon.component === component) this.rig.machine.startDaemon(instance, daemon.pc)
    }
  }
}
