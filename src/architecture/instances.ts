/** How many instances components have as they are drawn, and where those stand that are near users. */
import type { Architecture, Component, ComponentId } from './architecture.ts'
import { ancestorsOf, definitionOf, findComponent, isClient } from './lookup.ts'

/** Where users stand who are in no region. */
export const NO_REGION = ''

/** The region around a component, or the one it is itself. */
function regionOf(architecture: Architecture, component: Component): ComponentId {
  const around = [component, ...ancestorsOf(architecture, component.id)]
  return around.find(({ kind }) => kind === 'region')?.id ?? NO_REGION
}

/**
 * The regions whose users call a component, directly or by a name that they look up, in the order of their ids; its own
 * where nobody calls it.
 */
export function regionsServed(architecture: Architecture, component: Component): readonly ComponentId[] {
  const callersOf = (id: ComponentId) => architecture.connections.filter(({ to }) => to === id)
  const names = callersOf(component.id).filter(({ port }) => port === 'records')
  const callers = [callersOf(component.id), ...names.map(({ from }) => callersOf(from))]
    .flat()
    .flatMap(({ from }) => findComponent(architecture, from) ?? [])
    .filter(isClient)
  const regions = callers.map((client) => regionOf(architecture, client))
  return regions.length === 0 ? [regionOf(architecture, component)] : [...new Set(regions)].toSorted()
}

/** Number of instances that a component is drawn with. */
export function instancesOf(architecture: Architecture, component: Component): number {
  if (definitionOf(component).perRegion) return regionsServed(architecture, component).length
  const { instances } = component.config
  return typeof instances === 'number' ? instances : 1
}
