/**
 * The field types a configuration may have. A field is data: schema, default, limits, unit, where the default comes
 * from, and what it moves — so the inspector, validation, the command line and the tests all read the same thing.
 */
import type { Distribution } from '../engine/distributions.ts'
import { USUAL_PRIORITY } from '../engine/layout.ts'
import type { Trace } from './trace.ts'

export type { Distribution, Trace }

/** Where a default comes from: a published source (a key of `sources.ts`) or an assumption that says why. */
export type Provenance = { readonly source: string } | { readonly assumption: string }

/** What a request does to the components it meets. */
export type Operation = 'static' | 'read' | 'write' | 'job'

/** One class of requests of a client. */
export interface RequestClass {
  /** Shown to people, unique within the client. */
  readonly name: string
  readonly operation: Operation
  /** Part of all requests, relative to the sum over the classes. */
  readonly share: number
  /** Number of distinct keys, 1 to 1e9. */
  readonly keys: number
  /** Zipf exponent of key popularity; 0 is uniform. */
  readonly zipf: number
  /** What travels with a request and its answer together, bytes; `PAYLOAD_BYTES` unless given. */
  readonly bytes?: number
  /** From 0, the first to be shed, to 9, the last; `PRIORITY` unless given. */
  readonly priority?: number
}

/** What something is multiplied by at a moment. */
export interface CurvePoint {
  readonly atMs: number
  readonly factor: number
}

/** Payload of a request whose class does not say, bytes: a small answer of an interface between programs. */
export const PAYLOAD_BYTES = 2_000

/** Priority of a request whose class does not say. */
export const PRIORITY = USUAL_PRIORITY

export type FaultType =
  | 'crash'
  | 'slow'
  | 'errors'
  | 'flush'
  | 'purge'
  | 'release'
  | 'spike'
  | 'cut'
  | 'delay'
  | 'loss'
  | 'bandwidth'
  | 'monkey'

/** A number of a run's summary, and which way it goes. */
export interface Shift {
  /**
   * A path into the summary: `endToEnd.latencyMs.p95`, `self.utilization`, `db.arrivals`, `callee.gauges.lagMs`. The
   * first word is `endToEnd` or a part of the trial design.
   */
  readonly measure: string
  readonly direction: 'up' | 'down'
}

/** A trouble that both runs of a trial meet: its target is a part of the trial design; without an end it lasts. */
export interface TrialFault {
  readonly type: FaultType
  readonly target: string
  readonly atMs: number
  readonly durationMs?: number
}

/**
 * A measurable effect, declared so that no field can be without one: in the trial design of its kind, setting the field
 * to `set` moves the measure in the direction by more than three standard errors.
 *
 * Parts of a trial design are named by their ids (`users`, `web`, `db`, `second`, …). `self` is the component under
 * test; for a field of a connection, `self` is its caller, `callee` its other end, `connection` the connection itself.
 */
export interface Effect extends Shift {
  readonly set: FieldValue
  /** Whose field is set, when it is another part of the trial design than the one under test. */
  readonly on?: string
  /** What both runs have in common besides the trial design: `part.field` → value. */
  readonly given?: Readonly<Record<string, FieldValue>>
  readonly faults?: readonly TrialFault[]
}

interface FieldBase {
  readonly provenance: Provenance
  readonly effect: Effect
  /** Hidden behind "more" in the inspector. */
  readonly advanced?: boolean
  /** Means something only while another field of the same owner has one of these values; one of several is enough. */
  readonly when?: Condition | readonly Condition[]
}

/** What another field is; a trace is `timed` or `untimed`. */
export interface Condition {
  readonly field: string
  readonly is: readonly (string | boolean)[]
}

/** A time in milliseconds. `nullable` fields may be left to the model (null); the words say what happens then. */
export interface DurationField extends FieldBase {
  readonly type: 'duration'
  readonly default: number | null
  readonly min: number
  readonly max: number
  readonly nullable?: boolean
}

/** A whole number. `scale: 'log'` asks for a logarithmic control. */
export interface CountField extends FieldBase {
  readonly type: 'count'
  readonly default: number
  readonly min: number
  readonly max: number
  readonly scale?: 'linear' | 'log'
}

