/** Opens the context menu: by the right button, by the menu key, by a long press. */
import type { Edge, Node } from '@xyflow/react'
import {
  type MouseEvent as ReactMouseEvent,
  type PointerEvent as ReactPointerEvent,
  type TouchEvent as ReactTouchEvent,
  useMemo,
  useRef,
} from 'react'
import { NOTHING } from '../../state/view.ts'
import { useStores } from '../stores.ts'
import { componentUnder, connectionUnder } from './use-canvas-drag.ts'

const LONG_PRESS_MS = 550
/** A finger is never quite still. */
const STILL_PX = 8

type AnyMouseEvent = ReactMouseEvent | MouseEvent

export function useCanvasMenu() {
  const { editor, view } = useStores()
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null)
  const isLong = useRef(false)

  return useMemo(() => {
    const open = (x: number, y: number) => {
      const at = editor.canvas()?.toCanvas({ x, y })
      if (at !== undefined) view.getState().openMenu({ x, y, at })
    }
    const openFor = (event: AnyMouseEvent, sort: 'components' | 'connections' | undefined, id = '') => {
      event.preventDefault()
      const { selection, select } = view.getState()
      if (sort === undefined) select(NOTHING)
      else if (!selection[sort].includes(id)) select({ ...NOTHING, [sort]: [id] })
      open(event.clientX, event.clientY)
    }
    const cancel = () => {
      if (press.current !== null) clearTimeout(press.current.timer)
      press.current = null
    }
    const longPress = (x: number, y: number) => {
      press.current = null
      isLong.current = true
      const component = componentUnder({ x, y })
      const connection = connectionUnder({ x, y })
      if (component !== undefined) view.getState().selectComponent(component)
      else if (connection !== undefined) view.getState().select({ ...NOTHING, connections: [connection] })
      open(x, y)
    }
    return {
      onFlow: {
        onNodeContextMenu: (event: AnyMouseEvent, node: Node) => openFor(event, 'components', node.id),
        onEdgeContextMenu: (event: AnyMouseEvent, edge: Edge) => openFor(event, 'connections', edge.id),
        onPaneContextMenu: (event: AnyMouseEvent) => openFor(event, undefined),
        onSelectionContextMenu: (event: AnyMouseEvent) => {
          event.preventDefault()
          open(event.clientX, event.clientY)
        },
      },
      onFrame: {
        onPointerDown: ({ pointerType, clientX: x, clientY: y }: ReactPointerEvent) => {
          cancel()
          if (pointerType === 'touch') press.current = { timer: setTimeout(longPress, LONG_PRESS_MS, x, y), x, y }
        },
        onPointerMove: ({ clientX, clientY }: ReactPointerEvent) => {
          const start = press.current
          if (start !== null && Math.hypot(clientX - start.x, clientY - start.y) > STILL_PX) cancel()
        },
        onPointerUp: cancel,
        // The click that a browser makes of a touch would close the menu that the touch has opened.
        onTouchEndCapture: (event: ReactTouchEvent) => {
          if (isLong.current) event.preventDefault()
          isLong.current = false
        },
        onPointerCancel: cancel,
      },
    }
  }, [editor, view])
}
