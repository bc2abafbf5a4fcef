import { Loader, Text, useComputedColorScheme } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useWords } from '../words.ts'

type Drawing =
  { readonly state: 'drawing' } | { readonly state: 'drawn'; readonly url: string } | { readonly state: 'failed' }

/** Larger than mermaid's own limits, which are for pages that draw what strangers wrote. */
const LIMITS = { maxTextSize: 2_000_000, maxEdges: 5_000 }

/** What mermaid makes of a text, drawn as an image so that nothing in it can act on the page. */
export function Preview({ text }: { text: string }) {
  const words = useWords()
  const scheme = useComputedColorScheme('light')
  const [drawing, setDrawing] = useState<Drawing>({ state: 'drawing' })
  useEffect(() => {
    let isCurrent = true
    draw(text, scheme).then(
      (url) => isCurrent && setDrawing({ state: 'drawn', url }),
      () => isCurrent && setDrawing({ state: 'failed' }),
    )
    return () => {
      isCurrent = false
    }
  }, [text, scheme])
  return (
    <section className="mr-preview" aria-label={words('dialogs.exportPreview')} aria-busy={drawing.state === 'drawing'}>
      {drawing.state === 'drawing' && <Loader size="sm" aria-label={words('dialogs.exportRendering')} />}
      {drawing.state === 'failed' && <Text size="sm">{words('dialogs.exportFailed')}</Text>}
      {drawing.state === 'drawn' && <img src={drawing.url} alt={words('dialogs.exportPreview')} />}
    </section>
  )
}

let drawings = 0

async function draw(text: string, scheme: 'light' | 'dark'): Promise<string> {
  const { default: mermaid } = await import('mermaid')
  mermaid.initialize({
    startOnLoad: false,
    theme: scheme === 'dark' ? 'dark' : 'neutral',
    // Labels as plain text: HTML inside of an image is not drawn everywhere.
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    // What cannot be drawn is said by us, not by a drawing of a bomb at the end of the page.
    suppressErrorRendering: true,
    ...LIMITS,
  })
  drawings++
  const { svg } = await mermaid.render(`mr-preview-${drawings}`, text)
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
}
