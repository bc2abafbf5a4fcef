/** Single remedies: each looks at a component in its scene and proposes changes of the document that would help it. */
import type { Component } from '../architecture/architecture.ts'
import type { Cure } from './reading.ts'
import { type Changeable, changeable, changeableConnection, hostOf, numberIn, type Scene, setNumber } from './scene.ts'
import type { StationFigures } from './stretch.ts'

/** Proposes cures for what happens at a component. */
export type Remedy = (component: Component, scene: Scene) => readonly Cure[]

/** Capacity is proposed so that servers are busy for this share of the time. */
const TARGET_UTILIZATION = 0.6
/** Probes slower than this take long to notice, ms; what is proposed instead. */
const SLOW_PROBES_MS = 2_000
const FAST_PROBES_MS = 1_000
const FAST_PROBE_TIMEOUT_MS = 800
/** An answer of a name server is old news after this long, ms. */
const LONG_TTL_MS = 10_000
const SHORT_TTL_MS = 5_000
/** Entries that live for less than this, ms, are lost before they are asked for again. */
const BRIEF_TTL_MS = 60_000
const GOOD_HIT_RATIO = 0.9

/** Slots by station: the field that says how many, and the cure's code. */
const SLOTS: Readonly<Record<string, { field: string; code: string }>> = {
  threads: { field: 'threads', code: 'addThreads' },
  connections: { field: 'maxConnections', code: 'addConnections' },
  clients: { field: 'maxClients', code: 'addConnections' },
  slots: { field: 'concurrency', code: 'addWorkers' },
}

/** Fields that bound a line, the first that a component has. */
const ROOMS = ['backlog', 'waitingRoom', 'capacity', 'maxConnections', 'maxClients']

/** Ends the faults at work on the component and on what it calls. */
export const repair: Remedy = ({ id }, scene) => {
  const found = scene.reachable(id).flatMap((place) => scene.faultsOn(place))
  return [...new Set(found)].map(({ id: repairFaultId, target }) => repairing(repairFaultId, target))
}

/** Sends traffic spikes home. */
export const calm: Remedy = (_, scene) =>
  scene.faults.filter(({ type }) => type === 'spike').map(({ id, target }) => repairing(id, target))

function repairing(repairFaultId: string, target: Cure['target']): Cure {
  return { code: 'repair', params: {}, target, set: {}, repairFaultId }
}

/** Lets those who send to the component notice sooner that it is down. */
export const noticeSooner: Remedy = ({ id }, scene) =>
  scene.inward(id).flatMap((connection) => {
    const caller = scene.find(connection.from)
    if (caller === undefined) return []
    const change = changeable(caller)
    const cures: Cure[] = []
    if (numberIn(change, 'healthIntervalMs') > SLOW_PROBES_MS) {
      const patience = numberIn(change, 'healthTimeoutMs') > FAST_PROBE_TIMEOUT_MS
      const set = { healthIntervalMs: FAST_PROBES_MS, ...(patience ? { healthTimeoutMs: FAST_PROBE_TIMEOUT_MS } : {}) }
      cures.push({ code: 'probeFaster', params: {}, target: change.target, set })
    }
    for (const field of ['unhealthyThreshold', 'healthThreshold']) {
      cures.push(...setNumber('probeFewer', change, { field, wanted: 2, must: 'fall' }))
    }
    if (caller.kind === 'dns' && numberIn(change, 'ttlMs') > LONG_TTL_MS) {
      cures.push(...setNumber('lowerTtl', change, { field: 'ttlMs', wanted: SHORT_TTL_MS, must: 'fall' }))
    }
    return cures
  })

/** Lets callers try another target, where there is one. */
export const retryElsewhere: Remedy = (component, scene) =>
  scene.inward(component.id).flatMap((connection) => {
    const siblings = scene.outward(connection.from).filter(({ port }) => port === connection.port)
    const targets = siblings.length + numberOr(numberIn(changeable(component), 'instances'), 1) - 1
    return targets < 2 ? [] : retrying(connection.id, scene, 2)
  })

/** Lets callers try again: what failed by chance seldom fails twice. */
export const retryHere: Remedy = ({ id }, scene) =>
  scene.inward(id).flatMap((connection) => retrying(connection.id, scene, 3))

/** Bounds the retries of those who send to the component, directly or not: they multiply what arrives. */
export const budgetRetries: Remedy = ({ id }, scene) =>
  scene.upstream(id).flatMap((connection) => {
    const change = changeableConnection(scene.architecture, connection)
    const isBounded = change.config['retryBudget'] === true || !(numberIn(change, 'tries') > 1)
    return isBounded ? [] : [{ code: 'budgetRetries', params: {}, target: change.target, set: { retryBudget: true } }]
  })

