/**
 * The words plans are written in, and their assembler. A plan is a tree of steps, plain data; assembled it becomes
 * instructions, printed it becomes sentences.
 */
import { assert } from '../base/assert.ts'
import { delayLine } from './delay-line.ts'
import type { Distribution } from './distributions.ts'
import * as L from './layout.ts'
import type { Machine } from './machine.ts'
import { type Outcome, outcomeCode } from './outcome.ts'
import * as P from './program.ts'
import { hashText } from './random.ts'

export type { PlanFunction } from './program.ts'

/** What a hold is booked as. */
export type HoldCause = 'service' | 'backoff' | 'lookup'

/** Steps, one after the other. */
export type Steps = readonly Step[]

/**
 * One step of a plan. Numbers name slots (`station`, `gate`, `port`, `cell`, `counter`) of the instance that runs it.
 */
export type Step =
  /** Time passes, drawn from the request; as service it is stretched by the instance's speed. */
  | {
      readonly op: 'hold'
      readonly time: Distribution
      readonly purpose: string
      readonly cause: HoldCause
    }
  /** Time passes, drawn from the stream in a cell of the instance. */
  | {
      readonly op: 'holdOwn'
      readonly time: Distribution
      readonly cell: number
      readonly cause: HoldCause
    }
  /** As many ms pass as a function has put into the frame's register X. */
  | { readonly op: 'holdX' }
  /** Waits for a server; `full` where the room is full, `expelled` where it is put out of the line. */
  | { readonly op: 'acquire'; readonly station: number; readonly full: Steps; readonly expelled?: Steps }
  /** The first of `expelled`, if at all: who has waited so long puts himself out of the line. */
  | { readonly op: 'patience'; readonly time: Distribution }
  | { readonly op: 'release'; readonly station: number }
  /** Served by processor sharing until done. */
  | { readonly op: 'share'; readonly station: number; readonly time: Distribution; readonly purpose: string }
  /**
   * Calls the next target of a port in turn, or the one a function chooses, with the connection's retries. `answered`
   * runs after every try, before the next one waits.
   */
  | {
      readonly op: 'call'
      readonly port: number
      readonly operation: number
      readonly choose?: P.PlanFunction
      readonly answered?: P.PlanFunction
      readonly none: Steps
      readonly retries?: boolean
    }
  | { readonly op: 'answer'; readonly outcome: Outcome | 'asCalled' }
  /** Goes on with the case whose number the function returns. */
  | { readonly op: 'branch'; readonly test: P.PlanFunction; readonly cases: readonly Steps[] }
  /** Goes on by what the frame was called for; `otherwise` for every operation that is not named. */
  | { readonly op: 'onOperation'; readonly cases: Readonly<Record<number, Steps>>; readonly otherwise: Steps }
  | { readonly op: 'onAnswer'; readonly ok: Steps; readonly miss?: Steps; readonly failed: Steps }
  | { readonly op: 'do'; readonly run: P.PlanFunction }
  | { readonly op: 'count'; readonly counter: number }
  /** Does the body, but not longer than so many ms; then the answer is `timedOut`. */
  | { readonly op: 'within'; readonly ms: number; readonly cancel: boolean; readonly body: Steps }
  /** Does the branches side by side until `needed` have answered well. */
  | { readonly op: 'fork'; readonly branches: readonly Steps[]; readonly needed: number; readonly cancel: boolean }
  | { readonly op: 'park'; readonly gate: number }
  | { readonly op: 'wake'; readonly gate: number; readonly count: number }
  /**
   * Of those who want the same key at once one goes on; the others wait for it and then do `after`. Keys are told apart
   * by the request's space, or by the one that the plan has put into register A.
   */
  | { readonly op: 'fly'; readonly flights: number; readonly after: Steps; readonly inSpaceOfA?: true }
  | { readonly op: 'land'; readonly flights: number }
  | { readonly op: 'spawn'; readonly body: Steps }
  /** Emits requests for ever, each of which does the body, as the arrival state in a cell of the instance says. */
  | { readonly op: 'source'; readonly cell: number; readonly constant: boolean; readonly body: Steps }
  /** A request begins now, which does the body; it is counted by the arrival state in a cell of the instance. */
  | { readonly op: 'emit'; readonly cell: number; readonly body: Steps }
  | { readonly op: 'loop'; readonly body: Steps }
  | { readonly op: 'end' }

