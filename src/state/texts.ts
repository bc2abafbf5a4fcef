/** Designs as text: what the app writes and reads, in whichever form a text happens to be. */
import type { Architecture } from '../architecture/architecture.ts'
import type { Fragment } from '../architecture/fragment.ts'
import type { Problem } from '../base/problem.ts'
import { fail, type Result, succeed } from '../base/result.ts'
import { exportFragment, exportJson, importFragment, importJson } from '../formats/json.ts'
import { exportMermaid, type MermaidOptions } from '../formats/mermaid/export.ts'
import { importMermaid } from '../formats/mermaid/import.ts'
import { readTrace, type TraceReading } from '../formats/trace/trace.ts'
import type { FlowchartParser } from '../formats/mermaid/flowchart.ts'

export type { TraceReading }

/** A design that came as text, with what is worth knowing about how it was read. */
export interface ReadDesign {
  readonly architecture: Architecture
  readonly notes: readonly Problem[]
}

export interface Texts {
  toJson(architecture: Architecture): string
  toMermaid(architecture: Architecture, options: Partial<MermaidOptions>): string
  /** A design from JSON or Mermaid text. */
  read(text: string): Promise<Result<ReadDesign, readonly Problem[]>>
  /** Copied components, as text for the clipboard. */
  fromFragment(fragment: Fragment): string
  /** Copied components in a text, or undefined when it holds something else. */
  toFragment(text: string): Result<Fragment, readonly Problem[]> | undefined
  /** Recorded requests in the text of a file. */
  readTrace(name: string, text: string): Result<TraceReading, readonly Problem[]>
}

/** A block of Mermaid in a Markdown text. */
const FENCE = /^[ \t]*(?:```|~~~)\s*mermaid\b/m

/** How texts of Mermaid begin, whatever they draw: what is none of ours is better explained by who reads Mermaid. */
const MERMAID = /^\s*(?:---\s|%%|flowchart\b|graph\b|architecture-beta\b|sequenceDiagram\b|C4Context\b)/

/** The first line of a flowchart, perhaps after front matter and comments. */
const FLOWCHART =
  /^\s*(?:---\n[\s\S]*?\n---\s*)?(?:%%[^\n]*\s*)*(?:flowchart|graph)(?:[ \t]+(?:TB|TD|BT|RL|LR))?[ \t]*(?:;|\n)/

function isMermaid(text: string): boolean {
  return MERMAID.test(text) || FENCE.test(text)
}

/** Whether a text is meant as a design: what is pasted by chance is not worth a complaint. */
export function looksLikeDesign(text: string): boolean {
  return /^\s*\{/.test(text) || FLOWCHART.test(text.replaceAll('\r\n', '\n')) || FENCE.test(text)
}

export function createTexts(parse: FlowchartParser): Texts {
  return {
    toJson: exportJson,
    toMermaid: exportMermaid,
    read: async (text) => {
      if (isMermaid(text)) return importMermaid(text, parse)
      const read = importJson(text)
      return read.ok ? succeed({ architecture: read.value, notes: [] }) : fail(read.error)
    },
    fromFragment: exportFragment,
    toFragment: importFragment,
    readTrace,
  }
}
