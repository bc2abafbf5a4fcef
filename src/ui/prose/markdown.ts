/** The part of Markdown that help texts use, as blocks that a view can draw: headings, paragraphs, lists, emphasis. */

export type Inline =
  | { readonly type: 'text' | 'strong' | 'emphasis' | 'code'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly url: string }

export type Block =
  | { readonly type: 'heading'; readonly level: number; readonly content: readonly Inline[] }
  | { readonly type: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly type: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Inline[])[] }

const ITEM = /^\s*(?:[-*]|(\d+)\.)\s+(.*)$/
const HEADING = /^(#{1,6})\s+(.*)$/

export function parseMarkdown(text: string): readonly Block[] {
  return text
    .replace(/\r\n/g, '\n')
    .split(/\n{2,}|\n(?=#{1,6}\s)|(?<=^#{1,6}\s.*)\n/m)
    .map((chunk) => chunk.trim())
    .filter((chunk) => chunk !== '')
    .flatMap(blocksOf)
}

function blocksOf(chunk: string): readonly Block[] {
  const heading = HEADING.exec(chunk)
  if (heading !== null) {
    return [{ type: 'heading', level: heading[1]?.length ?? 1, content: parseInline(heading[2] ?? '') }]
  }
  const lines = chunk.split('\n')
  const first = lines.findIndex((line) => ITEM.test(line))
  if (first < 0) return [{ type: 'paragraph', content: parseInline(lines.join(' ')) }]
  const before = lines.slice(0, first).join(' ')
  const list = listOf(lines.slice(first))
  return before === '' ? [list] : [{ type: 'paragraph', content: parseInline(before) }, list]
}

/** Items of a list; a line that begins none goes on with the one before. */
function listOf(lines: readonly string[]): Block {
  const items: string[] = []
  for (const line of lines) {
    const item = ITEM.exec(line)
    if (item !== null) items.push(item[2] ?? '')
    else items[items.length - 1] += ` ${line.trim()}`
  }
  return { type: 'list', isOrdered: ITEM.exec(lines[0] ?? '')?.[1] !== undefined, items: items.map(parseInline) }
}

const INLINE = /\*\*(.+?)\*\*|\*(.+?)\*|_(.+?)_(?!\w)|`([^`]+)`|\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)/g

export function parseInline(text: string): readonly Inline[] {
  const parts: Inline[] = []
  let end = 0
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) parts.push({ type: 'text', text: text.slice(end, match.index) })
    const [whole, strong, star, underscore, code, label, url] = match
    const emphasis = star ?? underscore
    if (strong !== undefined) parts.push({ type: 'strong', text: strong })
    else if (emphasis !== undefined) parts.push({ type: 'emphasis', text: emphasis })
    else if (code !== undefined) parts.push({ type: 'code', text: code })
    else if (label !== undefined && url !== undefined) parts.push({ type: 'link', text: label, url })
    end = match.index + whole.length
  }
  if (end < text.length) parts.push({ type: 'text', text: text.slice(end) })
  return parts
}