const HOLD_CAUSES: Readonly<Record<HoldCause, number>> = {
  service: L.CAUSE_SERVICE,
  backoff: L.CAUSE_BACKOFF,
  lookup: L.CAUSE_LOOKUP,
}

/**
 * Turns steps into instructions of the machine's program; returns where they begin. Running off the end ends the frame.
 */
export function assemble(machine: Machine, steps: Steps): number {
  const assembler = new Assembler(machine)
  const entry = assembler.program.here
  assembler.block(steps, null)
  assembler.finish()
  return entry
}

/**
 * Blocks that stand apart (branches of a fork, what a full line does) are laid out behind the block that names them.
 */
class Assembler {
  readonly program: P.Program
  private readonly machine: Machine
  private readonly pending: (() => void)[] = []

  constructor(machine: Machine) {
    this.machine = machine
    this.program = machine.program
  }

  /** Emits steps; afterwards goes to `then`, or ends the frame when there is nowhere to go on. */
  block(steps: Steps, then: number | null): void {
    for (const step of steps) this.step(step)
    if (then === null) this.program.emit(P.OP_END)
    else this.program.emit(P.OP_JUMP, then)
  }

  /** Lays out all blocks that were put off. */
  finish(): void {
    for (let lay = this.pending.shift(); lay !== undefined; lay = this.pending.shift()) lay()
  }

  /** Lays a block out later and writes its address into an operand. */
  private later(at: number, operand: number, steps: Steps, then: number | null): void {
    this.pending.push(() => {
      this.program.patch(at, operand, this.program.here)
      this.block(steps, then)
    })
  }

  private step(step: Step): void {
    switch (step.op) {
      case 'hold':
      case 'holdOwn':
      case 'holdX':
      case 'share':
      case 'patience':
        return this.passTime(step)
      case 'acquire': {
        const at = this.program.emit(P.OP_ACQUIRE, step.station)
        const then = this.program.here
        if (step.expelled !== undefined) this.later(at, 3, step.expelled, then)
        return this.later(at, 2, step.full, then)
      }
      case 'call':
        return this.call(step)
      case 'branch':
      case 'onOperation':
      case 'onAnswer':
        return this.choice(step)
      case 'within':
      case 'fork':
      case 'spawn':
      case 'source':
      case 'emit':
      case 'loop':
        return this.nested(step)
      case 'fly': {
        const at = this.program.emit(P.OP_FLY, step.flights, 0, step.inSpaceOfA ? 1 : 0)
        return this.later(at, 2, step.after, this.program.here)
      }
      default:
        return this.simple(step)
    }
  }

  private simple(
    step: Extract<Step, { op: 'release' | 'answer' | 'do' | 'count' | 'park' | 'wake' | 'land' | 'end' }>,
  ) {
    const { program } = this
    switch (step.op) {
      case 'release':
        program.emit(P.OP_RELEASE, step.station)
        return
      case 'answer':
        program.emit(P.OP_ANSWER, step.outcome === 'asCalled' ? -1 : outcomeCode(step.outcome))
        return
      case 'do':
        program.emit(P.OP_DO, program.handOver(step.run))
        return
      case 'count':
        program.emit(P.OP_COUNT, step.counter)
        return
      case 'park':
        program.emit(P.OP_PARK, step.gate)
        return
      case 'wake':
        program.emit(P.OP_WAKE, step.gate, step.count)
        return
      case 'land':
        program.emit(P.OP_LAND, step.flights)
        return
      case 'end':
        program.emit(P.OP_END)
    }
  }

  private passTime(step: Extract<Step, { op: 'hold' | 'holdOwn' | 'holdX' | 'share' | 'patience' }>): void {
    const { program } = this
    if (step.op === 'patience') return void program.emit(P.OP_PATIENCE, program.law(step.time))
    if (step.op === 'holdX') program.emit(P.OP_HOLD_X, 0, 0, L.CAUSE_BACKOFF)
    else if (step.op === 'share') {
      program.emit(P.OP_SHARE, step.station, program.law(step.time), hashText(step.purpose))
    } else {
      const cause = HOLD_CAUSES[step.cause]
      if (step.op === 'hold') program.emit(P.OP_HOLD, program.law(step.time), hashText(step.purpose), cause)
      else program.emit(P.OP_HOLD_OWN, program.law(step.time), step.cell, cause)
    }
  }

