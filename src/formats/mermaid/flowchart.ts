/** A flowchart as its reader sees it, free of the parser that read it: nodes, groups and arrows with plain labels. */
import type { Problem } from '../../base/problem.ts'
import type { Result } from '../../base/result.ts'
import type { MermaidShape } from '../../catalog/kind.ts'

export interface FlowNode {
  readonly id: string
  /** As shown, in any script; lines are separated by `\n`. */
  readonly label: string
  /** Undefined for shapes that stand for no kind. */
  readonly shape: MermaidShape | undefined
}

export interface FlowGroup {
  readonly id: string
  readonly label: string
  /** Ids of the nodes and groups directly inside. */
  readonly members: readonly string[]
}

/** An arrow; either end may be a group. */
export interface FlowArrow {
  readonly from: string
  readonly to: string
  readonly label: string
  /** Whether it has heads at both ends. */
  readonly both: boolean
}

export interface Flowchart {
  readonly nodes: readonly FlowNode[]
  readonly groups: readonly FlowGroup[]
  readonly arrows: readonly FlowArrow[]
}

/** Reads a text as a flowchart, or says why it is none. Handed in, so that a parser is loaded when one is needed. */
export type FlowchartParser = (text: string) => Promise<Result<Flowchart, Problem>>
