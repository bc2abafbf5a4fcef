/** Examples are written short: what differs from the defaults, and who calls whom. */
import {
  type Architecture,
  type Component,
  type Connection,
  type Settings,
  VERSION,
} from '../architecture/architecture.ts'
import { DEFAULT_OBJECTIVES, DEFAULT_SETTINGS } from '../architecture/empty.ts'
import { assert, present } from '../base/assert.ts'
import { type Config, defaultsOf } from '../catalog/fields.ts'
import { catalog, kindOf, type KindName } from '../catalog/index.ts'

/** A box: where it stands, how it is named, what differs from the defaults of its kind. */
export interface Box {
  readonly kind: KindName
  readonly at: readonly [number, number]
  readonly name?: string
  readonly size?: readonly [number, number]
  readonly parent?: string
  readonly config?: Config
}

/** An arrow: caller, callee, and what differs from the defaults of its port. The port is the first that fits. */
export interface Arrow {
  readonly from: string
  readonly to: string
  readonly port?: string
  readonly config?: Config
}

interface Drawing {
  readonly name: string
  readonly boxes: Readonly<Record<string, Box>>
  readonly arrows: readonly Arrow[]
  readonly settings?: Partial<Settings>
  readonly latencyMs?: number
}

/** A document from boxes and arrows. */
export function draw(drawing: Drawing): Architecture {
  const components = Object.entries(drawing.boxes).map(([id, box]) => componentOf(id, box))
  const byId = new Map(components.map((component) => [component.id, component]))
  return {
    version: VERSION,
    name: drawing.name,
    components,
    connections: drawing.arrows.map((arrow) => connectionOf(arrow, byId)),
    timeline: [],
    settings: { ...DEFAULT_SETTINGS, ...drawing.settings },
    notes: [],
    objectives: { ...DEFAULT_OBJECTIVES, ...(drawing.latencyMs === undefined ? {} : { latencyMs: drawing.latencyMs }) },
  }
}

function componentOf(id: string, box: Box): Component {
  const fields = catalog[box.kind].fields
  for (const name of Object.keys(box.config ?? {})) assert(name in fields, `${box.kind} has no field ${name}`)
  return {
    id,
    kind: box.kind,
    name: box.name ?? id,
    position: { x: box.at[0], y: box.at[1] },
    ...(box.size === undefined ? {} : { size: { width: box.size[0], height: box.size[1] } }),
    ...(box.parent === undefined ? {} : { parent: box.parent }),
    config: { ...defaultsOf(fields), ...box.config },
  }
}

function connectionOf(arrow: Arrow, components: ReadonlyMap<string, Component>): Connection {
  const caller = present(kindOf(present(components.get(arrow.from), arrow.from).kind), arrow.from)
  const callee = present(kindOf(present(components.get(arrow.to), arrow.to).kind), arrow.to)
  const fitting = Object.keys(caller.ports).find((name) =>
    caller.ports[name]?.accepts.some((role) => callee.offers.includes(role)),
  )
  const port = present(arrow.port ?? fitting, `a port from ${arrow.from} to ${arrow.to}`)
  const { fields } = present(caller.ports[port], port)
  for (const name of Object.keys(arrow.config ?? {})) assert(name in fields, `the port ${port} has no field ${name}`)
  const config = { ...defaultsOf(fields), ...arrow.config }
  return { id: `${arrow.from}-${arrow.to}`, from: arrow.from, to: arrow.to, port, config }
}
