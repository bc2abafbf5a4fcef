/** Numbers of a summary by path: what effects of fields and claims of examples are stated in. */
import { AssertionError } from '../base/assert.ts'
import type { ComponentId } from '../architecture/architecture.ts'
import type { ComponentSummary, Summary } from './reading.ts'

/** Which component a role in a path stands for: `self`, `callee`, `db`, … */
export type Aliases = Readonly<Record<string, ComponentId>>

/**
 * A number of a summary. `endToEnd.…`, `cost.…` and `components.<id>.…` follow the summary's own fields; a role
 * (`self.…`) or `components.<role>.…` stands for a component. Besides the fields: `utilization` of a component is that
 * of its busiest station, `endToEnd.waitingMs` the mean ms a request waits in lines. An outcome that did not occur
 * counts 0.
 */
export function measureOf(summary: Summary, path: string, aliases: Aliases = {}): number {
  const [head = '', ...rest] = path.split('.')
  if (head === 'endToEnd') {
    if (rest.join('.') === 'waitingMs') return waitingMs(summary)
    return numberAt(summary.endToEnd, rest, path)
  }
  if (head === 'cost') return numberAt(summary.cost, rest, path)
  if (head !== 'components') return ofComponent(summary, { id: aliases[head] ?? head, rest }, path)
  const tail = rest.join('.')
  // Ids may have dots in them, so they are looked for as they are.
  const names = [...Object.keys(aliases), ...Object.keys(summary.components)]
  const name = names.find((known) => tail.startsWith(`${known}.`)) ?? ''
  const id = Object.hasOwn(summary.components, name) ? name : (aliases[name] ?? name)
  return ofComponent(summary, { id, rest: tail.slice(name.length + 1).split('.') }, path)
}

function ofComponent(summary: Summary, { id, rest }: { id: string; rest: readonly string[] }, path: string): number {
  const component = Object.hasOwn(summary.components, id) ? summary.components[id] : undefined
  if (component === undefined) throw new AssertionError(`${path} names a component that the summary does not have`)
  if (rest.join('.') === 'utilization') return utilizationOf(component)
  return numberAt(component, rest, path)
}

function utilizationOf({ stations }: ComponentSummary): number {
  const shares = Object.values(stations).map(({ utilization }) => utilization)
  return shares.length === 0 ? NaN : Math.max(...shares)
}

function waitingMs({ endToEnd }: Summary): number {
  return endToEnd.time.reduce((sum, { cause, meanMs }) => (cause.type === 'waiting' ? sum + meanMs : sum), 0)
}

function numberAt(from: object, steps: readonly string[], path: string): number {
  let at: unknown = from
  for (const [depth, step] of steps.entries()) {
    if (typeof at !== 'object' || at === null) break
    if (!Object.hasOwn(at, step) && depth === 1 && steps[0] === 'outcomes') return 0
    at = Object.hasOwn(at, step) ? (at as Record<string, unknown>)[step] : undefined
  }
  if (typeof at !== 'number') throw new AssertionError(`${path} is no number of the summary`)
  return at
}
