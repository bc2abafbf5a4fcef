/** Auto-layout: callers left of callees, groups around their members. */
import { graphlib, layout } from '@dagrejs/dagre'
import type { Architecture, Component, ComponentId } from '../../architecture/architecture.ts'
import { DEFAULT_GROUP_SIZE } from '../../architecture/empty.ts'
import { isGroup } from '../../architecture/lookup.ts'
import {
  around,
  COMPONENT_SIZE,
  GROUP_PADDING,
  GROUP_TITLE,
  type Point,
  type Rect,
  type Size,
  snapped,
} from './geometry.ts'

/** Where a component goes (relative to its parent) and, of groups, how large it becomes. */
export interface Arrangement {
  readonly id: ComponentId
  readonly position: Point
  readonly size?: Size
}

export function arrange(architecture: Architecture): readonly Arrangement[] {
  const rects = leafRects(architecture)
  const childrenOf = childrenByParent(architecture)
  const groupRect = (group: Component): Rect => {
    const known = rects.get(group.id)
    if (known !== undefined) return known
    const members = (childrenOf.get(group.id) ?? []).map((child) =>
      isGroup(child) ? groupRect(child) : rects.get(child.id),
    )
    const inner = around(members.filter((rect) => rect !== undefined))
    const rect = inner === undefined ? { x: 0, y: 0, ...DEFAULT_GROUP_SIZE } : padded(inner)
    rects.set(group.id, rect)
    return rect
  }
  for (const component of architecture.components) if (isGroup(component)) groupRect(component)
  return architecture.components.map((component) => {
    const rect = rects.get(component.id) ?? { x: 0, y: 0, ...COMPONENT_SIZE }
    const parent = component.parent === undefined ? undefined : rects.get(component.parent)
    const position = snapped({ x: rect.x - (parent?.x ?? 0), y: rect.y - (parent?.y ?? 0) })
    if (!isGroup(component)) return { id: component.id, position }
    return { id: component.id, position, size: { width: rect.width, height: rect.height } }
  })
}

/** Absolute places of all components that hold no others, as dagre arranges them. */
function leafRects(architecture: Architecture): Map<ComponentId, Rect> {
  const graph = new graphlib.Graph({ compound: true, multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: 88, marginx: 24, marginy: 24 })
  graph.setDefaultEdgeLabel(() => ({}))
  const parents = new Set(architecture.components.map((component) => component.parent))
  const isLeaf = (component: Component) => !isGroup(component) || !parents.has(component.id)
  for (const component of architecture.components) {
    graph.setNode(
      component.id,
      isLeaf(component) ? { ...(isGroup(component) ? DEFAULT_GROUP_SIZE : COMPONENT_SIZE) } : {},
    )
  }
  for (const { id, parent } of architecture.components) if (parent !== undefined) graph.setParent(id, parent)
  for (const { id, from, to } of architecture.connections) graph.setEdge(from, to, {}, id)
  layout(graph)
  const rects = new Map<ComponentId, Rect>()
  for (const component of architecture.components) {
    if (!isLeaf(component)) continue
    const { x, y, width, height } = graph.node(component.id) as Rect
    rects.set(component.id, { ...snapped({ x: x - width / 2, y: y - height / 2 }), width, height })
  }
  return rects
}

function childrenByParent(architecture: Architecture): ReadonlyMap<ComponentId, readonly Component[]> {
  const children = new Map<ComponentId, Component[]>()
  for (const component of architecture.components) {
    if (component.parent === undefined) continue
    const siblings = children.get(component.parent)
    if (siblings === undefined) children.set(component.parent, [component])
    else siblings.push(component)
  }
  return children
}

function padded(inner: Rect): Rect {
  return {
    x: inner.x - GROUP_PADDING,
    y: inner.y - GROUP_PADDING - GROUP_TITLE,
    width: inner.width + 2 * GROUP_PADDING,
    height: inner.height + 2 * GROUP_PADDING + GROUP_TITLE,
  }
}
