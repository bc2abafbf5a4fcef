/**
 * Instances that are down for a while by themselves: those that are killed at random, and those that restart as another
 * machine. What is known is kept in records that are replaced, never changed, so that a moment of a run can be saved.
 */
import type { Architecture, ComponentId, Fault } from '../architecture/architecture.ts'
import { machineOf, RESTART_MS, sized } from '../catalog/machines.ts'
import { createStream } from '../engine/build.ts'
import { sample } from '../engine/distributions.ts'
import * as H from '../engine/header.ts'
import * as L from '../engine/layout.ts'
import type { Machine } from '../engine/machine.ts'
import { nextWords, uniform } from '../engine/random.ts'
import { setServers } from '../engine/station.ts'
import type { Built, BuiltComponent } from './built.ts'
import { covers } from './faults.ts'
import { placesOf } from './places.ts'
import { pointerOf, type Structure } from './structure.ts'

/** An instance that is down, or will be. */
interface Outage {
  readonly component: ComponentId
  /** Its pointer: its number may be another one's when it is back. */
  readonly pointer: number
  readonly fromMs: number
  readonly untilMs: number
  readonly hasBegun: boolean
  /** The fault that killed it; without one it restarts as another machine, and has so many cores until then. */
  readonly faultId?: string
  readonly coresBefore?: number
}

/** Random killing under way. */
interface Monkey {
  readonly fault: Fault
  readonly nextMs: number
}

export interface OutageState {
  readonly outages: readonly Outage[]
  readonly monkeys: readonly Monkey[]
}

/** What outages need of the run. */
export interface Scene {
  readonly machine: Machine
  readonly structure: Structure
  readonly seed: number
  readonly tell: (code: string, component: ComponentId, params: Readonly<Record<string, number | string>>) => void
}

const NONE: OutageState = { outages: [], monkeys: [] }

export class Outages {
  state: OutageState
  private readonly scene: Scene

  constructor(scene: Scene, state: OutageState = NONE) {
    this.scene = scene
    this.state = state
  }

  /** When something is due next; Infinity when nothing ever is. */
  get dueMs(): number {
    const { outages, monkeys } = this.state
    const ends = outages.map(({ fromMs, untilMs, hasBegun }) => (hasBegun ? untilMs : fromMs))
    return Math.min(...ends, ...monkeys.map(({ nextMs }) => nextMs))
  }

  /** Hosts that are down, as faults: they take down what stands on them. */
  get faults(): readonly Fault[] {
    const { components } = this.scene.structure.built
    const groups = new Set(components.filter(({ definition }) => definition.sort === 'group').map(({ id }) => id))
    return this.state.outages
      .filter(({ hasBegun, component }) => hasBegun && groups.has(component))
      .map(({ component: id }) => ({
        id: `outage ${id}`,
        type: 'crash' as const,
        target: { type: 'component' as const, id },
        // It is shut down in order.
        params: { callers: 'reset' },
      }))
  }

  /** Whether an instance is down. */
  isOut(instance: number): boolean {
    return this.state.outages.some(({ hasBegun, pointer }) => hasBegun && pointer === instance)
  }

  /** Does what is due first. */
  step(architecture: Architecture): void {
    const dueMs = this.dueMs
    const { outages, monkeys } = this.state
    const ended = outages.find(({ hasBegun, untilMs }) => hasBegun && untilMs <= dueMs)
    const next = outages.find(({ hasBegun, fromMs }) => !hasBegun && fromMs <= dueMs)
    const monkey = monkeys.find(({ nextMs }) => nextMs <= dueMs)
    if (ended !== undefined) this.endOutage(ended)
    else if (next !== undefined) this.beginOutage(next)
    else if (monkey !== undefined) this.kill(architecture, monkey)
  }

  /** Begins to kill instances at random. */
  begin(fault: Fault): void {
    const nextMs = this.scene.machine.nowMs + this.draw(fault, 'meanIntervalMs')
    this.state = { ...this.state, monkeys: [...this.state.monkeys, { fault, nextMs }] }
  }

  /** No more is killed, and what was killed comes back. */
  end(faultId: string): void {
    const { outages, monkeys } = this.state
    this.state = {
      outages: outages.filter((outage) => outage.faultId !== faultId),
      monkeys: monkeys.filter(({ fault }) => fault.id !== faultId),
    }
  }

