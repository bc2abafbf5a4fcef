/** Several nodes of a cache: every key belongs to one of them, by its hash. */
import * as L from '../../engine/layout.ts'
import type { Machine } from '../../engine/machine.ts'
import { scatter } from '../../engine/random.ts'
import { countOf, keysOf } from '../../engine/store.ts'
import type { Config } from '../fields.ts'
import type { Kit, PlanFunction, PortHandle } from '../kit.ts'
import { createRing, type Ring, ringStart } from '../load-balancer/ring.ts'
import { cellOf, linkAt } from '../memory.ts'
import { dataOf, sessionOf } from './entries.ts'

/** Most nodes of a cache. */
export const NODES_MAX = 100

/** Which of so many nodes has a key. */
type Placement = (space: number, key: number) => number

function hashOf(space: number, key: number): number {
  return scatter(key ^ Math.imul(space, 0x9e3779b1))
}

/** How the keys of a cache are spread over its nodes. */
function placementOf(id: string, config: Config, nodes: number): Placement {
  if (config['placement'] !== 'ring') return (space, key) => (hashOf(space, key) >>> 0) % nodes
  const names = Array.from({ length: nodes }, (_, n) => `${id}#${n}`)
  const ring: Ring = createRing(names, Number(config['virtualNodes']))
  return (space, key) => ring.owners[ringStart(ring, hashOf(space, key))]!
}

/** Chooses the node for a call over a port that leads to a cache: by the request's key, or by its user's session. */
export function nodeFor(port: PortHandle, what: 'data' | 'session'): PlanFunction {
  const [peer] = port.peers
  const placed = peer === undefined ? () => 0 : placementOf(peer.id, peer.config, peer.instances)
  const keyOf = what === 'data' ? dataOf : sessionOf
  return (machine, frame) => {
    const { i32 } = machine
    const link = linkAt(machine, i32[frame + L.INSTANCE]!, port.slot, 0)
    const count = link === 0 ? 0 : i32[link + L.L_COUNT]!
    if (count === 0) return 0
    const { space, key } = keyOf(machine, frame)
    i32[frame + L.TARGET_LINK] = link
    i32[frame + L.TARGET] = i32[i32[link + L.L_TARGETS]! + (count === 1 ? 0 : placed(space, key) % count)]!
    return 1
  }
}

/** What is remembered of the nodes: how many there are, a hash of how keys are placed, and the entries of each. */
const COUNTS = 2

/**
 * Counts the keys that belong to another node after an edit than before, those of nodes that were taken away among
 * them: they are missed where they belong now. Returns what has to be done whenever an entry comes in.
 */
export function countMoves(kit: Kit, config: Config, { cell, moved }: { cell: number; moved: number }) {
  const memory = kit.shared('placement', kit.id, COUNTS + NODES_MAX)
  const placed = placementOf(kit.id, config, kit.instances)
  const way = scatter(config['placement'] === 'ring' ? Number(config['virtualNodes']) : -1) | 1
  kit.onBuilt((machine, instances) => {
    const first = instances[0]
    if (first === undefined) return
    const { i32 } = machine
    const at = i32[first + L.N_CELLS + memory]!
    const before = i32[at]!
    const isChanged = before !== 0 && (before !== instances.length || i32[at + 1] !== way)
    i32[at] = instances.length
    i32[at + 1] = way
    if (!isChanged) return
    let gone = 0
    for (let node = instances.length; node < before; node++) gone += i32[at + COUNTS + node]!
    tellMoves(machine, instances, { cell, moved, placed, gone })
  })
  return (machine: Machine, frame: number): void => {
    const { i32 } = machine
    const number = i32[i32[frame + L.INSTANCE]! + L.N_NUMBER]!
    i32[cellOf(machine, frame, memory) + COUNTS + number] = countOf(i32, cellOf(machine, frame, cell))
  }
}

function tellMoves(
  machine: Machine,
  instances: readonly number[],
  { cell, moved, placed, gone }: { cell: number; moved: number; placed: Placement; gone: number },
): void {
  const { i32, f64 } = machine
  let strays = gone
  let all = gone
  for (const [number, instance] of instances.entries()) {
    for (const [space, key] of keysOf(i32, i32[instance + L.N_CELLS + cell]!)) {
      all++
      if (placed(space, key) !== number) strays++
    }
  }
  const component = i32[instances[0]! + L.N_COMPONENT]!
  const counter = (i32[instances[0]! + L.N_STATS]! >> 1) + L.C_COUNTERS + moved
  f64[counter] = f64[counter]! + strays
  if (all > 0) machine.tell?.('keysMoved', component, { moved: strays, of: all })
}
