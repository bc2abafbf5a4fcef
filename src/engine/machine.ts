/**
 * The kernel: one loop that takes the next event and runs the frame it belongs to until that frame waits. It knows
 * instructions, stations, calls and deadlines; it knows no kinds, no faults, no pace.
 */
import { assert } from '../base/assert.ts'
import { account, endRequest, leaveComponent } from './accounts.ts'
import { Arena, type ArenaCopy } from './arena.ts'
import * as H from './header.ts'
import { cancelChildren, releaseGrant, releaseGrants } from './cancel.ts'
import { alight, arm, depart, disarm, expired } from './delay-line.ts'
import { sample } from './distributions.ts'
import { createCalendar, dequeue, LOOK_EVERY } from './event-list.ts'
import { fly, isFlightOf } from './flight.ts'
import { hold, holdDrawn } from './hold.ts'
import { addSegment, dropSegments, freeFrame, makeReady, moveSegments, newFrame, newRequest } from './frames.ts'
import * as L from './layout.ts'
import * as O from './outcome.ts'
import * as P from './program.ts'
import { drawWords, nextWords, requestSeed } from './random.ts'
import { finishShare, share } from './sharing.ts'
import { acquire, joinLine, release, wake } from './station.ts'
import { nextExponential } from './ziggurat.ts'

