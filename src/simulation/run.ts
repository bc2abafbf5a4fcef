/**
 * A run: a document, a seed and a script of edits and faults, each stamped with the simulated moment it happened. The
 * three together give the same run again; saving and loading a moment of it is how traces are recovered.
 */
import type { Architecture, Fault, TimelineEntry } from '../architecture/architecture.ts'
import { check } from '../architecture/check.ts'
import type { Problem } from '../base/problem.ts'
import { fail, type Result, succeed } from '../base/result.ts'
import * as H from '../engine/header.ts'
import { type Checkpoint, Machine } from '../engine/machine.ts'
import { Builder } from './builder.ts'
import type { Built } from './built.ts'
import { Conditions } from './conditions.ts'
import { numbersOf } from './faults.ts'
import type { ActiveFault, RunEvent } from './reading.ts'
import { type Groups, Scaling } from './scaling.ts'
import { byId } from './site.ts'
import { copyStructure, emptyStructure, type Structure } from './structure.ts'

/** Something done to a run: at that clock, after so many events and steps that the run took by itself. */
type ScriptEntry = { readonly atMs: number; readonly events: number; readonly steps: number } & (
  | { readonly type: 'edit'; readonly architecture: Architecture }
  | { readonly type: 'inject'; readonly fault: Fault }
  | { readonly type: 'repair'; readonly faultId: string }
)

/** A fault of the timeline that begins or ends at a time. */
interface Planned {
  readonly atMs: number
  readonly entry: TimelineEntry
  readonly begins: boolean
}

/** One moment of a run, complete. */
export interface SavedRun {
  readonly atMs: number
  readonly checkpoint: Checkpoint
  readonly structure: Structure
  readonly architecture: Architecture
  readonly active: readonly (ActiveFault & { readonly fault: Fault })[]
  readonly story: readonly RunEvent[]
  readonly position: number
  readonly plannedPosition: number
  readonly steps: number
  readonly groups: Groups
}

/** Lines of the story that are kept; more is a run that tells too much. */
const STORY_MAX = 20_000

export class Run {
  readonly machine = new Machine()
  readonly seed: number
  architecture: Architecture
  story: RunEvent[] = []
  /** Everything done to the run so far, in order. */
  readonly script: ScriptEntry[] = []
  private structure: Structure = emptyStructure()
  private builder: Builder
  private conditions: Conditions
  private active: readonly (ActiveFault & { readonly fault: Fault })[] = []
  private position = 0
  private planned: readonly Planned[]
  private plannedPosition = 0
  /** Faults of the timeline that began or ended, and steps of scaling. */
  private steps = 0
  private scaling: Scaling

  private constructor(architecture: Architecture) {
    this.architecture = architecture
    this.seed = architecture.settings.seed
    this.machine.tell = (code, component, params) => this.tell(code, component, params)
    this.builder = new Builder(this.machine, this.structure, architecture)
    this.conditions = new Conditions(this.machine, this.structure, this.builder.daemons)
    this.scaling = this.scalingOf(new Map())
    this.planned = plan(architecture.timeline)
    this.build(architecture)
  }

  /** A run of that document from time 0, or what stops it from running. */
  static create(architecture: Architecture): Result<Run, readonly Problem[]> {
    const errors = errorsOf(architecture)
    return errors.length > 0 ? fail(errors) : succeed(new Run(architecture))
  }

  /** The machinery of the present document. */
  get built(): Built {
    return this.structure.built
  }

  /** Faults at work now. */
  get faults(): readonly ActiveFault[] {
    return this.active
  }

  get nowMs(): number {
    return this.machine.nowMs
  }

  /**
   * Processes up to `maxEvents` events until the clock stands at `untilMs`; true when it does. Faults of the timeline
   * and — after a moment was loaded — what was done by hand happen at their times.
   */
  advance(untilMs: number, maxEvents: number): boolean {
    const next = this.script[this.position]
    if (next !== undefined) return this.replay(next, untilMs, maxEvents)
    if (this.dueMs <= untilMs) return this.takeStep(maxEvents)
    return this.machine.run(untilMs, maxEvents)
  }

