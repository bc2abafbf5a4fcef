/**
 * Auto-scaling: the number of instances follows a figure of them, as tiers say. What is known of each component is kept
 * in records that are replaced, never changed, so that a moment of a run is saved by keeping them.
 */
import type { Architecture, Component, ComponentId } from '../architecture/architecture.ts'
import type { ConfigOf } from '../catalog/fields.ts'
import { desiredInstances, verdictOf } from '../catalog/tier/desired.ts'
import type { tier } from '../catalog/tier/tier.ts'
import { sample } from '../engine/distributions.ts'
import * as H from '../engine/header.ts'
import { isIdle, renewInstance, retireInstance } from '../engine/instance.ts'
import type { Machine } from '../engine/machine.ts'
import { nextWords } from '../engine/random.ts'
import { createStream } from '../engine/build.ts'
import type { BuiltComponent } from './built.ts'
import { lookAt, type Mark, markOf } from './sighting.ts'
import { tiersOf } from './places.ts'
import { pointerOf, releaseInstance, type Structure } from './structure.ts'

export type Policy = ConfigOf<typeof tier.fields>

/** An instance that gets no new calls. */
interface Draining {
  readonly instance: number
  readonly lookMs: number
  readonly untilMs: number
}

/** What is known of a component whose instances come and go. */
export interface Group {
  /** Instances it was drawn with when it began. */
  readonly drawn: number
  /** Instances that take calls. */
  readonly serving: number
  /** When those under way will be there, the first one first. */
  readonly boots: readonly number[]
  /** From when on the figures of each instance count. */
  readonly warmMs: readonly number[]
  /** Looks in a row that were above the target, and below. */
  readonly high: number
  readonly low: number
  readonly changedMs: number
  readonly nextMs: number
  readonly mark: Mark
  readonly draining: readonly Draining[]
}

export type Groups = ReadonlyMap<ComponentId, Group>

/** What scaling needs of the run. */
export interface Surroundings {
  readonly machine: Machine
  readonly structure: Structure
  readonly seed: number
  /** Builds the document with as many instances as there are now. */
  readonly rebuild: () => void
  readonly tell: (code: string, component: ComponentId, params: Readonly<Record<string, number>>) => void
}

const NO_MARK: Mark = { atMs: 0, busy: [], requests: [] }

/** How often somebody looks whether a draining instance is done, ms. */
const DRAIN_LOOK_MS = 1_000

export class Scaling {
  groups: Groups = new Map()
  private readonly around: Surroundings

  constructor(around: Surroundings, groups: Groups = new Map()) {
    this.around = around
    this.groups = groups
  }

  /** When something is due next; Infinity when nothing ever is. */
  get dueMs(): number {
    let due = Infinity
    for (const group of this.groups.values()) due = Math.min(due, dueOf(group))
    return due
  }

  /** Takes a document in: who is scaled in it, and who not any more. */
  learn(architecture: Architecture): void {
    const now = this.around.machine.nowMs
    const groups = new Map<ComponentId, Group>()
    for (const [id, place] of tiersOf(architecture)) {
      const drawn = drawnOf(architecture, id)
      const policy = place.config as Policy
      const known = this.groups.get(id)
      groups.set(id, known?.drawn === drawn ? known : beginning(drawn, policy, now, known))
    }
    this.groups = groups
  }

  /** Begins to count at components that are scaled from now on; call it when they are built. */
  begin(): void {
    for (const [id, group] of this.groups) {
      if (group.mark === NO_MARK) this.set(id, { ...group, mark: markOf(this.around.machine, this.built(id)) })
    }
  }

  /** The document with as many instances as there are. */
  staffed(architecture: Architecture): Architecture {
    if (this.groups.size === 0) return architecture
    const components = architecture.components.map((component): Component => {
      const group = this.groups.get(component.id)
      if (group === undefined) return component
      return { ...component, config: { ...component.config, instances: group.serving } }
    })
    return { ...architecture, components }
  }

  /** Instances that are paid besides those that take calls. */
  paidBeside(id: ComponentId): number {
    const group = this.groups.get(id)
    return group === undefined ? 0 : group.boots.length + group.draining.length
  }

  /** Instances of a component that get no new calls and finish those in hand. */
  leaving(id: ComponentId): readonly number[] {
    return this.groups.get(id)?.draining.map(({ instance }) => instance) ?? []
  }

  /** Does what is due first. */
  step(architecture: Architecture): void {
    const dueMs = this.dueMs
    const ids = [...this.groups.keys()].toSorted()
    const id = ids.find((one) => dueOf(this.groups.get(one)!) === dueMs)
    if (id === undefined) return
    const group = this.groups.get(id)!
    const policy = tiersOf(architecture).get(id)!.config as Policy
    if (group.draining.some(({ lookMs }) => lookMs <= dueMs)) this.drain(id, group, dueMs)
    else if ((group.boots[0] ?? Infinity) <= dueMs) this.welcome(id, group, policy)
    else this.look(id, group, { policy, architecture })
  }

  private set(id: ComponentId, group: Group): void {
    this.groups = new Map(this.groups).set(id, group)
  }

  private built(id: ComponentId): BuiltComponent {
    return this.around.structure.built.components.find((component) => component.id === id)!
  }

  /** Launched instances have booted: they take calls. */
  private welcome(id: ComponentId, group: Group, policy: Policy): void {
    const now = this.around.machine.nowMs
    const ready = group.boots.filter((readyMs) => readyMs <= now).length
    const serving = group.serving + ready
    const warmMs = [...group.warmMs, ...Array.from({ length: ready }, () => now + policy.warmUpMs)]
    this.set(id, { ...group, serving, warmMs, boots: group.boots.slice(ready), changedMs: now })
    this.around.rebuild()
    const { i32, f64 } = this.around.machine
    for (const instance of this.built(id).instances.slice(group.serving)) renewInstance(i32, f64, instance)
    this.around.tell('instancesReady', id, { instances: serving })
  }

