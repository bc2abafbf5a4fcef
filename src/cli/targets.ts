/** Naming parts of a design on a command line: by id, by a name that is theirs alone, a connection also by its ends. */
import type { Architecture, Component, FaultTarget } from '../architecture/architecture.ts'
import { nearest } from '../base/problem.ts'
import { type Result, fail, succeed } from '../base/result.ts'
import { nameIn } from './sentences.ts'

/** `web-1->primary`, `Web 1 → Primary`. */
const ARROW = /^(.+?)\s*(?:->|→)\s*(.+)$/su

/** How many names a sentence lists at most. */
const LISTED_MAX = 20

/** The component or connection that is meant, or a sentence on why it cannot be told. */
export function findTarget(architecture: Architecture, text: string): Result<FaultTarget, string> {
  const { components, connections } = architecture
  if (components.some(({ id }) => id === text)) return succeed({ type: 'component', id: text })
  if (connections.some(({ id }) => id === text)) return succeed({ type: 'connection', id: text })
  const named = componentsNamed(architecture, text)
  if (named.length > 1) {
    return fail(`${named.length} components are named "${text}". Say which by its id: ${listed(named.map(idOf))}.`)
  }
  if (named[0] !== undefined) return succeed({ type: 'component', id: named[0].id })
  const [, from, to] = ARROW.exec(text) ?? []
  if (from !== undefined && to !== undefined) return findArrow(architecture, from, to)
  return fail(unknown(architecture, text, connections.map(idOf)))
}

/** The connection from one component to another. */
function findArrow(architecture: Architecture, from: string, to: string): Result<FaultTarget, string> {
  const caller = findComponent(architecture, from)
  if (!caller.ok) return caller
  const callee = findComponent(architecture, to)
  if (!callee.ok) return callee
  const between = (a: string, b: string) => architecture.connections.filter((one) => one.from === a && one.to === b)
  const found = between(caller.value, callee.value)
  if (found[0] !== undefined && found.length === 1) return succeed({ type: 'connection', id: found[0].id })
  const names = `"${nameIn(architecture, caller.value)}" to "${nameIn(architecture, callee.value)}"`
  if (found.length > 1) {
    return fail(`${found.length} connections lead from ${names}. Say which by its id: ${listed(found.map(idOf))}.`)
  }
  const back = between(callee.value, caller.value)[0]
  return fail(
    back === undefined
      ? `No connection leads from ${names}. The ids of connections are: ${listed(architecture.connections.map(idOf))}.`
      : `No connection leads from ${names}; the one the other way round is "${to}->${from}".`,
  )
}

function findComponent(architecture: Architecture, text: string): Result<string, string> {
  if (architecture.components.some(({ id }) => id === text)) return succeed(text)
  const named = componentsNamed(architecture, text)
  if (named[0] !== undefined && named.length === 1) return succeed(named[0].id)
  if (named.length === 0) return fail(unknown(architecture, text, []))
  return fail(`${named.length} components are named "${text}". Say which by its id: ${listed(named.map(idOf))}.`)
}

/** Components of that name; of those that differ only in capitals, when none has it exactly. */
function componentsNamed({ components }: Architecture, text: string): readonly Component[] {
  const exact = components.filter(({ name }) => name === text)
  if (exact.length > 0) return exact
  return components.filter(({ name }) => name.toLowerCase() === text.toLowerCase())
}

function unknown({ components }: Architecture, text: string, others: readonly string[]): string {
  const names = components.flatMap(({ id, name }) => (name === '' ? [id] : [id, name]))
  const near = nearest(text, [...names, ...others])
  const what = others.length > 0 ? 'component or connection' : 'component'
  if (near !== undefined) return `There is no ${what} "${text}". Was "${near}" meant?`
  return `There is no ${what} "${text}". The ids of components are: ${listed(components.map(idOf))}.`
}

function idOf({ id }: { readonly id: string }): string {
  return id
}

/** Names in a sentence, and that there are more. */
export function listed(names: readonly string[]): string {
  return names.length <= LISTED_MAX ? names.join(', ') : `${names.slice(0, LISTED_MAX).join(', ')}, …`
}
