/** Designs as text: what the app writes and reads, in whichever form a text happens to be. */
import type { Architecture } from '../architecture/architecture.ts'
import type { Fragment } from '../architecture/fragment.ts'
import type { Problem } from '../base/problem.ts'
import { fail, type Result, succeed } from '../base/result.ts'
import { exportFragment, exportJson, importFragment, importJson } from '../formats/json.ts'
import { exportMermaid, type MermaidOptions } from '../formats/mermaid/export.ts'
import { importMermaid } from '../formats/mermaid/import.ts'
import type { ParseFlowchart } from '../formats/mermaid/parsed.ts'

/** A design that came as text, with what is worth knowing about how it was read. */
export interface ReadDesign {
  readonly architecture: Architecture
  readonly notes: readonly Problem[]
}

export interface Texts {
  toJson(architecture: Architecture): string
  toMermaid(architecture: Architecture, options: MermaidOptions): string
  /** A design from JSON or Mermaid text. */
  read(text: string): Promise<Result<ReadDesign, readonly Problem[]>>
  /** Copied components, as text for the clipboard. */
  fromFragment(fragment: Fragment): string
  /** Copied components in a text, or undefined when it holds something else. */
  toFragment(text: string): Result<Fragment, readonly Problem[]> | undefined
}

/** The first words of Mermaid's diagrams of boxes and arrows, perhaps after front matter and comments. */
const MERMAID = /^(?:---\n[\s\S]*?\n---\s*)?(?:\s*%%[^\n]*\n)*\s*(?:flowchart|graph)\b/

export function isMermaid(text: string): boolean {
  return MERMAID.test(unfenced(text).replace(/\r\n/g, '\n'))
}

/** The inside of a Markdown code block, as copied out of a README. */
function unfenced(text: string): string {
  return /^\s*```(?:mermaid)?\s*\n([\s\S]*?)\n\s*```\s*$/.exec(text)?.[1] ?? text
}

/** Whether a text may be a design at all: what is pasted by chance is not worth a complaint. */
export function looksLikeDesign(text: string): boolean {
  return /^\s*\{/.test(text) || isMermaid(text)
}

export function createTexts(parse: ParseFlowchart): Texts {
  return {
    toJson: exportJson,
    toMermaid: exportMermaid,
    read: async (text) => {
      if (isMermaid(text)) return importMermaid(unfenced(text), parse)
      const read = importJson(text)
      return read.ok ? succeed({ architecture: read.value, notes: [] }) : fail(read.error)
    },
    fromFragment: exportFragment,
    toFragment: importFragment,
  }
}
