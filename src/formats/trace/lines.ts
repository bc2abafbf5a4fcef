/** What one line of a recorded trace says, form by form; what it cannot mean is a problem that names the line. */
import { type Problem, problem } from '../../base/problem.ts'
import { fail, type Result, succeed } from '../../base/result.ts'
import type { Operation } from '../../catalog/fields.ts'

/** A request as its line tells it: the key is still a text. */
export interface ReadRow {
  readonly atMs: number | undefined
  readonly key: string
  readonly operation: Operation
  readonly bytes: number | undefined
}

export type ReadLine = (text: string, line: number) => Result<ReadRow, Problem>

/** The columns of a CSV file, in the order that goes without a header. */
export const COLUMNS = ['timeMs', 'key', 'operation', 'bytes'] as const
export type Column = (typeof COLUMNS)[number]

/** More is no payload. */
const BYTES_MAX = 1e9
/** Characters of a line that a problem quotes. */
const QUOTED = 60

const OPERATIONS: Readonly<Record<string, Operation>> = {
  read: 'read',
  write: 'write',
  static: 'static',
  job: 'job',
  get: 'read',
  head: 'read',
  set: 'write',
  put: 'write',
  post: 'write',
  patch: 'write',
  delete: 'write',
}

/** Endings of paths whose content does not depend on who asks. */
const STATIC_PATH =
  /\.(?:css|m?js|map|png|jpe?g|gif|svg|ico|webp|avif|bmp|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wasm|pdf|zip|gz)$/i

/** A request of the common log format; what the combined one adds stands behind it and says nothing of load. */
const LOG_LINE = /^\S+ \S+ .*?\[([^[\]]*)\] "((?:[^"\\]|\\.)*)" (?:\d{3}|-) (\d+|-)(?:\s.*)?$/
const LOG_DATE = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/
const REQUEST = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/
const DAY_MS = 86_400_000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function refuse(code: string, line: number, found: string): Result<never, Problem> {
  const quoted = found.length > QUOTED ? `${found.slice(0, QUOTED)}…` : found
  return fail(problem(code, String(line), { line, found: quoted }))
}

/** A line that is a key. */
export const readKey: ReadLine = (text) =>
  succeed({ atMs: undefined, key: text.trim(), operation: 'read', bytes: undefined })

/** A line of an access log; its time is to the second, in ms since 1970. */
export const readLogLine: ReadLine = (text, line) => {
  const [, stamp = '', asked = '', sent] = LOG_LINE.exec(text) ?? []
  const match = LOG_DATE.exec(stamp)
  if (match === null) return refuse('traceLogLine', line, text)
  const [, day, name = '', year, hour, minute, second, sign, zoneHours, zoneMinutes] = match
  const date = { year: Number(year), month: MONTHS.indexOf(name), day: Number(day) }
  const isReal =
    date.month >= 0 && date.day >= 1 && date.day <= daysIn(date) && Number(hour) < 24 && Number(minute) < 60
  if (!isReal || Number(second) > 60) return refuse('traceLogLine', line, text)
  const local = daysUntil(date) * DAY_MS + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000
  const zoneMs = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000
  const [, method = '', target] = REQUEST.exec(asked) ?? []
  if (target === undefined) return refuse('traceRequest', line, asked)
  const known = OPERATIONS[method.toLowerCase()] ?? 'read'
  const isStatic = known === 'read' && STATIC_PATH.test(target.replace(/[?#].*$/, ''))
  return succeed({
    atMs: local - (sign === '-' ? -zoneMs : zoneMs),
    key: target,
    operation: isStatic ? 'static' : known,
    // A dash says that nothing was sent.
    bytes: Math.min(sent === '-' ? 0 : Number(sent), BYTES_MAX),
  })
}

/** Reads lines of a CSV file with those columns. */
export function csvLine(columns: readonly (Column | undefined)[]): ReadLine {
  const needed = Math.max(columns.indexOf('timeMs'), columns.indexOf('key')) + 1
  return (text, line) => {
    const cells = splitCells(text)
    if (cells === undefined) return refuse('traceQuote', line, text)
    if (cells.length < needed || cells.length > columns.length) return refuse('traceColumns', line, text)
    const cell = (column: Column) => cells[columns.indexOf(column)]?.trim() ?? ''
    const time = cell('timeMs')
    if (!/^\d+(?:\.\d*)?(?:e\+?\d+)?$/i.test(time)) return refuse('traceTime', line, time)
    const key = cell('key')
    if (key === '') return refuse('traceKey', line, text)
    const named = cell('operation').toLowerCase()
    const operation = named === '' ? 'read' : Object.hasOwn(OPERATIONS, named) ? OPERATIONS[named] : undefined
    if (operation === undefined) return refuse('traceOperation', line, cell('operation'))
    const sized = cell('bytes')
    const bytes = sized === '' ? undefined : Number(sized)
    if (bytes !== undefined && (!/^\d+$/.test(sized) || bytes > BYTES_MAX)) return refuse('traceBytes', line, sized)
    return succeed({ atMs: Number(time), key, operation, bytes })
  }
}

/** The cells of a line of CSV; quotes hold commas, and two in a row are one. Undefined when a quote stays open. */
export function splitCells(text: string): readonly string[] | undefined {
  if (!text.includes('"')) return text.split(',')
  const cells: string[] = []
  let at = 0
  for (;;) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(,|$)/.exec(text.slice(at))
    if (quoted !== null) {
      cells.push(quoted[1]!.replaceAll('""', '"'))
      at += quoted[0].length
      if (quoted[2] === '') return cells
      continue
    }
    if (/^\s*"/.test(text.slice(at))) return undefined
    const comma = text.indexOf(',', at)
    cells.push(comma < 0 ? text.slice(at) : text.slice(at, comma))
    if (comma < 0) return cells
    at = comma + 1
  }
}

interface Day {
  readonly year: number
  /** From 0. */
  readonly month: number
  readonly day: number
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function daysIn({ year, month }: Day): number {
  if (month === 1) return isLeap(year) ? 29 : 28
  return [3, 5, 8, 10].includes(month) ? 30 : 31
}

/** Days since the first of January 1970, by the calendar of Gregory. */
function daysUntil({ year, month, day }: Day): number {
  const before = year - 1
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - 477
  let days = (year - 1970) * 365 + leaps + day - 1
  for (let earlier = 0; earlier < month; earlier++) days += daysIn({ year, month: earlier, day })
  return days
}
