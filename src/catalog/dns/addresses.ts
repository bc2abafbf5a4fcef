/** Addresses that clients know by themselves: those they keep without asking anybody, and where former ones lead. */
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { E_VALUE, E_VERSIONS } from '../../engine/store-layout.ts'
import { lookUp, put, take } from '../../engine/store.ts'
import type { Kit, PlanFunction, PortHandle, Steps } from '../kit.ts'
import { cellOf, COOKIES } from '../memory.ts'
import { act, branch } from '../steps.ts'
import { fixedShare } from './fixed-share.ts'

interface Keeping {
  readonly pinnedShare: number
  readonly clientCacheMs: number
}

/** Written beside the address of a client who keeps it for ever. */
const PINNED = 1

/**
 * Steps that ask a resolver, left out by users who hold an address of their own: for a while (a cache of the client's),
 * or for ever (pinned). Of very many users those who have asked for nothing for longest ask again.
 */
export function ownAddresses(kit: Kit, { pinnedShare, clientCacheMs }: Keeping, ask: Steps): Steps {
  if (pinnedShare === 0 && clientCacheMs === 0) return ask
  const store = kit.store('addresses', { capacity: COOKIES, eviction: 'lru', owner: kit.id })
  const isPinned = fixedShare(kit, 'pinned clients', pinnedShare)
  const isKnown: PlanFunction = (machine, frame) => {
    const { i32, f64 } = machine
    const jar = cellOf(machine, frame, store)
    const user = userOf(machine, frame)
    const entry = lookUp(i32, f64, jar, 0, user)
    if (entry === 0) return 0
    if (i32[entry + E_VERSIONS] === PINNED && !isPinned(user)) {
      // An edit has let go of this one.
      take(i32, f64, jar, 0, user)
      return 0
    }
    i32[i32[frame + L.REQUEST]! + L.R_MARK] = i32[entry + E_VALUE]!
    return 1
  }
  const keep = act((machine, frame) => {
    const address = machine.i32[machine.i32[frame + L.REQUEST]! + L.R_MARK]!
    const user = userOf(machine, frame)
    const isForEver = isPinned(user)
    if (address === 0 || (!isForEver && clientCacheMs === 0)) return
    const { arena } = machine
    const entry = put(arena, cellOf(machine, frame, store), 0, user, isForEver ? Infinity : clientCacheMs)
    arena.i32[entry + E_VALUE] = address
    arena.i32[entry + E_VERSIONS] = isForEver ? PINNED : 0
  })
  return [branch(isKnown, [...ask, keep], [])]
}

function userOf({ i32 }: Machine, frame: number): number {
  return i32[i32[frame + L.REQUEST]! + L.R_USER]!
}

/** Addresses that are remembered after their connection is gone. */
const FORMER_MAX = 256

/** What a client calls over when it has the address that is in the request. */
export interface AddressBook {
  /** The link to the address; 0 when it never was an address of this client's. */
  linkTo(machine: Machine, frame: number): number
}

/**
 * The links behind addresses: over a connection of the client's own, else over a record's; and where there was one
 * before an edit took it away, over that one. What is there still answers, as in life; what is gone refuses.
 */
export function addressBook(kit: Kit, ports: readonly PortHandle[]): AddressBook {
  // How many there have been, and one after the other: 1 + the number of the component, and the link.
  const former = kit.block('former links', 2 + 2 * FORMER_MAX)
  kit.onBuilt(({ i32 }, instances) => {
    for (const instance of instances) {
      // Own connections come last, as they are what is called over.
      for (const { slot } of ports.toReversed()) {
        const list = i32[instance + L.N_PORTS + slot]!
        for (let n = 0; n < i32[list]!; n++) remember(i32, i32[instance + L.N_CELLS + former]!, i32[list + 2 + n]!)
      }
    }
  })
  return {
    linkTo(machine, frame) {
      const { i32 } = machine
      const address = i32[i32[frame + L.REQUEST]! + L.R_MARK]!
      if (address === 0) return 0
      for (let n = 0; n < ports.length; n++) {
        const link = linkAmong(i32, i32[frame + L.INSTANCE]! + L.N_PORTS + ports[n]!.slot, address)
        if (link !== 0) return link
      }
      const place = placeOf(i32, cellOf(machine, frame, former), address)
      return place === 0 ? 0 : i32[place + 1]!
    },
  }
}

/** The link of a list that leads to an address. */
function linkAmong(i32: Int32Array, at: number, address: number): number {
  const list = i32[at]!
  const links = list === 0 ? 0 : i32[list]!
  for (let n = 0; n < links; n++) {
    const link = i32[list + 2 + n]!
    if (i32[link + L.L_CALLEE]! + 1 === address) return link
  }
  return 0
}

/** Writes a link down under its address; of too many, in the place of the oldest. */
function remember(i32: Int32Array, book: number, link: number): void {
  const address = i32[link + L.L_CALLEE]! + 1
  let place = placeOf(i32, book, address)
  if (place === 0) {
    place = book + 2 + 2 * (i32[book]! % FORMER_MAX)
    i32[book]!++
  }
  i32[place] = address
  i32[place + 1] = link
}

function placeOf(i32: Int32Array, book: number, address: number): number {
  const end = book + 2 + 2 * Math.min(i32[book]!, FORMER_MAX)
  for (let place = book + 2; place < end; place += 2) if (i32[place] === address) return place
  return 0
}
