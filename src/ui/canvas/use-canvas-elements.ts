/** Keeps canvas library and document together: places under way are the library's, all others the document's. */
import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react'
import { useCallback, useRef, useState } from 'react'
import type { Architecture, Component, Connection } from '../../architecture/architecture.ts'
import { meaningOf } from '../../architecture/roles.ts'
import type { Selection } from '../../state/view.ts'
import { useDocument, useStores, useView } from '../stores.ts'
import { kindWords, useLanguage, useWords } from '../words.ts'
import { type CanvasNode, type ConnectionEdge, edgesOf, nodesOf } from './nodes.ts'

export function useCanvasElements() {
  const { nodes, onNodesChange, setDragging } = useNodes()
  return { nodes, onNodesChange, setDragging, ...useEdges() }
}

function useNodes() {
  const { editor, view } = useStores()
  const words = useWords()
  const language = useLanguage()
  const isDragging = useRef(false)
  const label = useCallback(
    (component: Component) =>
      words('canvas.component', { name: component.name, kind: kindWords(component.kind, language).title }),
    [words, language],
  )
  const [nodes, setNodes] = useFollowing(nodesOf, label)

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      setNodes((previous) => applyNodeChanges(changes, [...previous]))
      const chosen = selectionAfter(view.getState().selection, 'components', changes)
      if (chosen !== undefined) view.getState().select(chosen)
      const moves = isDragging.current ? [] : movesIn(changes)
      if (moves.length > 0) editor.nudge(moves)
    },
    [editor, view, setNodes],
  )
  const setDragging = useCallback((isNow: boolean) => {
    isDragging.current = isNow
  }, [])
  return { nodes, onNodesChange, setDragging }
}

function useEdges() {
  const { view, document } = useStores()
  const language = useLanguage()
  const words = useWords()
  const label = useCallback(
    (connection: Connection) => {
      const { caller, callee, kind, port } = meaningOf(document.getState().architecture, connection)
      const verb = kindWords(kind, language).ports[port]?.verb ?? port
      return words('canvas.connection', { caller, verb, callee })
    },
    [document, words, language],
  )
  const [edges] = useFollowing(edgesOf, label)

  const onEdgesChange = useCallback(
    (changes: EdgeChange<ConnectionEdge>[]) => {
      const chosen = selectionAfter(view.getState().selection, 'connections', changes)
      if (chosen !== undefined) view.getState().select(chosen)
    },
    [view],
  )
  return { edges, onEdgesChange }
}

type Derive<T, L> = (
  architecture: Architecture,
  selection: Selection,
  label: (item: L) => string,
  previous: readonly T[],
) => readonly T[]

/**
 * Elements that follow document, selection and language, made from those before, so that what has not changed is not
 * drawn again. They are brought up to date while rendering, so no frame shows old ones.
 */
function useFollowing<T, L>(derive: Derive<T, L>, label: (item: L) => string) {
  const architecture = useDocument((state) => state.architecture)
  const selection = useView((state) => state.selection)
  const [state, setState] = useState(() => ({
    architecture,
    selection,
    label,
    elements: derive(architecture, selection, label, []),
  }))
  const setElements = useCallback(
    (change: (previous: readonly T[]) => readonly T[]) =>
      setState((before) => ({ ...before, elements: change(before.elements) })),
    [],
  )
  if (state.architecture === architecture && state.selection === selection && state.label === label) {
    return [state.elements, setElements] as const
  }
  const elements = derive(architecture, selection, label, state.elements)
  setState({ architecture, selection, label, elements })
  return [elements, setElements] as const
}

type AnyChange = NodeChange<CanvasNode> | EdgeChange<ConnectionEdge>

/** The selection after the library's changes of one sort, or undefined when they select nothing new. */
function selectionAfter(
  before: Selection,
  sort: keyof Selection,
  changes: readonly AnyChange[],
): Selection | undefined {
  const chosen = new Set(before[sort])
  for (const change of changes) {
    if (change.type !== 'select') continue
    if (change.selected) chosen.add(change.id)
    else chosen.delete(change.id)
  }
  const isSame = chosen.size === before[sort].length && before[sort].every((id) => chosen.has(id))
  return isSame ? undefined : { ...before, [sort]: [...chosen] }
}

/** Moves by arrow keys: positions that change outside of a drag and without a change of size. */
function movesIn(changes: readonly NodeChange<CanvasNode>[]) {
  if (changes.some((change) => change.type === 'dimensions')) return []
  return changes.flatMap((change) =>
    change.type === 'position' && change.dragging !== true && change.position !== undefined
      ? [{ id: change.id, position: change.position }]
      : [],
  )
}