/** A chain of calls deeper than this is a cycle: the call is answered with an error. */
export const DEPTH_MAX = 48
/** Instructions that may follow each other without time passing; more is a plan that never waits. */
const STEPS_MAX = 1_000_000
/** Turns of the loop in which the next event may fail to come; more is a ring of frames that wake each other. */
const TURNS_MAX = 4_000_000
const ROOM_TO_CHECK = 64
/** Turns of the loop between two looks at the reserve, less one: a turn takes a few small records at most. */
const RESERVE_EVERY = 63

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
    const { i32 } = this.arena
    const frame = newFrame(i32)
    i32[frame + L.INSTANCE] = instance
    i32[frame + L.PC] = pc
    i32[frame + L.FLAGS] = L.DAEMON
    i32[frame + L.DEPTH] = 0
    i32[frame + L.OPERATION] = 0
    this.f64[(frame >> 1) + L.ARRIVED] = this.nowMs
    makeReady(i32, frame)
    return frame
  }

  /**
   * Processes up to `maxEvents` events due at or before `untilMs`; true when none of those is left (the clock then
   * stands at `untilMs`). Call it in batches of some thousand events: an endless call is compiled worse.
   */
  run(untilMs: number, maxEvents: number): boolean {
    const { arena, program } = this
    const code = program.code
    const constants = program.constants
    const functions = program.functions
    let I = arena.i32
    let F = arena.f64
    F[H.UNTIL] = untilMs
    let left = maxEvents
    let turns = -1
    let events = -1
    let idleLooks = 0
    let emitted = 0
    next: for (;;) {
      if ((++turns & RESERVE_EVERY) === 0) {
        arena.reserve()
        I = arena.i32
        F = arena.f64
        idleLooks = F[H.EVENTS] === events ? idleLooks + 1 : 0
        events = F[H.EVENTS]!
        assert(idleLooks * (RESERVE_EVERY + 1) < TURNS_MAX, 'frames go on for ever without time passing')
      }
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
        if (left-- <= 0) return false
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
          node = dequeue(arena, H.UNTIL)
          I = arena.i32
          F = arena.f64
          if (node === 0) {
            if (F[H.NOW]! < untilMs) F[H.NOW] = untilMs
            return true
          }
        }
        F[H.EVENTS]!++
        const state = I[node + L.STATE]!
        if (state === L.HOLDING) frame = node
        else if (state === L.HOP_LINE) frame = this.arrive(alight(I, F, node))
        else if (state === L.TIMER_LINE) frame = this.expire(expired(I, F, node))
        else frame = finishShare(I, F, node)
        if (frame === 0) continue
      }
      I[frame + L.STATE] = L.READY
      let pc = I[frame + L.PC]!
      for (let steps = 0; ; steps++) {
        if ((steps & (ROOM_TO_CHECK - 1)) === ROOM_TO_CHECK - 1) {
          assert(steps < STEPS_MAX, 'a plan goes on for ever without time passing')
          arena.reserve()
          I = arena.i32
          F = arena.f64
        }
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
            const granted = acquire(I, F, frame, station)
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
            I = arena.i32
            F = arena.f64
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
            const isChosen = functions[code[pc + 1]!]!(this, frame) !== 0
            I = arena.i32
            F = arena.f64
            if (!isChosen) I[frame + L.TRIES] = 0
            pc = isChosen ? pc + P.STRIDE : code[pc + 2]!
            continue
          }
          case P.OP_CALL: {
            I[frame + L.PC] = pc + P.STRIDE
            const callee = this.call(frame, code[pc + 1]!)
            if (callee === 0) continue next
            // No network between the two: the callee arrives at once.
            frame = this.arrive(callee)
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
            if (!backOff(I, F, frame, link, tries)) continue
            hold(I, F, frame, pc, L.CAUSE_BACKOFF)
            continue next
          }
          case P.OP_ANSWER: {
            const outcome = code[pc + 1]!
            if (outcome > 0) I[frame + L.CULPRIT] = I[I[frame + L.INSTANCE]! + L.N_COMPONENT]! + 1
            if (outcome >= 0) I[frame + L.ANSWER] = outcome
            frame = this.answer(frame)
            if (frame === 0) continue next
            I[frame + L.STATE] = L.READY
            pc = I[frame + L.PC]!
            continue
          }
          case P.OP_JUMP:
            pc = code[pc + 1]!
            continue
          case P.OP_LOOP:
            // A daemon lives for ever: what it has waited for so far is nobody's, and would grow without bound.
            if ((I[frame + L.FLAGS]! & L.DAEMON) !== 0) dropSegments(I, frame)
            pc = code[pc + 1]!
            continue
          case P.OP_BRANCH: {
            const chosen = functions[code[pc + 1]!]!(this, frame)
            I = arena.i32
            F = arena.f64
            pc = code[pc + P.STRIDE + chosen]!
            continue
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
            functions[code[pc + 1]!]!(this, frame)
            I = arena.i32
            F = arena.f64
            pc += P.STRIDE
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
            const block = spawnChild(I, F, frame, code[pc + 1]!)
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
            emitted = this.emit(frame, code[pc + 1]!, cell)
            drawArrival(I, F, I[I[frame + L.INSTANCE]! + L.N_CELLS + cell]!, code[pc + 3]!)
            break
          }
          case P.OP_END:
            this.end(frame)
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

  /** Sends a call to the target that was chosen; returns the callee's frame when it is there at once, else 0. */
  private call(frame: number, operation: number): number {
    const I = this.arena.i32
    const F = this.arena.f64
    const link = I[frame + L.TARGET_LINK]!
    I[frame + L.STATE] = L.CALLING
    I[frame + L.NEEDED] = 1
    I[frame + L.OUTSTANDING] = 1
    F[(frame >> 1) + L.SINCE] = F[H.NOW]!
    F[(link >> 1) + L.L_CARRIED]!++
    if (I[link + L.L_TIMER] !== 0) arm(I, F, frame, I[link + L.L_TIMER]!)
    setFlag(I, frame, L.CANCEL_LOSERS, (I[link + L.L_FLAGS]! & L.CANCEL) !== 0)
    const callee = newFrame(I)
    const request = I[frame + L.REQUEST]!
    I[callee + L.CALLER] = frame
    I[callee + L.CALLER_TICKET] = I[frame + L.TICKET]!
    I[callee + L.REQUEST] = request
    if (request !== 0) I[request + L.R_REFS]!++
    I[callee + L.INSTANCE] = I[frame + L.TARGET]!
    I[callee + L.LINK] = link
    I[callee + L.OPERATION] = operation < 0 ? I[frame + L.OPERATION]! : operation
    I[callee + L.DEPTH] = I[frame + L.DEPTH]! + 1
    I[callee + L.SIBLING] = 0
    I[callee + L.STATE] = L.OUTBOUND
    I[frame + L.CHILD] = callee
    F[(callee >> 1) + L.SINCE] = F[H.NOW]!
    const isTraced = request !== 0 && (I[request + L.R_FLAGS]! & L.TRACED) !== 0
    const line = I[link + L.L_OUT]!
    if (isTraced) this.recorder?.hop(this, callee, F[H.NOW]!, F[H.NOW]! + delayOf(F, line), false)
    if ((I[link + L.L_FLAGS]! & L.CUT) !== 0) {
      // Lost on the way: only the caller's deadline ends the wait.
      I[frame + L.CHILD] = 0
      freeFrame(I, callee)
      return 0
    }
    if (line === 0) return callee
    depart(I, F, callee, line)
    return 0
  }

  /** A frame reaches the end of a hop: the callee's plan begins, or the caller goes on. Returns the frame to run, or 0. */
  private arrive(frame: number): number {
    const I = this.arena.i32
    const F = this.arena.f64
    const state = I[frame + L.STATE]!
    if (state === L.ZOMBIE) {
      freeFrame(I, frame)
      return 0
    }
    if (state === L.INBOUND) return this.deliver(frame)
    const instance = I[frame + L.INSTANCE]!
    const component = I[instance + L.N_COMPONENT]!
    F[H.SAMPLE] = F[H.NOW]! - F[(frame >> 1) + L.SINCE]!
    if (F[H.SAMPLE]! > 0) addSegment(I, F, frame, (component << L.CAUSE_BITS) | L.CAUSE_NETWORK)
    if (I[instance + L.N_UP] === 0) return this.findDown(frame)
    const request = I[frame + L.REQUEST]!
    if (request !== 0) {
      const kind = I[instance + L.N_KIND]!
      const word = request + L.R_VISITS + (kind >> 2)
      const shift = (kind & 3) << 3
      // With the kind in it, so that a purpose of one kind draws nothing that the same purpose of another kind draws.
      I[frame + L.VISIT] = (kind << 8) | ((I[word]! >>> shift) & 255)
      I[word]! += 1 << shift
    }
    enterComponent(F, I[instance + L.N_STATS]! >> 1)
    F[(frame >> 1) + L.ARRIVED] = F[H.NOW]!
    I[frame + L.PC] = I[instance + L.N_ENTRY]!
    I[frame + L.FLAGS] = I[frame + L.FLAGS]! | L.ARRIVED_FLAG
    if (I[frame + L.DEPTH]! > DEPTH_MAX) {
      I[frame + L.ANSWER] = O.ERROR
      I[frame + L.CULPRIT] = component + 1
      return this.answer(frame)
    }
    const doom = F[(instance >> 1) + L.N_DOOM]!
    if (doom > 0 && request !== 0) {
      drawWords(I, I[request + L.R_SEED]!, I[request + L.R_SEED + 1]!, DOOM_PURPOSE, I[frame + L.VISIT]!)
      if (I[H.BITS]! >>> 0 < doom) I[frame + L.FLAGS] = I[frame + L.FLAGS]! | L.DOOMED
    }
    return frame
  }

  /** A call finds its instance down: refused at once, or swallowed. */
  private findDown(frame: number): number {
    const I = this.arena.i32
    const instance = I[frame + L.INSTANCE]!
    if (I[instance + L.N_SILENT] !== 0) {
      forget(I, frame)
      freeFrame(I, frame)
      return 0
    }
    I[frame + L.ANSWER] = O.REFUSED
    I[frame + L.CULPRIT] = I[instance + L.N_COMPONENT]! + 1
    return this.sendBack(frame)
  }

  /** Ends a frame with the outcome in `ANSWER`. Returns the frame to run next (its caller, perhaps), or 0. */
  private answer(frame: number): number {
    const I = this.arena.i32
    const F = this.arena.f64
    const flags = I[frame + L.FLAGS]!
    releaseGrants(I, F, frame)
    if ((flags & L.LOCAL) !== 0) return this.deliver(frame)
    if ((flags & L.DOOMED) !== 0 && I[frame + L.ANSWER] === O.OK) {
      I[frame + L.ANSWER] = O.ERROR
      I[frame + L.CULPRIT] = I[I[frame + L.INSTANCE]! + L.N_COMPONENT]! + 1
    }
    const outcome = I[frame + L.ANSWER]!
    if ((flags & L.ROOT) !== 0) {
      const request = I[frame + L.REQUEST]!
      if ((I[request + L.R_FLAGS]! & L.TRACED) !== 0) this.recorder?.ended(this, frame, outcome)
      endRequest(I, F, frame, outcome)
      freeFrame(I, frame)
      return 0
    }
    const caller = I[frame + L.CALLER]!
    const isLate = caller === 0 || I[caller + L.TICKET] !== I[frame + L.CALLER_TICKET]
    if ((flags & L.ARRIVED_FLAG) !== 0) leaveComponent(I, F, frame, isLate ? O.ABANDONED : outcome)
    if (!isLate) return this.sendBack(frame)
    const request = I[frame + L.REQUEST]!
    if (request !== 0 && (I[request + L.R_FLAGS]! & L.TRACED) !== 0) this.recorder?.abandoned(this, frame)
    freeFrame(I, frame)
    return 0
  }

  private sendBack(frame: number): number {
    const I = this.arena.i32
    const F = this.arena.f64
    const link = I[frame + L.LINK]!
    const line = I[link + L.L_BACK]!
    F[(frame >> 1) + L.SINCE] = F[H.NOW]!
    I[frame + L.FLAGS] = I[frame + L.FLAGS]! & ~L.ARRIVED_FLAG
    const request = I[frame + L.REQUEST]!
    if (request !== 0 && (I[request + L.R_FLAGS]! & L.TRACED) !== 0) {
      this.recorder?.hop(this, frame, F[H.NOW]!, F[H.NOW]! + delayOf(F, line), true)
    }
    if ((I[link + L.L_FLAGS]! & L.CUT) !== 0) {
      forget(I, frame)
      freeFrame(I, frame)
      return 0
    }
    if (line === 0) return this.deliver(frame)
    I[frame + L.STATE] = L.INBOUND
    depart(I, F, frame, line)
    return 0
  }

  /** An answer reaches its caller. Returns the caller when it can go on, else 0. */
  private deliver(frame: number): number {
    const I = this.arena.i32
    const F = this.arena.f64
    const caller = I[frame + L.CALLER]!
    if (caller === 0 || I[caller + L.TICKET] !== I[frame + L.CALLER_TICKET]) {
      freeFrame(I, frame)
      return 0
    }
    forget(I, frame)
    const link = I[frame + L.LINK]!
    const outcome = I[frame + L.ANSWER]!
    const isFailure = outcome !== O.OK && outcome !== O.MISS
    if (link !== 0) {
      F[H.SAMPLE] = F[H.NOW]! - F[(frame >> 1) + L.SINCE]!
      if (F[H.SAMPLE]! > 0) addSegment(I, F, frame, (I[link + L.L_CALLEE]! << L.CAUSE_BITS) | L.CAUSE_NETWORK)
      if (isFailure) F[(link >> 1) + L.L_FAILED]!++
    }
    const outstanding = I[caller + L.OUTSTANDING]! - 1
    I[caller + L.OUTSTANDING] = outstanding
    if (!isFailure) I[caller + L.NEEDED]!--
    if (I[caller + L.NEEDED]! > 0 && outstanding >= I[caller + L.NEEDED]!) {
      freeFrame(I, frame)
      return 0
    }
    I[caller + L.ANSWER] = outcome
    I[caller + L.CULPRIT] = isFailure ? I[frame + L.CULPRIT]! : 0
    moveSegments(I, frame, caller)
    disarm(I, caller)
    freeFrame(I, frame)
    if (I[caller + L.CHILD] !== 0 && (I[caller + L.FLAGS]! & L.CANCEL_LOSERS) !== 0) cancelChildren(I, F, caller)
    I[caller + L.TICKET]!++
    I[caller + L.CHILD] = 0
    I[caller + L.OUTSTANDING] = 0
    return caller
  }

  /** A deadline passes: the caller goes on without an answer; its callee is cancelled or works on for nobody. */
  private expire(frame: number): number {
    if (frame === 0) return 0
    const I = this.arena.i32
    const F = this.arena.f64
    const link = I[frame + L.TARGET_LINK]!
    const own = I[I[frame + L.INSTANCE]! + L.N_COMPONENT]!
    const culprit = link === 0 ? own : I[link + L.L_CALLEE]!
    if (link !== 0) F[(link >> 1) + L.L_FAILED]!++
    F[H.SAMPLE] = F[H.NOW]! - F[(frame >> 1) + L.SINCE]!
    if (F[H.SAMPLE]! > 0) addSegment(I, F, frame, (culprit << L.CAUSE_BITS) | L.CAUSE_TIMEOUT)
    if ((I[frame + L.FLAGS]! & L.CANCEL_LOSERS) !== 0) cancelChildren(I, F, frame)
    I[frame + L.TICKET]!++
    I[frame + L.CHILD] = 0
    I[frame + L.OUTSTANDING] = 0
    I[frame + L.ANSWER] = O.TIMED_OUT
    I[frame + L.CULPRIT] = culprit + 1
    return frame
  }

  /** A client's arrival: a new request begins at `pc`, numbered by the arrival state in that cell. */
  private emit(source: number, pc: number, cell: number): number {
    const I = this.arena.i32
    const F = this.arena.f64
    const instance = I[source + L.INSTANCE]!
    const arrivals = I[instance + L.N_CELLS + cell]!
    const number = F[(arrivals >> 1) + 3]!
    F[(arrivals >> 1) + 3] = number + 1
    F[H.COUNTED]!++
    const request = newRequest(I)
    requestSeed(I, request + L.R_SEED, I[arrivals + 8]!, I[arrivals + 9]!, number)
    I[request + L.R_CLIENT] = I[instance + L.N_COMPONENT]!
    I[request + L.R_REFS] = 1
    I[request + L.R_OPERATION] = 0
    I[request + L.R_KEY] = 0
    I[request + L.R_SPACE] = 0
    F[(request >> 1) + L.R_NUMBER] = number
    F[(request >> 1) + L.R_STARTED] = F[H.NOW]!
    const frame = newFrame(I)
    I[frame + L.REQUEST] = request
    I[frame + L.INSTANCE] = instance
    I[frame + L.PC] = pc
    I[frame + L.OPERATION] = 0
    I[frame + L.DEPTH] = 0
    I[frame + L.VISIT] = ROOT_VISIT
    I[frame + L.FLAGS] = L.ROOT | L.ARRIVED_FLAG
    F[(frame >> 1) + L.ARRIVED] = F[H.NOW]!
    enterComponent(F, I[instance + L.N_STATS]! >> 1)
    if (this.recorder !== null && this.recorder.wants(this, request)) {
      I[request + L.R_FLAGS] = I[request + L.R_FLAGS]! | L.TRACED
    }
    return frame
  }

  /** Ends a frame that nobody waits for (a daemon, a spawned block). */
  private end(frame: number): void {
    const I = this.arena.i32
    const caller = I[frame + L.CALLER]!
    const isAwaited = caller !== 0 && I[caller + L.TICKET] === I[frame + L.CALLER_TICKET]
    const isCall = (I[frame + L.FLAGS]! & (L.ROOT | L.ARRIVED_FLAG)) !== 0
    assert(!isAwaited && !isCall, 'a plan came to its end without an answer, and somebody waits for it')
    releaseGrants(I, this.arena.f64, frame)
    freeFrame(I, frame)
  }
}

