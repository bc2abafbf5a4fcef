/** What a server calls besides its data: other services, in turn, by chance, one after the other or side by side. */
import * as L from '../../engine/layout.ts'
import { drawWords, hashText, uniform } from '../../engine/random.ts'
import type { Fields } from '../fields.ts'
import type { Kit, PlanFunction, PortHandle, Steps } from '../kit.ts'
import { aim, linkAt } from '../memory.ts'
import { SAME } from '../operations.ts'
import { answer, branch, call, onAnswer } from '../steps.ts'

const TWO = { 'service.cpuTime': { law: 'exponential', mean: 30, cv: 1 } } as const

export const downstreamFields = {
  downstreamCalls: {
    type: 'choice',
    options: ['turns', 'random', 'sequence', 'parallel'],
    default: 'turns',
    provenance: { assumption: 'several services behind one port are alike unless told otherwise' },
    advanced: true,
    effect: {
      set: 'sequence',
      measure: 'service.arrivals',
      direction: 'up',
      given: { 'self-service.calls': 3 },
    },
  },
  stopShare: {
    type: 'ratio',
    default: 0,
    min: 0,
    max: 1,
    provenance: { assumption: 'every request goes on to a service where one is connected' },
    advanced: true,
    when: { field: 'downstreamCalls', is: ['random'] },
    effect: {
      set: 0.7,
      measure: 'service.arrivals',
      direction: 'down',
      given: { 'self.downstreamCalls': 'random' },
    },
  },
  needed: {
    type: 'count',
    default: 0,
    min: 0,
    max: 10_000,
    provenance: { assumption: '0 stands for all: an answer is put together from all answers' },
    advanced: true,
    when: { field: 'downstreamCalls', is: ['parallel'] },
    effect: {
      set: 1,
      measure: 'self.latencyMs.mean',
      direction: 'down',
      given: { ...TWO, 'self.downstreamCalls': 'parallel', 'self-service.calls': 4 },
    },
  },
} as const satisfies Fields

/** Fields of a connection to a service, besides those of every call. */
export const serviceFields = {
  share: {
    type: 'count',
    default: 1,
    min: 0,
    max: 1_000,
    provenance: { assumption: 'services are called alike unless told otherwise' },
    advanced: true,
    effect: {
      set: 0,
      measure: 'callee.arrivals',
      direction: 'down',
      given: { 'self.downstreamCalls': 'random' },
    },
  },
  calls: {
    type: 'count',
    default: 1,
    min: 1,
    max: 2_000,
    scale: 'log',
    provenance: { assumption: 'a request calls a service once, unless told otherwise' },
    advanced: true,
    effect: {
      set: 3,
      measure: 'callee.arrivals',
      direction: 'up',
      given: { 'self.downstreamCalls': 'sequence' },
    },
  },
} as const satisfies Fields

export interface Downstream {
  readonly downstreamCalls: 'turns' | 'random' | 'sequence' | 'parallel'
  readonly stopShare: number
  readonly needed: number
}

const PURPOSE = hashText('which service')

/** The last steps of a visit: the calls, and the answer. Without any service the answer is `ok`. */
export function callServices(kit: Kit, config: Downstream): Steps {
  const port = kit.port('downstream')
  const { peers } = port
  if (peers.length === 0) return [answer('ok')]
  const each = peers.flatMap(({ index, connection }) =>
    Array.from({ length: Number(connection['calls']) }, () => call(port, SAME, { choose: only(port, index) })),
  )
  switch (config.downstreamCalls) {
    case 'turns':
      return [call(port, SAME), answer('asCalled')]
    case 'random':
      return byChance(port, config.stopShare)
    case 'sequence':
      return [...each.flatMap((step) => [step, onAnswer({ ok: [], failed: [answer('asCalled')] })]), answer('ok')]
    case 'parallel': {
      const needed = config.needed === 0 ? each.length : Math.min(config.needed, each.length)
      const branches = each.map((step): Steps => [step, answer('asCalled')])
      return [{ op: 'fork', branches, needed, cancel: needed < each.length }, answer('asCalled')]
    }
  }
}

function only(port: PortHandle, index: number): PlanFunction {
  return (machine, frame) =>
    aim(machine, frame, linkAt(machine, machine.i32[frame + L.INSTANCE]!, port.slot, index)) ? 1 : 0
}

/** One of the services by share, or none. */
function byChance(port: PortHandle, stopShare: number): Steps {
  const total = port.peers.reduce((sum, { connection }) => sum + Number(connection['share']), 0)
  let below = stopShare
  const bounds = port.peers.map(({ connection }) => {
    below += total === 0 ? 0 : ((1 - stopShare) * Number(connection['share'])) / total
    return below
  })
  const draw: PlanFunction = ({ i32 }, frame) => {
    const request = i32[frame + L.REQUEST]!
    drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, PURPOSE, i32[frame + L.VISIT]!)
    const u = uniform(i32)
    if (u < stopShare || total === 0) return 0
    const chosen = bounds.findIndex((bound) => u < bound)
    return chosen < 0 ? bounds.length : chosen + 1
  }
  const goTo = port.peers.map(({ index }): Steps => [
    call(port, SAME, { choose: only(port, index) }),
    answer('asCalled'),
  ])
  return [branch(draw, [answer('ok')], ...goTo)]
}
