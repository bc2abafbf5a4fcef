/** What can be broken about a target, and what is broken. */
import type { FaultTarget } from '../../architecture/architecture.ts'
import { defaultsOf } from '../../catalog/fields.ts'
import type { Config, Field } from '../../catalog/fields.ts'
import { faults } from '../../catalog/faults.ts'
import type { FaultType } from '../../catalog/kind.ts'
import type { ActiveFault } from '../../simulation/reading.ts'
import type { Entry } from '../inspector/entry.ts'
import { durationEntry, numberEntry, parseDuration, parseNumber, parseRatio, ratioEntry } from '../inspector/entry.ts'

function sameTarget(a: FaultTarget, b: FaultTarget): boolean {
  return a.type === b.type && a.id === b.id && a.instance === b.instance
}

/** The active fault of a type at exactly this target. */
export function activeFault(
  active: readonly ActiveFault[],
  type: FaultType,
  target: FaultTarget,
): ActiveFault | undefined {
  return active.findLast((fault) => fault.type === type && sameTarget(fault.target, target))
}

/** What was chosen last for each type of fault, for as long as the page is open. */
const chosen = new Map<FaultType, Config>()

export function paramsOf(type: FaultType): Config {
  return chosen.get(type) ?? defaultsOf(faults[type].fields)
}

export function chooseParam(type: FaultType, field: string, value: number | string): void {
  chosen.set(type, { ...paramsOf(type), [field]: value })
}

/** A parameter as it is typed: `×` factors as they are, shares in percent, times with a unit. */
export function paramEntry(field: Field, value: unknown): string {
  if (field.type === 'choice' && typeof value === 'string') return value
  if (typeof value !== 'number') return ''
  if (field.type === 'ratio') return ratioEntry(value)
  return field.type === 'duration' ? durationEntry(value) : numberEntry(value)
}

export function parseParam(field: Field, text: string): Entry {
  if (field.type === 'ratio') return parseRatio(text, field)
  if (field.type === 'duration') return parseDuration(text, field)
  return field.type === 'number' ? parseNumber(text, field) : { ok: false, reason: 'notANumber' }
}

/** A parameter on a button, short: `×5`, `20 %`, `1 s`; nothing of a choice. */
export function paramShort(field: Field, value: unknown): string {
  if (field.type === 'choice') return ''
  const entry = paramEntry(field, value)
  if (field.type === 'ratio') return `${entry} %`
  if (field.type === 'number' && field.unit === 'mbps') return `${entry} Mbit/s`
  return field.type === 'duration' ? entry : `×${entry}`
}
