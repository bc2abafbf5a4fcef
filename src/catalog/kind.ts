/** What a kind of component is: data, free of any view, from which everything else is derived. */
import type { Bill } from './bill.ts'
import type { ConfigOf, FaultType, Fields, Shift } from './fields.ts'
import type { Kit, Steps } from './kit.ts'

/** What a component can be called for. Ports accept roles, so a new kind fits existing ones by offering theirs. */
export type Role = 'lookup' | 'requests' | 'static' | 'entries' | 'queries' | 'replication' | 'messages' | 'jobs'

/** One end where connections leave: what it accepts, how many, and the fields of such a connection. */
export interface Port {
  readonly accepts: readonly Role[]
  /** Most connections that may leave here; without it, any number. */
  readonly max?: number
  /** Is of use only while a field of its kind has one of these values; no arrow goes there by itself otherwise. */
  readonly when?: { readonly field: string; readonly is: readonly string[] }
  readonly fields: Fields
  /** What troubles of such a connection move, where it is not what they usually do. */
  readonly troubles?: Readonly<Partial<Record<FaultType, Shift>>>
}

/** How a gauge is computed from a run's counters; always over the window or interval that is looked at. */
export type GaugeSource =
  | { readonly type: 'share'; readonly counter: string; readonly of: string }
  | { readonly type: 'rate'; readonly counter: string }
  | { readonly type: 'total'; readonly counter: string }
  | { readonly type: 'utilization'; readonly station: string }
  | { readonly type: 'line'; readonly station: string }
  | { readonly type: 'level'; readonly cell: string }
  | { readonly type: 'mean'; readonly sum: string; readonly count: string }

/** A figure of a component: shown on its face, on charts, in tables and in the summary. */
export interface Gauge {
  readonly unit: 'ratio' | 'perSecond' | 'ms' | 'count'
  readonly from: GaugeSource
  /** Means something only while a field of its kind has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly string[] }
  /**
   * A port of its kind: the gauge is one figure for each callee there, `<component>.<gauge>.<callee>`, each read from a
   * level of its own, `<cell>:<callee>`.
   */
  readonly each?: string
}

export type { FaultType }

/** A vocabulary of looks: `icon` names one of `ui/icons.tsx`, `accent` a color of the theme. */
export interface Look {
  readonly icon:
    | 'users'
    | 'globe'
    | 'shield'
    | 'split'
    | 'server'
    | 'bolt'
    | 'cloud'
    | 'database'
    | 'inbox'
    | 'cog'
    | 'map'
    | 'building'
    | 'layers'
    | 'box'
  readonly accent: 'traffic' | 'edge' | 'compute' | 'storage' | 'messaging' | 'place'
  /** The gauge shown large on its face. */
  readonly headline: string
}

/** Shapes of Mermaid's flowchart. */
export type MermaidShape =
  'square' | 'round' | 'stadium' | 'circle' | 'cylinder' | 'diamond' | 'hexagon' | 'odd' | 'subroutine' | 'trapezoid'

/** Words shown to people, in one language. */
export interface KindWords {
  readonly title: string
  /** One line for the palette: what it is for. */
  readonly summary: string
  readonly fields: Readonly<Record<string, { readonly label: string; readonly help: string }>>
  /** Labels of choice options, by option. */
  readonly options?: Readonly<Record<string, string>>
  readonly ports: Readonly<Record<string, { readonly label: string; readonly verb: string }>>
  readonly gauges: Readonly<Record<string, string>>
  /** Names of what is waited for, by station. */
  readonly stations?: Readonly<Record<string, string>>
}

export interface KindDefinition<N extends string = string, F extends Fields = Fields> {
  readonly kind: N
  /**
   * From 0 to 15, unlike that of any other kind. A request counts its visits by it and draws by them: a number that
   * changed would change every run.
   */
  readonly number: number
  /** `component` stands on the canvas; `group` holds components. */
  readonly sort: 'component' | 'group'
  /** Has an instance in each region whose users call it; else as many as its field `instances` says, or one. */
  readonly perRegion?: true
  readonly fields: F
  readonly offers: readonly Role[]
  readonly ports: Readonly<Record<string, Port>>
  readonly gauges: Readonly<Record<string, Gauge>>
  readonly look: Look
  readonly mermaid: { readonly shape: MermaidShape; readonly hints: readonly string[] }
  readonly faults: readonly FaultType[]
  /** What it costs; nothing without. */
  readonly bill?: Bill
  readonly words: { readonly en: KindWords; readonly ko: KindWords }
  /** The behavior: a little program, the same for every instance. Groups have none. */
  readonly plan?: (kit: Kit, config: ConfigOf<F>) => Steps
}

/** Declares a kind; the types of its configuration follow from its fields. */
export function defineKind<const N extends string, const F extends Fields>(
  definition: KindDefinition<N, F>,
): KindDefinition<N, F> {
  return definition
}
