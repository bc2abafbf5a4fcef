import { describe, expect, it } from 'vitest'
import { viewportFor } from './fit.ts'
import { COMPONENT_SIZE, type Rect } from './geometry.ts'

const boxAt = (x: number, y: number): Rect => ({ x, y, ...COMPONENT_SIZE })
const fit = (leaves: readonly Rect[], width: number, height: number) => {
  const viewport = viewportFor({ boxes: leaves, leaves }, { width, height })!
  const seen = leaves.map((leaf) => ({
    left: leaf.x * viewport.zoom + viewport.x,
    right: (leaf.x + leaf.width) * viewport.zoom + viewport.x,
    top: leaf.y * viewport.zoom + viewport.y,
    bottom: (leaf.y + leaf.height) * viewport.zoom + viewport.y,
  }))
  return { zoom: viewport.zoom, seen }
}

describe('the whole drawing', () => {
  it('is inside of the window', () => {
    for (const { left, right, top, bottom } of fit([boxAt(0, 0), boxAt(1_200, 300)], 900, 500).seen) {
      expect(left).toBeGreaterThan(0)
      expect(top).toBeGreaterThan(0)
      expect(right).toBeLessThan(900)
      expect(bottom).toBeLessThan(500)
    }
  })

  it('stands above the buttons where it would be under them', () => {
    const corners = [boxAt(0, 0), boxAt(0, 300), boxAt(560, 300)]
    const lowest = Math.max(...fit(corners, 880, 350).seen.map(({ bottom }) => bottom))
    expect(lowest).toBeLessThanOrEqual(350 - 60)
  })

  it('takes all of the window where nothing is near the buttons', () => {
    const right = [boxAt(0, 0), boxAt(560, 300)]
    const lowest = Math.max(...fit(right, 880, 350).seen.map(({ bottom }) => bottom))
    expect(lowest).toBeGreaterThan(350 - 60)
  })

  it('is nowhere when there is none, or no window', () => {
    expect(viewportFor({ boxes: [], leaves: [] }, { width: 100, height: 100 })).toBeUndefined()
    expect(viewportFor({ boxes: [boxAt(0, 0)], leaves: [] }, { width: 0, height: 0 })).toBeUndefined()
  })
})
