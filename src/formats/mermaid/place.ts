/**
 * Places for components that come without: in layers from left to right, each as far from the first as the longest way
 * to it, and groups as boxes round what stands in them.
 */
import type { Architecture, Component } from '../../architecture/architecture.ts'
import { isGroup } from '../../architecture/lookup.ts'

interface Box {
  readonly width: number
  readonly height: number
}

/** Room for a component with its figures, and between two. */
const NODE: Box = { width: 180, height: 90 }
const GAP = { x: 80, y: 50 }
/** Inside a group: its title stands above. */
const PADDING = { x: 30, top: 60, bottom: 30 }

/** What one level of groups is laid out from. */
interface Level {
  readonly members: readonly string[]
  readonly sizes: ReadonlyMap<string, Box>
  readonly next: ReadonlyMap<string, ReadonlySet<string>>
}

/** The design with everything placed anew. */
export function place(architecture: Architecture): Architecture {
  const sizes = new Map<string, Box>()
  const positions = new Map<string, Component['position']>()
  placeInside(architecture, undefined, sizes, positions)
  const components = architecture.components.map((component) => {
    const position = positions.get(component.id) ?? component.position
    const size = sizes.get(component.id)
    return isGroup(component) && size ? { ...component, position, size } : { ...component, position }
  })
  return { ...architecture, components }
}

/**
 * The design with the `fresh` components placed below what is drawn already, in layers of their own; those in a group
 * that is drawn already stand below its members, and the group grows to hold them.
 */
export function placeFresh(architecture: Architecture, fresh: ReadonlySet<string>): Architecture {
  if (fresh.size === 0) return architecture
  const placed = new Map(place(architecture).components.map((component) => [component.id, component]))
  const grown = new Map<string, Box>()
  const components = architecture.components.map((component) => {
    const { id, parent } = component
    const model = placed.get(id)
    if (!fresh.has(id) || !model || (parent !== undefined && fresh.has(parent))) {
      return fresh.has(id) && model ? model : component
    }
    const beside = architecture.components.filter((other) => other.parent === parent && !fresh.has(other.id))
    const below = Math.max(
      parent === undefined ? 0 : PADDING.top,
      ...beside.map((other) => other.position.y + heightOf(other) + GAP.y),
    )
    const position = { x: model.position.x, y: below + model.position.y - (parent === undefined ? 0 : PADDING.top) }
    const size = model.size ?? NODE
    if (parent !== undefined) {
      const old = grown.get(parent) ?? { width: 0, height: 0 }
      const right = position.x + size.width + PADDING.x
      const bottom = position.y + size.height + PADDING.bottom
      grown.set(parent, { width: Math.max(old.width, right), height: Math.max(old.height, bottom) })
    }
    return { ...model, position }
  })
  return { ...architecture, components: components.map((component) => grow(component, grown.get(component.id))) }
}

function grow(component: Component, box: Box | undefined): Component {
  if (!component.size || !box) return component
  const { width, height } = component.size
  return { ...component, size: { width: Math.max(width, box.width), height: Math.max(height, box.height) } }
}

function heightOf(component: Component): number {
  return component.size?.height ?? NODE.height
}

/**
 * Places the members of a group (or of the canvas) relative to it, the inner ones first, since a group is as large as
 * they need.
 */
function placeInside(
  architecture: Architecture,
  parent: string | undefined,
  sizes: Map<string, Box>,
  positions: Map<string, Component['position']>,
): Box {
  const members = architecture.components.filter((component) => component.parent === parent)
  for (const member of members) {
    sizes.set(member.id, isGroup(member) ? placeInside(architecture, member.id, sizes, positions) : NODE)
  }
  const ids = members.map(({ id }) => id)
  const level: Level = { members: ids, sizes, next: arrowsBetween(architecture, ids) }
  const origin = parent === undefined ? { x: 0, y: 0 } : { x: PADDING.x, y: PADDING.top }
  const inner = placeColumns(level, columnsOf(level), origin, positions)
  return {
    width: Math.max(inner.width + 2 * PADDING.x, NODE.width + 2 * PADDING.x),
    height: inner.height + PADDING.top + PADDING.bottom,
  }
}

/** Which members lead to which, also by what stands in them. */
function arrowsBetween(architecture: Architecture, members: readonly string[]): Level['next'] {
  const parents = new Map(architecture.components.map(({ id, parent }) => [id, parent]))
  const known = new Set(members)
  const memberOf = (id: string) => {
    let at: string | undefined = id
    while (at !== undefined && !known.has(at)) at = parents.get(at)
    return at
  }
  const next = new Map<string, Set<string>>(members.map((id) => [id, new Set()]))
  for (const connection of architecture.connections) {
    const [from, to] = [memberOf(connection.from), memberOf(connection.to)]
    if (from !== undefined && to !== undefined && from !== to) next.get(from)?.add(to)
  }
  return next
}

/** The members by layer: each one further than the furthest that leads to it. Circles are cut where they close. */
function columnsOf({ members, next }: Level): readonly (readonly string[])[] {
  const layers = new Map<string, number>()
  const order: string[] = []
  const entered = new Set<string>()
  for (const start of members) {
    // Depth first with a stack of its own: a chain may be as long as the document.
    const stack: { id: string; left: boolean }[] = [{ id: start, left: false }]
    for (let top = stack.pop(); top; top = stack.pop()) {
      if (top.left) order.push(top.id)
      else if (!entered.has(top.id)) {
        entered.add(top.id)
        stack.push({ id: top.id, left: true })
        for (const after of next.get(top.id) ?? []) stack.push({ id: after, left: false })
      }
    }
  }
  const rank = new Map(order.map((id, index) => [id, order.length - index]))
  for (const id of order.toReversed()) {
    const layer = layers.get(id) ?? 0
    layers.set(id, layer)
    for (const after of next.get(id) ?? []) {
      const isForwards = (rank.get(after) ?? 0) > (rank.get(id) ?? 0)
      if (isForwards) layers.set(after, Math.max(layers.get(after) ?? 0, layer + 1))
    }
  }
  const columns: string[][] = []
  for (const id of members) (columns[layers.get(id) ?? 0] ??= []).push(id)
  return Array.from(columns, (column) => column ?? [])
}

/** Sets the columns side by side, each centered; returns the room they take. */
function placeColumns(
  { sizes }: Level,
  columns: readonly (readonly string[])[],
  origin: Component['position'],
  positions: Map<string, Component['position']>,
): Box {
  const boxOf = (id: string) => sizes.get(id) ?? NODE
  const heights = columns.map((column) => column.reduce((sum, id) => sum + boxOf(id).height + GAP.y, -GAP.y))
  const height = Math.max(0, ...heights)
  let x = origin.x
  for (const [index, column] of columns.entries()) {
    const width = Math.max(0, ...column.map((id) => boxOf(id).width))
    let y = origin.y + (height - (heights[index] ?? 0)) / 2
    for (const id of column) {
      positions.set(id, { x: x + (width - boxOf(id).width) / 2, y })
      y += boxOf(id).height + GAP.y
    }
    x += width + GAP.x
  }
  return { width: Math.max(0, x - GAP.x - origin.x), height }
}
