/** Short names for the steps of plans, so that a plan reads like the sentence it is. */
import type { Distribution } from '../engine/distributions.ts'
import type { Outcome } from '../engine/outcome.ts'
import type { PlanFunction, Step, Steps } from '../engine/plan.ts'
import type { PortHandle } from './kit.ts'

/** Ends the visit with that outcome, or with what the last call answered. */
export function answer(outcome: Outcome | 'asCalled'): Step {
  return { op: 'answer', outcome }
}

/** Calls the next target of a port in turn (or the chosen one), with the connection's timeout and retries. */
export function call(
  port: PortHandle,
  operation: number,
  options: { choose?: PlanFunction; answered?: PlanFunction; none?: Steps; retries?: boolean } = {},
): Step {
  return {
    op: 'call',
    port: port.slot,
    operation,
    none: options.none ?? [answer('refused')],
    ...(options.choose === undefined ? {} : { choose: options.choose }),
    ...(options.answered === undefined ? {} : { answered: options.answered }),
    ...(options.retries === undefined ? {} : { retries: options.retries }),
  }
}

/** Goes on by how the last call ended. */
export function onAnswer(cases: { ok: Steps; miss?: Steps; failed: Steps }): Step {
  return { op: 'onAnswer', ...cases }
}

/** Goes on with the case whose number the function returns. */
export function branch(test: PlanFunction, ...cases: Steps[]): Step {
  return { op: 'branch', test, cases }
}

/** Goes on by what the call is for. */
export function onOperation(cases: Readonly<Record<number, Steps>>, otherwise: Steps): Step {
  return { op: 'onOperation', cases, otherwise }
}

/** Does something that takes no time. */
export function act(run: (...args: Parameters<PlanFunction>) => void): Step {
  return {
    op: 'do',
    run: (machine, frame) => {
      run(machine, frame)
      return 0
    },
  }
}

/** So much time passes as service, drawn by the request. */
export function hold(time: Distribution, purpose: string): Step {
  return { op: 'hold', time, purpose, cause: 'service' }
}

/** A constant time. */
export function constant(ms: number): Distribution {
  return { law: 'constant', mean: ms, cv: 0 }
}

/** Over and over. */
export function loop(...body: Step[]): Step {
  return { op: 'loop', body }
}
