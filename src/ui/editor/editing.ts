/** Edits of the open document as a person makes them: on the selection, at a place, with a word for the undo list. */
import type { Architecture, Component, ComponentId, ConnectionId, Objectives } from '../../architecture/architecture.ts'
import { openPorts } from '../../architecture/connect.ts'
import {
  addComponent,
  type FieldOwner,
  moveComponents,
  removeItems,
  rename,
  renameDocument,
  setField,
  setObjectives,
} from '../../architecture/edits.ts'
import { duplicate } from '../../architecture/fragment.ts'
import { absolutePosition, componentOf, connectionOf, findComponent } from '../../architecture/lookup.ts'
import { setPort } from '../../architecture/wiring.ts'
import type { FieldValue } from '../../catalog/fields.ts'
import { kindOf } from '../../catalog/index.ts'
import { type EditLabel, editLabel } from '../../state/document.ts'
import { NOTHING, type Selection } from '../../state/view.ts'
import { COMPONENT_SIZE, groupAt, leafRects, type Point, type Rect, rectsOf, snapped } from '../canvas/geometry.ts'
import { DEFAULT_GROUP_SIZE } from '../../architecture/empty.ts'
import { copyOffset, freePlace } from '../canvas/placement.ts'
import { fieldLabel } from '../field-words.ts'
import { kindWords } from '../words.ts'
import { holdCovered, settle } from './grouping.ts'
import type { EditorPorts } from './ports.ts'

export interface Move {
  readonly id: ComponentId
  readonly position: Point
}

/** Where a new component goes: its middle, as a person pointed at it, or somewhere free in what is visible. */
export interface Spot {
  readonly middle?: Point
  readonly visible?: Rect
}

export function createEditing({ document, view }: EditorPorts) {
  const present = () => document.getState().architecture
  const edit = document.getState().edit
  const selection = () => view.getState().selection
  const select = (chosen: Selection) => view.getState().select(chosen)
  const nameOf = (id: ComponentId) => findComponent(present(), id)?.name ?? id
  const labelled = (code: string, ids: readonly ComponentId[]): EditLabel =>
    editLabel(code, { count: ids.length, name: nameOf(ids[0] ?? '') })

  return {
    present,
    nameOf,
    select,

    /** Adds a component and selects it. */
    add(kind: string, spot: Spot): ComponentId {
      const title = kindWords(kind, view.getState().language).title
      const added = addComponent(present(), { kind, title, ...placeFor(present(), kind, spot) })
      const name = componentOf(added.architecture, added.id).name
      const architecture = spot.middle === undefined ? added.architecture : holdCovered(added.architecture, added.id)
      edit(editLabel('add', { name }), () => architecture)
      select({ components: [added.id], connections: [] })
      return added.id
    },

    remove(code: 'delete' | 'cut' = 'delete'): void {
      const { components, connections } = selection()
      const count = components.length + connections.length
      if (count === 0) return
      const name = components[0] !== undefined ? nameOf(components[0]) : connectionName(present(), connections[0] ?? '')
      edit(editLabel(code, { count, name }), (architecture) => removeItems(architecture, { components, connections }))
      select(NOTHING)
    },

    duplicate(): void {
      const ids = selection().components
      if (ids.length === 0) return
      const rects = rectsOf(present())
      const originals = ids.map((id) => rects.get(id)).filter((rect) => rect !== undefined)
      const copied = duplicate(present(), ids, copyOffset(originals, leafRects(present())))
      edit(labelled('duplicate', ids), () => copied.architecture)
      select({ components: copied.ids, connections: [] })
    },

    /** Ends a drag: components take their places and belong to the group they were dropped on. */
    drop(moves: readonly Move[]): void {
      if (moves.length === 0) return
      const ids = moves.map((move) => move.id)
      edit(labelled('move', ids), (architecture) => settle(moveComponents(architecture, moves), ids))
    },

    /** Moves by keys: steps that follow each other are one. */
    nudge(moves: readonly Move[]): void {
      const ids = moves.map((move) => move.id)
      edit(labelled('move', ids), (architecture) => moveComponents(architecture, moves), `nudge ${ids.join(' ')}`)
    },

    selectAll(): void {
      const { components, connections } = present()
      select({ components: components.map(({ id }) => id), connections: connections.map(({ id }) => id) })
    },
  }
}

/** Edits of values: fields, ports, names, what is asked of the design. */
export function createValueEditing({ document, view }: EditorPorts) {
  const present = () => document.getState().architecture
  const edit = document.getState().edit
  return {
    rename(id: ComponentId, name: string): void {
      const text = name.trim()
      if (text === '' || text === componentOf(present(), id).name) return
      edit(editLabel('rename', { name: text }), (architecture) => rename(architecture, id, text))
    },

    nameDesign(name: string): void {
      edit(editLabel('name'), (architecture) => renameDocument(architecture, name.trim()))
    },

    /** Sets a field; changes of one `gesture` are one step of history. */
    setField(owner: FieldOwner, field: string, value: FieldValue, gesture?: string): void {
      const architecture = present()
      const label = editLabel('set', {
        field: fieldLabel(architecture, owner, field, view.getState().language),
        name: ownerName(architecture, owner),
      })
      edit(label, (before) => setField(before, owner, field, value), gesture)
    },

    setPort(id: ConnectionId, port: string): void {
      edit(editLabel('set', { field: port, name: connectionName(present(), id) }), (before) =>
        setPort(before, id, port),
      )
    },

    setObjectives(changed: Partial<Objectives>, gesture?: string): void {
      edit(editLabel('objectives'), (architecture) => setObjectives(architecture, changed), gesture)
    },
  }
}

/** Position relative to the group that lies there, if one does. */
function placeFor(
  architecture: Architecture,
  kind: string,
  { middle, visible }: Spot,
): Pick<Component, 'position' | 'parent'> {
  const size = kindOf(kind)?.sort === 'group' ? DEFAULT_GROUP_SIZE : COMPONENT_SIZE
  const wanted = middle ?? {
    x: (visible?.x ?? 0) + (visible?.width ?? 0) / 2,
    y: (visible?.y ?? 0) + (visible?.height ?? 0) / 2,
  }
  const corner =
    middle === undefined
      ? freePlace(architecture, wanted, size)
      : snapped({ x: middle.x - size.width / 2, y: middle.y - size.height / 2 })
  const parent = groupAt(architecture, { x: corner.x + size.width / 2, y: corner.y + size.height / 2 })
  if (parent === undefined) return { position: corner }
  const origin = absolutePosition(architecture, parent)
  return { position: { x: corner.x - origin.x, y: corner.y - origin.y }, parent }
}

function connectionName(architecture: Architecture, id: ConnectionId): string {
  const connection = architecture.connections.find((each) => each.id === id)
  if (connection === undefined) return id
  return `${componentOf(architecture, connection.from).name} → ${componentOf(architecture, connection.to).name}`
}

function ownerName(architecture: Architecture, owner: FieldOwner): string {
  return owner.type === 'component' ? componentOf(architecture, owner.id).name : connectionName(architecture, owner.id)
}

/** The ports a connection could leave at: its own, and others that have room. */
export function portsFor(architecture: Architecture, id: ConnectionId): readonly string[] {
  const { from, to, port } = connectionOf(architecture, id)
  return [port, ...openPorts(architecture, componentOf(architecture, from), componentOf(architecture, to))]
}