  /** An edit: instances of another size restart one after the other; what was removed is forgotten. */
  learn(before: Architecture, after: Architecture): void {
    const { machine, structure, tell } = this.scene
    const ids = new Set(after.components.map(({ id }) => id))
    this.state = {
      outages: this.state.outages.filter(({ component }) => ids.has(component)),
      monkeys: this.state.monkeys.filter(({ fault }) => ids.has(fault.target.id)),
    }
    if (machine.nowMs === 0 || before === after) return
    const places = placesOf(after)
    const known = new Map(before.components.map((component) => [component.id, component]))
    for (const { id, kind, config } of after.components) {
      // What stands on a host has the host's cores, whatever its own machine would be.
      if (kind !== 'host' && places.get(id)?.host !== undefined) continue
      const old = known.get(id)?.config
      const built = structure.built.components.find((component) => component.id === id)
      if (old === undefined || built === undefined || old['machine'] === config['machine']) continue
      const coresBefore = sized(old)['cores']
      const cores = typeof coresBefore === 'number' ? { coresBefore } : {}
      const restarts = built.instances.map((pointer, number): Outage => {
        const fromMs = machine.nowMs + number * RESTART_MS
        return { component: id, pointer, fromMs, untilMs: fromMs + RESTART_MS, hasBegun: number === 0, ...cores }
      })
      const others = this.state.outages.filter(({ component, faultId }) => component !== id || faultId !== undefined)
      this.state = { ...this.state, outages: [...others, ...restarts] }
      const seconds = RESTART_MS / 1_000
      tell('resized', id, { from: nameOf(old), to: nameOf(config), seconds, instances: restarts.length })
    }
  }

  /** Instances that have not restarted yet are as large as before; call it when the rest is built. */
  hold(): void {
    for (const outage of this.state.outages) {
      if (!outage.hasBegun && outage.coresBefore !== undefined) this.setCores(outage, outage.coresBefore)
    }
  }

  private beginOutage(outage: Outage): void {
    const outages = this.state.outages.map((one) => (one === outage ? { ...one, hasBegun: true } : one))
    this.state = { ...this.state, outages }
    if (outage.coresBefore === undefined) return
    const declared = this.scene.structure.components.get(outage.component)?.declared.stations.get('cores')
    if (declared !== undefined) this.setCores(outage, declared.servers)
  }

  private endOutage(outage: Outage): void {
    this.state = { ...this.state, outages: this.state.outages.filter((one) => one !== outage) }
    // Who has left its tier meanwhile stays away.
    const number = this.builtOf(outage)?.instances.indexOf(outage.pointer) ?? -1
    if (number >= 0) this.scene.tell('restarted', outage.component, { instance: number + 1 })
  }

  private builtOf({ component }: Outage): BuiltComponent | undefined {
    return this.scene.structure.built.components.find(({ id }) => id === component)
  }

  private setCores(outage: Outage, cores: number): void {
    const { machine } = this.scene
    const component = this.builtOf(outage)
    const station = component?.stations['cores']?.pointers[component.instances.indexOf(outage.pointer)]
    if (station !== undefined) setServers(machine.i32, machine.f64, station, cores)
  }

  /** Takes one of the instances, up or not: so each runs on average as many intervals as there are instances. */
  private kill(architecture: Architecture, monkey: Monkey): void {
    const { machine, structure, tell } = this.scene
    const { fault, nextMs } = monkey
    const victims = victimsOf(structure.built, architecture, fault)
    const rest = this.state.monkeys.filter((one) => one !== monkey)
    const again = { fault, nextMs: nextMs + this.draw(fault, 'meanIntervalMs') }
    this.state = { ...this.state, monkeys: [...rest, again] }
    nextWords(machine.i32, this.streamOf(fault))
    const victim = victims[Math.floor(uniform(machine.i32) * victims.length)]
    const downMs = this.draw(fault, 'meanDownMs')
    if (victim === undefined || machine.i32[victim.pointer + L.N_UP] === 0) return
    const { component, instance, pointer } = victim
    const outage = { component, pointer, fromMs: nextMs, untilMs: nextMs + downMs, hasBegun: true, faultId: fault.id }
    this.state = { ...this.state, outages: [...this.state.outages, outage] }
    tell('killed', component, { instance: instance + 1, downMs })
  }

  private streamOf({ id, target }: Fault): number {
    const { machine, structure, seed } = this.scene
    const spec = { seed, id: target.id, purpose: 'random killing' }
    return pointerOf(structure, `fault ${id} stream`, () => createStream(machine.arena, spec))
  }

  /** An exponential time with the mean that the fault says, ms. */
  private draw(fault: Fault, field: 'meanIntervalMs' | 'meanDownMs'): number {
    const { machine } = this.scene
    const mean = fault.params[field]
    // The constants may move when one is added.
    const law = machine.program.law({ law: 'exponential', mean: typeof mean === 'number' ? mean : 0, cv: 1 })
    nextWords(machine.i32, this.streamOf(fault))
    sample(machine.i32, machine.f64, machine.program.constants, law)
    return machine.f64[H.SAMPLE]!
  }
}

/** Who may be killed, in an order that does not depend on the document's. */
function victimsOf({ components }: Built, architecture: Architecture, { target }: Fault) {
  const isVictim = ({ id, isClient, definition }: BuiltComponent) =>
    !isClient && definition.sort === 'component' && covers(architecture, target, id)
  return components
    .filter(isVictim)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, instances }) => instances.map((pointer, instance) => ({ component: id, instance, pointer })))
    .filter(({ instance }) => target.instance === undefined || target.instance === instance)
}

/** What a machine is called: its name in the list, or its cores. */
function nameOf(config: Readonly<Record<string, unknown>>): string {
  const { machine, cores } = config
  return machineOf(machine) === undefined ? `${String(cores)} vCPU` : String(machine)
}
