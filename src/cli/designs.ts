/** The design that a command is about: an example by its slug, or a file of JSON or Mermaid text. */
import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { Architecture } from '../architecture/architecture.ts'
import { renameDocument } from '../architecture/edits.ts'
import { nearest } from '../base/problem.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import { exampleOf, examples } from '../examples/examples.ts'
import { importJson } from '../formats/json.ts'
import { importMermaid } from '../formats/mermaid/import.ts'
import { sayProblem } from './sentences.ts'

/** A design, and what was assumed or left out while reading it, in sentences. */
export interface Design {
  readonly architecture: Architecture
  readonly remarks: readonly string[]
}

/** The design of that name, or sentences on why there is none. */
export async function openDesign(name: string): Promise<Result<Design, readonly string[]>> {
  const example = exampleOf(name)
  if (example !== undefined) return succeed({ architecture: example.architecture, remarks: [] })
  const text = await readText(name)
  if (!text.ok) return fail([text.error])
  const read = isJson(name, text.value) ? readJson(text.value) : await readMermaid(name, text.value)
  if (read.ok) return read
  return fail(read.error.map((sentence) => `${name}: ${sentence}`))
}

/** Told by the name where it says so, else by how the text begins. */
function isJson(name: string, text: string): boolean {
  if (/\.json$/i.test(name)) return true
  return !/\.(?:mmd|mermaid|md|markdown)$/i.test(name) && /^\uFEFF?\s*[[{]/.test(text)
}

function readJson(text: string): Result<Design, readonly string[]> {
  const read = importJson(text)
  return read.ok ? succeed({ architecture: read.value, remarks: [] }) : fail(read.error.map(sayProblem))
}

/** A flowchart has no name of its own unless it carries one; the file's does. */
async function readMermaid(file: string, text: string): Promise<Result<Design, readonly string[]>> {
  const { parseFlowchart } = await import('../formats/mermaid/parser.ts')
  const read = await importMermaid(text, parseFlowchart)
  if (!read.ok) return fail(read.error.map(sayProblem))
  const { architecture, notes } = read.value
  const name = architecture.name || basename(file, extname(file))
  return succeed({ architecture: renameDocument(architecture, name), remarks: notes.map(sayProblem) })
}

/** The text of a file, or a sentence on why there is none. */
export async function readText(
  name: string,
  whyNot: (name: string, code: string) => string = unreadable,
): Promise<Result<string, string>> {
  try {
    return succeed(await readFile(name, 'utf8'))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return fail(whyNot(name, code))
  }
}

/** Why there is no text under that name. */
function unreadable(name: string, code: string): string {
  if (code === 'EISDIR') return `"${name}" is a folder. A design is a file of JSON or Mermaid text.`
  if (code === 'EACCES' || code === 'EPERM') return `"${name}" may not be read by this user.`
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return `"${name}" cannot be read (${code || 'unknown reason'}).`
  if (/[./\\]/.test(name)) return `There is no file "${name}".`
  const slugs = examples.map(({ slug }) => slug)
  const near = nearest(name, slugs)
  const suggestion = near === undefined ? `The examples are: ${slugs.join(', ')}.` : `Was "${near}" meant?`
  return `There is no example and no file "${name}". ${suggestion}`
}
