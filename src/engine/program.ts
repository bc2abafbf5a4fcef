/**
 * Instructions of the machine. Plans are assembled to them (`plan.ts`) and one loop runs them (`machine.ts`). Every
 * instruction takes four words — operation, three operands — and tables follow their instruction.
 */
import { encodeLaw, LAW_WORDS, type Distribution } from './distributions.ts'
import type { Machine } from './machine.ts'

/**
 * What a plan hands over: a function over the arena without state of its own. Its number decides where plans branch.
 */
export type PlanFunction = (machine: Machine, frame: number) => number

export const OP_HOLD = 0 // law, purpose, cause: time passes; drawn by the request
export const OP_HOLD_OWN = 1 // law, cell of a stream, cause: time passes; drawn by the component
export const OP_HOLD_X = 2 // –, –, cause: so many ms as register X says
export const OP_ACQUIRE = 3 // resource, pc when the waiting room is full, pc when it is put out of the line (0: never)
export const OP_RELEASE = 4 // resource
export const OP_SHARE = 5 // resource, law, purpose: served by processor sharing
export const OP_CHOOSE_PORT = 6 // port, pc when nothing is connected: next target in turn
export const OP_CHOOSE = 7 // function, pc when it answers 0: it sets target and link
export const OP_CALL = 8 // operation (-1: the frame's own)
export const OP_RETRY = 9 // pc to try again from
export const OP_ANSWER = 10 // outcome (-1: as the last call answered)
export const OP_JUMP = 11 // pc
export const OP_BRANCH = 12 // function, number of cases; a table of pcs follows
export const OP_ON_OPERATION = 13 // –, number of cases; a table of pcs follows
export const OP_ON_ANSWER = 14 // pc when failed, pc when missed; ok goes on
export const OP_DO = 15 // function
export const OP_WITHIN = 16 // pc of the block, timer line, cancel
export const OP_FORK = 17 // pc of the branch
export const OP_JOIN = 18 // needed, cancel the rest
export const OP_PARK = 19 // gate
export const OP_WAKE = 20 // gate, how many
export const OP_FLY = 21 // flight table, pc after waiting for another's flight, whether the key space is in register A
export const OP_LAND = 22 // flight table: ends the frame's own flight
export const OP_SPAWN = 23 // pc: a frame of its own with the same request, for which nobody waits
export const OP_SOURCE = 24 // pc, cell of the arrival state, 0 Poisson or 1 constant: a new request, and when the next
export const OP_ARRIVAL = 25 // cell of the arrival state, 0 Poisson or 1 constant
export const OP_END = 26 // the frame is done and nobody is told
export const OP_COUNT = 27 // counter: one more in the component's statistics
export const OP_EMIT = 29 // pc, cell of the arrival state: a new request, now
export const OP_LOOP = 28 // pc to begin again at; a daemon's account begins again too
/** law: stands where they go on who were put out of a line, and says for how long they wait in it at most. */
export const OP_PATIENCE = 31
export const OP_COURIER = 30 // stage of an attempt over a guarded link

export const STRIDE = 4

/** Code, constants and functions of all plans of a run. Append-only: frames under way finish on the plan they began. */
export class Program {
  code = new Int32Array(1024)
  constants = new Float64Array(256)
  readonly functions: PlanFunction[] = []
  private length = 0
  private constantsLength = 0

  /** Where the next instruction will stand. */
  get here(): number {
    return this.length
  }

  /** Appends an instruction; returns its address. */
  emit(op: number, a = 0, b = 0, c = 0): number {
    if (this.length + STRIDE > this.code.length) {
      const larger = new Int32Array(2 * this.code.length)
      larger.set(this.code)
      this.code = larger
    }
    const at = this.length
    this.code.set([op, a, b, c], at)
    this.length += STRIDE
    return at
  }

  /** Sets an operand (1 to 3) of an instruction that stands already. */
  patch(at: number, operand: number, value: number): void {
    this.code[at + operand] = value
  }

  /** Adds a distribution to the constants; returns where it stands. */
  law(distribution: Distribution): number {
    const at = this.constantsLength
    if (at + LAW_WORDS > this.constants.length) {
      const larger = new Float64Array(2 * this.constants.length)
      larger.set(this.constants)
      this.constants = larger
    }
    encodeLaw(this.constants, at, distribution)
    this.constantsLength += LAW_WORDS
    return at
  }

  /** Adds a function; returns its number. */
  handOver(run: PlanFunction): number {
    this.functions.push(run)
    return this.functions.length - 1
  }
}
