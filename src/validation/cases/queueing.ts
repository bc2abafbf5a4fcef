/** One line before servers, and networks of them. */
import type { ValidationCase } from '../case.ts'
import {
  balancing,
  det,
  exp,
  figuresOf,
  law,
  type Line,
  line,
  offering,
  one,
  only,
  serving,
  USUAL,
  world,
} from '../documents.ts'

const MMC = ['rho', 'Pwait', 'W', 'T', 'L', 'Lq', 'T_p50', 'T_p95', 'T_p99', 'W_p95', 'W_p99'] as const
const MM1 = MMC.filter((key) => key !== 'Pwait')
const LONG = { warmUp: 200_000 } as const

function engine(id: string, spec: Line, unread?: Readonly<Record<string, string>>): ValidationCase {
  return { id, class: 'engine', experiments: () => [line(spec)], ...(unread && { unread }) }
}

/** M/M/c with rates a unit; `unitMs` makes a service about 10 ms. */
function mmc(id: string, perUnit: number, mu: number, cores: number, unitMs: number, more: Partial<Line> = {}) {
  const reads = cores === 1 ? MM1 : MMC
  return engine(id, { perUnit, unitMs, service: exp(1 / mu), cores, reads, ...more })
}

const NO_IDLE = { P0: 'the share of time with nobody inside is not told' }

/** M/M/c/K: a balancer lets no more than K in, so that the server's times are those of the accepted. */
function bounded(id: string, { perUnit, mu, c, room, unitMs, reads }: Bounded): ValidationCase {
  return {
    id,
    class: 'engine',
    experiments: () => {
      const architecture = world({
        unitMs,
        parts: {
          users: offering(perUnit, unitMs),
          door: balancing({ maxConnections: room, healthIntervalMs: 300_000 }),
          web: serving(exp(1 / mu), unitMs, c),
        },
        arrows: [['users door'], ['door web']],
        warmUp: USUAL.warmUp / perUnit,
        duration: USUAL.jobs / perUnit,
      })
      const blocked = one('components.users.outcomes.turnedAway', { over: 'components.users.ended' })
      const figures = { ...figuresOf('web', unitMs), Pblock: blocked }
      return [
        { architecture, replications: USUAL.replications, jobs: 'components.users.ended', reads: only(figures, reads) },
      ]
    },
    ...(reads.includes('Lq') && { unread: NO_IDLE }),
  }
}

interface Bounded {
  readonly perUnit: number
  readonly mu: number
  readonly c: number
  readonly room: number
  readonly unitMs: number
  readonly reads: readonly string[]
}

const MMCK = ['Pblock', 'L', 'Lq', 'X', 'T', 'W', 'util']
const ERLANG = ['Pblock', 'util', 'L', 'X']

/** A closed loop of people before one server. */
function closed(id: string, { population, think, service, cores, reads, unread }: Closed): ValidationCase {
  const unitMs = 10
  return {
    id,
    class: 'engine',
    experiments: () => {
      const loop = {
        load: 'closed',
        population,
        thinkTime: { ...exp(think), mean: think * unitMs },
      }
      const architecture = world({
        unitMs,
        parts: { users: offering(1, unitMs, loop), web: serving(exp(service), unitMs, cores) },
        arrows: [['users web']],
        warmUp: 5_000,
        duration: 50_000,
      })
      const figures = { ...figuresOf('web', unitMs), R: figuresOf('web', unitMs)['T']! }
      return [{ architecture, replications: 20, jobs: 'components.web.ended', reads: only(figures, reads) }]
    },
    unread,
  }
}

interface Closed {
  readonly population: number
  readonly think: number
  readonly service: number
  readonly cores: number
  readonly reads: readonly string[]
  readonly unread: Readonly<Record<string, string>>
}

/** Servers one after the other, each of which serves and then calls the next; figures of the stations alone. */
function tandem(id: string, perUnit: number, means: readonly number[], unitMs: number, keys: TandemKeys, jobs: number) {
  const ids = means.map((_, n) => `s${n}`)
  const parts = Object.fromEntries(means.map((mean, n) => [`s${n}`, serving(exp(mean), unitMs)]))
  const reads = Object.fromEntries(
    ids.flatMap((server, n) => {
      const cores = `components.${server}.stations.cores`
      // Waiting, and the busy time of the core a job: together the time at the station.
      const busy = { path: `${cores}.utilization`, over: `components.${server}.throughputPerSecond`, factor: 1_000 }
      const stay = { terms: [{ path: `${cores}.waitingMsMean` }, busy], scale: 1 / unitMs }
      return [
        [`${keys.stage}.${n}`, stay],
        ...(keys.rho === undefined ? [] : [[`${keys.rho}.${n}`, one(`${cores}.utilization`)] as const]),
      ]
    }),
  )
  return {
    id,
    class: 'engine',
    experiments: () => [
      {
        architecture: world({
          unitMs,
          parts: { users: offering(perUnit, unitMs), ...parts },
          arrows: [['users s0'], ...ids.slice(1).map((server, n) => [`s${n} ${server} downstream`] as const)],
          warmUp: (4 * USUAL.warmUp) / perUnit,
          duration: jobs / perUnit,
        }),
        replications: USUAL.replications,
        jobs: 'components.users.ended',
        reads: { ...reads, ...keys.whole(unitMs) },
      },
    ],
  } satisfies ValidationCase
}

