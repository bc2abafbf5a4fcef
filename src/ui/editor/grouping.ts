/** Edits of where things stand: into and out of groups, in a row, in a column, arranged. */
import type { Architecture, Component, ComponentId } from '../../architecture/architecture.ts'
import { addComponent, moveComponents, resizeGroup, setParent } from '../../architecture/edits.ts'
import { absolutePosition, componentOf, findComponent, isGroup } from '../../architecture/lookup.ts'
import { editLabel } from '../../state/document.ts'
import {
  around,
  centerOf,
  contains,
  GROUP_PADDING,
  GROUP_TITLE,
  GRID,
  groupAt,
  type Point,
  type Rect,
  rectsOf,
  type Size,
  sizeOf,
  snapped,
} from '../canvas/geometry.ts'
import { arrange } from '../canvas/layout.ts'
import { kindWords } from '../words.ts'
import type { EditorPorts } from './ports.ts'

export function createGrouping({ document, view }: EditorPorts) {
  const present = () => document.getState().architecture
  const { edit } = document.getState()
  const selected = () => outermost(present(), view.getState().selection.components)

  return {
    /** Puts the selection into a new group around it. */
    groupInto(kind: string): void {
      const ids = selected()
      const grouped = enclose(present(), ids, { kind, title: kindWords(kind, view.getState().language).title })
      if (grouped === undefined) return
      edit(editLabel('group'), () => grouped.architecture)
      view.getState().selectComponent(grouped.id)
    },

    takeOut(): void {
      edit(editLabel('takeOut'), (architecture) =>
        selected().reduce((before, id) => {
          const { parent } = componentOf(before, id)
          return parent === undefined ? before : setParent(before, [id], componentOf(before, parent).parent)
        }, architecture),
      )
    },

    /** Lines the middles of the selection up, `row` beside each other or `column` below each other. */
    align(into: 'row' | 'column'): void {
      edit(editLabel('align'), (architecture) => aligned(architecture, selected(), into))
    },

    resize(id: ComponentId, box: { readonly position: Point; readonly size: Size }): void {
      const size = { width: Math.round(box.size.width), height: Math.round(box.size.height) }
      const label = editLabel('resize', { name: componentOf(present(), id).name })
      edit(label, (architecture) => resizeGroup(architecture, id, { position: snapped(box.position), size }))
    },

    /** Arranges everything anew. */
    arrange(): void {
      edit(editLabel('arrange'), arranged)
    },
  }
}

/** Components that stand in no other of them. */
export function outermost(architecture: Architecture, ids: readonly ComponentId[]): readonly ComponentId[] {
  const chosen = new Set(ids)
  const isInside = (id: ComponentId): boolean => {
    const parent = findComponent(architecture, id)?.parent
    return parent !== undefined && (chosen.has(parent) || isInside(parent))
  }
  return ids.filter((id) => findComponent(architecture, id) !== undefined && !isInside(id))
}

/** After a move: each component belongs to the group its middle is in, and groups grow to hold what was dropped. */
export function settle(architecture: Architecture, ids: readonly ComponentId[]): Architecture {
  const moved = outermost(architecture, ids)
  const except = new Set(moved)
  let settled = architecture
  for (const id of moved) {
    const rect = rectsOf(settled).get(id)
    if (rect === undefined) continue
    const parent = groupAt(settled, centerOf(rect), except)
    if (parent !== componentOf(settled, id).parent) settled = setParent(settled, [id], parent)
    settled = held(settled, id)
  }
  return settled
}

/** A group that is put down over components holds those whose middles it covers; anything else holds nothing. */
export function holdCovered(architecture: Architecture, id: ComponentId): Architecture {
  const group = componentOf(architecture, id)
  const rects = rectsOf(architecture)
  const box = rects.get(id)
  if (!isGroup(group) || box === undefined) return architecture
  const covered = architecture.components.filter((component) => {
    const rect = rects.get(component.id)
    const isBeside = component.id !== id && component.parent === group.parent
    return isBeside && rect !== undefined && contains(box, centerOf(rect))
  })
  return covered.reduce((before, component) => held(setParent(before, [component.id], id), component.id), architecture)
}

