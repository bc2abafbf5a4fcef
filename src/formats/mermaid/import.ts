/**
 * Mermaid flowcharts as designs: those that were exported here, as they were but for what somebody changed in the text;
 * and anybody's, as far as their boxes can be recognized and their arrows make sense. What was assumed or left out is
 * said in notes.
 */
import { type Architecture, VERSION } from '../../architecture/architecture.ts'
import { ID_LENGTH_MAX, NAME_LENGTH_MAX } from '../../architecture/limits.ts'
import { validate } from '../../architecture/validate.ts'
import { type Problem, editDistance, problem } from '../../base/problem.ts'
import { type Result, fail, succeed } from '../../base/result.ts'
import type { Config } from '../../catalog/fields.ts'
import { kindOf } from '../../catalog/index.ts'
import { TEXT_LENGTH_MAX } from '../json.ts'
import { type Carried, carriedBy } from './carried.ts'
import { complete } from './complete.ts'
import type { Flowchart, FlowchartParser, FlowGroup, FlowNode } from './flowchart.ts'
import { type Guess, guessKinds, shortLabel } from './guess.ts'
import { kindsNamed } from './hints.ts'
import { place, placeFresh } from './place.ts'
import { fingerprints, readRecords } from './records.ts'
import { wire } from './wire.ts'

/** A design, and what was assumed or left out on the way. */
export interface ImportedMermaid {
  readonly architecture: Architecture
  readonly notes: readonly Problem[]
}

/** A Mermaid block in a Markdown text. */
const FENCE = /^[ \t]*(?:```|~~~)\s*mermaid[^\n]*\n([\s\S]*?)^[ \t]*(?:```|~~~)/m

/** The design that a Mermaid text draws (the first block of a Markdown text), or why there is none. */
export async function importMermaid(text: string, parse: FlowchartParser): Promise<Result<ImportedMermaid, Problem[]>> {
  if (text.length > TEXT_LENGTH_MAX) {
    return fail([problem('textTooLarge', '', { found: text.length, max: TEXT_LENGTH_MAX })])
  }
  const source = (FENCE.exec(text)?.[1] ?? text).replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  if (source.trim() === '') return fail([problem('textBlank', '')])
  const parsed = await parse(source)
  if (!parsed.ok) return fail([parsed.error])
  const flowchart = parsed.value
  const { records, notes } = readRecords(source)
  const carried = carriedBy(records, flowchart, fingerprints(source))
  if (flowchart.nodes.length === 0 && !carried.head) return fail([problem('mermaidEmpty', '')])
  const drawing = draw(flowchart, carried)
  const read = validate(drawing.document)
  if (!read.ok) return fail(read.error)
  const unmatched = drawing.guess.spans.filter(({ arrow }) => !carried.connections.has(arrow))
  const wired = wire(read.value, unmatched, drawing.made)
  const isOurs = carried.components.size > 0
  const { architecture, notes: remarks } = isOurs ? wired : complete(wired)
  return succeed({
    architecture: isOurs ? placeFresh(architecture, drawing.fresh) : place(architecture),
    notes: [...notes, ...drawing.guess.notes, ...drawing.notes, ...remarks],
  })
}

/** What a flowchart shows, put together with what it carries; not checked yet. */
interface Drawing {
  readonly document: unknown
  readonly guess: Guess
  /** Component ids by the ids of nodes and groups. */
  readonly made: ReadonlyMap<string, string>
  /** Ids of components that nothing was carried for. */
  readonly fresh: ReadonlySet<string>
  readonly notes: readonly Problem[]
}

function draw(flowchart: Flowchart, carried: Carried): Drawing {
  const known = new Map([...carried.components].map(([id, { value }]) => [id, String(value['kind'])]))
  const guess = guessKinds(flowchart, known)
  const shown = [
    ...flowchart.groups.flatMap((group) => withKind(group, known.get(group.id) ?? groupKind(group))),
    ...flowchart.nodes.flatMap((node) => withKind(node, guess.kinds.get(node.id))),
  ]
  const made = idsFor(shown, carried)
  const parents = parentsIn(flowchart, made)
  const components = shown.map((item) => ({
    ...componentOf(item, carried),
    id: made.get(item.id),
    parent: parents.get(item.id),
  }))
  const order = [...carried.components.keys()].map((id) => made.get(id))
  const rank = ({ id }: { id: string | undefined }) => (order.includes(id) ? order.indexOf(id) : order.length)
  const connections = [...carried.connections]
    .toSorted(([, a], [, b]) => a.order - b.order)
    .map(([arrow, { value }]) => ({ ...value, from: made.get(arrow.from), to: made.get(arrow.to) }))
  const { timeline, notes } = plannedFor(carried, new Set([...made.values(), ...connections.map(idOf)]))
  const { millrace = VERSION, ...head } = carried.head ?? {}
  const drawn = { components: components.toSorted((a, b) => rank(a) - rank(b)), connections, timeline }
  const document = { ...head, version: millrace, ...drawn, notes: carried.notes }
  const fresh = shown.filter(({ id }) => !carried.components.has(id)).map(({ id }) => made.get(id) ?? id)
  return { document: withoutAbsent(document), guess, made, fresh: new Set(fresh), notes }
}

