/** Rows of history looked at together: measures, figures and ledger over all of them. */
import { COMMON, evaluate, type Formula, stationNames } from './figures.ts'
import { Ledger } from './ledger.ts'
import type { MeasureId } from './reading.ts'
import { Latencies, type Row } from './rows.ts'
import type { Scheme } from './scheme.ts'

/** How a station did: shares and means over time. */
export interface StationFigures {
  readonly name: string
  /** Mean number of busy servers, and of servers there were. */
  readonly busy: number
  readonly servers: number
  readonly utilization: number
  /** Mean number in line. */
  readonly line: number
  /** Ms that a server was held each time; NaN when none was. */
  readonly heldMs: number
}

/** A stretch of the past, oldest row first. */
export class Stretch {
  readonly rows: readonly Row[]
  readonly ms: number

  constructor(rows: readonly Row[]) {
    this.rows = rows
    this.ms = rows.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)
  }

  /** One measure; NaN when nothing was measured. */
  value(measure: MeasureId): number {
    return this.values([measure])[0]!
  }

  /** Several measures; `latencies` is written on, so that many stretches can share it. */
  values(measures: readonly MeasureId[], latencies = new Latencies()): number[] {
    const pieces = this.rows.map((row) => ({ values: row.values, ms: row.endMs - row.startMs, scheme: row.scheme }))
    const formulas = measures.map((measure) => this.rows.at(-1)?.scheme.formulas.get(measure))
    const percentiles = percentilesOf(formulas, () => {
      latencies.clear()
      for (const row of this.rows) latencies.add(row.latencies)
      return latencies
    })
    return measures.map(
      (measure, place) => percentiles.get(place) ?? evaluate(pieces, (piece) => piece.scheme.formulas.get(measure)),
    )
  }

  /** Sum of one of a component's figures; 0 where it has none of that name. */
  figure(component: number, name: string): number {
    let sum = 0
    for (const { scheme, values } of this.rows) {
      const part = scheme.partOf(component)
      const place = part?.names.indexOf(name) ?? -1
      if (part !== undefined && place >= 0) sum += values[part.at + place]!
    }
    return sum
  }

  /** Some of the rows. */
  part(from: number, to: number): Stretch {
    return new Stretch(this.rows.slice(from, to))
  }

  /** Sum of one of the common figures over all requests. */
  requests(name: (typeof COMMON)[number]): number {
    const place = COMMON.indexOf(name)
    return this.rows.reduce((sum, { values }) => sum + values[place]!, 0)
  }

  /** Calls that each connection carried, in the order of a scheme's layout. */
  carried({ layout: { connections } }: Scheme): readonly number[] {
    return connections.map((id) => {
      let sum = 0
      for (const { scheme, values } of this.rows) {
        const place = scheme.layout.connections.indexOf(id)
        if (place >= 0) sum += values[scheme.connectionsAt + place]!
      }
      return sum
    })
  }

  /** The stations of a component. */
  stations(component: number): readonly StationFigures[] {
    const names = this.rows.at(-1)?.scheme.partOf(component)?.names ?? []
    return stationNames(names).map((name) => {
      const of = (figure: string) => this.figure(component, `${figure} ${name}`)
      const busy = of('busy')
      const room = of('room')
      return {
        name,
        busy: busy / this.ms,
        servers: room / this.ms,
        utilization: busy / room,
        line: of('line') / this.ms,
        heldMs: busy / of('granted'),
      }
    })
  }

  /** Who failed requests and what slow ones waited for. */
  ledger(): Ledger {
    const ledger = new Ledger()
    for (const row of this.rows) ledger.add(row.ledger)
    return ledger
  }
}

/** Values of those formulas that are percentiles, by their places; latencies are asked for only when there are some. */
function percentilesOf(
  formulas: readonly (Formula | undefined)[],
  latenciesOf: () => Latencies,
): ReadonlyMap<number, number> {
  const asked = formulas
    .flatMap((formula, place) => (formula?.type === 'percentile' ? [{ place, share: formula.share }] : []))
    .toSorted((a, b) => a.share - b.share)
  if (asked.length === 0) return new Map()
  const values = latenciesOf().percentiles(asked.map(({ share }) => share))
  return new Map(asked.map(({ place }, index) => [place, values[index] ?? NaN]))
}
