/** Tables of text for a terminal: columns as wide as what stands in them, in any script. */
import { plain } from './sentences.ts'

export interface Column {
  readonly head: string
  /** Numbers stand at the right. */
  readonly align?: 'right'
}

/** A name longer than this is cut, so that one does not push everything else off the screen. */
const CELL_WIDTH_MAX = 40
const GAP = '  '

/** What a terminal draws twice as wide: emoji, Chinese, Japanese and Korean, and full-width forms of other signs. */
const EMOJI = /[\p{Emoji_Presentation}\u{1F300}-\u{1F64F}]/u
const EAST_ASIAN =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\u{20000}-\u{3FFFD}]/u
const FULL_WIDTH = /[\uFF01-\uFF60\uFFE0-\uFFE6]/u
/** What it draws over the sign before. */
const OVER = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11FF]/u

/** Columns of a terminal that a text takes. */
export function widthOf(text: string): number {
  let width = 0
  for (const sign of text) {
    const isWide = EMOJI.test(sign) || EAST_ASIAN.test(sign) || FULL_WIDTH.test(sign)
    width += OVER.test(sign) ? 0 : isWide ? 2 : 1
  }
  return width
}

/** Rows below their heads; the last column, if it is text, may be as wide as it likes. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], indent = ''): string[] {
  const heads = columns.map(({ head }) => head)
  const isRight = columns.map(({ align }) => align === 'right')
  return lay([heads, ...rows], isRight, indent)
}

/** Rows without heads, everything at the left. */
export function list(rows: readonly (readonly string[])[], indent = ''): string[] {
  return lay(rows, [], indent)
}

function lay(rows: readonly (readonly string[])[], isRight: readonly boolean[], indent: string): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length))
  const cells = rows.map((row) =>
    row.map((cell, index) => fit(plain(cell), index === count - 1 ? Infinity : CELL_WIDTH_MAX)),
  )
  const widths = Array.from({ length: count }, (_, index) => Math.max(...cells.map((row) => widthOf(row[index] ?? ''))))
  return cells.map((row) => {
    const padded = row.map((cell, index) => {
      const space = ' '.repeat((widths[index] ?? 0) - widthOf(cell))
      return isRight[index] === true ? space + cell : cell + space
    })
    return (indent + padded.join(GAP)).trimEnd()
  })
}

/** A text of at most so many columns; what is cut shows. */
function fit(text: string, widthMax: number): string {
  if (widthOf(text) <= widthMax) return text
  let kept = ''
  for (const sign of text) {
    if (widthOf(kept + sign) > widthMax - 1) break
    kept += sign
  }
  return `${kept}…`
}
