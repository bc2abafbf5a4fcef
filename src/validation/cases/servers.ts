/** What servers do besides first come, first served: sharing, priorities, patience, and calls of other servers. */
import type { Config } from '../../catalog/fields.ts'
import type { Experiment, Reading, ValidationCase } from '../case.ts'
import { balancing, det, exp, figuresOf, law, line, offering, one, only, serving, USUAL, world } from '../documents.ts'

/** Health checks that never get in the way. */
const RARE = { healthIntervalMs: 300_000 }
const SHARED = { cpuSharing: 'share' }
const NO_SIGMA = { sigma: 'a number of the derivation, which no system shows' }
const TIMES = ['T', 'T_p50', 'T_p95', 'T_p99'] as const

/** One of so many servers that take turns gets every so-manieth arrival: gaps of an Erlang law. */
function everyNth(id: string, servers: number, rho: number, mu: number, unitMs: number): ValidationCase {
  const perUnit = servers * rho * mu
  return {
    id,
    class: 'engine',
    experiments: () => [
      {
        architecture: world({
          unitMs,
          parts: {
            users: offering(perUnit, unitMs),
            balancer: balancing({ ...RARE, policy: 'roundRobin' }),
            web: serving(exp(1 / mu), unitMs, 1, { instances: servers }),
          },
          arrows: [['users balancer'], ['balancer web']],
          warmUp: USUAL.warmUp / perUnit,
          duration: USUAL.jobs / perUnit,
        }),
        replications: USUAL.replications,
        jobs: 'components.web.ended',
        reads: only(figuresOf('web', unitMs), ['rho', 'W', ...TIMES]),
      },
    ],
    unread: NO_SIGMA,
  }
}

/** A high class of constant service before a low class of exponential service, nobody being interrupted. */
function headOfLine(): Experiment {
  const unitMs = 10
  const [high, low] = [0.3, 0.4]
  const asking = (rate: number, operation: 'static' | 'read', priority: number) =>
    offering(rate, unitMs, { classes: [{ name: operation, operation, share: 1, keys: 1, zipf: 0, priority }] })
  const both = { discipline: 'priority', staticCpuTime: { ...det(1), mean: unitMs } }
  const time = (id: string) => one(`components.${id}.latencyMs.mean`, { factor: 1 / unitMs })
  return {
    architecture: world({
      unitMs,
      parts: {
        high: asking(high, 'static', 9),
        low: asking(low, 'read', 1),
        web: serving(exp(1), unitMs, 1, both),
      },
      arrows: [['high web'], ['low web']],
      warmUp: USUAL.warmUp / (high + low),
      duration: USUAL.jobs / (high + low),
    }),
    replications: USUAL.replications,
    jobs: 'components.web.ended',
    reads: { T_high: time('high'), T_low: time('low') },
  }
}

interface Impatient {
  readonly perUnit: number
  readonly mu: number
  readonly cores: number
  readonly patience: number
}

/** M/M/c+M: who has waited longer than he has patience leaves the line and is shed. */
function erlangA(id: string, { perUnit, mu, cores, patience }: Impatient): ValidationCase {
  const unitMs = 10
  const web = 'components.web'
  const station = `${web}.stations.cores`
  const ended = `${web}.ended`
  const throughput = `${web}.throughputPerSecond`
  const left = { path: `${web}.outcomes.shed`, over: ended }
  return {
    id,
    class: 'engine',
    experiments: () => {
      const limited = { waitLimit: true, maxWait: { ...exp(patience), mean: patience * unitMs } }
      const spec = { perUnit, unitMs, service: exp(1 / mu), cores, server: limited, reads: ['util', 'Lq', 'L'] }
      const plain = line(spec)
      const reads: Record<string, Reading> = {
        ...plain.reads,
        // Those who were served after a wait, and those who were not served.
        Pwait: { terms: [{ path: `${station}.delayedShare`, times: `${web}.outcomes.ok`, over: ended }, left] },
        Pabandon: { terms: [left] },
        // The time of everybody, without the busy time of the cores a request.
        W_all: {
          terms: [
            { path: `${web}.latencyMs.mean` },
            { path: `${station}.utilization`, over: throughput, factor: -1_000 * cores },
          ],
          scale: 1 / unitMs,
        },
        X: {
          terms: [{ path: throughput, times: `${web}.outcomes.ok`, over: ended }],
          scale: unitMs / 1_000,
        },
      }
      return [{ ...plain, reads }]
    },
    unread: { SL: 'the share that is served within a wait is not told' },
  }
}

