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
  built: Built
}

/** A structure without anything in it. */
export function emptyStructure(): Structure {
  const built: Built = { components: [], connections: [], byIndex: new Map(), connectionByIndex: new Map() }
  return { pointers: new Map(), components: new Map(), connections: new Map(), built }
}

/** A copy to restore from: what is in the maps is never changed in place. */
export function copyStructure(structure: Structure): Structure {
  return {
    pointers: new Map(structure.pointers),
    components: new Map(structure.components),
    connections: new Map(structure.connections),
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
