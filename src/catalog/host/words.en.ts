import type { KindWords } from '../kind.ts'

/** What people read about the host, in English. */
export const en = {
  title: 'Host',
  summary: 'One machine shared by what stands on it',
  fields: {
    cores: {
      label: 'Cores',
      help:
        'Cores that everything on this machine shares, in place of cores of its own. With too few, a busy database ' +
        'slows down the server beside it.',
    },
  },
  ports: {},
  gauges: {},
  stations: { cores: 'CPU cores' },
} satisfies KindWords