  private call(step: Extract<Step, { op: 'call' }>): void {
    const { program } = this
    const choose =
      step.choose === undefined
        ? program.emit(P.OP_CHOOSE_PORT, step.port)
        : program.emit(P.OP_CHOOSE, program.handOver(step.choose))
    program.emit(P.OP_CALL, step.operation)
    if (step.answered !== undefined) program.emit(P.OP_DO, program.handOver(step.answered))
    if (step.retries !== false) program.emit(P.OP_RETRY, choose)
    this.later(choose, 2, step.none, program.here)
  }

  private choice(step: Extract<Step, { op: 'branch' | 'onOperation' | 'onAnswer' }>): void {
    const { program } = this
    if (step.op === 'onAnswer') {
      const at = program.emit(P.OP_ON_ANSWER)
      for (const inner of step.ok) this.step(inner)
      const then = program.emit(P.OP_JUMP)
      program.patch(then, 1, program.here)
      this.later(at, 1, step.failed, program.here)
      this.later(at, 2, step.miss ?? step.failed, program.here)
      return
    }
    if (step.op === 'branch') {
      const at = program.emit(P.OP_BRANCH, program.handOver(step.test), step.cases.length)
      this.table(at, step.cases)
      return
    }
    const known = Object.keys(step.cases).map(Number)
    const size = Math.max(0, ...known) + 1
    const at = program.emit(P.OP_ON_OPERATION, 0, size)
    this.table(
      at,
      Array.from({ length: size }, (_, n) => step.cases[n] ?? step.otherwise),
      step.otherwise,
    )
  }

  /** A table of addresses behind the instruction at `at`, one a case; every case goes on behind the table. */
  private table(at: number, cases: readonly Steps[], otherwise?: Steps): void {
    const { program } = this
    const words = Math.ceil(cases.length / P.STRIDE)
    for (let n = 0; n < words; n++) program.emit(0)
    if (otherwise !== undefined) this.later(at, 1, otherwise, program.here)
    const then = program.here
    const laid = new Map<Steps, number>()
    this.pending.push(() => {
      cases.forEach((steps, n) => {
        let address = laid.get(steps)
        if (address === undefined) {
          address = program.here
          laid.set(steps, address)
          this.block(steps, then)
        }
        program.patch(at, P.STRIDE + n, address)
      })
    })
  }

  private nested(step: Extract<Step, { op: 'within' | 'fork' | 'spawn' | 'source' | 'emit' | 'loop' }>): void {
    const { program } = this
    if (step.op === 'loop') {
      const begin = program.here
      for (const inner of step.body) this.step(inner)
      program.emit(P.OP_LOOP, begin)
    } else if (step.op === 'spawn') this.later(program.emit(P.OP_SPAWN), 1, step.body, null)
    else if (step.op === 'emit') this.later(program.emit(P.OP_EMIT, 0, step.cell), 1, step.body, null)
    else if (step.op === 'source') {
      program.emit(P.OP_ARRIVAL, step.cell, step.constant ? 1 : 0)
      this.later(program.emit(P.OP_SOURCE, 0, step.cell, step.constant ? 1 : 0), 1, step.body, null)
    } else if (step.op === 'within') {
      const within = [delayLine(this.machine.arena, L.TIMER_LINE, step.ms), step.cancel ? 1 : 0] as const
      this.later(program.emit(P.OP_WITHIN, 0, ...within), 1, step.body, null)
    } else {
      const { needed, branches } = step
      assert(needed >= 1 && needed <= branches.length, `${needed} of ${branches.length} branches cannot be waited for`)
      for (const branch of branches) this.later(program.emit(P.OP_FORK), 1, branch, null)
      program.emit(P.OP_JOIN, needed, step.cancel ? 1 : 0)
    }
  }
}
