import { useEffect, useState } from 'react'
import { useLanguage, useWords } from '../words.ts'
import { Blocks } from '../prose/Blocks.tsx'
import { helpOn } from '../prose/help.ts'
import { type Block, parseMarkdown } from '../prose/markdown.ts'

/** What a kind is, how it is modelled, what to try and what is left out. */
export function About({ kind }: { kind: string }) {
  const words = useWords()
  const language = useLanguage()
  const [blocks, setBlocks] = useState<readonly Block[]>([])
  useEffect(() => {
    let isShown = true
    void helpOn(kind, language).then((text) => isShown && setBlocks(parseMarkdown(text)))
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