/** A server of a network: who is called next, by share, and how often nobody is. */
interface Node {
  readonly service: number
  readonly to?: Readonly<Record<string, number>>
  readonly stopShare?: number
  /** Arrivals from outside. */
  readonly outside?: number
}

/** Figures of a station alone, without what the calls of the server take. */
function stationOf(id: string, unitMs: number) {
  const cores = `components.${id}.stations.cores`
  const utilization = `${cores}.utilization`
  const throughput = `components.${id}.throughputPerSecond`
  return {
    X: { terms: [{ path: throughput }], scale: unitMs / 1_000 },
    T: {
      terms: [{ path: `${cores}.waitingMsMean` }, { path: utilization, over: throughput, factor: 1_000 }],
      scale: 1 / unitMs,
    },
    L: { terms: [{ path: `${cores}.lineMean` }, { path: utilization }] },
    U: one(utilization),
  } satisfies Readonly<Record<string, Reading>>
}

/** Readings of several stations, by key and number: `X.0`, `X.1`, … */
function numbered(ids: readonly string[], unitMs: number, names: Readonly<Record<string, 'X' | 'T' | 'L' | 'U'>>) {
  return Object.fromEntries(
    ids.flatMap((id, n) =>
      Object.entries(names).map(([key, figure]) => [`${key}.${n}`, stationOf(id, unitMs)[figure]] as const),
    ),
  )
}

/** An open network with Poisson arrivals, exponential services and chances to go on; one core a node. */
function jackson(id: string, nodes: Readonly<Record<string, Node>>, unitMs: number): ValidationCase {
  const ids = Object.keys(nodes)
  const entries = Object.entries(nodes).filter(([, { outside = 0 }]) => outside > 0)
  const perUnit = entries.reduce((sum, [, { outside = 0 }]) => sum + outside, 0)
  return {
    id,
    class: 'engine',
    experiments: () => {
      const servers = Object.entries(nodes).map(([name, { service, stopShare = 0 }]) => {
        return [name, serving(exp(service), unitMs, 1, { downstreamCalls: 'random', stopShare })] as const
      })
      const clients = entries.map(([name, { outside = 0 }]) => [`users-${name}`, offering(outside, unitMs)] as const)
      const arrows = Object.entries(nodes).flatMap(([from, { to = {} }]) =>
        Object.entries(to).map(([name, share]) => [`${from} ${name} downstream`, { share }] as const),
      )
      return [
        {
          architecture: world({
            unitMs,
            parts: { ...Object.fromEntries(clients), ...Object.fromEntries(servers) },
            arrows: [...entries.map(([name]) => [`users-${name} ${name}`] as const), ...arrows],
            warmUp: USUAL.warmUp / perUnit,
            duration: USUAL.jobs / perUnit,
          }),
          replications: USUAL.replications,
          jobs: 'endToEnd.ended',
          reads: {
            ...numbered(ids, unitMs, { X: 'X', T: 'T', L: 'L' }),
            L_total: { terms: ids.flatMap((name) => stationOf(name, unitMs).L.terms) },
            T_system: one('endToEnd.latencyMs.mean', { factor: 1 / unitMs }),
          },
        },
      ]
    },
  }
}

/** Terminals before a central system: each job visits every station so often. */
function terminals(): Experiment {
  const unitMs = 50
  const stations = { cpu: [0.125, 16], fast: [0.3, 10], slow: [0.2, 5] } as const
  const loop = { load: 'closed', population: 20, thinkTime: { ...exp(4), mean: 4 * unitMs } }
  const servers = Object.entries(stations).map(([id, [service]]) => [id, serving(exp(service), unitMs)] as const)
  return {
    architecture: world({
      unitMs,
      parts: {
        users: offering(1, unitMs, loop),
        job: serving(det(0), unitMs, 1, { downstreamCalls: 'sequence' }),
        ...Object.fromEntries(servers),
      },
      arrows: [
        ['users job'],
        ...Object.entries(stations).map(([id, [, calls]]) => [`job ${id} downstream`, { calls }] as const),
      ],
      warmUp: 3_000,
      duration: 12_000,
    }),
    replications: USUAL.replications,
    jobs: 'endToEnd.ended',
    reads: {
      ...numbered(Object.keys(stations), unitMs, { R: 'T', Q: 'L', U: 'U' }),
      X: { terms: [{ path: 'endToEnd.throughputPerSecond' }], scale: unitMs / 1_000 },
      R_system: one('endToEnd.latencyMs.mean', { factor: 1 / unitMs }),
    },
  }
}

