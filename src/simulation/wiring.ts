/** Links: whom each instance of a component calls at its ports, and how far away that is. */
import type { Component } from '../architecture/architecture.ts'
import { present } from '../base/assert.ts'
import { createLink, createLinkList, setLink, setTargets } from '../engine/build.ts'
import type { Distribution } from '../engine/distributions.ts'
import * as L from '../engine/layout.ts'
import type { Machine } from '../engine/machine.ts'
import { streamKey } from '../engine/random.ts'
import type { WantedLink } from './component-kit.ts'
import type { Site } from './site.ts'
import { knownOf, pointerOf, type Structure } from './structure.ts'

/** What is wired, and where. */
export interface Wired {
  readonly machine: Machine
  readonly structure: Structure
  readonly seed: number
  readonly site: Site
  readonly instancesOf: (component: Component) => readonly number[]
}

export class Wiring {
  private readonly around: Wired

  constructor(around: Wired) {
    this.around = around
  }

  /** Makes and sets the links of a component's ports; their targets may have changed even where its plan has not. */
  wire(component: Component): void {
    const { declared } = knownOf(this.around.structure, component.id)
    const callees = new Map<string, readonly number[]>()
    for (const { links } of declared.ports.values()) {
      for (const { callee } of links) callees.set(callee, this.around.instancesOf(this.around.site.component(callee)))
    }
    const instances = this.around.instancesOf(component)
    const targetsOf = ({ callee }: WantedLink): readonly number[] => {
      const all = present(callees.get(callee), callee)
      const nearest = this.around.site.nearestTo(component.id, callee)
      return nearest === undefined ? all : all.slice(nearest, nearest + 1)
    }
    for (const { slot, links } of declared.ports.values()) {
      if (instances.every((_, number) => links.every((link) => this.own(component, link, number) === link))) {
        this.fit(instances, slot, () => links.map((link) => this.link(component, link, targetsOf(link))))
        continue
      }
      instances.forEach((instance, number) => {
        const own = links.map((link) => this.own(component, link, number))
        this.fit([instance], slot, () => own.map((link) => this.link(component, link, targetsOf(link))))
      })
    }
  }

  /** A link as an instance has it: those that stand in several regions have links of their own. */
  private own(component: Component, link: WantedLink, number: number): WantedLink {
    const latencyMs = this.around.site.latencyFrom(component.id, number, link.callee)
    if (latencyMs === undefined) return link
    const key = `${link.key}@${this.around.site.labelOf(component, number)}`
    return { ...link, key, latencyMs: link.isLatencySet ? link.latencyMs : latencyMs }
  }

  /** Gives instances the list of a port's links. */
  private fit(instances: readonly number[], slot: number, make: () => readonly number[]): void {
    const pointers = make()
    const { i32 } = this.around.machine
    const list = i32[present(instances[0], 'an instance') + L.N_PORTS + slot]!
    const isSame =
      list !== 0 && i32[list] === pointers.length && pointers.every((pointer, n) => i32[list + 2 + n] === pointer)
    const made = isSame ? list : createLinkList(this.around.machine.arena, pointers)
    for (const instance of instances) this.around.machine.i32[instance + L.N_PORTS + slot] = made
  }

  private link(caller: Component, wanted: WantedLink, targets: readonly number[]): number {
    const { arena } = this.around.machine
    const spec = {
      caller: knownOf(this.around.structure, caller.id).index,
      callee: knownOf(this.around.structure, wanted.callee).index,
      connection: present(this.around.structure.connections.get(wanted.connection.id), wanted.connection.id),
      latencyMs: wanted.latencyMs,
      timeoutMs: wanted.timeoutMs,
      tries: wanted.tries,
      backoffMs: wanted.backoffMs,
      cancel: wanted.cancel,
      backoff: wanted.backoff,
      wire: wanted.wire === null ? null : { ...wanted.wire, jitterLaw: this.lawOf(wanted.wire.jitter) },
      guard: wanted.guard,
      callers: this.around.site.instancesOf(caller),
      key: streamKey(this.around.seed, wanted.key, 'link'),
    }
    const link = pointerOf(this.around.structure, wanted.key, () => createLink(arena, spec))
    setLink(arena, link, spec)
    const list = this.around.machine.i32[link + L.L_TARGETS]!
    const isSame =
      this.around.machine.i32[link + L.L_COUNT] === targets.length &&
      targets.every((one, n) => this.around.machine.i32[list + n] === one)
    if (!isSame) setTargets(arena, link, targets)
    return link
  }

  /** Where a law stands among the constants, or -1 for none. */
  private lawOf(law: Distribution | null): number {
    return law === null ? -1 : this.around.machine.program.law(law)
  }
}
