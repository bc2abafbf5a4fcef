/** What things of the document are called. */
import { useMemo } from 'react'
import type { Architecture, FaultTarget } from '../../architecture/architecture.ts'
import { useDocument } from '../stores.ts'

export interface Names {
  component(this: void, id: string): string
  /** "web 1 → db" */
  connection(this: void, id: string): string
  /** One of several instances, counted from 1; the only one has no number. */
  instance(this: void, id: string, number: number): string
  target(this: void, target: FaultTarget): string
  kind(this: void, componentId: string): string | undefined
}

export function namesOf(architecture: Architecture): Names {
  const components = new Map(architecture.components.map((component) => [component.id, component]))
  const connections = new Map(architecture.connections.map((connection) => [connection.id, connection]))
  // What was deleted since is named by its id, which tells its kind.
  const component = (id: string) => components.get(id)?.name ?? id
  const connection = (id: string) => {
    const found = connections.get(id)
    return found ? `${component(found.from)} → ${component(found.to)}` : id
  }
  const instance = (id: string, number: number) =>
    number > 1 || Number(components.get(id)?.config['instances'] ?? 1) > 1
      ? `${component(id)} #${number}`
      : component(id)
  return {
    component,
    connection,
    instance,
    target: (target) => {
      const name = target.type === 'component' ? component(target.id) : connection(target.id)
      return target.instance === undefined ? name : `${name} #${target.instance + 1}`
    },
    kind: (id) => components.get(id)?.kind,
  }
}

export function useNames(): Names {
  const architecture = useDocument((state) => state.architecture)
  return useMemo(() => namesOf(architecture), [architecture])
}
