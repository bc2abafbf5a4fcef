/** Gives the editor its hold on the canvas: what is visible, where a pointer is, zooming, a picture. */
import { getViewportForBounds, useReactFlow, useStoreApi } from '@xyflow/react'
import { type RefObject, useEffect } from 'react'
import type { CanvasPort } from '../editor/ports.ts'
import { useStores } from '../stores.ts'
import { around, type Rect, rectsOf } from './geometry.ts'
import { drawPicture } from './picture.ts'
import { inPortrait } from './portrait.ts'

export const ZOOM = { min: 0.1, max: 2 }

/** A drawing that fits is not blown up beyond this. */
const FIT_MAX = 1.15

/** Of the visible part, as air around the drawing. */
const FIT_PADDING = 0.05

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
        const element = frame.current
        if (bounds === undefined || element === null) throw new Error('there is nothing to draw')
        return inPortrait(() => drawPicture(element, bounds, format))
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
