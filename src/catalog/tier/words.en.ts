import type { KindWords } from '../kind.ts'

/** What people read about the tier, in English. */
export const en = {
  title: 'Tier',
  summary: 'An auto-scaling group: as many instances as the load asks for',
  fields: {
    minInstances: {
      label: 'At least',
      help: 'Fewest instances of each server or worker inside.',
    },
    maxInstances: {
      label: 'At most',
      help: 'Most instances of each server or worker inside: the bound of the bill, and of what can be served.',
    },
    metric: {
      label: 'Follows',
      help:
        'The figure that is kept near its target: mean utilization of the cores, requests a second of each instance, ' +
        'or messages in the queue for each worker.',
    },
    targetUtilization: {
      label: 'Target utilization',
      help: 'Mean busy share of the cores. Lower is dearer, and leaves room for the minutes that new instances take.',
    },
    targetRequests: {
      label: 'Target rate',
      help: 'Requests a second that each instance ought to get; health checks do not count.',
    },
    targetBacklog: {
      label: 'Target backlog',
      help: 'Messages that may wait for each worker: the latency you allow, divided by the time of a job.',
    },
    periodMs: {
      label: 'Metric period',
      help: 'How often the figure is looked at; it is the mean since the last look, and of a backlog what waits then.',
    },
    datapointsOut: {
      label: 'Datapoints up',
      help: 'Looks in a row that have to be above the target before instances are added.',
    },
    datapointsIn: {
      label: 'Datapoints down',
      help: 'Looks in a row that have to be below the target before instances are taken away.',
    },
    toleranceOut: {
      label: 'Tolerance above',
      help: 'Part of the target by which the figure may exceed it, and nothing is done. Kubernetes: a tenth.',
    },
    toleranceIn: {
      label: 'Tolerance below',
      help: 'Part of the target by which the figure may fall short of it, and nothing is done.',
    },
    bootTime: {
      label: 'Boot time',
      help: 'From the launch of an instance until its system runs. It is paid from the launch on.',
    },
    startTime: {
      label: 'Start time',
      help: 'From then on until its program takes requests.',
    },
    warmUpMs: {
      label: 'Warm-up',
      help:
        'A new instance takes requests at once, but for so long its figures do not count, and nothing is taken ' +
        'away.',
    },
    coolDownMs: {
      label: 'Cool-down',
      help: 'After a change, and after the start, no instance is taken away for so long.',
    },
    drainMs: {
      label: 'Drain time',
      help:
        'An instance that is taken away gets no new requests, and so long to finish those in hand. Then it stops; ' +
        'what is left is cut off.',
    },
  },
  options: { cpu: 'CPU utilization', requests: 'Requests per instance', backlog: 'Backlog per worker' },
  ports: {},
  gauges: {},
} satisfies KindWords
