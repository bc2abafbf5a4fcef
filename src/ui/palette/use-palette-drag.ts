/** Drags a kind out of the palette with any pointer, and drops it where the canvas is under it. */
import { type PointerEvent, useRef, useState } from 'react'
import { setDropTarget } from '../canvas/drop-target.ts'
import { groupAt, type Point } from '../canvas/geometry.ts'
import { connectionUnder } from '../canvas/use-canvas-drag.ts'
import { useStores } from '../stores.ts'

/** Closer to where it began it is still a click. */
const CLICK_PX = 6

export function usePaletteDrag(kind: string, onAdded: (() => void) | undefined) {
  const { editor } = useStores()
  const start = useRef<Point | null>(null)
  const isMoved = useRef(false)
  const [drag, setDrag] = useState<Point | null>(null)

  const targetAt = (point: Point) => {
    const connection = connectionUnder(point)
    if (connection !== undefined) return { connection }
    const at = editor.canvas()?.toCanvas(point)
    const component = at && groupAt(editor.present(), at)
    return component === undefined ? null : { component }
  }
  const finish = () => {
    start.current = null
    setDrag(null)
    setDropTarget(null)
  }

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      // At once, as a quick hand has left the button before its first move is heard.
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = { x: event.clientX, y: event.clientY }
      isMoved.current = false
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = start.current
      const point = { x: event.clientX, y: event.clientY }
      if (from === null) return
      if (!isMoved.current && Math.hypot(point.x - from.x, point.y - from.y) < CLICK_PX) return
      isMoved.current = true
      setDrag(point)
      setDropTarget(isCanvasUnder(point) ? targetAt(point) : null)
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const point = { x: event.clientX, y: event.clientY }
      const middle = editor.canvas()?.toCanvas(point)
      if (isMoved.current && isCanvasUnder(point) && middle !== undefined) {
        const connection = connectionUnder(point)
        editor.place(kind, connection === undefined ? { middle } : { middle, connection })
        onAdded?.()
      }
      finish()
    },
    onPointerCancel: finish,
  }
  /** Whether the click that ends a drag is to be ignored. */
  const wasDragged = () => {
    const was = isMoved.current
    isMoved.current = false
    return was
  }
  return { drag, handlers, wasDragged }
}

function isCanvasUnder({ x, y }: Point): boolean {
  return document.elementFromPoint(x, y)?.closest('.mr-canvas') !== null && document.elementFromPoint(x, y) !== null
}
