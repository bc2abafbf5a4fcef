/**
 * The records of a text by what they are of, and matched to what the text draws: what is drawn is there, the rest is
 * not.
 */
import { kindOf } from '../../catalog/index.ts'
import type { FlowArrow, Flowchart } from './flowchart.ts'
import { shortLabel } from './guess.ts'
import type { CarriedRecord } from './records.ts'

type Data = Readonly<Record<string, unknown>>

/** A record of something that is drawn. */
interface Drawn<As> {
  readonly value: Data
  readonly as: As
  readonly line: unknown
}

/** What a text carries besides its drawing, unchecked: validation comes when the document is put together. */
export interface Carried {
  /** Name, settings and objectives, and the version that everything was written in. */
  readonly head: Data | undefined
  /** By the id of the node or group that shows it, in the order of the document. */
  readonly components: ReadonlyMap<string, { readonly value: Data; readonly isAsWritten: boolean }>
  readonly connections: ReadonlyMap<FlowArrow, { readonly value: Data; readonly order: number }>
  readonly timeline: readonly Data[]
  readonly notes: readonly Data[]
}

/** Sorts records and matches them to the drawing; `lines` are the fingerprints of what the text says now. */
export function carriedBy(
  records: readonly CarriedRecord[],
  flowchart: Flowchart,
  lines: ReadonlySet<string>,
): Carried {
  const data = records.map(({ value }) => value)
  const components = data.flatMap((record) =>
    drawn(record, 'component', (as) => (typeof as === 'string' ? as : undefined)),
  )
  const connections = data.flatMap((record) => drawn(record, 'connection', pairOf))
  const present = presentIds(components, flowchart)
  const isAsWritten = ({ line }: Drawn<unknown>) => typeof line === 'string' && lines.has(line)
  const shown = components.flatMap((record) => {
    const id = present.get(record.as)
    return id === undefined ? [] : [[id, { value: record.value, isAsWritten: isAsWritten(record) }] as const]
  })
  return {
    head: data.find((record) => 'millrace' in record),
    components: new Map(shown),
    connections: matchArrows(connections, flowchart, present, isAsWritten),
    timeline: data.flatMap((record) => asData(record['timeline'])),
    notes: data.flatMap((record) => asData(record['note'])),
  }
}

function drawn<As>(record: Data, key: string, read: (as: unknown) => As | undefined): Drawn<As>[] {
  const as = read(record['as'])
  return asData(record[key]).flatMap((value) => (as === undefined ? [] : [{ value, as, line: record['line'] }]))
}

function asData(value: unknown): Data[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value as Data] : []
}

function pairOf(as: unknown): readonly [string, string] | undefined {
  if (!Array.isArray(as) || as.length !== 2) return undefined
  const [from, to] = as as unknown[]
  return typeof from === 'string' && typeof to === 'string' ? [from, to] : undefined
}

/**
 * For each id that a record names the id it is drawn under. Somebody may have renamed an id all through the text: then
 * a record without a node and a node without a record have the same label.
 */
function presentIds(components: readonly Drawn<string>[], flowchart: Flowchart): ReadonlyMap<string, string> {
  const visible = [
    ...flowchart.nodes.map((node) => ({ ...node, sort: 'component' })),
    ...flowchart.groups.map((group) => ({ ...group, sort: 'group' })),
  ]
  const isLike = ({ value }: Drawn<string>, sort: string) => kindOf(String(value['kind']))?.sort === sort
  const recorded = new Set(components.map(({ as }) => as))
  const present = new Map<string, string>()
  for (const record of components) {
    const same = visible.find(({ id, sort }) => id === record.as && isLike(record, sort))
    const renamed = visible.filter(
      (shown) => !recorded.has(shown.id) && shortLabel(shown) === record.value['name'] && isLike(record, shown.sort),
    )
    const found = same ?? (renamed.length === 1 ? renamed[0] : undefined)
    if (found && ![...present.values()].includes(found.id)) present.set(record.as, found.id)
  }
  return present
}

/** Arrows between the same two are told apart by their order; records whose line is gone are dropped first. */
function matchArrows(
  connections: readonly Drawn<readonly [string, string]>[],
  flowchart: Flowchart,
  present: ReadonlyMap<string, string>,
  isAsWritten: (record: Drawn<unknown>) => boolean,
): Carried['connections'] {
  const byPair = new Map<string, { record: Drawn<unknown>; order: number }[]>()
  for (const [order, record] of connections.entries()) {
    const key = record.as.map((id) => present.get(id) ?? '').join(' ')
    byPair.set(key, [...(byPair.get(key) ?? []), { record, order }])
  }
  const matched = new Map<FlowArrow, { value: Data; order: number }>()
  const arrowsByPair = new Map<string, FlowArrow[]>()
  for (const arrow of flowchart.arrows) {
    const key = `${arrow.from} ${arrow.to}`
    arrowsByPair.set(key, [...(arrowsByPair.get(key) ?? []), arrow])
  }
  for (const [key, arrows] of arrowsByPair) {
    const all = byPair.get(key) ?? []
    const surplus = all.length - arrows.length
    const kept = surplus > 0 ? dropped(all, surplus, ({ record }) => isAsWritten(record)) : all
    for (const [index, { record, order }] of kept.entries()) {
      const arrow = arrows[index]
      if (arrow) matched.set(arrow, { value: record.value, order })
    }
  }
  return matched
}

/** A list without `count` of its items, of those first that are not `good`. */
function dropped<T>(list: readonly T[], count: number, good: (item: T) => boolean): readonly T[] {
  const bad = list.filter((item) => !good(item)).slice(0, count)
  const left = list.filter((item) => !bad.includes(item))
  return left.slice(0, left.length - (count - bad.length))
}
