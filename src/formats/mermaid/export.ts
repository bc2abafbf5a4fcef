/**
 * A design as a Mermaid flowchart: shapes by kind, groups as subgraphs, labels as typed, replication and fetched work
 * dotted. With everything carried in comments, importing the text gives the same design again.
 */
import type { Architecture, Component, Connection } from '../../architecture/architecture.ts'
import { definitionOf, isGroup, portOf } from '../../architecture/lookup.ts'
import { isBackground } from '../../architecture/roles.ts'
import { type Config, type Fields, defaultsOf } from '../../catalog/fields.ts'
import type { Look } from '../../catalog/kind.ts'
import { fingerprint, recordLine } from './records.ts'
import { SHAPES } from './shapes.ts'
import { mermaidIds, quoted } from './text.ts'

export interface MermaidOptions {
  /** The way arrows run: left to right, or top down. */
  readonly direction: 'LR' | 'TD'
  /** Whether comments carry what a flowchart cannot, so that the design can come back. */
  readonly carry: boolean
  /** Whether arrows say what their caller does: "looks up in". */
  readonly labels: boolean
  /** Whether components are colored by what they are for. */
  readonly classes: boolean
  /** The language of the arrows' words. */
  readonly language: 'en' | 'ko'
}

const DEFAULT_OPTIONS: MermaidOptions = {
  direction: 'LR',
  carry: true,
  labels: true,
  classes: false,
  language: 'en',
}

/** Fill and stroke by accent: dark text on them has a contrast of 7 to 1 at least. */
const CLASSES: Readonly<Record<Look['accent'], string>> = {
  traffic: 'fill:#e0e7ff,stroke:#4f46e5,color:#111827',
  edge: 'fill:#cffafe,stroke:#0e7490,color:#111827',
  compute: 'fill:#dcfce7,stroke:#15803d,color:#111827',
  storage: 'fill:#fef3c7,stroke:#b45309,color:#111827',
  messaging: 'fill:#fce7f3,stroke:#be185d,color:#111827',
  place: 'fill:#f3f4f6,stroke:#6b7280,color:#111827',
}

/** What the lines of one export share. */
interface Page {
  readonly architecture: Architecture
  readonly options: MermaidOptions
  readonly ids: ReadonlyMap<string, string>
}

/** The flowchart of a design. */
export function exportMermaid(architecture: Architecture, options: Partial<MermaidOptions> = {}): string {
  const ids = mermaidIds(architecture.components.map(({ id }) => id))
  const page: Page = { architecture, options: { ...DEFAULT_OPTIONS, ...options }, ids }
  const lines = [
    `flowchart ${page.options.direction}`,
    ...membersOf(page, undefined, '  '),
    ...architecture.connections.map((connection) => `  ${arrow(page, connection)}`),
    ...(page.options.classes ? classLines(page) : []),
    ...(page.options.carry ? carriedLines(page) : []),
  ]
  return `${lines.join('\n')}\n`
}

function membersOf(page: Page, parent: string | undefined, indent: string): string[] {
  return page.architecture.components
    .filter((component) => component.parent === parent)
    .flatMap((component) => {
      const line = indent + visibleLine(page, component)
      if (!isGroup(component)) return [line]
      const within = `${indent}  `
      // Without its own direction a subgraph is drawn across that of the whole.
      const direction = `${within}direction ${page.options.direction}`
      return [line, direction, ...membersOf(page, component.id, within), `${indent}end`]
    })
}

/** The line that shows a component. */
function visibleLine(page: Page, component: Component): string {
  const id = idOf(page, component.id)
  if (isGroup(component)) return `subgraph ${id}[${quoted(component.name)}]`
  const { open, close } = SHAPES[definitionOf(component).mermaid.shape]
  return `${id}${open}${quoted(component.name)}${close}`
}

function arrow(page: Page, connection: Connection): string {
  const { architecture, options } = page
  const line = isBackground(portOf(architecture, connection)) ? '-.->' : '-->'
  const label = options.labels ? `|${quoted(verbOf(page, connection))}|` : ''
  return `${idOf(page, connection.from)} ${line}${label} ${idOf(page, connection.to)}`
}

function verbOf({ architecture, options }: Page, { from, port }: Connection): string {
  const caller = architecture.components.find(({ id }) => id === from)
  return caller ? (definitionOf(caller).words[options.language].ports[port]?.verb ?? port) : port
}

function classLines(page: Page): string[] {
  const { components } = page.architecture
  const accents = [...new Set(components.map((component) => definitionOf(component).look.accent))]
  return accents.flatMap((accent) => {
    const members = components.filter((component) => definitionOf(component).look.accent === accent)
    const names = members.map(({ id }) => idOf(page, id)).join(',')
    return [`  classDef ${accent} ${CLASSES[accent]}`, `  class ${names} ${accent}`]
  })
}

/**
 * The document's head, then each item. What is drawn (parents, ends of connections) is not repeated, and of a
 * configuration only what differs from the defaults of this version is told.
 */
function carriedLines(page: Page): string[] {
  const { version, name, components, connections, timeline, settings, notes, objectives } = page.architecture
  return [
    recordLine({ millrace: version, name, settings, objectives }),
    ...components.map((component) => {
      const { parent: _drawn, ...rest } = component
      const line = fingerprint(visibleLine(page, component))
      const config = differing(component.config, definitionOf(component).fields)
      return recordLine({ component: { ...rest, config }, as: idOf(page, component.id), line })
    }),
    ...connections.map((connection) => {
      const { from, to, ...rest } = connection
      const line = fingerprint(arrow(page, connection))
      const config = differing(connection.config, portOf(page.architecture, connection).fields)
      return recordLine({ connection: { ...rest, config }, as: [idOf(page, from), idOf(page, to)], line })
    }),
    ...timeline.map((entry) => recordLine({ timeline: entry })),
    ...notes.map((note) => recordLine({ note })),
  ]
}

function differing(config: Config, fields: Fields): Config {
  const plain = defaultsOf(fields) as Config
  return Object.fromEntries(
    Object.entries(config).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(plain[name])),
  )
}

function idOf({ ids }: Page, id: string): string {
  return ids.get(id) ?? id
}
