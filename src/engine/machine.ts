/**
 * The kernel: one loop that takes the next event and runs the frame it belongs to until that frame waits. It knows
 * instructions, stations, calls and deadlines; it knows no kinds, no faults, no pace.
 */
import { assert } from '../base/assert.ts'
import { account } from './accounts.ts'
import { Arena, RESERVE_WORDS, type ArenaCopy } from './arena.ts'
import { drawArrival, emit } from './arrivals.ts'
import { answer, arrive, call, choosePort, expire, setFlag } from './calls.ts'
import { releaseGrant, releaseGrants } from './cancel.ts'
import { alight, arm, expired } from './delay-line.ts'
import { sample } from './distributions.ts'
import { createCalendar, dequeue, enqueue, LOOK_EVERY } from './event-list.ts'
import { fly, isFlightOf } from './flight.ts'
import { addSegment, dropSegments, freeFrame, makeReady, newFrame } from './frames.ts'
import * as H from './header.ts'
import { hold, holdDrawn } from './hold.ts'
import * as L from './layout.ts'
import * as O from './outcome.ts'
import * as P from './program.ts'
import { drawWords, nextWords } from './random.ts'
import { finishShare, share } from './sharing.ts'
import { acquire, joinLine, release, wake } from './station.ts'

/** Jumps and turns of the loop in which no event may come; more is a plan, or a ring of frames, that never waits. */
const TURNS_MAX = 4_000_000
/** What the loop returns when no event is due. */
const DONE = -1

/** Where traced requests report what happens to them. It only listens: a run is the same with and without it. */
export interface Recorder {
  /** Whether to trace the request that begins now. */
  wants(machine: Machine, request: number): boolean
  /** A call left over `link` (or its answer came back over it); `frame` is the callee's. */
  hop(machine: Machine, frame: number, departMs: number, arriveMs: number, back: boolean): void
  /** Late work: nobody waited for what this frame did. */
  abandoned(machine: Machine, frame: number): void
  /** The request is over; its account still stands on `frame`. */
  ended(machine: Machine, frame: number, outcome: number): void
}

/** Something worth telling, by code, with the index of the component it happened to. */
export type Tell = (code: string, component: number, params: Readonly<Record<string, number>>) => void

/** A machine's state at one moment, to be restored into the same machine. */
export type Checkpoint = ArenaCopy

/** Clock, frames and the loop. */
export class Machine {
  readonly arena = new Arena()
  readonly program = new P.Program()
  recorder: Recorder | null = null
  /** Where plans tell what is worth a line in the story; it only listens. */
  tell: Tell | null = null

  constructor() {
    this.arena.f64[H.SEQUENCE] = 1
    createCalendar(this.arena)
    account(this.arena, 0)
  }

  get i32(): Int32Array {
    return this.arena.i32
  }

  get f64(): Float64Array {
    return this.arena.f64
  }

  /** The clock, simulated ms. */
  get nowMs(): number {
    return this.arena.f64[H.NOW]!
  }

  /** Events processed since the run began. */
  get events(): number {
    return this.arena.f64[H.EVENTS]!
  }

  checkpoint(): Checkpoint {
    return this.arena.copy()
  }

  restore(checkpoint: Checkpoint): void {
    this.arena.restore(checkpoint)
  }

  /** Starts a frame of an instance's own (a probe loop, an arrival process) at `pc`. */
  startDaemon(instance: number, pc: number): number {
    this.arena.reserve()
    const { i32, f64 } = this.arena
    const frame = newFrame(i32, f64)
    i32[frame + L.INSTANCE] = instance
    i32[frame + L.PC] = pc
    i32[frame + L.FLAGS] = L.DAEMON
    i32[frame + L.DEPTH] = 0
    i32[frame + L.OPERATION] = 0
    f64[(frame >> 1) + L.ARRIVED] = f64[H.NOW]!
    makeReady(i32, frame)
    return frame
  }

