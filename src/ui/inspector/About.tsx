import { Anchor, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useLanguage, useWords } from '../words.ts'
import { type Block, type Inline, parseMarkdown } from './markdown.ts'

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
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </details>
  )
}

function BlockView({ block }: { block: Block }) {
  switch (block.type) {
    case 'heading':
      return (
        <Text component={block.level === 1 ? 'h3' : 'h4'} className="mr-about-heading">
          <Words parts={block.content} />
        </Text>
      )
    case 'paragraph':
      return (
        <p>
          <Words parts={block.content} />
        </p>
      )
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Words parts={item} />
        </li>
      ))
      return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
  }
}

function Words({ parts }: { parts: readonly Inline[] }) {
  return parts.map((part, index) => {
    switch (part.type) {
      case 'text':
        return part.text
      case 'strong':
        return <strong key={index}>{part.text}</strong>
      case 'emphasis':
        return <em key={index}>{part.text}</em>
      case 'code':
        return <code key={index}>{part.text}</code>
      case 'link':
        return (
          <Anchor key={index} href={part.url} target="_blank" rel="noreferrer" inherit>
            {part.text}
          </Anchor>
        )
    }
  })
}
