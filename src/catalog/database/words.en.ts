import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the database, in English. */
export const en = {
  title: 'Database',
  summary: 'Keeps data on disk and ships its log to replicas',
  fields: {
    machine: {
      label: 'Machine',
      help:
        'Size and price of its machine, by the price list; the largest one is where scaling up ends. A change ' +
        'during a run restarts it.',
    },
    cores: {
      label: 'Cores',
      help: 'Cores that its queries share. When all are busy, queries wait for one while they hold their connections.',
    },
    readTime: {
      label: 'Read time',
      help:
        'Core time of one read. Its inverse times the cores is the most reads a second, which a cache or replicas ' +
        'can take off its back.',
    },
    writeTime: {
      label: 'Write time',
      help: 'Core time of one write on the primary. Replicas do not relieve it: every write goes to the primary.',
    },
    commitTime: {
      label: 'Commit time',
      help:
        'Time a write waits for the disk until it is safe. It holds the connection but no core; at 0 the disk is ' +
        'instant.',
    },
    applyTime: {
      label: 'Apply time',
      help:
        'Time a replica needs to apply one logged write; it applies them one after another. If writes come faster ' +
        'than that, its lag grows without end.',
    },
    maxConnections: {
      label: 'Connections',
      help:
        'Queries it works on at a time, each holding a connection to its end. Few: callers wait for one; many: ' +
        'they wait for cores instead.',
    },
    waitingRoom: {
      label: 'Waiting room',
      help:
        'Callers that may wait for a connection; the next one is turned away. At 0 nobody waits; a long line turns ' +
        'overload into timeouts.',
    },
  },
  options: machineOptions('database', 'en'),
  ports: {
    replicas: { label: 'replica', verb: 'replicates to' },
  },
  gauges: {
    utilization: 'CPU utilization',
    lagMs: 'replication lag',
    staleShare: 'stale reads',
    lostWrites: 'lost writes',
    connectionsBusy: 'connections in use',
  },
  stations: { connections: 'connections', cores: 'CPU cores' },
} satisfies KindWords