  /**
   * Processes up to `maxEvents` events due at or before `untilMs`; true when none of those is left (the clock then
   * stands at `untilMs`). Call it in batches of some thousand events: an endless call is compiled worse.
   */
  run(untilMs: number, maxEvents: number): boolean {
    const { arena } = this
    arena.f64[H.UNTIL] = untilMs
    let left = Math.min(maxEvents, 1 << 30)
    while (left !== DONE) {
      arena.reserve()
      left = advance(this, arena.i32, arena.f64, left)
      if (left === 0 && arena.i32[H.READY_HEAD] === 0) return false
    }
    return true
  }
}

/**
 * The loop. It runs on one pair of views, so that they are checked once and not at every access: when the arena grows
 * or its reserve runs short it comes back to be called again. Returns how many events are left of those it may process,
 * or `DONE` when none is due.
 */
function advance(machine: Machine, I: Int32Array, F: Float64Array, maxEvents: number): number {
  const arena = machine.arena
  const code = machine.program.code
  const constants = machine.program.constants
  const functions = machine.program.functions
  const untilMs = F[H.UNTIL]!
  let left = maxEvents | 0
  let turns = 0
  let emitted = 0
  next: for (;;) {
    turns = (turns + 1) | 0
    assert(turns <= TURNS_MAX, 'frames go on for ever without time passing')
    if (isShort(I)) return left
    let frame = I[H.READY_HEAD]!
    if (frame !== 0) {
      const following = I[frame + L.NEXT]!
      I[H.READY_HEAD] = following
      if (following === 0) I[H.READY_TAIL] = 0
      if (I[frame + L.STATE] === L.ZOMBIE) {
        freeFrame(I, frame)
        continue
      }
    } else {
      if (left === 0) return 0
      left = (left - 1) | 0
      turns = 0
      // The next event is nearly always the head of the present bucket: what `dequeue` does then, written out.
      const current = I[H.CALENDAR_CURRENT]!
      const slot = I[H.CALENDAR_HEADS]! + (current & I[H.CALENDAR_MASK]!)
      let node = I[slot]!
      const time = F[(node >> 1) + L.TIME]!
      if (
        node !== 0 &&
        time <= untilMs &&
        (time - F[H.CALENDAR_BASE]!) * F[H.CALENDAR_PER_MS]! < current + 1 &&
        I[H.CALENDAR_POPS]! < LOOK_EVERY
      ) {
        I[slot] = I[node + L.NEXT]!
        I[H.CALENDAR_COUNT]!--
        I[H.CALENDAR_POPS]!++
        F[H.NOW] = time
      } else {
        node = dequeue(arena, H.UNTIL) | 0
        if (arena.i32 !== I) {
          // The calendar has grown: once more, on the new views.
          if (node !== 0) enqueue(arena.i32, arena.f64, node)
          return (left + 1) | 0
        }
        if (node === 0) {
          if (F[H.NOW]! < untilMs) F[H.NOW] = untilMs
          return DONE
        }
      }
      F[H.EVENTS]!++
      const state = I[node + L.STATE]!
      if (state === L.HOLDING) frame = node
      else if (state === L.HOP_LINE) frame = arrive(machine, I, F, alight(I, F, node)) | 0
      else if (state === L.TIMER_LINE) frame = expire(I, F, expired(I, F, node)) | 0
      else frame = finishShare(I, F, node) | 0
      if (frame === 0) continue
    }
    I[frame + L.STATE] = L.READY
    let pc = I[frame + L.PC]!
    for (;;) {
      switch (code[pc]!) {
        case P.OP_HOLD: {
          if (holdDrawn(I, F, constants, frame, code, pc)) continue next
          pc += P.STRIDE
          continue
        }
        case P.OP_HOLD_OWN: {
          const instance = I[frame + L.INSTANCE]!
          nextWords(I, I[instance + L.N_CELLS + code[pc + 2]!]!)
          sample(I, F, constants, code[pc + 1]!)
          if (code[pc + 3] === L.CAUSE_SERVICE) F[H.SAMPLE] = F[H.SAMPLE]! * F[(instance >> 1) + L.N_SPEED]!
          pc += P.STRIDE
          if (F[H.SAMPLE] === 0) continue
          addSegment(I, F, frame, (I[instance + L.N_COMPONENT]! << L.CAUSE_BITS) | code[pc - 1]!)
          break
        }
        case P.OP_HOLD_X: {
          F[H.SAMPLE] = F[(frame >> 1) + L.X]!
          pc += P.STRIDE
          if (!(F[H.SAMPLE]! > 0)) continue
          addSegment(I, F, frame, (I[I[frame + L.INSTANCE]! + L.N_COMPONENT]! << L.CAUSE_BITS) | code[pc - 1]!)
          break
        }
        case P.OP_ARRIVAL:
          drawArrival(I, F, I[I[frame + L.INSTANCE]! + L.N_CELLS + code[pc + 1]!]!, code[pc + 2]!)
          pc += P.STRIDE
          break
        case P.OP_ACQUIRE: {
          const station = I[I[frame + L.INSTANCE]! + L.N_RESOURCES + code[pc + 1]!]!
          const busy = I[station + L.T_BUSY]!
          if (busy < I[station + L.T_SERVERS]! && I[frame + L.GRANTS] === 0) {
            // What `acquire` does for the first grant of a frame that need not wait, written out for speed.
            const half = station >> 1
            const elapsed = F[H.NOW]! - F[half + L.T_UPDATED]!
            F[half + L.T_BUSY_AREA]! += elapsed * busy
            F[half + L.T_LINE_AREA]! += elapsed * I[station + L.T_LINE]!
            F[half + L.T_UPDATED] = F[H.NOW]!
            F[half + L.T_GRANTED]!++
            I[station + L.T_BUSY] = busy + 1
            I[frame + L.GRANTS] = station
            pc += P.STRIDE
            continue
          }
          I[frame + L.PC] = pc + P.STRIDE
          const granted = acquire(I, F, frame, station) | 0
          if (granted === 0) continue next
          pc = granted === 1 ? pc + P.STRIDE : code[pc + 2]!
          continue
        }
        case P.OP_RELEASE: {
          const station = I[I[frame + L.INSTANCE]! + L.N_RESOURCES + code[pc + 1]!]!
          if (I[frame + L.GRANTS] === station) {
            I[frame + L.GRANTS] = 0
            release(I, F, station)
          } else releaseGrant(I, F, frame, station)
          pc += P.STRIDE
          continue
        }
        case P.OP_SHARE: {
          const instance = I[frame + L.INSTANCE]!
          const request = I[frame + L.REQUEST]!
          drawWords(I, I[request + L.R_SEED]!, I[request + L.R_SEED + 1]!, code[pc + 3]!, I[frame + L.VISIT]!)
          sample(I, F, constants, code[pc + 2]!)
          F[H.SAMPLE] = F[H.SAMPLE]! * F[(instance >> 1) + L.N_SPEED]!
          I[frame + L.PC] = pc + P.STRIDE
          share(arena, frame, I[instance + L.N_RESOURCES + code[pc + 1]!]!)
          if (arena.i32 !== I) return left
          continue next
        }
        case P.OP_CHOOSE_PORT:
          if (choosePort(I, frame, code[pc + 1]!)) pc += P.STRIDE
          else {
            I[frame + L.TRIES] = 0
            pc = code[pc + 2]!
          }
          continue
        case P.OP_CHOOSE: {
          const isChosen = functions[code[pc + 1]!]!(machine, frame) !== 0
          if (!isChosen) arena.i32[frame + L.TRIES] = 0
          pc = isChosen ? pc + P.STRIDE : code[pc + 2]!
          if (arena.i32 === I) continue
          return leaveOff(arena.i32, frame, pc, left, turns)
        }
        case P.OP_CALL: {
          I[frame + L.PC] = pc + P.STRIDE
          const callee = call(machine, I, F, frame, code[pc + 1]!) | 0
          if (callee === 0) continue next
          // No network between the two: the callee arrives at once.
          frame = arrive(machine, I, F, callee) | 0
          if (frame === 0) continue next
          I[frame + L.STATE] = L.READY
          pc = I[frame + L.PC]!
          continue
        }
        case P.OP_RETRY: {
          const answer = I[frame + L.ANSWER]!
          const tries = I[frame + L.TRIES]! + 1
          const link = I[frame + L.TARGET_LINK]!
          if (answer === O.OK || answer === O.MISS || tries >= I[link + L.L_TRIES]!) {
            I[frame + L.TRIES] = 0
            pc += P.STRIDE
            continue
          }
          I[frame + L.TRIES] = tries
          pc = code[pc + 1]!
          if (!backOff(I, F, frame, link, tries)) {
            turns = (turns + 1) | 0
            if (turns <= TURNS_MAX && !isShort(I)) continue
            return leaveOff(I, frame, pc, left, turns)
          }
          hold(I, F, frame, pc, L.CAUSE_BACKOFF)
          continue next
        }
        case P.OP_ANSWER: {
          const outcome = code[pc + 1]!
          if (outcome > 0) I[frame + L.CULPRIT] = I[I[frame + L.INSTANCE]! + L.N_COMPONENT]! + 1
          if (outcome >= 0) I[frame + L.ANSWER] = outcome
          frame = answer(machine, I, F, frame) | 0
          if (frame === 0) continue next
          I[frame + L.STATE] = L.READY
          pc = I[frame + L.PC]!
          continue
        }
        case P.OP_JUMP:
          pc = code[pc + 1]!
          // Every ring of instructions has a jump in it.
          turns = (turns + 1) | 0
          if (turns <= TURNS_MAX && !isShort(I)) continue
          return leaveOff(I, frame, pc, left, turns)
        case P.OP_LOOP:
          // A daemon lives for ever: what it has waited for so far is nobody's, and would grow without bound.
          if ((I[frame + L.FLAGS]! & L.DAEMON) !== 0) dropSegments(I, frame)
          pc = code[pc + 1]!
          turns = (turns + 1) | 0
          if (turns <= TURNS_MAX && !isShort(I)) continue
          return leaveOff(I, frame, pc, left, turns)
        case P.OP_BRANCH: {
          const chosen = functions[code[pc + 1]!]!(machine, frame) | 0
          pc = code[pc + P.STRIDE + chosen]!
          if (arena.i32 === I) continue
          return leaveOff(arena.i32, frame, pc, left, turns)
        }
        case P.OP_ON_OPERATION: {
          const operation = I[frame + L.OPERATION]!
          pc = operation < code[pc + 2]! ? code[pc + P.STRIDE + operation]! : code[pc + 1]!
          continue
        }
        case P.OP_ON_ANSWER: {
          const answer = I[frame + L.ANSWER]!
          pc = answer === O.OK ? pc + P.STRIDE : answer === O.MISS ? code[pc + 2]! : code[pc + 1]!
          continue
        }
        case P.OP_DO:
          functions[code[pc + 1]!]!(machine, frame)
          pc += P.STRIDE
          if (arena.i32 !== I) return leaveOff(arena.i32, frame, pc, left, turns)
          if (I[frame + L.STATE] === L.ZOMBIE) {
            // It has brought down its own instance.
            freeFrame(I, frame)
            continue next
          }
          continue
        case P.OP_COUNT: {
          const at = (I[I[frame + L.INSTANCE]! + L.N_STATS]! >> 1) + L.C_COUNTERS + code[pc + 1]!
          F[at]!++
          pc += P.STRIDE
          continue
        }
        case P.OP_WITHIN: {
          const block = spawnChild(I, F, frame, code[pc + 1]!) | 0
          I[frame + L.PC] = pc + P.STRIDE
          I[frame + L.STATE] = L.CALLING
          I[frame + L.NEEDED] = 1
          I[frame + L.OUTSTANDING] = 1
          I[frame + L.TARGET_LINK] = 0
          setFlag(I, frame, L.CANCEL_LOSERS, code[pc + 3] !== 0)
          F[(frame >> 1) + L.SINCE] = F[H.NOW]!
          arm(I, F, frame, code[pc + 2]!)
          frame = block
          pc = I[frame + L.PC]!
          continue
        }
        case P.OP_FORK:
          makeReady(I, spawnChild(I, F, frame, code[pc + 1]!))
          I[frame + L.OUTSTANDING]!++
          pc += P.STRIDE
          continue
        case P.OP_JOIN:
          I[frame + L.PC] = pc + P.STRIDE
          I[frame + L.STATE] = L.CALLING
          I[frame + L.NEEDED] = code[pc + 1]!
          I[frame + L.TARGET_LINK] = 0
          setFlag(I, frame, L.CANCEL_LOSERS, code[pc + 2] !== 0)
          F[(frame >> 1) + L.SINCE] = F[H.NOW]!
          continue next
        case P.OP_PARK:
          I[frame + L.PC] = pc + P.STRIDE
          joinLine(I, F, frame, I[I[frame + L.INSTANCE]! + L.N_RESOURCES + code[pc + 1]!]!)
          continue next
        case P.OP_WAKE: {
          const gate = I[I[frame + L.INSTANCE]! + L.N_RESOURCES + code[pc + 1]!]!
          for (let n = code[pc + 2]!; n > 0 && wake(I, F, gate); n--);
          pc += P.STRIDE
          continue
        }
        case P.OP_FLY:
          I[frame + L.PC] = code[pc + 2]!
          if (!fly(I, F, frame, I[I[frame + L.INSTANCE]! + L.N_RESOURCES + code[pc + 1]!]!)) continue next
          pc += P.STRIDE
          continue
        case P.OP_LAND:
          releaseFlight(I, F, frame, I[I[frame + L.INSTANCE]! + L.N_RESOURCES + code[pc + 1]!]!)
          pc += P.STRIDE
          continue
        case P.OP_SPAWN: {
          const other = spawnChild(I, F, frame, code[pc + 1]!)
          orphan(I, frame, other)
          makeReady(I, other)
          pc += P.STRIDE
          continue
        }
        case P.OP_SOURCE: {
          // The next arrival is drawn and will be listed; then the one that is due begins.
          const cell = code[pc + 2]!
          emitted = emit(machine, I, F, frame, code[pc + 1]!, cell) | 0
          drawArrival(I, F, I[I[frame + L.INSTANCE]! + L.N_CELLS + cell]!, code[pc + 3]!)
          break
        }
        case P.OP_END:
          end(I, F, frame)
          continue next
        default:
          assert(false, `there is no instruction ${code[pc]} at ${pc}`)
      }
      // Every case that gets here holds the frame for `H.SAMPLE` ms.
      hold(I, F, frame, pc, code[pc - 1]!)
      if (emitted === 0) continue next
      frame = emitted
      emitted = 0
      if (I[H.READY_HEAD] !== 0) {
        makeReady(I, frame)
        continue next
      }
      pc = I[frame + L.PC]!
    }
  }
}

