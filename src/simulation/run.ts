/**
 * A run: a document, a seed and a script of edits and faults, each stamped with the simulated moment it happened. The
 * three together give the same run again; saving and loading a moment of it is how traces are recovered.
 */
import type { Architecture, Fault } from '../architecture/architecture.ts'
import type { Problem } from '../base/problem.ts'
import { fail, type Result, succeed } from '../base/result.ts'
import { faults } from '../catalog/faults.ts'
import * as H from '../engine/header.ts'
import { Machine } from '../engine/machine.ts'
import { Builder } from './builder.ts'
import type { Built } from './built.ts'
import { Conditions } from './conditions.ts'
import { numbersOf } from './faults.ts'
import { Outages, type OutageState, type Scene } from './outages.ts'
import type { ActiveFault, RunEvent } from './reading.ts'
import { type Groups, Scaling } from './scaling.ts'
import { errorsOf, plan, type Planned, type SavedRun, type ScriptEntry, shapeOf, whom } from './script.ts'
import { copyStructure, emptyStructure, type Structure } from './structure.ts'

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
  private outages: Outages

  private constructor(architecture: Architecture) {
    this.architecture = architecture
    this.seed = architecture.settings.seed
    this.machine.tell = (code, component, params) => this.tell(code, component, params)
    this.builder = new Builder(this.machine, this.structure, architecture)
    this.conditions = new Conditions(this.machine, this.structure, this.builder.daemons)
    this.scaling = this.scalingOf(new Map())
    this.outages = this.outagesOf()
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

  /** When something is due that the run does by itself: a fault of the timeline, scaling, an outage. */
  private get dueMs(): number {
    return Math.min(this.planned[this.plannedPosition]?.atMs ?? Infinity, this.scaling.dueMs, this.outages.dueMs)
  }

  /** Goes on to what is due next and does it, unless the events do not suffice; false, as there may be more. */
  private takeStep(maxEvents: number): false {
    const { dueMs } = this
    if (!this.machine.run(Math.max(dueMs, this.nowMs), maxEvents)) return false
    this.steps++
    const planned = this.planned[this.plannedPosition]
    if (planned !== undefined && planned.atMs <= dueMs) {
      this.plannedPosition++
      this.carryOut(planned)
    } else if (this.outages.dueMs <= dueMs) {
      this.outages.step(this.architecture)
      this.applyActive()
    } else this.scaling.step(this.architecture)
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
      outages: this.outages.state,
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
    this.outages = this.outagesOf(saved.outages)
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
          this.outages.hold()
          this.applyActive()
        },
        tell: (code, component, params) => this.write({ atMs: this.nowMs, code, component, params }),
      },
      groups,
    )
  }

  private outagesOf(state?: OutageState): Outages {
    const { machine, structure, seed } = this
    const tell: Scene['tell'] = (code, component, params) => this.write({ atMs: this.nowMs, code, component, params })
    return new Outages({ machine, structure, seed, tell }, state)
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
    this.outages.learn(before, architecture)
    this.builder.build(this.scaling.staffed(architecture))
    this.scaling.begin()
    this.outages.hold()
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
  }

  private begin(fault: Fault): void {
    const { id, type, target } = fault
    if (this.active.some((active) => active.id === id)) return
    const params = { ...numbersOf(fault), fault: type, id }
    this.story.push({ atMs: this.nowMs, code: 'faultInjected', ...whom(target), params })
    if (faults[type].momentary) {
      this.conditions.suffer(fault)
      return
    }
    this.active = [...this.active, { id, type, target, sinceMs: this.nowMs, fault }]
    if (type === 'monkey') this.outages.begin(fault)
    this.applyActive()
  }

  private end(id: string): void {
    const found = this.active.find((active) => active.id === id)
    if (found === undefined) return
    this.active = this.active.filter((active) => active.id !== id)
    this.outages.end(id)
    const params = { fault: found.type, id }
    this.story.push({ atMs: this.nowMs, code: 'faultRepaired', ...whom(found.target), params })
    this.applyActive()
  }

  /** Brings the machinery into the condition that the active faults ask for. */
  private applyActive(): void {
    const active = [...this.active.map(({ fault }) => fault), ...this.outages.faults]
    this.conditions.apply(this.architecture, active, { scaling: this.scaling, outages: this.outages })
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
