import { describe, expect, it } from 'vitest'
import { parseInline, parseMarkdown } from './markdown.ts'

describe('help texts', () => {
  it('become headings, paragraphs and lists', () => {
    const blocks = parseMarkdown(
      '# Cache\nA **fast** store\nin memory.\n\n## Try\n\nFor example:\n' +
        '- flush it\n- make it\n  small\n\n1. one\n2. two\n',
    )
    expect(blocks.map((block) => block.type)).toEqual(['heading', 'paragraph', 'heading', 'paragraph', 'list', 'list'])
    expect(blocks[4]).toEqual({
      type: 'list',
      isOrdered: false,
      items: [[{ type: 'text', text: 'flush it' }], [{ type: 'text', text: 'make it small' }]],
    })
    expect(blocks[5]).toMatchObject({ isOrdered: true })
  })

  it('mark words inside a line', () => {
    expect(parseInline('a *b* `c_d` [e](https://f.org/g) h_i')).toEqual([
      { type: 'text', text: 'a ' },
      { type: 'emphasis', text: 'b' },
      { type: 'text', text: ' ' },
      { type: 'code', text: 'c_d' },
      { type: 'text', text: ' ' },
      { type: 'link', text: 'e', url: 'https://f.org/g' },
      { type: 'text', text: ' h_i' },
    ])
  })

  it('keep links of other schemes as text', () => {
    expect(parseInline('[x](javascript:alert)')).toEqual([{ type: 'text', text: '[x](javascript:alert)' }])
  })
})
