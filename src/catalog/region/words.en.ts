import type { KindWords } from '../kind.ts'

/** What people read about the region, in English. */
export const en = {
  title: 'Region',
  summary: 'A place on the map; what is inside is close together',
  fields: {
    location: {
      label: 'Location',
      help:
        'Where on the map it is. Connections that leave the region take half the round trip between the two places ' +
        'each way; connections inside stay fast.',
    },
  },
  options: {
    'us-east': 'US East',
    'us-west': 'US West',
    'eu-west': 'Western Europe',
    seoul: 'Seoul',
    tokyo: 'Tokyo',
    singapore: 'Singapore',
    sydney: 'Sydney',
    'sao-paulo': 'São Paulo',
    mumbai: 'Mumbai',
  },
  ports: {},
  gauges: {},
} satisfies KindWords
