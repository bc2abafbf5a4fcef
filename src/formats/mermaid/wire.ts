/** The arrows of somebody's flowchart as connections that make sense. */
import type { Architecture, ComponentId } from '../../architecture/architecture.ts'
import { connectable, leadsTo } from '../../architecture/connect.ts'
import { definitionOf, findComponent } from '../../architecture/lookup.ts'
import { fittingPorts, isReplication } from '../../architecture/roles.ts'
import { connect } from '../../architecture/wiring.ts'
import type { Problem } from '../../base/problem.ts'
import type { Span } from './ends.ts'
import { saysPrimary, saysReplica } from './hints.ts'

/** A design with arrows made into connections, and what became of the others. */
export interface Wired {
  readonly architecture: Architecture
  readonly notes: readonly Problem[]
}

/** Component ids by the ids of the nodes that became them. */
type Made = ReadonlyMap<string, ComponentId>

/**
 * Connects what the arrows connect. Arrows that make sense as drawn go first: of two that say "asks" and "answers" the
 * asking one stays. Of an arrow to a group only the pairs that make sense are taken.
 */
export function wire(drawn: Architecture, spans: readonly Span[], made: Made): Wired {
  let architecture = drawn
  const notes: Problem[] = []
  const later: Span[] = []
  for (const span of spans) {
    const pairs = span.pairs.flatMap(([from, to]) => sensiblePair(architecture, made.get(from), made.get(to)))
    const forwards = pairs.filter((pair) => pair.forwards)
    if (forwards.length === 0) later.push(span)
    for (const { from, to } of forwards) architecture = connectPair(architecture, from, to, span, notes)
  }
  for (const span of later) {
    for (const [fromNode, toNode] of span.pairs) {
      const [from, to] = [made.get(fromNode), made.get(toNode)]
      if (from === undefined || to === undefined) continue
      // What leads there already is asking; this arrow is the answer on its way back.
      if (leadsTo(architecture, to, from, 'calls')) continue
      architecture = connectPair(architecture, from, to, span, notes)
    }
  }
  return { architecture, notes }
}

/** Both ends of an arrow as components, turned where the labels say which database follows which. */
function sensiblePair(architecture: Architecture, from: ComponentId | undefined, to: ComponentId | undefined) {
  const caller = from === undefined ? undefined : findComponent(architecture, from)
  const callee = to === undefined ? undefined : findComponent(architecture, to)
  if (!caller || !callee || caller === callee) return []
  const ports = fittingPorts(definitionOf(caller), definitionOf(callee))
  const replicates = ports.some((name) => {
    const port = definitionOf(caller).ports[name]
    return port !== undefined && isReplication(port)
  })
  const turned =
    replicates &&
    ((saysReplica(caller.name) && !saysReplica(callee.name)) || (saysPrimary(callee.name) && !saysPrimary(caller.name)))
  const [first, second] = turned ? [callee, caller] : [caller, callee]
  return [{ from: first.id, to: second.id, forwards: ports.length > 0 }]
}

/** Connects two components, unless they are connected one way or the other: then the arrow is the answer to a call. */
function connectPair(
  architecture: Architecture,
  from: ComponentId,
  to: ComponentId,
  { pairs }: Span,
  notes: Problem[],
): Architecture {
  const isPair = (one: ComponentId, other: ComponentId) =>
    architecture.connections.some((connection) => connection.from === one && connection.to === other)
  if (isPair(from, to) || isPair(to, from)) return architecture
  const link = connectable(architecture, from, to)
  if (link.ok) return connect(architecture, link.value).architecture
  // An arrow to a group does not mean everything in it.
  if (pairs.length === 1) notes.push(link.error)
  return architecture
}
