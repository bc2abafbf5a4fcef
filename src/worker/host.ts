/**
 * The worker's end of the conversation: takes commands, runs the present session in slices of a few milliseconds, paced
 * against the wall clock, and tells what happens. It is handed its thread, so tests run it without one.
 */
import { unreachable } from '../base/assert.ts'
import { Pacer } from './pacer.ts'
import type { Command, RunId, Update } from './protocol.ts'
import { Session } from './session.ts'

/** The thread that a host lives on. */
export interface Surroundings {
  post(update: Update, transfer?: readonly ArrayBuffer[]): void
  /** Calls back after at least so many ms of wall time; 0 as soon as messages that wait have been taken. */
  later(ms: number, callback: () => void): void
  /** Wall clock, ms. */
  now(): number
}

/** Wall ms of a slice: short enough that commands are taken at once. */
const SLICE_MS = 10
/** Wall ms between two readings, and between two deliveries of sampled traces. */
const READING_EVERY_MS = 66
const TRACES_EVERY_MS = 200
/** Wall ms to sleep when the run is ahead of its pace. */
const AHEAD_MS = 8

export interface Host {
  receive(command: Command): void
}

/** Starts listening; the first update is `ready`. */
export function createHost(surroundings: Surroundings): Host {
  const host = new RunningHost(surroundings)
  surroundings.post({ type: 'ready', protocol: 1 })
  return host
}