  /** Looks at the figure; after enough looks in a row something is done about it. */
  private look(id: ComponentId, before: Group, context: { policy: Policy; architecture: Architecture }): void {
    const { machine } = this.around
    const { policy } = context
    const component = this.built(id)
    const seen = lookAt(this.around, component, before, context)
    const sighting = { ...seen, toleranceOut: policy.toleranceOut, toleranceIn: policy.toleranceIn }
    const verdict = Number.isNaN(seen.metric) ? 'fine' : verdictOf(sighting)
    const group: Group = {
      ...before,
      high: verdict === 'high' ? before.high + 1 : 0,
      low: verdict === 'low' ? before.low + 1 : 0,
      nextMs: machine.nowMs + policy.periodMs,
      mark: markOf(machine, component),
    }
    this.set(id, group)
    const there = group.serving + group.boots.length
    const least = Math.min(policy.minInstances, policy.maxInstances)
    const wanted = Math.min(policy.maxInstances, Math.max(least, desiredInstances(sighting)))
    if (there < least) this.launch(id, group, policy, least - there)
    else if (there > policy.maxInstances && group.boots.length === 0)
      this.retire(id, group, policy, policy.maxInstances)
    else if (group.high >= policy.datapointsOut && wanted > there) this.launch(id, group, policy, wanted - there)
    else if (group.low >= policy.datapointsIn && this.mayShrink(group, policy) && wanted < there) {
      this.retire(id, group, policy, wanted)
    }
  }

  /** Nothing is taken away while something comes, or soon after. */
  private mayShrink({ boots, warmMs, changedMs }: Group, policy: Policy): boolean {
    const now = this.around.machine.nowMs
    return boots.length === 0 && warmMs.every((ms) => ms <= now) && now - changedMs >= policy.coolDownMs
  }

  private launch(id: ComponentId, group: Group, policy: Policy, count: number): void {
    const { machine, tell } = this.around
    const fresh = Array.from({ length: count }, () => machine.nowMs + this.draw(id, policy))
    const boots = [...group.boots, ...fresh].toSorted((a, b) => a - b)
    const from = group.serving + group.boots.length
    this.set(id, { ...group, boots, changedMs: machine.nowMs })
    this.around.rebuild()
    tell('scaledOut', id, { from, to: from + count })
  }

  /** From the launch of an instance to its first call, ms: a stream of the component's own. */
  private draw(id: ComponentId, { bootTime, startTime }: Policy): number {
    const { machine, structure, seed } = this.around
    const stream = pointerOf(structure, `${id} launches`, () =>
      createStream(machine.arena, { seed, id, purpose: 'launches' }),
    )
    let total = 0
    for (const time of [bootTime, startTime]) {
      // The constants may move when one is added.
      const law = machine.program.law(time)
      nextWords(machine.i32, stream)
      sample(machine.i32, machine.f64, machine.program.constants, law)
      total += machine.f64[H.SAMPLE]!
    }
    return total
  }

  /** Takes instances away, the newest first: they get no new calls, and finish those in hand. */
  private retire(id: ComponentId, group: Group, policy: Policy, to: number): void {
    const { machine, structure, rebuild, tell } = this.around
    const now = machine.nowMs
    const leaving = this.built(id).instances.slice(to)
    const ends = { lookMs: Math.min(now + DRAIN_LOOK_MS, now + policy.drainMs), untilMs: now + policy.drainMs }
    const draining = [...group.draining, ...leaving.map((instance) => ({ instance, ...ends }))]
    const warmMs = group.warmMs.slice(0, to)
    this.set(id, { ...group, serving: to, warmMs, draining, changedMs: now, low: 0 })
    for (let number = to; number < to + leaving.length; number++) releaseInstance(structure, id, number)
    rebuild()
    tell('scaledIn', id, { from: group.serving, to })
  }

  /** Stops the draining instances that are done, or that had long enough. */
  private drain(id: ComponentId, group: Group, dueMs: number): void {
    const { machine, rebuild } = this.around
    const draining = group.draining.flatMap((one): Draining[] => {
      if (one.lookMs > dueMs) return [one]
      if (!isIdle(machine.i32, one.instance) && one.untilMs > dueMs) {
        return [{ ...one, lookMs: Math.min(one.untilMs, dueMs + DRAIN_LOOK_MS) }]
      }
      retireInstance(machine.arena, one.instance)
      return []
    })
    this.set(id, { ...group, draining })
    if (draining.length < group.draining.length) rebuild()
  }
}

function dueOf({ nextMs, boots, draining }: Group): number {
  return Math.min(nextMs, boots[0] ?? Infinity, ...draining.map(({ lookMs }) => lookMs))
}

function drawnOf({ components }: Architecture, id: ComponentId): number {
  const drawn = components.find((component) => component.id === id)?.config['instances']
  return typeof drawn === 'number' ? drawn : 1
}

/** A component as it is drawn, within the limits of its tier; all of its instances are warm. */
function beginning(drawn: number, policy: Policy, now: number, known: Group | undefined): Group {
  const serving = Math.max(1, Math.min(policy.maxInstances, Math.max(policy.minInstances, drawn)))
  return {
    drawn,
    serving,
    boots: [],
    warmMs: Array.from({ length: serving }, () => now),
    high: 0,
    low: 0,
    changedMs: now,
    nextMs: now + policy.periodMs,
    mark: NO_MARK,
    draining: known?.draining ?? [],
  }
}