/** Brings users back to the server that has their session. */
export const stick: Remedy = ({ id, config }, scene) =>
  scene.inward(id).flatMap(({ from }) => {
    const caller = scene.find(from)
    const isApart = config['sessions'] === 'inMemory' && caller?.config['policy'] !== 'sticky'
    if (caller?.kind !== 'load-balancer' || !isApart) return []
    return [{ code: 'stick', params: {}, target: changeable(caller).target, set: { policy: 'sticky' } }]
  })

/** Keeps sessions where no crash of a server reaches them, where there is such a place. */
export const storeSessions: Remedy = (component, scene) => {
  const isConnected = scene.outward(component.id).some(({ port }) => port === 'sessions')
  if (component.config['sessions'] !== 'inMemory' || !isConnected) return []
  return [{ code: 'storeSessions', params: {}, target: changeable(component).target, set: { sessions: 'store' } }]
}

function retrying(id: string, scene: Scene, tries: number): Cure[] {
  const connection = scene.architecture.connections.find((known) => known.id === id)
  if (connection === undefined) return []
  const change = changeableConnection(scene.architecture, connection)
  return setNumber('retry', change, { field: 'tries', wanted: tries, must: 'rise' })
}

/** Runs a spare where there is only one. */
export const addSpare: Remedy = (component) => {
  const change = changeable(component)
  return numberIn(change, 'instances') === 1
    ? setNumber('addInstances', change, { field: 'instances', wanted: 2, must: 'rise' })
    : []
}

/** Lets callers give up sooner on what does not answer anyway. */
export const giveUpSooner: Remedy = ({ id }, scene) =>
  scene.inward(id).flatMap((connection) => {
    const change = changeableConnection(scene.architecture, connection)
    const wanted = 2 * scene.architecture.objectives.latencyMs
    // A try that is only a little longer than it should be is not what costs the time.
    if (!(numberIn(change, 'timeoutMs') > 2 * wanted)) return []
    return setNumber('lowerTimeout', change, { field: 'timeoutMs', wanted, must: 'fall' })
  })

/** Lets callers wait longer for work that is just long. */
export const waitLonger: Remedy = ({ id }, scene) => {
  if (scene.reachable(id).some((place) => scene.saturated(place).length > 0 || scene.faultsOn(place).length > 0))
    return []
  const meanMs = scene.figure(id, 'sojourn') / scene.figure(id, 'ended')
  return scene.inward(id).flatMap((connection) => {
    const change = changeableConnection(scene.architecture, connection)
    if (!(numberIn(change, 'timeoutMs') < 2 * meanMs)) return []
    return setNumber('raiseTimeout', change, { field: 'timeoutMs', wanted: 4 * meanMs, must: 'rise' })
  })
}

/** Lets more wait instead of turning them away; where work piles up for good, a longer line only makes it late. */
export const enlargeLine: Remedy = (component, scene) => {
  if (relieve(component, scene).length > 0) return []
  const change = changeable(component)
  const field = ROOMS.find((name) => !Number.isNaN(numberIn(change, name)))
  if (field === undefined) return []
  const wanted = Math.max(100, 10 * numberIn(change, field))
  return setNumber('enlargeLine', change, { field, wanted, must: 'rise' })
}

/**
 * More capacity where the component or what it calls has too little. Cores are busy with work of their own, so those
 * that are full are all too few; slots are also held while waiting for others, so of these only the deepest count.
 */
export const relieve: Remedy = ({ id }, scene) => {
  const full = scene.reachable(id).flatMap((place) => {
    const component = scene.find(place)
    const station = scene.saturated(place)[0]
    return component === undefined || station === undefined ? [] : [{ component, station }]
  })
  const working = full.filter(({ station }) => isCores(station))
  const places = full.map(({ component }) => component.id)
  const isDeepest = (place: string) =>
    !scene.reachable(place).some((other) => other !== place && places.includes(other))
  const bottlenecks = working.length > 0 ? working : full.filter(({ component }) => isDeepest(component.id))
  return bottlenecks.flatMap(({ component, station }) => enlarge(component, station, scene))
}

/** More cores or instances for the component itself. */
export const enlargeCores: Remedy = (component, scene) => {
  const cores = scene.stations(component.id).find(isCores)
  return cores === undefined ? [] : enlarge(component, cores, scene)
}

/** Whether a station is what a machine works with, not a place to wait in. */
export function isCores({ name }: { readonly name: string }): boolean {
  return name.startsWith('core')
}