class RunningHost implements Host {
  private readonly surroundings: Surroundings
  private session: Session | null = null
  private runId: RunId = 0
  private isPaused = true
  private isTicking = false
  private readonly pacer: Pacer
  private readAt = -Infinity
  private tracedAt = -Infinity
  private readMs = -1

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings
    this.pacer = new Pacer(surroundings.now())
  }

  /** Does what is asked; a bug of ours ends the run and says so. */
  receive(command: Command): void {
    this.guard(() => this.obey(command))
  }

  private obey(command: Command): void {
    switch (command.type) {
      case 'start':
        return this.start(command)
      case 'pause':
        return this.pause()
      case 'resume':
        return this.resume()
      case 'step':
        return this.step(command.events)
      case 'stop':
        this.session = null
        this.isPaused = true
        return
      case 'setPace':
        return this.pacer.setPace(command.pace, this.moment())
      case 'edit':
      case 'inject':
      case 'repair':
        return this.change(command)
      case 'history':
      case 'why':
      case 'trace':
        return this.answer(command)
      default:
        return unreachable(command)
    }
  }

  private start(command: Extract<Command, { type: 'start' }>): void {
    this.runId = command.runId
    this.session = null
    const begun = Session.begin(command.architecture)
    if (!begun.ok) {
      this.surroundings.post({ type: 'refused', runId: this.runId, problems: begun.error })
      return
    }
    this.session = begun.value
    this.readMs = -1
    this.isPaused = command.paused
    this.pacer.setPace(command.pace, this.moment())
    this.surroundings.post({ type: 'started', runId: this.runId, layout: this.session.layout() })
    if (!this.isPaused) this.tick()
  }

  private pause(): void {
    const { session } = this
    if (session === null || this.isPaused) return
    this.isPaused = true
    this.show(session, true)
    this.surroundings.post({ type: 'paused', runId: this.runId, atMs: session.nowMs })
  }

  private resume(): void {
    const { session } = this
    if (session === null || !this.isPaused || session.isOver) return
    this.isPaused = false
    this.pacer.anchor(this.moment())
    this.surroundings.post({ type: 'resumed', runId: this.runId, atMs: session.nowMs })
    this.tick()
  }

  private step(events: number): void {
    const { session } = this
    if (session === null) return
    this.isPaused = true
    session.step(events)
    this.show(session, true)
    this.surroundings.post({ type: 'paused', runId: this.runId, atMs: session.nowMs })
  }

  private change(command: Extract<Command, { type: 'edit' | 'inject' | 'repair' }>): void {
    const { session } = this
    if (session === null) return
    if (command.type === 'inject') session.run.inject(command.fault)
    else if (command.type === 'repair') session.run.repair(command.faultId)
    else {
      const edited = session.run.edit(command.architecture)
      if (!edited.ok) {
        this.surroundings.post({ type: 'refused', runId: this.runId, problems: edited.error })
        return
      }
      const update = { type: 'edited', runId: this.runId, atMs: session.nowMs, layout: session.layout() } as const
      this.surroundings.post(update)
    }
    this.show(session, true)
  }

  private answer(command: Extract<Command, { type: 'history' | 'why' | 'trace' }>): void {
    const { session, runId } = this
    if (session === null) return
    const { queryId } = command
    if (command.type === 'history') {
      const { fromMs, toMs, measures, points } = command
      const { timesMs, values } = session.history.range(fromMs, toMs, measures, points)
      this.surroundings.post({ type: 'history', runId, queryId, timesMs, values }, buffersOf(timesMs, values))
    } else if (command.type === 'why') {
      const report = session.why(command.fromMs, command.toMs)
      this.surroundings.post({ type: 'why', runId, queryId, report })
    } else this.surroundings.post({ type: 'trace', runId, queryId, trace: session.trace(command.request) })
  }

  /** Runs one slice and asks for the next. */
  private tick(): void {
    if (this.isTicking) return
    this.isTicking = true
    this.surroundings.later(0, () => {
      this.isTicking = false
      this.guard(() => this.slice())
    })
  }

  private slice(): void {
    const { session } = this
    if (session === null || this.isPaused) return
    const end = this.surroundings.now() + SLICE_MS
    const goal = Math.min(this.pacer.goalMs(this.moment()), session.endMs)
    let isThere = session.nowMs >= goal
    // At least one batch, however long the clock takes to be asked.
    if (!isThere)
      do isThere = session.advance(goal)
      while (!isThere && this.surroundings.now() < end)
    this.pacer.note(this.moment(), isThere)
    if (session.isOver) return this.finish(session)
    this.show(session, false)
    if (!isThere) return this.tick()
    this.isTicking = true
    this.surroundings.later(AHEAD_MS, () => {
      this.isTicking = false
      this.guard(() => this.slice())
    })
  }

  private finish(session: Session): void {
    this.isPaused = true
    this.show(session, true)
    this.surroundings.post({ type: 'finished', runId: this.runId, summary: session.summary() })
  }

  /** Tells the story so far and, when it is time, the newest reading and traces. */
  private show(session: Session, isUrgent: boolean): void {
    const { runId } = this
    const now = this.surroundings.now()
    const events = session.news()
    if (events.length > 0) this.surroundings.post({ type: 'happened', runId, events })
    if (isUrgent || now - this.readAt >= READING_EVERY_MS) {
      const reading = session.reading(this.pacer.achievedMsPerSecond)
      if (reading !== null && (isUrgent || reading.atMs !== this.readMs)) {
        this.readAt = now
        this.readMs = reading.atMs
        const { faults } = session.run
        const running = !this.isPaused
        const buffers = buffersOf(reading.values, reading.health, reading.connectionRates)
        this.surroundings.post({ type: 'reading', runId, reading, faults, running }, buffers)
      }
    }
    if (now - this.tracedAt >= TRACES_EVERY_MS) {
      this.tracedAt = now
      const traces = session.sampled(this.pacer.achievedMsPerSecond)
      if (traces.length > 0) this.surroundings.post({ type: 'sampled', runId, traces })
    }
  }

  private moment(): { wallMs: number; simulatedMs: number } {
    return { wallMs: this.surroundings.now(), simulatedMs: this.session?.nowMs ?? 0 }
  }

  private guard(act: () => void): void {
    try {
      act()
    } catch (error) {
      const { session, runId } = this
      this.session = null
      this.isPaused = true
      const { message, stack } = error instanceof Error ? error : new Error(String(error))
      const at = { seed: session?.run.seed ?? 0, atMs: session?.nowMs ?? 0 }
      this.surroundings.post({ type: 'crashed', runId, message, stack: stack ?? '', ...at })
    }
  }
}

function buffersOf(...views: readonly { readonly buffer: ArrayBufferLike }[]): readonly ArrayBuffer[] {
  return views.map(({ buffer }) => buffer as ArrayBuffer)
}
