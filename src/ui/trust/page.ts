/** The text of the page, cut where a table or a list of limits stands in it. */
import { type Block, parseMarkdown } from '../inspector/markdown.ts'

/** How the cases of a kind came out, as `npm run validate` writes it. */
export interface Total {
  readonly kind: string
  readonly given: number
  readonly passing: number
  readonly failing: number
  readonly outOfScope: number
  readonly notYet: number
}

/** What stands in the text as `[[totals]]` or `[[limits]]`, alone in a paragraph. */
export type Mark = 'totals' | 'limits'
export type Piece = { readonly type: 'blocks'; readonly blocks: readonly Block[] } | { readonly type: Mark }

const MARK = /^\[\[(totals|limits)\]\]$/

export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let blocks: Block[] = []
  const close = () => {
    if (blocks.length > 0) pieces.push({ type: 'blocks', blocks })
    blocks = []
  }
  for (const block of parseMarkdown(text)) {
    const mark = markOf(block)
    if (mark === undefined) blocks.push(block)
    else {
      close()
      pieces.push({ type: mark })
    }
  }
  close()
  return pieces
}

function markOf(block: Block): Mark | undefined {
  if (block.type !== 'paragraph' || block.content.length !== 1) return undefined
  return MARK.exec(block.content[0]?.text ?? '')?.[1] as Mark | undefined
}

/** What a help text leaves out: its last section, without the heading. */
export function limitsOf(help: string): readonly Block[] {
  const blocks = parseMarkdown(help)
  return blocks.slice(blocks.findLastIndex(({ type }) => type === 'heading') + 1)
}