/** Whether the reserve is used up so far that it has to be filled. */
function isShort(I: Int32Array): boolean {
  return I[H.BUMP]! + RESERVE_WORDS > I.length
}

/** Puts the frame that is running first in the ready queue; it goes on at `pc` when the loop is called again. */
function leaveOff(I: Int32Array, frame: number, pc: number, left: number, turns: number): number {
  assert(turns <= TURNS_MAX, 'a plan goes on for ever without time passing')
  const head = I[H.READY_HEAD]!
  I[frame + L.PC] = pc
  I[frame + L.NEXT] = head
  I[H.READY_HEAD] = frame
  if (head === 0) I[H.READY_TAIL] = frame
  return left
}

/** Ends a frame that nobody waits for (a daemon, a spawned block). */
function end(I: Int32Array, F: Float64Array, frame: number): void {
  const caller = I[frame + L.CALLER]!
  const isAwaited = caller !== 0 && I[caller + L.TICKET] === I[frame + L.CALLER_TICKET]
  const isCall = (I[frame + L.FLAGS]! & (L.ROOT | L.ARRIVED_FLAG)) !== 0
  assert(!isAwaited && !isCall, 'a plan came to its end without an answer, and somebody waits for it')
  releaseGrants(I, F, frame)
  freeFrame(I, frame)
}

