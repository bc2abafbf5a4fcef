import { describe, expect, it } from 'vitest'
import { addComponent } from '../architecture/edits.ts'
import { emptyArchitecture } from '../architecture/empty.ts'
import { copy } from '../architecture/fragment.ts'
import { succeed } from '../base/result.ts'
import { createTexts, looksLikeDesign } from './texts.ts'

const drawn = addComponent(emptyArchitecture('test'), {
  kind: 'server',
  title: 'Server',
  position: { x: 0, y: 0 },
}).architecture
const texts = createTexts(async () =>
  succeed({ nodes: [{ id: 'a', label: 'Web server', shape: 'stadium' }], groups: [], arrows: [] }),
)

describe('texts', () => {
  it('are read as what they are', async () => {
    expect(await texts.read(texts.toJson(drawn))).toMatchObject({ ok: true, value: { architecture: { name: 'test' } } })
    const mermaid = await texts.read('flowchart LR\n  a["Web server"]\n')
    expect(mermaid).toMatchObject({ ok: true })
    const fenced = await texts.read('# Readme\n\n```mermaid\nflowchart LR\n  a["Web server"]\n```\n')
    expect(fenced).toMatchObject({ ok: true })
    expect((await texts.read('hello')).ok).toBe(false)
  })

  it('carry copied components', () => {
    const text = texts.fromFragment(copy(drawn, ['server-1']))
    expect(texts.toFragment(text)).toMatchObject({ ok: true, value: { components: [{ kind: 'server' }] } })
    expect(texts.toFragment(texts.toJson(drawn))).toBeUndefined()
    expect(texts.toFragment('hello')).toBeUndefined()
  })

  it.each([
    'flowchart LR\n a-->b',
    'graph TD;\n a-->b',
    '---\ntitle: x\n---\nflowchart LR\n a',
    '{"version": 1}',
    '```mermaid\ngraph LR\n```',
  ])('are taken for a design: %j', (text) => expect(looksLikeDesign(text)).toBe(true))

  it.each(['graph paper is nice', 'hello', 'https://example.org', '--- a --- b'])('are left alone: %j', (text) => {
    expect(looksLikeDesign(text)).toBe(false)
  })
})
