/** Random designs, and random things done to them while they run: by seed, so that whatever happens can be repeated. */
import type { Architecture, Component, Connection } from '../architecture/architecture.ts'
import { connectable } from '../architecture/connect.ts'
import { addComponent, removeItems, setField, setParent } from '../architecture/edits.ts'
import { emptyArchitecture } from '../architecture/empty.ts'
import { fieldsOfConnection, isGroup } from '../architecture/lookup.ts'
import { connect } from '../architecture/wiring.ts'
import { defaultsOf, type Field, type Fields, type FieldValue, type Trace } from '../catalog/fields.ts'
import { connectionFaults, faults } from '../catalog/faults.ts'
import { kindOf, kinds } from '../catalog/index.ts'
import { packTrace, TRACE_OPERATIONS } from '../catalog/trace.ts'
import { scatter } from '../engine/random.ts'
import { offering, type Play } from './play.fixture.ts'

/** Times in a swarm are short, so that everything comes to its end. */
const TIME_MAX_MS = 3_000

/** A source of chance of its own. */
export class Dice {
  private state: number

  constructor(seed: number) {
    this.state = scatter(seed + 1)
  }

  /** From 0 up to 1. */
  share(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) | 0
    return (scatter(this.state) >>> 0) / 4_294_967_296
  }

  /** A whole number below `count`. */
  below(count: number): number {
    return Math.floor(this.share() * count)
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)]
  }

  happens(probability: number): boolean {
    return this.share() < probability
  }

  /** Between two bounds; small values as likely as large ones. */
  between(min: number, max: number): number {
    const exponent = this.share() ** 3
    return min + (max - min) * exponent
  }
}

/** A value that a field may have, not so large that a run takes for ever. */
function anyValue(dice: Dice, field: Field): FieldValue {
  switch (field.type) {
    case 'duration':
      if (field.nullable && dice.happens(0.5)) return null
      return dice.between(field.min, Math.min(field.max, TIME_MAX_MS))
    case 'count':
      return Math.round(dice.between(field.min, Math.min(field.max, 50)))
    case 'number':
    case 'ratio':
      return dice.between(field.min, Math.min(field.max, 20))
    case 'choice':
      return dice.pick(field.options)!
    case 'flag':
      return dice.happens(0.5)
    case 'distribution':
      return {
        law: dice.pick(['constant', 'exponential', 'lognormal', 'gamma', 'uniform'] as const)!,
        mean: dice.between(field.min, Math.min(field.max, 60)),
        cv: dice.share(),
      }
    case 'classes':
      return (['static', 'read', 'write', 'job'] as const).map((operation) => ({
        name: operation,
        operation,
        share: dice.share() + 0.01,
        keys: 1 + dice.below(500),
        zipf: dice.share() * 1.5,
      }))
    case 'points': {
      const times = Array.from({ length: 1 + dice.below(5) }, () => dice.between(0, TIME_MAX_MS))
      return times.toSorted((a, b) => a - b).map((atMs) => ({ atMs, factor: dice.between(field.min, 4) }))
    }
    case 'trace':
      return dice.happens(0.5) ? null : anyTrace(dice)
  }
}

function anyTrace(dice: Dice): Trace {
  const isTimed = dice.happens(0.5)
  let atMs = 0
  const rows = Array.from({ length: 1 + dice.below(300) }, () => {
    atMs += dice.below(60)
    const operation = dice.pick(TRACE_OPERATIONS)!
    return {
      atMs: isTimed ? atMs : undefined,
      key: dice.below(50),
      operation,
      bytes: dice.happens(0.5) ? undefined : dice.below(9_000),
    }
  })
  return packTrace('recorded', rows)
}

function setAny(
  dice: Dice,
  architecture: Architecture,
  owner: { type: 'component' | 'connection'; id: string },
  fields: Fields,
): Architecture {
  const name = dice.pick(Object.keys(fields))
  const field = name === undefined ? undefined : fields[name]
  // The rate of clients is set apart: theirs are the fields that a run could choke on.
  const isRate = name === 'users' || name === 'requestsPerUserPerDay' || name === 'peakFactor'
  if (name === undefined || field === undefined || isRate) return architecture
  return setField(architecture, owner, name, anyValue(dice, field))
}

