/**
 * How a client gets an address: its users ask a resolver, the resolver answers from its cache until the time to live is
 * over (some stretch it), and then asks the name server. The answer is one of the name server's records. Who keeps
 * addresses of their own ask only when these are too old.
 */
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { scatter } from '../../engine/random.ts'
import type { ConfigOf } from '../fields.ts'
import type { Kit, PlanFunction, Steps } from '../kit.ts'
import { addCount, cellOf, linkAt } from '../memory.ts'
import { LOOKUP } from '../operations.ts'
import { act, answer, branch, call, constant, onAnswer } from '../steps.ts'
import { ownAddresses } from './addresses.ts'
import { enlist, ROW_ADDRESS, rowAt, tablesOf, tableWords } from './caches.ts'
import type { cachingFields } from './fields.ts'
import { fixedShare } from './fixed-share.ts'

/** Counters of the name server, in the order it declares them. */
const ANSWERS = 0
const CACHED_ANSWERS = 1

type Caching = ConfigOf<typeof cachingFields>

/** Answers an address, which travels in the request: 1 + the component that a link leads to, or 0 for none. */
export function markRecord({ i32 }: Machine, frame: number, link: number): void {
  i32[i32[frame + L.REQUEST]! + L.R_MARK] = link === 0 ? 0 : i32[link + L.L_CALLEE]! + 1
}

/**
 * Steps of a client that make sure the request has an address; a failed lookup does `failed` and ends it as
 * `dnsFailure`.
 */
export function resolve(kit: Kit, failed: Steps): Steps {
  const resolver = kit.port('resolver')
  const server = resolver.peers[0]
  if (server === undefined) return []
  const config = server.config as Caching
  const answers = kit.block('answers', tableWords(config.resolvers))
  const tables = tablesOf(kit, server.id)
  kit.onBuilt((machine, instances) => {
    for (const instance of instances) {
      const table = machine.i32[instance + L.N_CELLS + answers]!
      machine.i32[table] = config.resolvers
      enlist(machine, instance, tables, table)
    }
  })
  const countOnServer = (machine: Machine, frame: number, counter: number): void => {
    const link = linkAt(machine, machine.i32[frame + L.INSTANCE]!, resolver.slot, 0)
    if (link !== 0) addCount(machine, machine.i32[machine.i32[link + L.L_TARGETS]!]!, counter)
  }
  const isCached: PlanFunction = (machine, frame) => {
    const { i32, f64 } = machine
    const table = cellOf(machine, frame, answers)
    const row = rowAt(table, resolverOf(machine, frame, table))
    countOnServer(machine, frame, ANSWERS)
    if (f64[row >> 1]! <= f64[H.NOW]!) return 0
    countOnServer(machine, frame, CACHED_ANSWERS)
    i32[i32[frame + L.REQUEST]! + L.R_MARK] = i32[row + ROW_ADDRESS]!
    return 1
  }
  const isStretching = fixedShare(kit, 'stretching resolvers', config.stretchShare)
  const keep = act((machine, frame) => {
    const { i32, f64 } = machine
    const address = i32[i32[frame + L.REQUEST]! + L.R_MARK]!
    if (address === 0) return
    const table = cellOf(machine, frame, answers)
    const number = resolverOf(machine, frame, table)
    const row = rowAt(table, number)
    // What is not to be kept at all is kept by nobody.
    const isLonger = config.ttlMs > 0 && isStretching(number)
    f64[row >> 1] = f64[H.NOW]! + (isLonger ? Math.max(config.ttlMs, config.stretchedTtlMs) : config.ttlMs)
    i32[row + ROW_ADDRESS] = address
  })
  const lookUp: Steps = [
    call(resolver, LOOKUP, { none: [...failed, answer('dnsFailure')] }),
    onAnswer({ ok: [keep], failed: [...failed, answer('dnsFailure')] }),
  ]
  const asked = config.cachedLookupMs
  const ask: Steps = asked > 0 ? [{ op: 'hold', time: constant(asked), purpose: 'resolver', cause: 'lookup' }] : []
  return ownAddresses(kit, config, [...ask, branch(isCached, lookUp, [])])
}

/**
 * The resolver of the user whose request it is. How many there are stands in the table: a request that is on its way
 * when that changes meets the new number.
 */
function resolverOf({ i32 }: Machine, frame: number, table: number): number {
  return (scatter(i32[i32[frame + L.REQUEST]! + L.R_USER]!) >>> 0) % i32[table]!
}
