/** Reading the components of a document: their kinds, configurations and the groups they stand in. */
import { type Fields } from '../catalog/fields.ts'
import { kindOf, kinds } from '../catalog/index.ts'
import type { Component } from './architecture.ts'
import { readConfig } from './config.ts'
import { DEFAULT_GROUP_SIZE } from './empty.ts'
import {
  type Intake,
  type Spot,
  part,
  quote,
  readList,
  readName,
  readNumber,
  readRecord,
  readText,
  report,
  reportUnknown,
} from './intake.ts'
import { COMPONENTS_MAX, ID_LENGTH_MAX, NAME_LENGTH_MAX, POSITION_MAX, SIZE_MAX } from './limits.ts'

/** Letters, digits, `_` and `-` of any script, so that an id can stand in a command line and in an address. */
const ID = /^[\p{L}\p{M}\p{N}_-]+$/u
/** Names that every JavaScript object answers to. */
const RESERVED_IDS: readonly string[] = ['__proto__', 'constructor', 'prototype']

/** The components that could be read, and every id that was claimed, also by those that could not. */
export interface ReadComponents {
  readonly components: readonly Component[]
  readonly ids: ReadonlySet<string>
}

/** Reads the list of components and checks what they say about each other. */
export function readComponents(intake: Intake, spot: Spot): ReadComponents {
  const ids = new Set<string>()
  const components: Component[] = []
  const places = new Map<string, string>()
  for (const [index, value] of readList(intake, spot, COMPONENTS_MAX).entries()) {
    const where = `${spot.where}[${index}]`
    const component = readComponent(intake, { where, value }, ids)
    intake.context = {}
    if (!component) continue
    components.push(component)
    places.set(component.id, where)
  }
  checkParents(intake, components, ids, places)
  return { components, ids }
}

/** An id that may name a component, a connection, a fault or a note; adds it to those taken. */
export function readId(intake: Intake, spot: Spot, taken: Set<string>): string | undefined {
  const id = readText(intake, spot, { min: 1, max: ID_LENGTH_MAX })
  if (id === undefined) return undefined
  if (!ID.test(id) || RESERVED_IDS.includes(id)) {
    report(intake, 'badId', spot.where, { found: quote(id) })
    return undefined
  }
  if (taken.has(id)) {
    report(intake, 'idTwice', spot.where, { found: quote(id) })
    return undefined
  }
  taken.add(id)
  return id
}

/** A point on the canvas; the origin when nothing is said. */
export function readPosition(intake: Intake, spot: Spot): { x: number; y: number } {
  if (spot.value === undefined) return { x: 0, y: 0 }
  const record = readRecord(intake, spot, ['x', 'y'])
  if (!record) return { x: 0, y: 0 }
  const limits = { min: -POSITION_MAX, max: POSITION_MAX }
  return {
    x: readNumber(intake, part(spot.where, record, 'x'), limits) ?? 0,
    y: readNumber(intake, part(spot.where, record, 'y'), limits) ?? 0,
  }
}

const COMPONENT_KEYS = ['id', 'kind', 'name', 'position', 'parent', 'config']
const GROUP_KEYS = [...COMPONENT_KEYS, 'size']

function readComponent(intake: Intake, spot: Spot, ids: Set<string>): Component | undefined {
  const record = readRecord(intake, spot, GROUP_KEYS)
  if (!record) return undefined
  const at = (key: string) => part(spot.where, record, key)
  const name = at('name').value === undefined ? '' : readText(intake, at('name'), { max: NAME_LENGTH_MAX })
  if (name) intake.context = { name }
  const id = readId(intake, at('id'), ids)
  if (id !== undefined && !name) intake.context = { name: id }
  const kind = readName(
    intake,
    at('kind'),
    'unknownKind',
    kinds.map((definition) => definition.kind),
  )
  const position = readPosition(intake, at('position'))
  const parent = at('parent').value === undefined ? undefined : readText(intake, at('parent'), { max: ID_LENGTH_MAX })
  const definition = kind === undefined ? undefined : kindOf(kind)
  if (!definition || kind === undefined) return undefined
  const config = readConfig(intake, at('config'), definition.fields as Fields)
  const size = definition.sort === 'group' ? readSize(intake, at('size')) : undefined
  if (definition.sort !== 'group' && at('size').value !== undefined) {
    reportUnknown(intake, 'unknownKey', at('size').where, 'size', COMPONENT_KEYS)
  }
  if (id === undefined || name === undefined) return undefined
  return { id, kind, name, position, ...(size && { size }), ...(parent !== undefined && { parent }), config }
}

function readSize(intake: Intake, spot: Spot): { width: number; height: number } {
  if (spot.value === undefined) return DEFAULT_GROUP_SIZE
  const record = readRecord(intake, spot, ['width', 'height'])
  if (!record) return DEFAULT_GROUP_SIZE
  const limits = { min: 1, max: SIZE_MAX }
  return {
    width: readNumber(intake, part(spot.where, record, 'width'), limits) ?? DEFAULT_GROUP_SIZE.width,
    height: readNumber(intake, part(spot.where, record, 'height'), limits) ?? DEFAULT_GROUP_SIZE.height,
  }
}

/** Parents have to be there, to be groups, and not to stand inside each other in a circle. */
function checkParents(
  intake: Intake,
  components: readonly Component[],
  ids: ReadonlySet<string>,
  places: ReadonlyMap<string, string>,
): void {
  const byId = new Map(components.map((component) => [component.id, component]))
  for (const { id, name, parent } of components) {
    if (parent === undefined) continue
    const where = `${places.get(id)}.parent`
    const params = { name: name || id, found: quote(parent) }
    const group = byId.get(parent)
    intake.context = params
    if (!ids.has(parent)) reportUnknown(intake, 'unknownParent', where, parent, [...ids])
    else if (group && kindOf(group.kind)?.sort !== 'group')
      report(intake, 'parentNotGroup', where, { kind: group.kind })
    else if (standsInItself(id, byId)) report(intake, 'parentCircle', where)
    intake.context = {}
  }
}

/** Whether following the parents leads back to where it began. */
function standsInItself(id: string, byId: ReadonlyMap<string, Component>): boolean {
  let parent = byId.get(id)?.parent
  for (let steps = 0; parent !== undefined && steps < byId.size; steps++) {
    if (parent === id) return true
    parent = byId.get(parent)?.parent
  }
  return false
}
