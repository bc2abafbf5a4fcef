import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the host, in English. */
export const en = {
  title: 'Host',
  summary: 'One machine shared by what stands on it',
  fields: {
    machine: {
      label: 'Machine',
      help:
        'Size and price of the machine, by the price list; the largest one is where scaling up ends. A change ' +
        'during a run restarts it and everything on it.',
    },
    cores: {
      label: 'Cores',
      help:
        'Cores that everything on this machine shares, in place of cores of its own. With too few, a busy database ' +
        'slows down the server beside it.',
    },
  },
  options: machineOptions('compute', 'en'),
  ports: {},
  gauges: {},
  stations: { cores: 'CPU cores' },
} satisfies KindWords
