/**
 * Mermaid's own parser, behind one function; the only module that knows its inside. Large: load it with `import()` when
 * it is needed. It works in browsers and in Node, where there is no document to clean labels for.
 */
import DOMPurify from 'dompurify'
import mermaid from 'mermaid'
import { type Problem, problem } from '../../base/problem.ts'
import { type Result, fail, succeed } from '../../base/result.ts'
import type { FlowArrow, Flowchart, FlowGroup, FlowNode } from './flowchart.ts'
import { shapeNamed } from './shapes.ts'
import { plainLabel } from './text.ts'

// Without a document DOMPurify offers nothing; labels are never shown from here, so they need no cleaning.
DOMPurify.addHook ??= () => {}
DOMPurify.sanitize ??= ((label: string) => label) as typeof DOMPurify.sanitize

/** More than a design may have; mermaid's own limits are for what it draws. */
const LIMITS = { maxEdges: 20_000, maxTextSize: 10_000_000 }
mermaid.initialize({ startOnLoad: false, ...LIMITS })

/** The parts of mermaid's internal flowchart that are read here, as version 11.17 has them. */
interface FlowDatabase {
  getVertices(): ReadonlyMap<string, { id: string; text?: string; type?: string }>
  getEdges(): readonly { start: string; end: string; text: string; type?: string }[]
  getSubGraphs(): readonly { id: string; title: string; nodes: readonly string[] }[]
}

/** Reads a text as a flowchart, or says where it is none. */
export async function parseFlowchart(text: string): Promise<Result<Flowchart, Problem>> {
  // Comment lines are emptied instead of left to mermaid, which takes them out and so miscounts lines.
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const bare = lines.map((line) => (/^\s*%%(?!\{)/.test(line) ? '' : line)).join('\n')
  try {
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(bare)
    if (!diagram.type.startsWith('flowchart')) return fail(problem('mermaidNotFlowchart', '', { found: diagram.type }))
    return succeed(flowchartOf(diagram.db as unknown as FlowDatabase))
  } catch (error) {
    return fail(complaint(error, lines, bare))
  }
}

function flowchartOf(database: FlowDatabase): Flowchart {
  const groups = database
    .getSubGraphs()
    .map(({ id, title, nodes }): FlowGroup => ({ id, label: labelOf(title), members: nodes }))
  const groupIds = new Set(groups.map(({ id }) => id))
  // A group at the end of an arrow is listed among the nodes too.
  const nodes = [...database.getVertices().values()]
    .filter(({ id }) => !groupIds.has(id))
    .map(({ id, text, type }): FlowNode => ({ id, label: labelOf(text ?? id), shape: shapeNamed(type) }))
  const arrows = database.getEdges().map(({ start, end, text, type }): FlowArrow => ({
    from: start,
    to: end,
    label: labelOf(text),
    both: type?.startsWith('double_') ?? false,
  }))
  return { nodes, groups, arrows }
}

function labelOf(text: string): string {
  return plainLabel(text).trim()
}

/** Mermaid's complaint as a problem: the line it stumbled over, or that it knows no such diagram. */
function complaint(error: unknown, lines: readonly string[], bare: string): Problem {
  const message = error instanceof Error ? error.message : String(error)
  const found = /\bline (\d+)/i.exec(message)?.[1]
  if (found === undefined) {
    const first = lines.find((line) => line.trim() !== '' && !line.trim().startsWith('%%')) ?? ''
    return problem('mermaidUnknown', '', { found: first.trim().slice(0, 60) })
  }
  // Mermaid skips what is empty at the beginning, and may name the line after the last.
  const skipped = bare.slice(0, bare.length - bare.trimStart().length).split('\n').length - 1
  let line = Math.min(Number(found) + skipped, lines.length)
  while (line > 1 && (lines[line - 1] ?? '').trim() === '') line--
  return problem('mermaidSyntax', `${line}`, { line, found: (lines[line - 1] ?? '').trim().slice(0, 80) })
}
