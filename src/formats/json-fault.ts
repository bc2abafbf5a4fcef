/**
 * Where a text stops being JSON, and what would mend it. Browsers word their parser's complaint differently and some
 * name no place, so the text is read once more here, by the grammar of RFC 8259, until the first thing that is not in
 * it.
 */

/** The first thing in a text that is not JSON. `code` says what kind of mistake it is. */
export interface JsonFault {
  readonly code:
    | 'jsonTrailingComma'
    | 'jsonMissingComma'
    | 'jsonSingleQuotes'
    | 'jsonComment'
    | 'jsonBareKey'
    | 'jsonEnds'
    | 'jsonOpenText'
    | 'jsonAfterEnd'
    | 'jsonTooDeep'
    | 'jsonUnexpected'
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column: number
  /** The character that was found, empty at the end of the text. */
  readonly found: string
}

/** A document nests six deep; what nests this deep is no document and might exhaust the stack. */
const DEPTH_MAX = 200

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /true|false|null/y
const SPACE = /[ \t\r\n]*/y
/** What may follow a backslash in a text. */
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/** The first fault of a text that `JSON.parse` has refused, or undefined when there is none. */
export function jsonFault(text: string): JsonFault | undefined {
  const reader: Reader = { text, at: 0 }
  let code = readValue(reader, 0)
  if (code === undefined) {
    skip(reader, SPACE)
    if (reader.at < text.length) code = faultAt(reader, 'jsonAfterEnd')
  }
  if (code === undefined) return undefined
  const before = text.slice(0, reader.at)
  const line = before.split('\n').length
  const column = reader.at - before.lastIndexOf('\n')
  const found = String.fromCodePoint(...[text.codePointAt(reader.at) ?? []].flat())
  return { code, line, column, found }
}

interface Reader {
  readonly text: string
  at: number
}

type Fault = JsonFault['code'] | undefined

/** Moves over one value; stops at the fault if there is one. */
function readValue(reader: Reader, depth: number): Fault {
  if (depth > DEPTH_MAX) return 'jsonTooDeep'
  skip(reader, SPACE)
  const next = reader.text[reader.at]
  if (next === '{') return readItems(reader, depth, '}')
  if (next === '[') return readItems(reader, depth, ']')
  if (next === '"') return readText(reader)
  return skip(reader, NUMBER) || skip(reader, WORD) ? undefined : faultAt(reader, 'jsonUnexpected')
}

/** Moves over a list or an object, whose items are separated by commas. */
function readItems(reader: Reader, depth: number, close: ']' | '}'): Fault {
  reader.at++
  skip(reader, SPACE)
  if (take(reader, close)) return undefined
  for (;;) {
    const fault = (close === '}' ? readKey(reader) : undefined) ?? readValue(reader, depth + 1)
    if (fault) return fault
    skip(reader, SPACE)
    if (take(reader, close)) return undefined
    const comma = reader.at
    if (!take(reader, ',')) return faultAt(reader, 'jsonMissingComma')
    skip(reader, SPACE)
    if (reader.text[reader.at] !== close) continue
    reader.at = comma
    return 'jsonTrailingComma'
  }
}

function readKey(reader: Reader): Fault {
  skip(reader, SPACE)
  if (reader.text[reader.at] !== '"') return faultAt(reader, 'jsonBareKey')
  const fault = readText(reader)
  if (fault) return fault
  skip(reader, SPACE)
  return take(reader, ':') ? undefined : faultAt(reader, 'jsonUnexpected')
}

/** Moves over a text in quotes, which holds no raw control characters; an open one is reported where it begins. */
function readText(reader: Reader): Fault {
  const start = reader.at++
  for (;;) {
    const next = reader.text[reader.at]
    if (next === undefined || next < ' ') {
      reader.at = start
      return 'jsonOpenText'
    }
    if (next === '\\') {
      if (!skip(reader, ESCAPE)) return 'jsonUnexpected'
      continue
    }
    reader.at++
    if (next === '"') return undefined
  }
}

/** What is wrong where something else was expected. */
function faultAt({ text, at }: Reader, otherwise: JsonFault['code']): JsonFault['code'] {
  const next = text[at]
  if (next === undefined) return 'jsonEnds'
  if (next === "'" || next === '“' || next === '”' || next === '‘') return 'jsonSingleQuotes'
  if (next === '#' || (next === '/' && (text[at + 1] === '/' || text[at + 1] === '*'))) return 'jsonComment'
  if (otherwise === 'jsonBareKey' && !/[\p{L}_$]/u.test(next)) return 'jsonUnexpected'
  if (otherwise === 'jsonMissingComma' && !/["{[\d\p{L}-]/u.test(next)) return 'jsonUnexpected'
  return otherwise
}

function skip(reader: Reader, pattern: RegExp): boolean {
  pattern.lastIndex = reader.at
  const [match] = pattern.exec(reader.text) ?? []
  if (match === undefined) return false
  reader.at += match.length
  return true
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false
  reader.at++
  return true
}
