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
import { type Condition, conditionOf, type Trouble, troubleOf } from './faults.ts'
import { knownOf, type Structure } from './structure.ts'

/** A random word, unsigned, is below this. */
const WORDS = 4294967296

/** What is known of instances besides the faults. */
export interface Crew {
  readonly scaling: {
    /** Those of a component that get no new calls and finish what they have. */
    leaving(id: string): readonly number[]
    /** How many of a component are paid besides those that take calls. */
    paidBeside(id: string): number
  }
  readonly outages: {
    /** Whether an instance is down for a while by itself. */
    isOut(instance: number): boolean
  }
}

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
  apply(architecture: Architecture, faults: readonly Fault[], { scaling, outages }: Crew): void {
    for (const component of this.structure.built.components) {
      const meet = (instance: number): Condition => {
        const condition = conditionOf(architecture, faults, component, this.machine.i32[instance + L.N_NUMBER]!)
        // More traffic is users who think less.
        setSpeed(this.machine.arena, instance, component.isClient ? 1 / condition.spike : condition.slowness)
        this.machine.f64[(instance >> 1) + L.N_DOOM] = condition.errors * WORDS
        return condition
      }
      for (const instance of component.instances) {
        const condition = meet(instance)
        const isUp = this.machine.i32[instance + L.N_UP] !== 0
        const isDown = condition.isDown || outages.isOut(instance)
        if (isUp && isDown) {
          this.crash(component, instance, condition.isSilent)
          this.daemons.forget(component.id, instance)
        } else if (isDown) this.machine.i32[instance + L.N_SILENT] = condition.isSilent ? 1 : 0
        else if (!isUp) this.restart(component, instance)
        this.setRate(component, instance, condition.spike)
      }
      // What leaves meets the same troubles, but once it is down nobody brings it back.
      for (const instance of scaling.leaving(component.id)) {
        const { isDown, isSilent } = meet(instance)
        if (!isDown && !outages.isOut(instance)) continue
        if (this.machine.i32[instance + L.N_UP] !== 0) this.crash(component, instance, isSilent)
      }
      this.countCrew(component, scaling.paidBeside(component.id))
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

  private crash(component: BuiltComponent, instance: number, isSilent: boolean): void {
    crashInstance(this.machine.arena, instance, isSilent)
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
