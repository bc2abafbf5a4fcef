/**
 * Where queueing theory has a closed form for what is drawn, and what it says: a server that clients call directly,
 * with Poisson arrivals, one line and nothing else in its way. Everything that would break the assumptions of the form
 * makes it none; fields this file has never heard of must stand at their defaults.
 */
import type { Architecture, Component, ComponentId, ConnectionId } from '../architecture/architecture.ts'
import { ancestorsOf, definitionOf, fieldsOfConnection, findComponent } from '../architecture/lookup.ts'
import type { Load } from '../catalog/client/load.ts'
import { peakRatePerSecond } from '../catalog/client/traffic.ts'
import { type Config, defaultsOf, type Distribution, type Fields, type RequestClass } from '../catalog/fields.ts'
import { fail, type Result, succeed } from '../base/result.ts'
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

/** Why there is no closed form, and what of the drawing is the reason. */
export interface TheoryGap {
  readonly code:
    | 'notServer'
    | 'timeline'
    | 'onHost'
    | 'callsOthers'
    | 'nobodyCalls'
    | 'callerIsNoClient'
    | 'clientCallsOthers'
    | 'closedLoop'
    /** A field stands at something that no form knows. */
    | 'field'
    | 'idleCores'
    | 'impatient'
    | 'severalCores'
    | 'overloaded'
    | 'smallRoom'
  readonly component?: ComponentId
  readonly connection?: ConnectionId
  readonly field?: string
}

/** The closed form of a component, or null where there is none. */
export function theoryOf(architecture: Architecture, id: ComponentId): Theory | null {
  const explained = explainTheory(architecture, id)
  return explained.ok ? explained.value : null
}

/** The closed form of a component, or the first reason found why there is none. */
export function explainTheory(architecture: Architecture, id: ComponentId): Result<Theory, TheoryGap> {
  const server = findComponent(architecture, id)
  if (server?.kind !== 'server') return fail({ code: 'notServer' })
  const gap = companyOf(architecture, server) ?? unusualOf(server, FREE.server)
  if (gap !== undefined) return fail(gap)
  const flows = flowsInto(architecture, server)
  if (!flows.ok) return flows
  if (flows.value.length === 0) return fail({ code: 'nobodyCalls' })
  const { patienceMs } = flows.value.reduce((least, flow) => (flow.patienceMs < least.patienceMs ? flow : least))
  const config = server.config as unknown as ServerConfig
  const load = loadOf(flows.value, config)
  return load.isExponential ? ofExponential(load, config, patienceMs) : ofAnyLaw(load, config, patienceMs)
}

interface ServerConfig {
  readonly cores: number
  readonly threads: number
  readonly backlog: number
  readonly cpuTime: Distribution
  readonly staticCpuTime: Distribution
}

/** What keeps it from being alone: whom it calls, with whom it shares cores, what is planned to happen. */
function companyOf(architecture: Architecture, { id }: Component): TheoryGap | undefined {
  const { timeline, connections } = architecture
  if (timeline.length > 0) return { code: 'timeline' }
  const host = ancestorsOf(architecture, id).find(({ kind }) => kind === 'host')
  if (host !== undefined) return { code: 'onHost', component: host.id }
  const called = connections.find(({ from }) => from === id)
  return called === undefined ? undefined : { code: 'callsOthers', component: called.to }
}

/** The first field of a component, of all but some, that does not stand at its default. */
function unusualOf(component: Component, free: readonly string[]): TheoryGap | undefined {
  const field = unusualField(component.config, definitionOf(component).fields, free)
  return field === undefined ? undefined : { code: 'field', component: component.id, field }
}

function unusualField(config: Config, fields: Fields, free: readonly string[]): string | undefined {
  const usual = defaultsOf(fields)
  return Object.keys(fields).find((name) => {
    return !free.includes(name) && JSON.stringify(config[name] ?? usual[name]) !== JSON.stringify(usual[name])
  })
}

/** Poisson arrivals from one client. */
interface Flow {
  readonly perMs: number
  readonly classes: readonly RequestClass[]
  /** How long a call may take before its caller gives up. */
  readonly patienceMs: number
}

