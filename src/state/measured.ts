/**
 * A measured run: a design run again and again with one seed after the other, in a worker of its own so that the run on
 * the page goes on undisturbed, and what that tells about each figure.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Architecture, ComponentId } from '../architecture/architecture.ts'
import type { Problem } from '../base/problem.ts'
import type { Summary } from '../simulation/reading.ts'
import { type FigureName, type MainFigure, mainFigures, REPLICATIONS } from '../simulation/replications.ts'
import { Replications, seedsFrom } from '../simulation/replications.ts'
import { createClient } from '../worker/client.ts'
import type { Update } from '../worker/protocol.ts'
import type { Port } from './run.ts'

export { REPLICATIONS }
export type { FigureName }

/** A worker for one measurement, until it is closed. */
export interface Bench {
  readonly port: Port
  close(): void
}

export interface Plan {
  readonly replications: number
  readonly warmUpMs: number
  /** Length of each run, the warm-up included. */
  readonly endMs: number
}

/** A figure with its interval, and whose it is; end to end it is nobody's. */
export interface MeasuredFigure extends MainFigure {
  readonly owner: { readonly id: ComponentId; readonly name: string; readonly kind: string } | null
}

export interface Measurement {
  /** What was measured; the design on the page may be another one by now. */
  readonly architecture: Architecture
  readonly runs: number
  /** More than there were runs, when somebody has stopped it early. */
  readonly planned: number
  readonly firstSeed: number
  readonly lastSeed: number
  readonly warmUpMs: number
  readonly durationMs: number
  readonly figures: readonly MeasuredFigure[]
}

export interface MeasuredFacts {
  readonly status: 'idle' | 'running' | 'done' | 'refused' | 'crashed'
  readonly planned: number
  /** Runs that have ended. */
  readonly finished: number
  /** How much of all is done, from 0 to 1. */
  readonly share: number
  readonly measurement: Measurement | null
  /** Why the design cannot run. */
  readonly problems: readonly Problem[]
  /** What broke, when it was our mistake. */
  readonly message: string
}

export interface MeasuredState extends MeasuredFacts {
  measure(this: void, architecture: Architecture, plan: Plan): void
  /** Ends it; what has been measured so far is kept if it is enough. */
  stop(this: void): void
}

export type MeasuredStore = StoreApi<MeasuredState>

const NOTHING: MeasuredFacts = {
  status: 'idle',
  planned: 0,
  finished: 0,
  share: 0,
  measurement: null,
  problems: [],
  message: '',
}

/** One measurement under way. */
class Series {
  readonly architecture: Architecture
  readonly seeds: readonly number[]
  private readonly endMs: number
  private readonly replications = new Replications()
  private first: Summary | null = null

  constructor(architecture: Architecture, { replications, warmUpMs, endMs }: Plan) {
    this.architecture = { ...architecture, settings: { ...architecture.settings, warmUpMs, endMs } }
    this.seeds = seedsFrom(architecture.settings.seed, replications)
    this.endMs = endMs
  }

  get finished(): number {
    return this.replications.count
  }

  /** The design as it is run next, or null when all is done. */
  next(): Architecture | null {
    const seed = this.seeds[this.finished]
    if (seed === undefined) return null
    return { ...this.architecture, settings: { ...this.architecture.settings, seed } }
  }

  take(summary: Summary): void {
    this.replications.add(summary)
    this.first ??= summary
  }

  progress(atMs: number): Pick<MeasuredFacts, 'finished' | 'share'> {
    return { finished: this.finished, share: (this.finished + atMs / this.endMs) / this.seeds.length }
  }

  /** What is known so far; nothing when it is too little to say how sure it is. */
  measurement(): Measurement | null {
    const { architecture, seeds, finished, first } = this
    if (first === null || finished < REPLICATIONS.min) return null
    const { warmUpMs, durationMs } = first
    const [firstSeed = 0, lastSeed = 0] = [seeds[0], seeds[finished - 1]]
    const figures = figuresOf(first, this.replications)
    return { architecture, runs: finished, planned: seeds.length, firstSeed, lastSeed, warmUpMs, durationMs, figures }
  }
}

function figuresOf(summary: Summary, replications: Replications): readonly MeasuredFigure[] {
  return mainFigures(summary, replications.estimates()).map((figure) => {
    const id = figure.component
    const component = id === undefined ? undefined : summary.components[id]
    const owner = id === undefined || !component ? null : { id, name: component.name, kind: component.kind }
    return { ...figure, owner }
  })
}

/** Measures when asked to, on a worker that `openBench` starts for it. */
export function createMeasuredStore(openBench: () => Bench): MeasuredStore {
  let bench: Bench | null = null
  let series: Series | null = null

  function close(): void {
    bench?.close()
    bench = null
    series = null
  }

  return createStore<MeasuredState>()((set) => {
    function hear(current: Series, update: Update, goOn: () => void): void {
      // A worker that was closed may have said something before.
      if (current !== series) return
      if (update.type === 'reading') set(current.progress(update.reading.atMs))
      else if (update.type === 'refused') end({ status: 'refused', problems: update.problems })
      else if (update.type === 'crashed') end({ status: 'crashed', message: update.message })
      else if (update.type === 'finished') {
        current.take(update.summary)
        set(current.progress(0))
        goOn()
      }
    }

    function end(facts: Partial<MeasuredFacts>): void {
      close()
      set(facts)
    }

    return {
      ...NOTHING,
      measure(architecture, plan) {
        close()
        const current = new Series(architecture, plan)
        series = current
        bench = openBench()
        const client = createClient(bench.port)
        const goOn = () => {
          const design = current.next()
          if (design !== null) client.start(design, { pace: 'fastest', paused: false })
          else end({ status: 'done', measurement: current.measurement() })
        }
        client.subscribe((update) => hear(current, update, goOn))
        set({ ...NOTHING, status: 'running', planned: plan.replications })
        goOn()
      },
      stop() {
        const measurement = series?.measurement() ?? null
        end({ status: measurement === null ? 'idle' : 'done', measurement })
      },
    }
  })
}
