import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { OUTCOMES } from '../../engine/outcome.ts'
import { createPalette, paletteOf, SERIES_TONES } from './colors.ts'

/** The variables of one color scheme in a style sheet. */
function tones(file: string, scheme: 'light' | 'dark'): Map<string, string> {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  const block = text.split(`[data-mantine-color-scheme='${scheme}'] {`)[1]?.split('}')[0] ?? ''
  return new Map([...block.matchAll(/(--mr-[\w-]+): (#[0-9a-f]{6})/g)].map((match) => [match[1] ?? '', match[2] ?? '']))
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0)
}

function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (lighter + 0.05) / (darker + 0.05)
}

describe.each(['light', 'dark'] as const)('the tones of the %s scheme', (scheme) => {
  const drawn = tones('./colors.css', scheme)
  const page = tones('../theme/theme.css', scheme)

  it('stand out at least 3:1 from the surfaces they are drawn on', () => {
    const faint = [...drawn].filter(([, tone]) =>
      ['--mr-surface', '--mr-canvas'].some((surface) => contrast(tone, page.get(surface) ?? '') < 3),
    )
    expect(faint).toEqual([])
  })

  it('cover every outcome, and every place of the palette with a tone of its own', () => {
    expect(OUTCOMES.filter((outcome) => !drawn.has(`--mr-outcome-${outcome}`))).toEqual([])
    const series = Array.from({ length: SERIES_TONES }, (_, place) => drawn.get(`--mr-series-${place}`))
    expect(new Set(series).size).toBe(SERIES_TONES)
  })
})

describe('the palette', () => {
  it('of a design begins anew with another one', () => {
    const [first, second] = ['a', 'b'].map(paletteOf('one'))
    expect(paletteOf('one')('b')).toEqual(second)
    expect(paletteOf('two')('b')).toEqual(first)
  })

  it('gives a component the same look for ever, and no two of the first forty the same', () => {
    const lookOf = createPalette()
    const first = lookOf('a')
    const others = Array.from({ length: 39 }, (_, index) => lookOf(`c${index}`))
    expect(lookOf('a')).toEqual(first)
    expect(new Set([first, ...others].map((look) => `${look.color} ${look.dash}`)).size).toBe(40)
  })
})
