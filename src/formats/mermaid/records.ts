/**
 * What Mermaid cannot carry travels in comments, one JSON record a line: `%% {"component":…}`. A record of something
 * that is drawn names it (`as`) and has a fingerprint of its line; while the line is as it was written, the record says
 * exactly what it was, else what is seen wins.
 */
import { type Problem, problem } from '../../base/problem.ts'

/** One comment line of a text, taken apart. */
export interface CarriedRecord {
  readonly value: Readonly<Record<string, unknown>>
  /** The line it stands in, from 1. */
  readonly lineNumber: number
}

/** A comment that carries a value. Signs that Mermaid might trip over are escaped, as JSON allows. */
export function recordLine(value: unknown): string {
  const json = JSON.stringify(value).replace(
    /[%<>\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `%% ${json}`
}

/** The records in a text, in order, and a note for each that is broken. */
export function readRecords(text: string): { records: CarriedRecord[]; notes: Problem[] } {
  const records: CarriedRecord[] = []
  const notes: Problem[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const json = /^\s*%%\s(\{.*\})\s*$/.exec(line)?.[1]
    if (json === undefined) continue
    const value = parsed(json)
    if (value) records.push({ value, lineNumber: index + 1 })
    // A comment that only looks like one of ours is somebody's comment.
    else if (/"(?:component|connection|millrace)"/.test(json)) {
      notes.push(problem('recordBroken', `${index + 1}`, { line: index + 1 }))
    }
  }
  return { records, notes }
}

function parsed(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** A line's fingerprint (32 bit FNV-1a over its UTF-16 units): the same however it is indented or spaced. */
export function fingerprint(line: string): string {
  const text = line.trim().replace(/\s+/g, ' ')
  let hash = 0x81_1c_9d_c5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** The fingerprints of all lines of a text. */
export function fingerprints(text: string): ReadonlySet<string> {
  return new Set(text.split('\n').map(fingerprint))
}
