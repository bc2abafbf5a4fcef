/** Dragging components: what they would land on is shown while they move, and taken when they are let go. */
import type { OnNodeDrag } from '@xyflow/react'
import { useCallback } from 'react'
import type { ConnectionId } from '../../architecture/architecture.ts'
import { connectionsOf, isGroup } from '../../architecture/lookup.ts'
import { useStores } from '../stores.ts'
import { setDropTarget } from './drop-target.ts'
import { centerOf, groupAt, rectsOf } from './geometry.ts'
import type { CanvasNode } from './nodes.ts'

export function useCanvasDrag(setDragging: (isNow: boolean) => void) {
  const { editor, document } = useStores()

  const targetOf = useCallback(
    (event: MouseEvent | TouchEvent, nodes: readonly CanvasNode[]) => {
      const { architecture } = document.getState()
      const [node] = nodes
      if (node === undefined) return null
      const isLoose =
        nodes.length === 1 && !isGroup(node.data.component) && connectionsOf(architecture, node.id).length === 0
      const connection = isLoose ? connectionUnder(pointOf(event)) : undefined
      if (connection !== undefined) return { connection }
      const moved = withPositions(architecture, nodes)
      const rect = rectsOf(moved).get(node.id)
      const group = rect && groupAt(moved, centerOf(rect), new Set(nodes.map(({ id }) => id)))
      return group === undefined || group === node.data.component.parent ? null : { component: group }
    },
    [document],
  )

  const start = useCallback(() => setDragging(true), [setDragging])

  const drag: OnNodeDrag<CanvasNode> = useCallback(
    (event, _node, nodes) => setDropTarget(targetOf(event, nodes)),
    [targetOf],
  )

  const stop: OnNodeDrag<CanvasNode> = useCallback(
    (event, _node, nodes) => {
      const target = targetOf(event, nodes)
      setDropTarget(null)
      editor.drop(nodes.map(({ id, position }) => ({ id, position })))
      const [node] = nodes
      if (target?.connection !== undefined && node !== undefined) editor.insert(target.connection, node.id)
      setDragging(false)
    },
    [editor, setDragging, targetOf],
  )
  return { start, drag, stop }
}

function withPositions(
  architecture: ReturnType<ReturnType<typeof useStores>['document']['getState']>['architecture'],
  nodes: readonly CanvasNode[],
) {
  const positions = new Map(nodes.map((node) => [node.id, node.position]))
  const components = architecture.components.map((component) => {
    const position = positions.get(component.id)
    return position === undefined ? component : { ...component, position }
  })
  return { ...architecture, components }
}

export function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const touch = 'changedTouches' in event ? event.changedTouches[0] : event
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 }
}

/** The connection drawn at a place of the window, also below a component. */
export function connectionUnder({ x, y }: { x: number; y: number }): ConnectionId | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest('.react-flow__edge')?.getAttribute('data-id')
    if (id) return id
  }
  return undefined
}

/** The component drawn at a place of the window. */
export function componentUnder({ x, y }: { x: number; y: number }): string | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest('.react-flow__node')?.getAttribute('data-id')
    if (id) return id
  }
  return undefined
}