/** Capacity for a component's line, also where it is only long at times. `demand` is what comes over what gets done. */
export function enlarge(component: Component, station: StationFigures, scene: Scene, demand = 1): readonly Cure[] {
  const change = changeable(component)
  const load = demand * loadOf(component, station, scene)
  const slots = SLOTS[station.name]
  if (slots !== undefined) {
    const wanted = 2 * numberIn(change, slots.field)
    return [
      ...setNumber(slots.code, change, { field: slots.field, wanted, must: 'rise' }),
      ...more('addInstances', change, { field: 'instances', load, each: numberIn(change, slots.field) }),
    ]
  }
  if (!isCores(station)) return []
  const machine = hostOf(scene.architecture, component)
  if (machine !== undefined) return more('addCores', changeable(machine), { field: 'cores', load, each: 1 })
  const instances = numberOr(numberIn(change, 'instances'), 1)
  return [
    ...readElsewhere(component, scene),
    ...more('addInstances', change, {
      field: 'instances',
      load: Math.max(load, demand * loadOfTwins(component, load / demand, scene)),
      each: numberIn(change, 'cores'),
    }),
    ...more('addCores', change, { field: 'cores', load, each: instances }),
  ]
}

/**
 * What is left for a component when those that take turns with it do what they can. A balancer gives each instance as
 * much as any other: more instances here take load off the others as well, so it has to do for all of them.
 */
function loadOfTwins(component: Component, load: number, scene: Scene): number {
  const callers = scene.inward(component.id).filter(({ from }) => scene.find(from)?.kind === 'load-balancer')
  const ids = new Set(
    callers.flatMap(({ from, port }) => scene.outward(from).filter((each) => each.port === port)).map(({ to }) => to),
  )
  ids.delete(component.id)
  return [...ids].reduce((left, id) => {
    const twin = scene.find(id)
    const cores = scene.stations(id).find(isCores)
    if (twin === undefined || cores === undefined) return left
    const config = changeable(twin)
    const own = numberIn(config, 'cores') * numberOr(numberIn(config, 'instances'), 1) * TARGET_UTILIZATION
    return left + loadOf(twin, cores, scene) - own
  }, load)
}

/** As many as it takes for a load at the target utilization, `each` of them serving so many at once. */
function more(code: string, change: Changeable, spec: { field: string; load: number; each: number }): readonly Cure[] {
  const needed = Math.ceil(spec.load / (spec.each * TARGET_UTILIZATION))
  const wanted = Math.max(numberIn(change, spec.field) + 1, needed)
  return setNumber(code, change, { field: spec.field, wanted, must: 'rise' })
}

/** Servers that would be busy if nobody were turned away: those who were would have needed one too. */
function loadOf({ id }: Component, { busy, heldMs }: StationFigures, scene: Scene): number {
  return Math.max(busy, (scene.figure(id, 'arrivals') / scene.stretch.ms) * numberOr(heldMs, 0))
}

/** Reads from replicas, where a database has some that are not used. */
function readElsewhere(component: Component, scene: Scene): readonly Cure[] {
  const hasReplicas = scene.architecture.connections.some(
    ({ from, port }) => from === component.id && port === 'replicas',
  )
  if (!hasReplicas) return []
  return scene
    .inward(component.id)
    .filter(({ config }) => config['reads'] === 'primary')
    .map(({ id }) => {
      return { code: 'readFromReplicas', params: {}, target: { type: 'connection', id }, set: { reads: 'replicas' } }
    })
}

/** Keeps more in the caches, so that less has to be asked of what stands behind them. */
export const cacheMore: Remedy = (_, scene) =>
  scene.architecture.components.flatMap((component) => {
    const lookups = scene.figure(component.id, 'counter lookups')
    if (!(scene.figure(component.id, 'counter hits') / lookups < GOOD_HIT_RATIO)) return []
    const change = changeable(component)
    const evictions = scene.figure(component.id, 'counter evictions')
    if (evictions > 0.05 * lookups) {
      const wanted = 4 * numberIn(change, 'capacity')
      return setNumber('enlargeCache', change, { field: 'capacity', wanted, must: 'rise' })
    }
    if (!(numberIn(change, 'ttlMs') < BRIEF_TTL_MS)) return []
    return setNumber('raiseTtl', change, { field: 'ttlMs', wanted: 10 * numberIn(change, 'ttlMs'), must: 'rise' })
  })

/** Keeps the answers of a name server for longer. */
export const lookUpLess: Remedy = (component) => {
  const change = changeable(component)
  const wanted = Math.max(BRIEF_TTL_MS, 10 * numberIn(change, 'ttlMs'))
  return setNumber('raiseTtl', change, { field: 'ttlMs', wanted, must: 'rise' })
}

function numberOr(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise
}
