/**
 * Recorded requests, sent again: at the times they were recorded at, or in their order as the client's rate says. The
 * rows are data of the plan; where a run stands in them is in the arena.
 */
import * as L from '../../engine/layout.ts'
import { drawWords, hashText, uniform } from '../../engine/random.ts'
import { PAYLOAD_BYTES, PRIORITY, type RequestClass } from '../fields.ts'
import type { Kit, PlanFunction } from '../kit.ts'
import { cellOf } from '../memory.ts'
import { REQUEST_OPERATIONS } from '../operations.ts'
import { type Trace, TRACE_OPERATIONS, unpackTrace } from '../trace.ts'
import { spaceOf, USER_PURPOSE } from './traffic.ts'

/** A replay's words in the arena. */
const WORDS = 8
/** f64: the simulated time that the trace's own begins at. */
const ORIGIN = 0
/** f64: number of the client's request that was the first row. */
const FIRST = 1
/** Which row comes next. */
const ROW = 4
/** Which trace it is about; 0: none yet. */
const NAMED = 5
/** The row that was waited for last, counted from 1: an edit in that time begins the wait anew. */
const MOVED = 6

export interface Replay {
  readonly isTimed: boolean
  /** Whether there is a row left; the first time it begins the replay, or goes on with it. */
  readonly isOver: PlanFunction
  /** How many ms until the next row is due; rows without times are due as the rate says. */
  readonly wait: (machine: Parameters<PlanFunction>[0], frame: number, speed: number) => number
  /** Goes on to the row after the one that is sent now. */
  readonly advance: PlanFunction
  /** Tells a new request what its row says. */
  readonly fill: PlanFunction
}

/** A replay of a trace by a client with those classes, whose arrivals are counted in the cell. */
export function replayOf(kit: Kit, load: Sent, trace: Trace, arrivals: number): Replay {
  const rows = unpackTrace(trace)
  const cell = kit.block('replay', WORDS)
  const name = hashText(`${trace.gaps}/${trace.keys}/${trace.operations}/${trace.bytes}`) | 1
  const count = rows?.keys.length ?? 0
  const atMs = rows?.atMs ?? null
  return {
    isTimed: atMs !== null,
    isOver: (machine, frame) => {
      const { i32, f64, nowMs } = machine
      const at = cellOf(machine, frame, cell)
      if (i32[at + NAMED] !== name) {
        i32[at + NAMED] = name
        i32[at + ROW] = 0
        i32[at + MOVED] = 0
        f64[(at >> 1) + ORIGIN] = nowMs
      }
      return i32[at + ROW]! < count ? 0 : 1
    },
    wait: (machine, frame, speed) => {
      const { i32, f64, nowMs } = machine
      const at = cellOf(machine, frame, cell)
      const row = i32[at + ROW]!
      if (atMs === null) return 0
      const gap = atMs[row]! - (row === 0 ? 0 : atMs[row - 1]!)
      // A spike of traffic makes all who come faster, and those after them so much earlier.
      if (speed !== 1 && i32[at + MOVED] !== row + 1) f64[(at >> 1) + ORIGIN]! += gap * (speed - 1)
      i32[at + MOVED] = row + 1
      const left = f64[(at >> 1) + ORIGIN]! + atMs[row]! - nowMs
      // What was due while the client was doing something else is not made up for.
      if (left < -LATE_MS) f64[(at >> 1) + ORIGIN]! -= left
      return Math.max(0, left)
    },
    advance: (machine, frame) => {
      const { i32, f64 } = machine
      const at = cellOf(machine, frame, cell)
      const next = f64[(cellOf(machine, frame, arrivals) >> 1) + 3]!
      f64[(at >> 1) + FIRST] = next - i32[at + ROW]!
      i32[at + ROW]!++
      return 0
    },
    fill: rows === undefined ? () => 0 : filling(rows, load, (machine, frame) => firstOf(machine, frame, cell)),
  }
}

/** What a recording does not say: whose requests they are, and what the classes say of each operation. */
interface Sent {
  readonly users: number
  readonly classes: readonly RequestClass[]
}

/** Rounding of times. */
const LATE_MS = 1e-6

function firstOf(machine: Parameters<PlanFunction>[0], frame: number, cell: number): number {
  return machine.f64[(cellOf(machine, frame, cell) >> 1) + FIRST]!
}

/** What a row does not say, the first class with its operation does. */
function filling(
  rows: NonNullable<ReturnType<typeof unpackTrace>>,
  { classes, users }: Sent,
  first: PlanFunction,
): PlanFunction {
  const { keys, operations, bytes } = rows
  const last = keys.length - 1
  const indices = TRACE_OPERATIONS.map((operation) => classes.findIndex((each) => each.operation === operation))
  const codes = TRACE_OPERATIONS.map((operation) => REQUEST_OPERATIONS[operation])
  const spaces = TRACE_OPERATIONS.map(spaceOf)
  const payloads = indices.map((index) => classes[index]?.bytes ?? PAYLOAD_BYTES)
  const priorities = indices.map((index) => classes[index]?.priority ?? PRIORITY)
  return (machine, frame) => {
    const { i32, f64 } = machine
    const request = i32[frame + L.REQUEST]!
    const row = Math.min(last, Math.max(0, f64[(request >> 1) + L.R_NUMBER]! - first(machine, frame)))
    const operation = operations[row]!
    const sent = bytes[row]!
    i32[request + L.R_KEY] = keys[row]!
    i32[request + L.R_SPACE] = spaces[operation]!
    drawWords(i32, i32[request + L.R_SEED]!, i32[request + L.R_SEED + 1]!, USER_PURPOSE, 0)
    i32[request + L.R_USER] = Math.floor(uniform(i32) * users)
    i32[request + L.R_CLASS] = Math.max(0, indices[operation]!)
    i32[request + L.R_OPERATION] = codes[operation]!
    i32[request + L.R_BYTES] = sent < 0 ? payloads[operation]! : sent
    i32[request + L.R_PRIORITY] = priorities[operation]!
    // Nothing has been read yet.
    i32[request + L.R_VERSIONS] = 0
    i32[frame + L.OPERATION] = codes[operation]!
    return 0
  }
}