/** A real number with a unit of its own (`unit` is a key of the unit words: `perDay`, `factor`, …). */
export interface NumberField extends FieldBase {
  readonly type: 'number'
  readonly default: number
  readonly min: number
  readonly max: number
  readonly unit: 'perDay' | 'perSecond' | 'factor' | 'mbps' | 'requests' | 'cv'
}

/** A share from 0 to 1. */
export interface RatioField extends FieldBase {
  readonly type: 'ratio'
  readonly default: number
  readonly min: number
  readonly max: number
}

/** One of a list of names. */
export interface ChoiceField<O extends string = string> extends FieldBase {
  readonly type: 'choice'
  readonly options: readonly O[]
  readonly default: O
}

/** Yes or no. */
export interface FlagField extends FieldBase {
  readonly type: 'flag'
  readonly default: boolean
}

/** A random time in milliseconds: law, mean and coefficient of variation. */
export interface DistributionField extends FieldBase {
  readonly type: 'distribution'
  readonly default: Distribution
  /** Limits of the mean, ms. */
  readonly min: number
  readonly max: number
}

/** The request classes of a client, a small table. */
export interface ClassesField extends FieldBase {
  readonly type: 'classes'
  readonly default: readonly RequestClass[]
}

/** A course over time, drawn by hand: a factor at each of some moments, straight lines between. */
export interface PointsField extends FieldBase {
  readonly type: 'points'
  readonly default: readonly CurvePoint[]
  /** Limits of the factor, and the latest time, ms. */
  readonly min: number
  readonly max: number
  readonly endMs: number
}

/** Recorded requests, chosen by the user; null: none yet. */
export interface TraceField extends FieldBase {
  readonly type: 'trace'
  readonly default: null
}

export type Field =
  | DurationField
  | CountField
  | NumberField
  | RatioField
  | ChoiceField
  | FlagField
  | DistributionField
  | ClassesField
  | PointsField
  | TraceField

/** The fields of a kind, a port or a fault, by name. */
export type Fields = Readonly<Record<string, Field>>

/** Any value a field may hold. */
export type FieldValue =
  number | string | boolean | null | Distribution | readonly RequestClass[] | readonly CurvePoint[] | Trace

/** A configuration whose fields are known only at run time. */
export type Config = Readonly<Record<string, FieldValue>>

type ValueOf<F extends Field> = F extends { type: 'duration'; nullable: true }
  ? number | null
  : F extends { type: 'duration' | 'count' | 'number' | 'ratio' }
    ? number
    : F extends ChoiceField<infer O>
      ? O
      : F extends { type: 'flag' }
        ? boolean
        : F extends { type: 'distribution' }
          ? Distribution
          : F extends { type: 'trace' }
            ? Trace | null
            : F extends { type: 'points' }
              ? readonly CurvePoint[]
              : readonly RequestClass[]

/** The configuration type that follows from fields. */
export type ConfigOf<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> }

/** The defaults of some fields, as a configuration. */
export function defaultsOf<F extends Fields>(fields: F): ConfigOf<F> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default])) as ConfigOf<F>
}

/** The conditions of a field, any of which is enough; none when it always means something. */
export function conditionsOf({ when }: Field): readonly Condition[] {
  if (when === undefined) return []
  return 'field' in when ? [when] : when
}

/** Whether a field means something, as the others stand: one of its conditions is met by a field that itself does. */
export function isMeant(fields: Fields, config: Config, name: string): boolean {
  const field = fields[name]
  if (field === undefined) return false
  const conditions = conditionsOf(field)
  if (conditions.length === 0) return true
  return conditions.some(
    (condition) =>
      condition.is.some((value) => value === stateOf(config[condition.field])) &&
      isMeant(fields, config, condition.field),
  )
}

/** What a condition sees of a value. */
function stateOf(value: FieldValue | undefined): string | boolean | undefined {
  if (typeof value === 'object' && value !== null && 'gaps' in value) return value.gaps === '' ? 'untimed' : 'timed'
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined
}
