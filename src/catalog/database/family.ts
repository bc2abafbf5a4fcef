/**
 * A primary and its replicas as a family: one record that all of them share, with a row for each member. It says who is
 * the primary now, and where the versions of keys and the log of writes are.
 */
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { hashText } from '../../engine/random.ts'
import { LRU } from '../../engine/store-layout.ts'
import { createStore } from '../../engine/store.ts'

/** The cell of every database instance that points to its family's record: the first one it declares. */
export const FAMILY_CELL = 0

// The family's record.
export const G_PRIMARY = 0 // row of the member that is the primary now
export const G_ROWS = 1 // rows in use
export const G_VERSIONS = 2
export const G_LOG = 3
export const G_CAPACITY = 4
export const G_PROMOTING = 5 // 1 + row of the member that is about to take over
export const G_LAST = 3 // f64: position of the last commit
export const G_FIRST = 4 // f64: position of the oldest entry still in the log
const G_MEMBERS = 10 // pointer to the rows of members
const G_ROOM = 11 // rows there is room for
export const FAMILY_WORDS = 12

// A member's row. It stays where it is for as long as the member belongs to the family; row 0 is the drawn primary's.
export const M_INSTANCE = 0 // 0: nobody's row
export const M_GATE = 1
export const M_LINK = 2 // the connection by which it hangs on the family
export const M_MISSED = 3
export const M_APPLIED = 2 // f64
export const M_BEYOND = 3 // f64: latency from the far end of its link to the drawn primary, ms
const M_ID = 8 // hash of the member's id
export const M_DEPOSED = 9 // another has taken over from it, and it has not heard of that one yet
export const M_DUE = 5 // f64: when its next heartbeat is due
const MEMBER_WORDS = 12
const FIRST_ROOM = 4

// An entry of the log: space, key, and when it was committed (f64).
export const ENTRY_WORDS = 4
const FIRST_CAPACITY = 1 << 10
const ENDLESS = 1 << 30

/** The record of the instance's family. */
export function familyOf(machine: Machine, instance: number): number {
  return machine.i32[instance + L.N_CELLS + FAMILY_CELL]!
}

/** The row of that number. */
export function rowAt(machine: Machine, family: number, row: number): number {
  return machine.i32[family + G_MEMBERS]! + row * MEMBER_WORDS
}

/** The number of the instance's own row. */
export function rowOf(machine: Machine, family: number, instance: number): number {
  const rows = machine.i32[family + G_ROWS]!
  for (let row = 0; row < rows; row++) {
    if (machine.i32[rowAt(machine, family, row) + M_INSTANCE] === instance) return row
  }
  throw new Error('a database has to belong to its family')
}

/** The instance's own row. */
export function memberOf(machine: Machine, instance: number): number {
  const family = familyOf(machine, instance)
  return rowAt(machine, family, rowOf(machine, family, instance))
}

/** Whether an instance is the primary of its family at present. */
export function isPrimary(machine: Machine, instance: number): boolean {
  const family = familyOf(machine, instance)
  return machine.i32[rowAt(machine, family, machine.i32[family + G_PRIMARY]!) + M_INSTANCE] === instance
}

/** A member as the document has it. */
interface Membership {
  readonly id: string
  readonly isRoot: boolean
  /** Ids of all members. */
  readonly members: readonly string[]
  readonly gate: number
  /** The connection by which it hangs on the family. */
  readonly link: number
  /** Latency from the far end of that connection to the drawn primary, ms. */
  readonly beyondMs: number
}

/** Enters a member into the family's record; rows of those who have left are given free. */
export function enroll(machine: Machine, instance: number, membership: Membership): void {
  const family = familyOf(machine, instance)
  if (machine.i32[family + G_VERSIONS] === 0) found(machine, family)
  const ids = new Set(membership.members.map(idHash))
  for (let row = 0; row < machine.i32[family + G_ROWS]!; row++) {
    if (!ids.has(machine.i32[rowAt(machine, family, row) + M_ID]!)) expel(machine, family, row)
  }
  const row = membership.isRoot ? 0 : findRow(machine, family, idHash(membership.id))
  const member = rowAt(machine, family, row)
  const { i32, f64 } = machine
  if (i32[member + M_INSTANCE] !== instance) {
    // A new member begins as a copy of what is committed.
    f64[(member >> 1) + M_APPLIED] = f64[(family >> 1) + G_LAST]!
    i32[member + M_MISSED] = 0
  }
  i32[member + M_ID] = idHash(membership.id)
  i32[member + M_INSTANCE] = instance
  i32[member + M_GATE] = membership.gate
  i32[member + M_LINK] = membership.link
  f64[(member >> 1) + M_BEYOND] = membership.beyondMs
}

/** Never 0, which is nobody's. */
function idHash(id: string): number {
  return hashText(id) || 1
}

function found(machine: Machine, family: number): void {
  const versions = createStore(machine.arena, ENDLESS, LRU)
  const log = machine.arena.alloc(FIRST_CAPACITY * ENTRY_WORDS)
  const members = machine.arena.alloc(FIRST_ROOM * MEMBER_WORDS)
  machine.i32[family + G_VERSIONS] = versions
  machine.i32[family + G_LOG] = log
  machine.i32[family + G_CAPACITY] = FIRST_CAPACITY
  machine.i32[family + G_MEMBERS] = members
  machine.i32[family + G_ROOM] = FIRST_ROOM
  // The row of the drawn primary is kept for it, whoever enrolls first.
  machine.i32[family + G_ROWS] = 1
  machine.f64[(family >> 1) + G_FIRST] = 1
}

/** The row of that member; else one that is nobody's. */
function findRow(machine: Machine, family: number, id: number): number {
  const rows = machine.i32[family + G_ROWS]!
  let free = rows
  for (let row = rows - 1; row > 0; row--) {
    const owner = machine.i32[rowAt(machine, family, row) + M_ID]!
    if (owner === id) return row
    if (owner === 0) free = row
  }
  if (free < rows) return free
  const room = machine.i32[family + G_ROOM]!
  if (rows === room) {
    const larger = machine.arena.alloc(2 * room * MEMBER_WORDS)
    machine.i32.copyWithin(larger, rowAt(machine, family, 0), rowAt(machine, family, rows))
    machine.i32[family + G_MEMBERS] = larger
    machine.i32[family + G_ROOM] = 2 * room
  }
  machine.i32[family + G_ROWS] = rows + 1
  return rows
}

/** Gives a row free; when it was the primary's, the drawn one takes the part. */
function expel(machine: Machine, family: number, row: number): void {
  const at = rowAt(machine, family, row)
  machine.i32.fill(0, at, at + MEMBER_WORDS)
  if (machine.i32[family + G_PRIMARY] === row) machine.i32[family + G_PRIMARY] = 0
  if (machine.i32[family + G_PROMOTING] === row + 1) machine.i32[family + G_PROMOTING] = 0
}
