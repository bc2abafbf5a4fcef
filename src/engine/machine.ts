/**
 * The kernel: one loop that takes the next event and runs the frame it belongs to until that frame waits. It knows
 * instructions, stations, calls and deadlines; it knows no kinds, no faults, no pace.
 */
import { assert } from '../base/assert.ts'
import { account, endRequest } from './accounts.ts'
import { Arena, RESERVE_WORDS, type ArenaCopy } from './arena.ts'
import { layCourier, stepCourier } from './courier.ts'
import { drawArrival, emit } from './arrivals.ts'
import { answer, arrive, call, choosePort, setFlag } from './calls.ts'
import { releaseGrant, releaseGrants } from './cancel.ts'
import { alight, arm, expired } from './delay-line.ts'
import { LAW_EXPONENTIAL, sample } from './distributions.ts'
import { createCalendar, dequeue, enqueue, FAR, FEW_STEPS, LOOK_EVERY, WORK_LIMIT } from './event-list.ts'
import { expire } from './expiry.ts'
import { fly, isFlightOf } from './flight.ts'
import { addSegment, dropSegments, freeFrame, makeReady, newFrame } from './frames.ts'
import { mayRetry } from './guard.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import * as O from './outcome.ts'
import { giveUp, limitWait } from './patience.ts'
import * as P from './program.ts'
import { drawWords, nextWords } from './random.ts'
import { finishShare, share } from './sharing.ts'
import { acquire, joinLine, passOn, wake } from './station.ts'
import { drawExponential } from './ziggurat.ts'

/** Jumps and turns of the loop in which no event may come; more is a plan, or a ring of frames, that never waits. */
const TURNS_MAX = 4_000_000
/** Empty buckets of the calendar that are passed over before its own search is called. */
const BUCKETS_TO_TRY = 8

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
    layCourier(this.program)
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
    for (;;) {
      arena.reserve()
      const before = left
      left = advance(this, arena.i32, arena.f64, left)
      const isIdle = left < 0
      if (isIdle) left = ~left
      arena.f64[H.EVENTS]! += before - left
      if (isIdle) return true
      if (left === 0 && arena.i32[H.READY_HEAD] === 0) return false
    }
  }
}

/**
 * The loop. It runs on one pair of views, so that they are checked once and not at every access: when the arena grows
 * or its reserve runs short it comes back to be called again. Returns how many events are left of those it may process;
 * when none is due, the complement of that.
 */
