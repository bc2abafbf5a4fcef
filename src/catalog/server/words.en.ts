import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the server, in English. */
export const en = {
  title: 'Server',
  summary: 'Runs your code, one thread for each request',
  fields: {
    instances: {
      label: 'Instances',
      help:
        'Identical machines behind this box; callers spread over them. One is a single point of failure; more ' +
        'share the load until something they all call is full.',
    },
    machine: {
      label: 'Machine',
      help:
        'Size and price of each instance, by the price list; the largest one is where scaling up ends. A change ' +
        'during a run restarts the instances, one after the other.',
    },
    cores: {
      label: 'Cores',
      help: 'Cores of each instance. When all are busy, threads wait for one and latency climbs steeply.',
    },
    cpuTime: {
      label: 'CPU time',
      help:
        'Core time of one request that is not for a static file. One core can do no more than one second of it in ' +
        'a second.',
    },
    staticCpuTime: {
      label: 'Static CPU time',
      help: 'Core time of one request for a static file. With a CDN in front, few of these get here.',
    },
    threads: {
      label: 'Threads',
      help:
        'Requests an instance works on at a time; a thread is held until the answer, also while it waits for cache ' +
        'or database. Few: a slow database stops the whole tier; many: more load falls on what is called.',
    },
    backlog: {
      label: 'Backlog',
      help:
        'Requests that may wait for a thread; the next one is turned away. At 0 nothing waits; a long line answers ' +
        'requests that nobody waits for any more.',
    },
  },
  options: machineOptions('compute', 'en'),
  ports: {
    cache: { label: 'cache', verb: 'looks up in' },
    database: { label: 'database', verb: 'reads and writes' },
    queue: { label: 'queue', verb: 'publishes to' },
    downstream: { label: 'service', verb: 'calls' },
  },
  gauges: { utilization: 'CPU utilization', threadsBusy: 'threads busy', line: 'waiting for a thread' },
  stations: { threads: 'threads', cores: 'CPU cores' },
} satisfies KindWords
