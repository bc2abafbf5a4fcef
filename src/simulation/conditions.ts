/** Brings every instance and link into the condition that the active faults ask for. */
import type { Architecture, Fault } from '../architecture/architecture.ts'
import { present } from '../base/assert.ts'
import { isPrivate } from '../catalog/places.ts'
import { countCrew } from '../engine/accounts.ts'
import { delayLine } from '../engine/delay-line.ts'
import { crashInstance, restoreInstance, setRate, setSpeed } from '../engine/instance.ts'
import * as L from '../engine/layout.ts'
import type { Machine } from '../engine/machine.ts'
import { disturbWire } from '../engine/wire.ts'
import type { BuiltComponent } from './built.ts'
import type { Declared } from './declared.ts'
import type { Daemons } from './daemons.ts'
import { conditionOf, type Trouble, troubleOf } from './faults.ts'
import { knownOf, type Structure } from './structure.ts'

/** A random word, unsigned, is below this. */
const WORDS = 4294967296

export class Conditions {
  private readonly machine: Machine
  private readonly structure: Structure
  private readonly daemons: Daemons

  constructor(machine: Machine, structure: Structure, daemons: Daemons) {
    this.machine = machine
    this.structure = structure
    this.daemons = daemons
  }

  /** Applies what is active to everything; what is in that condition already stays as it is. */
  apply(architecture: Architecture, faults: readonly Fault[], paidBeside: (id: string) => number): void {
    for (const component of this.structure.built.components) {
      component.instances.forEach((instance, number) => {
        const condition = conditionOf(architecture, faults, component, number)
        const isUp = this.machine.i32[instance + L.N_UP] !== 0
        // More traffic is users who think less.
        setSpeed(this.machine.arena, instance, component.isClient ? 1 / condition.spike : condition.slowness)
        this.machine.f64[(instance >> 1) + L.N_DOOM] = condition.errors * WORDS
        if (isUp && condition.isDown) this.crash(component, instance)
        else if (!isUp && !condition.isDown) this.restart(component, instance)
        this.setRate(component, instance, condition.spike)
      })
      this.countCrew(component, paidBeside(component.id))
    }
    const hidden = new Set(architecture.components.filter(({ config }) => isPrivate(config)).map(({ id }) => id))
    for (const connection of this.structure.built.connections) {
      const trouble = troubleOf(faults, connection.id)
      for (const link of connection.links) {
        this.setTrouble(link, { ...trouble, isCut: trouble.isCut || this.isClosed(link, hidden) })
      }
    }
  }

  /** Whether a link leads from users to what is private: nobody routes their calls. */
  private isClosed(link: number, hidden: ReadonlySet<string>): boolean {
    if (hidden.size === 0) return false
    const { byIndex } = this.structure.built
    const callee = byIndex.get(this.machine.i32[link + L.L_CALLEE]!)?.id ?? ''
    return hidden.has(callee) && byIndex.get(this.machine.i32[link + L.L_CALLER]!)?.isClient === true
  }

  /** Counts the instances that take calls, and those that are paid: what is broken is paid all the same. */
  private countCrew({ instances, stats }: BuiltComponent, beside: number): void {
    const serving = instances.filter((instance) => this.machine.i32[instance + L.N_UP] !== 0).length
    countCrew(this.machine.f64, stats, serving, instances.length + beside)
  }

  /** Does to a component, or to one of its instances, what a momentary fault does to its kind. */
  suffer({ type, target }: Fault): void {
    const component = this.structure.built.components.find(({ id }) => id === target.id)
    if (component === undefined) return
    component.instances.forEach((instance, number) => {
      if (target.instance !== undefined && target.instance !== number) return
      for (const moment of this.declaredOf(component).moments) {
        if (moment.type === type) moment.act(this.machine, instance)
      }
    })
  }

  private crash(component: BuiltComponent, instance: number): void {
    crashInstance(this.machine.arena, instance, false)
    this.daemons.forget(component.id, instance)
    for (const act of this.declaredOf(component).crash) act(this.machine, instance)
  }

  private restart(component: BuiltComponent, instance: number): void {
    restoreInstance(this.machine.arena, instance)
    for (const act of this.declaredOf(component).restart) act(this.machine, instance)
    this.daemons.start(component.id, instance)
  }

  private setRate(component: BuiltComponent, instance: number, spike: number): void {
    const { arrivals } = this.declaredOf(component)
    if (arrivals === undefined) return
    const state = this.machine.i32[instance + L.N_CELLS + arrivals.cell]!
    const source = present(this.structure.pointers.get(`${component.id}#0 daemon source 0`), component.id)
    setRate(this.machine.arena, source, state, arrivals.ratePerMs * spike)
  }

  private setTrouble(link: number, trouble: Trouble): void {
    const flags = this.machine.i32[link + L.L_FLAGS]!
    this.machine.i32[link + L.L_FLAGS] = trouble.isCut ? flags | L.CUT : flags & ~L.CUT
    const latencyMs = this.machine.f64[(link >> 1) + L.L_LATENCY]! + trouble.addedMs
    const line = delayLine(this.machine.arena, L.HOP_LINE, latencyMs)
    this.machine.i32[link + L.L_OUT] = line
    this.machine.i32[link + L.L_BACK] = line
    disturbWire(this.machine.arena, link, trouble)
  }

  private declaredOf(component: BuiltComponent): Declared {
    return knownOf(this.structure, component.id).declared
  }
}