/** What clients send straight to a server, unless something else comes as well, or not as a Poisson stream. */
function flowsInto(architecture: Architecture, server: Component): Result<readonly Flow[], TheoryGap> {
  const flows: Flow[] = []
  for (const connection of architecture.connections.filter(({ to }) => to === server.id)) {
    const client = findComponent(architecture, connection.from)
    const isOnly = architecture.connections.filter(({ from }) => from === connection.from).length === 1
    const fields = fieldsOfConnection(architecture, connection)
    if (client?.kind !== 'client') return fail({ code: 'callerIsNoClient', component: connection.from })
    if (!isOnly) return fail({ code: 'clientCallsOthers', component: client.id })
    const gap = unusualOf(client, FREE.client)
    if (gap !== undefined) return fail(gap)
    const field = unusualField(connection.config, fields, FREE.connection)
    if (field !== undefined) return fail({ code: 'field', connection: connection.id, field })
    const config = client.config as unknown as Load & { readonly classes: readonly RequestClass[] }
    if (config.load === 'closed') return fail({ code: 'closedLoop', component: client.id })
    const perSecond = config.load === 'rate' ? config.rate : peakRatePerSecond(config)
    flows.push({
      perMs: perSecond / 1_000,
      classes: config.classes,
      patienceMs: Number(connection.config['timeoutMs']) - 2 * Number(connection.config['latencyMs'] ?? 0),
    })
  }
  return succeed(flows)
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

function ofExponential(load: OfferedWork, config: ServerConfig, patienceMs: number): Result<Theory, TheoryGap> {
  const { cores: servers, threads, backlog } = config
  // A thread is held through the line and the work: with fewer threads than cores, some cores are never used.
  if (load.serviceTimeMs <= 0) return fail({ code: 'nobodyCalls' })
  if (threads < servers) return fail({ code: 'idleCores' })
  const capacity = threads + backlog
  const state = mmck({ ...load, servers, capacity })
  const isFelt = state.blockedRatio > SEEN
  // In a bounded line nobody waits longer than for all who fit in before; in an endless one most do not wait that long.
  const longestMs = isFelt
    ? (capacity * load.serviceTimeMs * 2) / servers
    : mmcSojournQuantileMs({ ...load, servers }, PATIENT)
  if (longestMs > patienceMs) return fail({ code: 'impatient' })
  return succeed(told(isFelt ? `M/M/${servers}/${capacity}` : `M/M/${servers}`, state, load))
}

/** One core: Pollaczek and Khinchine, where the room is so large that it does not matter. */
function ofAnyLaw(load: OfferedWork, config: ServerConfig, patienceMs: number): Result<Theory, TheoryGap> {
  const { cores, threads, backlog } = config
  const busy = load.arrivalRatePerMs * load.serviceTimeMs
  if (busy <= 0) return fail({ code: 'nobodyCalls' })
  if (cores !== 1) return fail({ code: 'severalCores' })
  if (busy >= 1) return fail({ code: 'overloaded' })
  const state = mg1(load)
  // In heavy traffic the line is exponential, with that mean.
  const scaleMs = (load.serviceTimeMs * (1 + load.cv * load.cv)) / (2 * (1 - busy))
  const isRoomy = (threads + backlog) * load.serviceTimeMs > ROOM_EXPONENT * scaleMs
  const isPatient = patienceMs > ROOM_EXPONENT * scaleMs
  if (!isRoomy) return fail({ code: 'smallRoom' })
  return isPatient ? succeed(told('M/G/1', state, load)) : fail({ code: 'impatient' })
}

function told(model: string, state: SteadyState, { arrivalRatePerMs }: OfferedWork): Theory {
  const { utilization, numberMean, throughputPerMs } = state
  // By Little's law over all who come.
  const latencyMs = numberMean / arrivalRatePerMs
  return { model, utilization, latencyMs, numberMean, throughputPerSecond: 1_000 * throughputPerMs }
}
