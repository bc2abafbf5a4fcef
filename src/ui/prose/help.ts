/** Help texts stand with their kinds and are loaded when they are read. */
import type { Language } from '../../state/view.ts'
import { type Block, parseMarkdown } from './markdown.ts'

const texts = import.meta.glob<string>('../../catalog/*/help.*.md', { query: '?raw', import: 'default' })

/** The help text of a kind, as Markdown. */
export async function helpOn(kind: string, language: Language): Promise<string> {
  return (await texts[`../../catalog/${kind}/help.${language}.md`]?.()) ?? ''
}

/** What a help text leaves out: its last section, without the heading. */
export function limitsOf(help: string): readonly Block[] {
  const blocks = parseMarkdown(help)
  return blocks.slice(blocks.findLastIndex(({ type }) => type === 'heading') + 1)
}