  /** When the next fault of the timeline begins or ends, or scaling has something to do. */
  private get dueMs(): number {
    return Math.min(this.planned[this.plannedPosition]?.atMs ?? Infinity, this.scaling.dueMs)
  }

  /** Goes on to what is due next and does it, unless the events do not suffice; false, as there may be more. */
  private takeStep(maxEvents: number): false {
    const due = this.planned[this.plannedPosition]
    if (!this.machine.run(Math.max(this.dueMs, this.nowMs), maxEvents)) return false
    this.steps++
    if (due !== undefined && due.atMs <= this.scaling.dueMs) {
      this.plannedPosition++
      this.carryOut(due)
      return false
    }
    this.scaling.step(this.architecture)
    this.settle()
    return false
  }

  /** Goes on with the script: to the moment of its next entry, which is then done again. */
  private replay(entry: ScriptEntry, untilMs: number, maxEvents: number): boolean {
    if (this.steps < entry.steps && this.dueMs <= untilMs) return this.takeStep(maxEvents)
    if (untilMs < entry.atMs) return this.machine.run(untilMs, maxEvents)
    const left = entry.events - this.machine.events
    if (left > 0) {
      this.machine.run(entry.atMs, Math.min(left, maxEvents))
      return false
    }
    this.machine.f64[H.NOW] = entry.atMs
    this.position++
    this.perform(entry)
    return untilMs === entry.atMs && this.script[this.position] === undefined && this.machine.run(untilMs, 0)
  }

  /** Puts another document in the place of the present one, now; what they share goes on undisturbed. */
  edit(architecture: Architecture): Result<void, readonly Problem[]> {
    const errors = errorsOf(architecture)
    if (errors.length > 0) return fail(errors)
    this.record({ ...this.moment(), type: 'edit', architecture })
    return succeed(undefined)
  }

  /** Breaks something, now. */
  inject(fault: Fault): void {
    this.record({ ...this.moment(), type: 'inject', fault })
  }

  /** Ends a fault, now. */
  repair(faultId: string): void {
    this.record({ ...this.moment(), type: 'repair', faultId })
  }

  /** This moment, to be loaded again. */
  save(): SavedRun {
    return {
      atMs: this.nowMs,
      checkpoint: this.machine.checkpoint(),
      structure: copyStructure(this.structure),
      architecture: this.architecture,
      active: this.active,
      story: [...this.story],
      position: this.position,
      plannedPosition: this.plannedPosition,
      steps: this.steps,
      groups: this.scaling.groups,
    }
  }

  /** Goes back (or forward again) to a saved moment. */
  load(saved: SavedRun): void {
    this.machine.restore(saved.checkpoint)
    this.structure = copyStructure(saved.structure)
    this.architecture = saved.architecture
    this.planned = plan(saved.architecture.timeline)
    this.builder = new Builder(this.machine, this.structure, saved.architecture)
    this.conditions = new Conditions(this.machine, this.structure, this.builder.daemons)
    this.active = saved.active
    this.story = [...saved.story]
    this.position = saved.position
    this.plannedPosition = saved.plannedPosition
    this.steps = saved.steps
    this.scaling = this.scalingOf(saved.groups)
    this.builder.look(this.scaling.staffed(saved.architecture))
  }

  private scalingOf(groups: Groups): Scaling {
    const { machine, structure, seed } = this
    return new Scaling(
      {
        machine,
        structure,
        seed,
        rebuild: () => {
          this.builder.build(this.scaling.staffed(this.architecture))
          this.applyActive()
        },
        release: (id, number) => this.builder.release(id, number),
        tell: (code, component, params) => this.write({ atMs: this.nowMs, code, component, params }),
      },
      groups,
    )
  }

  private moment(): { atMs: number; events: number; steps: number } {
    return { atMs: this.nowMs, events: this.machine.events, steps: this.steps }
  }

  /**
   * Lets those go on whom something done to the run has set free, so that it has happened before the next thing does.
   */
  private settle(): void {
    this.machine.run(this.nowMs, 0)
  }

  private record(entry: ScriptEntry): void {
    this.script.push(entry)
    this.position = this.script.length
    this.perform(entry)
  }

