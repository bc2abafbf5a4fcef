/** Reading what a document has besides its drawing: planned faults, settings, notes and objectives. */
import { connectionFaults, faults } from '../catalog/faults.ts'
import { kindOf } from '../catalog/index.ts'
import type { FaultType } from '../catalog/kind.ts'
import type { Component, Connection, FaultTarget, Note, Objectives, Settings, TimelineEntry } from './architecture.ts'
import { readConfig } from './config.ts'
import { DEFAULT_OBJECTIVES, DEFAULT_SETTINGS } from './empty.ts'
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
import { ID_LENGTH_MAX, INSTANCE_MAX, NOTE_LENGTH_MAX, NOTES_MAX, TIME_MAX_MS, TIMELINE_MAX } from './limits.ts'
import { readId, readPosition } from './read-components.ts'

/** What faults can be aimed at. */
export interface Targets {
  readonly components: readonly Component[]
  readonly connections: readonly Connection[]
}

const FAULT_TYPES = Object.keys(faults) as FaultType[]

/** Reads the planned faults; each has to be one that its target can suffer. */
export function readTimeline(intake: Intake, spot: Spot, targets: Targets): TimelineEntry[] {
  const ids = new Set<string>()
  const entries: TimelineEntry[] = []
  for (const [index, value] of readList(intake, spot, TIMELINE_MAX).entries()) {
    const entry = readEntry(intake, { where: `${spot.where}[${index}]`, value }, ids, targets)
    if (entry) entries.push(entry)
  }
  return entries
}

function readEntry(intake: Intake, spot: Spot, ids: Set<string>, targets: Targets): TimelineEntry | undefined {
  const record = readRecord(intake, spot, ['id', 'atMs', 'durationMs', 'fault'])
  if (!record) return undefined
  const at = (key: string) => part(spot.where, record, key)
  const id = readId(intake, at('id'), ids)
  const atMs = readNumber(intake, at('atMs'), { min: 0, max: TIME_MAX_MS })
  const lasts = at('durationMs').value !== undefined
  const durationMs = lasts ? readNumber(intake, at('durationMs'), { min: 1, max: TIME_MAX_MS }) : undefined
  const fault = readFault(intake, at('fault'), targets)
  if (fault && lasts && faults[fault.type].momentary) report(intake, 'momentaryLasts', at('durationMs').where)
  if (id === undefined || atMs === undefined || !fault) return undefined
  return { id, atMs, ...(durationMs !== undefined && { durationMs }), fault }
}

function readFault(intake: Intake, spot: Spot, targets: Targets): TimelineEntry['fault'] | undefined {
  const record = readRecord(intake, spot, ['type', 'target', 'params'])
  if (!record) return undefined
  const at = (key: string) => part(spot.where, record, key)
  const type = readName(intake, at('type'), 'unknownFault', FAULT_TYPES)
  const target = readTarget(intake, at('target'), targets)
  if (type === undefined) return undefined
  const params = readConfig(intake, at('params'), faults[type].fields)
  if (!target) return undefined
  if (!target.suffers.includes(type)) {
    report(intake, 'faultRefused', at('type').where, { found: quote(type), known: target.suffers.join(', ') })
  }
  return { type, target: target.target, params }
}

function readTarget(
  intake: Intake,
  spot: Spot,
  { components, connections }: Targets,
): { target: FaultTarget; suffers: readonly FaultType[] } | undefined {
  const record = readRecord(intake, spot, ['type', 'id', 'instance'])
  if (!record) return undefined
  const at = (key: string) => part(spot.where, record, key)
  const type = readName(intake, at('type'), 'unknownOption', ['component', 'connection'])
  const id = readText(intake, at('id'), { max: ID_LENGTH_MAX })
  const numbered = at('instance').value !== undefined
  const instance = numbered ? readNumber(intake, at('instance'), { min: 0, max: INSTANCE_MAX, whole: true }) : undefined
  if (type === undefined || id === undefined) return undefined
  const component = type === 'component' ? components.find((candidate) => candidate.id === id) : undefined
  const found = component ?? (type === 'connection' ? connections.find((candidate) => candidate.id === id) : undefined)
  if (!found) {
    const known = type === 'component' ? components : connections
    reportUnknown(
      intake,
      'unknownTarget',
      at('id').where,
      id,
      known.map((candidate) => candidate.id),
    )
    return undefined
  }
  if (numbered && !component) reportUnknown(intake, 'unknownKey', at('instance').where, 'instance', ['type', 'id'])
  const suffers = component ? (kindOf(component.kind)?.faults ?? []) : connectionFaults
  return { target: { type, id, ...(instance !== undefined && { instance }) }, suffers }
}

/** Reads the settings of a run; what is missing is as in a new document. */
export function readSettings(intake: Intake, spot: Spot): Settings {
  if (spot.value === undefined) return DEFAULT_SETTINGS
  const record = readRecord(intake, spot, ['seed', 'warmUpMs', 'endMs'])
  if (!record) return DEFAULT_SETTINGS
  const read = (key: keyof Settings, limits: { min: number; max: number; whole?: boolean }) => {
    const found = part(spot.where, record, key)
    return found.value === undefined
      ? DEFAULT_SETTINGS[key]
      : (readNumber(intake, found, limits) ?? DEFAULT_SETTINGS[key])
  }
  const before = intake.problems.length
  const settings = {
    seed: read('seed', { min: 0, max: Number.MAX_SAFE_INTEGER, whole: true }),
    warmUpMs: read('warmUpMs', { min: 0, max: TIME_MAX_MS }),
    endMs: read('endMs', { min: 1, max: TIME_MAX_MS }),
  }
  if (intake.problems.length === before && settings.warmUpMs >= settings.endMs) {
    report(intake, 'warmUpTooLong', `${spot.where}.warmUpMs`, { found: settings.warmUpMs, max: settings.endMs })
  }
  return settings
}

/** Reads the texts on the canvas. */
export function readNotes(intake: Intake, spot: Spot): Note[] {
  const ids = new Set<string>()
  const notes: Note[] = []
  for (const [index, value] of readList(intake, spot, NOTES_MAX).entries()) {
    const where = `${spot.where}[${index}]`
    const record = readRecord(intake, { where, value }, ['id', 'text', 'position'])
    if (!record) continue
    const id = readId(intake, part(where, record, 'id'), ids)
    const text = readText(intake, part(where, record, 'text'), { max: NOTE_LENGTH_MAX })
    const position = readPosition(intake, part(where, record, 'position'))
    if (id !== undefined && text !== undefined) notes.push({ id, text, position })
  }
  return notes
}

/** Reads what is asked of the design; what is missing is as in a new document. */
export function readObjectives(intake: Intake, spot: Spot): Objectives {
  if (spot.value === undefined) return DEFAULT_OBJECTIVES
  const record = readRecord(intake, spot, ['latencyMs', 'errorRatio'])
  if (!record) return DEFAULT_OBJECTIVES
  const read = (key: keyof Objectives, limits: { min: number; max: number }) => {
    const found = part(spot.where, record, key)
    const missing = DEFAULT_OBJECTIVES[key]
    return found.value === undefined ? missing : (readNumber(intake, found, limits) ?? missing)
  }
  return {
    latencyMs: read('latencyMs', { min: 1, max: TIME_MAX_MS }),
    errorRatio: read('errorRatio', { min: 0, max: 1 }),
  }
}
