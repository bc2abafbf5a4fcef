/** Gives the editor its hold on the canvas: what is visible, where a pointer is, zooming, a picture. */
import { type OnMoveStart, useReactFlow, useStoreApi } from '@xyflow/react'
import { type RefObject, useCallback, useEffect, useRef } from 'react'
import type { CanvasPort } from '../editor/ports.ts'
import { useStores } from '../stores.ts'
import { viewportFor } from './fit.ts'
import { around, leafRects, rectsOf } from './geometry.ts'
import { drawPicture } from './picture.ts'
import { inPortrait } from './portrait.ts'

export function useCanvasPort(frame: RefObject<HTMLDivElement | null>): { onMoveStart: OnMoveStart } {
  const flow = useReactFlow()
  const store = useStoreApi()
  const { editor, document } = useStores()
  // Whether all of the drawing was asked to be seen, and nobody has looked elsewhere since.
  const isFitted = useRef(true)

  useEffect(() => {
    const fit = () => {
      const { architecture } = document.getState()
      const boxes = [...rectsOf(architecture).values()]
      const viewport = viewportFor({ boxes, leaves: leafRects(architecture) }, store.getState())
      if (viewport !== undefined) void flow.setViewport(viewport)
      isFitted.current = true
    }
    const zoom = (way: 'zoomIn' | 'zoomOut') => {
      isFitted.current = false
      void flow[way]()
    }
    const port: CanvasPort = {
      visible: () => {
        const { width, height, transform } = store.getState()
        const [x, y, scale] = transform
        return { x: -x / scale, y: -y / scale, width: width / scale, height: height / scale }
      },
      toCanvas: (point) => flow.screenToFlowPosition(point, { snapToGrid: false }),
      fit,
      zoomIn: () => zoom('zoomIn'),
      zoomOut: () => zoom('zoomOut'),
      focus: () => frame.current?.focus({ preventScroll: true }),
      picture: async (format) => {
        const bounds = around([...rectsOf(document.getState().architecture).values()])
        const element = frame.current
        if (bounds === undefined || element === null) throw new Error('there is nothing to draw')
        return inPortrait(() => drawPicture(element, bounds, format))
      },
    }
    editor.attach(port)
    fit()
    // What was all to be seen stays so when a pane takes some of the room, or gives it back.
    const unsubscribe = store.subscribe(({ width, height }, before) => {
      if (isFitted.current && (width !== before.width || height !== before.height)) fit()
    })
    return () => {
      unsubscribe()
      editor.attach(undefined)
    }
  }, [flow, store, editor, document, frame])

  const onMoveStart = useCallback<OnMoveStart>((event) => {
    if (event !== null) isFitted.current = false
  }, [])
  return { onMoveStart }
}
