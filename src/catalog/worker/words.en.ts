import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the worker, in English. */
export const en = {
  title: 'Worker',
  summary: 'Pulls jobs from a queue and does them',
  fields: {
    instances: {
      label: 'Instances',
      help:
        'Identical machines that pull from the queue, each with its own slots and cores. More of them drain a ' +
        'backlog sooner, until the database they call is full.',
    },
    machine: {
      label: 'Machine',
      help:
        'Size and price of each instance, by the price list; the largest one is where scaling up ends. A change ' +
        'during a run restarts the instances, one after the other.',
    },
    cores: {
      label: 'Cores',
      help:
        'Cores of each instance. They bound how many jobs a second get done; with more than the slots can use, ' +
        'some stay idle.',
    },
    concurrency: {
      label: 'Slots',
      help:
        'Jobs an instance has in hand at a time. Fewer than the cores leave some of them idle; more help only ' +
        'while jobs wait for a database.',
    },
    jobTime: {
      label: 'Job time',
      help:
        'Core time of one job. Cores divided by it are the most jobs a second; if more are published, the backlog ' +
        'grows.',
    },
  },
  options: machineOptions('compute', 'en'),
  ports: {
    database: { label: 'database', verb: 'writes to' },
    queue: { label: 'queue', verb: 'publishes to' },
  },
  gauges: { utilization: 'CPU utilization', done: 'jobs done' },
  stations: { slots: 'slots', cores: 'CPU cores' },
} satisfies KindWords
