/** Short words for the small plans of kernel tests. */
import type { Distribution } from './distributions.ts'
import type { Outcome } from './outcome.ts'
import type { Step, Steps } from './plan.ts'

export function constant(ms: number): Distribution {
  return { law: 'constant', mean: ms, cv: 0 }
}

export function exponential(meanMs: number): Distribution {
  return { law: 'exponential', mean: meanMs, cv: 1 }
}

/** Service of so many ms, or of a random time. */
export function work(time: number | Distribution, purpose = 'work'): Step {
  return { op: 'hold', time: typeof time === 'number' ? constant(time) : time, purpose, cause: 'service' }
}

/** A wait that is no service. */
export function pause(ms: number): Step {
  return { op: 'hold', time: constant(ms), purpose: 'pause', cause: 'backoff' }
}

export function answer(outcome: Outcome | 'asCalled' = 'ok'): Step {
  return { op: 'answer', outcome }
}

/** Does `inside` with a server of the station; who finds the waiting room full is turned away. */
export function line(station: number, ...inside: Steps): Steps {
  return [{ op: 'acquire', station, full: [answer('turnedAway')] }, ...inside, { op: 'release', station }]
}

/** Calls the next target of a port; where nothing is connected, that is refused. */
export function call(port: number, operation = 0): Step {
  return { op: 'call', port, operation, none: [answer('refused')] }
}

/** Counts at the component, so that a test sees that this was reached. */
export function count(counter: number): Step {
  return { op: 'count', counter }
}
