/**
 * The arrows of a flowchart between its nodes. People let arrows end at groups and draw the internet as a box: an end
 * at a group means all that stands in it, and what only passes traffic on is skipped.
 */
import type { FlowArrow, Flowchart } from './flowchart.ts'

/** One arrow, as all the pairs of nodes that it may stand for. */
export interface Span {
  readonly arrow: FlowArrow
  readonly pairs: readonly (readonly [from: string, to: string])[]
}

/** The most pairs one arrow between two groups may stand for. */
const PAIRS_MAX = 400

/** The nodes in a group at any depth; a node stands for itself. */
function nodesIn(flowchart: Flowchart, id: string): readonly string[] {
  const groups = new Map(flowchart.groups.map((group) => [group.id, group]))
  const found = new Set([id])
  for (const member of found) for (const inside of groups.get(member)?.members ?? []) found.add(inside)
  return [...found].filter((member) => !groups.has(member))
}

/** Each arrow as pairs of nodes. `passing` nodes are left out: who leads to one leads to all it leads to. */
export function spansOf(flowchart: Flowchart, passing: ReadonlySet<string>): readonly Span[] {
  const spans = flowchart.arrows.map((arrow): Span => {
    const froms = nodesIn(flowchart, arrow.from)
    const tos = nodesIn(flowchart, arrow.to)
    return { arrow, pairs: froms.flatMap((from) => tos.map((to) => [from, to] as const)).slice(0, PAIRS_MAX) }
  })
  const next = new Map<string, string[]>()
  for (const [from, to] of spans.flatMap(({ pairs }) => pairs)) {
    if (passing.has(from)) next.set(from, [...(next.get(from) ?? []), to])
  }
  return spans.map(({ arrow, pairs }) => {
    const through = pairs
      .filter(([from]) => !passing.has(from))
      .flatMap(([from, to]) => targets(to, next, passing).map((target) => [from, target] as const))
    return { arrow, pairs: through.filter(([from, to]) => from !== to).slice(0, PAIRS_MAX) }
  })
}

/** Where an arrow to a node arrives, past all that only passes on. */
function targets(
  id: string,
  next: ReadonlyMap<string, readonly string[]>,
  passing: ReadonlySet<string>,
): readonly string[] {
  const found = new Set([id])
  for (const node of found) if (passing.has(node)) for (const after of next.get(node) ?? []) found.add(after)
  return [...found].filter((node) => !passing.has(node))
}