/** Each job is done by three disks at once, and over when the last is. */
function forkJoin(): Experiment {
  const unitMs = 2
  const disks = ['first', 'second', 'third']
  return {
    architecture: world({
      unitMs,
      parts: {
        // Balanced means: a spread of 5 has exactly the two rates that are given.
        users: offering(1 / 12, unitMs, { arrivals: 'varied', gapCv: 5 }),
        job: serving(det(0), unitMs, 1, { downstreamCalls: 'parallel' }),
        ...Object.fromEntries(disks.map((id) => [id, serving(exp(5), unitMs)] as const)),
      },
      arrows: [['users job'], ...disks.map((id) => [`job ${id} downstream`] as const)],
      warmUp: 12 * USUAL.warmUp,
      duration: 12 * 100_000,
    }),
    replications: USUAL.replications,
    jobs: 'endToEnd.ended',
    reads: {
      T: one('endToEnd.latencyMs.mean', { factor: 1 / unitMs }),
      util: one('components.first.stations.cores.utilization'),
    },
  }
}

/** A request asks so many machines at once; each is late in one of a hundred cases, and one is enough. */
function fanOut(id: string, calls: number): ValidationCase {
  const meanMs = 10
  return {
    id,
    class: 'engine',
    experiments: () => {
      const leaf: Config = { instances: calls }
      return [
        {
          architecture: world({
            unitMs: 1,
            parts: {
              users: offering(20, 1_000),
              root: serving(det(0), 1, 1, { downstreamCalls: 'parallel' }),
              leaf: serving(exp(meanMs), 1, 128, leaf),
            },
            arrows: [['users root'], ['root leaf downstream', { calls, timeoutMs: meanMs * Math.log(100) }]],
            warmUp: 1_000,
            duration: 250_000,
          }),
          replications: 4,
          jobs: 'endToEnd.ended',
          reads: { P_slow: one('endToEnd.outcomes.timedOut', { over: 'endToEnd.ended' }) },
        },
      ]
    },
    allowances: { P_slow: { type: 'binomial' } },
  }
}

export const servers: readonly ValidationCase[] = [
  {
    id: 'Q-31',
    class: 'engine',
    // Insensitive: a hyperexponential of the same spread stands for the Coxian.
    experiments: () => [
      line({
        perUnit: 1,
        unitMs: 20,
        service: law('hyperexponential', 0.5, 2),
        server: SHARED,
        reads: ['rho', 'T'],
      }),
    ],
  },
  {
    id: 'Q-36',
    class: 'engine',
    experiments: () => [
      line({ perUnit: 4, unitMs: 90, service: exp(1 / 9), server: SHARED, reads: ['rho', 'T', 'L'] }),
    ],
    unread: { T_sd: 'the spread of times is told by percentiles' },
  },
  everyNth('Q-40', 2, 0.25, 2, 20),
  everyNth('Q-41', 4, 0.8, 1, 10),
  { id: 'Q-44', class: 'outOfScope', reason: 'priorities here do not interrupt who is being served' },
  { id: 'Q-45', class: 'engine', experiments: () => [headOfLine()] },
  erlangA('Q-47', { perUnit: 10 / 3, mu: 1 / 3, cores: 13, patience: 5 }),
  erlangA('Q-48', { perUnit: 12, mu: 1, cores: 10, patience: 2 }),
  jackson(
    'Q-49',
    {
      first: { service: 0.04, to: { second: 1, third: 1 } },
      second: { service: 0.03, to: { first: 1 } },
      third: { service: 0.06, to: { first: 1 }, stopShare: 0.4 },
      fourth: { service: 0.05, to: { first: 1 }, outside: 4 },
    },
    200,
  ),
  jackson(
    'Q-50',
    {
      first: { service: 1 / 14, to: { second: 20, third: 56, fourth: 24 }, outside: 8 },
      second: { service: 1 / 9, to: { first: 1 } },
      third: { service: 1 / 17, outside: 6 },
      fourth: { service: 1 / 7 },
    },
    100,
  ),
  { id: 'Q-54', class: 'engine', experiments: () => [terminals()] },
  {
    id: 'Q-62',
    class: 'engine',
    experiments: () => [forkJoin()],
    allowances: { T: { type: 'relative', share: 0.03 }, util: { type: 'relative', share: 0.02 } },
  },
  {
    id: 'Q-63',
    class: 'outOfScope',
    reason: 'a class has no service time of its own at each server, nor a policy of its own at a balancer',
  },
  fanOut('R-30', 1),
  fanOut('R-31', 10),
  fanOut('R-34', 100),
]
