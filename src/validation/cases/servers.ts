/** What a server adds to a line: sharing, priority, patience, and calls of services, by theory. */
import type { Config } from '../../catalog/fields.ts'
import type { Experiment, Reading, ValidationCase } from '../case.ts'
import {
  balancing,
  det,
  exp,
  figuresOf,
  law,
  line,
  type Line,
  offering,
  one,
  only,
  serving,
  USUAL,
  world,
} from '../documents.ts'

const SIGMA = { sigma: 'a number of the derivation, which no system shows' }

function engine(id: string, spec: Line, unread?: Readonly<Record<string, string>>): ValidationCase {
  return { id, class: 'engine', experiments: () => [line(spec)], ...(unread && { unread }) }
}

/** One of several servers that take turns, fed by a Poisson stream: each of them sees Erlang arrivals. */
function turns(id: string, servers: number, rho: number, mu: number): ValidationCase {
  const unitMs = 10 * mu
  const whole = (percentile: string): Reading => ({
    terms: [{ path: `endToEnd.latencyMs.${percentile}` }],
    scale: 1 / unitMs,
  })
  return {
    id,
    class: 'engine',
    experiments: () => {
      const perUnit = servers * rho * mu
      const architecture = world({
        unitMs,
        parts: {
          users: offering(perUnit, unitMs),
          balancer: balancing({ healthIntervalMs: 300_000 }),
          web: serving(exp(1 / mu), unitMs, 1, { instances: servers }),
        },
        arrows: [['users balancer'], ['balancer web']],
        warmUp: USUAL.warmUp / perUnit,
        duration: USUAL.jobs / perUnit,
      })
      const reads = {
        ...only(figuresOf('web', unitMs), ['rho', 'W']),
        T: whole('mean'),
        T_p50: whole('p50'),
        T_p95: whole('p95'),
        T_p99: whole('p99'),
      }
      return [{ architecture, replications: USUAL.replications, jobs: 'endToEnd.ended', reads }]
    },
    unread: SIGMA,
  }
}

/** Impatient callers: Erlang A. */
function impatient(id: string, perUnit: number, mu: number, cores: number, patience: number): ValidationCase {
  const unitMs = 10 * mu
  const ended = 'components.users.ended'
  const cells = 'components.web.stations.cores'
  return {
    id,
    class: 'engine',
    experiments: () => {
      const maxWait = { ...exp(patience), mean: patience * unitMs }
      const architecture = world({
        unitMs,
        parts: {
          users: offering(perUnit, unitMs),
          web: serving(exp(1 / mu), unitMs, cores, { waitLimit: true, maxWait }),
        },
        arrows: [['users web']],
        warmUp: USUAL.warmUp / perUnit,
        duration: USUAL.jobs / perUnit,
      })
      const served = { path: `${cells}.delayedShare`, times: 'components.web.outcomes.ok', over: ended }
      const gone = { path: 'components.web.outcomes.shed', over: ended }
      const reads: Readonly<Record<string, Reading>> = {
        ...only(figuresOf('web', unitMs), ['util', 'Lq', 'L']),
        Pwait: { terms: [served, gone] },
        Pabandon: { terms: [gone] },
        W_all: { terms: [{ path: 'endToEnd.waitingMs' }], scale: 1 / unitMs },
        X: { terms: [{ path: 'endToEnd.goodputPerSecond' }], scale: unitMs / 1_000 },
      }
      return [{ architecture, replications: USUAL.replications, jobs: ended, reads }]
    },
    unread: { SL: 'the share served within a given wait is not told' },
  }
}

/** Time at a station: the wait, and the busy time of a core by job. */
function stay(id: string, unitMs: number): Reading {
  const cores = `components.${id}.stations.cores`
  const busy = { path: `${cores}.utilization`, over: `components.${id}.throughputPerSecond`, factor: 1_000 }
  return { terms: [{ path: `${cores}.waitingMsMean` }, busy], scale: 1 / unitMs }
}

/** Mean number at a station of one core. */
function present(id: string): Reading {
  const cores = `components.${id}.stations.cores`
  return { terms: [{ path: `${cores}.lineMean` }, { path: `${cores}.utilization` }] }
}

