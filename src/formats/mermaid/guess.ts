/**
 * Which kind each node of somebody's flowchart is: by what its label, its id and its group say, then by its shape, then
 * by what would make sense between its neighbors. What is only assumed is said.
 */
import { type Problem, problem } from '../../base/problem.ts'
import { fittingPorts } from '../../architecture/roles.ts'
import { kindOf, kinds } from '../../catalog/index.ts'
import type { MermaidShape } from '../../catalog/kind.ts'
import { type Span, spansOf } from './ends.ts'
import type { Flowchart, FlowNode } from './flowchart.ts'
import { isNameOfKind, isPassing, kindsNamed } from './hints.ts'

/** What was made of a flowchart's nodes. Nodes without a kind are left out. */
export interface Guess {
  readonly kinds: ReadonlyMap<string, string>
  readonly spans: readonly Span[]
  readonly notes: readonly Problem[]
}

/** Shapes that people give to anything. */
const PLAIN: readonly (MermaidShape | undefined)[] = ['square', 'round', 'stadium', 'subroutine']

const COMPONENTS = kinds.filter(({ sort }) => sort === 'component')

/** Guesses the kinds of all nodes but those that are `known` already. */
export function guessKinds(flowchart: Flowchart, known: ReadonlyMap<string, string>): Guess {
  const unknown = flowchart.nodes.filter(({ id }) => !known.has(id))
  const passing = new Set(unknown.filter(({ label }) => isPassing(firstLine(label))).map(({ id }) => id))
  const spans = spansOf(flowchart, passing)
  const decided = new Map(known)
  const open: { node: FlowNode; candidates: readonly string[] }[] = []
  const notes: Problem[] = []
  for (const node of unknown) {
    if (passing.has(node.id)) continue
    const candidates = candidatesOf(flowchart, node)
    const [only] = candidates
    if (candidates.length === 1 && only !== undefined) decided.set(node.id, only)
    else if (candidates.length > 0 || isPlain(node)) open.push({ node, candidates })
    else notes.push(problem('nodeLeftOut', node.id, { name: shortLabel(node) }))
  }
  decideByNeighbors(open, spans, decided, notes)
  return { kinds: decided, spans, notes }
}

function isPlain({ shape }: FlowNode): boolean {
  return PLAIN.includes(shape)
}

/** The kinds a node's words allow, those of its shape if several; by shape alone if the words say nothing. */
function candidatesOf(flowchart: Flowchart, node: FlowNode): readonly string[] {
  const group = flowchart.groups.find(({ members }) => members.includes(node.id))
  const ofShape = COMPONENTS.filter(({ mermaid }) => mermaid.shape === node.shape).map(({ kind }) => kind)
  const said = [firstLine(node.label), node.label].map((text) => kindsNamed(text, 'component'))
  const named = said.find((list) => list.length > 0) ?? []
  if (named.length === 0 && !isPlain(node)) return ofShape
  const hinted = [named, kindsNamed(node.id, 'component'), kindsNamed(group?.label ?? '', 'component')]
  const words = hinted.find((list) => list.length > 0) ?? []
  const both = words.filter((kind) => ofShape.includes(kind))
  if (both.length > 0) return both
  // "user_id % 4" in a diamond is about users, and "Users" in a cylinder are data; but people are drawn as circles too.
  const isPerson = node.shape === 'circle' && isNameOfKind(firstLine(node.label))
  const isAboutUsers = words.every((kind) => kindOf(kind)?.offers.length === 0) && !isPlain(node) && !isPerson
  return isAboutUsers && ofShape.length > 0 ? ofShape : words
}

/** Decides the nodes that know the most decided neighbors first, so that certainty spreads. */
function decideByNeighbors(
  open: { node: FlowNode; candidates: readonly string[] }[],
  spans: readonly Span[],
  decided: Map<string, string>,
  notes: Problem[],
): void {
  const pairs = spans.flatMap((span) => span.pairs)
  const waiting = [...open]
  while (waiting.length > 0) {
    const scores = waiting.map(({ node }) => pairs.filter((pair) => knownNeighbor(pair, node.id, decided)).length)
    const [next] = waiting.splice(scores.indexOf(Math.max(...scores)), 1)
    if (!next) return
    const { node, candidates } = next
    const kind = bestKind(node, candidates, pairs, decided)
    decided.set(node.id, kind)
    if (candidates.length === 0) notes.push(problem('kindAssumed', node.id, { name: shortLabel(node), kind }))
  }
}

function knownNeighbor(
  [from, to]: readonly [string, string],
  id: string,
  decided: ReadonlyMap<string, string>,
): boolean {
  return (from === id && decided.has(to)) || (to === id && decided.has(from))
}

/** The kind with the most neighbors it could be connected to; a server where nothing speaks for another. */
function bestKind(
  { id, shape }: FlowNode,
  candidates: readonly string[],
  pairs: readonly (readonly [string, string])[],
  decided: ReadonlyMap<string, string>,
): string {
  const isCalled = pairs.some(([, to]) => to === id)
  let best = { kind: 'server', score: -1 }
  for (const { kind, offers, mermaid } of COMPONENTS) {
    if (candidates.length > 0 && !candidates.includes(kind)) continue
    let score = (kind === 'server' ? 0.2 : 0) + (mermaid.shape === shape ? 0.1 : 0)
    if (offers.length === 0) score += isCalled ? -0.5 : 0.15
    for (const [from, to] of pairs) {
      if (from === id) score += fitness(kind, decided.get(to))
      if (to === id) score += fitness(decided.get(from), kind)
    }
    if (score > best.score) best = { kind, score }
  }
  return best.kind
}

/** 1 when a connection makes sense as drawn, less when only the other way round. */
function fitness(from: string | undefined, to: string | undefined): number {
  const caller = from === undefined ? undefined : kindOf(from)
  const callee = to === undefined ? undefined : kindOf(to)
  if (!caller || !callee) return 0
  if (fittingPorts(caller, callee).length > 0) return 1
  return fittingPorts(callee, caller).length > 0 ? 0.4 : 0
}

function firstLine(label: string): string {
  return label.split('\n', 1)[0] ?? ''
}

/** A label in one line, or the id where there is none. */
export function shortLabel({ id, label }: { readonly id: string; readonly label: string }): string {
  return label.replace(/\s+/g, ' ').trim() || id
}
