/** Documents in other guises: what must not matter to a run. */
import type { Architecture, Component } from '../architecture/architecture.ts'
import * as L from '../engine/layout.ts'
import { design, jobs, offering, type Play, reads, writes } from './play.fixture.ts'

/** Everything a component has counted, to the last bit. */
export function countsOf(play: Play, id: string): string {
  const { machine, built } = play.run
  const component = built.components.find((each) => each.id === id)
  if (component === undefined) throw new Error(`there is no ${id}`)
  const half = component.stats >> 1
  return machine.f64.subarray(half, half + L.STATS_DOUBLES - 1).join(' ')
}

/** The same document with what is for people only made different. */
export function disguised(architecture: Architecture): Architecture {
  return {
    ...architecture,
    name: 'another',
    components: architecture.components.map(disguise).toReversed(),
    connections: architecture.connections.toReversed(),
    notes: [{ id: 'note', text: 'look here', position: { x: 0, y: 0 } }],
    settings: { ...architecture.settings, warmUpMs: 77, endMs: 123_456 },
  }
}

function disguise(component: Component, index: number): Component {
  const position = { x: 1_000 - 37 * index, y: (index * index * 13) % 400 }
  return { ...component, name: `이름 ${99 - index}`, position }
}

/** A second system that has nothing to do with the first; ids stand before, between and behind those of the town. */
export function withIsland(architecture: Architecture, perSecond = 300): Architecture {
  const island = design(
    {
      'a-users': ['client', offering(perSecond, [reads(), writes(), jobs()])],
      'm-balancer': ['load-balancer', { healthIntervalMs: 700 }],
      'm-web': ['server', { instances: 3 }],
      'z-db': ['database'],
      'z-cache': ['cache', { capacity: 50 }],
    },
    [['a-users m-balancer'], ['m-balancer m-web', { timeoutMs: 30 }], ['m-web z-db'], ['m-web z-cache']],
  )
  return {
    ...architecture,
    components: [...architecture.components, ...island.components],
    connections: [...architecture.connections, ...island.connections],
  }
}
