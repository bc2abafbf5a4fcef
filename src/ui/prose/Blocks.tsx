/** A text in the small part of Markdown that the app's own texts use. */
import { Anchor, Text } from '@mantine/core'
import type { Block, Inline } from './markdown.ts'

export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => <BlockView key={index} block={block} />)
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