interface Network {
  /** Arrivals from outside a unit, by node. */
  readonly outside: readonly number[]
  /** Where a request goes on to, by node and node; the rest leaves. */
  readonly onward: readonly (readonly number[])[]
  readonly means: readonly number[]
}

/** An open Jackson network: whoever is served calls the next node by chance, or is done. */
function jackson(id: string, { outside, onward, means }: Network): ValidationCase {
  const unitMs = 1_000
  const total = outside.reduce((sum, each) => sum + each, 0)
  const nodes = means.map((mean, n) => {
    const out = onward[n]!.reduce((sum, each) => sum + each, 0)
    const stopShare = Math.max(0, Number((1 - out).toFixed(9)))
    return [`n${n}`, serving(exp(mean), unitMs, 1, { downstreamCalls: 'random', stopShare })] as const
  })
  const sources = outside.flatMap((rate, n) => (rate > 0 ? [[`u${n}`, offering(rate, unitMs)] as const] : []))
  const arrows = onward.flatMap((row, from) =>
    row.flatMap((share, to) =>
      share > 0 ? [[`n${from} n${to} downstream`, { share: Math.round(100 * share) }] as const] : [],
    ),
  )
  return {
    id,
    class: 'engine',
    experiments: () => {
      const architecture = world({
        unitMs,
        parts: Object.fromEntries([...sources, ...nodes]),
        arrows: [...outside.flatMap((rate, n) => (rate > 0 ? [[`u${n} n${n}`] as const] : [])), ...arrows],
        warmUp: 20_000 / total,
        duration: 40_000 / total,
      })
      const reads = Object.fromEntries(
        means.flatMap((_, n): (readonly [string, Reading])[] => [
          [`X.${n}`, { terms: [{ path: `components.n${n}.throughputPerSecond` }], scale: unitMs / 1_000 }],
          [`T.${n}`, stay(`n${n}`, unitMs)],
          [`L.${n}`, present(`n${n}`)],
        ]),
      )
      const whole = {
        L_total: one('endToEnd.numberInSystemMean'),
        T_system: { terms: [{ path: 'endToEnd.latencyMs.mean' }], scale: 1 / unitMs },
      }
      return [{ architecture, replications: USUAL.replications, jobs: 'endToEnd.ended', reads: { ...reads, ...whole } }]
    },
  }
}

/** A client of one class. */
function ofClass(operation: 'static' | 'read', priority: number): Config {
  return { classes: [{ name: 'job', operation, share: 1, keys: 1, zipf: 0, priority }] }
}

/** Two classes at one core. */
function classes(): Experiment {
  const unitMs = 10
  const both: Config = { discipline: 'priority', staticCpuTime: { ...det(1), mean: unitMs } }
  const architecture = world({
    unitMs,
    parts: {
      high: offering(0.3, unitMs, ofClass('static', 9)),
      low: offering(0.4, unitMs, ofClass('read', 1)),
      web: serving(exp(1), unitMs, 1, both),
    },
    arrows: [['high web'], ['low web']],
    warmUp: USUAL.warmUp / 0.7,
    duration: USUAL.jobs / 0.7,
  })
  const time = (id: string): Reading => ({ terms: [{ path: `components.${id}.latencyMs.mean` }], scale: 1 / unitMs })
  const reads = { T_high: time('high'), T_low: time('low') }
  return { architecture, replications: USUAL.replications, jobs: 'endToEnd.ended', reads }
}

