import { useEffect, useState } from 'react'
import { useLanguage, useWords } from '../words.ts'
import { Blocks } from '../prose/Blocks.tsx'
import { type Block, parseMarkdown } from '../prose/markdown.ts'

/** Help texts stand with their kinds and are loaded when they are read. */
const texts = import.meta.glob<string>('../../catalog/*/help.*.md', { query: '?raw', import: 'default' })

/** What a kind is, how it is modelled, what to try and what is left out. */
export function About({ kind }: { kind: string }) {
  const words = useWords()
  const language = useLanguage()
  const [blocks, setBlocks] = useState<readonly Block[]>([])
  useEffect(() => {
    let isShown = true
    void texts[`../../catalog/${kind}/help.${language}.md`]?.().then(
      (text) => isShown && setBlocks(parseMarkdown(text)),
    )
    return () => {
      isShown = false
    }
  }, [kind, language])
  if (blocks.length === 0) return null
  return (
    <details className="mr-about">
      <summary>{words('inspector.about')}</summary>
      <Blocks blocks={blocks} />
    </details>
  )
}
