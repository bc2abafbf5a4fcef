/**
 * Records whole requests: every hop, every ms, also the work that nobody waited for. Which requests is decided by a
 * hash of their own seed, so recording draws nothing and a run is the same with and without it.
 */
import * as L from '../engine/layout.ts'
import type { Machine, Recorder } from '../engine/machine.ts'
import { type Outcome, OUTCOMES } from '../engine/outcome.ts'
import { scatter } from '../engine/random.ts'
import { Directory } from './directory.ts'
import type { Observed } from './observed.ts'
import type { Hop, Span, Trace } from './reading.ts'
import { accountedMs, spansOf, type Visit } from './spans.ts'

/** Requests recorded at once, and finished ones that nobody has taken yet. */
const OPEN_MAX = 512
const FINISHED_MAX = 512
/** Hops kept of a request. */
const HOPS_MAX = 500
const WORDS = 4294967296
/** The rate of requests is judged again after so many, or after so long, ms. */
const JUDGE_AFTER = 64
const JUDGE_AFTER_MS = 1_000
/** Salt of the hash that chooses, so that it has nothing in common with the draws of a request. */
const CHOICE = 0x7ace_5eed

/** One request, by the index of its client and its number there. */
export interface Wanted {
  readonly client: number
  readonly number: number
}

/** A request under way. */
interface Open {
  readonly startMs: number
  readonly visits: Visit[]
  readonly hops: Hop[]
  readonly late: Span[]
}

/** Listens to a machine and makes traces of some requests, or of exactly one. */
export class TraceRecorder implements Recorder {
  /** Traces wanted in a simulated second, about. */
  perSecond: number
  private readonly run: Observed
  private readonly only: Wanted | null
  private readonly directory = new Directory()
  /** By the pointer of the request. */
  private readonly open = new Map<number, Open>()
  private finished: Trace[] = []
  private found: { readonly trace: Trace; readonly open: Open; readonly request: number } | null = null
  private threshold = WORDS
  private asked = 0
  private judgedMs = 0

  constructor(run: Observed, { perSecond = 30, only = null }: { perSecond?: number; only?: Wanted | null } = {}) {
    this.run = run
    this.perSecond = perSecond
    this.only = only
    this.judgedMs = run.machine.nowMs
  }

  /** Takes the traces that were finished since the last time. */
  take(): readonly Trace[] {
    const taken = this.finished
    this.finished = []
    return taken
  }

  wants(machine: Machine, request: number): boolean {
    // The record of a former request is used again.
    this.open.delete(request)
    if (!this.isChosen(machine, request)) return false
    if (this.open.size >= OPEN_MAX) this.forgetOldest()
    this.open.set(request, { startMs: machine.nowMs, visits: [], hops: [], late: [] })
    return true
  }

  hop(machine: Machine, frame: number, departMs: number, arriveMs: number, back: boolean): void {
    const { i32 } = machine
    const open = this.open.get(i32[frame + L.REQUEST]!)
    if (open === undefined || open.hops.length >= HOPS_MAX) return
    const link = i32[frame + L.LINK]!
    if (back) {
      const visit = open.visits.findLast((known) => known.frame === frame)
      if (visit !== undefined) visit.returnMs = arriveMs
    } else {
      open.visits.push({
        component: i32[link + L.L_CALLEE]!,
        frame,
        depth: i32[frame + L.DEPTH]!,
        attempt: i32[i32[frame + L.CALLER]! + L.TRIES]! + 1,
        departMs,
        returnMs: Infinity,
      })
    }
    const connection = this.run.built.connectionByIndex.get(i32[link + L.L_CONNECTION]!)
    if (connection === undefined) return
    const outcome = outcomeOfHop(machine, frame, back)
    open.hops.push({ connection: connection.id, departMs, arriveMs, back, outcome })
  }

  abandoned(machine: Machine, frame: number): void {
    const { i32, f64, nowMs } = machine
    const open = this.open.get(i32[frame + L.REQUEST]!)
    const late = open?.visits.findLast((visit) => visit.frame === frame)
    if (open === undefined || late === undefined) return
    late.returnMs = nowMs
    this.directory.learn(this.run.built)
    const account = { i32, f64, frame }
    const { visits } = open
    const startMs = nowMs - accountedMs(account)
    open.late.push(...spansOf(account, { startMs, visits, directory: this.directory, late }))
  }