/** Draws the time to a client's next arrival: exponential (Poisson arrivals), or the mean itself. */
function drawArrival(I: Int32Array, F: Float64Array, arrivals: number, isConstant: number): void {
  if (isConstant === 0) nextExponential(I, F, arrivals)
  else F[H.SAMPLE] = 1
  F[H.SAMPLE] = F[H.SAMPLE]! / F[(arrivals >> 1) + 2]!
}

/** The visit of a request to its own client: none of those that are counted by kind. */
const ROOT_VISIT = 1 << 16
const DOOM_PURPOSE = 0x5eed0001 | 0

/** The next target of a port in turn: over its links, then over the instances of each. False when there is none. */
function choosePort(I: Int32Array, frame: number, port: number): boolean {
  const list = I[I[frame + L.INSTANCE]! + L.N_PORTS + port]!
  if (list === 0) return false
  const links = I[list]!
  if (links === 0) return false
  let link = I[list + 2]!
  if (links > 1) {
    const turn = I[list + 1]!
    I[list + 1] = turn + 1 >= links ? 0 : turn + 1
    link = I[list + 2 + turn]!
  }
  const count = I[link + L.L_COUNT]!
  if (count === 0) return false
  let cursor = 0
  if (count > 1) {
    cursor = I[link + L.L_CURSOR]!
    I[link + L.L_CURSOR] = cursor + 1 >= count ? 0 : cursor + 1
  }
  I[frame + L.TARGET_LINK] = link
  I[frame + L.TARGET] = I[I[link + L.L_TARGETS]! + cursor]!
  return true
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
  const child = newFrame(I)
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

/** Takes a frame out of its caller's children, if the caller still waits for it. */
function forget(I: Int32Array, frame: number): void {
  const caller = I[frame + L.CALLER]!
  if (caller === 0 || I[caller + L.TICKET] !== I[frame + L.CALLER_TICKET]) return
  let at = I[caller + L.CHILD]!
  if (at === frame) {
    I[caller + L.CHILD] = I[frame + L.SIBLING]!
    return
  }
  while (at !== 0) {
    const next = I[at + L.SIBLING]!
    if (next === frame) {
      I[at + L.SIBLING] = I[frame + L.SIBLING]!
      return
    }
    at = next
  }
}

function setFlag(I: Int32Array, frame: number, flag: number, isSet: boolean): void {
  I[frame + L.FLAGS] = isSet ? I[frame + L.FLAGS]! | flag : I[frame + L.FLAGS]! & ~flag
}

/** Counts an arrival at the component whose statistics stand there (an index in doubles). */
export function enterComponent(F: Float64Array, stats: number): void {
  const now = F[H.NOW]!
  F[stats + L.C_ARRIVALS]!++
  const inside = F[stats + L.C_INSIDE]!
  F[stats + L.C_INSIDE_AREA]! += inside * (now - F[stats + L.C_UPDATED]!)
  F[stats + L.C_UPDATED] = now
  F[stats + L.C_INSIDE] = inside + 1
}

function delayOf(F: Float64Array, line: number): number {
  return line === 0 ? 0 : F[(line >> 1) + L.D_DELAY]!
}

/** Ends the flights of a table that the frame leads, if it does. */
function releaseFlight(I: Int32Array, F: Float64Array, frame: number, table: number): void {
  for (let at = frame + L.GRANTS; at < frame + L.GRANTS + L.GRANT_COUNT; at++) {
    if (I[at] !== 0 && isFlightOf(I, I[at]!, table)) releaseGrant(I, F, frame, I[at]!)
  }
}
