/** Where the canvas looks when the whole drawing is to be seen. */
import { getViewportForBounds, type Viewport } from '@xyflow/react'
import { around, overlaps, type Rect, type Size } from './geometry.ts'

export const ZOOM = { min: 0.1, max: 2 }

/** A drawing that fits is not blown up beyond this. */
const FIT_MAX = 1.15

/** Of the visible part, as air around the drawing. */
const FIT_PADDING = 0.05

/** In pixels of the screen: the buttons in the lower left corner, with the air around them. */
const CONTROLS: Size = { width: 216, height: 68 }

/** All of the boxes in a window, none of `leaves` under the buttons; undefined where there is nothing to look at. */
export function viewportFor(
  { boxes, leaves }: { readonly boxes: readonly Rect[]; readonly leaves: readonly Rect[] },
  { width, height }: Size,
): Viewport | undefined {
  const bounds = around(boxes)
  if (bounds === undefined || width === 0 || height === 0) return undefined
  const fitted = (padding: Parameters<typeof getViewportForBounds>[5]) =>
    getViewportForBounds(bounds, width, height, ZOOM.min, FIT_MAX, padding)
  const viewport = fitted(FIT_PADDING)
  const controls = { x: 0, y: height - CONTROLS.height, ...CONTROLS }
  const isCovered = leaves.some((leaf) => overlaps(onScreen(leaf, viewport), controls, 0))
  return isCovered ? fitted({ x: FIT_PADDING, top: FIT_PADDING, bottom: `${CONTROLS.height}px` }) : viewport
}

function onScreen({ x, y, width, height }: Rect, viewport: Viewport): Rect {
  const { zoom } = viewport
  return { x: x * zoom + viewport.x, y: y * zoom + viewport.y, width: width * zoom, height: height * zoom }
}
