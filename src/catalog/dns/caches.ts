/**
 * The caches of resolvers: a table for each client, and a list at the name server of the tables that there are, so that
 * it can tell how many resolvers hold which answer.
 */
import * as H from '../../engine/header.ts'
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import type { Kit, PortHandle } from '../kit.ts'

/** A table: how many resolvers, then for each when its answer expires (f64), and the address. */
const TABLE_WORDS = 2
const ANSWER_WORDS = 4

/** Clients whose tables a name server knows, and two words for each: 1 + the number of the client, and the table. */
const TABLES_MAX = 2_048

/** Words of the table of so many resolvers. */
export function tableWords(resolvers: number): number {
  return TABLE_WORDS + resolvers * ANSWER_WORDS
}

/** The row of a resolver. */
export function rowAt(table: number, resolver: number): number {
  return table + TABLE_WORDS + resolver * ANSWER_WORDS
}

/** The address in a row: 1 + the number of the component that is there, or 0. */
export const ROW_ADDRESS = 2

/** The cell of the list of tables of a name server, for itself and for those who ask it. */
export function tablesOf(kit: Kit, server: string): number {
  return kit.shared('tables', server, 2 * TABLES_MAX)
}

/** Puts a client's table on the list, in the place of the one it had before. */
export function enlist(machine: Machine, instance: number, tables: number, table: number): void {
  const { i32 } = machine
  const list = i32[instance + L.N_CELLS + tables]!
  const client = i32[instance + L.N_COMPONENT]! + 1
  let place = find(i32, list, client)
  if (place < 0) place = find(i32, list, 0)
  if (place < 0) return
  i32[place] = client
  i32[place + 1] = table
}

/** Where a client stands on the list, or where nobody does; -1 when there is no such place. */
function find(i32: Int32Array, list: number, client: number): number {
  for (let at = list; at < list + 2 * TABLES_MAX; at += 2) if (i32[at] === client) return at
  return -1
}

/** One level a record: the share of all resolvers that hold an answer with its address which has not expired. */
export function declareAnswerShares(kit: Kit, records: PortHandle, askers: PortHandle): void {
  const tables = tablesOf(kit, kit.id)
  kit.onBuilt((machine, instances) => {
    for (const instance of instances) forgetOthers(machine, instance, tables, askers)
  })
  for (const { id, index } of records.peers) {
    kit.level(`answerShare:${id}`, (machine, instance) => {
      const { i32 } = machine
      const list = i32[instance + L.N_CELLS + tables]!
      const address = i32[i32[i32[instance + L.N_PORTS + records.slot]! + 2 + index]! + L.L_CALLEE]! + 1
      let holding = 0
      let resolvers = 0
      for (let at = list; i32[at] !== 0 && at < list + 2 * TABLES_MAX; at += 2) {
        const table = i32[at + 1]!
        resolvers += i32[table]!
        holding += holdersIn(machine, table, address)
      }
      return resolvers === 0 ? NaN : holding / resolvers
    })
  }
}

function holdersIn({ i32, f64 }: Machine, table: number, address: number): number {
  const now = f64[H.NOW]!
  const end = rowAt(table, i32[table]!)
  let holders = 0
  for (let row = rowAt(table, 0); row < end; row += ANSWER_WORDS) {
    if (i32[row + ROW_ADDRESS] === address && f64[row >> 1]! > now) holders++
  }
  return holders
}

/** Takes those off the list who ask no more; the rest moves up. */
function forgetOthers({ i32 }: Machine, instance: number, tables: number, askers: PortHandle): void {
  const list = i32[instance + L.N_CELLS + tables]!
  const links = i32[instance + L.N_PORTS + askers.slot]!
  const asking = new Set<number>()
  for (let n = 0; n < i32[links]!; n++) asking.add(i32[i32[links + 2 + n]! + L.L_CALLEE]! + 1)
  let to = list
  for (let at = list; at < list + 2 * TABLES_MAX; at += 2) {
    if (!asking.has(i32[at]!)) continue
    i32[to] = i32[at]!
    i32[to + 1] = i32[at + 1]!
    to += 2
  }
  i32.fill(0, to, list + 2 * TABLES_MAX)
}