  ended(machine: Machine, frame: number, outcome: number): void {
    const request = machine.i32[frame + L.REQUEST]!
    const open = this.open.get(request)
    if (open === undefined) return
    const trace = this.traceOf(machine, { frame, open, outcome: OUTCOMES[outcome] ?? 'error' })
    if (this.only === null) {
      // Work that goes on for nobody is waited for only when this very request is looked at.
      this.open.delete(request)
      this.finished.push({ ...trace, spans: [...trace.spans, ...open.late] })
    } else this.found = { trace, open, request }
  }

  /** Whether the one request that is wanted, and all that worked for it, has ended. */
  isDone({ i32 }: Machine): boolean {
    if (this.found === null) return false
    const { request, open } = this.found
    return this.open.get(request) !== open || i32[request + L.R_REFS] === 0
  }

  /** The one request that is wanted, with the work that went on for nobody so far; null while it has not ended. */
  recovered(): Trace | null {
    if (this.found === null) return null
    const { trace, open } = this.found
    return { ...trace, spans: [...trace.spans, ...open.late] }
  }

  /** The trace of a request that ends, without the work that nobody waited for. */
  private traceOf(machine: Machine, { frame, open, outcome }: { frame: number; open: Open; outcome: Outcome }): Trace {
    const { i32, f64 } = machine
    const { directory } = this
    directory.learn(this.run.built)
    const request = i32[frame + L.REQUEST]!
    const client = directory.idOf(i32[request + L.R_CLIENT]!) ?? ''
    const { startMs, visits, hops } = open
    const culprit = outcome === 'ok' ? undefined : directory.idOf(i32[frame + L.CULPRIT]! - 1)
    return {
      client,
      request: f64[(request >> 1) + L.R_NUMBER]!,
      className: this.classOf(client, i32[request + L.R_CLASS]!),
      key: i32[request + L.R_KEY]!,
      startMs,
      endMs: machine.nowMs,
      outcome,
      ...(culprit === undefined ? {} : { culprit }),
      spans: spansOf({ i32, f64, frame }, { startMs, visits, directory }),
      hops,
    }
  }

  private classOf(client: string, number: number): string {
    const classes = this.run.architecture.components.find(({ id }) => id === client)?.config['classes']
    const found: unknown = Array.isArray(classes) ? classes[number] : undefined
    return typeof found === 'object' && found !== null && 'name' in found ? String(found.name) : ''
  }

  private isChosen({ i32, f64, nowMs }: Machine, request: number): boolean {
    if (this.only !== null) {
      return i32[request + L.R_CLIENT] === this.only.client && f64[(request >> 1) + L.R_NUMBER] === this.only.number
    }
    this.asked++
    if (this.asked >= JUDGE_AFTER || nowMs - this.judgedMs >= JUDGE_AFTER_MS) this.judge(nowMs)
    const word = scatter(i32[request + L.R_SEED]! ^ CHOICE) >>> 0
    return word < this.threshold && this.finished.length + this.open.size < FINISHED_MAX
  }

  /** Sets the share of requests to record by the rate at which they have been coming. */
  private judge(nowMs: number): void {
    const elapsedMs = nowMs - this.judgedMs
    if (elapsedMs > 0) {
      const ratePerSecond = (this.asked * 1_000) / elapsedMs
      this.threshold = Math.min(1, this.perSecond / ratePerSecond) * WORDS
    }
    this.asked = 0
    this.judgedMs = nowMs
  }

  private forgetOldest(): void {
    for (const request of this.open.keys()) {
      this.open.delete(request)
      return
    }
  }
}

/** An answer carries its outcome; a call that is lost on a cut connection never arrives. */
function outcomeOfHop({ i32 }: Machine, frame: number, back: boolean): Outcome {
  if ((i32[i32[frame + L.LINK]! + L.L_FLAGS]! & (back ? L.CUT_BACK : L.CUT_OUT)) !== 0) return 'partitioned'
  return back ? (OUTCOMES[i32[frame + L.ANSWER]!] ?? 'error') : 'ok'
}
