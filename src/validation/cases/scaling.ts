/** Instances that come and go: how many an autoscaler asks for, how late they are, and how often they are up. */
import type { Experiment, Reading, ValidationCase } from '../case.ts'
import { det, offering, one, serving, trouble, world } from '../documents.ts'

/** An autoscaler as Kubernetes has it: a look every 15 s, a tenth of tolerance, five minutes before it scales down. */
const KUBERNETES = {
  metric: 'requests',
  periodMs: 15_000,
  datapointsOut: 1,
  datapointsIn: 20,
  toleranceOut: 0.1,
  toleranceIn: 0.1,
  bootTime: det(0),
  startTime: det(0),
  warmUpMs: 0,
  coolDownMs: 0,
  maxInstances: 100,
} as const

/** Fifty requests a second, evenly, so that every look sees the same. */
const RATE = 50

/** So many replicas with a metric that is so much of its target; read when the autoscaler has done what it does. */
function replicas(n: number, before: number, metric: number, target: number): Experiment {
  const targetRequests = (RATE * target) / (before * metric)
  const architecture = world({
    unitMs: 1_000,
    parts: {
      users: offering(RATE, 1_000, { arrivals: 'constant' }),
      tier: ['tier', { ...KUBERNETES, targetRequests }],
      web: [...serving(det(0.001), 1_000, 1, { instances: before }), 'tier'],
    },
    arrows: [['users web']],
    warmUp: 320,
    duration: 30,
  })
  const reads = { [`desired.${n}`]: one('components.web.instancesMean') }
  return { architecture, replications: 1, jobs: 'components.web.ended', reads }
}

/** When the load steps, and when the new replicas are there, s. */
const STEP = 60
const LAG = 90
/** Until everything is as it ought to be again. */
const LATER = 300

/**
 * Jobs in a queue, as only there all replicas work off one backlog. Ten seconds after the step it is seen; the rest of
 * the lag is boot.
 */
function lagging(from: number, duration: number, reads: Readonly<Record<string, Reading>>): Experiment {
  const jobs = [{ name: 'job', operation: 'job', share: 1, keys: 1, zipf: 0 }] as const
  const architecture = world({
    unitMs: 1_000,
    parts: {
      users: offering(80, 1_000, { classes: jobs, shape: 'step', shapeFactor: 2.5, shapeStartMs: STEP * 1_000 }),
      web: serving(det(0), 1_000, 16),
      queue: ['queue', { storeTime: det(0) }],
      tier: [
        'tier',
        {
          ...KUBERNETES,
          metric: 'backlog',
          targetBacklog: 100,
          periodMs: 10_000,
          datapointsIn: 100,
          minInstances: 2,
          maxInstances: 6,
          bootTime: det((LAG - 10) * 1_000),
        },
      ],
      worker: ['worker', { instances: 2, cores: 1, concurrency: 2, jobTime: det(20) }, 'tier'],
    },
    arrows: [['users web'], ['web queue'], ['queue worker consumers']],
    warmUp: from,
    duration,
  })
  return { architecture, replications: 10, jobs: 'components.worker.ended', reads }
}

const busy = 'components.worker.stations.cores.utilization'
const crew = 'components.worker.instancesMean'
const seconds = { path: 'durationMs', factor: 1e-3 } as const

/** From the replicas' arrival on all 6 of them are busy until the backlog is gone, then 4 are. */
const drain: Reading = {
  terms: [
    { path: busy, times: 'durationMs', factor: 3e-3 },
    { ...seconds, factor: -2e-3 },
  ],
}

/**
 * From the step on 2 are busy, then 6, then 4, while there are 2, then 6: over that time the mean numbers of both tell
 * when it changed.
 */
const overload: Reading = {
  terms: [{ path: busy, times: crew, factor: LATER / 2 }, { path: crew, factor: -LATER / 2 }, seconds],
}

/** An hour of the case, ms: as short as can be. */
const HOUR_MS = 10
const MTBF_H = 720

/** Three units in series, each with troubles of its own. */
function inSeries(): Experiment {
  const ids = ['a', 'b', 'c']
  const unit = serving(det(0), HOUR_MS)
  const killing = { meanIntervalMs: MTBF_H * HOUR_MS, meanDownMs: HOUR_MS }
  const architecture = world({
    unitMs: HOUR_MS,
    parts: { users: offering(0.25, HOUR_MS), a: unit, b: unit, c: unit },
    arrows: [
      ['users a', { tries: 1 }],
      ['a b', { tries: 1 }],
      ['b c', { tries: 1 }],
    ],
    warmUp: 10,
    duration: 100_000,
    timeline: ids.map((id) => trouble('monkey', id, killing)),
  })
  const A = one('components.a.instancesMean')
  const yearHours = 8_760
  return {
    architecture,
    replications: 10,
    jobs: 'endToEnd.ended',
    reads: {
      A,
      A_series3: one('endToEnd.outcomes.ok', { over: 'endToEnd.ended' }),
      downtime_h_per_year: {
        terms: [
          { path: 'components.a.stations.cores.servers', factor: yearHours },
          { path: 'components.a.instancesMean', factor: -yearHours },
        ],
      },
    },
  }
}

export const scaling: readonly ValidationCase[] = [
  {
    id: 'R-16',
    class: 'engine',
    experiments: () => [inSeries()],
    unread: { A_parallel2: 'both down is two seconds of a million: no run of a bearable length sees enough of it' },
  },
  {
    id: 'R-58',
    class: 'engine',
    experiments: () => [
      replicas(0, 50, 90, 75),
      replicas(1, 3, 200, 100),
      replicas(2, 4, 50, 100),
      replicas(3, 10, 105, 100),
      replicas(4, 7, 61, 50),
    ],
    allowances: { desired: { type: 'exact' } },
  },
  {
    id: 'R-59',
    class: 'engine',
    experiments: () => [
      lagging(STEP + LAG - 0.5, 0.5, { backlog_at_ready: one('components.queue.gauges.backlog') }),
      lagging(STEP + LAG, 150, { drain_s: drain }),
      lagging(STEP, LATER, { total_overload_s: overload }),
    ],
    // The oracle says it of the backlog, which the other two are: divided by the spare capacity.
    allowances: { backlog_at_ready: { type: 'relative', share: 0.05 } },
  },
]
