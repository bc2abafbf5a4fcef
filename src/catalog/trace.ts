/**
 * Requests that were recorded somewhere, as part of a design: who asked for what and when. A few texts instead of a
 * list of objects, so that a hundred thousand requests are small in a file and quick to hand to a worker.
 */
export interface Trace {
  /** Where it comes from: the name of a file. */
  readonly name: string
  /**
   * Time of each request as whole microseconds since the one before (the first since the beginning), base 36, separated
   * by spaces; empty when only the order is known.
   */
  readonly gaps: string
  /** Keys, numbered by first appearance, base 36, separated by spaces. */
  readonly keys: string
  /** A letter for each request: `r`ead, `w`rite, `s`tatic, `j`ob; empty when all are reads. */
  readonly operations: string
  /** Bytes of each request, base 36, separated by spaces, `-` where unknown; empty when all are. */
  readonly bytes: string
}

/** The requests of a trace, unpacked. */
export interface TraceRows {
  /** When each begins, ms from the beginning, ascending; null when only the order is known. */
  readonly atMs: Float64Array | null
  readonly keys: Int32Array
  /** Indices of `TRACE_OPERATIONS`. */
  readonly operations: Uint8Array
  /** −1 where unknown. */
  readonly bytes: Int32Array
}

/** A recorded request. */
export interface TraceRow {
  /** From the beginning; taken to the microsecond. Of all rows or of none. */
  readonly atMs: number | undefined
  /** A number from 0 for each key. */
  readonly key: number
  readonly operation: (typeof TRACE_OPERATIONS)[number]
  readonly bytes: number | undefined
}

export const TRACE_OPERATIONS = ['read', 'write', 'static', 'job'] as const
const LETTERS = 'rwsj'

/** Most requests of one trace. */
export const TRACE_ROWS_MAX = 600_000
/** Most characters that the texts of a trace have together; a design with ten such traces can still be read. */
export const TRACE_LENGTH_MAX = 3_000_000

const BASE = 36
const MICROSECONDS = 1_000
const UNKNOWN = '-'
const SPACE = 32
const DASH = 45
const KEY_MAX = 2 ** 31 - 1

/** Rows, in order of time, as a trace. */
export function packTrace(name: string, rows: readonly TraceRow[]): Trace {
  let before = 0
  const gaps = rows.map(({ atMs = 0 }) => {
    const at = Math.round(atMs * MICROSECONDS)
    const gap = at - before
    before = at
    return gap.toString(BASE)
  })
  return {
    name,
    gaps: rows[0]?.atMs === undefined ? '' : gaps.join(' '),
    keys: rows.map(({ key }) => key.toString(BASE)).join(' '),
    operations: rows.every(({ operation }) => operation === 'read')
      ? ''
      : rows.map(({ operation }) => LETTERS[TRACE_OPERATIONS.indexOf(operation)]).join(''),
    bytes: rows.every(({ bytes }) => bytes === undefined)
      ? ''
      : rows.map(({ bytes }) => bytes?.toString(BASE) ?? UNKNOWN).join(' '),
  }
}

/** The requests of a trace, or undefined when its texts do not fit together. */
export function unpackTrace({ gaps, keys, operations, bytes }: Trace): TraceRows | undefined {
  const keyed = numbersOf(keys)
  const count = keyed.length
  const spaced = gaps === '' ? null : numbersOf(gaps)
  const sized = bytes === '' ? new Float64Array(count).fill(-1) : numbersOf(bytes, true)
  const letters =
    operations === '' ? new Uint8Array(count) : Uint8Array.from(operations, (each) => LETTERS.indexOf(each))
  if ((spaced?.length ?? count) !== count || sized.length !== count || letters.length !== count) return undefined
  let passed = 0
  const atMs = spaced?.map((gap) => (passed += gap) / MICROSECONDS) ?? null
  const isWhole =
    fits(keyed) && fits(sized) && Number.isSafeInteger(passed) && letters.every((each) => each < LETTERS.length)
  if (!isWhole || count === 0) return undefined
  return { atMs, keys: Int32Array.from(keyed), operations: letters, bytes: Int32Array.from(sized) }
}

/** No number of 32 bits is exceeded, and every one is a number. */
function fits(numbers: Float64Array): boolean {
  return numbers.every((each) => each <= KEY_MAX)
}

/** Figures of a trace, for people. */
export interface TraceFigures {
  readonly requests: number
  readonly keys: number
  /** From the first to the last request; null when only the order is known. */
  readonly spanMs: number | null
  /** When the first one comes. */
  readonly startMs: number
}

export function figuresOf(trace: Trace): TraceFigures {
  const rows = unpackTrace(trace)
  if (rows === undefined) return { requests: 0, keys: 0, spanMs: null, startMs: 0 }
  const { atMs, keys } = rows
  const startMs = atMs?.[0] ?? 0
  return {
    requests: keys.length,
    keys: new Set(keys).size,
    spanMs: atMs === null ? null : atMs[atMs.length - 1]! - startMs,
    startMs,
  }
}

/** Whole numbers from 0 in base 36, NaN for what is none; `-` is −1 where that may be. */
function numbersOf(text: string, mayBeUnknown = false): Float64Array {
  const numbers = new Float64Array(text === '' ? 0 : countOf(text))
  // By hand, character by character: a design is read again at every edit.
  let number = NaN
  let place = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === SPACE) {
      numbers[place++] = number
      number = NaN
    } else if (mayBeUnknown && code === DASH && Number.isNaN(number)) number = -1
    else {
      const digit = code >= 48 && code <= 57 ? code - 48 : code >= 97 && code <= 122 ? code - 87 : Infinity
      // Behind a dash nothing may follow.
      number = number < 0 ? Infinity : (Number.isNaN(number) ? 0 : number * BASE) + digit
    }
  }
  if (text !== '') numbers[place] = number
  return numbers
}

function countOf(text: string): number {
  let count = 1
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count++
  return count
}
