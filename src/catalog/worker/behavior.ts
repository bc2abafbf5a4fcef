/** What a worker does: pull a message, work on it, acknowledge it, over and over. */
import { enterComponent, leaveComponent } from '../../engine/accounts.ts'
import type { Distribution } from '../../engine/distributions.ts'
import { dropSegments, freeRequest, newRequest } from '../../engine/frames.ts'
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { ERROR, OK, TIMED_OUT } from '../../engine/outcome.ts'
import { drawWords, hashText } from '../../engine/random.ts'
import { routesOf } from '../database/access.ts'
import type { Kit, PlanFunction, Steps } from '../kit.ts'
import { addCount, aim, linkAt } from '../memory.ts'
import { ACKNOWLEDGE, PROBE, PUBLISH, RECEIVE, WRITE } from '../operations.ts'
import { act, answer, branch, call, onAnswer, onOperation } from '../steps.ts'
import { readMessage } from '../queue/messages.ts'

/** A consumer that could not reach its queue tries again after this long. */
const RETRY_MS = 1_000
const FAILURE_PURPOSE = hashText('failing job')

interface Worker {
  readonly cores: number
  readonly concurrency: number
  readonly jobTime: Distribution
}

export function workerPlan(kit: Kit, config: Worker): Steps {
  const done = kit.counter('done')
  const slots = kit.station('slots', { servers: config.concurrency })
  const cores = kit.station('cores', { servers: config.cores })
  const source = kit.back('consumers')
  const routes = routesOf(kit, 'database')
  const results = kit.port('queue')
  // A consumer belongs to one queue: waiting at an empty one must not keep it from another that is full.
  const consumers = Math.max(config.concurrency, source.peers.length)
  const chooseQueue: PlanFunction = (machine, frame) => {
    const { i32 } = machine
    if (source.peers.length === 0) return 0
    if (i32[frame + L.C] === 0) i32[frame + L.C] = i32[frame + L.A]! + 1
    const instance = i32[frame + L.INSTANCE]!
    const slot = i32[frame + L.C]! - 1 + i32[instance + L.N_NUMBER]! * consumers
    return aim(machine, frame, linkAt(machine, instance, source.slot, slot % source.peers.length)) ? 1 : 0
  }
  const finish: Steps = [
    call(source, ACKNOWLEDGE, { choose: chooseSame, retries: false }),
    act((machine, frame) => {
      addCount(machine, machine.i32[frame + L.INSTANCE]!, done)
      endJob(machine, frame, OK)
    }),
    slots.release(),
  ]
  // What is not acknowledged is delivered again when its visibility timeout is over.
  const giveUp: Steps = [act((machine, frame) => endJob(machine, frame, ERROR)), slots.release()]
  const publish: Steps =
    results.peers.length === 0 ? finish : [call(results, PUBLISH), onAnswer({ ok: finish, failed: giveUp })]
  const store: Steps =
    routes === undefined
      ? publish
      : [call(routes.port, WRITE, { choose: routes.write }), onAnswer({ ok: publish, failed: giveUp })]
  const work: Steps = [
    act(beginJob),
    slots.acquire([]),
    ...cores.serve(config.jobTime, 'job'),
    branch(isDoomed, store, giveUp),
  ]
  const retry: Steps = [
    act((machine, frame) => {
      machine.f64[(frame >> 1) + L.X] = RETRY_MS
    }),
    { op: 'holdX' },
  ]
  if (source.peers.length > 0) {
    kit.daemon(
      'consumer',
      [
        call(source, RECEIVE, { choose: chooseQueue, retries: false, none: retry }),
        // Nothing came while it waited: it asks again at once. Anything else is trouble.
        onAnswer({ ok: work, failed: [branch(isTimedOut, retry, [])] }),
      ],
      consumers,
    )
  }
  return [onOperation({ [PROBE]: [answer('ok')] }, [...cores.serve(config.jobTime, 'job'), answer('ok')])]
}

const isTimedOut: PlanFunction = (machine, frame) => (machine.i32[frame + L.ANSWER] === TIMED_OUT ? 1 : 0)

/** The queue that the message came from, which register X remembers while it is worked on. */
const chooseSame: PlanFunction = (machine, frame) => (aim(machine, frame, machine.f64[(frame >> 1) + L.X]!) ? 1 : 0)

/** The consumer's frame becomes that of the message's request, and counts as inside the worker. */
function beginJob(machine: Machine, frame: number): void {
  const { i32, f64 } = machine
  const request = newRequest(i32, f64)
  readMessage(machine, frame, request)
  i32[request + L.R_REFS] = 1
  i32[request + L.R_FLAGS] = L.ENDED
  f64[(frame >> 1) + L.X] = i32[frame + L.TARGET_LINK]!
  i32[frame + L.REQUEST] = request
  i32[frame + L.FLAGS] = i32[frame + L.FLAGS]! | L.ARRIVED_FLAG
  f64[(frame >> 1) + L.ARRIVED] = f64[H.NOW]!
  enterComponent(f64, i32[i32[frame + L.INSTANCE]! + L.N_STATS]! >> 1)
}

/** The job is over: counted out, its request forgotten. */
function endJob(machine: Machine, frame: number, outcome: number): void {
  const { i32, f64 } = machine
  const request = i32[frame + L.REQUEST]!
  leaveComponent(i32, f64, frame, outcome)
  i32[frame + L.FLAGS] = i32[frame + L.FLAGS]! & ~L.ARRIVED_FLAG
  i32[frame + L.REQUEST] = 0
  dropSegments(i32, frame)
  const refs = i32[request + L.R_REFS]! - 1
  i32[request + L.R_REFS] = refs
  if (refs === 0) freeRequest(i32, request)
}

/** Whether an injected error spoils this job. */
const isDoomed: PlanFunction = (machine, frame) => {
  const { i32, f64 } = machine
  const doom = f64[(i32[frame + L.INSTANCE]! >> 1) + L.N_DOOM]!
  if (doom === 0) return 0
  const request = i32[frame + L.REQUEST]!
  drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, FAILURE_PURPOSE, 0)
  return i32[H.BITS]! >>> 0 < doom ? 1 : 0
}