interface Shown {
  readonly id: string
  readonly label: string
  readonly kind: string
}

function withKind(item: FlowNode | FlowGroup, kind: string | undefined): Shown[] {
  return kind === undefined ? [] : [{ id: item.id, label: shortLabel(item), kind }]
}

/** A subgraph is a place when it is called one; most only tell parts apart, and their members stand on the canvas. */
function groupKind({ label, id }: FlowGroup): string | undefined {
  return kindsNamed(label, 'group')[0] ?? kindsNamed(id, 'group')[0]
}

/** A component as it was carried, under the name it is shown by now; or one of the kind it seems to be. */
function componentOf({ id, label, kind }: Shown, carried: Carried): Record<string, unknown> {
  const record = carried.components.get(id)
  const name = label.slice(0, NAME_LENGTH_MAX)
  if (record) return record.isAsWritten ? { ...record.value } : { ...record.value, name }
  return { kind, name, config: configNamed(kind, label) }
}

/** Choices that a label spells out, in either language and but for one letter: "US East" and "서울 리전" are on the map. */
function configNamed(kind: string, label: string): Config {
  const definition = kindOf(kind)
  const said = plainWords(label)
  const isSaid = (name: string) =>
    `-${said}-`.includes(`-${plainWords(name)}-`) || editDistance(plainWords(name), said) <= 1
  const { en, ko } = definition?.words ?? {}
  const named = Object.entries(definition?.fields ?? {}).flatMap(([name, field]) => {
    const options = field.type === 'choice' ? field.options : []
    const option = options.find((one) => [one, en?.options?.[one] ?? one, ko?.options?.[one] ?? one].some(isSaid))
    return option === undefined ? [] : [[name, option] as const]
  })
  return Object.fromEntries(named)
}

function plainWords(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
}

/** An id for each thing that is shown: the one carried, its own if it can be one, else its kind with a number. */
function idsFor(shown: readonly Shown[], carried: Carried): ReadonlyMap<string, string> {
  const made = new Map<string, string>()
  for (const [id, { value }] of carried.components) if (typeof value['id'] === 'string') made.set(id, value['id'])
  const taken = new Set(made.values())
  for (const { id, kind } of shown) {
    if (made.has(id) || carried.components.has(id)) continue
    const own = id.replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-').slice(0, ID_LENGTH_MAX / 2)
    const isUsable = !/^[-_]*$/.test(own) && !['constructor', 'prototype', '__proto__'].includes(own)
    let free = isUsable ? own : `${kind}-1`
    for (let number = 1; taken.has(free); number++) free = `${kind}-${number}`
    taken.add(free)
    made.set(id, free)
  }
  return made
}

/** For each node and group the nearest group around it that became a component. */
function parentsIn(flowchart: Flowchart, made: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const around = new Map(flowchart.groups.flatMap(({ id, members }) => members.map((member) => [member, id] as const)))
  const parents = new Map<string, string>()
  for (const id of around.keys()) {
    const seen = new Set<string>()
    let group = around.get(id)
    while (group !== undefined && !made.has(group) && !seen.has(group)) {
      seen.add(group)
      group = around.get(group)
    }
    const parent = group === undefined ? undefined : made.get(group)
    if (parent !== undefined) parents.set(id, parent)
  }
  return parents
}

/** The planned faults whose targets are still drawn; what is lost is said. */
function plannedFor(carried: Carried, targets: ReadonlySet<unknown>) {
  const notes: Problem[] = []
  const timeline = carried.timeline.filter((entry) => {
    const target = (entry['fault'] as { target?: { id?: unknown } } | undefined)?.target?.id
    if (typeof target !== 'string' || targets.has(target)) return true
    notes.push(problem('faultLeftOut', '', { fault: String(entry['id']), target }))
    return false
  })
  return { timeline, notes }
}

function idOf(item: Readonly<Record<string, unknown>>): unknown {
  return item['id']
}

/** A value without keys that hold undefined, as if it had been read from a file. */
function withoutAbsent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown
}