  private perform(entry: ScriptEntry): void {
    if (entry.type === 'edit') {
      const isRebuilt = this.build(entry.architecture)
      if (isRebuilt) this.story.push({ atMs: this.nowMs, code: 'edited', params: {} })
    } else if (entry.type === 'inject') this.begin(entry.fault)
    else this.end(entry.faultId)
    this.settle()
  }

  /** Builds the document; true when that changed anything but names and places. */
  private build(architecture: Architecture): boolean {
    const before = this.architecture
    this.architecture = architecture
    this.machine.f64[H.SLOW_MS] = architecture.objectives.latencyMs
    this.planned = plan(architecture.timeline)
    const now = this.nowMs
    while ((this.planned[this.plannedPosition]?.atMs ?? Infinity) < now) this.plannedPosition++
    this.scaling.learn(architecture)
    this.builder.build(this.scaling.staffed(architecture))
    this.scaling.begin()
    // A fault whose target is gone is over.
    const ids = new Set([...architecture.components, ...architecture.connections].map(({ id }) => id))
    this.active = this.active.filter(({ target }) => ids.has(target.id))
    this.applyActive()
    return shapeOf(before) !== shapeOf(architecture)
  }

  private carryOut(due: Planned): void {
    const id = `timeline:${due.entry.id}`
    if (due.begins) this.begin({ id, ...due.entry.fault })
    else this.end(id)
    this.settle()
  }

  private begin(fault: Fault): void {
    const { id, type, target } = fault
    if (this.active.some((active) => active.id === id)) return
    const params = { ...numbersOf(fault), fault: type, id }
    this.story.push({ atMs: this.nowMs, code: 'faultInjected', ...whom(target), params })
    if (type === 'flush') {
      this.conditions.flush(fault.target.id)
      return
    }
    this.active = [...this.active, { id, type, target, sinceMs: this.nowMs, fault }]
    this.applyActive()
  }

  private end(id: string): void {
    const found = this.active.find((active) => active.id === id)
    if (found === undefined) return
    this.active = this.active.filter((active) => active.id !== id)
    const params = { fault: found.type, id }
    this.story.push({ atMs: this.nowMs, code: 'faultRepaired', ...whom(found.target), params })
    this.applyActive()
  }

  /** Brings the machinery into the condition that the active faults ask for. */
  private applyActive(): void {
    const faults = this.active.map(({ fault }) => fault)
    this.conditions.apply(this.architecture, faults, (id) => this.scaling.paidBeside(id))
  }

  private write(event: RunEvent): void {
    if (this.story.length < STORY_MAX) this.story.push(event)
  }

  /** A line of the story that a plan tells: component numbers become ids. */
  private tell(code: string, component: number, params: Readonly<Record<string, number>>): void {
    const id = this.built.byIndex.get(component)?.id
    const { other, ...rest } = params
    const otherId = other === undefined ? undefined : this.built.byIndex.get(other)?.id
    this.write({
      atMs: this.nowMs,
      code,
      ...(id === undefined ? {} : { component: id }),
      ...(otherId === undefined ? {} : { other: otherId }),
      params: rest,
    })
  }
}

function errorsOf(architecture: Architecture): readonly Problem[] {
  return check(architecture).filter(({ severity }) => severity === 'error')
}

function whom(target: Fault['target']): Pick<RunEvent, 'component' | 'connection'> {
  return target.type === 'connection' ? { connection: target.id } : { component: target.id }
}

/** Beginnings and ends of the timeline's faults in the order of time. */
function plan(timeline: readonly TimelineEntry[]): readonly Planned[] {
  const planned = timeline.flatMap((entry): Planned[] => {
    const begin = { atMs: entry.atMs, entry, begins: true }
    if (entry.durationMs === undefined) return [begin]
    return [begin, { atMs: entry.atMs + entry.durationMs, entry, begins: false }]
  })
  return planned.toSorted((a, b) => a.atMs - b.atMs || (a.entry.id < b.entry.id ? -1 : 1))
}

/** What of a document matters to a run. */
function shapeOf({ components, connections }: Architecture): string {
  return JSON.stringify([
    components.toSorted(byId).map(({ id, kind, config, parent }) => [id, kind, config, parent]),
    connections.toSorted(byId).map(({ id, from, to, port, config }) => [id, from, to, port, config]),
  ])
}
