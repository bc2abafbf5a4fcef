/** The document as the canvas library wants it: nodes with parents first, edges with what decides their looks. */
import { type Edge, MarkerType, type Node } from '@xyflow/react'
import type { Architecture, Component, Connection } from '../../architecture/architecture.ts'
import { findComponent, isGroup, portOf } from '../../architecture/lookup.ts'
import { isBackground } from '../../architecture/roles.ts'
import type { Selection } from '../../state/view.ts'
import { sizeOf } from './geometry.ts'

export type ComponentNode = Node<{ readonly component: Component }, 'component'>
/** Not `group`: the library dresses that type in a style of its own. */
export type GroupNode = Node<{ readonly component: Component }, 'place'>
export type CanvasNode = ComponentNode | GroupNode
export type ConnectionEdge = Edge<
  {
    readonly connection: Connection
    /** The kind of the caller, which has the words of the port. */
    readonly callerKind: string
    readonly isBackground: boolean
  },
  'connection'
>

/** How a node is spoken of by assistive technology. */
export type NodeLabel = (component: Component) => string

/**
 * Nodes of a document. What has not changed keeps its object, so only what has is drawn again; what the library has
 * measured is kept, and a place that is being dragged is not overridden.
 */
export function nodesOf(
  architecture: Architecture,
  selection: Selection,
  label: NodeLabel,
  previous: readonly CanvasNode[],
): readonly CanvasNode[] {
  const known = new Map(previous.map((node) => [node.id, node]))
  const selected = new Set(selection.components)
  return parentsFirst(architecture.components).map((component) => {
    const before = known.get(component.id)
    const isSelected = selected.has(component.id)
    const ariaLabel = label(component)
    if (
      before !== undefined &&
      before.data.component === component &&
      before.selected === isSelected &&
      before.ariaLabel === ariaLabel &&
      (before.dragging === true || samePlace(before, component))
    ) {
      return before
    }
    return nodeOf(component, { isSelected, ariaLabel, before })
  })
}

function nodeOf(
  component: Component,
  { isSelected, ariaLabel, before }: { isSelected: boolean; ariaLabel: string; before: CanvasNode | undefined },
): CanvasNode {
  const isDragged = before?.dragging === true
  return {
    id: component.id,
    type: isGroup(component) ? 'place' : 'component',
    data: { component },
    position: isDragged ? before.position : { ...component.position },
    ...sizeOf(component),
    selected: isSelected,
    ariaLabel,
    ...(isDragged ? { dragging: true } : {}),
    ...(component.parent === undefined ? {} : { parentId: component.parent }),
    ...(before?.measured === undefined ? {} : { measured: before.measured }),
  }
}

function samePlace(node: CanvasNode, component: Component): boolean {
  const { width, height } = sizeOf(component)
  return (
    node.position.x === component.position.x &&
    node.position.y === component.position.y &&
    node.width === width &&
    node.height === height
  )
}

/** The library wants a parent before its children; apart from that the order of the document stays. */
function parentsFirst(components: readonly Component[]): readonly Component[] {
  const byId = new Map(components.map((component) => [component.id, component]))
  const ordered = new Set<Component>()
  const add = (component: Component) => {
    const parent = component.parent === undefined ? undefined : byId.get(component.parent)
    if (parent !== undefined && !ordered.has(parent)) add(parent)
    ordered.add(component)
  }
  // Groups lie under components, so they come first.
  for (const component of components) if (isGroup(component)) add(component)
  for (const component of components) add(component)
  return [...ordered]
}

export type EdgeLabel = (connection: Connection) => string

export function edgesOf(
  architecture: Architecture,
  selection: Selection,
  label: EdgeLabel,
  previous: readonly ConnectionEdge[],
): readonly ConnectionEdge[] {
  const known = new Map(previous.map((edge) => [edge.id, edge]))
  const selected = new Set(selection.connections)
  return architecture.connections.map((connection) => {
    const before = known.get(connection.id)
    const isSelected = selected.has(connection.id)
    const ariaLabel = label(connection)
    const isSame = before?.data?.connection === connection && before.selected === isSelected
    if (before !== undefined && isSame && before.ariaLabel === ariaLabel) return before
    return {
      id: connection.id,
      type: 'connection',
      source: connection.from,
      target: connection.to,
      selected: isSelected,
      ariaLabel,
      data: {
        connection,
        callerKind: findComponent(architecture, connection.from)?.kind ?? '',
        isBackground: isBackground(portOf(architecture, connection)),
      },
      markerEnd: {
        type: MarkerType.ArrowClosed,
        markerUnits: 'userSpaceOnUse',
        width: 18,
        height: 18,
        color: isSelected ? 'var(--mantine-primary-color-filled)' : 'var(--mr-wire)',
      },
    }
  })
}
