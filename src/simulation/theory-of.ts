/**
 * Where queueing theory has a closed form for what is drawn, and what it says: a server that clients call directly,
 * with Poisson arrivals, one line and nothing else in its way. Everything that would break the assumptions of the form
 * makes it none; fields this file has never heard of must stand at their defaults.
 */
import type { Architecture, Component, ComponentId } from '../architecture/architecture.ts'
import { ancestorsOf, definitionOf, fieldsOfConnection, findComponent } from '../architecture/lookup.ts'
import type { Load } from '../catalog/client/load.ts'
import { peakRatePerSecond } from '../catalog/client/traffic.ts'
import { type Config, defaultsOf, type Distribution, type Fields, type RequestClass } from '../catalog/fields.ts'
import { meanOf, varianceOf } from '../engine/distributions.ts'
import { mg1, mmck, mmcSojournQuantileMs, type SteadyState } from '../engine/theory.ts'

/** What theory says of a component in its steady state. */
export interface Theory {
  /** Kendall's notation: `M/M/2`, `M/M/2/300` where the room is felt, `M/G/1`. */
  readonly model: string
  readonly utilization: number
  /** Mean of all calls: those that are turned away take no time, as in the figures of a run. */
  readonly latencyMs: number
  readonly numberMean: number
  readonly throughputPerSecond: number
}

/** What may be set on each side without leaving the closed form. */
const FREE = {
  client: [
    'load',
    'users',
    'requestsPerUserPerDay',
    'peakFactor',
    'rate',
    'population',
    'thinkTime',
    'access',
    'classes',
  ],
  connection: ['latencyMs', 'timeoutMs'],
  server: ['cores', 'cpuTime', 'staticCpuTime', 'threads', 'backlog'],
} as const
/** Calls that wait longer than their callers would are so few that nobody sees them. */
const PATIENT = 0.9999
/** A room is felt when more calls than this are turned away. */
const SEEN = 1e-6
/** Of a line of any law: e to the minus that many is the share that would find no room. */
const ROOM_EXPONENT = 20

/** The closed form of a component, or null where there is none. */
export function theoryOf(architecture: Architecture, id: ComponentId): Theory | null {
  const server = findComponent(architecture, id)
  if (server?.kind !== 'server' || !isAlone(architecture, server) || !isPlain(server, FREE.server)) return null
  const flows = flowsInto(architecture, server)
  if (flows === null || flows.length === 0) return null
  const { patienceMs } = flows.reduce((least, flow) => (flow.patienceMs < least.patienceMs ? flow : least))
  const config = server.config as unknown as ServerConfig
  const load = loadOf(flows, config)
  return load.isExponential ? ofExponential(load, config, patienceMs) : ofAnyLaw(load, config, patienceMs)
}

interface ServerConfig {
  readonly cores: number
  readonly threads: number
  readonly backlog: number
  readonly cpuTime: Distribution
  readonly staticCpuTime: Distribution
}

/** It calls nobody, shares its cores with nobody, and nothing is planned to happen. */
function isAlone(architecture: Architecture, { id }: Component): boolean {
  const { timeline, connections } = architecture
  const isOnHost = ancestorsOf(architecture, id).some(({ kind }) => kind === 'host')
  return timeline.length === 0 && !isOnHost && connections.every(({ from }) => from !== id)
}

/** Whether all but some fields stand at their defaults. */
function isPlain(component: Component, free: readonly string[]): boolean {
  return isUsual(component.config, definitionOf(component).fields, free)
}

function isUsual(config: Config, fields: Fields, free: readonly string[]): boolean {
  const usual = defaultsOf(fields)
  return Object.keys(fields).every((name) => {
    return free.includes(name) || JSON.stringify(config[name] ?? usual[name]) === JSON.stringify(usual[name])
  })
}

/** Poisson arrivals from one client. */
interface Flow {
  readonly perMs: number
  readonly classes: readonly RequestClass[]
  /** How long a call may take before its caller gives up. */
  readonly patienceMs: number
}

