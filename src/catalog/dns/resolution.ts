/**
 * How a client gets an address: its users ask a resolver, the resolver answers from its cache until the time to live is
 * over, and then asks the name server. The answer is one of the name server's records.
 */
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { scatter } from '../../engine/random.ts'
import type { Kit, PlanFunction, Steps } from '../kit.ts'
import { addCount, cellOf, linkAt } from '../memory.ts'
import { LOOKUP } from '../operations.ts'
import { act, answer, branch, call, constant, onAnswer } from '../steps.ts'

/** Counters of the name server, in the order it declares them. */
export const ANSWERS = 0
export const CACHED_ANSWERS = 1

/** Words of a resolver's cached answer: when it expires (f64), and 1 + the record. */
const ANSWER_WORDS = 4

/** The record that the name server answered last, 1-based, travels in the request. */
export function answeredRecord(machine: Machine, frame: number): number {
  return machine.i32[machine.i32[frame + L.REQUEST]! + L.R_MARK]!
}

/** Steps of a client that make sure the request has an address; a failed lookup does `failed` and ends it as `dnsFailure`. */
export function resolve(kit: Kit, failed: Steps): Steps {
  const resolver = kit.port('resolver')
  const server = resolver.peers[0]
  if (server === undefined) return []
  const resolvers = server.config['resolvers'] as number
  const ttlMs = server.config['ttlMs'] as number
  const asked = server.config['cachedLookupMs'] as number
  const answers = kit.block('answers', resolvers * ANSWER_WORDS)
  const rowOf = (machine: Machine, frame: number): number => {
    const user = machine.i32[machine.i32[frame + L.REQUEST]! + L.R_USER]!
    return cellOf(machine, frame, answers) + ((scatter(user) >>> 0) % resolvers) * ANSWER_WORDS
  }
  const countOnServer = (machine: Machine, frame: number, counter: number): void => {
    const link = linkAt(machine, machine.i32[frame + L.INSTANCE]!, resolver.slot, 0)
    addCount(machine, machine.i32[machine.i32[link + L.L_TARGETS]!]!, counter)
  }
  const isCached: PlanFunction = (machine, frame) => {
    const { i32, f64 } = machine
    const row = rowOf(machine, frame)
    countOnServer(machine, frame, ANSWERS)
    if (f64[row >> 1]! <= f64[H.NOW]!) return 0
    countOnServer(machine, frame, CACHED_ANSWERS)
    i32[i32[frame + L.REQUEST]! + L.R_MARK] = i32[row + 2]!
    return 1
  }
  const keep = act((machine, frame) => {
    const { i32, f64 } = machine
    const row = rowOf(machine, frame)
    f64[row >> 1] = f64[H.NOW]! + ttlMs
    i32[row + 2] = answeredRecord(machine, frame)
  })
  const lookUp: Steps = [
    call(resolver, LOOKUP, { none: [...failed, answer('dnsFailure')] }),
    onAnswer({ ok: [keep], failed: [...failed, answer('dnsFailure')] }),
  ]
  const ask: Steps = asked > 0 ? [{ op: 'hold', time: constant(asked), purpose: 'resolver', cause: 'lookup' }] : []
  return [...ask, branch(isCached, lookUp, [])]
}