interface TandemKeys {
  readonly stage: string
  readonly rho?: string
  readonly whole: (unitMs: number) => ReturnType<typeof only>
}

const wholeTime = (unitMs: number, percentile = 'mean') => ({
  terms: [{ path: `endToEnd.latencyMs.${percentile}` }],
  scale: 1 / unitMs,
})
const wholeNumber = one('endToEnd.numberInSystemMean')

export const queueing: readonly ValidationCase[] = [
  mmc('Q-01', 75, 100, 1, 1_000),
  mmc('Q-02', 1, 2, 1, 20),
  mmc('Q-03', 5, 8, 1, 80),
  mmc('Q-04', 9, 10, 1, 100),
  mmc('Q-09', 9, 5, 4, 50),
  mmc('Q-10', 2, 1, 3, 10),
  mmc('Q-11', 0.2, 0.1, 3, 1),
  mmc('Q-12', 0.2, 0.1, 4, 1),
  mmc('Q-15', 95, 1, 100, 10, LONG),
  mmc('Q-16', 36, 10, 4, 100),
  bounded('Q-17', { perUnit: 40, mu: 30, c: 3, room: 7, unitMs: 300, reads: MMCK }),
  bounded('Q-18', { perUnit: 50, mu: 10, c: 4, room: 6, unitMs: 100, reads: MMCK }),
  bounded('Q-19', { perUnit: 3, mu: 2, c: 2, room: 5, unitMs: 20, reads: MMCK }),
  bounded('Q-20', { perUnit: 3, mu: 4, c: 2, room: 3, unitMs: 40, reads: MMCK }),
  bounded('Q-22', { perUnit: 20, mu: 10, c: 1, room: 10, unitMs: 100, reads: [...MMCK, 'T_p50', 'T_p95', 'T_p99'] }),
  bounded('Q-23', { perUnit: 1, mu: 1, c: 2, room: 2, unitMs: 10, reads: ERLANG }),
  bounded('Q-24', { perUnit: 10, mu: 1, c: 17, room: 17, unitMs: 10, reads: ERLANG }),
  bounded('Q-25', { perUnit: 10, mu: 1, c: 10, room: 10, unitMs: 10, reads: ERLANG }),
  bounded('Q-26', { perUnit: 100, mu: 1, c: 110, room: 110, unitMs: 10, reads: ERLANG }),
  engine('Q-28', {
    perUnit: 0.8,
    unitMs: 10,
    service: det(1),
    reads: ['rho', 'W', 'T', 'L', 'T_p50', 'T_p95', 'T_p99'],
  }),
  engine('Q-30', {
    perUnit: 1,
    unitMs: 20,
    // The mean wait depends on the first two moments alone, so a hyperexponential of this spread stands for the Coxian.
    service: law('hyperexponential', 0.5, 2),
    reads: ['rho', 'W', 'T', 'L', 'Lq'],
  }),
  engine('Q-32', {
    perUnit: 1,
    unitMs: 20,
    service: law('gamma', 0.5, Math.SQRT1_2),
    reads: ['rho', 'W', 'T', 'L', 'Lq'],
  }),
  engine('Q-33', {
    perUnit: 0.7,
    unitMs: 10,
    service: law('hyperexponential', 1, Math.sqrt(1.5)),
    reads: ['rho', 'W', 'T', 'L', 'Lq'],
  }),
  engine('Q-35', {
    perUnit: 0.75,
    unitMs: 10,
    service: law('uniform', 1, 0.5 / Math.sqrt(3)),
    reads: ['rho', 'W', 'T', 'L', 'Lq'],
  }),
  engine(
    'Q-42',
    {
      perUnit: 0.8,
      unitMs: 10,
      service: exp(1),
      client: { arrivals: 'constant' },
      reads: ['rho', 'T', 'W', 'T_p50', 'T_p95', 'T_p99'],
    },
    { sigma: 'a number of the derivation, which no system shows' },
  ),
  tandem('Q-52', 1 / 240, [20, 226.530612, 232.653061, 60], 0.05, PASSPORT(), 200_000),
  tandem('Q-53', 80, [1 / 100, 1 / 120, 1 / 160], 1_000, LB_SERVER_DB(), 50_000),
  closed('Q-58', {
    population: 5,
    think: 1,
    service: 1,
    cores: 1,
    reads: ['X', 'L', 'R', 'util'],
    unread: NO_IDLE,
  }),
  closed('Q-59', {
    population: 3,
    think: 2,
    service: 0.25,
    cores: 2,
    reads: ['X', 'L', 'R', 'util'],
    unread: NO_IDLE,
  }),
]

function PASSPORT(): TandemKeys {
  return {
    stage: 'R',
    rho: 'rho',
    whole: (unitMs) => ({ R_system: wholeTime(unitMs), L: wholeNumber }),
  }
}

function LB_SERVER_DB(): TandemKeys {
  return {
    stage: 'T_stage',
    whole: (unitMs) => ({
      T_total: wholeTime(unitMs),
      T_p50: wholeTime(unitMs, 'p50'),
      T_p95: wholeTime(unitMs, 'p95'),
      T_p99: wholeTime(unitMs, 'p99'),
      L_total: wholeNumber,
    }),
  }
}
