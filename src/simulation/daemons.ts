/** The daemons of a run: loops of instances' own, started with them and ended when they are planned anew. */
import { present } from '../base/assert.ts'
import { dropSegments } from '../engine/frames.ts'
import { stopDaemon } from '../engine/instance.ts'
import * as L from '../engine/layout.ts'
import type { Machine } from '../engine/machine.ts'
import type { Steps } from '../engine/plan.ts'
import { knownOf, type Structure } from './structure.ts'

/** A daemon begins each round without an account of the last, and ends when it was retired meanwhile. */
export const NEXT_ROUND: Steps = [
  {
    op: 'branch',
    test: (machine, frame) => {
      dropSegments(machine.i32, frame)
      return (machine.i32[frame + L.FLAGS]! & L.RETIRED) === 0 ? 0 : 1
    },
    cases: [[], [{ op: 'end' }]],
  },
]

export class Daemons {
  private readonly machine: Machine
  private readonly structure: Structure

  constructor(machine: Machine, structure: Structure) {
    this.machine = machine
    this.structure = structure
  }

  /** Ends all daemons of a component: at once the idle ones, after their present round those that work on a job. */
  retireAll(id: string): void {
    for (const key of Array.from(this.structure.pointers.keys())) {
      if (key.startsWith(`${id}#`) && key.includes(' daemon ')) this.retire(key)
    }
  }

  /** Starts the daemons of an instance. */
  start(id: string, instance: number): void {
    const { daemons, declared } = knownOf(this.structure, id)
    const number = this.machine.i32[instance + L.N_NUMBER]!
    for (const { name, pc, count } of daemons) {
      for (let n = 0; n < count; n++) {
        const frame = this.machine.startDaemon(instance, pc)
        this.machine.i32[frame + L.A] = n
        this.structure.pointers.set(`${id}#${number} daemon ${name} ${n}`, frame)
      }
    }
    if (declared.arrivals === undefined) return
    const entry = this.machine.i32[instance + L.N_ENTRY]!
    this.structure.pointers.set(`${id}#${number} daemon source 0`, this.machine.startDaemon(instance, entry))
  }

  /** Ends a daemon of an older plan: at once when it is idle, after its present round when it works on a job. */
  private retire(key: string): void {
    const frame = present(this.structure.pointers.get(key), key)
    this.structure.pointers.delete(key)
    const { i32 } = this.machine
    if ((i32[frame + L.FLAGS]! & L.DAEMON) === 0 || i32[frame + L.STATE] === L.FREE) return
    if (i32[frame + L.REQUEST] !== 0) i32[frame + L.FLAGS] = i32[frame + L.FLAGS]! | L.RETIRED
    else stopDaemon(this.machine.arena, frame)
  }

  /** Forgets the daemons of an instance that crashed: they ended with it. */
  forget(id: string, instance: number): void {
    const prefix = `${id}#${this.machine.i32[instance + L.N_NUMBER]} daemon `
    for (const key of this.structure.pointers.keys()) if (key.startsWith(prefix)) this.structure.pointers.delete(key)
  }
}
