/**
 * Recorded traces as people have them: CSV (`timeMs,key[,operation,bytes]`, with or without a header), one key a line,
 * access logs of web servers (common and combined). Lines that cannot be read are told by number; who asked decides
 * whether the rest is worth having.
 */
import { type Problem, problem } from '../../base/problem.ts'
import { fail, type Result, succeed } from '../../base/result.ts'
import { packTrace, type Trace, TRACE_LENGTH_MAX, TRACE_ROWS_MAX, type TraceRow } from '../../catalog/trace.ts'
import {
  type Column,
  COLUMNS,
  csvLine,
  readKey,
  type ReadLine,
  readLogLine,
  type ReadRow,
  splitCells,
} from './lines.ts'

/** A trace that was read, and what was not. */
export interface TraceReading {
  readonly form: 'csv' | 'keys' | 'log'
  readonly trace: Trace
  /** How many lines could not be read, and the first of them. */
  readonly broken: number
  readonly problems: readonly Problem[]
}

/** The longest text that is read, in UTF-16 units. */
const TRACE_TEXT_MAX = 100_000_000
/** Lines that cannot be read are listed up to here, and counted beyond. */
const LISTED_MAX = 100
/** How many lines tell the form of a file: one broken at its beginning does not mislead. */
const SAMPLE = 20
const NAME_MAX = 200
/** Times from here on are ms since 1970: they count from the first request. */
const EPOCH_FROM_MS = 1e11
/** The longest run: a year. */
const SPAN_MAX_MS = 31_536_000_000
const SECOND_MS = 1_000
/** What lines of access logs have, and hardly any other. */
const LOG_DATE = /\[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:/

/** A file as a trace of its readable lines, or why there is none. */
export function readTrace(name: string, text: string): Result<TraceReading, readonly Problem[]> {
  if (text.length > TRACE_TEXT_MAX) {
    return fail([problem('traceTextLong', '', { found: text.length, max: TRACE_TEXT_MAX })])
  }
  if (text.includes('\0')) return fail([problem('traceNotText', '')])
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n|\r/)
  const found = formOf(lines)
  if (!found.ok) return found
  const { form, read, from } = found.value
  const { rows, broken, problems } = readLines(lines, from, read)
  if (rows.length === 0) return fail(problems.length > 0 ? problems : [problem('traceBlank', '')])
  if (rows.length > TRACE_ROWS_MAX) {
    return fail([problem('traceLong', '', { found: rows.length, max: TRACE_ROWS_MAX })])
  }
  const ordered = form === 'log' ? spread(rows) : placed(rows)
  const lastMs = ordered.at(-1)?.atMs ?? 0
  if (lastMs > SPAN_MAX_MS) return fail([problem('traceSpan', '', { found: Math.round(lastMs), max: SPAN_MAX_MS })])
  const trace = packTrace(name.slice(0, NAME_MAX), numbered(ordered))
  const length = trace.gaps.length + trace.keys.length + trace.operations.length + trace.bytes.length
  if (length > TRACE_LENGTH_MAX) {
    const fit = Math.floor((rows.length * TRACE_LENGTH_MAX) / length)
    return fail([problem('traceLong', '', { found: rows.length, max: fit })])
  }
  return succeed({ form, trace, broken, problems })
}

/** How the lines are to be read, and the first that holds a request. */
interface Form {
  readonly form: TraceReading['form']
  readonly read: ReadLine
  readonly from: number
}

function formOf(lines: readonly string[]): Result<Form, readonly Problem[]> {
  const first = lines.findIndex((line) => line.trim() !== '')
  const head = lines[first]
  if (head === undefined) return fail([problem('traceBlank', '')])
  const sample = lines
    .slice(first, first + 4 * SAMPLE)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE)
  const most = (test: (line: string) => boolean) => 2 * sample.filter(test).length > sample.length
  if (most((line) => LOG_DATE.test(line))) return succeed({ form: 'log', read: readLogLine, from: first })
  const named = splitCells(head)?.map((cell) => columnNamed(cell.trim())) ?? []
  if (named.includes('timeMs') || (named.length > 1 && named.includes('key'))) {
    const missing = (['timeMs', 'key'] as const).find((column) => !named.includes(column))
    if (missing !== undefined) return fail([problem('traceNoColumn', '', { found: missing, known: COLUMNS.join(',') })])
    return succeed({ form: 'csv', read: csvLine(named), from: first + 1 })
  }
  // Keys may have commas in them; that one follows a number is no chance.
  if (most((line) => line.includes(',')) && sample.some((line) => /^\s*"?[\d.]+"?\s*,/.test(line))) {
    return succeed({ form: 'csv', read: csvLine(COLUMNS), from: first })
  }
  // A word over one key a line is a header only when it says so.
  return succeed({ form: 'keys', read: readKey, from: named[0] === 'key' ? first + 1 : first })
}

function columnNamed(cell: string): Column | undefined {
  return COLUMNS.find((column) => column.toLowerCase() === cell.toLowerCase())
}

function readLines(lines: readonly string[], from: number, read: ReadLine) {
  const rows: ReadRow[] = []
  const problems: Problem[] = []
  let broken = 0
  for (let at = from; at < lines.length; at++) {
    const text = lines[at]!
    if (text.trim() === '') continue
    const row = read(text, at + 1)
    if (row.ok) rows.push(row.value)
    else if (++broken <= LISTED_MAX) problems.push(row.error)
  }
  return { rows, broken, problems }
}

/** Rows in the order of their times, counted from the first where they are dates. */
function placed(rows: readonly ReadRow[]): readonly ReadRow[] {
  if (rows[0]?.atMs === undefined) return rows
  const sorted = rows.toSorted((a, b) => a.atMs! - b.atMs!)
  const first = sorted[0]!.atMs!
  const origin = first >= EPOCH_FROM_MS ? first : 0
  return sorted.map((row) => ({ ...row, atMs: row.atMs! - origin }))
}

/** Rows of a log, which tells seconds: those of the same second are spread evenly over it, in their order. */
function spread(rows: readonly ReadRow[]): readonly ReadRow[] {
  const sorted = placed(rows)
  const counts = new Map<number, number>()
  for (const { atMs } of sorted) counts.set(atMs!, (counts.get(atMs!) ?? 0) + 1)
  let second = -1
  let place = 0
  return sorted.map((row) => {
    place = row.atMs === second ? place + 1 : 0
    second = row.atMs!
    return { ...row, atMs: second + (place * SECOND_MS) / counts.get(second)! }
  })
}

/** Keys as numbers, in the order in which they appear. */
function numbered(rows: readonly ReadRow[]): readonly TraceRow[] {
  const numbers = new Map<string, number>()
  return rows.map((row) => {
    let key = numbers.get(row.key)
    if (key === undefined) numbers.set(row.key, (key = numbers.size))
    return { ...row, key }
  })
}
