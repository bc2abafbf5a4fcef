/** Which figures a window has of a document, in which places, and which measures follow from them. */
import type { ComponentId } from '../architecture/architecture.ts'
import * as L from '../engine/layout.ts'
import { OUTCOMES } from '../engine/outcome.ts'
import type { Built, BuiltComponent } from './built.ts'
import {
  COMMON,
  componentFormulas,
  figureNames,
  type Formula,
  type Interval,
  usdPerHour,
  writeFigures,
} from './figures.ts'
import type { Layout, MeasureId } from './reading.ts'
import { CARRIED, growth } from './snapshot.ts'

/** Outcomes that a request cannot have, or that are no failure. */
const NOT_FAILURES: ReadonlySet<string> = new Set(['ok', 'abandoned', 'cancelled', 'miss'])

/** Figures of all requests stand before those of the components: the common ones, then a count an outcome. */
const OUTCOMES_AT = COMMON.length
const COMPONENTS_AT = OUTCOMES_AT + OUTCOMES.length

/** Everything that is paid for, also what no request has met. */
const COST = COMMON.indexOf('cost')

/** A component's figures. */
export interface Part {
  readonly index: number
  readonly id: ComponentId
  readonly at: number
  readonly names: readonly string[]
}

/** The shape of a window's figures. Edits that change no figure keep it. */
export class Scheme {
  readonly layout: Layout
  /** Number of figures. */
  readonly width: number
  readonly formulas: ReadonlyMap<MeasureId, Formula>
  readonly parts: readonly Part[]
  /** Calls that each connection carried stand last, in the order of the layout. */
  readonly connectionsAt: number
  private readonly byIndex: ReadonlyMap<number, Part>
  private readonly signature: string

  constructor(built: Built, spec: { layout: number; windowMs: number }) {
    const formulas = new Map<MeasureId, Formula>(requestFormulas())
    let at = COMPONENTS_AT
    this.parts = built.components.map((component) => {
      const part = { index: component.index, id: component.id, at, names: figureNames(component) }
      for (const [name, formula] of componentFormulas(component, part.names, at)) {
        formulas.set(`${component.id}.${name}`, formula)
      }
      at += part.names.length
      return part
    })
    this.byIndex = new Map(this.parts.map((part) => [part.index, part]))
    this.connectionsAt = at
    this.width = at + built.connections.length
    this.formulas = formulas
    this.signature = signatureOf(built)
    this.layout = {
      layout: spec.layout,
      measures: [...formulas.keys()],
      components: built.components.map(({ id }) => id),
      connections: built.connections.map(({ id }) => id),
      windowMs: spec.windowMs,
    }
  }

  /** Where the figures of the component with that index are. */
  partOf(index: number): Part | undefined {
    return this.byIndex.get(index)
  }

  /** Whether a document has the same figures in the same places. */
  fits(built: Built): boolean {
    return this.signature === signatureOf(built)
  }

  /** The figures of an interval that ends now. */
  figuresOf(interval: Interval): Float64Array {
    const figures = new Float64Array(this.width)
    const { built } = interval.run
    for (const { index, at } of this.parts) {
      const component = built.byIndex.get(index)
      if (component === undefined) continue
      writeFigures(figures, at, component, interval)
      if (component.isClient) addRequests(figures, at, component, interval)
      else figures[COST]! += figures[at + COST]!
    }
    built.connections.forEach(({ links }, place) => {
      for (const link of links) {
        figures[this.connectionsAt + place]! += growth(interval.before.links, interval.after.links, link, CARRIED)
      }
    })
    return figures
  }
}

/** Adds what a client saw to the figures of all requests: a request is a client's call. */
function addRequests(figures: Float64Array, at: number, { index }: BuiltComponent, interval: Interval): void {
  for (let common = 0; common < COMMON.length; common++) figures[common]! += figures[at + common]!
  const { before, after } = interval
  for (let outcome = 0; outcome < OUTCOMES.length; outcome++) {
    figures[OUTCOMES_AT + outcome]! += growth(before.statistics, after.statistics, index, L.C_OUTCOMES + outcome)
  }
}

const place = (name: (typeof COMMON)[number]) => COMMON.indexOf(name)
const rate = (over: number): Formula => ({ type: 'quotient', over: [over], under: 'time', factor: 1_000 })
const ratio = (over: number, under: number): Formula => ({ type: 'quotient', over: [over], under: [under], factor: 1 })

function requestFormulas(): [MeasureId, Formula][] {
  return [
    ['endToEnd.offeredPerSecond', rate(place('arrivals'))],
    ['endToEnd.okPerSecond', rate(place('ok'))],
    ['endToEnd.failedPerSecond', rate(place('failed'))],
    ['endToEnd.errorRatio', ratio(place('failed'), place('ended'))],
    ['endToEnd.inFlight', { type: 'quotient', over: [place('inside')], under: 'time', factor: 1 }],
    ['endToEnd.usdPerHour', usdPerHour(COST)],
    ['endToEnd.usdPerMillion', { type: 'quotient', over: [COST], under: [place('ended')], factor: 1e6 }],
    ['endToEnd.latencyMs.mean', ratio(place('sojourn'), place('ended'))],
    ['endToEnd.latencyMs.p50', { type: 'percentile', share: 0.5 }],
    ['endToEnd.latencyMs.p95', { type: 'percentile', share: 0.95 }],
    ['endToEnd.latencyMs.p99', { type: 'percentile', share: 0.99 }],
    ...OUTCOMES.map((outcome, code) => [outcome, code] as const)
      .filter(([outcome]) => !NOT_FAILURES.has(outcome))
      .map(([outcome, code]): [MeasureId, Formula] => [`endToEnd.failed.${outcome}`, rate(OUTCOMES_AT + code)]),
  ]
}

function signatureOf(built: Built): string {
  return JSON.stringify([
    built.components.map((component) => [component.index, component.id, figureNames(component)]),
    built.connections.map(({ id }) => id),
  ])
}