/** One more component, perhaps in a group, perhaps connected to somebody. */
function grow(dice: Dice, architecture: Architecture, kind = dice.pick(kinds)!.kind): Architecture {
  const parent = dice.happens(0.3) ? dice.pick(architecture.components.filter(isGroup))?.id : undefined
  const config = kind === 'client' ? offering(5 + dice.below(120), undefined) : {}
  const position = { x: 0, y: 0 }
  const added = addComponent(architecture, {
    kind,
    title: kind,
    position,
    config,
    ...(parent !== undefined && { parent }),
  })
  let grown = added.architecture
  if (kind === 'client')
    grown = setField(
      grown,
      { type: 'component', id: added.id },
      'classes',
      anyValue(dice, kindOf('client')!.fields['classes']!),
    )
  for (let n = 0; n < 3; n++) grown = wire(dice, grown, added.id)
  return grown
}

/** One more connection, where one makes sense. */
function wire(dice: Dice, architecture: Architecture, from = dice.pick(architecture.components)?.id): Architecture {
  const to = dice.pick(architecture.components)?.id
  if (from === undefined || to === undefined) return architecture
  const link = connectable(architecture, from, to)
  return link.ok ? connect(architecture, link.value).architecture : architecture
}

/** One random edit. */
export function anyEdit(dice: Dice, architecture: Architecture): Architecture {
  const component = dice.pick(architecture.components)
  const connection: Connection | undefined = dice.pick(architecture.connections)
  if (component === undefined) return grow(dice, architecture)
  switch (dice.below(9)) {
    case 0:
      return grow(dice, architecture)
    case 1:
    case 2:
      return wire(dice, architecture)
    case 3:
      return dice.happens(0.5) ? removeItems(architecture, { components: [component.id] }) : architecture
    case 4:
      return connection === undefined ? architecture : removeItems(architecture, { connections: [connection.id] })
    case 5:
      return setParent(
        architecture,
        [component.id],
        dice.pick([undefined, ...architecture.components.filter(isGroup)])?.id,
      )
    case 6: {
      if (connection === undefined) return architecture
      return setAny(
        dice,
        architecture,
        { type: 'connection', id: connection.id },
        fieldsOfConnection(architecture, connection),
      )
    }
    default:
      return setAny(dice, architecture, { type: 'component', id: component.id }, kindOf(component.kind)!.fields)
  }
}

/** A random design that can run: clients, somebody for them to call, and more. */
export function anyDesign(dice: Dice): Architecture {
  let architecture = { ...emptyArchitecture('swarm'), settings: { seed: dice.below(1e9), warmUpMs: 0, endMs: 1e6 } }
  for (const kind of ['server', 'database', 'region'])
    architecture = grow(dice, architecture, kind) as typeof architecture
  const size = 3 + dice.below(12)
  for (let n = 0; n < size; n++) architecture = grow(dice, architecture) as typeof architecture
  architecture = grow(dice, architecture, 'client') as typeof architecture
  for (let n = 0; n < 2 * size; n++) architecture = wire(dice, architecture) as typeof architecture
  for (let n = 0; n < 2 * size; n++) {
    const component: Component = dice.pick(architecture.components)!
    architecture = setAny(
      dice,
      architecture,
      { type: 'component', id: component.id },
      kindOf(component.kind)!.fields,
    ) as typeof architecture
  }
  for (const connection of architecture.connections) {
    const fields = fieldsOfConnection(architecture, connection)
    for (let n = dice.below(4); n > 0; n--) {
      const owner = { type: 'connection', id: connection.id } as const
      architecture = setAny(dice, architecture, owner, fields) as typeof architecture
    }
  }
  return lead(architecture)
}

/** Gives every client that has nobody to call a server. */
function lead(architecture: Architecture): Architecture {
  return architecture.components.reduce((led, client) => {
    if (client.kind !== 'client') return led
    const hasEntry = led.connections.some(({ from, port }) => from === client.id && port === 'entry')
    const link = hasEntry ? undefined : connectable(led, client.id, 'server-1')
    return link?.ok ? connect(led, link.value).architecture : led
  }, architecture)
}

/** Breaks something; returns what mends it. */
export function anyTrouble(dice: Dice, play: Play, { components, connections }: Architecture): () => void {
  const onConnection = dice.happens(0.3) && connections.length > 0
  const target = onConnection ? dice.pick(connections)! : dice.pick(components)!
  const types = onConnection ? connectionFaults : kindOf((target as Component).kind)!.faults
  const type = dice.pick(types)
  if (type === undefined) return () => {}
  const params = defaultsOf(faults[type].fields)
  const instance = !onConnection && dice.happens(0.3) ? dice.below(3) : undefined
  return play.break(type, target.id, type === 'spike' ? { factor: 3 } : params, instance)
}
