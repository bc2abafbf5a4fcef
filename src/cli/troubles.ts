/**
 * `--fault "crash web-1 at 20s for 10s"`: a fault for the timeline of the design. The type comes first, then the
 * target, then parameters (`factor=3`), then when it begins and how long it lasts, both with their units.
 */
import type { Architecture, FaultTarget, TimelineEntry } from '../architecture/architecture.ts'
import { instancesOf } from '../architecture/instances.ts'
import { findComponent, faultsOf } from '../architecture/lookup.ts'
import { addTimelineEntry } from '../architecture/timeline.ts'
import { formatMs } from '../base/format.ts'
import { nearest } from '../base/problem.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import { faults } from '../catalog/faults.ts'
import { type Config, defaultsOf, type FieldValue } from '../catalog/fields.ts'
import type { FaultType } from '../catalog/kind.ts'
import { nameIn, plain } from './sentences.ts'
import { findTarget, listed } from './targets.ts'
import { parseTime, readValue } from './values.ts'

const EXAMPLE = '--fault "crash web-1 at 20s for 10s"'

/** A fault as it is typed, taken apart; texts that are not there are undefined. */
interface Spoken {
  readonly type: string
  readonly target: string
  readonly params: readonly string[]
  readonly at: string | undefined
  readonly lasting: string | undefined
}

/** The design with the fault on its timeline, or a sentence on what is wrong with it. */
export function plan(architecture: Architecture, text: string): Result<Architecture, string> {
  const refuse = (reason: string) => fail(`--fault "${text}": ${reason}`)
  const spoken = takeApart(text)
  if (spoken.type === '' || spoken.target === '') return refuse(`A fault is planned like this: ${EXAMPLE}.`)
  const type = readType(spoken.type)
  if (!type.ok) return refuse(type.error)
  const target = readTarget(architecture, spoken.target)
  if (!target.ok) return refuse(target.error)
  const suffers = faultsOf(architecture, target.value)
  if (!suffers.includes(type.value)) return refuse(unsuited(architecture, target.value, type.value, suffers))
  const times = readTimes(architecture, type.value, spoken)
  if (!times.ok) return refuse(times.error)
  const params = readParams(type.value, spoken.params)
  if (!params.ok) return refuse(params.error)
  const fault = { type: type.value, target: target.value, params: params.value }
  return succeed(addTimelineEntry(architecture, { ...times.value, fault }).architecture)
}

/** Times stand at the end and parameters before them; what is left is the target, whose name may have spaces. */
function takeApart(text: string): Spoken {
  const [type = '', ...words] = text.trim().split(/\s+/)
  const times: Record<string, string> = {}
  for (let word = words.at(-2); word === 'at' || word === 'for'; word = words.at(-2)) {
    if (Object.hasOwn(times, word)) break
    times[word] = words.at(-1) ?? ''
    words.splice(-2)
  }
  const params: string[] = []
  while (/^\p{L}+=/u.test(words.at(-1) ?? '')) params.unshift(words.pop() ?? '')
  return { type, target: words.join(' '), params, at: times['at'], lasting: times['for'] }
}

function readType(text: string): Result<FaultType, string> {
  const types = Object.keys(faults) as FaultType[]
  const type = types.find((known) => known === text.toLowerCase())
  if (type !== undefined) return succeed(type)
  const near = nearest(text, types)
  return fail(
    `There is no fault "${text}". ${near === undefined ? `Known are: ${listed(types)}.` : `Was "${near}" meant?`}`,
  )
}

/** What is to be broken; `workers#2` is the second instance alone. */
function readTarget(architecture: Architecture, text: string): Result<FaultTarget, string> {
  const [, name, number] = /^(.+?)\s*#(\d+)$/su.exec(text) ?? [text, text]
  const target = findTarget(architecture, name ?? text)
  if (!target.ok || number === undefined) return target
  const component = target.value.type === 'component' ? findComponent(architecture, target.value.id) : undefined
  const instances = component === undefined ? 1 : instancesOf(architecture, component)
  const instance = Number(number) - 1
  if (instance >= 0 && instance < instances) return succeed({ ...target.value, instance })
  const has = instances === 1 ? 'a single instance' : `instances 1 to ${instances}`
  return fail(`"${nameIn(architecture, target.value.id)}" has ${has}, and no number ${number}.`)
}

function unsuited(
  architecture: Architecture,
  target: FaultTarget,
  type: FaultType,
  suffers: readonly FaultType[],
): string {
  const name = nameIn(architecture, target.id)
  const what = target.type === 'connection' ? `The connection ${name}` : `"${name}"`
  return `${what} cannot suffer "${type}". It can suffer: ${listed(suffers)}.`
}

/** When it begins and how long it lasts: without "at" from the first measured moment, without "for" to the end. */
function readTimes(
  { settings }: Architecture,
  type: FaultType,
  { at, lasting }: Spoken,
): Result<Pick<TimelineEntry, 'atMs' | 'durationMs'>, string> {
  const atMs = at === undefined ? settings.warmUpMs : parseTime(at)
  if (atMs === undefined || atMs < 0) return fail(`After "at" belongs a time such as 20s; "${at}" was found.`)
  if (atMs >= settings.endMs) {
    const ends = plain(formatMs(settings.endMs))
    return fail(`The run has ended by then, at ${ends}. Let it begin earlier, or make the run longer with --duration.`)
  }
  if (lasting === undefined) return succeed({ atMs })
  if (faults[type].momentary) return fail(`"${type}" happens at once and has no duration. Leave "for ${lasting}" out.`)
  const durationMs = parseTime(lasting)
  if (durationMs === undefined || durationMs < 1) {
    return fail(`After "for" belongs a time such as 10s; "${lasting}" was found.`)
  }
  // What would last beyond the end of the run lasts to its end.
  return succeed(atMs + durationMs > settings.endMs ? { atMs } : { atMs, durationMs })
}

function readParams(type: FaultType, texts: readonly string[]): Result<Config, string> {
  const { fields } = faults[type]
  const params: Record<string, FieldValue> = { ...defaultsOf(fields) }
  for (const text of texts) {
    const name = text.slice(0, text.indexOf('='))
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field === undefined) {
      const known = Object.keys(fields)
      return fail(`"${type}" has no parameter "${name}". It has ${known.length === 0 ? 'none' : listed(known)}.`)
    }
    const value = readValue(field, text.slice(name.length + 1), params[name])
    if (!value.ok) return fail(`${name}: ${value.error}`)
    params[name] = value.value
  }
  return succeed(params)
}