function advance(machine: Machine, I: Int32Array, F: Float64Array, maxEvents: number): number {
  const arena = machine.arena
  const code = machine.program.code
  const constants = machine.program.constants
  const functions = machine.program.functions
  const untilMs = F[H.UNTIL]!
  let left = maxEvents | 0
  // Beyond this word the reserve has to be filled.
  const limit = (I.length - RESERVE_WORDS) | 0
  let turns = 0
  // A frame that goes on, and where, when the one that is run in between is held.
  let resume = 0
  let resumeAt = 0
  let cause = 0
  next: for (;;) {
    turns = (turns + 1) | 0
    if (turns > TURNS_MAX) assert(false, 'frames go on for ever without time passing')
    if (I[H.BUMP]! > limit) return left
    let frame = I[H.READY_HEAD]! & L.POINTER
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
      // The next event is nearly always the head of the present bucket or of one of the next few: what `dequeue` does
      // then, written out.
      let current = I[H.CALENDAR_CURRENT]!
      const heads = I[H.CALENDAR_HEADS]! & L.POINTER
      const mask = I[H.CALENDAR_MASK]! & L.POINTER
      let slot = heads + (current & mask)
      let node = I[slot]! & L.POINTER
      for (let steps = BUCKETS_TO_TRY; node === 0 && steps !== 0; steps = (steps - 1) | 0) {
        current = (current + 1) | 0
        slot = heads + (current & mask)
        node = I[slot]! & L.POINTER
      }
      const time = F[(node >> 1) + L.TIME]!
      if (
        node !== 0 &&
        time <= untilMs &&
        (time - F[H.CALENDAR_BASE]!) * F[H.CALENDAR_PER_MS]! < current + 1 &&
        I[H.CALENDAR_POPS]! < LOOK_EVERY &&
        I[H.CALENDAR_WORK]! < WORK_LIMIT
      ) {
        I[H.CALENDAR_CURRENT] = current
        I[slot] = I[node + L.NEXT]!
        I[H.CALENDAR_COUNT]!--
        I[H.CALENDAR_POPS]!++
        F[H.NOW] = time
      } else {
        node = dequeue(arena, H.UNTIL) & L.POINTER
        if (arena.i32 !== I) {
          // The calendar has grown: once more, on the new views.
          if (node !== 0) enqueue(arena.i32, arena.f64, node)
          return (left + 1) | 0
        }
        if (node === 0) {
          if (F[H.NOW]! < untilMs) F[H.NOW] = untilMs
          return ~(left + 1)
        }
      }
      const state = I[node + L.STATE]!
      if (state === L.HOLDING) frame = node
      else if (state === L.HOP_LINE) frame = arrive(machine, I, F, alight(I, F, node)) & L.POINTER
      else if (state === L.TIMER_LINE) frame = expire(machine, I, F, expired(I, F, node)) & L.POINTER
      else if (state === L.STATION) {
        const isShared = I[node + L.T_DISCIPLINE] === L.PROCESSOR_SHARING
        frame = (isShared ? finishShare(I, F, node) : giveUp(I, F, node)) & L.POINTER
      } else {
        // A message that has travelled by itself.
        I[node + L.FLAGS] = I[node + L.FLAGS]! & ~L.APART
        frame = arrive(machine, I, F, node) & L.POINTER
      }
      if (frame === 0) continue
    }
    I[frame + L.STATE] = L.READY
    let pc = I[frame + L.PC]!
    for (;;) {
      const at = pc & L.POINTER
      switch (code[at]!) {
        case P.OP_HOLD: {
          const instance = I[frame + L.INSTANCE]! & L.POINTER
          const request = I[frame + L.REQUEST]! & L.POINTER
          const law = code[at + 1]! & L.POINTER
          const s0 = I[request + L.R_SEED]!
          const s1 = I[request + L.R_SEED + 1]!
          cause = code[at + 3]!
          let ms = cause === L.CAUSE_SERVICE ? F[(instance >> 1) + L.N_SPEED]! : 1
          if (constants[law] === LAW_EXPONENTIAL) {
            drawExponential(I, F, s0, s1, code[at + 2]!, I[frame + L.VISIT]!)
            ms *= F[H.SAMPLE]! * constants[law + 1]!
          } else {
            drawWords(I, s0, s1, code[at + 2]!, I[frame + L.VISIT]!)
            sample(I, F, constants, law)
            ms *= F[H.SAMPLE]!
          }
          pc = at + P.STRIDE
          if (ms !== 0) {
            F[H.SAMPLE] = ms
            addSegment(I, F, frame, (I[instance + L.N_COMPONENT]! << L.CAUSE_BITS) | cause)
            break
          }
          if (resume === 0) continue
          // Who was let in while another runs waits for its turn.
          I[frame + L.PC] = pc
          makeReady(I, frame)
          frame = resume
          resume = 0
          pc = resumeAt
          continue
        }
        case P.OP_HOLD_OWN: {
          const instance = I[frame + L.INSTANCE]!
          nextWords(I, I[instance + L.N_CELLS + code[at + 2]!]!)
          sample(I, F, constants, code[at + 1]!)
          if (code[at + 3] === L.CAUSE_SERVICE) F[H.SAMPLE] = F[H.SAMPLE]! * F[(instance >> 1) + L.N_SPEED]!
          pc = at + P.STRIDE
          if (F[H.SAMPLE] === 0) continue
          cause = code[at + 3]!
          addSegment(I, F, frame, (I[instance + L.N_COMPONENT]! << L.CAUSE_BITS) | cause)
          break
        }
        case P.OP_HOLD_X: {
          F[H.SAMPLE] = F[(frame >> 1) + L.X]!
          pc = at + P.STRIDE
          if (!(F[H.SAMPLE]! > 0)) continue
          cause = code[at + 3]!
          addSegment(I, F, frame, (I[I[frame + L.INSTANCE]! + L.N_COMPONENT]! << L.CAUSE_BITS) | cause)
          break
        }
        case P.OP_ARRIVAL:
          drawArrival(I, F, I[I[frame + L.INSTANCE]! + L.N_CELLS + code[at + 1]!]!, code[at + 2]!)
          cause = L.CAUSE_NETWORK
          pc = at + P.STRIDE
          break
        case P.OP_ACQUIRE: {
          const instance = I[frame + L.INSTANCE]! & L.POINTER
          const station = I[instance + L.N_RESOURCES + (code[at + 1]! & L.POINTER)]! & L.POINTER
          const busy = I[station + L.T_BUSY]!
          if (busy < I[station + L.T_SERVERS]! && I[frame + L.GRANTS] === 0) {
            // What `acquire` does for the first grant of a frame that need not wait, written out for speed.
            const half = station >> 1
            const now = F[H.NOW]!
            const elapsed = now - F[half + L.T_UPDATED]!
            F[half + L.T_BUSY_AREA]! += elapsed * busy
            F[half + L.T_LINE_AREA]! += elapsed * I[station + L.T_LINE]!
            F[half + L.T_UPDATED] = now
            F[half + L.T_GRANTED]!++
            I[station + L.T_BUSY] = busy + 1
            I[frame + L.GRANTS] = station
            pc = at + P.STRIDE
            continue
          }
          I[frame + L.PC] = at + P.STRIDE
          const elsewhere = code[at + 3]! & L.POINTER
          I[frame + L.ELSEWHERE] = elsewhere
          const granted = acquire(I, F, frame, station) | 0
          if (granted === 0) {
            if (elsewhere === 0 || code[elsewhere] !== P.OP_PATIENCE) continue next
            limitWait(arena, constants, frame, code[elsewhere + 1]!)
            if (arena.i32 !== I) return left
            continue next
          }
          pc = granted === 1 ? at + P.STRIDE : code[at + 2]!
          continue
        }
        case P.OP_RELEASE: {
          const instance = I[frame + L.INSTANCE]! & L.POINTER
          const station = I[instance + L.N_RESOURCES + (code[at + 1]! & L.POINTER)]!
          if (I[frame + L.GRANTS] === station) {
            I[frame + L.GRANTS] = 0
            const granted = passOn(I, F, station) & L.POINTER
            if (granted !== 0) {
              const there = I[granted + L.PC]! & L.POINTER
              if (code[there] === P.OP_HOLD) {
                // Whom it is passed on to is served at once, as is nearly always next; then this one goes on.
                resume = frame
                resumeAt = at + P.STRIDE
                frame = granted
                pc = there
                continue
              }
              makeReady(I, granted)
            }
          } else releaseGrant(I, F, frame, station)
          pc = at + P.STRIDE
          continue
        }
        case P.OP_SHARE: {
          const instance = I[frame + L.INSTANCE]!
          const request = I[frame + L.REQUEST]!
          drawWords(I, I[request + L.R_SEED]!, I[request + L.R_SEED + 1]!, code[at + 3]!, I[frame + L.VISIT]!)
          sample(I, F, constants, code[at + 2]!)
          F[H.SAMPLE] = F[H.SAMPLE]! * F[(instance >> 1) + L.N_SPEED]!
          I[frame + L.PC] = at + P.STRIDE
          share(arena, frame, I[instance + L.N_RESOURCES + code[at + 1]!]!)
          if (arena.i32 !== I) return left
          continue next
        }
        case P.OP_CHOOSE_PORT:
          if (!choosePort(I, frame, code[at + 1]!)) {
            I[frame + L.TRIES] = 0
            pc = code[at + 2]!
            continue
          }
          // The call follows its choice.
          I[frame + L.PC] = at + 2 * P.STRIDE
          frame = call(machine, I, F, frame, code[at + P.STRIDE + 1]!) & L.POINTER
          if (frame === 0) continue next
          I[frame + L.STATE] = L.READY
          pc = I[frame + L.PC]!
          continue
        case P.OP_CHOOSE: {
          const isChosen = functions[code[at + 1]!]!(machine, frame) !== 0
          if (!isChosen) arena.i32[frame + L.TRIES] = 0
          pc = isChosen ? at + P.STRIDE : code[at + 2]!
          if (arena.i32 === I) continue
          return leaveOff(arena.i32, frame, pc, left, turns)
        }
        case P.OP_CALL: {
          I[frame + L.PC] = at + P.STRIDE
          frame = call(machine, I, F, frame, code[at + 1]!) & L.POINTER
          if (frame === 0) continue next
          I[frame + L.STATE] = L.READY
          pc = I[frame + L.PC]!
          continue
        }
        case P.OP_RETRY: {
          const outcome = I[frame + L.ANSWER]!
          const tries = I[frame + L.TRIES]! + 1
          const link = I[frame + L.TARGET_LINK]!
          const isOver = outcome === O.OK || outcome === O.MISS || tries >= I[link + L.L_TRIES]!
          if (isOver || ((I[link + L.L_FLAGS]! & L.GUARDED) !== 0 && !mayRetry(I, F, frame, link))) {
            I[frame + L.TRIES] = 0
            pc = at + P.STRIDE
            continue
          }
          I[frame + L.TRIES] = tries
          pc = code[at + 1]!
          if (!backOff(I, F, frame, link, tries)) {
            turns = (turns + 1) | 0
            if (turns <= TURNS_MAX && I[H.BUMP]! <= limit) continue
            return leaveOff(I, frame, pc, left, turns)
          }
          cause = L.CAUSE_BACKOFF
          break
        }
        case P.OP_COURIER:
          if (!stepCourier(machine, I, F, frame, code[at + 1]!)) continue next
          pc = arena.i32[frame + L.PC]!
          if (arena.i32 === I) continue
          return leaveOff(arena.i32, frame, pc, left, turns)
        case P.OP_ANSWER: {
          const outcome = code[at + 1]!
          if (outcome > 0) I[frame + L.CULPRIT] = I[I[frame + L.INSTANCE]! + L.N_COMPONENT]! + 1
          if (outcome >= 0) I[frame + L.ANSWER] = outcome
          const flags = I[frame + L.FLAGS]!
          if ((flags & L.ROOT) !== 0) {
            if (I[frame + L.GRANTS] !== 0 || (flags & L.HOLDS_MORE) !== 0) releaseGrants(I, F, frame)
            const request = I[frame + L.REQUEST]! & L.POINTER
            const ending = I[frame + L.ANSWER]!
            if ((I[request + L.R_FLAGS]! & L.TRACED) !== 0) machine.recorder?.ended(machine, frame, ending)
            endRequest(I, F, frame, ending)
            continue next
          }
          frame = answer(machine, I, F, frame) & L.POINTER
          if (frame === 0) continue next
          I[frame + L.STATE] = L.READY
          pc = I[frame + L.PC]!
          continue
        }
        case P.OP_JUMP:
          pc = code[at + 1]!
          // Every ring of instructions has a jump in it.
          turns = (turns + 1) | 0
          if (turns <= TURNS_MAX && I[H.BUMP]! <= limit) continue
          return leaveOff(I, frame, pc, left, turns)
        case P.OP_LOOP:
          // A daemon lives for ever: what it has waited for so far is nobody's, and would grow without bound.
          if ((I[frame + L.FLAGS]! & L.DAEMON) !== 0) dropSegments(I, frame)
          pc = code[at + 1]!
          turns = (turns + 1) | 0
          if (turns <= TURNS_MAX && I[H.BUMP]! <= limit) continue
          return leaveOff(I, frame, pc, left, turns)
        case P.OP_BRANCH: {
          const chosen = functions[code[at + 1]!]!(machine, frame) | 0
          pc = code[at + P.STRIDE + chosen]!
          if (arena.i32 === I) continue
          return leaveOff(arena.i32, frame, pc, left, turns)
        }
        case P.OP_ON_OPERATION: {
          const operation = I[frame + L.OPERATION]!
          pc = operation < code[at + 2]! ? code[at + P.STRIDE + operation]! : code[at + 1]!
          continue
        }
        case P.OP_ON_ANSWER: {
          const outcome = I[frame + L.ANSWER]!
          pc = outcome === O.OK ? at + P.STRIDE : outcome === O.MISS ? code[at + 2]! : code[at + 1]!
          continue
        }
        case P.OP_DO:
          functions[code[at + 1]!]!(machine, frame)
          pc = at + P.STRIDE
          if (arena.i32 !== I) return leaveOff(arena.i32, frame, pc, left, turns)
          if (I[frame + L.STATE] === L.ZOMBIE) {
            // It has brought down its own instance.
            freeFrame(I, frame)
            continue next
          }
          continue
        case P.OP_COUNT: {
          const stats = (I[(I[frame + L.INSTANCE]! & L.POINTER) + L.N_STATS]! & L.POINTER) >> 1
          F[stats + L.C_COUNTERS + (code[at + 1]! & L.POINTER)]!++
          pc = at + P.STRIDE
          continue
        }
        case P.OP_WITHIN: {
          const block = spawnChild(I, F, frame, code[at + 1]!) & L.POINTER
          I[frame + L.PC] = at + P.STRIDE
          I[frame + L.STATE] = L.CALLING
          I[frame + L.NEEDED] = 1
          I[frame + L.OUTSTANDING] = 1
          I[frame + L.TARGET_LINK] = 0
          setFlag(I, frame, L.CANCEL_LOSERS, code[at + 3] !== 0)
          F[(frame >> 1) + L.SINCE] = F[H.NOW]!
          arm(I, F, frame, code[at + 2]!)
          frame = block
          pc = I[frame + L.PC]!
          continue
        }
        case P.OP_FORK:
          makeReady(I, spawnChild(I, F, frame, code[at + 1]!))
          I[frame + L.OUTSTANDING]!++
          pc = at + P.STRIDE
          continue
        case P.OP_JOIN:
          I[frame + L.PC] = at + P.STRIDE
          I[frame + L.STATE] = L.CALLING
          I[frame + L.NEEDED] = code[at + 1]!
          I[frame + L.TARGET_LINK] = 0
          setFlag(I, frame, L.CANCEL_LOSERS, code[at + 2] !== 0)
          F[(frame >> 1) + L.SINCE] = F[H.NOW]!
          continue next
        case P.OP_PARK:
          I[frame + L.PC] = at + P.STRIDE
          joinLine(I, F, frame, I[I[frame + L.INSTANCE]! + L.N_RESOURCES + code[at + 1]!]!)
          continue next
        case P.OP_WAKE: {
          const gate = I[I[frame + L.INSTANCE]! + L.N_RESOURCES + code[at + 1]!]!
          for (let n = code[at + 2]!; n > 0 && wake(I, F, gate); n--);
          pc = at + P.STRIDE
          continue
        }
        case P.OP_FLY: {
          I[frame + L.PC] = code[at + 2]!
          const table = I[I[frame + L.INSTANCE]! + L.N_RESOURCES + code[at + 1]!]!
          const space = code[at + 3] === 0 ? I[I[frame + L.REQUEST]! + L.R_SPACE]! : I[frame + L.A]!
          if (!fly(I, F, frame, table, space)) continue next
          pc = at + P.STRIDE
          continue
        }
        case P.OP_LAND:
          releaseFlight(I, F, frame, I[I[frame + L.INSTANCE]! + L.N_RESOURCES + code[at + 1]!]!)
          pc = at + P.STRIDE
          continue
        case P.OP_SPAWN: {
          const other = spawnChild(I, F, frame, code[at + 1]!)
          orphan(I, frame, other)
          makeReady(I, other)
          pc = at + P.STRIDE
          continue
        }
        case P.OP_SOURCE: {
          const instance = I[frame + L.INSTANCE]! & L.POINTER
          const arrivals = I[instance + L.N_CELLS + (code[at + 2]! & L.POINTER)]!
          const emitted = emit(machine, I, F, instance, arrivals, code[at + 1]!) & L.POINTER
          if (I[H.READY_HEAD] !== 0) makeReady(I, emitted)
          else {
            resume = emitted
            resumeAt = code[at + 1]!
          }
          drawArrival(I, F, arrivals, code[at + 3]!)
          cause = L.CAUSE_NETWORK
          break
        }
        case P.OP_EMIT: {
          const instance = I[frame + L.INSTANCE]! & L.POINTER
          const arrivals = I[instance + L.N_CELLS + (code[at + 2]! & L.POINTER)]!
          const request = emit(machine, I, F, instance, arrivals, code[at + 1]!)
          // It learns who sends it.
          I[request + L.A] = I[frame + L.A]!
          makeReady(I, request)
          pc = at + P.STRIDE
          continue
        }
        case P.OP_PATIENCE:
          pc = at + P.STRIDE
          continue
        case P.OP_END:
          end(I, F, frame)
          continue next
        default:
          assert(false, `there is no instruction ${code[at]} at ${at}`)
      }
      // Every case that gets here holds the frame for `H.SAMPLE` ms; it goes on at `pc`.
      const half = frame >> 1
      const due = F[H.NOW]! + F[H.SAMPLE]!
      I[frame + L.PC] = pc
      I[frame + L.STATE] = L.HOLDING
      I[frame + L.HOLD_CAUSE] = cause
      F[half + L.TIME] = due
      F[half + L.SEQ] = F[H.SEQUENCE]!
      F[H.SEQUENCE]!++
      // What `enqueue` does, written out: the sequence number being the latest, it comes after all that are due then.
      const far = (due - F[H.CALENDAR_BASE]!) * F[H.CALENDAR_PER_MS]!
      const bucket = far < FAR ? far | 0 : FAR
      if (bucket < I[H.CALENDAR_CURRENT]!) I[H.CALENDAR_CURRENT] = bucket
      let link = (I[H.CALENDAR_HEADS]! + (bucket & I[H.CALENDAR_MASK]!)) & L.POINTER
      let later = I[link]! & L.POINTER
      let steps = 0
      while (later !== 0 && F[(later >> 1) + L.TIME]! <= due) {
        link = later + L.NEXT
        later = I[link]! & L.POINTER
        steps = (steps + 1) | 0
      }
      I[frame + L.NEXT] = later
      I[link] = frame
      I[H.CALENDAR_COUNT]!++
      if (steps > FEW_STEPS) I[H.CALENDAR_WORK]! += steps
      if (resume === 0) continue next
      frame = resume
      resume = 0
      pc = resumeAt
    }
  }
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

/**
 * Draws the wait before a retry: base, or base · 2^(tries − 1) up to a most, of which jitter takes none, all (uniform
 * from 0) or half (uniform from one half). False when there is none.
 */
function backOff(I: Int32Array, F: Float64Array, frame: number, link: number, tries: number): boolean {
  const base = F[(link >> 1) + L.L_BACKOFF]!
  const law = I[link + L.L_BACKOFF_LAW]!
  if (base <= 0 || law === L.BACKOFF_NONE) return false
  const ms = law === L.BACKOFF_FIXED ? base : Math.min(F[(link >> 1) + L.L_BACKOFF_MAX]!, base * (1 << (tries - 1)))
  const jitter = I[link + L.L_BACKOFF_JITTER]!
  const request = I[frame + L.REQUEST]!
  drawWords(I, I[request + L.R_SEED]!, I[request + L.R_SEED + 1]!, BACKOFF_PURPOSE + tries, I[frame + L.VISIT]!)
  const u = ((I[H.BITS]! >>> 0) + 0.5) / 4294967296
  F[H.SAMPLE] = jitter === L.SPREAD_FULL ? ms * u : jitter === L.SPREAD_EQUAL ? ms * (0.5 + 0.5 * u) : ms
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
