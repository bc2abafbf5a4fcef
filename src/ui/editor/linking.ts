/** Drawing connections: what makes sense is made, what does not is explained together with what would do. */
import type { Architecture, ComponentId, ConnectionId } from '../../architecture/architecture.ts'
import { connectable, type Link } from '../../architecture/connect.ts'
import { moveComponents, removeItems } from '../../architecture/edits.ts'
import { absolutePosition, componentOf, connectionOf, isGroup } from '../../architecture/lookup.ts'
import { connect, connectThrough, insertOnConnection } from '../../architecture/wiring.ts'
import type { Problem } from '../../base/problem.ts'
import type { Result } from '../../base/result.ts'
import { editLabel } from '../../state/document.ts'
import { COMPONENT_SIZE, leafRects, overlaps, rectsOf } from '../canvas/geometry.ts'
import { freePlace } from '../canvas/placement.ts'
import { kindWords } from '../words.ts'
import type { EditorPorts } from './ports.ts'

export function createLinking({ document, view, say, sentence, tell }: EditorPorts) {
  const present = () => document.getState().architecture
  const { edit } = document.getState()
  const nameOf = (id: ComponentId) => componentOf(present(), id).name
  const titleOf = (kind: string) => kindWords(kind, view.getState().language).title

  const make = (link: Link) => {
    const label = editLabel('connect', { from: nameOf(link.from), to: nameOf(link.to) })
    edit(label, (architecture) => connect(architecture, link).architecture)
    if (!link.reversed) return
    tell({ tone: 'plain', title: say('notices.reversed', { from: nameOf(link.from), to: nameOf(link.to) }) })
  }

  /** Says why not, and offers to put between what would make it work. */
  const explain = (problem: Problem, from: ComponentId, to: ComponentId) => {
    const between = problem.code === 'connectNeedsBetween' ? kindsIn(problem) : []
    const notice = { tone: 'trouble', title: say('notices.cannotConnect'), text: sentence(problem) } as const
    if (between.length === 0) return tell(notice)
    const kind = between.map(titleOf).join(' → ')
    const run = () => {
      const through = between.map((each) => ({ kind: each, title: titleOf(each) }))
      const made = connectThrough(present(), { from, to }, through)
      if (!made.ok) return tell({ ...notice, text: sentence(made.error) })
      const { architecture, ids } = made.value
      edit(editLabel('insert', { name: kind }), () => spread(architecture, ids))
      view.getState().select({ components: ids, connections: [] })
    }
    tell({ ...notice, action: { label: say('notices.putBetween', { kind }), run } })
  }

  return {
    connect(from: ComponentId, to: ComponentId): boolean {
      const link = connectable(present(), from, to)
      if (link.ok) make(link.value)
      else explain(link.error, from, to)
      return link.ok
    },

    /** Turns a connection around where the other direction means something too. */
    reverse(id: ConnectionId): void {
      const { from, to } = connectionOf(present(), id)
      const turned = reversedOf(present(), id)
      if (!turned.ok)
        return tell({ tone: 'trouble', title: say('notices.cannotConnect'), text: sentence(turned.error) })
      edit(editLabel('reverse', { from: nameOf(to), to: nameOf(from) }), () => turned.value.architecture)
      view.getState().select({ components: [], connections: [turned.value.id] })
    },

    /** Puts a component onto a connection; when that makes no sense the component stays beside it. */
    insert(id: ConnectionId, component: ComponentId): void {
      const { from, to } = connectionOf(present(), id)
      const inserted = insertOnConnection(present(), id, component)
      if (!inserted.ok) {
        tell({ tone: 'trouble', title: say('notices.notInserted'), text: sentence(inserted.error) })
        return
      }
      const params = { name: nameOf(component), from: nameOf(from), to: nameOf(to) }
      edit(editLabel('insert', params), () => clear(inserted.value, component))
      tell({ tone: 'good', title: say('notices.inserted', params) })
    },
  }
}

/** The document with a connection turned around, or why that cannot be. */
export function reversedOf(
  architecture: Architecture,
  id: ConnectionId,
): Result<{ architecture: Architecture; id: ConnectionId }, Problem> {
  const { from, to } = connectionOf(architecture, id)
  const open = removeItems(architecture, { connections: [id] })
  const link = connectable(open, to, from)
  if (!link.ok) return link
  if (link.value.reversed) {
    const names = { from: componentOf(open, to).name, to: componentOf(open, from).name }
    return { ok: false, error: { code: 'insertBackwards', where: id, params: names } }
  }
  return { ok: true, value: connect(open, link.value) }
}

/** Components that can be connected to, in the order of the document, with how. */
export function candidatesFor(
  architecture: Architecture,
  from: ComponentId,
): readonly { readonly id: ComponentId; readonly link: Result<Link, Problem> }[] {
  return architecture.components
    .filter((component) => component.id !== from && !isGroup(component))
    .map(({ id }) => ({ id, link: connectable(architecture, from, id) }))
}

function kindsIn(problem: Problem): readonly string[] {
  const kinds = problem.params['betweenKinds']
  return typeof kinds === 'string' && kinds !== '' ? kinds.split(',') : []
}

/** Where two neighbors stand too close for a third, it moves aside. */
function clear(architecture: Architecture, id: ComponentId): Architecture {
  const rect = rectsOf(architecture).get(id)
  const others = leafRects(removeItems(architecture, { components: [id] }))
  const isCrowded = rect !== undefined && others.some((other) => overlaps(rect, other, 0))
  return isCrowded ? spread(architecture, [id]) : architecture
}

/** Moves what was put between to free places near where it stands. */
function spread(architecture: Architecture, ids: readonly ComponentId[]): Architecture {
  return ids.reduce((before, id) => {
    const { x, y } = absolutePosition(before, id)
    const middle = { x: x + COMPONENT_SIZE.width / 2, y: y + COMPONENT_SIZE.height / 2 }
    const others = removeItems(before, { components: [id] })
    const { parent } = componentOf(before, id)
    const origin = parent === undefined ? { x: 0, y: 0 } : absolutePosition(before, parent)
    const place = freePlace(others, middle)
    return moveComponents(before, [{ id, position: { x: place.x - origin.x, y: place.y - origin.y } }])
  }, architecture)
}
