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
const ANSWERS = 0
const CACHED_ANSWERS = 1

/** The table of cached answers: how many resolvers, then for each when its answer expires (f64), and the address. */
const TABLE_WORDS = 2
const ANSWER_WORDS = 4

/** Answers an address, which travels in the request: 1 + the component that a link leads to, or 0 for none. */
export function markRecord({ i32 }: Machine, frame: number, link: number): void {
  i32[i32[frame + L.REQUEST]! + L.R_MARK] = link === 0 ? 0 : i32[link + L.L_CALLEE]! + 1
}

/** The link of a port that leads to the address in the request; 0 when nobody is there any more. */
export function answeredLink({ i32 }: Machine, frame: number, port: number): number {
  const address = i32[i32[frame + L.REQUEST]! + L.R_MARK]!
  const list = i32[i32[frame + L.INSTANCE]! + L.N_PORTS + port]!
  const links = list === 0 ? 0 : i32[list]!
  for (let n = 0; n < links; n++) {
    const link = i32[list + 2 + n]!
    if (i32[link + L.L_CALLEE]! + 1 === address) return link
  }
  return 0
}

/**
 * Steps of a client that make sure the request has an address; a failed lookup does `failed` and ends it as
 * `dnsFailure`.
 */
export function resolve(kit: Kit, failed: Steps): Steps {
  const resolver = kit.port('resolver')
  const server = resolver.peers[0]
  if (server === undefined) return []
  const resolvers = server.config['resolvers'] as number
  const ttlMs = server.config['ttlMs'] as number
  const asked = server.config['cachedLookupMs'] as number
  const answers = kit.block('answers', TABLE_WORDS + resolvers * ANSWER_WORDS)
  kit.onBuilt((machine, instances) => {
    for (const instance of instances) machine.i32[machine.i32[instance + L.N_CELLS + answers]!] = resolvers
  })
  // The number stands in the table: a request that is on its way when it changes meets the new one.
  const rowOf = (machine: Machine, frame: number): number => {
    const user = machine.i32[machine.i32[frame + L.REQUEST]! + L.R_USER]!
    const table = cellOf(machine, frame, answers)
    return table + TABLE_WORDS + ((scatter(user) >>> 0) % machine.i32[table]!) * ANSWER_WORDS
  }
  const countOnServer = (machine: Machine, frame: number, counter: number): void => {
    const link = linkAt(machine, machine.i32[frame + L.INSTANCE]!, resolver.slot, 0)
    if (link !== 0) addCount(machine, machine.i32[machine.i32[link + L.L_TARGETS]!]!, counter)
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
    const address = i32[i32[frame + L.REQUEST]! + L.R_MARK]!
    if (address === 0) return
    f64[row >> 1] = f64[H.NOW]! + ttlMs
    i32[row + 2] = address
  })
  const lookUp: Steps = [
    call(resolver, LOOKUP, { none: [...failed, answer('dnsFailure')] }),
    onAnswer({ ok: [keep], failed: [...failed, answer('dnsFailure')] }),
  ]
  const ask: Steps = asked > 0 ? [{ op: 'hold', time: constant(asked), purpose: 'resolver', cause: 'lookup' }] : []
  return [...ask, branch(isCached, lookUp, [])]
}