/** Twenty people before a program that uses a processor and two disks so many times each. */
function centralServer(): Experiment {
  const unitMs = 10
  const demands = [
    ['cpu', 0.125, 16],
    ['disk1', 0.3, 10],
    ['disk2', 0.2, 5],
  ] as const
  const loop = { load: 'closed', population: 20, thinkTime: { ...exp(4), mean: 4 * unitMs } }
  const architecture = world({
    unitMs,
    parts: {
      users: offering(1, unitMs, loop),
      program: serving(det(0), unitMs, 128, { downstreamCalls: 'sequence' }),
      ...Object.fromEntries(demands.map(([id, mean]) => [id, serving(exp(mean), unitMs)] as const)),
    },
    arrows: [['users program'], ...demands.map(([id, , calls]) => [`program ${id} downstream`, { calls }] as const)],
    warmUp: 5_000,
    duration: 20_000,
  })
  const reads = Object.fromEntries(
    demands.flatMap(([id], n): (readonly [string, Reading])[] => [
      [`R.${n}`, stay(id, unitMs)],
      [`Q.${n}`, present(id)],
      [`U.${n}`, one(`components.${id}.stations.cores.utilization`)],
    ]),
  )
  const whole = {
    X: { terms: [{ path: 'endToEnd.throughputPerSecond' }], scale: unitMs / 1_000 },
    R_system: { terms: [{ path: 'endToEnd.latencyMs.mean' }], scale: 1 / unitMs },
  }
  return { architecture, replications: 10, jobs: 'endToEnd.ended', reads: { ...reads, ...whole } }
}

/** Bursty arrivals, each of which is split over three disks and waits for all. */
function forkJoin(): Experiment {
  const unitMs = 1
  const disks = ['d1', 'd2', 'd3']
  const architecture = world({
    unitMs,
    parts: {
      users: offering(1 / 12, unitMs, { arrivals: 'varied', gapCv: 5 }),
      array: serving(det(0), unitMs, 128, { downstreamCalls: 'parallel' }),
      ...Object.fromEntries(disks.map((id) => [id, serving(exp(5), unitMs)] as const)),
    },
    arrows: [['users array'], ...disks.map((id) => [`array ${id} downstream`] as const)],
    warmUp: 12 * 30_000,
    duration: 12 * 200_000,
  })
  const reads = {
    T: { terms: [{ path: 'endToEnd.latencyMs.mean' }], scale: 1 / unitMs },
    util: one('components.d1.stations.cores.utilization'),
  }
  return { architecture, replications: USUAL.replications, jobs: 'endToEnd.ended', reads }
}

export const servers: readonly ValidationCase[] = [
  engine('Q-31', {
    perUnit: 1,
    unitMs: 20,
    // Sharing does not care for the law; this one has the mean and the spread of the Coxian.
    service: law('hyperexponential', 0.5, 2),
    server: { cpuSharing: 'share' },
    reads: ['rho', 'T'],
  }),
  engine(
    'Q-36',
    { perUnit: 4, unitMs: 90, service: exp(1 / 9), server: { cpuSharing: 'share' }, reads: ['T', 'L', 'rho'] },
    { T_sd: 'a standard deviation of times is not told, percentiles are' },
  ),
  turns('Q-40', 2, 0.25, 2),
  turns('Q-41', 4, 0.8, 1),
  {
    id: 'Q-44',
    class: 'outOfScope',
    reason: 'Service is never interrupted for a higher class: servers do not do that.',
  },
  { id: 'Q-45', class: 'engine', experiments: () => [classes()] },
  impatient('Q-47', 10 / 3, 1 / 3, 13, 5),
  impatient('Q-48', 12, 1, 10, 2),
  jackson('Q-49', {
    outside: [0, 0, 0, 4],
    onward: [
      [0, 0.5, 0.5, 0],
      [1, 0, 0, 0],
      [0.6, 0, 0, 0],
      [1, 0, 0, 0],
    ],
    means: [0.04, 0.03, 0.06, 0.05],
  }),
  jackson('Q-50', {
    outside: [8, 0, 6, 0],
    onward: [
      [0, 0.2, 0.56, 0.24],
      [1, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ],
    means: [1 / 14, 1 / 9, 1 / 17, 1 / 7],
  }),
  { id: 'Q-54', class: 'engine', experiments: () => [centralServer()] },
  {
    id: 'Q-62',
    class: 'engine',
    experiments: () => [forkJoin()],
    allowances: { T: { type: 'relative', share: 0.03 }, util: { type: 'relative', share: 0.02 } },
  },
  {
    id: 'Q-63',
    class: 'outOfScope',
    reason: 'One dispatcher that follows another policy for each class of requests: balancers have one policy.',
  },
]