/** What clients send straight to a server; null when something else comes as well, or not as a Poisson stream. */
function flowsInto(architecture: Architecture, server: Component): readonly Flow[] | null {
  const flows: Flow[] = []
  for (const connection of architecture.connections.filter(({ to }) => to === server.id)) {
    const client = findComponent(architecture, connection.from)
    const isOnly = architecture.connections.filter(({ from }) => from === connection.from).length === 1
    const fields = fieldsOfConnection(architecture, connection)
    if (client?.kind !== 'client' || !isOnly || !isPlain(client, FREE.client)) return null
    if (!isUsual(connection.config, fields, FREE.connection)) return null
    const config = client.config as unknown as Load & { readonly classes: readonly RequestClass[] }
    if (config.load === 'closed') return null
    const perSecond = config.load === 'rate' ? config.rate : peakRatePerSecond(config)
    flows.push({
      perMs: perSecond / 1_000,
      classes: config.classes,
      patienceMs: Number(connection.config['timeoutMs']) - 2 * Number(connection.config['latencyMs'] ?? 0),
    })
  }
  return flows
}

interface OfferedWork {
  readonly arrivalRatePerMs: number
  readonly serviceTimeMs: number
  readonly cv: number
  readonly isExponential: boolean
}

/** Arrivals of all clients together, and the mixture of the laws of their service. */
function loadOf(flows: readonly Flow[], { cpuTime, staticCpuTime }: ServerConfig): OfferedWork {
  const parts = flows.flatMap(({ perMs, classes }) => {
    const total = classes.reduce((sum, { share }) => sum + share, 0)
    return classes.map(({ operation, share }) => {
      return { perMs: (perMs * share) / total, law: operation === 'static' ? staticCpuTime : cpuTime }
    })
  })
  const arrivalRatePerMs = parts.reduce((sum, { perMs }) => sum + perMs, 0)
  const moment = (of: (law: Distribution) => number) =>
    parts.reduce((sum, { perMs, law }) => sum + perMs * of(law), 0) / arrivalRatePerMs
  const serviceTimeMs = moment(meanOf)
  const square = moment((law) => varianceOf(law) + meanOf(law) * meanOf(law))
  const means = new Set(parts.filter(({ perMs }) => perMs > 0).map(({ law }) => law.mean))
  const isExponential = means.size === 1 && parts.every(({ perMs, law }) => perMs === 0 || law.law === 'exponential')
  const cv = Math.sqrt(Math.max(0, square / (serviceTimeMs * serviceTimeMs) - 1))
  return { arrivalRatePerMs, serviceTimeMs, cv, isExponential }
}

function ofExponential(load: OfferedWork, config: ServerConfig, patienceMs: number): Theory | null {
  const { cores: servers, threads, backlog } = config
  // A thread is held through the line and the work: with fewer threads than cores, some cores are never used.
  if (load.serviceTimeMs <= 0 || threads < servers) return null
  const capacity = threads + backlog
  const state = mmck({ ...load, servers, capacity })
  const isFelt = state.blockedRatio > SEEN
  // In a bounded line nobody waits longer than for all who fit in before; in an endless one most do not wait that long.
  const longestMs = isFelt
    ? (capacity * load.serviceTimeMs * 2) / servers
    : mmcSojournQuantileMs({ ...load, servers }, PATIENT)
  if (longestMs > patienceMs) return null
  return told(isFelt ? `M/M/${servers}/${capacity}` : `M/M/${servers}`, state, load)
}

/** One core: Pollaczek and Khinchine, where the room is so large that it does not matter. */
function ofAnyLaw(load: OfferedWork, { cores, threads, backlog }: ServerConfig, patienceMs: number): Theory | null {
  const busy = load.arrivalRatePerMs * load.serviceTimeMs
  if (cores !== 1 || busy <= 0 || busy >= 1) return null
  const state = mg1(load)
  // In heavy traffic the line is exponential, with that mean.
  const scaleMs = (load.serviceTimeMs * (1 + load.cv * load.cv)) / (2 * (1 - busy))
  const isRoomy = (threads + backlog) * load.serviceTimeMs > ROOM_EXPONENT * scaleMs
  const isPatient = patienceMs > ROOM_EXPONENT * scaleMs
  return isRoomy && isPatient ? told('M/G/1', state, load) : null
}

function told(model: string, state: SteadyState, { arrivalRatePerMs }: OfferedWork): Theory {
  const { utilization, numberMean, throughputPerMs } = state
  // By Little's law over all who come.
  const latencyMs = numberMean / arrivalRatePerMs
  return { model, utilization, latencyMs, numberMean, throughputPerSecond: 1_000 * throughputPerMs }
}