/** Makes the groups around a component large enough for it, and keeps it clear of their titles. */
function held(architecture: Architecture, id: ComponentId): Architecture {
  const component = componentOf(architecture, id)
  if (component.parent === undefined) return architecture
  const position = {
    x: Math.max(component.position.x, GRID),
    y: Math.max(component.position.y, GROUP_TITLE),
  }
  const placed = moveComponents(architecture, [{ id, position }])
  const group = componentOf(placed, component.parent)
  const needed = { width: position.x + sizeOf(component).width, height: position.y + sizeOf(component).height }
  const { width, height } = sizeOf(group)
  if (needed.width <= width && needed.height <= height) return placed
  const size = { width: Math.max(width, needed.width + 2 * GRID), height: Math.max(height, needed.height + 2 * GRID) }
  return held(resizeGroup(placed, group.id, { position: group.position, size }), group.id)
}

function enclose(
  architecture: Architecture,
  ids: readonly ComponentId[],
  { kind, title }: { kind: string; title: string },
): { architecture: Architecture; id: ComponentId } | undefined {
  const rects = rectsOf(architecture)
  const inner = around(ids.map((id) => rects.get(id)).filter((rect) => rect !== undefined))
  if (inner === undefined) return undefined
  const box = {
    position: { x: inner.x - GROUP_PADDING, y: inner.y - GROUP_PADDING - GROUP_TITLE },
    size: { width: inner.width + 2 * GROUP_PADDING, height: inner.height + 2 * GROUP_PADDING + GROUP_TITLE },
  }
  // The new group stands where its members stood, when they all stood in the same group.
  const parents = new Set(ids.map((id) => componentOf(architecture, id).parent))
  const [parent] = parents.size === 1 ? parents : []
  const added = addComponent(architecture, { kind, title, position: box.position })
  const sized = resizeGroup(added.architecture, added.id, box)
  const filled = setParent(sized, ids, added.id)
  if (parent === undefined) return { architecture: filled, id: added.id }
  return { architecture: held(setParent(filled, [added.id], parent), added.id), id: added.id }
}

function aligned(architecture: Architecture, ids: readonly ComponentId[], into: 'row' | 'column'): Architecture {
  const rects = rectsOf(architecture)
  const chosen = ids
    .map((id) => [id, rects.get(id)] as const)
    .filter((each): each is [string, Rect] => each[1] !== undefined)
  if (chosen.length < 2) return architecture
  const middles = chosen.map(([, rect]) => centerOf(rect))
  const line = into === 'row' ? mean(middles.map(({ y }) => y)) : mean(middles.map(({ x }) => x))
  return moveComponents(
    architecture,
    chosen.map(([id, rect]) => {
      const component = componentOf(architecture, id)
      const origin = originOf(architecture, component)
      const position =
        into === 'row'
          ? { x: component.position.x, y: onGrid(line - rect.height / 2 - origin.y) }
          : { x: onGrid(line - rect.width / 2 - origin.x), y: component.position.y }
      return { id, position }
    }),
  )
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const onGrid = (value: number) => Math.round(value / GRID) * GRID

function originOf(architecture: Architecture, component: Component): { x: number; y: number } {
  return component.parent === undefined ? { x: 0, y: 0 } : absolutePosition(architecture, component.parent)
}

function arranged(architecture: Architecture): Architecture {
  const arrangements = arrange(architecture)
  let sized = architecture
  for (const { id, size } of arrangements) {
    if (size !== undefined) sized = resizeGroup(sized, id, { position: componentOf(sized, id).position, size })
  }
  return moveComponents(sized, arrangements)
}

/** Whether any of some components stands in a group. */
export function canTakeOut(architecture: Architecture, ids: readonly ComponentId[]): boolean {
  return outermost(architecture, ids).some((id) => componentOf(architecture, id).parent !== undefined)
}
