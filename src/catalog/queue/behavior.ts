/** What a queue does: store, hand out, delete, and bring back what was not acknowledged in time. */
import type { Distribution } from '../../engine/distributions.ts'
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import type { Kit, PlanFunction, Steps } from '../kit.ts'
import { addCount, cellOf } from '../memory.ts'
import { ACKNOWLEDGE, PROBE, RECEIVE } from '../operations.ts'
import { act, answer, branch, hold, loop, onOperation } from '../steps.ts'
import * as M from './messages.ts'

interface Queue {
  readonly storeTime: Distribution
  readonly visibilityMs: number
  readonly maxReceives: number
  readonly capacity: number
}

export function queuePlan(kit: Kit, config: Queue): Steps {
  const cell = kit.block('messages', M.QUEUE_WORDS)
  const consumers = kit.gate('consumers')
  const flights = kit.gate('flights')
  const published = kit.counter('published')
  const done = kit.counter('done')
  const redelivered = kit.counter('redelivered')
  const deadLetters = kit.counter('deadLetters')
  const of = (machine: Machine, instance: number): number => machine.i32[instance + L.N_CELLS + cell]!
  kit.level('backlog', (machine, instance) => M.backlogOf(machine, of(machine, instance)))
  kit.level('oldestMs', (machine, instance) => M.oldestMs(machine, of(machine, instance)))
  kit.port('consumers')
  kit.daemon('reappear', reappearing(config, { cell, consumers, flights, deadLetters }))
  const hasRoom: PlanFunction = (machine, frame) =>
    M.backlogOf(machine, cellOf(machine, frame, cell)) < config.capacity ? 1 : 0
  const store: Steps = [
    act((machine, frame) => {
      M.store(machine, frame, cellOf(machine, frame, cell))
      addCount(machine, instanceOf(machine, frame), published)
    }),
    { op: 'wake', gate: consumers, count: 1 },
    answer('ok'),
  ]
  const deliver: PlanFunction = (machine, frame) => {
    if (!isAwaited(machine, frame)) return 2
    const delivery = M.deliver(machine, frame, cellOf(machine, frame, cell), config.visibilityMs)
    if (delivery === 2) addCount(machine, instanceOf(machine, frame), redelivered)
    return delivery === 0 ? 0 : 1
  }
  const acknowledge = act((machine, frame) => {
    if (M.acknowledge(machine, frame, cellOf(machine, frame, cell))) addCount(machine, instanceOf(machine, frame), done)
  })
  // Woken for a message, but its consumer is gone: the next one shall have it.
  const passOn: Steps = [{ op: 'wake', gate: consumers, count: 1 }, answer('ok')]
  const handOut: Steps = [{ op: 'wake', gate: flights, count: 1 }, answer('ok')]
  return [
    onOperation(
      {
        [PROBE]: [answer('ok')],
        // A consumer that finds nothing parks here until something is stored (long polling).
        [RECEIVE]: [loop(branch(deliver, [{ op: 'park', gate: consumers }], handOut, passOn))],
        [ACKNOWLEDGE]: [acknowledge, answer('ok')],
      },
      [hold(config.storeTime, 'store'), branch(hasRoom, [answer('turnedAway')], store)],
    ),
  ]
}

const instanceOf = (machine: Machine, frame: number): number => machine.i32[frame + L.INSTANCE]!

/** Whether the consumer still waits for this delivery. */
function isAwaited({ i32 }: Machine, frame: number): boolean {
  const consumer = i32[frame + L.CALLER]!
  return consumer !== 0 && i32[consumer + L.TICKET] === i32[frame + L.CALLER_TICKET]
}

interface Places {
  readonly cell: number
  readonly consumers: number
  readonly flights: number
  readonly deadLetters: number
}

/** Waits for the first visibility timeout, and for the next, as long as messages are in flight. */
function reappearing(config: Queue, { cell, consumers, flights, deadLetters }: Places): Steps {
  const untilDue: PlanFunction = (machine, frame) => {
    const due = M.nextDueMs(machine, cellOf(machine, frame, cell))
    machine.f64[(frame >> 1) + L.X] = due - machine.f64[H.NOW]!
    return due === 0 ? 0 : 1
  }
  const reappear: PlanFunction = (machine, frame) => {
    const outcome = M.reappear(machine, cellOf(machine, frame, cell), config.maxReceives)
    if (outcome === 2) {
      addCount(machine, machine.i32[frame + L.INSTANCE]!, deadLetters)
      machine.tell?.('deadLettered', machine.i32[machine.i32[frame + L.INSTANCE]! + L.N_COMPONENT]!, {
        receives: config.maxReceives,
      })
    }
    return outcome === 1 ? 1 : 0
  }
  return [
    branch(
      untilDue,
      [{ op: 'park', gate: flights }],
      [{ op: 'holdX' }, branch(reappear, [], [{ op: 'wake', gate: consumers, count: 1 }])],
    ),
  ]
}
