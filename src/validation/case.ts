/**
 * A given case, expressed: documents that are run, and where in the summary of a run each expected figure is read.
 * Never is a formula held against a formula.
 */
import type { Architecture } from '../architecture/architecture.ts'
import type { Measured } from './judge.ts'

/** A path into the object that `run --json` prints: `components.web.latencyMs.mean`. */
export type Path = string

/** A product of figures, `path` × `times` ÷ `over` × `factor`; an outcome that never was counts as 0. */
export interface Term {
  readonly path: Path
  readonly times?: Path
  readonly over?: Path
  readonly factor?: number
}

/** A sum of terms, in the unit of the case: `scale` times that of the summary, and `offset` besides. */
export interface Reading {
  readonly terms: readonly Term[]
  readonly scale?: number
  readonly offset?: number
  /** Told as yes (1) or no (0): whether the sum is at least so much. */
  readonly atLeast?: number
}

/** A document that is run again and again, with other seeds. */
export interface Experiment {
  readonly architecture: Architecture
  readonly replications: number
  /** Where the number of measured jobs stands. */
  readonly jobs: Path
  readonly reads: Readonly<Record<string, Reading>>
}

/**
 * Who gets each of so many requests that come at a constant pace: one letter a request. Read from runs that end after
 * the first, the second, the third …
 */
export interface Sequence {
  readonly key: string
  readonly architecture: Architecture
  readonly everyMs: number
  readonly count: number
  /** By letter, where the number of those that it got stands. */
  readonly paths: Readonly<Record<string, Path>>
}

/** Names put in the order of measured figures, the least first. */
export interface Order {
  readonly key: string
  readonly of: readonly { readonly name: string; readonly key: string }[]
}

/** How far off is still right, where the oracle says it in words: taken over from there. */
export type Allowance =
  | { readonly type: 'relative'; readonly share: number }
  | { readonly type: 'absolute'; readonly by: number }
  /** A share of independent trials: four of its standard deviations. */
  | { readonly type: 'binomial' }
  /** The expected figure is a bound: more is wrong, less is right. */
  | { readonly type: 'atMost' }
  /** Finite sizes lie above a limit by up to a share. */
  | { readonly type: 'above'; readonly share: number }
  | { readonly type: 'exact' }

export interface ExpressedCase {
  readonly id: string
  readonly class: 'engine' | 'arithmetic'
  /** A file without which it cannot be run. */
  readonly needs?: string
  readonly experiments?: () => readonly Experiment[]
  readonly sequences?: () => readonly Sequence[]
  readonly order?: Order
  /** Figures of single requests, and others that no summary has, by key. */
  readonly traces?: () => Readonly<Record<string, number>>
  /** Figures that are worked out here: of an arithmetic case, or over what several runs say. */
  readonly compute?: () => Readonly<Record<string, number | Measured>>
  /** By key; a key without one is judged by the oracle's own tolerance, or by four standard errors. */
  readonly allowances?: Readonly<Record<string, Allowance>>
  /** Keys that are not read, and why. */
  readonly unread?: Readonly<Record<string, string>>
}

export interface OutOfScope {
  readonly id: string
  readonly class: 'outOfScope'
  readonly reason: string
}

export type ValidationCase = ExpressedCase | OutOfScope
