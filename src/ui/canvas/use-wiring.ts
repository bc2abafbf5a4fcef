/** Drawing connections with the pointer: onto a handle, onto any part of a component, or into the open. */
import type { Connection, FinalConnectionState } from '@xyflow/react'
import { useCallback } from 'react'
import { useStores } from '../stores.ts'
import { componentUnder, pointOf } from './use-canvas-drag.ts'

export function useWiring() {
  const { editor, view } = useStores()

  const onConnect = useCallback(
    ({ source, target }: Connection) => {
      editor.connect(source, target)
    },
    [editor],
  )

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      if (state.isValid === true || state.fromNode === null || state.fromHandle === null) return
      const isLeaving = state.fromHandle.type === 'source'
      const start = state.fromNode.id
      const end = componentUnder(pointOf(event))
      if (end === start) return
      if (end !== undefined) {
        if (isLeaving) editor.connect(start, end)
        else editor.connect(end, start)
        return
      }
      const { x, y } = pointOf(event)
      const at = editor.canvas()?.toCanvas({ x, y })
      if (at !== undefined) view.getState().openMenu({ x, y, at, wire: { id: start, isLeaving } })
    },
    [editor, view],
  )
  return { onConnect, onConnectEnd }
}
