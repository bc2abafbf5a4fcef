/** Places and sizes on the canvas, in canvas units. Positions in the document are relative to the parent. */
import type { Architecture, Component, ComponentId } from '../../architecture/architecture.ts'
import { DEFAULT_GROUP_SIZE } from '../../architecture/empty.ts'
import { isGroup } from '../../architecture/lookup.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export type Rect = Point & Size

/** Positions snap to this. */
export const GRID = 8

/** Every component is drawn at this size, so that layout and placement need no measuring. */
export const COMPONENT_SIZE: Size = { width: 208, height: 80 }

/** Room inside a group: a title above its members, air around them. */
export const GROUP_TITLE = 40
export const GROUP_PADDING = 24

export function sizeOf(component: Component): Size {
  return isGroup(component) ? (component.size ?? DEFAULT_GROUP_SIZE) : COMPONENT_SIZE
}

export function snapped(point: Point): Point {
  return { x: Math.round(point.x / GRID) * GRID, y: Math.round(point.y / GRID) * GRID }
}

/** Absolute places of all components, by id. */
export function rectsOf(architecture: Architecture): ReadonlyMap<ComponentId, Rect> {
  const byId = new Map(architecture.components.map((component) => [component.id, component]))
  const rects = new Map<ComponentId, Rect>()
  const place = (component: Component): Rect => {
    const known = rects.get(component.id)
    if (known !== undefined) return known
    const parent = component.parent === undefined ? undefined : byId.get(component.parent)
    const origin = parent === undefined ? { x: 0, y: 0 } : place(parent)
    const rect = { x: origin.x + component.position.x, y: origin.y + component.position.y, ...sizeOf(component) }
    rects.set(component.id, rect)
    return rect
  }
  for (const component of architecture.components) place(component)
  return rects
}

/** Absolute places of all components that are no groups: what a new one must not cover. */
export function leafRects(architecture: Architecture): readonly Rect[] {
  const rects = rectsOf(architecture)
  return architecture.components
    .filter((component) => !isGroup(component))
    .map((component) => rects.get(component.id))
    .filter((rect) => rect !== undefined)
}

export function centerOf(rect: Rect): Point {
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }
}

export function contains(rect: Rect, point: Point): boolean {
  return point.x >= rect.x && point.y >= rect.y && point.x <= rect.x + rect.width && point.y <= rect.y + rect.height
}

export function overlaps(a: Rect, b: Rect, gap: number): boolean {
  return (
    a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
  )
}

/** The smallest rectangle around some others, or undefined around none. */
export function around(rects: readonly Rect[]): Rect | undefined {
  if (rects.length === 0) return undefined
  const x = Math.min(...rects.map((rect) => rect.x))
  const y = Math.min(...rects.map((rect) => rect.y))
  const right = Math.max(...rects.map((rect) => rect.x + rect.width))
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height))
  return { x, y, width: right - x, height: bottom - y }
}

/** The innermost group at a point, other than some components and what is inside of them. */
export function groupAt(
  architecture: Architecture,
  point: Point,
  except: ReadonlySet<ComponentId> = new Set(),
): ComponentId | undefined {
  const rects = rectsOf(architecture)
  const parents = new Map(architecture.components.map((component) => [component.id, component.parent]))
  const isExcepted = (id: ComponentId | undefined): boolean =>
    id !== undefined && (except.has(id) || isExcepted(parents.get(id)))
  const depthOf = (id: ComponentId | undefined): number => (id === undefined ? 0 : 1 + depthOf(parents.get(id)))
  let best: ComponentId | undefined
  for (const component of architecture.components) {
    const rect = rects.get(component.id)
    if (!isGroup(component) || rect === undefined || isExcepted(component.id) || !contains(rect, point)) continue
    if (depthOf(component.id) > depthOf(best)) best = component.id
  }
  return best
}

/** Absolute places of copied components, by the order of the fragment's outermost ones. */
export function pasteRects(fragment: Pick<Architecture, 'components'>): readonly Rect[] {
  return fragment.components
    .filter((component) => component.parent === undefined)
    .map((component) => ({ ...component.position, ...sizeOf(component) }))
}
