/** The side of a run that is not in the arena: which names stand for which pointers and plans. */
import { present } from '../base/assert.ts'
import type { Built } from './built.ts'
import type { Assigned } from './component-kit.ts'
import type { Declared } from './declared.ts'

/** What is known of a component besides its records. */
export interface Known {
  readonly index: number
  readonly signature: string
  readonly declared: Declared
  readonly assigned: Assigned
  readonly entry: number
  /** Where each daemon's code begins. */
  readonly daemons: readonly { name: string; pc: number; count: number }[]
}

/** The side of a run that is not in the arena: names to pointers. Saved and restored with it. */
export interface Structure {
  readonly pointers: Map<string, number>
  readonly components: Map<string, Known>
  readonly connections: Map<string, number>
  /** Stations of instances that are gone, by component and station: what they did is still counted. */
  readonly former: Map<string, ReadonlyMap<string, readonly number[]>>
  built: Built
}

/** A structure without anything in it. */
export function emptyStructure(): Structure {
  const built: Built = { components: [], connections: [], byIndex: new Map(), connectionByIndex: new Map() }
  return { pointers: new Map(), components: new Map(), connections: new Map(), former: new Map(), built }
}

/** A copy to restore from: what is in the maps is never changed in place. */
export function copyStructure(structure: Structure): Structure {
  return {
    pointers: new Map(structure.pointers),
    components: new Map(structure.components),
    connections: new Map(structure.connections),
    former: new Map(structure.former),
    built: structure.built,
  }
}

/** What is known of a component, claimed to be in the structure. */
export function knownOf(structure: Structure, id: string): Known {
  return present(structure.components.get(id), `component ${id}`)
}

/** A pointer under a name, made when there is none. */
export function pointerOf(structure: Structure, name: string, make: () => number): number {
  const known = structure.pointers.get(name)
  if (known !== undefined) return known
  const made = make()
  structure.pointers.set(name, made)
  return made
}

/** Lets an instance go that leaves the document; what it has counted is kept, and its name is free again. */
export function releaseInstance({ former, pointers }: Structure, id: string, number: number): void {
  const own = `${id}#${number}`
  const kept = new Map(former.get(id))
  for (const [key, pointer] of Array.from(pointers)) {
    // Daemons are retired, and forgotten, when the rest is planned anew.
    const isOwn = key === own || (key.startsWith(`${own} `) && !key.startsWith(`${own} daemon `))
    if (!isOwn) continue
    pointers.delete(key)
    // Lines and shared cores are stations of two sorts; either has counted.
    const [, name] = /^(?:station|sharing) (.+)$/.exec(key.slice(own.length + 1)) ?? []
    if (name === undefined) continue
    kept.set(name, [...(kept.get(name) ?? []), pointer])
  }
  former.set(id, kept)
}
