/** Gives the editor its hold on the canvas: what is visible, where a pointer is, zooming, a picture. */
import { getViewportForBounds, useReactFlow, useStoreApi } from '@xyflow/react'
import { type RefObject, useEffect } from 'react'
import type { CanvasPort } from '../editor/ports.ts'
import { useStores } from '../stores.ts'
import { around, type Rect, rectsOf } from './geometry.ts'

export const ZOOM = { min: 0.1, max: 2 }

/** A drawing that fits is not blown up beyond this. */
const FIT_MAX = 1.15

/** Of the visible part, as air around the drawing. */
const FIT_PADDING = 0.05

/** Pixels of a picture for each canvas unit, and most of them on a side, which is what browsers can draw. */
const PICTURE = { scale: 2, padding: 32, sideMax: 8_000 }

export function useCanvasPort(frame: RefObject<HTMLDivElement | null>): void {
  const flow = useReactFlow()
  const store = useStoreApi()
  const { editor, document } = useStores()

  useEffect(() => {
    const fit = () => {
      const bounds = boundsOf(document.getState().architecture)
      const { width, height } = store.getState()
      if (bounds === undefined || width === 0) return
      void flow.setViewport(getViewportForBounds(bounds, width, height, ZOOM.min, FIT_MAX, FIT_PADDING))
    }
    const port: CanvasPort = {
      visible: () => {
        const { width, height, transform } = store.getState()
        const [x, y, zoom] = transform
        return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }
      },
      toCanvas: (point) => flow.screenToFlowPosition(point, { snapToGrid: false }),
      fit,
      zoomIn: () => void flow.zoomIn(),
      zoomOut: () => void flow.zoomOut(),
      focus: () => frame.current?.focus({ preventScroll: true }),
      picture: async (format) => {
        const bounds = boundsOf(document.getState().architecture)
        if (bounds === undefined || frame.current === null) throw new Error('there is nothing to draw')
        return draw(frame.current, bounds, format)
      },
    }
    editor.attach(port)
    fit()
    return () => editor.attach(undefined)
  }, [flow, store, editor, document, frame])
}

function boundsOf(architecture: Parameters<typeof rectsOf>[0]): Rect | undefined {
  return around([...rectsOf(architecture).values()])
}

/** The whole drawing as a data address; the library is loaded when it is first needed. */
async function draw(frame: HTMLElement, bounds: Rect, format: 'png' | 'svg'): Promise<string> {
  const viewport = frame.querySelector<HTMLElement>('.react-flow__viewport')
  if (viewport === null) throw new Error('the canvas is not there')
  const { toPng, toSvg } = await import('html-to-image')
  const width = bounds.width + 2 * PICTURE.padding
  const height = bounds.height + 2 * PICTURE.padding
  const options = {
    width,
    height,
    backgroundColor: getComputedStyle(frame).getPropertyValue('--mr-canvas').trim(),
    pixelRatio: Math.min(PICTURE.scale, PICTURE.sideMax / Math.max(width, height)),
    style: {
      width: `${width}px`,
      height: `${height}px`,
      transform: `translate(${PICTURE.padding - bounds.x}px, ${PICTURE.padding - bounds.y}px) scale(1)`,
    },
    // Handles and the dots of requests are of the page, not of the drawing.
    filter: (node: HTMLElement) => !(node.classList?.contains('react-flow__handle') || node.tagName === 'CANVAS'),
  }
  return format === 'png' ? toPng(viewport, options) : toSvg(viewport, options)
}