/** Draws the wait before a retry: full jitter, uniform up to base · 2^(tries − 1). False when there is none. */
function backOff(I: Int32Array, F: Float64Array, frame: number, link: number, tries: number): boolean {
  const base = F[(link >> 1) + L.L_BACKOFF]!
  if (base <= 0) return false
  const request = I[frame + L.REQUEST]!
  drawWords(I, I[request + L.R_SEED]!, I[request + L.R_SEED + 1]!, BACKOFF_PURPOSE + tries, I[frame + L.VISIT]!)
  F[H.SAMPLE] = base * (1 << (tries - 1)) * (((I[H.BITS]! >>> 0) + 0.5) / 4294967296)
  addSegment(I, F, frame, (I[link + L.L_CALLEE]! << L.CAUSE_BITS) | L.CAUSE_BACKOFF)
  return true
}

const BACKOFF_PURPOSE = 0x0b0ff000

/** A child that runs a block of its parent's plan. */
function spawnChild(I: Int32Array, F: Float64Array, frame: number, pc: number): number {
  const child = newFrame(I, F)
  const request = I[frame + L.REQUEST]!
  I[child + L.CALLER] = frame
  I[child + L.CALLER_TICKET] = I[frame + L.TICKET]!
  I[child + L.REQUEST] = request
  if (request !== 0) I[request + L.R_REFS]!++
  I[child + L.INSTANCE] = I[frame + L.INSTANCE]!
  I[child + L.PC] = pc
  I[child + L.OPERATION] = I[frame + L.OPERATION]!
  I[child + L.VISIT] = I[frame + L.VISIT]!
  I[child + L.DEPTH] = I[frame + L.DEPTH]!
  I[child + L.FLAGS] = L.LOCAL
  I[child + L.A] = I[frame + L.A]!
  I[child + L.B] = I[frame + L.B]!
  I[child + L.C] = I[frame + L.C]!
  F[(child >> 1) + L.X] = F[(frame >> 1) + L.X]!
  F[(child >> 1) + L.ARRIVED] = F[(frame >> 1) + L.ARRIVED]!
  I[child + L.SIBLING] = I[frame + L.CHILD]!
  I[frame + L.CHILD] = child
  return child
}

/** Lets a child go: nobody waits for it. */
function orphan(I: Int32Array, frame: number, child: number): void {
  I[frame + L.CHILD] = I[child + L.SIBLING]!
  I[child + L.CALLER] = 0
  I[child + L.SIBLING] = 0
}

/** Ends the flights of a table that the frame leads, if it does. */
function releaseFlight(I: Int32Array, F: Float64Array, frame: number, table: number): void {
  for (let at = frame + L.GRANTS; at < frame + L.GRANTS + L.GRANT_COUNT; at++) {
    if (I[at] !== 0 && isFlightOf(I, I[at]!, table)) releaseGrant(I, F, frame, I[at]!)
  }
}
